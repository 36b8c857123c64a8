"""What a round comes to: judged by the standards it keeps, from the facts known at one record, in one order."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np

from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.reviews.models import Adjustment, FrozenPerson, FrozenReview, ReviewRound
from caunoi.apps.standards.selectors import Verdicts, verdicts_by
from caunoi.domain.eligibility.frozen import book_of
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.foundation.actors import Actor, SystemActor
from caunoi.foundation.policy import visible
from caunoi.foundation.system_time import as_known, point_of_record

WORDS = {verdict: verdict.name.lower() for verdict in Verdict}
"""How a verdict is written in what is frozen: ``met``, ``not_met``, ``in_transition``, ``unknown``, ``exempt``…"""


@dataclass(frozen=True)
class Judgement:
    """One person judged (kết luận của một người): posts as (title, unit, since), a word for each requirement."""

    cadre_id: UUID
    unit_id: UUID
    is_key: bool
    verdict: str
    posts: list[list[str]]
    verdicts: dict[str, str]

    def as_line(self) -> str:
        said = [str(self.cadre_id), self.is_key, self.verdict, self.posts, self.verdicts]
        return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class Outcome:
    """A whole round judged (kết quả đợt rà soát) with everything it rests on."""

    rows: list[Judgement]
    known_seq: int
    rule_hash: str
    data_hash: str
    edition: str

    @property
    def text(self) -> str:
        """What is sealed: a head, then one line a person in one order."""
        head = json.dumps(["review/1", self.known_seq, self.rule_hash, self.data_hash, self.edition])
        return "\n".join([head, *(row.as_line() for row in self.rows)]) + "\n"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def judge_round(round_: ReviewRound, known_seq: int) -> Outcome:
    """Everybody in post below the unit on the day of the figures, from what had been written up to ``known_seq``."""
    everybody = SystemActor(key="system:review", label="Rà soát", on=round_.as_of)
    with as_known(point_of_record(known_seq)):
        book = book_of(round_.rules)
        found = verdicts_by(everybody, book, on=round_.as_of)
        below = set(found.units_under(round_.unit_id))
        rows = list(_judgements(found, below, frozenset(book.key_titles(round_.as_of))))
        return Outcome(
            rows, known_seq, found.assessment.rule_hash, _facts_hash(found, below), _map_hash(round_.as_of)
        )


def _facts_hash(found: Verdicts, below: set[UUID]) -> str:
    inside = np.array([unit in below for unit in found.snapshot.units], np.bool_)
    rows = np.flatnonzero(inside[found.snapshot.unit]) if len(found.snapshot) else np.array([], np.intp)
    return found.snapshot.facts.take(rows).content_hash()


def _map_hash(on: date) -> str:
    """SHA-256 of the units of the day: which there are, under which, called what."""
    nodes = sorted(unit_tree(on=on).nodes.values(), key=lambda node: str(node.id))
    said = [[str(node.id), str(node.parent_id), node.code, node.full_name] for node in nodes]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _judgements(found: Verdicts, below: set[UUID], keys: frozenset[str]) -> Iterator[Judgement]:
    """One row a person, worst over the posts in the unit; sorted by id, so the order never depends on names."""
    snapshot, assessment = found.snapshot, found.assessment
    by_person: dict[int, list[int]] = {}
    for row, (person, unit) in enumerate(zip(snapshot.person.tolist(), snapshot.unit.tolist(), strict=True)):
        if snapshot.units[unit] in below:
            by_person.setdefault(person, []).append(row)
    overall, matrix = assessment.overall, assessment.matrix
    for person in sorted(by_person, key=lambda place: str(snapshot.people[place])):
        rows = by_person[person]
        worst = matrix[rows].max(axis=0)
        asked: list[int] = np.flatnonzero(worst != Verdict.NOT_ASKED).tolist()
        units = [snapshot.units[snapshot.unit[row]] for row in rows]
        yield Judgement(
            snapshot.people[person],
            units[0],
            any(snapshot.titles[row] in keys for row in rows),
            WORDS[Verdict(int(overall[rows].max()))],
            [[snapshot.titles[row], str(unit)] for row, unit in zip(rows, units, strict=True)],
            {found.codes[lane]: WORDS[Verdict(int(worst[lane]))] for lane in asked},
        )


# ---- what was frozen


def frozen_of(actor: Actor, round_: ReviewRound) -> FrozenReview | None:
    return visible(actor, FrozenReview).distinct().filter(round=round_).first()


def frozen_rows(actor: Actor, review: FrozenReview) -> Any:
    return visible(actor, FrozenPerson).filter(review=review)


def adjustments_of(actor: Actor, review: FrozenReview) -> list[Adjustment]:
    return list(visible(actor, Adjustment).filter(review=review).order_by("ordinal"))
