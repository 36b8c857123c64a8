"""What is said about opening a file in an emergency: before, while it stands open, and afterwards."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import BaseForm
from django.utils.translation import gettext as _

from caunoi.apps.accounts.choices import Need
from caunoi.apps.accounts.models import Emergency
from caunoi.apps.accounts.selectors import Opened
from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.components import (
    Button,
    Callout,
    Cell,
    Chip,
    Column,
    EmptyState,
    ErrorSummary,
    Fact,
    Heading,
    KeyFacts,
    Link,
    Row,
    Table,
)

ADDRESS = "/khan-cap/"


class OpenAFile:
    """The link on one's own page, for whoever may open a file in an emergency."""

    key = "cadres.emergency"
    order = 30

    def link(self, actor: Actor) -> Link | None:
        return Link(_("Mở khẩn cấp một hồ sơ"), ADDRESS) if holds(actor, Emergency, "open") else None


def present_opening(actor: Actor, form: BaseForm, opened: Opened | None, minutes: int) -> dict[str, Any]:
    looks = [Button(_("Các lần đã mở"), url=f"{ADDRESS}xem-lai/")] if holds(actor, Emergency, "view") else []
    return {
        "head": Heading(
            _("Mở khẩn cấp một hồ sơ"),
            _("Xem được mọi phần của một hồ sơ trong %(minutes)d phút, chỉ để đọc.") % {"minutes": minutes},
            [Link(_("Cán bộ"), "/can-bo/")],
            looks,
        ),
        "warning": Callout(
            _("Lần mở được ghi lại và không xóa được"),
            _("Người có hồ sơ thấy tên bạn và lý do ngay hôm nay. Ban Tổ chức xem lại sau."),
            "chu-y",
        ),
        "now_open": while_open(opened) if opened else None,
        "form": form,
        "errors": ErrorSummary.of(form),
    }


def while_open(opened: Opened, *, here: bool = False) -> Callout:
    """Said on the page of the open file, and before another is opened."""
    there = Link(_("Mở hồ sơ"), f"/can-bo/{opened.subject_id}/")
    return Callout(
        _("Hồ sơ đang mở khẩn cấp đến %(time)s") % {"time": f"{opened.until.astimezone(clock.HANOI):%H:%M}"},
        _("Lý do bạn đã ghi: %(reason)s") % {"reason": opened.reason},
        "chu-y",
        links=[*([] if here else [there]), Link(_("Đóng ngay"), f"{ADDRESS}dong/")],
    )


def present_emergencies(found: Sequence[Emergency], names: Mapping[Any, str], key: str) -> dict[str, Any]:
    columns = [
        Column(_("Mở lúc")),
        Column(_("Ai mở")),
        Column(_("Hồ sơ của ai")),
        Column(_("Vì sao")),
        Column(_("Xem lại")),
    ]
    rows = [_row(each, names, key) for each in found]
    empty = EmptyState(_("Chưa có hồ sơ nào trong phạm vi của bạn bị mở khẩn cấp."))
    return {
        "head": Heading(
            _("Hồ sơ đã mở khẩn cấp"),
            _("Xem lại từng lần: có đúng việc không. Người mở không tự xem lại."),
        ),
        "table": Table(columns, rows, caption=_("Lần mở khẩn cấp"), count=len(rows), empty=empty),
    }


def _row(each: Emergency, names: Mapping[Any, str], key: str) -> Row:
    return Row(
        [
            moment(each),
            Cell(each.user.full_name, sub=each.user.username),
            _person(each, names),
            Cell(each.reason, sub=_(Need(each.need).label)),
            _looked(each, key),
        ],
        name=each.user.full_name,
    )


def moment(each: Emergency) -> str:
    return f"{each.opened_at.astimezone(clock.HANOI):%H:%M %d/%m/%Y}"


def _person(each: Emergency, names: Mapping[Any, str]) -> Any:
    name = names.get(each.subject_id)
    return Link(name, f"/can-bo/{each.subject_id}/") if name else "–"


def _looked(each: Emergency, key: str) -> Any:
    if each.looked_at is None:
        own = f"user:{each.user_id}" == key
        return _("Chờ người khác xem lại") if own else Link(_("Xem lại"), f"{ADDRESS}{each.pk}/")
    return Chip(_("Đúng việc"), "dat") if each.justified else Chip(_("Cần làm rõ"), "loi")


def present_look(each: Emergency, names: Mapping[Any, str], form: BaseForm) -> dict[str, Any]:
    told: list[tuple[str, Any]] = [
        (_("Mở lúc"), moment(each)),
        (_("Ai mở"), f"{each.user.full_name} ({each.user.username})"),
        (_("Hồ sơ của ai"), _person(each, names)),
        (_("Loại nhu cầu"), _(Need(each.need).label)),
        (_("Lý do"), each.reason),
    ]
    if each.looked_at is not None:
        told += [(_("Xem lại"), _looked(each, "")), (_("Nhận xét"), each.finding or "–")]
    return {
        "head": Heading(
            _("Xem lại lần mở khẩn cấp"),
            each.user.full_name,
            [Link(_("Hồ sơ đã mở khẩn cấp"), f"{ADDRESS}xem-lai/")],
        ),
        "facts": KeyFacts([Fact(label, value) for label, value in told]),
        "form": form if each.looked_at is None else None,
        "errors": ErrorSummary.of(form),
        "right": Button(_("Đúng việc"), kind="primary", name="viec", value="dung"),
        "unclear": Button(_("Cần làm rõ"), name="viec", value="lam-ro"),
    }
