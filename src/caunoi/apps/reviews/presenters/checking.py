"""What a code on a paper stands for, for anybody: facts without a name."""

from typing import Any

from django.forms import BaseForm
from django.utils.translation import gettext as _

from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.reviews.models import FrozenReview, ReviewSheet
from caunoi.apps.reviews.presenters.results import adjusted_notice, reason_chips
from caunoi.apps.reviews.presenters.words import frozen_chip, sheet_chip
from caunoi.apps.reviews.selectors.checking import Checked, in_groups
from caunoi.foundation import clock
from caunoi.foundation.ui.components import Callout, Fact, Heading, KeyFacts, Link
from caunoi.foundation.ui.numbers import day

ADDRESS = "/ra-soat/ma/"


def present_asking(form: BaseForm) -> dict[str, Any]:
    lead = _(
        "Nhập mã in trên phiếu kết quả, biên nhận hoặc kết quả của đợt rà soát để biết giấy có đúng với sổ không."
    )
    return {"head": Heading(_("Kiểm tra mã"), lead, [Link(_("Trang đầu"), "/")]), "form": form}


def present_checked(code: str, found: Checked | None) -> dict[str, Any]:
    head = Heading(_("Kiểm tra mã"), in_groups(code), [Link(_("Kiểm tra mã khác"), ADDRESS)])
    if found is None:
        words = _(
            "Không có kết quả, phiếu hay biên nhận nào mang mã này. Xem lại từng chữ số, hoặc giấy đã bị sửa."
        )
        return {"head": head, "notice": Callout(_("Không tìm thấy"), words, "loi")}
    if not found.unchanged:
        words = _(
            "Mã có trong sổ, nhưng dòng sổ đang giữ không còn ra mã này: có người đã sửa thẳng vào cơ sở dữ liệu."
        )
        return {
            "head": head,
            "notice": Callout(_("Sổ đã bị sửa"), words, "loi"),
            "facts": KeyFacts(_facts(found)),
        }
    said = _("Sổ đang giữ đúng nội dung mang mã này, chưa ai sửa. So các dòng dưới đây với giấy.")
    return {
        "head": head,
        "notice": Callout(_("Mã đúng"), said, "dat"),
        "later": adjusted_notice(found.later),
        "facts": KeyFacts(_facts(found)),
    }


def _facts(found: Checked) -> list[Fact]:
    if found.sheet is not None:
        return _of_sheet(found.sheet)
    if found.review is None:
        return []
    return [*_of_person(found), *_of_review(found.review)]


def _of_person(found: Checked) -> list[Fact]:
    row = found.person
    if row is None:
        return []
    unit = unit_labels({row.unit_id}, row.review.as_of)[row.unit_id]
    return [
        Fact(_("Là gì"), _("Phiếu kết quả của một người")),
        Fact(_("Kết luận đã chốt"), frozen_chip(row.verdict)),
        Fact(_("Vì sao"), reason_chips(row.verdicts) or None),
        Fact(_("Đơn vị"), unit),
    ]


def _of_review(review: FrozenReview) -> list[Fact]:
    unit = unit_labels({review.unit_id}, review.as_of)[review.unit_id]
    return [
        Fact(_("Đợt rà soát"), _year(review.round.year)),
        Fact(_("Của đơn vị"), unit),
        Fact(_("Ngày chốt số liệu"), day(review.as_of)),
        Fact(_("Chốt lúc"), day(review.frozen_at)),
        Fact(_("Số người cả đợt"), str(review.people)),
        Fact(_("Dấu kết quả"), review.sha256),
        Fact(_("Dấu tiêu chuẩn"), review.rule_hash),
        Fact(_("Dấu dữ liệu"), review.data_hash),
        Fact(_("Bản đồ đơn vị"), review.edition),
    ]


def _year(year: int) -> str:
    """Anybody reads this page: what the office called its round stays with the office."""
    return _("Năm %(year)s") % {"year": year}


def _of_sheet(sheet: ReviewSheet) -> list[Fact]:
    unit = unit_labels({sheet.unit_id}, sheet.round.as_of)[sheet.unit_id]
    sent = sheet.sent_at.astimezone(clock.HANOI) if sheet.sent_at else None
    return [
        Fact(_("Là gì"), _("Bảng rà soát một đơn vị đã gửi")),
        Fact(_("Đợt rà soát"), _year(sheet.round.year)),
        Fact(_("Đơn vị"), unit),
        Fact(_("Gửi"), f"{sent:%H:%M %d/%m/%Y}" if sent else None),
        Fact(_("Tình trạng"), sheet_chip(sheet)),
        Fact(_("Dấu tiêu chuẩn"), sheet.round.rule_hash),
    ]
