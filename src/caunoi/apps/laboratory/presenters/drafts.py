"""All drafts, and the two ways to begin one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.laboratory.models import DraftStandard
from caunoi.apps.laboratory.presenters.way_in import HOME
from caunoi.apps.laboratory.selectors.drafts import rules_of
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.components import Button, Column, EmptyState, Heading, Link, Row, Table
from caunoi.foundation.ui.numbers import day


def present_drafts(drafts: Sequence[DraftStandard], on: date, *, may_add: bool) -> dict[str, Any]:
    lead = _(
        "Đặt một bản thảo tiêu chuẩn vào chỗ của quy định đang có và xem ai đổi kết luận, ở đâu, tốn bao nhiêu. "
        "Dữ liệu và quy định đang dùng không thay đổi."
    )
    new = Button(_("Lập bản thảo"), url=with_query(f"{HOME}moi/", ngay=on.isoformat()), kind="primary")
    buttons = [new] if may_add else []
    units = unit_labels({draft.unit_id for draft in drafts}, on)
    columns = [
        Column(_("Bản thảo")), Column(_("Quy định cho")), Column(_("Hiệu lực từ"), "date"),
        Column(_("Của đơn vị")), Column(_("Người lập")), Column(_("Lập ngày"), "date"),
    ]  # fmt: skip
    rows = [
        Row(
            [
                Link(draft.name, with_query(f"{HOME}{draft.pk}/", ngay=on.isoformat())),
                "; ".join(rule.name for rule in rules_of(draft.text)),
                "; ".join(dict.fromkeys(format_date(rule.period.start) for rule in rules_of(draft.text))),
                units[draft.unit_id], draft.made_by, day(draft.made_at),
            ],
            name=draft.name,
        )
        for draft in drafts
    ]  # fmt: skip
    preview = _("Chép một tiêu chuẩn đang có, đổi một mức, và thấy ngay từng người bị ảnh hưởng.")
    empty = EmptyState(_("Chưa có bản thảo nào."), buttons, preview)
    crumbs = [Link(_("Tiêu chuẩn chức danh"), with_query("/tieu-chuan/", ngay=on.isoformat()))]
    return {
        "head": Heading(_("Phòng thử quy định"), lead, crumbs, buttons),
        "table": Table(columns, rows, caption=_("Các bản thảo"), count=len(rows), empty=empty),
    }


def form_head(title: str, lead: str, crumbs: Sequence[Link] = ()) -> Heading:
    return Heading(title, lead, [Link(_("Phòng thử quy định"), HOME), *crumbs])
