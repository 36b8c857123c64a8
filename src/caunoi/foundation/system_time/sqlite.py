"""Shadows and their triggers in SQLite's words."""

from typing import Any

from caunoi.foundation.db.statements import Words, names, statement
from caunoi.foundation.system_time.tables import RECORD, Kept

NOW = statement("(SELECT coalesce(max(seq), 0) + 1 FROM {record})", record=Words(RECORD))
MARK = (
    "INSERT INTO {shadow} ({key}, known_from) VALUES (NEW.{key}, {now}) "
    "ON CONFLICT ({key}) WHERE known_to IS NULL DO UPDATE SET known_from = excluded.known_from;"
)
UNMARK = "DELETE FROM {shadow} WHERE {key} = OLD.{key} AND known_to IS NULL;"
SINCE_WHEN = (
    "(SELECT coalesce(max(known_from), 0) FROM {shadow} WHERE {key} = OLD.{key} AND known_to IS NULL)"
)


def column_types(cursor: Any, table: str) -> dict[str, str]:
    rows = cursor.execute(f'PRAGMA table_info("{table}")').fetchall()
    return {row[1]: row[2] for row in rows}


def shadow(kept: Kept, types: dict[str, str]) -> list[str]:
    columns = ", ".join(f'"{column}" {types[column]}' for column in kept.columns)
    return [
        f'CREATE TABLE "{kept.shadow}" ({columns}, known_from bigint NOT NULL, known_to bigint)',
        f'CREATE UNIQUE INDEX "{kept.shadow}_open" ON "{kept.shadow}" ("{kept.key}") WHERE known_to IS NULL',
        f'CREATE INDEX "{kept.shadow}_ended" ON "{kept.shadow}" (known_to) WHERE known_to IS NOT NULL',
    ]


def another_column(kept: Kept, column: str, kind: str) -> list[str]:
    return [
        f'ALTER TABLE "{kept.shadow}" ADD COLUMN "{column}" {kind}',
        statement(
            "UPDATE {shadow} SET {column} = (SELECT b.{column} FROM {table} b "
            "WHERE b.{key} = {shadow}.{key}) WHERE known_to IS NOT NULL",
            shadow=kept.shadow, table=kept.table, key=kept.key, column=column,
        ),
    ]  # fmt: skip


def has_triggers(cursor: Any, kept: Kept) -> bool:
    wanted = {name.format(kept.table): sql for name, sql in _triggers(kept).items()}
    asked = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s AND name LIKE %s ESCAPE '\\'"
    found = dict(cursor.execute(asked, [kept.table, "%\\_known\\_%"]).fetchall())
    return {name: found.get(name) for name in wanted} == wanted


def triggers_to_drop(cursor: Any) -> list[str]:
    asked = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s ESCAPE '\\'"
    rows = cursor.execute(asked, ["%\\_known\\_%"]).fetchall()
    return [f'DROP TRIGGER "{row[0]}"' for row in rows]


def triggers(kept: Kept) -> list[str]:
    return [
        line for name, sql in _triggers(kept).items() for line in (f'DROP TRIGGER IF EXISTS "{name}"', sql)
    ]


def _triggers(kept: Kept) -> dict[str, str]:
    name = f"{kept.table}_known_{{}}"
    mark, unmark = (statement(each, shadow=kept.shadow, key=kept.key, now=NOW) for each in (MARK, UNMARK))
    differs = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in kept.columns)
    bodies = {
        "insert": f'AFTER INSERT ON "{kept.table}" BEGIN {mark} END',
        "update": f'AFTER UPDATE ON "{kept.table}" WHEN {differs} BEGIN {_image(kept)} {mark} END',
        "delete": f'AFTER DELETE ON "{kept.table}" BEGIN {_image(kept)} {unmark} END',
    }
    return {
        name.format(event): f'CREATE TRIGGER "{name.format(event)}" {body}' for event, body in bodies.items()
    }


def _image(kept: Kept) -> str:
    """The state that ends, unless it began within the same record: then nobody can have known it."""
    since = statement(SINCE_WHEN, shadow=kept.shadow, key=kept.key)
    return statement(
        "INSERT INTO {shadow} ({columns}, known_from, known_to) SELECT {old}, {since}, {now} WHERE {since} < {now};",
        shadow=kept.shadow, columns=kept.columns, old=names(kept.columns, of="OLD"), since=since, now=NOW,
    )  # fmt: skip
