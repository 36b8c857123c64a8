"""The lines on which the households of a plan are told: each unit that gives or takes, its villages, its parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.organisation.choices import ReorganisationState
from caunoi.apps.organisation.models import Reorganisation, keys_of
from caunoi.apps.organisation.selectors.plans import read_plan
from caunoi.apps.organisation.selectors.registers import register
from caunoi.domain.lineage import Households
from caunoi.domain.vocabulary.finding import Finding
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope

BETWEEN = ">"


@dataclass(frozen=True)
class Line:
    """One number to tell (dòng số hộ): of a unit, or of the part that goes to ``into``.

    ``goes`` is where a village goes, empty where it stays; ``derived`` what the villages add up to.
    """

    unit: str
    into: str = ""
    count: int | None = None
    derived: int | None = None
    goes: str = ""
    of_village: bool = False

    @property
    def key(self) -> str:
        return f"{self.unit}{BETWEEN}{self.into}" if self.into else self.unit


@dataclass(frozen=True)
class Group:
    """The lines of one unit (nhóm dòng) and what does not add up in it."""

    unit: str
    lines: Sequence[Line]
    faults: Sequence[Finding]


@dataclass(frozen=True)
class HouseholdLines:
    """Everything there is to tell of a plan (bảng số hộ)."""

    book: Households
    groups: Sequence[Group]

    def line(self, key: str) -> tuple[Group, Line]:
        for group in self.groups:
            for line in group.lines:
                if line.key == key:
                    return group, line
        raise Refused(_("Dòng này không còn trong phương án. Tải lại trang."))


def household_lines(draft: Reorganisation) -> HouseholdLines:
    book = Households(register().lineage, read_plan(draft))
    groups = [Group(unit, [*_lines(book, unit)], [*book.faults_of(unit)]) for unit in book.counted]
    return HouseholdLines(book, groups)


def _lines(book: Households, unit: str) -> Iterator[Line]:
    """The whole first; of a divided unit also each village and each part."""
    told = book.plan.households
    yield Line(unit, count=told.get(unit), derived=book.of(unit))
    parts = book.parts(unit)
    if not parts:
        return
    goes = {village: move.into or "" for move in parts for village in move.below}
    for village in sorted(
        book.villages(unit), key=lambda each: (goes.get(each.unit, ""), keys_of(each.name)["sort_key"])
    ):
        name = village.unit
        yield Line(name, count=told.get(name), goes=goes.get(name, ""), of_village=True)
    for into in dict.fromkeys(move.into for move in parts if move.into):
        mine = [move for move in parts if move.into == into]
        going = [book.going(move) for move in mine]
        counts = [move.households for move in mine if move.households is not None]
        known = [each for each in going if each is not None]
        derived = sum(known) if len(known) == len(going) else None
        yield Line(unit, into, sum(counts) if counts else None, derived)


def signed_books(*, since: date, on: date) -> list[Households]:
    """The households of the acts in force after one day and until the other, as they were signed; part of the register
    for everybody who reads it."""
    with system_scope("organisation: households of signed acts"):
        found = Reorganisation.objects.filter(
            state=ReorganisationState.SIGNED, effective_on__gt=since, effective_on__lte=on
        )
        acts = list(found.defer("written").order_by("effective_on"))
    return [Households(register().lineage, read_plan(act)) for act in acts]
