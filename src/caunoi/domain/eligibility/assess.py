"""assess(facts, rulebook, on=…): every verdict of every row, under the rules in force on the day.

Steps, some thousand rows at a time so that they stay in the cache: the kernel compares the eight scales of all
rows; then the requirements a threshold can't say (groups, ages, trainings, reliefs) are evaluated, each once,
where the posts that ask for them lie; then the verdict of the person is the worst of those that count.
Verdicts stay planes of bits (see layout.py): rows are read back only where somebody asks for rows.
"""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from caunoi.domain.eligibility.facts import Facts, Rows
from caunoi.domain.eligibility.kernel import (
    CHUNK,
    VERDICT_DIGITS,
    Counts,
    compare,
    digits_between,
    digits_of,
    judge_overall,
    tallies,
    write_over,
)
from caunoi.domain.eligibility.layout import U64, Layout, Stretch, unpacked
from caunoi.domain.eligibility.plan import Plan, Span, plan_for
from caunoi.domain.eligibility.reliefs import soften
from caunoi.domain.eligibility.requirement import Requirement
from caunoi.domain.eligibility.rulebook import DEFAULT_MEASURE, Asked, Rulebook, RulesOnDay
from caunoi.domain.eligibility.rules import Bounded
from caunoi.domain.eligibility.tables import Group, Step, Tables, tables_for
from caunoi.domain.eligibility.verdict import U8, Verdict, constant
from caunoi.domain.vocabulary.finding import Finding


def assess(
    facts: Facts,
    rulebook: Rulebook,
    *,
    on: date,
    measure: str = DEFAULT_MEASURE,
    cores: int = 1,
    rules_of: date | None = None,
) -> "Assessment":
    """Judge every row under the rules in force on the day: one way for one person and for a million.

    ``rules_of`` takes the rules of another day: what they would say of the facts of this one.
    """
    rules = rulebook.for_day(rules_of or on, measure, judging=on)
    tables, layout = tables_for(rules), facts.layout
    plan = plan_for(layout, tables)
    planes = np.zeros((plan.width + 1, VERDICT_DIGITS, layout.words), np.uint64)
    chunks = [slice(at, min(at + CHUNK, layout.words)) for at in range(0, layout.words, CHUNK)]
    if cores == 1 or len(chunks) < 2:
        for words in chunks:
            _judge(words, layout, plan, planes, rules)
    else:
        with ThreadPoolExecutor(cores) as pool:
            list(pool.map(lambda words: _judge(words, layout, plan, planes, rules), chunks))
    return Assessment(facts, rules, tables, plan.lanes, planes)


def _judge(words: slice, layout: Layout, plan: Plan, planes: U64, rules: RulesOnDay) -> None:
    """All verdicts of some words; no two chunks write to the same place, so any number may run at once."""
    compare(layout, plan, words, planes)
    for span in plan.steps:
        if span.first < words.stop and words.start < span.end:
            _take_step(span, words, layout, planes[span.place], rules)
    judge_overall(layout, plan, words, planes)


def _take_step(span: Span, chunk: slice, layout: Layout, plane: U64, rules: RulesOnDay) -> None:
    """From the first word that wants it to the last; what lies between and does not is left as it was."""
    inside = np.flatnonzero(span.wanted[chunk])
    if not len(inside):
        return
    words = slice(chunk.start + int(inside[0]), chunk.start + int(inside[-1]) + 1)
    rows = Stretch(layout, words.start, words.stop)
    write_over(plane, span.wanted[words], words, _told(span.step, rows, plane[:, words], rules))


def _told(step: Step, rows: Stretch, plane: U64, rules: RulesOnDay) -> list[U64]:
    """The verdicts of one step as planes: of its bounds, of its reliefs, or of the whole of it row by row."""
    asked, terms, on = step.asked, rules.terms, rules.judging
    if not isinstance(asked, Requirement):
        return digits_of(asked.evaluate(rows, terms, on))
    if step.only_relief:
        return digits_of(soften(unpacked(plane), asked.reliefs, rows, terms, on))
    if isinstance(asked.rule, Bounded) and not asked.reliefs:
        return digits_between(*asked.rule.bounds(rows, terms, on))
    return digits_of(asked.evaluate(rows, terms, on))


@dataclass(frozen=True)
class Assessment:
    """The verdicts of an assessment (kết quả rà chuẩn), per row and requirement, and over what counts."""

    facts: Facts
    rules: RulesOnDay
    tables: Tables
    lanes: tuple[int, ...]
    planes: U64

    def __len__(self) -> int:
        return len(self.facts)

    @property
    def on(self) -> date:
        return self.rules.judging

    @property
    def measure(self) -> str:
        return self.rules.measure.id

    @property
    def codes(self) -> tuple[str, ...]:
        """The requirement codes, in the order of the matrix's columns."""
        return tuple(self.rules.terms.lanes)

    @cached_property
    def overall(self) -> U8:
        """Each row's verdict over the requirements that count."""
        return self.facts.layout.by_row(self.planes[-1])

    @cached_property
    def groups(self) -> U8:
        """Which group of posts each row belongs to."""
        places = self.facts.column("title").astype(np.intp) * self.tables.areas + self.facts.column("area")
        return np.take(self.tables.group_of_post, places)

    @cached_property
    def matrix(self) -> U8:
        """Verdicts, rows × requirements."""
        found = np.zeros((len(self), len(self.codes)), np.uint8)
        for lane in self.lanes:
            found[:, lane] = self.lane(lane)
        return found

    def lane(self, lane: int) -> U8:
        """The verdicts of a column by its number, row by row."""
        if lane not in self.lanes:
            return constant(Verdict.NOT_ASKED, len(self))
        return self.facts.layout.by_row(self.planes[self.lanes.index(lane)])

    def verdicts(self, code: str) -> U8:
        return self.lane(self.rules.terms.lanes[code])

    def group(self, row: int) -> Group:
        return self.tables.groups[self.groups[row]]

    def requirements(self, row: int) -> dict[str, Asked]:
        return dict(self.group(row).requirements)

    def rule_id(self, row: int) -> str:
        rule = self.group(row).rule
        return rule.id if rule else ""

    def counts(self) -> dict[Verdict, int]:
        """How many rows have each verdict over the requirements that count."""
        tally = np.bincount(self.overall, minlength=len(Verdict))
        return {verdict: int(tally[verdict]) for verdict in Verdict if verdict != Verdict.NOT_ASKED}

    def counts_by_unit(self, units: int, code: str | None = None) -> Counts:
        """units × verdicts: how many rows of each unit have each verdict, over all or on one requirement."""
        if code is None:
            return self._roll_up(self.planes[-1:], units)[0]
        lane = self.rules.terms.lanes[code]
        asked = self.planes[self.lanes.index(lane)] if lane in self.lanes else np.zeros_like(self.planes[-1])
        return self._roll_up(asked[None], units)[0]

    def roll_up(self, units: int) -> Counts:
        """Columns asked (and last: over what counts) × units × verdicts, all counted on the planes of bits."""
        return self._roll_up(self.planes, units)

    def _roll_up(self, planes: U64, units: int) -> Counts:
        layout = self.facts.layout
        found = np.zeros((len(planes), units, len(Verdict)), np.int64)
        for bits, signs in tallies(planes):
            told = layout.segments.by_unit(bits, units)
            for verdict, sign in signs.items():
                found[:, :, verdict] += sign * told
        everybody = layout.segments.sizes(units)
        found[:, :, Verdict.NOT_ASKED] = everybody - found.sum(axis=2)
        return found

    def rows_with(self, verdict: Verdict, code: str | None = None) -> Rows:
        return np.flatnonzero((self.overall if code is None else self.verdicts(code)) == verdict)

    @property
    def rule_hash(self) -> str:
        return self.rules.rule_hash

    @cached_property
    def data_hash(self) -> str:
        return self.facts.content_hash()

    def digest(self) -> str:
        """SHA-256 of question and answer: the same facts under the same rules give the same bytes."""
        head = f"assessment/1 {self.on} {self.measure} {self.rule_hash} {self.data_hash}\n"
        digest = hashlib.sha256(head.encode())
        for part in (self.overall, self.matrix):
            digest.update(np.ascontiguousarray(part).tobytes())
        return digest.hexdigest()

    def findings(self) -> list[Finding]:
        """What the reader must be told: titles nobody could judge, and rules not confirmed up to the day."""
        present = {int(number) for number in np.unique(self.facts.column("title"))}
        judged = [title for number, title in enumerate(self.rules.terms.title_list, 1) if number in present]
        used = {self.tables.groups[number].rule for number in np.unique(self.groups)}
        silent = [self.rules.no_rule(title) for title in judged if not self.rules.post(title, None).rule]
        untitled = Finding("title-unknown", "Có dòng chưa rõ chức danh.", severity="warning")
        return [*([untitled] if 0 in present else []), *silent, *self.rules.stale_among(used)]

    def summary(self) -> dict[str, object]:
        """The figures of `caunoi standards assess`; in transition and exempt are never hidden in met."""
        tally = self.counts()
        return {
            "on": self.on.isoformat(),
            "people": len(self),
            "met": tally[Verdict.MET],
            "not_met": tally[Verdict.NOT_MET],
            "in_transition": tally[Verdict.IN_TRANSITION],
            "unknown": tally[Verdict.UNKNOWN],
            "rule_hash": self.rule_hash,
            "data_hash": self.data_hash,
        }
