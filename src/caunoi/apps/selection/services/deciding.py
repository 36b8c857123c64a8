"""What stands above says yes or no: the district while there is one, then the province."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.selection.choices import NominationState, StepKind
from caunoi.apps.selection.models import Nomination
from caunoi.apps.selection.policies import check_step
from caunoi.apps.selection.selectors.nominations import above_on
from caunoi.apps.selection.services.stepping import locked, take_step
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.policy import visible

STEPS = {NominationState.AGREED: StepKind.AGREED, NominationState.APPROVED: StepKind.APPROVED}


@transaction.atomic
def say_yes(*, actor: Actor, nomination_ids: Sequence[UUID]) -> list[Nomination]:
    """All of them or none: each goes one step up the line that stands above it on this day."""
    return [_said_yes(actor, each) for each in _asked(actor, nomination_ids)]


def _said_yes(actor: Actor, nomination: Nomination) -> Nomination:
    nomination = locked(actor, nomination, "approve")
    leads_to = above_on(actor.on).next_state(actor, nomination)
    if leads_to is None:
        check_step(nomination, NominationState.APPROVED)
        raise Refused(
            _whose_turn(actor, nomination), mend=_("Bỏ chọn người ấy rồi bấm lại, hoặc trả lại kèm lý do.")
        )
    take_step(actor, nomination, STEPS[leads_to], state=leads_to)
    return nomination


def _whose_turn(actor: Actor, nomination: Nomination) -> str:
    told = {"name": nomination.cadre.full_name}
    above = above_on(actor.on)
    if above.asks_district(nomination) and above.decides_last(actor, nomination):
        return _("Cấp huyện chưa đồng ý đề cử %(name)s.") % told
    return _("Đề cử %(name)s đang chờ cấp tỉnh duyệt; cấp huyện đã xong phần mình.") % told


@transaction.atomic
def send_back(*, actor: Actor, nomination_ids: Sequence[UUID], reason: str) -> list[Nomination]:
    """To the office again, with why; also what was approved, until it is in a plan."""
    said = reason.strip()[:500]
    if not said:
        raise Refused(_("Thiếu lý do."), mend=_("Ghi vì sao trả lại, để đơn vị biết cần bổ sung gì."))
    found = []
    for each in _asked(actor, nomination_ids):
        nomination = locked(actor, each, "approve")
        _refuse_overturning(actor, nomination)
        take_step(actor, nomination, StepKind.RETURNED, state=NominationState.RETURNED, reason=said)
        found.append(nomination)
    return found


def _refuse_overturning(actor: Actor, nomination: Nomination) -> None:
    """What the province approved, the district below it does not take back."""
    if nomination.state == NominationState.APPROVED and not above_on(actor.on).decides_last(
        actor, nomination
    ):
        raise Refused(
            _("Đề cử của %(name)s đã được cấp tỉnh duyệt nên chỉ cấp tỉnh trả lại được.")
            % {"name": nomination.cadre.full_name}
        )


def _asked(actor: Actor, nomination_ids: Sequence[UUID]) -> list[Nomination]:
    if not nomination_ids:
        raise Refused(_("Chưa chọn đề cử nào. Chọn ít nhất một dòng rồi bấm lại."))
    found = visible(actor, Nomination, "approve").filter(pk__in=nomination_ids)
    kept = list(found.select_related("cadre").order_by("pk"))
    if len(kept) < len(set(nomination_ids)):
        raise NotVisible("selection.Nomination")
    return kept
