"""Shadows and their triggers in SQLite's words."""

from typing import Any

from caunoi.foundation.system_time.tables import RECORD, Kept

NOW = f"(SELECT coalesce(max(seq), 0) + 1 FROM {RECORD})"  # noqa: S608  # our own table


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
        f'UPDATE "{kept.shadow}" SET "{column}" = (SELECT b."{column}" FROM "{kept.table}" b '  # noqa: S608  # our own names
        f'WHERE b."{kept.key}" = "{kept.shadow}"."{kept.key}") WHERE known_to IS NOT NULL',
    ]


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
    name, key = f"{kept.table}_known_{{}}", f'"{kept.key}"'
    mark = (
        f'INSERT INTO "{kept.shadow}" ({key}, known_from) VALUES (NEW.{key}, {NOW}) '  # noqa: S608  # our own names
        f"ON CONFLICT ({key}) WHERE known_to IS NULL DO UPDATE SET known_from = excluded.known_from;"
    )
    unmark = f'DELETE FROM "{kept.shadow}" WHERE {key} = OLD.{key} AND known_to IS NULL;'  # noqa: S608  # our own names
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
    columns = ", ".join(f'"{column}"' for column in kept.columns)
    old = ", ".join(f'OLD."{column}"' for column in kept.columns)
    since = (
        f'(SELECT coalesce(max(known_from), 0) FROM "{kept.shadow}" '  # noqa: S608  # our own names
        f'WHERE "{kept.key}" = OLD."{kept.key}" AND known_to IS NULL)'
    )
    return (
        f'INSERT INTO "{kept.shadow}" ({columns}, known_from, known_to) '  # our own names
        f"SELECT {old}, {since}, {NOW} WHERE {since} < {NOW};"
    )
