"""The panel "Chuẩn của chức danh" on the page of a person: each requirement, what is held, where it is from."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caunoi.apps.cadres.extensions import Panel, PanelExtension
from caunoi.apps.cadres.models import Cadre, Qualification
from caunoi.apps.standards.extensions import CLOSING_SLOT
from caunoi.apps.standards.selectors.explaining import (
    Line,
    Paper,
    PersonExplained,
    PostExplained,
    explain_person,
)
from caunoi.apps.standards.selectors.words import verdict_chip
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import may_read
from caunoi.foundation.ui import slots, with_query
from caunoi.foundation.ui.components import Callout, Cell, Column, Link, Row, Table
from caunoi.foundation.ui.languages import as_written
from caunoi.foundation.ui.numbers import day


class StandardsOfPerson(PanelExtension):
    """The standards of a person's posts (chuẩn của chức danh)."""

    key = "standards"
    order = 10

    def panel(self, actor: Actor, cadre: Cadre, on: date) -> Panel | None:
        found = explain_person(actor, cadre, on)
        if not found.posts:
            return None
        return Panel(
            _("Chuẩn của chức danh"),
            template="standards/_person.html",
            context={"posts": [present_post(actor, found, post) for post in found.posts]},
            note=_("Tính đến %(day)s, theo cách tính “%(measure)s”.")
            % {"day": day(on), "measure": _(found.measure)},
        )


def present_post(actor: Actor, found: PersonExplained, post: PostExplained) -> dict[str, Any]:
    return {
        "heading": _heading(post),
        "standard": Link(
            _("Xem tiêu chuẩn"), with_query(f"/tieu-chuan/{post.title_code}/", ngay=found.on.isoformat())
        ),
        "document": as_written(post.document),
        "chip": verdict_chip(post.verdict),
        "counted": _counted(post),
        "table": table_of(actor, post),
        "ways": ways_of(actor, found, post),
        "blocked": _blocked(post),
    }


def _heading(post: PostExplained) -> str:
    return _("%(title)s, %(unit)s") % {"title": post.title, "unit": post.unit}


def _counted(post: PostExplained) -> str:
    """How many of the requirements are met, whether they count or not."""
    told = {"met": post.satisfied, "all": len(post.lines)}
    return ngettext("%(met)s/%(all)s yêu cầu đạt", "%(met)s/%(all)s yêu cầu đạt", len(post.lines)) % told


def table_of(actor: Actor, post: PostExplained) -> Table:
    return Table(
        columns=[
            Column(_("Yêu cầu")),
            Column(_("Kết luận"), "chips"),
            Column(_("Cần")),
            Column(_("Hiện có")),
        ],
        rows=[_row(actor, line) for line in post.lines],
        caption=_("Từng yêu cầu của chức danh %(title)s") % {"title": post.title},
        id=f"chuan-{post.title_code}",
    )


def _row(actor: Actor, line: Line) -> Row:
    said = line.explanation
    held = _("vai trò của bạn không xem mục này") if line.hidden else as_written(said.held)
    grounds = " ".join(filter(None, (said.reason, said.note, said.clause)))
    return Row(
        [
            Cell(_(said.name), sub="" if said.counts else _("không tính vào đạt chuẩn")),
            [verdict_chip(line.verdict)],
            Cell(as_written(said.needed), sub=as_written(grounds)),
            Cell(held, sub=_sources(actor, line.papers)),
        ],
        name=said.name,
    )


def _sources(actor: Actor, papers: Sequence[Paper]) -> Any:
    return "; ".join(paper_words(actor, paper) for paper in papers)


def paper_words(actor: Actor, paper: Paper) -> str:
    """ "2011, Đại học Mở Hà Nội; tệp bieu2.xlsx dòng 412; đã xác minh"."""
    held = paper.qualification
    issued = str(held.issued) if held.issued else ""
    issuer = held.issuer if may_read(actor, Qualification, "issuer") else ""
    told = (issued, issuer, _origin(paper), _(held.get_verification_display()))
    return ", ".join(filter(None, told))


def _origin(paper: Paper) -> str:
    source = paper.source
    if not source.from_file:
        return _("nhập tay %(day)s") % {"day": day(source.at)}
    return _("tệp %(file)s dòng %(row)s") % {"file": source.file_name, "row": source.row or "?"}


def ways_of(actor: Actor, found: PersonExplained, post: PostExplained) -> list[dict[str, Any]]:
    """Each minimal set in words, with what closes it where an upper module knows."""
    return [
        {
            "words": [as_written(words) for words in way.words],
            "links": [
                link
                for extension in slots.of(CLOSING_SLOT)
                for link in extension.links(actor, found.on, way.missing)
            ],
        }
        for way in post.ways
    ]


def _blocked(post: PostExplained) -> Callout | None:
    if not post.blocked:
        return None
    names = ", ".join(_(name) for name in post.blocked)
    return Callout(
        _("Không khóa học nào bù được"),
        format_html("{}", _("Cần sửa dữ liệu hoặc chờ quy định: %(names)s.") % {"names": names}),
        "chu-y",
    )
