"""What the rules of an office ask about a person (điều kiện của từng người): key official, groups, until when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_noop

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.planning.selectors.options import PlanOptions
from caunoi.apps.standards.selectors import Verdicts
from caunoi.domain.eligibility import daycode
from caunoi.domain.eligibility.rulebook import load_rulebook
from caunoi.domain.eligibility.terms import load_terms
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible
from caunoi.foundation.policy.classes import may_read

WOMEN, MINORITIES, REMOTE = "nu", "dan_toc", "vung_kho_khan"
GROUPS = {
    WOMEN: gettext_noop("cán bộ nữ"),
    MINORITIES: gettext_noop("người dân tộc thiểu số"),
    REMOTE: gettext_noop("cán bộ xã vùng khó khăn"),
}
"""The groups a floor may be set for (nhóm được đặt sàn)."""
TOLD_BY = {WOMEN: "sex", MINORITIES: "ethnicity"}
"""The column of the file that makes somebody one of the group."""
FEMALE_RANK = MINORITY_RANK = 2


@dataclass(frozen=True)
class Standing:
    """One person as the rules see them (điều kiện của một người); ``leaves`` is the first day without service.

    ``groups`` are those of the fairness floors. Where the file does not say, the person is in no group and no day of
    leaving is assumed.
    """

    key: bool = False
    groups: frozenset[str] = frozenset()
    leaves: date | None = None


def groups_for(actor: Actor) -> frozenset[str]:
    """Groups this person may set a floor for: those whose column in the file they may read."""
    hidden = {group for group, column in TOLD_BY.items() if not may_read(actor, Cadre, column)}
    return frozenset(GROUPS) - hidden


def standing_in(found: Verdicts, people: Collection[UUID], options: PlanOptions) -> dict[UUID, Standing]:
    """From the facts the needs were judged by, on the same day."""
    snapshot, keys = found.snapshot, frozenset(load_rulebook().key_titles(found.snapshot.on))
    facts, remote = snapshot.facts, _areas(options)
    woman, minority = facts.column("sex") == FEMALE_RANK, facts.column("ethnic_minority") == MINORITY_RANK
    area, retires = facts.column("area"), facts.column("retires_latest")
    told: dict[UUID, Standing] = {}
    for row, number in enumerate(snapshot.person.tolist()):
        person = snapshot.people[number]
        if person not in people:
            continue
        here = (WOMEN, woman[row]), (MINORITIES, minority[row]), (REMOTE, int(area[row]) in remote)
        before = told.get(person, Standing())
        told[person] = Standing(
            key=before.key or snapshot.titles[row] in keys,
            groups=before.groups | {name for name, inside in here if inside},
            leaves=daycode.decode(int(retires[row])) if retires[row] else None,
        )
    return told


def _areas(options: PlanOptions) -> frozenset[int]:
    numbers = load_terms().area_numbers
    return frozenset(numbers[code] for code in options.remote_areas if code in numbers)


def last_days(actor: Actor, people: Collection[UUID], on: date, told_days: int) -> dict[UUID, date]:
    """The day of leaving told beforehand. The end of a post is none: its unit may end, or a term begin anew.

    Whoever draws up a plan of years past holds days that nobody knew then: what lies further ahead is not counted.
    """
    last = on + timedelta(days=told_days)
    found = visible(actor, Cadre).filter(pk__in=people, left_on__gte=on, left_on__lt=last)
    return dict(found.values_list("pk", "left_on").order_by())


def earliest(*days: date | None) -> date | None:
    """The first of the days that are known."""
    return min((day for day in days if day is not None), default=None)
