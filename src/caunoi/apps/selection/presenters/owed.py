"""The list of owed standards, one of them, and the forms around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors import HeldPost
from caunoi.apps.selection.models import OwedStandard
from caunoi.apps.selection.presenters.words import owed_chip, requirement_name
from caunoi.apps.selection.selectors.owed import Owing
from caunoi.apps.standards.selectors.words import verdict_chip
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import FigureValue
from caunoi.foundation.policy import may_read
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.components import (
    Button,
    Cell,
    Column,
    Count,
    EmptyState,
    ErrorSummary,
    Fact,
    Heading,
    KeyFacts,
    Link,
    Row,
    State,
    Tab,
    Table,
    Tabs,
    Tally,
)
from caunoi.foundation.ui.numbers import day

HOME = "/no-chuan/"
OPEN, OVERDUE, MET, CLOSED = "con-han", "qua-han", "da-dat", "da-khep"
Posts = Mapping[UUID, Sequence[HeldPost]]


def kept(found: Sequence[Owing], shown: str) -> list[Owing]:
    """Of all, those of one tab; every row stands on exactly one."""
    tests = {
        OPEN: lambda each: each.is_open and not each.met and not each.overdue,
        OVERDUE: lambda each: each.overdue,
        MET: lambda each: each.met,
        CLOSED: lambda each: not each.is_open,
    }
    return [each for each in found if tests[shown](each)]


def present_all(
    found: Sequence[Owing], shown: str, posts: Posts, figures: Sequence[FigureValue]
) -> dict[str, Any]:
    lead = _(
        "Ai được nợ yêu cầu nào, đến ngày nào, theo quyết định nào. Kết luận chuẩn không đổi; khoản nợ nêu bên cạnh."
    )
    counts = [Count(_(value.figure.title), value, _state(value)) for value in figures]
    return {
        "head": Heading(_("Nợ chuẩn"), lead, [Link(_("Trang đầu"), "/")]),
        "tally": Tally(counts, _("Nợ chuẩn đến đâu")),
        "tabs": _tabs(found, shown),
        "table": _table(kept(found, shown), posts),
    }


def _state(value: FigureValue) -> State:
    return "loi" if value.figure.code == "owed.overdue" and value.value else "trung-tinh"


def _tabs(found: Sequence[Owing], shown: str) -> Tabs:
    words = {OPEN: _("Còn hạn"), OVERDUE: _("Quá hạn"), MET: _("Đã đạt, chờ khép"), CLOSED: _("Đã khép")}
    tabs = [
        Tab(label, with_query(HOME, xem=view), current=shown == view, count=str(len(kept(found, view))))
        for view, label in words.items()
    ]
    return Tabs(tabs, _("Khoản nợ theo tình trạng"))


def _table(found: Sequence[Owing], posts: Posts) -> Table:
    columns = [
        Column(_("Họ và tên")),
        Column(_("Còn nợ")),
        Column(_("Văn bản quyết định")),
        Column(_("Hạn trả nợ"), "date"),
        Column(_("Tình trạng"), "chips"),
        Column(_("Kết luận hôm nay"), "chips"),
    ]
    rows = [_row(each, posts.get(each.row.cadre_id, ())) for each in found]
    why = _(
        "Không có khoản nợ chuẩn nào ở tình trạng này. Ghi từ trang của từng người, mục “Cử đi học, nợ chuẩn”."
    )
    return Table(columns, rows, caption=_("Nợ chuẩn"), count=len(rows), empty=EmptyState(why), id="no-chuan")


def _row(each: Owing, held: Sequence[HeldPost]) -> Row:
    row = each.row
    sub = f"{held[0].words}, {held[0].unit}" if held else ""
    return Row(
        [
            Cell(Link(row.cadre.full_name, f"/can-bo/{row.cadre_id}/"), sub=sub),
            Link(requirement_name(row.requirement), f"{HOME}{row.pk}/"),
            row.document,
            row.due_on,
            [owed_chip(each)],
            [verdict_chip(each.verdict)],
        ],
        name=row.cadre.full_name,
    )


# ---- one


@dataclass(frozen=True)
class OwedPage:
    """One owed standard as the view read it, with those it replaced or was replaced by."""

    actor: Actor
    owing: Owing
    others: Sequence[OwedStandard]
    form: BaseForm
    may_change: bool


def present_one(page: OwedPage) -> dict[str, Any]:
    row = page.owing.row
    told = {"name": row.cadre.full_name, "what": requirement_name(row.requirement)}
    changing = page.may_change and page.owing.is_open
    base = f"{HOME}{row.pk}/"
    buttons = [
        Button(_("Khép: đã đạt"), kind="primary" if page.owing.met else "", formaction=f"{base}khep/"),
        Button(_("Thôi cho nợ"), formaction=f"{base}thoi/"),
    ]
    return {
        "head": Heading(_("%(name)s nợ %(what)s") % told, "", [Link(_("Nợ chuẩn"), HOME)]),
        "facts": KeyFacts(_facts(page)),
        "others": _others(page.others),
        "buttons": buttons if changing else [],
        "put_off": Link(_("Gia hạn theo quyết định mới"), f"{base}gia-han/") if changing else None,
        "form": page.form if changing else None,
    }


def _facts(page: OwedPage) -> list[Fact]:
    row = page.owing.row
    sees = may_read(page.actor, OwedStandard, "reason")
    found = [
        Fact(_("Cán bộ"), Link(row.cadre.full_name, f"/can-bo/{row.cadre_id}/")),
        Fact(_("Yêu cầu còn nợ"), requirement_name(row.requirement)),
        Fact(_("Kết luận hôm nay"), verdict_chip(page.owing.verdict)),
        Fact(_("Văn bản quyết định"), row.document),
        Fact(_("Ngày quyết định"), day(row.decided_on)),
        Fact(_("Hạn trả nợ"), day(row.due_on)),
        Fact(_("Tình trạng"), owed_chip(page.owing)),
        Fact(_("Người ghi"), _("%(who)s, %(when)s") % {"who": row.written_by, "when": day(row.written_at)}),
    ]
    if sees:
        found.insert(6, Fact(_("Lý do"), row.reason))
    if row.ended_on:
        found.append(Fact(_("Khép ngày"), day(row.ended_on)))
        if sees:
            found.append(Fact(_("Khép vì"), _(row.ended_because)))
    return found


def _others(rows: Sequence[OwedStandard]) -> Table | None:
    if not rows:
        return None
    columns = [
        Column(_("Văn bản quyết định")),
        Column(_("Hạn trả nợ"), "date"),
        Column(_("Khép ngày"), "date"),
    ]
    cells = [
        Row([Link(row.document, f"{HOME}{row.pk}/"), row.due_on, row.ended_on or ""], name=row.document)
        for row in rows
    ]
    return Table(
        columns, cells, caption=_("Các quyết định khác về yêu cầu này"), show_caption=True, id="khac"
    )


def present_form(cadre: Cadre, form: BaseForm, title: str, lead: str, verb: str, back: str) -> dict[str, Any]:
    head = Heading(title, lead, [Link(cadre.full_name, f"/can-bo/{cadre.pk}/")])
    return {"head": head, "form": form, "errors": ErrorSummary.of(form), "verb": verb, "back": back}
