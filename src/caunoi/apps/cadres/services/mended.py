"""The file of an import together with the rows its owner mended and sent again, as one list."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from caunoi.apps.cadres.models import ImportBatch
from caunoi.apps.cadres.schema import people_schema
from caunoi.apps.cadres.services import batches
from caunoi.apps.cadres.services.sheets import PeopleSheet, people_in, read_table
from caunoi.apps.cadres.services.watching import NOBODY, Watch
from caunoi.foundation.workbooks.schema import Schema
from caunoi.foundation.workbooks.sheets import Table


def merged_people(batch: ImportBatch, *, watch: Watch = NOBODY) -> PeopleSheet:
    """Every row once: mended ones in the place of those they mend. Raises RefusedFile."""
    schema = people_schema(batch.on)
    first, *mended = batches.files_of(batch)
    table = _table_of(first, schema, sheet=batch.overrides.get("sheet"), watch=watch)
    for kept, said in zip(mended, batch.overrides.get("corrections", ()), strict=True):
        correction = _table_of(kept, schema, watch=watch)
        table = _with_correction(table, correction, said["replaces"])
    return people_in(
        table,
        schema,
        on=batch.on,
        overrides=_columns(batch.overrides),
        agreed=[(word["column"], word["typed"], word["meant"]) for word in batch.overrides.get("words", ())],
        watch=watch,
    )


def _table_of(kept: batches.KeptFile, schema: Schema, *, watch: Watch, sheet: str | None = None) -> Table:
    with batches.opened(kept) as path:
        return read_table(path, schema, sheet=sheet, watch=watch)


def _columns(overrides: Mapping[str, Any]) -> dict[str, int | None]:
    return dict(overrides.get("columns", {}))


def _with_correction(table: Table, correction: Table, replaced: list[int]) -> Table:
    """Cells of the mended rows are put under the headings of the first file."""
    places = _same_headings(table, correction)
    mended = [replace(row, cells=_moved(row.cells, places)) for row in correction.data]
    return replace(table, rows=batches.as_one(table.rows, replaced, mended))


def _same_headings(table: Table, correction: Table) -> dict[int, int]:
    """For each column of the first file, where it stands in the mended one."""
    by_path = {heading.path: heading.index for heading in correction.headings}
    return {heading.index: by_path.get(heading.path, heading.index) for heading in table.headings}


def _moved(cells: list[Any], places: Mapping[int, int]) -> list[Any]:
    width = max(places, default=-1) + 1
    moved: list[Any] = [""] * width
    for there, here in places.items():
        moved[there] = cells[here] if here < len(cells) else ""
    return moved
