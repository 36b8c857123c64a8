"""From the comment to the decision: what the office writes, what comes back, and the level that is decided."""

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.ratings.choices import SheetState, StepKind
from caunoi.apps.ratings.models import RatedUnit, RatingSheet
from caunoi.apps.ratings.policies import check_decides, check_not_own
from caunoi.apps.ratings.selectors.sheets import doubts_about, sheets_of
from caunoi.apps.ratings.services.stepping import given, locked, refuse_left, refuse_level, take_step
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import can

COMMENT = 2000


@transaction.atomic
def comment(*, actor: Actor, sheet: RatingSheet, words: str) -> RatingSheet:
    """What the collective said of the person; without the person's own words first it has nothing to speak of."""
    sheet = _mine_to_do(actor, sheet, "fill")
    if sheet.state == SheetState.ASKED:
        raise Refused(
            _("%(name)s chưa tự đánh giá.") % {"name": sheet.cadre.full_name},
            mend=_("Chờ người ấy gửi, ghi thay theo bản giấy, hoặc ghi “Không xếp loại” kèm lý do."),
        )
    said = words.strip()[:COMMENT]
    if not said:
        raise Refused(_("Thiếu nhận xét của tập thể."))
    return take_step(actor, sheet, StepKind.COMMENTED, SheetState.COMMENTED, comment=said)


@transaction.atomic
def propose(
    *, actor: Actor, sheet: RatingSheet, level: str, score: int | None = None, reason: str = ""
) -> RatingSheet:
    """The level the office proposes; another one than the person's own needs a reason."""
    sheet = _mine_to_do(actor, sheet, "fill")
    refuse_left(actor, sheet)
    refuse_level(sheet, level, score)
    if level != sheet.self_level:
        reason = given(reason, _("Mức đề xuất khác mức tự nhận: ghi vì sao."))
    return take_step(
        actor, sheet, StepKind.PROPOSED, SheetState.PROPOSED, level=level, reason=reason.strip(),
        proposed_level=level, proposed_score=score, proposed_by_key=actor.key, decided_level="", decided_score=None,
    )  # fmt: skip


@transaction.atomic
def decide(
    *, actor: Actor, sheet: RatingSheet, level: str, score: int | None = None, reason: str = ""
) -> RatingSheet:
    """By whom the data names; against the proposal, or past a condition for heads, only with a reason."""
    sheet = _mine_to_do(actor, sheet, "decide")
    check_decides(actor, sheet)
    refuse_early(actor, sheet.rated)
    refuse_left(actor, sheet)
    refuse_level(sheet, level, score)
    doubts = [doubt.message for doubt in doubts_about(sheet, level)]
    if doubts:
        reason = given(reason, _("Ghi lý do, vì: %(doubts)s.") % {"doubts": "; ".join(doubts)})
    elif level != sheet.proposed_level:
        reason = given(reason, _("Mức quyết định khác mức đề xuất: ghi vì sao."))
    return take_step(
        actor, sheet, StepKind.DECIDED, SheetState.DECIDED, level=level, reason=reason.strip(),
        decided_level=level, decided_score=score,
    )  # fmt: skip


@transaction.atomic
def decide_as_proposed(*, actor: Actor, rated: RatedUnit) -> int:
    """Everybody proposed whom the actor decides on, and about whom nothing is to be weighed; how many."""
    refuse_early(actor, rated)
    found = [sheet for sheet in sheets_of(actor, rated.pk) if sheet.state == SheetState.PROPOSED]
    for sheet in found:
        sheet.rated = rated
    plain = [sheet for sheet in found if plainly_decided(actor, sheet)]
    for sheet in plain:
        decide(actor=actor, sheet=sheet, level=sheet.proposed_level, score=sheet.proposed_score)
    return len(plain)


def plainly_decided(actor: Actor, sheet: RatingSheet) -> bool:
    """The actor decides on the sheet, and nothing is to be weighed about the level proposed."""
    return may_decide(actor, sheet) and not doubts_about(sheet, sheet.proposed_level)


def may_decide(actor: Actor, sheet: RatingSheet) -> bool:
    """The same answer as the checks, for buttons."""
    if not can(actor, "decide", sheet):
        return False
    try:
        check_not_own(actor, sheet)
        check_decides(actor, sheet)
    except Refused:
        return False
    return True


@transaction.atomic
def send_back(*, actor: Actor, sheet: RatingSheet, reason: str) -> RatingSheet:
    """To the person while the office has it, to the office once it is above."""
    above = sheet.state in (SheetState.PROPOSED, SheetState.DECIDED)
    sheet = _mine_to_do(actor, sheet, "decide" if above else "fill")
    said = given(reason, _("Ghi cần sửa gì."))
    if not above:
        return take_step(actor, sheet, StepKind.RETURNED, SheetState.ASKED, reason=said)
    check_decides(actor, sheet)
    return take_step(
        actor,
        sheet,
        StepKind.RETURNED,
        SheetState.COMMENTED,
        reason=said,
        decided_level="",
        decided_score=None,
    )


@transaction.atomic
def excuse(*, actor: Actor, sheet: RatingSheet, reason: str) -> RatingSheet:
    """Not rated this year: left, too short in service, on long leave; the reason stands in the decision."""
    sheet = _mine_to_do(actor, sheet, "fill")
    said = given(reason, _("Ghi vì sao không xếp loại, ví dụ công tác chưa đủ 6 tháng trong năm."))
    return take_step(
        actor, sheet, StepKind.EXCUSED, SheetState.EXCUSED, reason=said, proposed_level="", decided_level="",
        proposed_score=None, decided_score=None,
    )  # fmt: skip


@transaction.atomic
def take_up_again(*, actor: Actor, sheet: RatingSheet, reason: str) -> RatingSheet:
    """Somebody who was not to be rated is after all."""
    sheet = _mine_to_do(actor, sheet, "fill")
    said = given(reason, _("Ghi vì sao đưa lại vào danh sách xếp loại."))
    return take_step(actor, sheet, StepKind.REOPENED, SheetState.ASKED, reason=said)


def refuse_early(actor: Actor, rated: RatedUnit) -> None:
    """A year that is not over cannot be decided on."""
    first = rated.round.by.procedure.decided_from(rated.round.year)
    if actor.on < first:
        raise Refused(
            _("Năm %(year)s chưa hết: mức của năm quyết định được từ ngày %(day)s.")
            % {"year": rated.round.year, "day": format_date(first)},
            mend=_("Tự đánh giá, nhận xét và đề xuất thì làm trước được."),
        )


def _mine_to_do(actor: Actor, sheet: RatingSheet, verb: str) -> RatingSheet:
    found = locked(actor, sheet, verb)
    check_not_own(actor, found)
    return found
