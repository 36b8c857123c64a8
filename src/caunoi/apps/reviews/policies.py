"""Who reviews, who looks over it, who locks: the unit asked decides, and what stands above it."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Expression, Q
from django.utils.translation import gettext as _

from caunoi.apps.reviews.choices import OPEN_TO_FILL, RoundState
from caunoi.apps.reviews.models import (
    Adjustment,
    FrozenPerson,
    FrozenReview,
    ReviewLine,
    ReviewRound,
    ReviewSheet,
    ReviewStep,
)
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import FieldClass

BOARD = {"btc": FieldClass.P3}
FILLERS = {"btc": FieldClass.P3, "xa": FieldClass.P2}
READERS = {**FILLERS, "lanhdao": FieldClass.P1, "kiemtra": FieldClass.P1}


def declare() -> None:
    policy.register(ReviewRound, unit="unit", touching=asking_units, view=READERS)
    policy.register(ReviewRound, unit="unit", add=BOARD, change=BOARD)
    policy.register(ReviewSheet, unit="unit", view=READERS, fill=FILLERS, approve=BOARD)
    policy.register(ReviewLine, unit="cadre__custodian", about=("cadre",), view=READERS, fill=FILLERS)
    policy.register(ReviewStep, unit="sheet__unit", view=READERS)
    policy.register(FrozenReview, unit="unit", touching=frozen_with_units, view=READERS)
    policy.register(FrozenReview, unit="unit", add=BOARD)
    for row in (FrozenPerson, Adjustment):
        policy.register(row, unit="unit", about=("cadre_id",), view=READERS, add=BOARD)


def asking_units(units: Iterable[UUID] | Expression) -> Q:
    """A round of the province is seen by every commune it asks."""
    asked = ReviewSheet.objects.all().scoped().filter(unit__in=units)
    return Q(pk__in=asked.values("round"))


def frozen_with_units(units: Iterable[UUID] | Expression) -> Q:
    asked = ReviewSheet.objects.all().scoped().filter(unit__in=units)
    return Q(round__in=asked.values("round"))


def check_open(round_: ReviewRound) -> None:
    if round_.state == RoundState.FROZEN:
        raise Refused(
            _("Đợt rà soát này đã chốt nên không sửa được nữa."),
            mend=_("Sai sót tìm ra sau khi chốt thì ghi điều chỉnh; con số đã chốt giữ nguyên."),
        )


def check_may_fill(sheet: ReviewSheet) -> None:
    """The round is open and the sheet is in the hands of the unit."""
    check_open(sheet.round)
    if sheet.state not in OPEN_TO_FILL:
        raise Refused(
            _("Bảng rà soát đã gửi nên không sửa tiếp được."),
            mend=_("Cần sửa thì nhờ cấp trên trả lại, hoặc đề nghị mở khóa nếu bảng đã khóa."),
        )


def check_second(actor: Actor, first_key: str) -> None:
    """Whoever asked does not answer."""
    if actor.key == first_key:
        raise Refused(
            _("Bạn là người đề nghị nên không tự quyết định được."),
            mend=_("Nhờ một người khác của cấp duyệt xem và mở khóa."),
        )
