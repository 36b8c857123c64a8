"""A trial (lần thử): the same people, the same facts, judged by the standing law and with the draft in its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

import numpy as np
import numpy.typing as npt

from caunoi.apps.laboratory.selectors.drafts import book_with, rules_of
from caunoi.apps.laboratory.selectors.questions import (
    AGES,
    FEWER,
    MORE,
    OTHER,
    SAME,
    SEXES,
    UNCLEAR,
    Question,
)
from caunoi.apps.organisation.selectors import Node
from caunoi.apps.standards.selectors import Judged, Verdicts, verdicts
from caunoi.apps.standards.selectors.asked import VERDICTS
from caunoi.apps.standards.selectors.matrix import people_by_commune
from caunoi.domain.eligibility import daycode
from caunoi.domain.eligibility.drafting import day_of_rules
from caunoi.domain.eligibility.requirement import TitleRule
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.eligibility.verdict import U8, Verdict
from caunoi.foundation.actors import Actor

Flags = npt.NDArray[np.bool_]
I64 = npt.NDArray[np.int64]
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Trial:
    """What a draft would say of the people of a day (lần thử một bản thảo)."""

    actor: Actor
    text: str
    on: date
    before: Verdicts
    after: Verdicts

    @cached_property
    def rules(self) -> tuple[TitleRule, ...]:
        return rules_of(self.text)

    @property
    def rules_day(self) -> date:
        """The day whose law was compared."""
        return self.after.assessment.rules.on

    @cached_property
    def titles(self) -> frozenset[str]:
        return frozenset(code for rule in self.rules for code in rule.titles)

    @cached_property
    def was(self) -> Judged:
        return self.before.judged(self.titles)

    @cached_property
    def becomes(self) -> Judged:
        return self.after.judged(self.titles)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The requirements asked by the law or by the draft, in the order of the matrix."""
        asked = {*self.was.asked_codes, *self.becomes.asked_codes}
        return tuple(code for code in load_terms().lanes if code in asked)

    # ---- who is meant

    def flags(self, question: Question) -> Flags:
        """One flag a person: whether the question is about them."""
        kept = self.was.present.copy()
        if question.unit_id:
            kept &= self._in_unit(question.unit_id)
        if question.sex:
            kept &= self.sexes == question.sex
        if question.age:
            kept &= self.ages == question.age
        was, becomes = self._pair(question.code)
        if question.turn:
            kept &= turned(was, becomes, question.turn)
        for wanted, found in ((question.before, was), (question.after, becomes)):
            if wanted:
                kept &= found == VERDICTS[wanted]
        return kept

    def _pair(self, code: str) -> tuple[U8, U8]:
        if code:
            return self.was.column(code), self.becomes.column(code)
        return self.was.overall, self.becomes.overall

    def _in_unit(self, unit_id: UUID) -> Flags:
        inside = self.before.units_under(unit_id)
        rows = [row for row in self.was.rows.tolist() if self._unit_of(row) in inside]
        kept = np.zeros(len(self.was.present), np.bool_)
        kept[self.before.snapshot.person[rows]] = True
        return kept

    def _unit_of(self, row: int) -> UUID:
        return self.before.snapshot.units[self.before.snapshot.unit[row]]

    def ids(self, question: Question) -> list[UUID]:
        return [self.before.snapshot.people[place] for place in np.flatnonzero(self.flags(question))]

    def count(self, question: Question) -> int:
        return int(self.flags(question).sum())

    # ---- by what people are told apart

    @cached_property
    def sexes(self) -> npt.NDArray[np.str_]:
        words = np.array([UNCLEAR, *SEXES], "U16")
        found: npt.NDArray[np.str_] = words[self._a_person("sex")]
        return found

    @cached_property
    def ages(self) -> npt.NDArray[np.str_]:
        """The band of everybody's age; unclear where the day of birth does not tell which."""
        first, last = self._a_person("birth_earliest"), self._a_person("birth_latest")
        oldest, youngest = self._bands(first), self._bands(last)
        words = np.array([*AGES, UNCLEAR], "U16")
        return words[np.where((first > 0) & (oldest == youngest), oldest, len(AGES))]

    def _bands(self, born: I64) -> I64:
        """Full years by the law's count of months, as the number of the band."""
        years = ((daycode.encode(self.on) - born) >> daycode.MONTH_SHIFT) // MONTHS_A_YEAR
        return np.searchsorted(list(AGES.values()), years, side="right").astype(np.int64) - 1

    def _a_person(self, column: str) -> I64:
        found = np.zeros(len(self.before.snapshot.people), np.int64)
        found[self.before.snapshot.person] = self.before.snapshot.facts.column(column)
        return found

    # ---- where

    @cached_property
    def communes(self) -> tuple[list[Node], I64, I64]:
        return people_by_commune(self.actor, self.before, self.was, None)

    def by_commune(self, questions: Sequence[Question]) -> Mapping[UUID, Sequence[int]]:
        """How many each question is about, in every commune within reach that has anybody in these posts."""
        nodes, place, person = self.communes
        counted = [np.bincount(place[self.flags(each)[person]], minlength=len(nodes)) for each in questions]
        somebody = np.bincount(place, minlength=len(nodes))
        return {
            node.id: [int(column[number]) for column in counted]
            for number, node in enumerate(nodes)
            if somebody[number]
        }


def turned(was: U8, becomes: U8, turn: str) -> Flags:
    """Which way the verdict goes."""
    short, shorter = was == Verdict.NOT_MET, becomes == Verdict.NOT_MET
    changed = _as_met(was) != _as_met(becomes)
    found: dict[str, Flags] = {
        MORE: ~short & shorter,
        FEWER: short & ~shorter,
        OTHER: changed & ~short & ~shorter,
        SAME: ~changed,
    }
    return found[turn]


def _as_met(verdicts_: U8) -> U8:
    """Whom nothing is asked of, and whom the law exempts, lacks nothing."""
    return np.where(verdicts_ <= Verdict.EXEMPT, np.uint8(Verdict.MET), verdicts_).astype(np.uint8)


def trial_of(actor: Actor, text: str, on: date) -> Trial:
    """Everybody the actor may see, judged twice out of one reading; raises DraftFault where the text is no draft."""
    day = day_of_rules(rules_of(text), on)
    found = verdicts(actor, on=on)
    before = found if day == on else Verdicts(found.snapshot, rules_of=day)
    return Trial(actor, text, on, before, Verdicts(found.snapshot, book=book_with(text), rules_of=day))
