"""The list of people: heading, views, conditions in force, table, what can be done with the chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.utils.translation import gettext as _

from caunoi.apps.cadres import extensions
from caunoi.apps.cadres.models import Cadre, Seat
from caunoi.apps.cadres.presenters.applied import applied_conditions
from caunoi.apps.cadres.selectors import Conditions, HeldPost, PersonRow, posts_held
from caunoi.apps.cadres.selectors import conditions as c
from caunoi.foundation.actors import Actor
from caunoi.foundation.db.keyset import Slice
from caunoi.foundation.figures import FigureValue
from caunoi.foundation.policy import readable_fields
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import slots, with_query

ADDRESS = "/can-bo/"
EVERYBODY_CHOSEN = "tat-ca"
NOT_A_CONDITION = frozenset({"ngay", "on", "known", "sap", "sau", "truoc", "format", "chon"})


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


def present_list(found: Listing, form: BaseForm) -> dict[str, Any]:
    """Everything the page shows."""
    applied = applied_conditions(found.actor, found.asked, found.url)
    count = found.count.numerator
    return {
        "head": _heading(found),
        "tabs": ui.Tabs(views_of(found), _("Khung nhìn")),
        "applied": ui.Applied([each.link for each in applied], clear_url=_clear_url(found)),
        "count": found.count,
        "pickers": _pickers(found),
        "filters": ui.Filters(form, _clear_url(found), _kept(found), count_url=f"{ADDRESS}dem/"),
        "table": table_of(found, int(count)),
        "bulk": _bulk(found, int(count)),
        "pager": _pager(found),
        "downloads": ui.Downloads(with_query(found.url, sau=None, truoc=None, chon=None)),
        "rows_exist": bool(found.rows),
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
    kept = {key: found.asked.params.get(key, ()) for key in ("ngay", "sap")}
    return [(key, values[-1]) for key, values in kept.items() if values]


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
    columns = [
        _sortable(found, _("Họ và tên"), "ten", "-ten"),
        ui.Column(_("Chức danh")),
        _sortable(found, _("Đơn vị"), "xa"),
    ]
    columns += [ui.Column(spec.title, spec.kind) for spec in added_columns()]
    if "birth" in readable_fields(found.actor, Cadre):
        columns.append(_sortable(found, _("Ngày sinh"), "-tuoi", "tuoi", kind="date"))
    return columns


def added_columns() -> list[extensions.ColumnSpec]:
    return [spec for extension in slots.of(extensions.LIST_SLOT) for spec in extension.columns()]


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
    cells: list[Any] = [ui.Cell(link, sub=row.number or ""), _titles(posts), _units(posts)]
    cells += [added.get(spec.key) for spec in added_columns()]
    if "birth" in readable_fields(found.actor, Cadre):
        cells.append(row.birth)
    return ui.Row(cells, pick=str(row.id), picked=found.everybody, name=row.full_name)


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
