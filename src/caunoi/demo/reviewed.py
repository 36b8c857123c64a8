"""Reviews of two years: last year's is sealed with a correction after it; this year's has sheets at every stage."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from caunoi.apps.cadres.choices import QualificationKind
from caunoi.apps.cadres.models import Cadre, Qualification
from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.cadres.services import add_qualification
from caunoi.apps.organisation.models import Unit
from caunoi.apps.reviews.models import FrozenPerson, FrozenReview, ReviewRound, ReviewSheet
from caunoi.apps.reviews.selectors.sheets import lines_of
from caunoi.apps.reviews.services import approving, filling, freezing, rounds, sending
from caunoi.demo.places import STORY_DAY
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible

LAST_YEAR, ASKED_IN, LAST_DUE = date(2019, 12, 31), date(2020, 1, 6), date(2020, 1, 31)
DUE = date(2020, 9, 30)
Stage = Callable[[Actor, ReviewSheet], None]
MESSAGE = "Xem từng đồng chí: bằng mới nhận trong năm, điện thoại, người đã thôi giữ chức. Ai không đổi thì giữ nguyên."
BACK = "Thiếu bằng trung cấp lý luận chính trị của người mới bổ nhiệm; ghi thêm rồi gửi lại."
OPEN_AGAIN = "Đồng chí phó chủ tịch nhận bằng cao cấp sau khi đã gửi bảng."
LATE_PAPER = "Bằng cấp năm 2018 nộp muộn, đã đối chiếu bản chính"


def last_year(board: Actor, unit: Unit) -> FrozenReview:
    """Everybody stayed as they were, every sheet was locked, and one paper came too late. ``board`` is of that day."""
    round_ = rounds.open_round(
        actor=board, unit=unit, name="Rà soát cán bộ năm 2019", as_of=LAST_YEAR, due_on=LAST_DUE
    )
    for sheet in visible(board, ReviewSheet).filter(round=round_):
        _hand_in(board, sheet)
        approving.lock(actor=board, sheet=sheet)
    review = freezing.freeze_round(actor=board, round_=round_)
    _came_late(board, review)
    return review


def _came_late(board: Actor, review: FrozenReview) -> None:
    """A level somebody holds by the story's day was held a year before: the sealed verdict gets a correction."""
    lacking = visible(board, FrozenPerson).filter(review=review, verdicts__LLCT=Verdict.NOT_MET.name.lower())
    held = visible(board, Qualification).filter(
        cadre_id__in=lacking.values("cadre_id"), kind=QualificationKind.POLITICAL_THEORY,
        issued__gt=LAST_YEAR.isoformat(), issued__lte=STORY_DAY.isoformat(),
    )  # fmt: skip
    later = held.order_by("cadre_id").first()
    if later is None:
        return
    cadre = visible(board, Cadre).get(pk=later.cadre_id)
    add_qualification(
        actor=board,
        cadre=cadre,
        kind=later.kind,
        level=later.level,
        issued=PartialDate(2018),
        issuer=later.issuer,
    )
    freezing.adjust(actor=board, review=review, cadre_id=cadre.pk, reason=LATE_PAPER)


# ---- this year


def this_year(board: Actor, unit: Unit, *, untouched: Collection[UUID]) -> int:
    """Offices far ahead, some on their way, most not begun; those with an account of their own have not begun."""
    round_ = rounds.open_round(
        actor=board, unit=unit, name=f"Rà soát cán bộ năm {STORY_DAY.year}", as_of=STORY_DAY, due_on=DUE,
        message=MESSAGE,
    )  # fmt: skip
    sheets = [sheet for sheet in _in_order(board, round_) if sheet.unit_id not in untouched]
    stages = _stages(len(sheets))
    for sheet, stage in zip(sheets, stages, strict=False):
        stage(board, sheet)
    return len(stages)


def _in_order(board: Actor, round_: ReviewRound) -> list[ReviewSheet]:
    found = list(visible(board, ReviewSheet).filter(round=round_).select_related("round"))
    labels: Mapping[UUID, str] = unit_labels({sheet.unit_id for sheet in found}, STORY_DAY)
    return sorted(found, key=lambda sheet: (labels[sheet.unit_id], str(sheet.pk)))


def _stages(many: int) -> Sequence[Stage]:
    """An office at each stage, in the province a few at each."""
    some = many // 60
    far: list[Stage] = (
        [*[_locked] * 2 * some, *[_sent] * some, *[_returned] * (some - 1), *[_begun] * some] if some else []
    )
    return [_locked, _sent, _returned, _begun, _asks_to_open, *far][:many]


def _hand_in(board: Actor, sheet: ReviewSheet) -> None:
    filling.say_rest_same(actor=board, sheet=sheet)
    sending.send(actor=board, sheet=sheet)


def _sent(board: Actor, sheet: ReviewSheet) -> None:
    _hand_in(board, sheet)


def _locked(board: Actor, sheet: ReviewSheet) -> None:
    _hand_in(board, sheet)
    approving.lock(actor=board, sheet=sheet)


def _returned(board: Actor, sheet: ReviewSheet) -> None:
    _hand_in(board, sheet)
    approving.send_back(actor=board, sheet=sheet, reason=BACK)


def _begun(board: Actor, sheet: ReviewSheet) -> None:
    first = lines_of(board, sheet)[0]
    first.sheet = sheet
    filling.say_same(actor=board, line=first)


def _asks_to_open(board: Actor, sheet: ReviewSheet) -> None:
    _locked(board, sheet)
    approving.ask_unlock(actor=board, sheet=sheet, reason=OPEN_AGAIN)
