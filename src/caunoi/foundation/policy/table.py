"""The policy table: role × verb × model, along which column a row belongs to a unit, up to which field class."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Model, Q
from django.db.models.expressions import Expression

from caunoi.foundation.actors import Granted
from caunoi.foundation.policy.classes import FieldClass

ALL_ROLES = "*"
Reached = Iterable[UUID] | Expression
"""Units in reach: their keys, or a question that stands for them on the right of ``__in``."""
UnitResolver = Callable[[UUID, str, date], Iterable[UUID] | None]


@dataclass(frozen=True)
class Row:
    """Who may do ``verb`` to rows of ``model``.

    ``unit`` is the lookup from a row to the unit that answers for it; empty when the rows belong to no unit and
    a role sees all or none. ``subject`` is the lookup from a row to the person it is about, for reach ``self``.
    ``touching`` adds rows another unit answers for, because they speak of units in reach. ``about`` names the lookups
    to people where they are others than ``subject``: rows nobody reads as their own, and that speak of somebody.
    """

    model: type[Model]
    verb: str
    roles: Mapping[str, FieldClass] = field(default_factory=dict)
    unit: str = ""
    subject: str = ""
    touching: Callable[[Reached], Q] | None = None
    about: tuple[str, ...] = ()

    def admits(self, role: str) -> bool:
        return role in self.roles or ALL_ROLES in self.roles

    def lets(self, grant: Granted) -> bool:
        """Does the grant hold this verb? The reading half of a role holds no other verb than to view."""
        return self.admits(grant.role) and (self.verb == "view" or not grant.only_reads)

    def reads(self, role: str) -> FieldClass:
        """Up to which class the role reads the rows it is admitted to."""
        return self.roles.get(role, self.roles.get(ALL_ROLES, FieldClass.P0))

    def reads_by(self, grant: Granted) -> FieldClass:
        """The same for a grant, which may be for less than its role reads."""
        return (
            self.reads(grant.role)
            if grant.up_to is None
            else min(self.reads(grant.role), FieldClass(grant.up_to))
        )


_rows: dict[tuple[type[Model], str], Row] = {}
_resolver: list[UnitResolver] = []


def register(
    model: type[Model],
    *,
    unit: str = "",
    subject: str = "",
    touching: Callable[[Reached], Q] | None = None,
    about: tuple[str, ...] = (),
    **verbs: Mapping[str, FieldClass],
) -> None:
    """One call per model in a module's ``policies.py``: ``register(Cadre, unit="custodian", view={…}, change={…})``."""
    for verb, roles in verbs.items():
        _rows[model, verb] = Row(model, verb, dict(roles), unit, subject, touching, about)


def row_for(model: type[Model], verb: str) -> Row:
    """The row of the table; a model or verb nobody declared admits no role at all."""
    return _rows.get((model, verb)) or Row(model, verb)


def rows() -> list[Row]:
    return list(_rows.values())


def set_unit_resolver(resolver: UnitResolver) -> None:
    """``organisation`` says which units a grant on one unit reaches on a day; None means every unit there is."""
    _resolver[:] = [resolver]


def units_reached(unit_id: UUID, reach: str, on: date) -> Iterable[UUID] | None:
    return _resolver[0](unit_id, reach, on)
