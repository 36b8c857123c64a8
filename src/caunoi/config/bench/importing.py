"""Reading, typing and checking a workbook of people against openpyxl and one insert of its rows."""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from django.db import transaction

from caunoi.config.bench.measure import Case

DAY = date(2020, 8, 31)


class _NotKept(Exception):
    """Rolls the reference's rows back."""


def cases(quick: bool) -> list[Case]:
    from caunoi.apps.cadres.services.exporting import export_people
    from caunoi.foundation.commandline import command_actor

    folder = Path(tempfile.mkdtemp())
    file = folder / "can-bo.xlsx"
    count = export_people(actor=command_actor(), on=DAY, target=file)
    ours, floor = _checking(file), _reading(file)
    return [
        Case(
            "read + check",
            count,
            ours,
            {"openpyxl + bulk_create": _plain(file), "read only": floor},
            rounds=3,
        )
    ]


def _checking(file: Path) -> Callable[[], Any]:
    """Everything the check page shows: mapped, typed, matched with the registry; nothing is written."""
    from caunoi.apps.cadres.services.imports import check_only
    from caunoi.foundation.commandline import command_actor

    content = file.read_bytes()
    return lambda: check_only(actor=command_actor(), file_name=file.name, content=content, on=DAY)


def _reading(file: Path) -> Callable[[], Any]:
    from caunoi.foundation.workbooks.reading import read_workbook

    return lambda: read_workbook(file)


def _plain(file: Path) -> Callable[[], Any]:
    """What most programs do: openpyxl row by row, then one bulk insert of the names."""
    from caunoi.apps.cadres.models import Cadre
    from caunoi.apps.cadres.services.names import key_columns

    def run() -> None:
        sheet = openpyxl.load_workbook(file, read_only=True).worksheets[0]
        names = [
            str(row[1]) for row in sheet.iter_rows(min_row=2, values_only=True) if len(row) > 1 and row[1]
        ]
        custodian = Cadre._base_manager.values_list("custodian_id", flat=True)[0]
        people = [Cadre(full_name=name, custodian_id=custodian, **key_columns(name)) for name in names]
        try:
            with transaction.atomic():
                Cadre._base_manager.bulk_create(people)
                raise _NotKept
        except _NotKept:
            return

    return run
