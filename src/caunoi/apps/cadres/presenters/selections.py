"""Named lists of people as pages."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Selected, Selection
from caunoi.apps.cadres.selectors import selections as selectors
from caunoi.apps.cadres.selectors.conditions import EVERYBODY, IN_POST, SELECTION
from caunoi.apps.organisation.selectors import name_on
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import readable_fields
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import numbers, with_query

LIST, SHOWN = "/can-bo/", 500


def selection_url(selection: Selection) -> str:
    return reverse("cadres:selection", args=[selection.pk])


def people_url(selection: Selection) -> str:
    """The list of people narrowed to these, whether they hold a post or not."""
    return with_query(LIST, **{SELECTION: str(selection.pk), IN_POST: EVERYBODY})


def present_selections(actor: Actor, found: Sequence[Selection], on: date) -> dict[str, Any]:
    sizes = selectors.sizes_of(actor, found)
    columns = [
        ui.Column(_("Nhóm")),
        ui.Column(_("Đơn vị giữ")),
        ui.Column(_("Số người bạn xem được"), "number"),
        ui.Column(_("Người lập")),
        ui.Column(_("Lập ngày"), "date"),
    ]
    rows = [
        ui.Row(
            [
                ui.Link(each.name, selection_url(each)),
                name_on(each.unit_id, on),
                sizes.get(each.pk, 0),
                each.made_by,
                each.made_at,
            ],
            name=each.name,
        )
        for each in found
    ]
    empty = ui.EmptyState(
        _(
            "Chưa có nhóm nào. Mở danh sách cán bộ, chọn người, bấm “Làm hàng loạt” rồi “Đưa vào nhóm dùng chung”."
        ),
        [ui.Button(_("Mở danh sách cán bộ"), url=LIST)],
    )
    lead = _(
        "Danh sách người đặt tên, giữ chung trong đơn vị. Mỗi người mở ra chỉ thấy cán bộ mình được xem."
    )
    return {
        "head": ui.Heading(_("Nhóm cán bộ"), lead, [ui.Link(_("Cán bộ"), LIST)]),
        "table": ui.Table(columns, rows, _("Nhóm cán bộ"), count=len(rows), empty=empty, id="nhom"),
    }


def present_selection(actor: Actor, selection: Selection, on: date) -> dict[str, Any]:
    members = list(
        selectors.members_of(actor, selection)
        .select_related("cadre")
        .order_by("cadre__sort_key", "pk")[:SHOWN]
    )
    hidden = selectors.hidden_in(actor, selection)
    changes = selectors.may_change(actor, selection)
    crumbs = [ui.Link(_("Cán bộ"), LIST), ui.Link(_("Nhóm cán bộ"), reverse("cadres:selections"))]
    return {
        "head": ui.Heading(
            selection.name, _lead(selection, hidden, on), crumbs, buttons=_buttons(selection, changes)
        ),
        "table": _table(actor, selection, members, changes),
    }


def _lead(selection: Selection, hidden: int, on: date) -> str:
    told = _("%(unit)s giữ nhóm này.") % {"unit": name_on(selection.unit_id, on)}
    if not hidden:
        return told
    more = _("Ngoài ra nhóm có %(n)s người ở ngoài phạm vi của bạn.") % {"n": numbers.number(hidden)}
    return f"{told} {more}"


def _buttons(selection: Selection, changes: bool) -> list[ui.Button]:
    there = ui.Button(_("Mở trong danh sách cán bộ"), url=people_url(selection), icon="users")
    if not changes:
        return [there]
    rename = ui.Button(_("Đổi tên"), url=reverse("cadres:selection_rename", args=[selection.pk]))
    drop = ui.Button(_("Xóa nhóm"), url=reverse("cadres:selection_drop", args=[selection.pk]), post=True)
    return [there, rename, drop]


def _table(actor: Actor, selection: Selection, members: Sequence[Selected], changes: bool) -> ui.Table:
    notes = "note" in readable_fields(actor, Selected)
    columns = [ui.Column(_("Họ và tên"))]
    columns += [ui.Column(_("Ghi chú"))] if notes else []
    columns += [ui.Column(_("Người đưa vào")), ui.Column(_("Ngày"), "date")]
    columns += [ui.Column(_("Việc"))] if changes else []
    empty = ui.EmptyState(
        _("Nhóm chưa có ai bạn xem được. Chọn người trong danh sách cán bộ rồi bấm “Làm hàng loạt”."),
        [ui.Button(_("Mở danh sách cán bộ"), url=LIST)],
    )
    rows = [_row(selection, each, notes, changes) for each in members]
    return ui.Table(columns, rows, _("Người trong nhóm"), count=len(rows), empty=empty, id="nguoi-trong-nhom")


def _row(selection: Selection, member: Selected, notes: bool, changes: bool) -> ui.Row:
    name, there = member.cadre.full_name, [selection.pk, member.cadre_id]
    cells: list[Any] = [ui.Link(name, reverse("cadres:page", args=[member.cadre_id]))]
    cells += [member.note] if notes else []
    cells += [member.added_by, member.added_at]
    if changes:
        note = ui.Button(_("Ghi chú"), url=reverse("cadres:selected_note", args=there))
        away = ui.Button(_("Bỏ khỏi nhóm"), url=reverse("cadres:selected_remove", args=there), post=True)
        cells.append([note, away])
    return ui.Row(cells, name=name)


def present_renaming(selection: Selection, form: Any) -> dict[str, Any]:
    crumbs = [ui.Link(_("Nhóm cán bộ"), reverse("cadres:selections"))]
    return {
        "head": ui.Heading(_("Đổi tên nhóm"), selection.name, crumbs),
        "form": form,
        "submit": _("Lưu"),
        "back": selection_url(selection),
    }


def present_noting(selection: Selection, member: Selected, form: Any) -> dict[str, Any]:
    crumbs = [ui.Link(selection.name, selection_url(selection))]
    return {
        "head": ui.Heading(_("Ghi chú"), member.cadre.full_name, crumbs),
        "form": form,
        "submit": _("Lưu"),
        "back": selection_url(selection),
    }
