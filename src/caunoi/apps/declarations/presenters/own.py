"""One's own declarations, and the link to them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.declarations.models import Declaration
from caunoi.apps.declarations.presenters.fill import sheet_line
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.components import Column, EmptyState, Heading, Link, Row, Table


def present_own(sheets: Sequence[Declaration]) -> dict[str, Any]:
    head = Heading(
        _("Tự kê khai"),
        _("Các đợt hỏi bạn về hồ sơ của mình. Mục bạn kê khai được người khác xác nhận rồi mới vào hồ sơ."),
        [Link(_("Cài đặt của tôi"), "/toi/")],
    )
    empty = EmptyState(_("Chưa có đợt tự kê khai nào hỏi bạn. Khi có, đợt sẽ hiện ở đây và ở trang chính."))
    columns = [Column(_("Đợt")), Column(_("Tình trạng"), "chips"), Column(_("Hạn gửi"), "date")]
    rows = [Row(sheet_line(sheet), name=sheet.round.name) for sheet in sheets]
    return {"head": head, "table": Table(columns, rows, caption=_("Các đợt tự kê khai"), empty=empty)}


class MyDeclarations:
    """The link on one's own page, for whoever has a file."""

    key = "declarations.own"
    order = 10

    def link(self, actor: Actor) -> Link | None:
        mine = actor.subject_id is not None and holds(actor, Declaration, "fill")
        return Link(_("Tự kê khai"), "/toi/ke-khai/") if mine else None
