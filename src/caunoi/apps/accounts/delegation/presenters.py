"""What a person sees of delegations: given, received, and the form."""

from collections.abc import Sequence
from typing import Any

from django.forms import BaseForm
from django.utils.translation import gettext as _

from caunoi.apps.accounts.choices import Reach, Role
from caunoi.apps.accounts.delegation.selectors import Delegation, waits_or_counts
from caunoi.apps.accounts.presenters_of_rights import standing_of, unit_name
from caunoi.foundation.actors import Actor
from caunoi.foundation.ui.components import (
    Button,
    Cell,
    Column,
    EmptyState,
    ErrorSummary,
    Heading,
    Link,
    Row,
    Table,
)

ADDRESS = "/toi/uy-quyen/"


def present_delegations(actor: Actor, found: Sequence[Delegation], form: BaseForm | None) -> dict[str, Any]:
    given = [each for each in found if f"user:{each.grant.user_id}" != actor.key]
    received = [each for each in found if f"user:{each.grant.user_id}" == actor.key]
    return {
        "head": Heading(
            _("Ủy quyền"),
            _("Giao một phần quyền của mình cho người khác trong một thời gian có ngày kết thúc."),
            [Link(_("Cài đặt của tôi"), "/toi/")],
        ),
        "given": _table(actor, given, _("Tôi ủy quyền"), _("Giao cho"), _("Bạn chưa ủy quyền cho ai.")),
        "received": _table(
            actor, received, _("Tôi được ủy quyền"), _("Thay mặt"), _("Chưa ai ủy quyền cho bạn.")
        ),
        "form": form,
        "errors": ErrorSummary.of(form) if form else None,
        "nothing": EmptyState(
            _(
                "Bạn không có quyền nào để ủy quyền. Quyền do người khác ủy quyền, quyền quản trị và quyền xem hồ sơ "
                "của mình không ủy quyền được."
            )
        ),
    }


def right_words(each: Delegation) -> str:
    """As one's own right is offered: "Văn phòng xã, phường – Xã Xuân Hương (đơn vị và cấp dưới)"."""
    grant = each.grant
    return f"{_(Role(grant.role).label)} – {unit_name(grant)} ({_(Reach(grant.reach).label)})"


def _table(actor: Actor, found: Sequence[Delegation], title: str, other: str, nothing: str) -> Table:
    columns = [
        Column(other),
        Column(_("Quyền")),
        Column(_("Từ ngày"), "date"),
        Column(_("Đến trước ngày"), "date"),
        Column(_("Tình trạng"), "chips"),
        Column(_("Việc")),
    ]
    rows = [_row(actor, each) for each in found]
    return Table(columns, rows, caption=title, count=len(rows), empty=EmptyState(nothing))


def _row(actor: Actor, each: Delegation) -> Row:
    grant = each.grant
    giver = grant.delegated_from.user if grant.delegated_from else grant.user
    other = giver if f"user:{grant.user_id}" == actor.key else grant.user
    over = not waits_or_counts(grant) or (grant.valid_to is not None and grant.valid_to <= actor.on)
    return Row(
        [
            other.full_name,
            Cell(right_words(each), sub=grant.basis),
            grant.valid_from,
            grant.valid_to,
            standing_of(each.right, actor.on),
            "" if over else Button(_("Kết thúc ngay"), url=f"{ADDRESS}{grant.pk}/ket-thuc/", post=True),
        ],
        name=other.full_name,
    )
