"""A finished table in the shape somebody asked for: some of its columns in their order, rows under group heads."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from caunoi.foundation.lists.shapes import Shape
from caunoi.foundation.ui.components.tables import GroupHead, Row, Table


def shaped(table: Table, keys: Sequence[str], shape: Shape) -> Table:
    """``keys`` names the table's columns from left to right; the first one of them stays first."""
    places = [keys.index(key) for key in shape.columns if key in keys]
    if places == list(range(len(keys))):
        return table
    return replace(
        table,
        columns=[table.columns[place] for place in places],
        rows=[
            replace(row, cells=[row.cells[place] for place in places]) if isinstance(row, Row) else row
            for row in table.rows
        ],
        total=[table.total[place] for place in places] if table.total else (),
    )


def grouped(table: Table, labels: Sequence[str], order: Mapping[str, object] | None = None) -> Table:
    """The rows under a head for each label, with how many there are; the order of rows within a group stays.

    ``labels`` holds one for each row. Groups come as ``order`` sorts them, else as their first row comes.
    """
    groups: dict[str, list[Row]] = {}
    for label, row in zip(labels, table.rows, strict=True):
        if isinstance(row, Row):
            groups.setdefault(label, []).append(row)
    names = sorted(groups, key=lambda label: str(order[label])) if order else list(groups)
    rows: list[Row | GroupHead] = []
    for name in names:
        rows += [GroupHead(name or "–", len(groups[name])), *groups[name]]
    return replace(table, rows=rows)
