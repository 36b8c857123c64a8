"""What SQLite is told of the registry's size (số dòng dự kiến), so that lists keep walking an index.

Without figures SQLite takes any index for a good one, reads all people of a province by their units and sorts
them for one page. The figures are those of a large province; plans stay the same from the first row to the last.
PostgreSQL counts for itself.
"""

from typing import Any

from django.db import connections

ROWS = {"cadres_cadre": 250_000, "cadres_posting": 400_000}
ALIKE = {
    "custodian_id": 1_000, "unit_id": 1_000, "batch_id": 5_000, "title_code": 20_000, "birth": 10,
    "identity_index": 100_000,
}  # fmt: skip
FEW = 2
WITHOUT = {"number": 200_000}
"""A staff number is unique, but not among those who have none."""


def tell_sizes(using: str, **_more: Any) -> None:
    """After every migration: a table that was rebuilt has lost its figures."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        for table in ROWS.keys() & present:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")
            cursor.execute("DELETE FROM sqlite_stat1 WHERE tbl = %s", [table])
            told = [[table, name, figures] for name, figures in _figures(cursor, table)]
            cursor.executemany("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (%s, %s, %s)", told)
        cursor.execute("ANALYZE sqlite_schema")


def _figures(cursor: Any, table: str) -> list[tuple[str, str]]:
    """For each index: how many rows, then how many share the first column, the first two, and so on."""
    cursor.execute("SELECT name, [unique] FROM pragma_index_list(%s)", [table])
    found = []
    for name, unique in cursor.fetchall():
        cursor.execute("SELECT name FROM pragma_index_info(%s) ORDER BY seqno", [name])
        first, *others = [column for (column,) in cursor.fetchall()]
        alike = WITHOUT.get(first, 1) if unique else ALIKE.get(first, FEW)
        numbers = [ROWS[table], alike, *(max(1, alike // 500) for _ in others)]
        found.append((name, " ".join(map(str, numbers))))
    return found
