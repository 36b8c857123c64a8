"""The two questions everything asks: which rows are visible, and may this be done."""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from caunoi.foundation.actors import Actor, Granted
from caunoi.foundation.errors import Forbidden, NotVisible, Refused
from caunoi.foundation.policy.scoping import ScopedQuerySet
from caunoi.foundation.policy.table import Row, row_for, units_reached
from caunoi.foundation.system_time.known import known_point

M = TypeVar("M", bound=Model)


def visible(actor: Actor, model: type[M], verb: str = "view") -> Any:
    """The rows of ``model`` on which ``actor`` may do ``verb``, as a query set to narrow further."""
    everything: ScopedQuerySet = model._default_manager.all().scoped()  # type: ignore[attr-defined]  # every protected model has a ScopedManager
    if actor.is_system:
        return everything
    row = row_for(model, verb)
    reached = [_reach(row, grant, actor) for grant in actor.grants if row.admits(grant.role)]
    if not reached:
        return everything.none()
    if any(condition is None for condition in reached):
        return everything
    condition = Q()
    for each in reached:
        condition |= each or Q()
    return everything.filter(condition)


def _reach(row: Row, grant: Granted, actor: Actor) -> Q | None:
    """The condition one grant puts on rows; None when it sees them all."""
    if grant.reach == "self":
        person_id = grant.person_id or actor.subject_id
        if not row.subject or person_id is None:
            return Q(pk__in=[])
        return Q(**{row.subject: person_id})
    if not row.unit:
        return None
    if grant.unit_id is None:
        return Q(pk__in=[])
    units = units_reached(grant.unit_id, grant.reach, actor.on)
    if units is None:
        return None
    answered = Q(**{f"{row.unit}__in": units})
    return answered | row.touching(units) if row.touching else answered


def get_or_404(actor: Actor, model: type[M], verb: str = "view", **where: Any) -> M:
    """One visible row, or the same answer as for a row that does not exist."""
    found = visible(actor, model, verb).filter(**where).first()
    if found is None:
        raise NotVisible(model._meta.label)
    return found


def check(actor: Actor, verb: str, thing: Model) -> None:
    """Raise NotVisible when ``thing`` is outside the actor's reach, Forbidden when only the verb is missing."""
    model = type(thing)
    if actor.is_system or visible(actor, model, verb).filter(pk=thing.pk).exists():
        return
    if not visible(actor, model).filter(pk=thing.pk).exists():
        raise NotVisible(model._meta.label)
    raise Forbidden(_("Vai trò của bạn xem được mục này nhưng không làm được việc này."))


def check_create(actor: Actor, model: type[Model], *, unit_id: UUID | None = None, verb: str = "add") -> None:
    """May a new row of ``model`` be made in the care of ``unit_id`` (None: in nobody's care)?"""
    if actor.is_system:
        return
    row = row_for(model, verb)
    for grant in actor.grants:
        if row.admits(grant.role) and _covers(row, grant, actor, unit_id):
            return
    raise Forbidden(_("Vai trò của bạn không làm được việc này ở đơn vị đã chọn."))


def _covers(row: Row, grant: Granted, actor: Actor, unit_id: UUID | None) -> bool:
    if grant.reach == "self":
        return False
    if not row.unit:
        return True
    if unit_id is None or grant.unit_id is None:
        return False
    units = units_reached(grant.unit_id, grant.reach, actor.on)
    return units is None or unit_id in set(units)


def can(actor: Actor, verb: str, thing: Model | type[Model], *, unit_id: UUID | None = None) -> bool:
    """The same answer as the checks, to show or hide a button; while the past is read, nothing may be changed."""
    if verb != "view" and known_point():
        return False
    try:
        if isinstance(thing, Model):
            check(actor, verb, thing)
        else:
            check_create(actor, thing, unit_id=unit_id, verb=verb)
    except (Refused, NotVisible):
        return False
    return True


def holds(actor: Actor, model: type[Model], verb: str) -> bool:
    """Does any grant of the actor hold the verb somewhere? For menus, and for whole pages before a row is asked."""
    row = row_for(model, verb)
    return actor.is_system or any(row.admits(grant.role) for grant in actor.grants)
