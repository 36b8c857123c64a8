"""S1: one box for people and units, without marks if one likes."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.selectors import PersonRow
from caunoi.apps.organisation.pickers import passed
from caunoi.apps.organisation.selectors import Node, Tree, register, unit_tree
from caunoi.apps.reports.selectors import ANYBODY, Found
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.components import Cell, Column, EmptyState, Heading, Link, Row, Table


def present_search(found: Found, on: date) -> dict[str, Any]:
    lead = _("Kết quả cho “%(text)s”") % {"text": found.text} if found.text else _("Gõ tên người hoặc đơn vị")
    return {
        "head": Heading(_("Tìm"), lead),
        "people": _people(found, on) if found.sees_people else None,
        "all_people": Link(_("Xem trong danh sách cán bộ"), _list_url(found, on)) if found.people else None,
        "units": _units(found, on) if found.units or not found.past else None,
        "past": _past(found, on) if found.past else None,
    }


def _list_url(found: Found, on: date) -> str:
    asked: dict[str, Any] = {"tim": found.text, **ANYBODY, "ngay": on.isoformat()}
    return with_query("/can-bo/", **asked)


def _people(found: Found, on: date) -> Table:
    rows = [Row([_person(found, person, on)], name=person.full_name) for person in found.people]
    empty = EmptyState(_("Không thấy ai trong phạm vi được xem. Thử gõ ít chữ hơn; không cần gõ dấu."))
    return Table([Column(_("Họ và tên"))], rows, caption=_("Cán bộ"), empty=empty, id="can-bo")


def _person(found: Found, person: PersonRow, on: date) -> Cell:
    """Namesakes are told apart by what they hold and where."""
    held = "; ".join(f"{post.words}, {post.unit}" for post in found.posts.get(person.id, ()))
    held = held or _("không giữ chức danh nào")
    link = Link(person.full_name, with_query(f"/can-bo/{person.id}/", ngay=on.isoformat()))
    return Cell(link, sub=held)


def _units(found: Found, on: date) -> Table:
    tree = unit_tree(on=on)
    rows = [
        Row(
            [Cell(_unit(node.full_name, node.id, on), sub=_above(tree, node)), node.code],
            name=node.name,
        )
        for node in found.units
    ]
    empty = EmptyState(
        _("Không thấy đơn vị nào trong ngày này. Chọn ngày khác ở ô “Tính đến”, hoặc gõ ít chữ hơn.")
    )
    return Table([Column(_("Đơn vị")), Column(_("Mã"))], rows, caption=_("Đơn vị"), empty=empty, id="don-vi")


def _past(found: Found, on: date) -> Table:
    """Units that are not there on the day, until when and by which act, and who stands for each."""
    ids = register().ids
    rows = []
    for answer in found.past:
        version = answer.version
        day = version.period.last_day or version.period.start or on
        heirs = [_unit(heir.full_name, ids[heir.unit], on) for heir in answer.today]
        rows.append(
            Row(
                [
                    Cell(_unit(version.full_name, answer.unit_id, day), sub=passed(answer, on)),
                    heirs or None,
                ],
                name=version.full_name,
            )
        )
    caption = _("Không có vào ngày %(day)s, có vào ngày khác") % {"day": format_date(on)}
    return Table([Column(_("Đơn vị")), Column(_("Nay là"))], rows, caption=caption, id="don-vi-cu")


def _unit(name: str, unit_id: UUID, on: date) -> Link:
    return Link(name, with_query(f"/don-vi/{unit_id}/", ngay=on.isoformat()))


def _above(tree: Tree, node: Node) -> str:
    return ", ".join(upper.full_name for upper in tree.line(node.id)[1:])
