"""The last change under a number (lần thay đổi gần nhất): which kind of write, and when; never by whom.

One statement on the record of writes. It looks at what the reader's rights reach and at nothing known later than the
question; a figure of public facts looks at all of them.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.db.models import Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _

from caunoi.foundation import clock
from caunoi.foundation.actors import Actor, Granted
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.audit.selectors import ONLY_READ
from caunoi.foundation.figures.grounds import Grounds, grounds_of
from caunoi.foundation.figures.registry import FigureValue, Scope
from caunoi.foundation.policy import row_for, system_scope
from caunoi.foundation.policy.table import units_reached

ActNamer = Callable[[str], str]
_namer: list[ActNamer] = []


def set_act_namer(namer: ActNamer) -> None:
    """``reports`` says what an action of the record is called."""
    _namer[:] = [namer]


def latest_words(actor: Actor, value: FigureValue) -> str:
    """ "Sửa hồ sơ, 08:15 31/08/2020"; who did it is for the pages of the record, not for everybody with a number."""
    found = latest_change(actor, value)
    if found is None:
        return _("Chưa có lần ghi nào trong phạm vi này.")
    action, at = found
    act = _namer[0](action) if _namer else action
    return _("%(act)s, %(at)s") % {"act": act, "at": f"{at.astimezone(clock.HANOI):%H:%M %d/%m/%Y}"}


def latest_change(actor: Actor, value: FigureValue) -> tuple[str, Any] | None:
    grounds = grounds_of(value.code)
    within = _within(actor, grounds, value.scope) if grounds else None
    if grounds is None or within is None:
        return None
    with system_scope("figures: the last write under a number"):
        events = AuditEvent.objects.exclude(ONLY_READ).filter(within)
        if value.scope.known:
            events = events.filter(seq__lte=value.scope.known.seq)
        last = [Coalesce(Subquery(_newest(events, each)), 0) for each in grounds.things]
        found = AuditEvent.objects.filter(seq=Greatest(Value(0), *last))
        return found.values_list("action", "at").first()


def _newest(events: Any, thing: str) -> Any:
    return events.filter(target_type=thing).order_by("-seq").values("seq")[:1]


def _within(actor: Actor, grounds: Grounds, scope: Scope) -> Q | None:
    """Records of the units in reach, within the unit asked about; None where nothing is in reach."""
    if grounds.public:
        return Q()
    within = Q() if actor.is_system else _in_reach(actor, grounds)
    if within is None or scope.unit_id is None:
        return within
    return within & _of(units_reached(scope.unit_id, "subtree", scope.on))


def _in_reach(actor: Actor, grounds: Grounds) -> Q | None:
    found = None
    for grant in actor.grants:
        if _admits(grant, grounds):
            mine = _by_grant(grant, actor)
            found = mine if found is None else found | mine
            if not mine:
                return Q()
    return found


def _by_grant(grant: Granted, actor: Actor) -> Q:
    if grant.unit_id is None or grant.reach == "self":
        return Q(pk__in=[])
    return _of(units_reached(grant.unit_id, grant.reach, actor.on))


def _admits(grant: Granted, grounds: Grounds) -> bool:
    """A role that sees none of the things learns nothing of them."""
    return any(row_for(apps.get_model(each), "view").admits(grant.role) for each in grounds.things)


def _of(units: Iterable[Any] | None) -> Q:
    return Q() if units is None else Q(unit_id__among=list(units))
