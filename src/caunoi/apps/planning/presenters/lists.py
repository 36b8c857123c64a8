"""Lists of a plan: the rows behind its numbers, and the year's plans."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.planning.choices import PlanState
from caunoi.apps.planning.models import Plan
from caunoi.apps.planning.presenters.words import state_chip
from caunoi.apps.planning.selectors import PlanRows, counted
from caunoi.domain.vocabulary.vietnamese import fold
from caunoi.foundation.errors import Refused
from caunoi.foundation.figures import FigureValue
from caunoi.foundation.lists import pages as shared
from caunoi.foundation.lists.kinds import ListKind
from caunoi.foundation.lists.shapes import Offer, Shape
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.figure import figure_html
from caunoi.foundation.ui.numbers import dong, percent

NAME, YEAR, STATE, BUDGET, GAP, MADE, AUTHOR = (
    "ten",
    "nam",
    "trang-thai",
    "kinh-phi",
    "cach",
    "lap-luc",
    "nguoi-lap",
)
Params = Mapping[str, Sequence[str]]
ORDER = "sap"


class UnreadableOrder(Refused):
    """An order or a condition the list of plans does not have."""

    status = 400


def offers() -> list[Offer]:
    return [
        Offer(NAME, _("Kế hoạch"), fixed=True),
        Offer(YEAR, _("Năm")),
        Offer(STATE, _("Trạng thái")),
        Offer(BUDGET, _("Ngân sách")),
        Offer(GAP, _("Khoảng cách")),
        Offer(MADE, _("Lập lúc")),
        Offer(AUTHOR, _("Người lập"), shown=False),
    ]


def groupings() -> list[Offer]:
    return [Offer(YEAR, _("Năm")), Offer(STATE, _("Trạng thái"))]


def shape_in(params: Params) -> Shape:
    return shared.shape_of(params, offers(), groupings())


@dataclass(frozen=True)
class PlansAsked:
    """What the address of the list says: a year, a state, an order."""

    year: str = ""
    state: str = ""
    order: str = ""

    def of(self, plans: Sequence[Plan]) -> list[Plan]:
        kept = [
            plan for plan in plans if self.year in ("", str(plan.year)) and self.state in ("", plan.state)
        ]
        return (
            sorted(kept, key=_SORTING[self.order.removeprefix("-")], reverse=self.order.startswith("-"))
            if self.order
            else kept
        )


_SORTING: dict[str, Callable[[Plan], Any]] = {
    NAME: lambda plan: fold(plan.name),
    YEAR: lambda plan: plan.year,
    STATE: lambda plan: plan.state,
    BUDGET: lambda plan: plan.budget,
    GAP: lambda plan: -1.0 if plan.gap is None else plan.gap,
    MADE: lambda plan: plan.created_at,
    AUTHOR: lambda plan: fold(plan.created_by),
}


def asked_in(params: Params) -> PlansAsked:
    said = {key: "".join((params.get(key) or [""])[-1:]).strip() for key in (YEAR, STATE, ORDER)}
    known = {STATE: PlanState.values, ORDER: [f"{sign}{key}" for key in _SORTING for sign in ("", "-")]}
    for key, value in said.items():
        fits = value.isascii() and value.isdigit() and len(value) == 4 if key == YEAR else value in known[key]
        if value and not fits:
            raise UnreadableOrder(
                _("Danh sách kế hoạch không nhận “%(key)s” là “%(value)s”.")
                % {"key": key, "value": value[:60]}
            )
    return PlansAsked(said[YEAR], said[STATE], said[ORDER])


PLANS = ListKind(
    "ke-hoach", gettext_noop("Kế hoạch đào tạo, bồi dưỡng"), "/ke-hoach/",
    lambda actor, on, params: asked_in(params), (Plan, "view"),
)  # fmt: skip


@dataclass(frozen=True)
class PlanList:
    """What the view read (danh sách kế hoạch đã đọc): all plans within reach, and what the address keeps of them."""

    plans: Sequence[Plan]
    asked: PlansAsked
    shape: Shape
    url: str
    may: bool

    @property
    def kept(self) -> list[Plan]:
        return self.asked.of(self.plans)


def present_plans(
    found: PlanList, bar: shared.Bar, *, year: int, lacking: Sequence[FigureValue]
) -> dict[str, Any]:
    """``lacking`` any requirement, and of them short of the standard; nothing where the role draws up no plan."""
    create = [ui.Button(_("Lập kế hoạch"), url=reverse("planning:new"), kind="primary", icon="plus")]
    return {
        "head": ui.Heading(
            _("Kế hoạch đào tạo, bồi dưỡng"),
            _("Mỗi kế hoạch lập từ những gì cán bộ còn thiếu so với tiêu chuẩn chức danh."),
            buttons=create if found.may and found.plans else [],
        ),
        "bar": bar if found.plans else None,
        "table": _plan_table(found, year, lacking),
    }


def presets_of(found: PlanList) -> list[ui.Tab]:
    """All plans, and each year there is one of."""
    whole = [ui.Tab(_("Tất cả"), with_query(found.url, nam=None, xem=None), current=not found.asked.year)]
    years = sorted({plan.year for plan in found.plans}, reverse=True)[:5]
    return whole + [
        ui.Tab(str(year), with_query(found.url, nam=year, xem=None), current=found.asked.year == str(year))
        for year in years
    ]


def _plan_table(found: PlanList, year: int, lacking: Sequence[FigureValue]) -> ui.Table:
    kinds: dict[str, Any] = {STATE: "chips", BUDGET: "number", GAP: "number", MADE: "date"}
    columns = [_column(found, offer, kinds.get(offer.key, "text")) for offer in offers()]
    empty = _no_plan(year, lacking, found.may)
    if found.plans:
        empty = ui.EmptyState(
            _("Không có kế hoạch nào khớp điều kiện này."),
            [ui.Button(_("Xem mọi kế hoạch"), url="/ke-hoach/?xem=tat-ca")],
        )
    table = ui.Table(
        columns,
        [_plan_row(plan) for plan in found.kept],
        caption=_("Các kế hoạch"),
        count=len(found.kept),
        empty=empty,
    )
    table = shared.shaped(table, [offer.key for offer in offers()], found.shape)
    if not found.shape.group:
        return table
    by_state = found.shape.group == STATE
    return shared.grouped(
        table, [state_chip(plan).text if by_state else str(plan.year) for plan in found.kept]
    )


def _column(found: PlanList, offer: Offer, kind: Any) -> ui.Column:
    now = found.asked.order
    state: Any = {offer.key: "ascending", f"-{offer.key}": "descending"}.get(now, "")
    wanted = f"-{offer.key}" if now == offer.key else offer.key
    return ui.Column(offer.title, kind, with_query(found.url, **{ORDER: wanted}), state)


def _plan_row(plan: Plan) -> ui.Row:
    cells = [
        ui.Link(plan.name, reverse("planning:plan", args=[plan.pk])),
        str(plan.year),
        state_chip(plan),
        dong(plan.budget),
        percent(plan.gap, 2) if plan.gap is not None else "",
        plan.created_at,
        plan.created_by,
    ]
    return ui.Row(cells, name=plan.name)


def _no_plan(year: int, lacking: Sequence[FigureValue], may: bool) -> ui.EmptyState:
    why = _("Chưa có kế hoạch năm %(year)s.") % {"year": year}
    if not may or not lacking:
        return ui.EmptyState(why)
    words = _(
        "Tạo từ {} cán bộ chủ chốt còn thiếu ít nhất một yêu cầu của chức danh: {} người chưa đạt chuẩn "
        "về chuyên môn, lý luận chính trị; những người còn lại chỉ thiếu yêu cầu không tính vào đạt chuẩn."
    )
    told = format_html(words, *map(figure_html, lacking))
    start = ui.Button(_("Tạo kế hoạch từ nhu cầu"), url=reverse("planning:new"), kind="primary", large=True)
    return ui.EmptyState(
        format_html("{} {}", why, told),
        [start],
        _("Kế hoạch có các lớp, người học từng lớp, chi phí, lịch và mức chứng minh tốt đến đâu."),
    )


def present_rows(rows: PlanRows, value: FigureValue) -> dict[str, Any]:
    """The rows behind one number of the plan."""
    plan_url = reverse("planning:plan", args=[rows.plan.pk])
    title = _(value.figure.title)
    line = value.scope.where.get(counted.LINE, "")
    return {
        "head": ui.Heading(
            f"{title}: {line}" if line else title,
            _(value.figure.definition),
            [ui.Link(_("Kế hoạch"), reverse("planning:list")), ui.Link(rows.plan.name, plan_url)],
        ),
        "table": ui.Table(
            [ui.Column(_(name)) for name in value.figure.columns],
            [ui.Row([ui.link_or_text(str(row.cells[0]), row.url), *row.cells[1:]]) for row in value.rows],
            caption=title,
            count=int(value.numerator),
            total=[_("Cộng"), dong(int(value.numerator))] if value.code == "plan.cost" else (),
            empty=ui.EmptyState(_("Không có dòng nào.")),
        ),
        "downloads": ui.Downloads(value.url),
    }
