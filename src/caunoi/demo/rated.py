"""Two years of rating: a commune's last year is sealed with a correction after it; this year has just been opened."""

from collections.abc import Callable, Collection
from datetime import date
from uuid import UUID

from caunoi.apps.cadres.models import Rating
from caunoi.apps.organisation.models import Unit
from caunoi.apps.ratings.models import RatedUnit, RatingRound, RatingSheet
from caunoi.apps.ratings.selectors.sheets import sheet_or_404, sheets_of
from caunoi.apps.ratings.services import deciding, rounds, saying, sealing
from caunoi.apps.ratings.services.saying import Own
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible

LAST_YEAR, ASKED_IN, LAST_DUE = 2019, date(2019, 12, 2), date(2019, 12, 15)
WRITTEN_IN, MET_IN, DECIDED_IN = date(2019, 12, 4), date(2019, 12, 9), date(2019, 12, 12)
SEALED_IN, CORRECTED_IN = date(2019, 12, 13), date(2020, 3, 27)
OPENED_IN, WROTE_IN, MET_AGAIN_IN, DUE = (
    date(2020, 8, 17),
    date(2020, 8, 24),
    date(2020, 8, 28),
    date(2020, 12, 15),
)
USUAL = "htt"
PAPER, CORRECTING = "QĐ 412-QĐ/HU", "QĐ 57-QĐ/HU"
SAID = "Hoàn thành các việc được giao đúng hạn; còn chậm ở vài việc phối hợp, đã khắc phục trong quý IV."
COMMENT = (
    "Tập thể nhất trí với bản tự đánh giá; đề nghị tiếp tục phát huy, rút kinh nghiệm việc báo cáo chậm."
)
WHY = "Xét cùng kết quả của đơn vị và ý kiến cấp ủy."
LATER = "Kết luận kiểm tra tháng 3/2020 về việc quản lý đất đai ở thôn."
MESSAGE = "Tự đánh giá ngắn gọn, nêu việc cụ thể. Đơn vị nhận xét và đề xuất sau khi họp, trước ngày 10/12."


Hand = Callable[[date], Actor]
"""Somebody of the story, by the day on which they act."""


def last_year(board: Hand, clerk: Hand, unit: Unit) -> int:
    """Everybody of one commune by the levels their files had, step by step to the seal; one level was corrected."""
    asking = board(ASKED_IN)
    round_ = rounds.open_round(actor=asking, unit=unit, year=LAST_YEAR, due_on=LAST_DUE)
    rated = visible(asking, RatedUnit).select_related("round").get(round=round_)
    rounds.rate_unit(actor=board(DECIDED_IN), rated=rated, level=USUAL, document="QĐ 398-QĐ/HU")
    known = dict(visible(asking, Rating).filter(year=LAST_YEAR).values_list("cadre_id", "grade"))
    for sheet in sheets_of(asking, rated.pk):
        level = known.get(sheet.cadre_id, USUAL)
        _through(board, clerk, sheet.pk, USUAL if sheet.head and level == "htxs" else level)
    found = visible(asking, RatedUnit).get(pk=rated.pk)
    found.round = round_
    sealed = sealing.seal(actor=board(SEALED_IN), rated=found, document=PAPER, decided_on=SEALED_IN)
    _corrected(board(CORRECTED_IN), found)
    return sealed.people


def _through(board: Hand, clerk: Hand, sheet_id: UUID, level: str) -> None:
    """Own words from paper, comment, proposal and decision, each by whose it is, each on its day."""
    _written(clerk(WRITTEN_IN), sheet_id, level)
    met, deciding_ = clerk(MET_IN), board(DECIDED_IN)
    deciding.comment(actor=met, sheet=sheet_or_404(met, sheet_id), words=COMMENT)
    deciding.propose(actor=met, sheet=sheet_or_404(met, sheet_id), level=level)
    deciding.decide(actor=deciding_, sheet=sheet_or_404(deciding_, sheet_id), level=level, reason=WHY)


def _written(clerk: Actor, sheet_id: UUID, level: str) -> None:
    sheet = sheet_or_404(clerk, sheet_id)
    codes = [each.code for each in sheet.rated.round.by.procedure.asks(head=sheet.head)]
    saying.hand_in(actor=clerk, sheet=sheet, own=Own(dict.fromkeys(codes, SAID), level))


def _corrected(board: Actor, rated: RatedUnit) -> None:
    plain = [sheet for sheet in sheets_of(board, rated.pk) if not sheet.head and sheet.decided_level == USUAL]
    for sheet in plain[:1]:
        found = sheet_or_404(board, sheet.pk)
        sealing.adjust(actor=board, sheet=found, level="ht", document=CORRECTING, reason=LATER)


# ---- this year


def this_year(board: Hand, unit: Unit, clerk: Hand, *, untouched: Collection[UUID]) -> RatingRound:
    """Opened for everybody; in the clerk's commune a few are ahead, whoever has an account writes for themself."""
    opening, wrote, met = board(OPENED_IN), clerk(WROTE_IN), clerk(MET_AGAIN_IN)
    round_ = rounds.open_round(actor=opening, unit=unit, year=OPENED_IN.year, due_on=DUE, message=MESSAGE)
    theirs = visible(wrote, RatingSheet, "fill").filter(rated__round=round_).exclude(cadre_id__in=untouched)
    some = list(theirs.order_by("cadre__sort_key", "pk").values_list("pk", flat=True)[:4])
    for place, sheet_id in enumerate(some):
        _written(wrote, sheet_id, USUAL)
        if place % 2:
            deciding.comment(actor=met, sheet=sheet_or_404(met, sheet_id), words=COMMENT)
    for sheet_id in some[3:]:
        deciding.propose(actor=met, sheet=sheet_or_404(met, sheet_id), level=USUAL)
    return round_
