"""For whom statements run just now, told to the database in a few settings of the connection.

A request, a job and a command each say who acts; ``system_scope`` says that the product does. Nobody said: no row.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from caunoi.foundation.actors import Actor
from caunoi.foundation.policy.scoping import in_system_scope
from caunoi.foundation.policy.table import units_reached
from caunoi.foundation.policy.walls.settings_told import AT, DAY, EVERYTHING, KEY, SELF, WHO, roles_told

SYSTEM, PERSON, NOBODY = {WHO: "system"}, {WHO: "person"}, {WHO: ""}


@dataclass
class _Acting:
    """Somebody who acts, and how far their rights reach, worked out when a statement first needs it."""

    actor: Actor
    reach: Mapping[str, str] | None = None


_now: ContextVar[_Acting | None] = ContextVar("acting", default=None)


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Everything within is read and written for ``actor``: on PostgreSQL its rows, and no others, are there."""
    token = _now.set(_Acting(actor))
    try:
        yield
    finally:
        _now.reset(token)


def reach_changed() -> None:
    """The tree of units was written: what the acting person's rights reach is worked out again."""
    now = _now.get()
    if now is not None:
        now.reach = None


def wanted() -> Mapping[str, str]:
    """The settings the next statement needs; those that are not named may stay as they are."""
    if in_system_scope():
        return SYSTEM
    now = _now.get()
    if now is None:
        return NOBODY
    if now.actor.is_system:
        return SYSTEM
    if now.reach is None:
        now.reach = told_of(now.actor) if now.actor.grants else NOBODY
    return now.reach


def told_of(actor: Actor) -> dict[str, str]:
    """Role by role which units the actor reaches and which person it is, as the policies read it."""
    at: dict[str, set[UUID] | None] = {}
    subject = str(actor.subject_id) if actor.subject_id else ""
    selves: dict[str, str] = {}
    for grant in actor.grants:
        if grant.reach == "self":
            if grant.person_id is None:
                selves |= {grant.role: subject, "any": subject}
            else:
                selves[grant.role] = str(grant.person_id)
            continue
        units = units_reached(grant.unit_id, grant.reach, actor.on) if grant.unit_id else ()
        for role in (grant.role, "any"):
            known = at.get(role, set())
            at[role] = None if known is None or units is None else known | set(units)
    told = PERSON | {KEY: actor.key, DAY: actor.on.isoformat()}
    for role in roles_told():
        told[AT + role] = _written(at[role]) if role in at else ""
        told[SELF + role] = selves.get(role, "")
    return told


def _written(units: set[UUID] | None) -> str:
    return EVERYTHING if units is None else ",".join(sorted(map(str, units)))
