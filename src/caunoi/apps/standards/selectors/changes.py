"""Why a number about people is not what it was (vì sao thay đổi): two reports, the stages between, who is where.

The order of the stages, and why there is one: ``docs/domain/movement.md``.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

import numpy as np
import numpy.typing as npt
from django.utils.translation import gettext as _

from caunoi.apps.organisation.selectors import Tree, unit_tree
from caunoi.apps.standards.selectors.asked import Asked, UnreadableQuestion
from caunoi.apps.standards.selectors.columns import Papers
from caunoi.apps.standards.selectors.loading import rows_on
from caunoi.apps.standards.selectors.reference import evidence_on
from caunoi.apps.standards.selectors.rules import rules_on, titles_kept
from caunoi.apps.standards.selectors.snapshot import Snapshot, areas_of
from caunoi.apps.standards.selectors.verdicts import Flags, Verdicts, verdicts
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.movement.parts import CORRECTED_OUT, Part, Step
from caunoi.domain.movement.split import STEPS, Movement, Stage, split
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.system_time import Point, as_known, as_known_now


@dataclass(frozen=True)
class Report:
    """One report of the number (báo cáo): what is asked, on which day, and what was known; None: all that is now."""

    asked: Asked
    known: Point | None = None

    @property
    def on(self) -> date:
        return self.asked.on

    def reading(self) -> AbstractContextManager[None]:
        return as_known(self.known) if self.known else as_known_now()


@dataclass(frozen=True)
class Looked:
    """What stands at one stage (chặng): verdicts, and what is asked of them."""

    found: Verdicts
    asked: Asked

    @property
    def is_there(self) -> bool:
        """A unit that did not exist has nobody."""
        return self.asked.unit_id is None or self.asked.unit_id in self.found.snapshot.tree

    @cached_property
    def everybody_there(self) -> Flags:
        """Who is in the group looked at."""
        return self._flags(replace(self.asked, lacks=(), unknown_of=(), verdict="", evidence="", level=""))

    @cached_property
    def counted(self) -> Flags:
        return self._flags(self.asked)

    def _flags(self, asked: Asked) -> Flags:
        if self.is_there:
            return self.found.flags(asked)
        return np.zeros(len(self.found.snapshot.people), np.bool_)


class Change:
    """The change of a number between two reports (thay đổi), by person."""

    def __init__(self, actor: Actor, before: Report, after: Report) -> None:
        self.actor, self.before, self.after = actor, before, after

    @cached_property
    def looks(self) -> Sequence[Looked]:
        """The old report, what stands after each step, the last of which is the new report."""
        with self.before.reading():
            reported = verdicts(self.actor, on=self.before.on)
        with self.after.reading():
            corrected = verdicts(self.actor, on=self.before.on)
            ruled = self._under_later_rules(corrected)
            bounded = _in_later_units(ruled, unit_tree(on=self.after.on), self.after.on)
            now = verdicts(self.actor, on=self.after.on)
        old, new = self.before.asked, self.after.asked
        return [
            Looked(reported, old), Looked(corrected, old), Looked(ruled, new), Looked(bounded, new), Looked(now, new),
        ]  # fmt: skip

    def _under_later_rules(self, found: Verdicts) -> Verdicts:
        """The same facts: titles under the name the later day has for them, evidence as it counts then."""
        snapshot, on = found.snapshot, self.after.on
        titled = _retitled(snapshot, on)
        counting = evidence_on(on).counts
        if counting != evidence_on(snapshot.on).counts:
            papers = rows_on(self.actor, snapshot.on).papers
            held = Papers(load_terms(), found.places).take(papers, counting).columns(snapshot.person)
            titled = replace(titled, facts=titled.facts.replaced(**held))
        return Verdicts(titled, rules_of=on)

    @cached_property
    def people(self) -> Sequence[UUID]:
        """Everybody who stands at any of the stages, each once."""
        known = (person for look in self._readings for person in look.found.snapshot.people)
        return list(dict.fromkeys(known))

    @property
    def _readings(self) -> Sequence[Looked]:
        """The stages that were read; those between them have the same people."""
        return self.looks[0], self.looks[1], self.looks[-1]

    @cached_property
    def places(self) -> dict[UUID, int]:
        return {person: place for place, person in enumerate(self.people)}

    @cached_property
    def movement(self) -> Movement:
        """Everybody who came or went, each in one part."""
        return split([self._stage(look) for look in self.looks])

    def _stage(self, look: Looked) -> Stage:
        there = [self.places[person] for person in look.found.snapshot.people]
        return Stage(self._spread(look.everybody_there, there), self._spread(look.counted, there))

    def _spread(self, flags: Flags, there: Sequence[int]) -> Flags:
        everybody = np.zeros(len(self.people), np.bool_)
        everybody[there] = flags
        return everybody

    def ids(self, part: Part | None) -> list[UUID]:
        """Who is in the part; None: whom the steps took out and brought back."""
        places = self.movement.returned if part is None else self.movement.places(part)
        return [self.people[place] for place in places]

    def around(self, step: Step) -> tuple[Looked, Looked]:
        """What stood before the step and what stands after it."""
        place = STEPS.index(step)
        return self.looks[place], self.looks[place + 1]

    @property
    def documents_ended(self) -> list[str]:
        """The documents whose rules for the titles looked at hold only on the earlier day."""
        return _only_of(_rules_of(self.before), _rules_of(self.after))

    @property
    def documents_begun(self) -> list[str]:
        """Those whose rules hold only on the later day."""
        return _only_of(_rules_of(self.after), _rules_of(self.before))

    def reading_of(self, part: Part | None) -> AbstractContextManager[None]:
        """The knowledge the part's people have their names in: whom a correction took away is called as then."""
        return (self.before if part == CORRECTED_OUT else self.after).reading()


def change_between(actor: Actor, before: Report, after: Report) -> Change:
    """Refused where the later report comes first."""
    if before.on > after.on:
        told = {"old": format_date(before.on), "new": format_date(after.on)}
        raise UnreadableQuestion(
            _(
                "Ngày đầu kỳ %(old)s đứng sau ngày cuối kỳ %(new)s. Chọn ngày đầu kỳ trước hoặc bằng ngày cuối kỳ."
            )
            % told
        )
    return Change(actor, before, after)


def _retitled(snapshot: Snapshot, on: date) -> Snapshot:
    """Titles as the day knows them: where one ended, the one of the same name that took its place."""
    there = {title.code for title in load_terms().titles_on(snapshot.on)}
    kept = titles_kept(there & set(snapshot.titles), on)
    titles = tuple(kept.get(code) or code for code in snapshot.titles)
    if titles == snapshot.titles:
        return snapshot
    numbers = np.array([load_terms().title_numbers.get(code, 0) for code in titles])
    return replace(_with(snapshot, title=numbers), titles=titles)


def _in_later_units(found: Verdicts, tree: Tree, rules_of: date) -> Verdicts:
    """The same facts where the units stand that the later day knows."""
    snapshot = found.snapshot
    areas, numbers = areas_of(tree, snapshot.units), load_terms().area_numbers
    by_unit = np.array([numbers.get(areas[unit], 0) for unit in snapshot.units], np.int64)
    area = by_unit[snapshot.unit] if len(snapshot) else by_unit
    return Verdicts(replace(_with(snapshot, area=area), tree=tree), rules_of=rules_of)


def _with(snapshot: Snapshot, **columns: npt.NDArray[Any]) -> Snapshot:
    """Other columns for everybody, in the facts that count and in those that are proven."""
    facts, proven = snapshot.facts.replaced(**columns), snapshot.proven.replaced(**columns)
    return replace(snapshot, facts=facts, proven=proven)


def _rules_of(report: Report) -> dict[str, str]:
    """The rules in force for the titles looked at, with the document each is from."""
    titles = report.asked.chosen_titles
    found = rules_on(report.on).rules
    return {rule.id: rule.source.document for rule in found if titles is None or titles & set(rule.titles)}


def _only_of(some: Mapping[str, str], others: Mapping[str, str]) -> list[str]:
    return sorted({document for rule, document in some.items() if rule not in others})
