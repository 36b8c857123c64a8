"""The seal around a backup: a plain zip ends with the hash of all of it; an encrypted one is AES-256-GCM in chunks.

Plain: an ordinary zip whose comment is ``caunoi sha256:<hash of everything before it>``, so any tool opens it.
Encrypted: ``CAUNOI-BACKUP-1\\n``, salt, nonce prefix, then chunks of one MiB, each bound to its place and the last
marked as last, so that nothing can be flipped, moved, cut off or put in.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from caunoi.foundation.errors import Refused

MAGIC = b"CAUNOI-BACKUP-1\n"
CHUNK, TAG, SALT, PREFIX = 2**20, 16, 16, 7
COMMENT = b"caunoi sha256:"
COMMENT_LENGTH = len(COMMENT) + 64
ZIP_START = b"PK"
DAMAGED = "Tệp sao lưu đã hỏng hoặc bị sửa: {why}. Không khôi phục gì cả; dùng một bản sao lưu khác."


def damaged(why: str) -> Refused:
    return Refused(DAMAGED.format(why=why))


def _key(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=2**26, dklen=32)


def is_encrypted(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(len(MAGIC))
    if start != MAGIC and not start.startswith(ZIP_START):
        raise damaged("phần đầu không phải của một bản sao lưu Cầu Nối")
    return start == MAGIC


def seal_plain(zip_body: Path) -> None:
    """Fill the reserved comment: the hash of every byte before it."""
    size = zip_body.stat().st_size - COMMENT_LENGTH
    with zip_body.open("r+b") as file:
        file.seek(size)
        file.write(COMMENT + _digest(zip_body, size).encode())


def check_plain(path: Path) -> None:
    size = path.stat().st_size - COMMENT_LENGTH
    if size < 0:
        raise damaged("tệp quá ngắn")
    with path.open("rb") as file:
        file.seek(size)
        told = file.read()
    if told != COMMENT + _digest(path, size).encode():
        raise damaged("nội dung không khớp dấu niêm phong")


def _digest(path: Path, size: int) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for chunk in _chunks(file, size):
            digest.update(chunk)
    return digest.hexdigest()


def _chunks(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0 and (chunk := file.read(min(CHUNK, size))):
        size -= len(chunk)
        yield chunk


def encrypt(source: Path, target: Path, password: str) -> None:
    salt, prefix = os.urandom(SALT), os.urandom(PREFIX)
    box = AESGCM(_key(password, salt))
    with source.open("rb") as plain, target.open("wb") as sealed:
        sealed.write(MAGIC + salt + prefix)
        index, chunk = 0, plain.read(CHUNK)
        while True:
            following = plain.read(CHUNK)
            sealed.write(box.encrypt(_nonce(prefix, index, last=not following), chunk, MAGIC))
            if not following:
                return
            index, chunk = index + 1, following


def decrypt(source: Path, target: Path, password: str) -> None:
    with source.open("rb") as sealed, target.open("wb") as plain:
        header = sealed.read(len(MAGIC) + SALT + PREFIX)
        salt, prefix = header[len(MAGIC) : len(MAGIC) + SALT], header[-PREFIX:]
        box = AESGCM(_key(password, salt))
        index, chunk = 0, sealed.read(CHUNK + TAG)
        while True:
            following = sealed.read(CHUNK + TAG)
            plain.write(_open(box, _nonce(prefix, index, last=not following), chunk, index))
            if not following:
                return
            index, chunk = index + 1, following


def _open(box: AESGCM, nonce: bytes, chunk: bytes, index: int) -> bytes:
    try:
        return box.decrypt(nonce, chunk, MAGIC)
    except (InvalidTag, ValueError) as fault:
        if index == 0:
            raise Refused(
                "Không mở được bản sao lưu: sai khóa CAUNOI_BACKUP_KEY, hoặc tệp đã hỏng ngay phần đầu. "
                "Kiểm tra lại khóa của đúng lần sao lưu này; không khôi phục gì cả."
            ) from fault
        raise damaged(f"khối thứ {index + 1} không mở được") from fault


def _nonce(prefix: bytes, index: int, *, last: bool) -> bytes:
    return prefix + bytes([last]) + index.to_bytes(4, "big")
