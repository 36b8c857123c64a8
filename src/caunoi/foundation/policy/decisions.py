"""The two questions everything asks: which rows are visible, and may this be done."""

from collections.abc import Collection
from functools import reduce
from operator import or_
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from caunoi.foundation.actors import Actor, Granted
from caunoi.foundation.errors import Forbidden, NotVisible, Refused
from caunoi.foundation.policy.scoping import all_scoped
from caunoi.foundation.policy.table import Row, row_for, units_reached
from caunoi.foundation.policy.withheld import is_anybody_kept, kept_from, paths_of
from caunoi.foundation.system_time.known import known_point

KEPT = "policy: how many rows are kept from somebody"
M = TypeVar("M", bound=Model)


def visible(actor: Actor, model: type[M], verb: str = "view") -> Any:
    """The rows of ``model`` on which ``actor`` may do ``verb``, as a query set to narrow further."""
    everything = all_scoped(model)
    if actor.is_system:
        return everything
    row = row_for(model, verb)
    alone, wider = _reached(row, actor)
    if not (alone or wider):
        return everything.none()
    kept = kept_from(row, actor.key, actor.on) if wider else None
    if kept is not None:
        wider = [each & ~kept for each in wider]
    ways = [*wider, *alone]
    return everything if not all(ways) else everything.filter(_any(ways))


def withheld(actor: Actor, model: type[M]) -> Any:
    """Rows in reach that are kept from the actor for the sake of whom they are about: to be counted, never shown."""
    everything = all_scoped(model, by_product=KEPT)
    row = row_for(model, "view")
    alone, wider = _reached(row, actor)
    asked = wider and not actor.is_system and is_anybody_kept()
    kept = kept_from(row, actor.key, actor.on) if asked else None
    if kept is None:
        return everything.none()
    found = everything.filter(kept)
    found = found if not all(wider) else found.filter(_any(wider))
    return found.exclude(_any(alone)) if alone else found


def withheld_keys(actor: Actor, model: type[Model], keys: Collection[str]) -> set[str]:
    """Which of these rows are kept from the actor: what speaks of them elsewhere shows none of their values."""
    if not paths_of(row_for(model, "view")):
        return set()
    return {str(key) for key in withheld(actor, model).filter(pk__in=keys).values_list("pk", flat=True)}


def _any(ways: list[Q]) -> Q:
    return reduce(or_, ways)


def _reached(row: Row, actor: Actor) -> tuple[list[Q], list[Q]]:
    """The conditions the actor's grants put on rows: those to one person's, and the wider ones; empty sees them all."""
    admitted = [grant for grant in actor.grants if row.lets(grant)]
    alone = [_of_person(row, grant, actor) for grant in admitted if grant.reach == "self"]
    return alone, [_of_units(row, grant, actor) for grant in admitted if grant.reach != "self"]


def _of_person(row: Row, grant: Granted, actor: Actor) -> Q:
    person_id = grant.person_id or actor.subject_id
    if not row.subject or person_id is None:
        return Q(pk__in=[])
    return Q(**{row.subject: person_id})


def _of_units(row: Row, grant: Granted, actor: Actor) -> Q:
    if not row.unit:
        return Q()
    if grant.unit_id is None:
        return Q(pk__in=[])
    units = units_reached(grant.unit_id, grant.reach, actor.on)
    if units is None:
        return Q()
    answered = Q(**{f"{row.unit}__in": units})
    return answered | row.touching(units) if row.touching else answered


def get_or_404(actor: Actor, model: type[M], verb: str = "view", **where: Any) -> M:
    """One visible row, or the same answer as for a row that does not exist."""
    found = visible(actor, model, verb).filter(**where).first()
    if found is None:
        _say_withheld(actor, model, where)
        raise NotVisible(model._meta.label)
    return found


def _say_withheld(actor: Actor, model: type[Model], where: dict[str, Any]) -> None:
    """Whoever answers for a file is told why it is closed; to everybody else it does not exist."""
    if withheld(actor, model).filter(**where).exists():
        raise Forbidden(
            _(
                "Hồ sơ này đang hạn chế xử lý theo yêu cầu của người có hồ sơ, nên không mở và không đếm ở đây."
            ),
            mend=_(
                "Hỏi người đang giữ yêu cầu trong sổ yêu cầu của chủ thể dữ liệu; khi pháp luật buộc thì mở khẩn cấp, "
                "có ghi lý do."
            ),
        )


def check(actor: Actor, verb: str, thing: Model) -> None:
    """Raise NotVisible when ``thing`` is outside the actor's reach, Forbidden when only the verb is missing."""
    model = type(thing)
    if actor.is_system or visible(actor, model, verb).filter(pk=thing.pk).exists():
        return
    if not visible(actor, model).filter(pk=thing.pk).exists():
        _say_withheld(actor, model, {"pk": thing.pk})
        raise NotVisible(model._meta.label)
    raise Forbidden(_("Vai trò của bạn xem được mục này nhưng không làm được việc này."))


def check_create(actor: Actor, model: type[Model], *, unit_id: UUID | None = None, verb: str = "add") -> None:
    """May a new row of ``model`` be made in the care of ``unit_id`` (None: in nobody's care)?"""
    if actor.is_system:
        return
    row = row_for(model, verb)
    for grant in actor.grants:
        if row.lets(grant) and _covers(row, grant, actor, unit_id):
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
    return actor.is_system or any(row.lets(grant) for grant in actor.grants)
