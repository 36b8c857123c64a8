"""States, requirements and reasons in words: one place for all pages of the module."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caunoi.apps.selection.choices import NominationState, OwedState
from caunoi.apps.selection.models import Nomination, OwedStandard
from caunoi.apps.selection.selectors.candidates import AGAINST
from caunoi.apps.selection.selectors.owed import Owing
from caunoi.domain.eligibility.terms import load_terms
from caunoi.foundation.ui.components import Chip, State
from caunoi.foundation.ui.numbers import day

NOMINATIONS: Mapping[str, State] = {
    NominationState.SENT: "chu-y",
    NominationState.AGREED: "chu-y",
    NominationState.RETURNED: "loi",
    NominationState.APPROVED: "dat",
    NominationState.WITHDRAWN: "trung-tinh",
}
OWED: Mapping[str, State] = {
    OwedState.OPEN: "chu-y",
    OwedState.SETTLED: "dat",
    OwedState.REVOKED: "trung-tinh",
    OwedState.REPLACED: "trung-tinh",
}
A_YEAR = 12


def requirement_name(code: str) -> str:
    column = load_terms().columns.get(code)
    return _(column.name) if column else code


def nomination_chip(nomination: Nomination) -> Chip:
    return Chip(_(NominationState(nomination.state).label), NOMINATIONS[nomination.state])


def owed_chip(owing: Owing) -> Chip:
    """Overdue, met but not closed, or how many days are left; closed ones by their state."""
    if not owing.is_open:
        row: OwedStandard = owing.row
        return Chip(_(OwedState(row.state).label), OWED[row.state])
    if owing.met:
        return Chip(_("Hồ sơ đã đạt, chờ khép"), "dat")
    if owing.overdue:
        return Chip(_("Quá hạn %(n)s ngày") % {"n": -owing.days_left}, "loi")
    return Chip(_("Còn %(n)s ngày") % {"n": owing.days_left}, "chu-y")


def reason_chip(reason: Mapping[str, Any]) -> Chip:
    state: State = "loi" if reason["code"] in AGAINST else "trung-tinh"
    if reason["code"] in ("owed", "transition", "age_unknown"):
        state = "chu-y"
    return Chip(reason_words(reason), state)


def reason_words(reason: Mapping[str, Any]) -> str:
    """One reason for or against, from the word and the facts kept of it."""
    code = reason["code"]
    if code in ("left", "short"):
        return _left(reason)
    told = {"day": _day(reason), "year": reason.get("year", ""), "years": reason.get("years", "")}
    words = {
        "counts": _("bắt buộc để đạt chuẩn"),
        "follows": _("theo dõi thêm, không tính vào đạt chuẩn"),
        "transition": _("đang trong thời hạn chuyển tiếp"),
        "studying": _("đang học nội dung này"),
        "no_programme": _("chưa có chương trình nào dạy"),
        "owed": _("nợ chuẩn, hạn %(day)s"),
        "before": _("đã được cử năm %(year)s mà chưa đạt"),
        "age_unknown": _("chưa rõ còn công tác bao lâu"),
        "too_old": _("quá %(years)s tuổi, chương trình không nhận"),
    }
    return words[code] % told


def _left(reason: Mapping[str, Any]) -> str:
    months = int(reason["months"])
    if reason["code"] == "short":
        told = {"n": months, "least": reason["least"]}
        return _("còn %(n)s tháng công tác, dưới mức %(least)s tháng") % told
    years = months // A_YEAR
    return ngettext("còn %(n)s năm công tác", "còn %(n)s năm công tác", years) % {"n": years}


def _day(reason: Mapping[str, Any]) -> str:
    return day(date.fromisoformat(reason["day"])) if "day" in reason else ""
