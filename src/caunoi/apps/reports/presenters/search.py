"""S1: one box for people and units, without marks if one likes."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.reports.selectors import Found
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.components import Column, EmptyState, Heading, Link, Row, Table


def present_search(found: Found, on: date) -> dict[str, Any]:
    lead = _("Kết quả cho “%(text)s”") % {"text": found.text} if found.text else _("Gõ tên người hoặc đơn vị")
    return {
        "head": Heading(_("Tìm"), lead),
        "people": _people(found, on) if found.sees_people else None,
        "all_people": Link(_("Xem trong danh sách cán bộ"), _list_url(found, on)) if found.people else None,
        "units": _units(found, on),
    }


def _list_url(found: Found, on: date) -> str:
    return with_query("/can-bo/", tim=found.text, ngay=on.isoformat())


def _people(found: Found, on: date) -> Table:
    rows = [
        Row(
            [Link(person.full_name, with_query(f"/can-bo/{person.id}/", ngay=on.isoformat()))],
            name=person.full_name,
        )
        for person in found.people
    ]
    empty = EmptyState(_("Không thấy ai trong phạm vi được xem. Thử gõ ít chữ hơn; không cần gõ dấu."))
    return Table([Column(_("Họ và tên"))], rows, caption=_("Cán bộ"), empty=empty, id="can-bo")


def _units(found: Found, on: date) -> Table:
    rows = [
        Row(
            [Link(node.full_name, with_query(f"/don-vi/{node.id}/", ngay=on.isoformat())), node.code],
            name=node.name,
        )
        for node in found.units
    ]
    empty = EmptyState(
        _("Không thấy đơn vị nào trong ngày này. Chọn ngày khác ở ô “Tính đến”, hoặc gõ ít chữ hơn.")
    )
    return Table([Column(_("Đơn vị")), Column(_("Mã"))], rows, caption=_("Đơn vị"), empty=empty, id="don-vi")
