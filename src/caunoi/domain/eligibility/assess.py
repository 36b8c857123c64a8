"""assess(facts, rulebook, on=…): every verdict of every row, under the rules in force on the day.

Steps: the kernel compares the eight scales of all rows; then, per group of posts with the same rules, the
requirements a threshold can't say (groups, ages, trainings, reliefs) are evaluated on that group's rows only;
then the verdict of the person is the worst of those that count.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from caunoi.domain.eligibility.facts import Facts, Rows, Rowset
from caunoi.domain.eligibility.kernel import evaluate_masks
from caunoi.domain.eligibility.reliefs import soften
from caunoi.domain.eligibility.requirement import Requirement
from caunoi.domain.eligibility.rulebook import DEFAULT_MEASURE, Asked, Rulebook, RulesOnDay
from caunoi.domain.eligibility.tables import Group, Step, Tables, tables_for
from caunoi.domain.eligibility.terms import LANES
from caunoi.domain.eligibility.verdict import U8, Verdict, overall
from caunoi.domain.vocabulary.finding import Finding

Counts = npt.NDArray[np.int64]


def assess(facts: Facts, rulebook: Rulebook, *, on: date, measure: str = DEFAULT_MEASURE) -> "Assessment":
    """Judge every row under the rules in force on the day: one way for one person and for a million."""
    rules = rulebook.for_day(on, measure)
    tables = tables_for(rules)
    posts = posts_of(facts, tables)
    masks = evaluate_masks(facts.words, posts, tables)
    groups = np.take(tables.group_of_post, posts)
    matrix = Lanes(masks.bytes_, np.zeros((LANES, len(facts)), np.uint8))
    present = np.bincount(groups, minlength=len(tables.groups))
    for group in tables.groups:
        if group.steps and present[group.number]:
            rows = Rowset(facts, np.flatnonzero(groups == group.number))
            _take_steps(group, rows, matrix, masks.overall, rules)
    return Assessment(facts, rules, tables, groups, masks.overall, matrix)


@dataclass(frozen=True)
class Lanes:
    """The verdict columns: the scales as the kernel leaves them (a row's eight side by side), then the others."""

    scales: U8
    others: U8

    def column(self, lane: int) -> U8:
        return self.scales[:, lane] if lane < LANES else self.others[lane - LANES]


def posts_of(facts: Facts, tables: Tables) -> npt.NDArray[np.intp]:
    """Each row's place in the tables."""
    return facts.column("title").astype(np.intp) * tables.areas + facts.column("area")


def _take_steps(group: Group, rows: Rowset, lanes: Lanes, worst: U8, rules: RulesOnDay) -> None:
    for step in group.steps:
        _take_step(step, rows, lanes.column(step.lane), rules)
    if any(step.counts for step in group.steps):
        chosen = rows.rows
        worst[chosen] = overall([lanes.column(lane)[chosen] for lane in group.counted], rows.size)


def _take_step(step: Step, rows: Rowset, verdicts: U8, rules: RulesOnDay) -> None:
    assert rows.rows is not None
    if not step.only_relief:
        verdicts[rows.rows] = step.asked.evaluate(rows, rules.terms, rules.on)
    elif isinstance(step.asked, Requirement):
        open_ = rows.rows[verdicts[rows.rows] > Verdict.IN_TRANSITION]
        some = Rowset(rows.facts, open_)
        verdicts[open_] = soften(verdicts[open_], step.asked.reliefs, some, rules.terms, rules.on)


@dataclass(frozen=True)
class Assessment:
    """The verdicts of an assessment (kết quả rà chuẩn), per row and requirement, and over what counts."""

    facts: Facts
    rules: RulesOnDay
    tables: Tables
    groups: U8
    overall: U8
    lanes: Lanes

    def __len__(self) -> int:
        return len(self.facts)

    @property
    def on(self) -> date:
        return self.rules.on

    @property
    def measure(self) -> str:
        return self.rules.measure.id

    @property
    def codes(self) -> tuple[str, ...]:
        """The requirement codes, in the order of the matrix's columns."""
        return tuple(self.rules.terms.lanes)

    @cached_property
    def matrix(self) -> U8:
        """Verdicts, rows × requirements."""
        return np.hstack([self.lanes.scales, self.lanes.others.T])[:, : len(self.codes)]

    def verdicts(self, code: str) -> U8:
        return self.lanes.column(self.rules.terms.lanes[code])

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
        verdicts = self.overall if code is None else self.verdicts(code)
        places = self.facts.column("unit").astype(np.intp) * len(Verdict) + verdicts
        return np.bincount(places, minlength=units * len(Verdict)).reshape(units, len(Verdict))

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
        for part in (self.overall, self.lanes.scales, self.lanes.others):
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
