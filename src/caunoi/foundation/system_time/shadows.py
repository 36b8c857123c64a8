"""The shadows themselves: made and kept in step with their tables after every migration.

``<table>_known`` holds, for every living row, one open mark (key, known_from) and, for every state that ended, its
image with [known_from, known_to). Both are numbers of audit records: the record of the write that made the state, and
of the write that ended it.
"""

from typing import Any

from django.db import connection, transaction

from caunoi.foundation.db.statements import statement
from caunoi.foundation.system_time import postgresql, sqlite
from caunoi.foundation.system_time.tables import RECORD, SINCE, Kept, kept_tables


def dialect() -> Any:
    return postgresql if connection.vendor == "postgresql" else sqlite


def drop_triggers(plan: Any = (), **_told: Any) -> None:
    """Before a migration rebuilds tables: what it moves is no new knowledge, and a trigger would stand in its way."""
    if not plan:
        return
    with connection.cursor() as cursor:
        for statement in dialect().triggers_to_drop(cursor):
            cursor.execute(statement)


def keep_shadows(**_told: Any) -> None:
    """After migrations: every table of facts has its shadow, its columns and its triggers."""
    with transaction.atomic(), connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        if RECORD not in there:  # migrated back to before there was a record
            return
        if SINCE not in there:
            _begin(cursor)
        for kept in kept_tables():
            if kept.table in there:
                _keep(cursor, kept, there)


def _begin(cursor: Any) -> None:
    """From which record on states are kept: an older database knows nothing of what its rows were before."""
    cursor.execute(statement("CREATE TABLE {since} (seq bigint NOT NULL)", since=SINCE))
    first = "INSERT INTO {since} SELECT coalesce(max(seq), 0) FROM {record}"
    cursor.execute(statement(first, since=SINCE, record=RECORD))


def _keep(cursor: Any, kept: Kept, there: set[str]) -> None:
    if kept.shadow not in there:
        _run(cursor, dialect().shadow(kept, _types(cursor, kept.table)))
    else:
        _follow_columns(cursor, kept)
    if not dialect().has_triggers(cursor, kept):
        _run(cursor, dialect().triggers(kept))


def _follow_columns(cursor: Any, kept: Kept) -> None:
    """A column that is new in the table is new in the images, which take the value their row has now."""
    types = _types(cursor, kept.table)
    held = _types(cursor, kept.shadow)
    for column in kept.columns:
        if column not in held:
            _run(cursor, dialect().another_column(kept, column, types[column]))


def _types(cursor: Any, table: str) -> dict[str, str]:
    found: dict[str, str] = dialect().column_types(cursor, table)
    return found


def _run(cursor: Any, statements: list[str]) -> None:
    for each in statements:
        cursor.execute(each)
