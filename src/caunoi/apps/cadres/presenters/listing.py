"""The list of people: heading, views, conditions in force, table, what can be done with the chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.utils.translation import gettext as _

from caunoi.apps.cadres import extensions
from caunoi.apps.cadres.models import BulkChange, Cadre, Seat, Selected
from caunoi.apps.cadres.presenters.applied import applied_conditions
from caunoi.apps.cadres.presenters.columns import (
    NUMBER,
    TITLES,
    UNITS,
    OwnColumn,
    added_columns,
    own_columns,
    value_of,
)
from caunoi.apps.cadres.selectors import Conditions, Group, HeldPost, PersonRow, posts_held
from caunoi.apps.cadres.selectors import conditions as c
from caunoi.foundation.actors import Actor
from caunoi.foundation.db.keyset import Slice
from caunoi.foundation.figures import FigureValue
from caunoi.foundation.lists import pages as lists
from caunoi.foundation.lists.shapes import Shape
from caunoi.foundation.policy import readable_fields
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import numbers, slots, with_query

ADDRESS = "/can-bo/"
EVERYBODY_CHOSEN = "tat-ca"
NOT_A_CONDITION = frozenset({
    "ngay", "on", "known", "sap", "sau", "truoc", "format", "chon", "cot", "gop", "xem", "bo", "chinh-cot",
})  # fmt: skip


@dataclass(frozen=True)
class Listing:
    """What the view found (danh sách đã đọc): the question, one page of answers, the figure over all of them."""

    actor: Actor
    url: str
    asked: Conditions
    rows: Sequence[PersonRow]
    part: Slice
    count: FigureValue
    everybody: bool = False
    shape: Shape = field(default_factory=lambda: Shape(()))
    groups: Sequence[Group] = ()


def present_list(found: Listing, form: BaseForm, bar: lists.Bar) -> dict[str, Any]:
    """Everything the page shows."""
    applied = applied_conditions(found.actor, found.asked, found.url)
    count = found.count.numerator
    return {
        "head": _heading(found),
        "bar": bar,
        "groups": present_groups(found),
        "applied": ui.Applied([each.link for each in applied], clear_url=bar.whole(_clear_url(found))),
        "count": found.count,
        "pickers": _pickers(found),
        "filters": ui.Filters(form, bar.whole(_clear_url(found)), _kept(found), count_url=f"{ADDRESS}dem/"),
        "table": table_of(found, int(count)),
        "bulk": _bulk(found, int(count)),
        "pager": _pager(found),
        "downloads": ui.Downloads(with_query(found.url, sau=None, truoc=None, chon=None)),
        "rows_exist": bool(found.rows or found.groups),
        "may_merge": holds(found.actor, Cadre, "merge"),
        "may_open_groups": holds(found.actor, Selected, "view"),
    }


def _heading(found: Listing) -> ui.Heading:
    buttons = []
    if holds(found.actor, Seat, "view"):
        seats = with_query(f"{ADDRESS}cho/", ngay=_day_in(found))
        buttons.append(ui.Button(_("Chỗ và người"), url=seats, icon="users"))
    if holds(found.actor, Cadre, "bring_in"):
        buttons.append(ui.Button(_("Nhập từ Excel"), url="/nhap/", icon="upload"))
    return ui.Heading(_("Cán bộ"), buttons=buttons)


def _clear_url(found: Listing) -> str:
    return with_query(ADDRESS, ngay=_day_in(found))


def _day_in(found: Listing) -> str | None:
    return "".join(found.asked.params.get("ngay", ())[-1:]) or None


def _kept(found: Listing) -> list[tuple[str, str]]:
    """What stays as it is while one sets conditions: the day, the order, the view, its shape."""
    keys = ("ngay", "known", "sap", lists.COLUMNS, lists.GROUP, lists.VIEW)
    return [(key, value) for key in keys for value in found.asked.params.get(key, ()) if value]


# ---- ready-made views


def views_of(found: Listing) -> list[ui.Tab]:
    now = conditions_in(found.asked.params)
    tabs = []
    for preset in [*_own_presets(found), *_extended_presets(found)]:
        url = with_query(ADDRESS, ngay=_day_in(found), **preset.params)
        tabs.append(ui.Tab(preset.label, url, current=dict(preset.params) == now))
    return tabs


def _own_presets(found: Listing) -> list[extensions.Preset]:
    presets = [extensions.Preset(_("Tất cả"), {})]
    if "birth" in readable_fields(found.actor, Cadre):
        presets.append(extensions.Preset(_("Dưới 35 tuổi"), {c.AGE_TO: "34"}))
    return presets


def _extended_presets(found: Listing) -> list[extensions.Preset]:
    added = [
        preset
        for extension in slots.of(extensions.LIST_SLOT)
        for preset in extension.presets(found.actor, found.asked.on)
    ]
    return [*added, extensions.Preset(_("Không giữ chức danh nào"), {c.IN_POST: c.NOT_HOLDING})]


def conditions_in(params: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The conditions of an address, comparable with those of a ready-made view."""
    return {key: ",".join(v for v in values if v) for key, values in params.items() if _says(key, values)}


def _says(key: str, values: Sequence[str]) -> bool:
    return key not in NOT_A_CONDITION and any(values)


# ---- the table


def table_of(found: Listing, count: int) -> ui.Table:
    return ui.Table(
        columns=_columns(found),
        rows=_rows(found),
        caption=_("Cán bộ tính đến %(day)s") % {"day": f"{found.asked.on:%d/%m/%Y}"},
        count=count,
        selectable=True,
        id="can-bo",
    )


def _columns(found: Listing) -> list[ui.Column]:
    own = {column.key: column for column in own_columns()}
    added = {spec.key: spec for spec in added_columns()}
    columns = [_sortable(found, _("Họ và tên"), "ten", "-ten")]
    for key in found.shape.columns[1:]:
        if key in added:
            columns.append(ui.Column(added[key].title, added[key].kind))
        else:
            columns.append(_own_column(found, own[key]))
    return columns


def _own_column(found: Listing, column: OwnColumn) -> ui.Column:
    if not column.up:
        return ui.Column(column.title, column.kind)
    return _sortable(found, column.title, column.up, column.down, column.kind)


def _sortable(found: Listing, title: str, up: str, down: str = "", kind: Any = "text") -> ui.Column:
    now = found.asked.order
    state: Any = {up: "ascending", down: "descending"}.get(now, "") if now else ""
    wanted = down if now == up and down else up
    return ui.Column(title, kind, with_query(found.url, sap=wanted, sau=None, truoc=None, chon=None), state)


def _rows(found: Listing) -> list[ui.Row]:
    ids = [row.id for row in found.rows]
    posts = posts_held(found.actor, found.asked.on, ids)
    added = added_cells(found.actor, found.asked, ids)
    return [_row(found, row, posts.get(row.id, []), added.get(row.id, {})) for row in found.rows]


def _row(found: Listing, row: PersonRow, posts: Sequence[HeldPost], added: Mapping[str, Any]) -> ui.Row:
    link = ui.Link(row.full_name, with_query(person_url(row.id), ngay=_day_in(found)))
    number = "" if NUMBER in found.shape.columns else row.number or ""
    cells: list[Any] = [ui.Cell(link, sub=number)]
    cells += [_cell(key, found, row, posts, added) for key in found.shape.columns[1:]]
    return ui.Row(cells, pick=str(row.id), picked=found.everybody, name=row.full_name)


def _cell(
    key: str, found: Listing, row: PersonRow, posts: Sequence[HeldPost], added: Mapping[str, Any]
) -> Any:
    if key == TITLES:
        return _titles(posts)
    if key == UNITS:
        return _units(posts)
    if key in {spec.key for spec in added_columns()}:
        return added.get(key)
    return value_of(key, row, posts, found.asked.on)


def person_url(cadre_id: UUID) -> str:
    return f"{ADDRESS}{cadre_id}/"


def _titles(posts: Sequence[HeldPost]) -> Any:
    if not posts:
        return ""
    return ui.Cell(posts[0].words, sub="; ".join(post.words for post in posts[1:]))


def _units(posts: Sequence[HeldPost]) -> Any:
    names = "; ".join(dict.fromkeys(post.unit for post in posts))
    return ui.Cell(names, sub=posts[0].district) if posts else names


def added_cells(actor: Actor, asked: Conditions, ids: Sequence[UUID]) -> Mapping[UUID, Mapping[str, Any]]:
    """Cells of every extension, asked once for all people."""
    cells: dict[UUID, dict[str, Any]] = {}
    for extension in slots.of(extensions.LIST_SLOT):
        for cadre_id, found in extension.cells(actor, asked.on, ids).items():
            cells.setdefault(cadre_id, {}).update(found)
    return cells


# ---- groups


@dataclass(frozen=True)
class Shelf:
    """One group of the page (một nhóm): its name, its number, where its people are."""

    label: str
    above: str
    figure: Any
    url: str


def present_groups(found: Listing) -> Mapping[str, Any] | None:
    """The groups with their numbers; None for a list that is not grouped."""
    if not found.shape.group:
        return None
    shelves = [_shelf(found, group) for group in found.groups]
    times, people = sum(group.count for group in found.groups), int(found.count.numerator)
    note = _(
        "Một người giữ hai chức danh có thể ở hai nhóm: cộng các nhóm được %(times)s, còn người là %(people)s."
    )
    told = note % {"times": numbers.number(times), "people": numbers.number(people)} if times > people else ""
    return {"shelves": shelves, "note": told}


def _shelf(found: Listing, group: Group) -> Shelf:
    if group.narrows is None:
        return Shelf(group.label, group.above, numbers.number(group.count), "")
    plain = {lists.GROUP: None, lists.VIEW: None, "sau": None, "truoc": None, "chon": None}
    url = with_query(found.url, **{**plain, **group.narrows, "ngay": found.asked.on.isoformat()})
    value = replace(found.count, counted=group.count, url=url)
    return Shelf(group.label, group.above, value, url)


# ---- what can be done


def _actions(found: Listing) -> list[extensions.BulkAction]:
    return [
        action
        for extension in slots.of(extensions.LIST_SLOT)
        for action in extension.bulk_actions(found.actor, found.asked.on, found.asked.params)
    ]


def _pickers(found: Listing) -> list[ui.Button]:
    """Choices in one click: "Chọn 30 chưa vào kế hoạch"."""
    chosen: dict[str, Any] = {"chon": EVERYBODY_CHOSEN, "sau": None, "truoc": None}
    return [
        ui.Button(action.text, url=with_query(found.url, **{**chosen, **action.narrows}), icon="check")
        for action in _actions(found)
        if action.narrows
    ]


def _bulk(found: Listing, count: int) -> ui.BulkBar:
    query = with_query(found.url, sau=None, truoc=None, chon=None, format=None).partition("?")[2]
    buttons = [_action_button(action, query) for action in _actions(found) if not action.narrows]
    export = ui.Button(_("Xuất Excel"), formaction=_sent_to(f"{ADDRESS}xuat/", query), icon="download")
    if holds(found.actor, BulkChange, "add"):
        many = _sent_to(f"{ADDRESS}hang-loat/chon/", query)
        buttons.append(ui.Button(_("Làm hàng loạt"), formaction=many, icon="pencil"))
    return ui.BulkBar([*buttons, export], matching=count, everybody=found.everybody)


def _action_button(action: extensions.BulkAction, query: str) -> ui.Button:
    return ui.Button(
        action.text,
        kind="primary" if action.primary else "",
        formaction=_sent_to(action.url, query),
        panel=action.panel,
        icon=action.icon,
        disabled_because=action.disabled_because,
    )


def _sent_to(url: str, query: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}{query}" if query else url


def _pager(found: Listing) -> ui.Pager:
    before, after = found.part.before, found.part.after
    return ui.Pager(
        with_query(found.url, truoc=before, sau=None, chon=None) if before else "",
        with_query(found.url, sau=after, truoc=None, chon=None) if after else "",
    )
