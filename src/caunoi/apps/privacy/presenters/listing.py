"""The register: a list by what is due first."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.privacy.deadlines import calendar_is_known
from caunoi.apps.privacy.models import Disposal, Incident, SubjectRequest
from caunoi.apps.privacy.presenters.words import LIST, address_of, due_chip, kind_words, state_chip
from caunoi.apps.privacy.selectors.requests import ALL, CLOSED_ONES, LATE_ONES, OPEN_ONES, RESTRICTED_ONES
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.components import (
    Button,
    Column,
    EmptyState,
    Heading,
    Link,
    Pager,
    Row,
    Tab,
    Table,
    Tabs,
)

ON_A_PAGE = 50
Names = Mapping[UUID, str]


def present_list(
    actor: Actor, found: Sequence[SubjectRequest], names: Names, which: str, page: int, count: int, on: date
) -> dict[str, Any]:
    kinds = {
        OPEN_ONES: _("Đang mở"), LATE_ONES: _("Quá hạn"), RESTRICTED_ONES: _("Đang hạn chế xử lý"),
        CLOSED_ONES: _("Đã xong"), ALL: _("Tất cả"),
    }  # fmt: skip
    tabs = [Tab(label, with_query(LIST, xem=key), current=key == which) for key, label in kinds.items()]
    columns = [
        Column(_("Số")), Column(_("Của ai")), Column(_("Yêu cầu")), Column(_("Ngày nhận"), "date"),
        Column(_("Hạn"), "chips"), Column(_("Người giải quyết")), Column(_("Tình trạng"), "chips"),
    ]  # fmt: skip
    rows = [_row(each, names, on) for each in found]
    nothing = {
        LATE_ONES: _("Không có yêu cầu nào quá hạn."),
        RESTRICTED_ONES: _("Không có hồ sơ nào đang hạn chế xử lý."),
        OPEN_ONES: _("Không có yêu cầu nào đang mở. Đơn giấy ghi vào sổ từ trang hồ sơ của người nộp đơn."),
    }
    empty = EmptyState(nothing.get(which, _("Chưa có yêu cầu nào trong sổ.")))
    return {
        "head": Heading(
            _("Sổ yêu cầu của chủ thể dữ liệu"),
            _("Mỗi yêu cầu có hạn trả lời và hạn làm xong; việc gần hạn nhất đứng trước."),
            buttons=_buttons(actor),
        ),
        "tabs": Tabs(tabs, _("Phần của sổ")),
        "table": Table(columns, rows, caption=_("Yêu cầu"), count=count, empty=empty),
        "pager": Pager(
            with_query(LIST, xem=which, trang=page - 1) if page > 1 else "",
            with_query(LIST, xem=which, trang=page + 1) if page * ON_A_PAGE < count else "",
        ),
        "note": "" if calendar_is_known(on.year) else _no_calendar(on.year),
    }


def _buttons(actor: Actor) -> list[Button]:
    ways = [
        (Disposal, Button(_("Thời hạn lưu và việc xóa"), url="/luu-giu/")),
        (Incident, Button(_("Sổ sự cố"), url="/su-co-du-lieu/")),
    ]
    return [button for model, button in ways if holds(actor, model, "view")]


def _no_calendar(year: int) -> str:
    return _(
        "Lịch nghỉ lễ, Tết năm %(year)s chưa có trong hệ thống; hạn chỉ trừ thứ bảy, chủ nhật và "
        "bốn ngày lễ dương lịch."
    ) % {"year": year}


def _row(request: SubjectRequest, names: Names, on: date) -> Row:
    name = names.get(request.subject_id, _("Hồ sơ ngoài phạm vi hoặc đã xóa"))
    return Row(
        [
            Link(request.number, address_of(request)),
            name,
            kind_words(request),
            request.received_on,
            [due_chip(request, on)],
            request.handler,
            [state_chip(request)],
        ],
        name=request.number,
    )
