"""What a round comes to: judged by the standards it keeps, from the facts known at one record, in one order."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
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

    @cached_property
    def sha256(self) -> str:
        return seal(self, self.rows)


def seal(rests_on: Outcome | FrozenReview, rows: Iterable[Judgement]) -> str:
    """SHA-256 of a head and one line a person in one order; the text of a large round is never whole in memory."""
    head = ["review/1", rests_on.known_seq, rests_on.rule_hash, rests_on.data_hash, rests_on.edition]
    found = hashlib.sha256(f"{json.dumps(head)}\n".encode())
    for row in rows:
        found.update(f"{row.as_line()}\n".encode())
    return found.hexdigest()


def mark_of(sealed: str, row: Judgement) -> str:
    """What is printed beside one person's verdict: of the row and of the seal of the whole."""
    return hashlib.sha256(f"{sealed}\n{row.as_line()}".encode()).hexdigest()[:32]


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
    """One row a person, worst over the posts in the unit, in the order of ids: the snapshot is read in it."""
    snapshot, assessment = found.snapshot, found.assessment
    inside = np.array([unit in below for unit in snapshot.units], np.bool_)
    rows = np.flatnonzero(inside[snapshot.unit]) if len(snapshot) else np.array([], np.intp)
    if not len(rows):
        return
    first = np.flatnonzero(np.diff(snapshot.person[rows], prepend=-1))
    overall = np.maximum.reduceat(assessment.overall[rows], first).tolist()
    told = _in_words(found.codes, np.maximum.reduceat(assessment.matrix[rows], first, axis=0))
    ends = [*first[1:].tolist(), len(rows)]
    for place, (begin, end) in enumerate(zip(first.tolist(), ends, strict=True)):
        mine = rows[begin:end].tolist()
        units = [snapshot.units[snapshot.unit[row]] for row in mine]
        yield Judgement(
            snapshot.people[snapshot.person[mine[0]]],
            units[0],
            any(snapshot.titles[row] in keys for row in mine),
            WORDS[Verdict(overall[place])],
            [[snapshot.titles[row], str(unit)] for row, unit in zip(mine, units, strict=True)],
            told[place],
        )


def _in_words(codes: Sequence[str], worst: Any) -> list[dict[str, str]]:
    """A word for each requirement that was asked; thousands share a few outcomes, each written once."""
    kinds, which = np.unique(worst, axis=0, return_inverse=True)
    said = [
        {
            codes[lane]: WORDS[Verdict(kind[lane])]
            for lane in range(len(codes))
            if kind[lane] != Verdict.NOT_ASKED
        }
        for kind in kinds.tolist()
    ]
    return [said[number] for number in which.ravel().tolist()]


# ---- what was frozen


def frozen_of(actor: Actor, round_: ReviewRound) -> FrozenReview | None:
    return visible(actor, FrozenReview).distinct().filter(round=round_).first()


def frozen_rows(actor: Actor, review: FrozenReview) -> Any:
    return visible(actor, FrozenPerson).filter(review=review)


def adjustments_of(actor: Actor, review: FrozenReview) -> list[Adjustment]:
    return list(visible(actor, Adjustment).filter(review=review).order_by("ordinal"))


def judgement_of(row: FrozenPerson) -> Judgement:
    """The row as it was when it was sealed."""
    return Judgement(row.cadre_id, row.unit_id, row.is_key, row.verdict, row.posts, row.verdicts)


def is_whole(review: FrozenReview) -> bool:
    """Do the rows that are kept still make the seal? Asked in the product's own scope."""
    rows = FrozenPerson.objects.filter(review=review).order_by("cadre_id").iterator(chunk_size=2_000)
    return seal(review, map(judgement_of, rows)) == review.sha256


def is_unchanged(row: FrozenPerson) -> bool:
    return row.mark == mark_of(row.review.sha256, judgement_of(row))
