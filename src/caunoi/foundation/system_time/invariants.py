"""What always holds of the kept states."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection

from caunoi.foundation.db.statements import statement
from caunoi.foundation.invariants import Invariant
from caunoi.foundation.system_time.shadows import dialect
from caunoi.foundation.system_time.tables import RECORD, Kept, kept_tables


def invariants() -> list[Invariant]:
    return [
        Invariant("Mọi bảng dữ kiện đều giữ lại trạng thái cũ khi ghi", _without_triggers),
        Invariant("Dữ kiện nào được ghi cũng có bản ghi nhật ký của lần ghi", _each(_unrecorded)),
        Invariant("Một dòng không có hai trạng thái cùng lúc trong lịch sử ghi", _each(_overlapping)),
    ]


def unkept_tables() -> list[str]:
    """Tables of facts (bảng dữ kiện) whose former states are not kept as their columns are today."""
    with connection.cursor() as cursor:
        return [kept.table for kept in kept_tables() if not dialect().has_triggers(cursor, kept)]


def _without_triggers() -> Iterator[str]:
    for table in unkept_tables():
        yield f"Bảng {table} không giữ trạng thái cũ. Chạy caunoi serve --migrate để dựng lại."


def _each(search: Callable[[Any, Kept], Iterator[str]]) -> Callable[[], Iterator[str]]:
    def over_all() -> Iterator[str]:
        with connection.cursor() as cursor:
            for kept in kept_tables():
                yield from search(cursor, kept)

    return over_all


def _unrecorded(cursor: Any, kept: Kept) -> Iterator[str]:
    """A state that began with a record that was never written: somebody wrote past the audit."""
    ahead = "SELECT {key} FROM {shadow} WHERE known_from > (SELECT coalesce(max(seq), 0) FROM {record})"
    cursor.execute(statement(ahead, key=kept.key, shadow=kept.shadow, record=RECORD))
    for (key,) in cursor.fetchall():
        yield f"{kept.table} {key}: ghi mà không có bản ghi nhật ký"


def _overlapping(cursor: Any, kept: Kept) -> Iterator[str]:
    """An image begins where the one before it ended, or after the row was away for a while."""
    twice = (
        "SELECT a.{key} FROM {shadow} a JOIN {shadow} b ON a.{key} = b.{key} "
        "WHERE a.known_to IS NOT NULL AND a.known_from < b.known_from AND b.known_from < a.known_to"
    )
    cursor.execute(statement(twice, key=kept.key, shadow=kept.shadow))
    for (key,) in cursor.fetchall():
        yield f"{kept.table} {key}: hai trạng thái chồng nhau"
