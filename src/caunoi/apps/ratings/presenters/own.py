"""One's own yearly ratings, and the link to them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.ratings.models import RatingSheet
from caunoi.apps.ratings.presenters.rounds import HOME
from caunoi.apps.ratings.presenters.words import level_words, sheet_chip
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui import components as ui


def present_own(sheets: Sequence[RatingSheet]) -> dict[str, Any]:
    head = ui.Heading(
        _("Xếp loại của tôi"),
        _("Mỗi năm bạn tự đánh giá trước; đơn vị nhận xét, đề xuất, cấp có thẩm quyền quyết định."),
        [ui.Link(_("Cài đặt của tôi"), "/toi/")],
    )
    columns = [
        ui.Column(_("Năm")),
        ui.Column(_("Tình trạng"), "chips"),
        ui.Column(_("Mức tự nhận")),
        ui.Column(_("Mức quyết định")),
        ui.Column(_("Hạn hoàn thành"), "date"),
    ]
    rows = [
        ui.Row(
            [
                ui.Link(str(sheet.rated.round.year), f"{HOME}phieu/{sheet.pk}/"),
                [sheet_chip(sheet)],
                level_words(sheet.self_level, sheet.self_score),
                level_words(sheet.decided_level, sheet.decided_score),
                sheet.rated.round.due_on,
            ],
            name=str(sheet.rated.round.year),
        )
        for sheet in sheets
    ]
    empty = ui.EmptyState(_("Chưa có năm xếp loại nào hỏi bạn. Khi có, năm ấy hiện ở đây và ở trang chính."))
    return {
        "head": head,
        "table": ui.Table(columns, rows, caption=_("Các năm xếp loại của tôi"), empty=empty),
    }


class MyRatings:
    """The link on one's own page, for whoever has a file."""

    key = "ratings.own"
    order = 20

    def link(self, actor: Actor) -> ui.Link | None:
        mine = actor.subject_id is not None and holds(actor, RatingSheet, "say")
        return ui.Link(_("Xếp loại của tôi"), "/toi/xep-loai/") if mine else None
