"""Whose unit drew a plan up decides about it; whose people stand in it reads it, and of the people only its own.

Changing and proposing is the board's; deciding for it is the board's or the leader's, and never the proposer's own.
"""

from collections.abc import Callable

from django.db.models import Q
from django.utils.translation import gettext as _

from caunoi.apps.planning.models import CountryPiece, Need, Offering, Plan, PlanChange, PlanProposal
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.documents.models import DocumentTemplate
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import FieldClass, row_for
from caunoi.foundation.policy.table import Reached

P1 = FieldClass.P1
WRITERS = {"btc": P1}
DECIDERS = {"btc": P1, "lanhdao": P1}
READERS = {"lanhdao": P1, "btc": P1, "xa": P1, "truong": P1, "kiemtra": P1}


def _with_people_of(plan: str) -> Callable[[Reached], Q]:
    """Plans in which people of the units stand; ``plan`` is the lookup from the row to its plan."""

    def touching(units: Reached) -> Q:
        theirs = Need._base_manager.filter(cadre__custodian__in=units).values("plan")
        return Q(**{f"{plan}__in": theirs})

    return touching


def declare() -> None:
    for model, plan, unit in ((Plan, "pk", "unit"), (Offering, "plan", "plan__unit")):
        policy.register(model, unit=unit, touching=_with_people_of(plan), view=READERS)
        policy.register(model, unit=unit, add=WRITERS, change=WRITERS, adopt=DECIDERS)
    policy.register(PlanProposal, unit="plan__unit", touching=_with_people_of("plan"), view=READERS)
    policy.register(PlanProposal, unit="plan__unit", add=WRITERS, change=WRITERS, adopt=DECIDERS)
    policy.register(DocumentTemplate, view={"btc": P1, "truong": P1}, add=WRITERS, change=WRITERS)
    policy.register(PlanChange, unit="plan__unit", view=WRITERS, add=WRITERS, change=WRITERS)
    policy.register(CountryPiece, unit="unit", view=WRITERS, add=WRITERS, change=WRITERS)
    policy.register(
        Need,
        unit="cadre__custodian",
        subject="cadre",
        view={**READERS, "canbo": P1},
        add=WRITERS,
        change=WRITERS,
    )


def check_second_person(actor: Actor, proposal: PlanProposal) -> None:
    """Who proposed does not decide, nor does anybody who may decide only in their place."""
    if why := why_not_second(actor, proposal):
        raise Refused(why, mend=_("Một người khác có quyền phê duyệt kế hoạch của đơn vị sẽ quyết định."))


def why_not_second(actor: Actor, proposal: PlanProposal) -> str:
    """The reason in words; nothing where the actor is a second person."""
    if actor.key == proposal.proposed_by_key:
        return _("Bạn là người trình kế hoạch này nên không tự phê duyệt được.")
    deciding = [grant for grant in actor.grants if row_for(Plan, "adopt").lets(grant)]
    if deciding and all(grant.on_behalf_of == proposal.proposed_by for grant in deciding):
        told = {"who": proposal.proposed_by}
        return (
            _("Quyền phê duyệt của bạn là quyền %(who)s giao lại, mà %(who)s là người trình kế hoạch này.")
            % told
        )
    return ""
