"""Seats and people of a day as a page: a row a commune, or within one commune a row a title with names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.figures.seats import ALONE, TITLE, Number, count_of, number_of
from caunoi.apps.cadres.models import Seat
from caunoi.apps.cadres.presenters.seat_titles import staff_table, title_table
from caunoi.apps.cadres.selectors import SeatTable, UnreadableCondition, conditions_of, title_of
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import Scope
from caunoi.foundation.lists import pages as lists
from caunoi.foundation.lists.kinds import ListKind
from caunoi.foundation.lists.shapes import Offer, Shape
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import numbers, with_query

ADDRESS, SET = "/can-bo/cho/", "/can-bo/cho/ghi/"
ORDER, BY_NAME = "thu-tu", "ten"
COLUMNS = (
    "seats.allowed", "seats.held", "seats.vacant", "seats.surplus", "seats.acting", "seats.unknown", "posts.held",
    "people.in_post",
)  # fmt: skip
ORDERS = {"trong": "seats.vacant", "doi": "seats.surplus", "nguoi": "people.in_post"}


@dataclass(frozen=True)
class SeatsPage:
    """What the view read (chỗ và người đã đọc): who asks, the address, the question, the table."""

    actor: Actor
    url: str
    scope: Scope
    table: SeatTable
    order: str = BY_NAME
    may_set: bool = False
    params: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def shape(self) -> Shape:
        return shape_in(self.params)

    @property
    def titles(self) -> str:
        return self.scope.where.get(TITLE, "")

    @property
    def is_one_place(self) -> bool:
        """One commune, or nothing more than one: then titles and names are what one wants to see."""
        node = self.table.tree.nodes.get(self.scope.unit_id) if self.scope.unit_id else None
        return bool(node and (node.is_commune or node.is_village)) or len(self.table.places) == 1


def _asks(actor: Actor, on: date, params: Any) -> object:
    """What the page reads of an address: conditions of people, an order and a shape of its own."""
    order = "".join((params.get(ORDER) or [BY_NAME])[-1:])
    if order not in (BY_NAME, *ORDERS):
        raise UnreadableCondition(
            _("Trang chỗ và người không xếp theo “%(order)s” được.") % {"order": order[:60]}
        )
    return conditions_of(actor, on, params)


SEATS = ListKind("cho", gettext_noop("Chỗ và người"), ADDRESS, _asks, (Seat, "view"))
DISTRICT = "huyen"


def offers() -> list[Offer]:
    """Columns of the table of communes; within one commune the table has its own."""
    titles = [
        _("Số chỗ"),
        _("Có người giữ"),
        _("Trống"),
        _("Dôi"),
        _("Quyền, phụ trách"),
        _("Chưa ghi số chỗ"),
    ]
    titles += [_("Lượt giữ"), _("Người")]
    counts = [Offer(key_of(code), title) for code, title in zip(COLUMNS, titles, strict=True)]
    return [Offer(BY_NAME, _("Đơn vị"), fixed=True), *counts]


def groupings() -> list[Offer]:
    return [Offer(DISTRICT, _("Huyện, thị xã, thành phố"))]


def key_of(code: str) -> str:
    return code.replace(".", "-")


def shape_in(params: Mapping[str, Sequence[str]]) -> Shape:
    return lists.shape_of(params, offers(), groupings())


def present_seats(page: SeatsPage, form: BaseForm, bar: lists.Bar) -> dict[str, Any]:
    keys = ("known", ORDER, lists.COLUMNS, lists.GROUP, lists.VIEW)
    kept = [("ngay", page.scope.on.isoformat())]
    kept += [(key, value) for key in keys for value in page.params.get(key, ()) if value]
    return {
        "head": _heading(page),
        "bar": bar,
        "tally": tally_of(page.table, page.scope),
        "applied": _applied(page),
        "filters": ui.Filters(form, with_query(ADDRESS, ngay=page.scope.on.isoformat()), kept),
        "table": title_table(page.table, page.may_set) if page.is_one_place else _places(page),
        "staff": staff_table(page.table),
        "downloads": ui.Downloads(page.url),
    }


def _heading(page: SeatsPage) -> ui.Heading:
    day = {"day": numbers.day(page.scope.on)}
    lead = _("Ngày %(day)s có bao nhiêu chỗ, ai giữ, chỗ nào trống, chỗ nào dôi.") % day
    roster = number_of("posts.held", page.table, page.scope)
    buttons = (
        [ui.Button(_("Danh sách người giữ chức danh"), url=roster.url, icon="users")] if roster.url else []
    )
    if page.may_set:
        asked = with_query(SET, xa=_key(page), ngay=page.scope.on.isoformat())
        buttons.append(ui.Button(_("Ghi số chỗ"), url=asked, kind="primary"))
    return ui.Heading(_("Chỗ và người"), lead, [ui.Link(_("Cán bộ"), "/can-bo/")], buttons)


def _key(page: SeatsPage) -> str | None:
    node = page.table.tree.nodes.get(page.scope.unit_id) if page.scope.unit_id else None
    return node.key if node else None


def tally_of(table: SeatTable, scope: Scope) -> ui.Tally:
    """Seats first, then posts and people: two posts of one person are two posts and one person."""
    states: list[tuple[str, str, Any]] = [
        ("seats.allowed", _("Số chỗ"), "trung-tinh"),
        ("seats.held", _("Có người giữ"), "dat"),
        ("seats.vacant", _("Trống"), "chu-y"),
        ("seats.surplus", _("Dôi"), "loi"),
        ("seats.acting", _("Quyền, phụ trách"), "thong-tin"),
        ("posts.held", _("Lượt giữ chức danh"), "trung-tinh"),
        ("people.in_post", _("Người"), "trung-tinh"),
    ]
    counts = [ui.Count(label, number_of(code, table, scope), state) for code, label, state in states]
    return ui.Tally(counts, _("Chỗ và người trong ngày"))


def _applied(page: SeatsPage) -> ui.Applied:
    conditions = []
    if page.scope.unit_id and page.scope.unit_id in page.table.tree:
        label = page.table.tree.path_label(page.scope.unit_id)
        conditions.append(ui.Link(label, with_query(page.url, xa=None)))
    for code in filter(None, page.titles.split(",")):
        conditions.append(ui.Link(title_of(code).name, with_query(page.url, without=f"{TITLE}:{code}")))
    return ui.Applied(conditions)


# ---- a row a commune


def _places(page: SeatsPage) -> ui.Table:
    rows = [_Place(page, unit_id, table) for unit_id, table in page.table.places.items()]
    if page.order in ORDERS:
        rows.sort(key=lambda row: -row.value(ORDERS[page.order]))
    total = [number_of(code, page.table, page.scope) for code in COLUMNS]
    table = ui.Table(
        _columns(page),
        [row.row for row in rows],
        _("Chỗ và người theo đơn vị, ngày %(day)s") % {"day": numbers.day(page.scope.on)},
        count=len(rows),
        total=[_("Cộng"), *total],
        empty=nothing(page.scope),
        foot=_foot(),
        id="cho",
    )
    table = lists.shaped(table, [offer.key for offer in offers()], page.shape)
    return lists.grouped(table, [row.district for row in rows]) if page.shape.group else table


def _columns(page: SeatsPage) -> list[ui.Column]:
    return [
        _sortable(page, _("Đơn vị"), BY_NAME, "text"),
        ui.Column(_("Số chỗ"), "number"),
        ui.Column(_("Có người giữ"), "number"),
        _sortable(page, _("Trống"), "trong"),
        _sortable(page, _("Dôi"), "doi"),
        ui.Column(_("Quyền, phụ trách"), "number"),
        ui.Column(_("Chưa ghi số chỗ"), "number", index=_("chức danh")),
        ui.Column(_("Lượt giữ"), "number"),
        _sortable(page, _("Người"), "nguoi"),
    ]


def _sortable(page: SeatsPage, title: str, order: str, kind: Any = "number") -> ui.Column:
    now: Any = "" if page.order != order else "ascending" if order == BY_NAME else "descending"
    return ui.Column(title, kind, with_query(page.url, **{ORDER: order}), now)


class _Place:
    """One commune of the table; a unit that is not there on the day has numbers and no way to a list."""

    def __init__(self, page: SeatsPage, unit_id: UUID, table: SeatTable) -> None:
        self.page, self.unit_id, self.table = page, unit_id, table
        self.node = table.tree.nodes.get(unit_id)

    def value(self, code: str) -> int:
        return count_of(code, self.table) or 0

    @property
    def district(self) -> str:
        found = self.table.tree.district_of(self.unit_id)
        return found.full_name if found else _("Không thuộc huyện nào trong ngày này")

    @property
    def scope(self) -> Scope | None:
        if self.node is None:
            return None
        is_leaf = self.node.is_commune or self.node.is_village
        where = {TITLE: self.page.titles, **({} if is_leaf else {ALONE: "1"})}
        return replace(self.page.scope, unit_id=self.unit_id, where=where)

    @property
    def row(self) -> ui.Row:
        numbers_: list[Number] = [number_of(code, self.table, self.scope) for code in COLUMNS]
        name = self.table.name_of(self.unit_id)
        return ui.Row([self._name(name), *(_shown(each) for each in numbers_)], name=name)

    def _name(self, name: str) -> ui.Cell:
        day = self.page.scope.on.isoformat()
        district = self.table.tree.district_of(self.unit_id)
        if self.node is None:
            return ui.Cell(name, sub=_("không còn trong ngày này"))
        link = ui.Link(name, with_query(self.page.url, xa=self.node.key, ngay=day))
        return ui.Cell(link, sub=district.name if district and district.id != self.unit_id else "")


def _shown(number: Number) -> Any:
    """What calls for somebody stands out; nothing stays quiet."""
    if number.value is None:
        return ""
    heat = {"seats.surplus": 3, "seats.vacant": 1}.get(number.code) if number.value else None
    return ui.Cell(number, heat=heat)


def _foot() -> str:
    return _(
        "Dôi và trống tính riêng từng chức danh ở từng đơn vị. Chỗ do người kiêm nhiệm giữ là có người; "
        "chỗ có người quyền, phụ trách vẫn là trống. Chức danh chưa ghi số chỗ thì chưa biết trống hay dôi."
    )


def nothing(scope: Scope) -> ui.EmptyState:
    told = {"day": numbers.day(scope.on)}
    return ui.EmptyState(
        _(
            "Ngày %(day)s chưa ghi số chỗ và không ai giữ chức danh trong phạm vi này. Chọn ngày hoặc đơn vị khác."
        )
        % told
    )
