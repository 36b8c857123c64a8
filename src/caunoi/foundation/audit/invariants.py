"""What always holds of the record."""

from collections.abc import Iterator

from caunoi.foundation.audit.verified import verify_whole
from caunoi.foundation.invariants import Invariant


def invariants() -> list[Invariant]:
    return [Invariant("Nhật ký nối liền: không bản ghi nào bị sửa hay mất", _chain_is_whole)]


def _chain_is_whole() -> Iterator[str]:
    fault = verify_whole().walk.fault
    if fault:
        yield fault
