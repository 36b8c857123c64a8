"""The rows to mend, given back as a workbook, and the protocol of what an import did."""

import io
from datetime import date

from caunoi.apps.cadres.models import ImportBatch, ImportRow
from caunoi.apps.cadres.models.batch import RowVerdict
from caunoi.apps.cadres.services.checking import Checked
from caunoi.apps.cadres.services.mended import merged_people
from caunoi.apps.cadres.services.records import Problem
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible
from caunoi.foundation.workbooks.errors_book import write_errors_book

IDENTITY = "identity_number"


def error_workbook(*, actor: Actor, batch: ImportBatch) -> bytes:
    """Only the bad rows of the batch, under the owner's own headings, each bad cell red with a note."""
    rows = visible(actor, ImportRow).filter(batch=batch, verdict=RowVerdict.REJECTED).order_by("number")
    sheet = merged_people(batch)
    read = {row.number: row.problems for row in sheet.rows}
    found = {row.number: _told_in_full(row.problems, read.get(row.number, [])) for row in rows}
    out = io.BytesIO()
    write_errors_book(out, sheet.table, sheet.mapping, sheet.cell_problems(found), as_of=batch.on)
    return out.getvalue()


def _told_in_full(kept: list[dict[str, str]], read: list[Problem]) -> list[Problem]:
    """What is kept hides identity numbers; the owner's own file may say what it asks."""
    asked = {problem.column: problem for problem in read}
    return [
        asked[each["column"]] if each.get("column") == IDENTITY and IDENTITY in asked else _problem(each)
        for each in kept
    ]


def error_workbook_of(checked: Checked, *, on: date) -> bytes:
    """The same of a check that was not kept."""
    found = {
        said.number: plan.problems
        for said, plan in zip(checked.rows, checked.plans, strict=True)
        if plan.verdict == RowVerdict.REJECTED
    }
    out = io.BytesIO()
    problems = checked.sheet.cell_problems(found)
    write_errors_book(out, checked.sheet.table, checked.sheet.mapping, problems, as_of=on)
    return out.getvalue()


def _problem(kept: dict[str, str]) -> Problem:
    return Problem(
        kept["message"],
        kept.get("column", ""),
        kept.get("title", ""),
        kept.get("value", ""),
        kept.get("suggestion", ""),
        "warning" if kept.get("severity") == "warning" else "error",
    )
