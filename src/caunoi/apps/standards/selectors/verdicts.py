"""Verdicts (kết luận) of everybody the actor may see on a day, kept until something is written.

A person has one verdict for a choice of titles: the worst over the posts of those titles. So somebody who
holds two key posts is one person, at standard only when at standard for both.
"""

from collections import OrderedDict
from collections.abc import Collection, Hashable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Lock
from uuid import UUID

import numpy as np
import numpy.typing as npt

from caunoi.apps.cadres.selectors import cadre_count
from caunoi.apps.organisation.selectors import unit_tree, versions
from caunoi.apps.standards.selectors.asked import ANY, PROVEN, VERDICTS, Asked
from caunoi.apps.standards.selectors.loading import rows_on
from caunoi.apps.standards.selectors.rules import rules_on
from caunoi.apps.standards.selectors.snapshot import Snapshot, laid_out, snapshot_on
from caunoi.domain.eligibility.assess import Assessment, assess
from caunoi.domain.eligibility.facts import Facts
from caunoi.domain.eligibility.rulebook import DEFAULT_MEASURE, Rulebook, load_rulebook
from caunoi.domain.eligibility.verdict import U8, Verdict
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy.withheld import is_keeper

Flags = npt.NDArray[np.bool_]
KEPT = 24
SOON_READ = 20_000
"""Everybody of a province is read in two seconds and then kept; of more people a page reads its own."""
_kept: "OrderedDict[Hashable, Verdicts]" = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Tally:
    """How many people have each verdict; they add up to ``people``."""

    people: int
    met: int
    not_met: int
    in_transition: int
    unknown: int


class Judged:
    """People judged over the posts of some titles (kết luận theo người): one place per person of the snapshot."""

    def __init__(self, found: "Verdicts", rows: npt.NDArray[np.intp]) -> None:
        self.found, self.rows = found, rows
        people = found.snapshot.person[rows]
        self._first = np.flatnonzero(np.diff(people, prepend=-1)) if len(rows) else np.array([], np.intp)
        self.present = np.zeros(len(found.snapshot.people), np.bool_)
        self._places = people[self._first] if len(rows) else np.array([], np.int64)
        self.present[self._places] = True

    def _worst(self, verdicts: U8) -> U8:
        worst = np.zeros((len(self.present), *verdicts.shape[1:]), np.uint8)
        if len(self.rows):
            worst[self._places] = np.maximum.reduceat(verdicts[self.rows], self._first, axis=0)
        return worst

    @cached_property
    def overall(self) -> U8:
        return self._worst(self.found.assessment.overall)

    @cached_property
    def matrix(self) -> U8:
        """People × requirements."""
        return self._worst(self.found.assessment.matrix)

    @cached_property
    def proven(self) -> Flags:
        """At standard on verified papers alone."""
        proven: Flags = self._worst(self.found.proven.overall) == Verdict.MET
        return proven

    def column(self, code: str) -> U8:
        return self.matrix[:, self.found.lane(code)]

    @cached_property
    def asked_codes(self) -> tuple[str, ...]:
        """Requirements somebody among them is judged on, in the order of the matrix."""
        present = (self.matrix != Verdict.NOT_ASKED).any(axis=0)
        return tuple(code for code, there in zip(self.found.codes, present, strict=True) if there)


class Verdicts:
    """All verdicts of one reading: who may see, on which day, under the rules in force that day.

    ``book`` is another rulebook than the one that ships: a draft, or one kept with a review. ``rules_of`` judges
    the facts of the day under the rules of another.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        measure: str = DEFAULT_MEASURE,
        book: Rulebook | None = None,
        rules_of: date | None = None,
    ) -> None:
        self.snapshot = snapshot
        self._measure, self._book, self._rules_of = measure, book or load_rulebook(), rules_of
        self.assessment = self._assessed(snapshot.facts)
        self._judged: dict[frozenset[str] | None, Judged] = {}

    @cached_property
    def proven(self) -> Assessment:
        """The same rules over verified papers only."""
        return self._assessed(self.snapshot.proven)

    def _assessed(self, facts: Facts) -> Assessment:
        return assess(facts, self._book, on=self.on, measure=self._measure, rules_of=self._rules_of)

    @property
    def on(self) -> date:
        return self.snapshot.on

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return self.assessment.codes

    def lane(self, code: str) -> int:
        return self.assessment.rules.terms.lanes[code]

    @cached_property
    def places(self) -> dict[UUID, int]:
        return {cadre_id: place for place, cadre_id in enumerate(self.snapshot.people)}

    def judged(self, titles: frozenset[str] | None = None) -> Judged:
        """People over the posts of these titles, or of all."""
        found = self._judged.get(titles)
        if found is None:
            found = self._judged[titles] = Judged(self, self._rows(titles))
        return found

    def _rows(self, titles: frozenset[str] | None) -> npt.NDArray[np.intp]:
        if titles is None:
            return np.arange(len(self.snapshot))
        numbers = self.assessment.rules.terms.title_numbers
        wanted = [numbers[code] for code in titles if code in numbers]
        return np.flatnonzero(np.isin(self.snapshot.facts.column("title"), wanted))

    # ---- who is meant

    def flags(self, asked: Asked) -> Flags:
        """One flag a person: whether the question is about them."""
        judged = self.judged(asked.chosen_titles)
        kept = judged.present.copy()
        if asked.unit_id:
            kept &= self._within(judged, asked.unit_id)
        if asked.lacks:
            kept &= self._has(judged, asked.lacks, Verdict.NOT_MET)
        if asked.unknown_of:
            kept &= self._has(judged, asked.unknown_of, Verdict.UNKNOWN)
        if asked.verdict:
            kept &= judged.overall == VERDICTS[asked.verdict]
        if asked.evidence:
            kept &= (judged.overall == Verdict.MET) & (judged.proven == (asked.evidence == PROVEN))
        if asked.level:
            kept &= self._at_level(asked.level)
        return kept

    def _within(self, judged: Judged, unit_id: UUID) -> Flags:
        """Whoever holds one of the posts in question in the unit, under it, or in what passed into it."""
        under = self.units_under(unit_id)
        inside = np.array([unit in under for unit in self.snapshot.units], np.bool_)
        kept = np.zeros(len(self.snapshot.people), np.bool_)
        rows = judged.rows[inside[self.snapshot.unit[judged.rows]]] if len(judged.rows) else judged.rows
        kept[self.snapshot.person[rows]] = True
        return kept

    def units_under(self, unit_id: UUID) -> set[UUID]:
        tree = self.snapshot.tree
        return tree.answered_by({node.id for node in tree.below(unit_id)} or {unit_id})

    def _has(self, judged: Judged, codes: Collection[str], verdict: Verdict) -> Flags:
        """Any of the requirements has the verdict."""
        lanes = slice(None) if ANY in codes else [self.lane(code) for code in codes]
        found: Flags = (judged.matrix[:, lanes] == verdict).any(axis=1)
        return found

    def _at_level(self, level: str) -> Flags:
        terms = self.assessment.rules.terms
        lane = list(terms.scales).index("professional")
        held = np.zeros(len(self.snapshot.people), np.uint8)
        held[self.snapshot.person] = self.snapshot.facts.block("levels")[:, lane]
        enough: Flags = held >= terms.scales["professional"].ranks[level]
        return enough

    # ---- answers

    def ids(self, asked: Asked) -> list[UUID]:
        return [self.snapshot.people[place] for place in np.flatnonzero(self.flags(asked))]

    def count(self, asked: Asked) -> int:
        return int(self.flags(asked).sum())

    def tally(self, asked: Asked) -> Tally:
        verdicts = self.judged(asked.chosen_titles).overall[self.flags(asked)]
        found = np.bincount(verdicts, minlength=len(Verdict))
        return Tally(
            len(verdicts),
            int(found[Verdict.MET]),
            int(found[Verdict.NOT_MET]),
            int(found[Verdict.IN_TRANSITION]),
            int(found[Verdict.UNKNOWN]),
        )

    def data_hash(self, asked: Asked) -> str:
        """SHA-256 of the facts of the people in question: their posts in question, and what they hold."""
        rows = self.judged(asked.chosen_titles).rows
        kept = self.flags(asked)[self.snapshot.person[rows]]
        return self.snapshot.facts.take(rows[kept]).content_hash()

    def rows_of(self, cadre_id: UUID) -> list[int]:
        """The rows of one person: their posts."""
        place = self.places.get(cadre_id)
        return [] if place is None else np.flatnonzero(self.snapshot.person == place).tolist()


def verdicts(actor: Actor, *, on: date, cadre_ids: Collection[UUID] | None = None) -> Verdicts:
    """The verdicts of ``on``; kept in memory for this reach of rights until something is written."""
    rules = rules_on(on)
    if cadre_ids is not None:
        return Verdicts(snapshot_on(actor, on, cadre_ids))
    version = data_version()
    key = (on, rules.rule_hash, _reach(actor, version), version)
    with _lock:
        found = _kept.get(key)
        if found:
            _kept.move_to_end(key)
    return found or _remember(key, Verdicts(snapshot_on(actor, on)))


def verdicts_by(
    actor: Actor, book: Rulebook, *, on: date, cadre_ids: Collection[UUID] | None = None
) -> Verdicts:
    """Judged by another rulebook than the one that ships; read anew each time."""
    rows = rows_on(actor, on, cadre_ids)
    return Verdicts(laid_out(rows, unit_tree(on=on), on, book.terms), book=book)


def verdicts_of_few(actor: Actor, *, on: date, cadre_ids: Collection[UUID]) -> Verdicts:
    """Of the people of one page: out of the reading of everybody where that is at hand or soon made, else theirs."""
    if cadre_count(actor) <= SOON_READ:
        return verdicts(actor, on=on)
    return verdicts(actor, on=on, cadre_ids=cadre_ids)


def _remember(key: Hashable, found: Verdicts) -> Verdicts:
    with _lock:
        _kept[key] = found
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found


def _reach(actor: Actor, version: Hashable) -> Hashable:
    """Two actors with the same rights on the same day see the same people, but for those one of them keeps."""
    grants = frozenset(
        (grant.role, grant.unit_id, grant.reach, grant.person_id, grant.up_to) for grant in actor.grants
    )
    keeps = actor.key if is_keeper(actor.key, version) else ""
    return actor.is_system, actor.subject_id, actor.on, grants, keeps


def forget() -> None:
    """Whatever is held in memory is read anew, so that reading it can be measured."""
    with _lock:
        _kept.clear()


def data_version() -> tuple[UUID | None, str]:
    """What changes with every write: the edition of the register of units, and the head of the record."""
    return versions()
