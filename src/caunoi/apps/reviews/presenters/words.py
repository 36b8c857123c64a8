"""How a sheet, an answer and a frozen verdict are shown."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from caunoi.apps.reviews.choices import Answer, RoundState, SheetState
from caunoi.apps.reviews.models import ReviewRound, ReviewSheet
from caunoi.apps.standards.selectors.words import verdict_chip
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.foundation.ui.components import Chip, State

SHEETS: Mapping[str, State] = {
    SheetState.ASKED: "trung-tinh",
    SheetState.FILLING: "thong-tin",
    SheetState.SENT: "chu-y",
    SheetState.AGREED: "chu-y",
    SheetState.RETURNED: "loi",
    SheetState.LOCKED: "dat",
}
ANSWERS: Mapping[str, State] = {
    Answer.OPEN: "trung-tinh",
    Answer.SAME: "dat",
    Answer.CHANGED: "thong-tin",
    Answer.LEFT: "chu-y",
}


def sheet_chip(sheet: ReviewSheet) -> Chip:
    return Chip(_(SheetState(sheet.state).label), SHEETS[sheet.state])


def answer_chip(answer: str) -> Chip:
    return Chip(_(Answer(answer).label), ANSWERS[answer])


def round_chip(round_: ReviewRound) -> Chip:
    done = round_.state == RoundState.FROZEN
    return Chip(_(RoundState(round_.state).label), "dat" if done else "thong-tin")


def frozen_chip(word: str) -> Chip:
    """From the word that was sealed; a person may be missing on either side of an adjustment."""
    return verdict_chip(Verdict[word.upper()]) if word else Chip(_("không giữ chức danh"))
