"""Who opens a year, writes on a sheet, decides, seals: the unit that keeps the file, and what stands above it."""

from django.db.models import Q
from django.utils.translation import gettext as _

from caunoi.apps.ratings.choices import SHEET, Decider, SheetState
from caunoi.apps.ratings.models import (
    RatedUnit,
    RatingAdjustment,
    RatingRound,
    RatingSeal,
    RatingSheet,
    RatingStep,
    SealedRating,
)
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import FieldClass
from caunoi.foundation.policy.scoping import all_scoped
from caunoi.foundation.policy.table import Reached

BOARD = {"btc": FieldClass.P3}
OFFICES = {**BOARD, "xa": FieldClass.P2}
READERS = {**OFFICES, "canbo": FieldClass.P3}
LOOKERS = {"lanhdao": FieldClass.P1, "kiemtra": FieldClass.P1}
"""Who follows a year from above: how far it is and whether its limits hold, nobody's level."""
FOLLOWERS = {**READERS, **LOOKERS}


def declare() -> None:
    policy.register(
        RatingRound,
        unit="unit",
        subject="units__sheets__cadre",
        touching=rounds_of_people_in,
        view=FOLLOWERS,
    )
    policy.register(RatingRound, unit="unit", add=BOARD, change=BOARD)
    policy.register(
        RatedUnit, unit="unit", subject="sheets__cadre", touching=years_of_people_in, view=FOLLOWERS
    )
    policy.register(RatedUnit, unit="unit", fill=OFFICES, change=BOARD, look={**OFFICES, **LOOKERS})
    policy.register(RatingSheet, unit="cadre__custodian", subject="cadre", view=FOLLOWERS, say=READERS)
    policy.register(RatingSheet, unit="cadre__custodian", about=("cadre",), fill=OFFICES, decide=OFFICES)
    policy.register(RatingStep, unit="sheet__cadre__custodian", subject="sheet__cadre", view=READERS)
    policy.register(RatingSeal, unit="unit", subject="rows__cadre_id", view=FOLLOWERS)
    policy.register(RatingSeal, unit="unit", add=BOARD)
    for row, readers in ((SealedRating, READERS), (RatingAdjustment, FOLLOWERS)):
        policy.register(row, unit="unit", subject="cadre_id", view=readers)
        policy.register(row, unit="unit", about=("cadre_id",), add=BOARD)


def rounds_of_people_in(units: Reached) -> Q:
    """A round of the province is seen by every commune whose people it rates."""
    asked = all_scoped(RatingSheet).filter(cadre__custodian__in=units)
    return Q(pk__in=asked.values("rated__round"))


def years_of_people_in(units: Reached) -> Q:
    """Somebody who came from another unit brings the sheet of that unit's year along."""
    asked = all_scoped(RatingSheet).filter(cadre__custodian__in=units)
    return Q(pk__in=asked.values("rated"))


def check_not_own(actor: Actor, sheet: RatingSheet) -> None:
    """Nobody comments on, proposes, decides or corrects their own level."""
    if actor.subject_id is not None and actor.subject_id == sheet.cadre_id:
        raise Refused(
            _("Đây là phiếu của chính bạn nên bạn không tự nhận xét, đề xuất hay quyết định."),
            mend=_("Bạn chỉ viết phần tự đánh giá; nhờ một người khác làm bước này."),
        )


def check_decides(actor: Actor, sheet: RatingSheet) -> None:
    """A level decided above is decided by whoever opened the year, not by the office that proposes it."""
    if sheet.decider == Decider.ABOVE and not policy.can(actor, "change", sheet.rated):
        raise Refused(
            _("Mức của %(name)s do cấp trên quyết định.") % {"name": sheet.cadre.full_name},
            mend=_("Đơn vị đề xuất mức; cấp có thẩm quyền quyết định."),
        )
    if actor.key == sheet.proposed_by_key and not actor.is_system:
        raise Refused(
            _("Bạn là người đề xuất mức này nên không tự quyết định được."),
            mend=_("Nhờ một người khác có thẩm quyền quyết định."),
        )


def check_step(sheet: RatingSheet, state: str) -> None:
    if not SHEET.may(sheet.state, state):
        raise Refused(
            _("Phiếu của %(name)s đang ở bước “%(now)s” nên chưa sang bước “%(next)s” được.")
            % {
                "name": sheet.cadre.full_name,
                "now": _(SheetState(sheet.state).label),
                "next": _(SheetState(state).label),
            },
            mend=_("Tải lại trang để xem phiếu đang ở đâu; có thể người khác vừa làm bước này."),
        )
