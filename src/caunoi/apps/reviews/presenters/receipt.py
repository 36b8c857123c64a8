"""A sent sheet as a paper (phiếu tiếp nhận): its receipt, and under it every person as the unit confirmed them."""

from collections.abc import Sequence
from importlib import resources
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.reviews.choices import Answer, SheetState
from caunoi.apps.reviews.presenters.sheet import SheetPage, person_lines
from caunoi.apps.reviews.selectors.checking import in_groups
from caunoi.foundation import clock
from caunoi.foundation.documents.typesetting import typeset
from caunoi.foundation.ui.components import Chip
from caunoi.foundation.ui.numbers import day
from caunoi.foundation.ui.pictures.codes import scannable

TEMPLATE = resources.files("caunoi.apps.reviews").joinpath("typst/receipt.typ")
WIDTHS = (1, 5, 5, 3, 4, 4)


def receipt_pdf(page: SheetPage, *, check_url: str, as_sent: bool) -> bytes:
    """``as_sent``: the lines still say what was sent; a file that was erased since is missing from them."""
    template = TEMPLATE.read_text("utf-8")
    return typeset(template, _data(page, check_url, as_sent), on=page.sheet.round.as_of)


def _data(page: SheetPage, check_url: str, as_sent: bool) -> dict[str, Any]:
    sheet, round_ = page.sheet, page.sheet.round
    told = {"name": round_.name, "day": day(round_.as_of)}
    return {
        "title": _("Phiếu tiếp nhận bảng rà soát %(number)s") % {"number": sheet.receipt},
        "heading": _("Phiếu tiếp nhận bảng rà soát"),
        "under": _("%(name)s, số liệu chốt ngày %(day)s") % told,
        "above": unit_labels({round_.unit_id}, round_.as_of)[round_.unit_id],
        "office": page.unit,
        "facts": _facts(page),
        "square": str(scannable(check_url, _("Mã kiểm tra"))),
        "square_words": _("Mã kiểm tra"),
        "check_words": _("Mã kiểm tra nội dung đã gửi (quét ô vuông, hoặc nhập ở trang kiểm tra mã):"),
        "code": in_groups(sheet.sha256),
        "notice": "" if as_sent else _("Từ khi gửi, có hồ sơ đã rời sổ nên không còn trong bảng dưới."),
        "place": _("%(unit)s, ngày … tháng … năm …") % {"unit": _place(page)},
        "signers": [
            {"words": _("Người lập bảng"), "name": sheet.sent_by},
            {"words": _("Thủ trưởng đơn vị"), "name": ""},
        ],
        "list_title": _("Bảng rà soát từng người"),
        "head": [[{"text": words} for words in _columns()]],
        "rows": _rows(page),
        "widths": list(WIDTHS),
    }


def _place(page: SheetPage) -> str:
    tree = unit_tree(on=page.sheet.round.as_of)
    return tree.node(page.sheet.unit_id).name if page.sheet.unit_id in tree else page.unit


def _facts(page: SheetPage) -> list[tuple[str, str]]:
    sheet = page.sheet
    sent = sheet.sent_at.astimezone(clock.HANOI) if sheet.sent_at else None
    counts = {answer: sum(line.answer == answer for line in page.lines) for answer in Answer}
    return [
        (_("Số biên nhận"), sheet.receipt),
        (_("Đơn vị gửi"), page.unit),
        (_("Gửi lúc"), f"{sent:%H:%M %d/%m/%Y}" if sent else ""),
        (_("Người gửi"), sheet.sent_by),
        (_("Hạn gửi"), day(sheet.round.due_on) + (f" ({_('gửi muộn')})" if _was_late(page) else "")),
        (_("Tình trạng"), _(SheetState(sheet.state).label)),
        (_("Số người"), str(len(page.lines))),
        (_("Giữ nguyên"), str(counts[Answer.SAME])),
        (_("Có thay đổi"), str(counts[Answer.CHANGED])),
        (_("Thôi giữ chức"), str(counts[Answer.LEFT])),
        (_("Dấu tiêu chuẩn"), sheet.round.rule_hash[:16]),
    ]


def _was_late(page: SheetPage) -> bool:
    sent_on = page.sheet.sent_on
    return sent_on is not None and sent_on > page.sheet.round.due_on


def _columns() -> list[str]:
    return [_("STT"), _("Họ và tên"), _("Chức danh"), _("Xác nhận"), _("Thay đổi"), _("Còn thiếu")]


def _rows(page: SheetPage) -> list[list[str]]:
    return [
        [str(place), each.name, each.posts, each.chip.text, _told(each), _words(each.lacks)]
        for place, each in enumerate(person_lines(page), 1)
    ]


def _told(each: Any) -> str:
    return ". ".join(filter(None, ["; ".join(each.told), each.note]))


def _words(chips: Sequence[Chip]) -> str:
    return ", ".join(chip.text for chip in chips)
