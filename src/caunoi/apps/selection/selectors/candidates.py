"""Who could be nominated (người đề xuất): everybody who lacks something, with reasons for and against.

A reason is a word and its facts, said in the reader's language where it is shown, and kept so with a nomination.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from caunoi.apps.cadres.choices import Sex
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.classes.models import Programme
from caunoi.apps.classes.selectors import closing, programmes_on
from caunoi.apps.selection.choices import LIVE, NominationState
from caunoi.apps.selection.models import Nomination
from caunoi.apps.selection.selectors.limits import selection_limits_on
from caunoi.apps.selection.selectors.nominations import year_nominated_for
from caunoi.apps.selection.selectors.owed import earliest_due, open_owed
from caunoi.apps.standards.selectors import Verdicts, verdicts
from caunoi.apps.standards.selectors.learning import learns_it
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.domain.eligibility.whynot import Need, needs, say
from caunoi.domain.tenure.age import age_on
from caunoi.domain.tenure.retirement import Sex as SexOfLaw
from caunoi.domain.tenure.retirement import remaining_service_months
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import may_read, visible

Reason = dict[str, Any]
AGAINST = frozenset({"short", "too_old", "studying", "no_programme"})
SEXES: Mapping[str, SexOfLaw] = {Sex.MALE: "male", Sex.FEMALE: "female"}


@dataclass(frozen=True)
class Candidate:
    """One person and one thing they lack (người có thể cử): what teaches it, why to send them, why not."""

    cadre: Cadre
    requirement: str
    missing: str
    programme: Programme | None
    reasons: tuple[Reason, ...]
    order: tuple[Any, ...]
    nominated: Nomination | None = None

    @property
    def key(self) -> str:
        return f"{self.cadre.pk}.{self.requirement}"

    @property
    def advised(self) -> bool:
        return not any(reason["code"] in AGAINST for reason in self.reasons)


def candidates(actor: Actor, on: date, cadre_ids: Collection[UUID] | None = None) -> list[Candidate]:
    """Those the actor may nominate, whom to send first at the top; who is not advised stands last."""
    mine = visible(actor, Cadre, "view").filter(left_on__isnull=True)
    people = mine.in_bulk(list(cadre_ids)) if cadre_ids is not None else {each.pk: each for each in mine}
    found = verdicts(actor, on=on, cadre_ids=list(people) if cadre_ids is not None else None)
    reading = _Reading(actor, on, found, people)
    wanted = [Verdict.NOT_MET, Verdict.IN_TRANSITION]
    gaps = _once_each(found, needs(found.assessment, verdicts=wanted))
    judged = [
        reading.candidate(cadre_id, need) for (cadre_id, _code), need in gaps.items() if cadre_id in people
    ]
    return sorted(judged, key=lambda each: (not each.advised, each.order))


def _once_each(found: Verdicts, gaps: Sequence[Need]) -> dict[tuple[UUID, str], Need]:
    """Somebody with two posts learns a thing once: the higher level."""
    kept: dict[tuple[UUID, str], Need] = {}
    for need in gaps:
        key = (found.snapshot.people[found.snapshot.person[need.row]], need.code)
        if key not in kept or need.missing.rank > kept[key].missing.rank:
            kept[key] = need
    return kept


class _Reading:
    """What the reasons of one page are read from, once."""

    def __init__(self, actor: Actor, on: date, found: Verdicts, people: Mapping[UUID, Cadre]) -> None:
        self.on, self.found, self.people = on, found, people
        self.programmes = list(programmes_on(actor, on))
        self.least = selection_limits_on(on).least_months_left
        self.sees_ages = may_read(actor, Cadre, "birth") and may_read(actor, Cadre, "sex")
        self.owed = earliest_due(open_owed(actor, on, people))
        self.year = year_nominated_for(on)
        self.before: dict[tuple[UUID, str], list[Nomination]] = defaultdict(list)
        for each in visible(actor, Nomination).filter(cadre_id__in=list(people), state__in=LIVE):
            self.before[each.cadre_id, each.requirement].append(each)

    def candidate(self, cadre_id: UUID, need: Need) -> Candidate:
        cadre, key = self.people[cadre_id], (cadre_id, need.code)
        able = closing(self.programmes, need.missing)
        left = self._months_left(cadre)
        taught = able[0] if able else None
        reasons = [*self._of_gap(need, taught), *self._of_person(key), *self._of_age(cadre, left, taught)]
        return Candidate(
            cadre,
            need.code,
            say(need.missing, self.found.assessment.rules.terms),
            taught,
            tuple(reasons),
            self._order(key, need, left, cadre),
            next((each for each in self.before[key] if each.year == self.year), None),
        )

    def _of_gap(self, need: Need, taught: Programme | None) -> list[Reason]:
        found: list[Reason] = [{"code": "counts" if self._counts(need) else "follows"}]
        if need.verdict == Verdict.IN_TRANSITION:
            found.append({"code": "transition"})
        if learns_it(self.found, need):
            found.append({"code": "studying"})
        if taught is None:
            found.append({"code": "no_programme"})
        return found

    def _of_person(self, key: tuple[UUID, str]) -> list[Reason]:
        found: list[Reason] = []
        if due := self.owed.get(key):
            found.append({"code": "owed", "day": due.isoformat()})
        earlier = [each.year for each in self.before[key] if each.year < self.year and _approved(each)]
        if earlier:
            found.append({"code": "before", "year": max(earlier)})
        return found

    def _of_age(self, cadre: Cadre, left: int | None, taught: Programme | None) -> list[Reason]:
        """Years of service left, and the greatest age a programme takes; nothing where the role reads no ages."""
        if not self.sees_ages:
            return []
        if left is None:
            return [{"code": "age_unknown"}]
        asked = {each["what"]: each for each in (taught.requires if taught else [])}
        least = int(asked.get("months_to_retirement", {}).get("at_least", self.least))
        found: list[Reason] = [{"code": "short" if left < least else "left", "months": left, "least": least}]
        if "age_max" in asked and (most := _too_old(cadre, asked["age_max"], self.on)):
            found.append({"code": "too_old", "years": most})
        return found

    def _counts(self, need: Need) -> bool:
        assessment = self.found.assessment
        return assessment.rules.terms.lanes[need.code] in assessment.group(need.row).counted

    def _months_left(self, cadre: Cadre) -> int | None:
        if not self.sees_ages or not isinstance(cadre.birth, PartialDate) or cadre.sex not in SEXES:
            return None
        return remaining_service_months(cadre.birth, SEXES[cadre.sex], self.on).least

    def _order(self, key: tuple[UUID, str], need: Need, left: int | None, cadre: Cadre) -> tuple[Any, ...]:
        """Who owes it by the due day, what counts, what no transition covers, who stays longest."""
        due = self.owed.get(key, date.max)
        return (
            due,
            not self._counts(need),
            need.verdict == Verdict.IN_TRANSITION,
            -(left or 0),
            cadre.sort_key,
        )


def _approved(nomination: Nomination) -> bool:
    return nomination.state == NominationState.APPROVED


def _too_old(cadre: Cadre, condition: Mapping[str, Any], on: date) -> int:
    """The greatest age of entry where the person is past it, else 0."""
    woman = cadre.sex == Sex.FEMALE
    most = int(condition.get("years_woman", condition["years"]) if woman else condition["years"])
    return most if isinstance(cadre.birth, PartialDate) and age_on(cadre.birth, on).least > most else 0
