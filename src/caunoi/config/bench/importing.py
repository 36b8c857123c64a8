"""An import from the file to the last row: against openpyxl and ``bulk_create``, and against the bare floor."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from caunoi.config.bench.importing_plain import openpyxl_and_bulk_create
from caunoi.config.bench.measure import Case
from caunoi.foundation.db.statements import places, statement

DAY = date(2020, 8, 31)
QUICK, WHOLE = 1_000, 20_000
"""The second is as many rows as one file may hold."""


class _NotKept(Exception):
    """Rolls back what was written to be measured."""


def cases(quick: bool) -> list[Case]:
    folder, count = Path(tempfile.mkdtemp()), QUICK if quick else WHOLE
    known, new = folder / "da-co.xlsx", folder / "moi.xlsx"
    people = _people_known(known)
    _people_new(new, count)
    rounds = 3 if quick else 1
    return [
        Case("check of people known", people, _checking(known), _references(known), rounds=rounds),
        Case("check of new people", count, _checking(new), _references(new), rounds=rounds),
        Case("check + write of new people", count, _importing(new), _references(new), rounds=rounds),
    ]


def _references(file: Path) -> dict[str, Callable[[], Any]]:
    return {
        "openpyxl + bulk_create": _rolled_back(openpyxl_and_bulk_create, file),
        "calamine + executemany": _rolled_back(_bare, file),
        "read only": lambda: _read(file),
    }


def _people_known(file: Path) -> int:
    """The registry as it goes out: read in again, it changes nothing."""
    from caunoi.apps.cadres.services import export_people
    from caunoi.foundation.commandline import command_actor

    return export_people(actor=command_actor(), on=DAY, target=file)


def _people_new(file: Path, count: int) -> None:
    """The same people again and again under numbers and names nobody has."""
    from caunoi.apps.cadres.services import people_list
    from caunoi.foundation.commandline import command_actor
    from caunoi.foundation.workbooks.tables import write_table

    known = people_list(actor=command_actor(), on=DAY)
    rows = [_renamed(known.rows[at % len(known.rows)], at) for at in range(count)]
    write_table(file, known.schema, rows, title="Danh sách thử", as_of=DAY)


def _renamed(row: dict[str, Any], at: int) -> dict[str, Any]:
    middle = ("An", "Bảo", "Châu", "Đạt", "Giang", "Khánh", "Minh")[at % 7]
    family, given = row["full_name"].rsplit(" ", 1)
    number = f"{row['identity_number'][:6]}{at:06d}" if row["identity_number"] else ""
    return {
        **row,
        "number": f"T{at:06d}",
        "full_name": f"{family} {middle} {given}",
        "identity_number": number,
    }


def _checking(file: Path) -> Callable[[], Any]:
    """Everything the check page shows: mapped, typed, matched with the registry; nothing is written."""
    from caunoi.apps.cadres.services import check_only
    from caunoi.foundation.commandline import command_actor

    content = file.read_bytes()
    return lambda: check_only(actor=command_actor(), file_name=file.name, content=content, on=DAY)


def _importing(file: Path) -> Callable[[], Any]:
    """Checked and written with facts, records, the way back and a report of each row; then rolled back."""
    from caunoi.apps.cadres.services import import_now, start_import
    from caunoi.foundation.commandline import command_actor

    def run(path: Path) -> None:
        actor = command_actor()
        batch = start_import(
            actor=actor, file_name=path.name, content=path.read_bytes(), on=DAY, in_background=False
        )
        import_now(actor=actor, batch=batch)

    return _rolled_back(run, file)


def _read(file: Path) -> Any:
    from caunoi.foundation.workbooks.reading import read_workbook

    return read_workbook(file)


def _bare(file: Path) -> None:
    """The floor: cells as texts into one table without a key, nothing checked, nobody known, no record kept."""
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    width = max(map(len, rows))
    texts = [[str(cell) for cell in row] for row in rows]
    columns = ", ".join(f"c{at} text" for at in range(width))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE bench_bare ({columns})")
        cursor.executemany(statement("INSERT INTO bench_bare VALUES ({cells})", cells=places(width)), texts)


def _rolled_back(way: Callable[[Path], Any], file: Path) -> Callable[[], None]:
    def run() -> None:
        with _nothing_kept():
            way(file)

    return run


@contextmanager
def _nothing_kept() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            raise _NotKept
    except _NotKept:
        return
