"""The meeting pack (tài liệu họp): the one picture on paper, every word and number taken from the page's own parts."""

from collections.abc import Sequence
from importlib.resources import files
from io import BytesIO
from typing import Any

import segno
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from caunoi.apps.reports.presenters.homes.blocks import Block, Statement
from caunoi.apps.reports.presenters.homes.overview import Overview, address_of
from caunoi.foundation.documents.typesetting import typeset
from caunoi.foundation.figures import FigureValue
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.components import Cell, Column, Count, Downloads, Heading, Link, Table, Tally
from caunoi.foundation.ui.components.tables import GroupHead, content_html
from caunoi.foundation.ui.figure import written
from caunoi.foundation.ui.numbers import day
from caunoi.foundation.ui.pictures import Picture
from caunoi.foundation.ui.pictures.paper import on_paper

FIRST_SHARE, SHARE = 3, 2


def title() -> str:
    return _("Chất lượng cán bộ chủ chốt cấp xã")


def present_pack(found: Overview) -> dict[str, Any]:
    """The page: what is read on the screen before it is printed."""
    head = Heading(
        title(),
        _("Tài liệu họp, số liệu tính đến %(day)s") % {"day": day(found.on)},
        crumbs=[Link(_("Bức tranh chung"), with_query("/", ngay=found.on.isoformat()))],
    )
    return {"head": head, "found": found, "downloads": Downloads(address_of(found.on), formats=("pdf",))}


def pack_file(found: Overview, office: str, site: str) -> tuple[bytes, str, str]:
    """Bytes, name and kind; ``site`` is where the product answers, for the way back from the paper."""
    template = files("caunoi.apps.reports").joinpath("typst/pack.typ").read_text("utf-8")
    pdf = typeset(template, data_of(found, office, site), on=found.on)
    return pdf, _("Tài liệu họp %(day)s.pdf") % {"day": f"{found.on:%d-%m-%Y}"}, "application/pdf"


def data_of(found: Overview, office: str, site: str) -> dict[str, Any]:
    """Everything the paper says, as words."""
    back = site + address_of(found.on)
    return {
        "title": title(),
        "lead": _("Số liệu tính đến %(day)s") % {"day": day(found.on)},
        "office": office,
        "sentences": [words_of(sentence) for sentence in found.sentences],
        "sections": [_section(part) for part in found.parts],
        "address": back,
        "back": _("Mở đúng trang này trên máy:"),
        "code": _code(back),
    }


def _code(address: str) -> str:
    target = BytesIO()
    segno.make(address, error="m", micro=False).save(target, kind="svg", xmldecl=False, border=0)
    return target.getvalue().decode()


def words_of(sentence: Statement) -> str:
    return " ".join(plain(part) for part in sentence.parts if part)


def _section(block: Block) -> dict[str, Any]:
    """A picture brings its own table, unless the section has a fuller one."""
    fuller = any(isinstance(part, Table) for part in block.body)
    parts = [_part(part, bare=fuller) for part in block.body]
    return {
        "title": block.title,
        "note": block.note,
        "parts": parts,
        "long": any(len(p["rows"]) > 8 for p in parts),
    }


def _part(part: Any, *, bare: bool) -> dict[str, Any]:
    if isinstance(part, Picture):
        told = {"kind": "picture", "title": part.heading, "svg": on_paper(part)}
        table = {"head": [], "rows": [], "kinds": [], "widths": []} if bare else _table(part.table)
        return {**told, "alt": part.description or part.heading, **table}
    if isinstance(part, Tally):
        return {"kind": "table", **_tally(part.counts)}
    return {"kind": "table", **_table(part)}


def _table(table: Table) -> dict[str, Any]:
    """Without the columns nobody filled."""
    rows = [[plain(cell) for cell in row.cells] for row in table.rows if not isinstance(row, GroupHead)]
    filled = [place for place in range(len(table.columns)) if any(row[place] for row in rows)]
    columns = [table.columns[place] for place in filled]
    return _sheet(columns, [[row[place] for place in filled] for row in rows])


def _tally(counts: Sequence[Count]) -> dict[str, Any]:
    columns = [Column(count.label, "number") for count in counts]
    return _sheet(columns, [[plain(count.value) for count in counts]])


def _sheet(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    kinds = ["number" if column.kind == "number" else "text" for column in columns]
    widths = [FIRST_SHARE if place == 0 and kinds[0] == "text" else SHARE for place in range(len(columns))]
    return {
        "head": [plain(column.title) for column in columns],
        "rows": rows,
        "kinds": kinds,
        "widths": widths,
    }


def plain(content: Any) -> str:
    """What stands on the page, as words: a number as it is written there."""
    if isinstance(content, Cell):
        beside = f" ({plain(content.sub)})" if content.sub else ""
        return plain(content.content) + beside
    if isinstance(content, FigureValue):
        return written(content)
    if isinstance(content, Link):
        return content.text
    if isinstance(content, str):
        return strip_tags(content)
    return strip_tags(content_html(content))
