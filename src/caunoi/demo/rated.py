"""Two years of rating: a commune's last year is sealed with a correction after it; this year has just been opened."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from caunoi.apps.cadres.models import Rating
from caunoi.apps.organisation.models import Unit
from caunoi.apps.ratings.models import RatedUnit, RatingRound, RatingSheet
from caunoi.apps.ratings.selectors.sheets import sheet_or_404, sheets_of
from caunoi.apps.ratings.services import deciding, rounds, saying, sealing
from caunoi.apps.ratings.services.saying import Own
from caunoi.demo.places import STORY_DAY
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible

LAST_YEAR, ASKED_IN, LAST_DUE = 2019, date(2019, 12, 2), date(2019, 12, 15)
DUE = date(2020, 12, 15)
USUAL = "htt"
PAPER, CORRECTING = "QĐ 412-QĐ/HU", "QĐ 57-QĐ/HU"
SAID = "Hoàn thành các việc được giao đúng hạn; còn chậm ở vài việc phối hợp, đã khắc phục trong quý IV."
COMMENT = (
    "Tập thể nhất trí với bản tự đánh giá; đề nghị tiếp tục phát huy, rút kinh nghiệm việc báo cáo chậm."
)
WHY = "Xét cùng kết quả của đơn vị và ý kiến cấp ủy."
LATER = "Kết luận kiểm tra tháng 3/2020 về việc quản lý đất đai ở thôn."
MESSAGE = "Tự đánh giá ngắn gọn, nêu việc cụ thể. Đơn vị nhận xét và đề xuất sau khi họp, trước ngày 10/12."


def last_year(board: Actor, proposing: Actor, unit: Unit) -> int:
    """Everybody of one commune by the levels their files had, sealed; one level was corrected. Actors are of then."""
    round_ = rounds.open_round(actor=board, unit=unit, year=LAST_YEAR, due_on=LAST_DUE)
    rated = visible(board, RatedUnit).select_related("round").get(round=round_)
    rounds.rate_unit(actor=board, rated=rated, level=USUAL, document="QĐ 398-QĐ/HU")
    known = dict(visible(board, Rating).filter(year=LAST_YEAR).values_list("cadre_id", "grade"))
    for sheet in sheets_of(board, rated.pk):
        level = known.get(sheet.cadre_id, USUAL)
        _through(board, proposing, sheet.pk, USUAL if sheet.head and level == "htxs" else level)
    found = visible(board, RatedUnit).get(pk=rated.pk)
    found.round = round_
    sealed = sealing.seal(actor=board, rated=found, document=PAPER, decided_on=ASKED_IN)
    _corrected(board, found)
    return sealed.people


def _through(board: Actor, proposing: Actor, sheet_id: UUID, level: str) -> None:
    """Own words from paper, comment, proposal and decision, each by whose it is."""
    _written(proposing, sheet_id, level)
    deciding.comment(actor=proposing, sheet=sheet_or_404(proposing, sheet_id), words=COMMENT)
    deciding.propose(actor=proposing, sheet=sheet_or_404(proposing, sheet_id), level=level)
    deciding.decide(actor=board, sheet=sheet_or_404(board, sheet_id), level=level, reason=WHY)


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


def this_year(board: Actor, unit: Unit, clerk: Actor, *, untouched: Collection[UUID]) -> RatingRound:
    """Opened for everybody; in the clerk's commune a few are ahead, whoever has an account writes for themself."""
    round_ = rounds.open_round(actor=board, unit=unit, year=STORY_DAY.year, due_on=DUE, message=MESSAGE)
    theirs = visible(clerk, RatingSheet, "fill").filter(rated__round=round_).exclude(cadre_id__in=untouched)
    some = list(theirs.order_by("cadre__sort_key", "pk").values_list("pk", flat=True)[:4])
    for place, sheet_id in enumerate(some):
        _written(clerk, sheet_id, USUAL)
        if place % 2:
            deciding.comment(actor=clerk, sheet=sheet_or_404(clerk, sheet_id), words=COMMENT)
    for sheet_id in some[3:]:
        deciding.propose(actor=clerk, sheet=sheet_or_404(clerk, sheet_id), level=USUAL)
    return round_
