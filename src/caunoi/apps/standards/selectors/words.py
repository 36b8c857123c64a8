"""Verdicts in words and states of the interface: one place for all pages."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.domain.eligibility.verdict import Verdict
from caunoi.foundation.ui.components import Chip
from caunoi.foundation.ui.components.words import State

STATES: dict[Verdict, State] = {
    Verdict.NOT_ASKED: "trung-tinh",
    Verdict.MET: "dat",
    Verdict.EXEMPT: "dat",
    Verdict.IN_TRANSITION: "chu-y",
    Verdict.UNKNOWN: "trung-tinh",
    Verdict.NOT_MET: "loi",
}
LABELS = {
    Verdict.NOT_ASKED: gettext_noop("Không yêu cầu"),
    Verdict.MET: gettext_noop("Đạt"),
    Verdict.EXEMPT: gettext_noop("Được miễn"),
    Verdict.IN_TRANSITION: gettext_noop("Chuyển tiếp"),
    Verdict.UNKNOWN: gettext_noop("Thiếu dữ liệu"),
    Verdict.NOT_MET: gettext_noop("Chưa đạt"),
}


def verdict_words(verdict: Verdict) -> str:
    return _(LABELS[verdict])


def verdict_chip(verdict: Verdict) -> Chip:
    return Chip(verdict_words(verdict), STATES[verdict])
