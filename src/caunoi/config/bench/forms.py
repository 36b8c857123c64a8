"""A report of everybody in the key posts, 1.368 rows in the demo of a province, as a workbook and as PDF.

Beside each: the same words written plainly, without letterhead, merged headings, styles, sums or an archive's demands.
"""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

from caunoi.config.bench.measure import Case

FORM, KEY_POSTS = "trich-ngang", {"khoi": ("can_bo",)}

# The least of a table in typst: no page set up, no headings, the words as they come.
PLAIN_TABLE = """
#set page(flipped: true)
#set text(font: "Liberation Serif", size: 9pt)
#let data = json(bytes(sys.inputs.data))
#table(columns: data.columns, ..data.words)
"""


def cases(quick: bool) -> list[Case]:
    from caunoi.apps.forms.presenters.sheets import sheet_of
    from caunoi.foundation.documents.sheets.as_pdf import sheet_pdf
    from caunoi.foundation.documents.sheets.as_workbook import sheet_workbook

    fill, actor = _filling()
    filled = fill()
    sheet, count, rounds = sheet_of(actor, filled), filled.count, 3 if quick else 5
    ways: list[tuple[str, Callable[[], Any], dict[str, Callable[[], Any]]]] = [
        ("điền biểu rồi ghi Excel", lambda: sheet_workbook(sheet_of(actor, fill())), {"chỉ điền": fill}),
        ("ghi Excel", lambda: sheet_workbook(sheet), {"openpyxl trần": _openpyxl(sheet)}),
        ("dàn PDF", lambda: sheet_pdf(sheet), {"typst trần": _typst(sheet)}),
    ]
    return [Case(title, count, ours, plain, rounds=rounds) for title, ours, plain in ways]


def _filling() -> tuple[Callable[[], Any], Any]:
    """Filled anew each time over what the officer of the board sees."""
    from caunoi.apps.accounts.models import User
    from caunoi.apps.accounts.selectors import actor_of
    from caunoi.apps.forms.selectors.definitions import form_or_404
    from caunoi.apps.forms.services.filled import FormScope
    from caunoi.apps.forms.services.filling import fill_form
    from caunoi.foundation import clock

    on = clock.today()
    officer = User.objects.filter(username="btc").first()
    if officer is None:
        raise SystemExit("Phép đo biểu mẫu cần cơ sở dữ liệu mẫu: chạy make demo-data, rồi make bench.")
    actor, form = actor_of(officer, on=on), replace(form_or_404(FORM, on), where=KEY_POSTS)
    return lambda: fill_form(actor, form, FormScope(on)), actor


def _openpyxl(sheet: Any) -> Callable[[], bytes]:
    from openpyxl import Workbook

    from caunoi.foundation.documents.sheets.as_workbook import value_of

    rows = [[value_of(cell) for cell in row.cells] for row in sheet.rows]

    def write() -> bytes:
        book, target = Workbook(), BytesIO()
        page = book.worksheets[0]
        for row in rows:
            page.append(row)
        book.save(target)
        return target.getvalue()

    return write


def _typst(sheet: Any) -> Callable[[], bytes]:
    """In this process and not archival: the paper of ours is set in a process of its own."""
    import json

    import typst

    from caunoi.foundation.documents.typesetting import PROCESS

    words = [cell.words for row in sheet.rows if row.kind != "group" for cell in row.cells]
    data = json.dumps({"columns": len(sheet.columns), "words": words}, ensure_ascii=False)
    letters = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(PROCESS.parent / "fonts")]
    )

    def set_plainly() -> bytes:
        # A compiler of its own each time: one that is kept remembers the page it set before.
        compiler = typst.Compiler(font_paths=letters, sys_inputs={"data": data})
        made = compiler.compile(input=PLAIN_TABLE.encode(), format="pdf")
        assert isinstance(made, bytes)
        return made

    return set_plainly
