"""The form on A4 pages."""

from pathlib import Path
from typing import Any

from caunoi.foundation.documents.sheets.form import Sheet, SheetRow, heads_of
from caunoi.foundation.documents.typesetting import typeset

TEMPLATE = Path(__file__).with_name("sheet.typ")


def sheet_pdf(sheet: Sheet) -> bytes:
    """PDF/A with the headings on every page."""
    return typeset(TEMPLATE.read_text(encoding="utf-8"), data_of(sheet), on=sheet.on)


def data_of(sheet: Sheet) -> dict[str, Any]:
    return {
        "number": sheet.number, "title": sheet.title, "office": sheet.office, "above": sheet.above,
        "system": sheet.system, "wide": sheet.wide, "notes": list(sheet.notes), "total": sheet.total,
        "signers": [{"words": words, "name": ""} for words in sheet.signers],
        "head": [[head.as_data() for head in row] for row in heads_of(sheet)],
        "kinds": [column.kind for column in sheet.columns],
        "widths": [column.width for column in sheet.columns],
        "size": 10 if len(sheet.columns) < 12 else 9,
        "rows": [_row(row) for row in sheet.rows],
    }  # fmt: skip


def _row(row: SheetRow) -> dict[str, Any]:
    return {"kind": row.kind, "cells": [cell.words for cell in row.cells]}
