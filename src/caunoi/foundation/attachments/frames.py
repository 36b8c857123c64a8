"""How the two processes talk (khung tin): a length, then as many bytes."""

import struct
from collections.abc import Iterator

LENGTH = struct.Struct(">I")


def framed(*pieces: bytes) -> bytes:
    return b"".join(LENGTH.pack(len(piece)) + piece for piece in pieces)


def unframed(data: bytes) -> Iterator[bytes]:
    """The pieces in their order; ValueError when the data end in the middle of one."""
    at = 0
    while at < len(data):
        if at + LENGTH.size > len(data):
            raise ValueError("cut off in a length")
        (length,) = LENGTH.unpack_from(data, at)
        at += LENGTH.size
        if at + length > len(data):
            raise ValueError("cut off in a piece")
        yield data[at : at + length]
        at += length
