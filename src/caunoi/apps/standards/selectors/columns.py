"""From rows of the database to the columns a rule may look at."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

import numpy as np
import numpy.typing as npt

from caunoi.apps.cadres.choices import QualificationKind, QualificationStatus, Sex
from caunoi.apps.organisation.selectors import Tree
from caunoi.apps.standards.selectors.ethnic_groups import ethnic_rank
from caunoi.apps.standards.selectors.loading import PaperRow, PostRow
from caunoi.apps.standards.selectors.reference import field_number, term_on
from caunoi.domain.eligibility import daycode
from caunoi.domain.eligibility.terms import LANES, Terms
from caunoi.domain.tenure.retirement import Sex as ServiceSex
from caunoi.domain.tenure.retirement import retirement_day
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.db.fields import read_kept

U8 = npt.NDArray[np.uint8]
SEXES: Mapping[str, ServiceSex] = {Sex.MALE: "male", Sex.FEMALE: "female"}
SEX_RANKS = {Sex.MALE: 1, Sex.FEMALE: 2}
PROBATION_YEARS = 2
"""Probation lasts a year and may be prolonged by another; after that somebody is an official member."""


class Papers:
    """The best of everybody's papers (trình độ cao nhất), one place a person: levels, fields, trainings."""

    def __init__(self, terms: Terms, places: Mapping[UUID, int]) -> None:
        self.terms, self.places = terms, places
        size = len(places)
        self.levels = np.zeros((size, LANES), np.uint8)
        self.studying = np.zeros((size, LANES), np.uint8)
        self.fields = np.zeros(size, np.uint16)
        self.trained = np.zeros(size, np.uint32)
        self.known = np.zeros(size, np.uint32)
        self.until = np.zeros(size, np.int32)
        self._lanes = {what: lane for lane, what in enumerate(terms.scales)}

    def take(self, papers: Sequence[PaperRow], counting: frozenset[str]) -> "Papers":
        """Every paper in one of the counted states of verification."""
        for paper in papers:
            place = self.places.get(paper.cadre_id)
            if place is None or paper.verification not in counting:
                continue
            if paper.kind == QualificationKind.SPECIALISED:
                self._training(place, paper)
            elif paper.status == QualificationStatus.STUDYING:
                self._study(place, paper)
            else:
                self._level(place, paper)
        return self

    def _level(self, place: int, paper: PaperRow) -> None:
        lane, rank = self._rank(paper)
        before = self.levels[place, lane]
        if rank < before or not rank:
            return
        self.levels[place, lane] = rank
        if paper.kind == QualificationKind.PROFESSIONAL:
            self._field(place, field_number(paper.field), higher=rank > before)

    def _field(self, place: int, number: int, *, higher: bool) -> None:
        """The field of the highest diploma; of two equally high the first of the catalogue."""
        known = int(self.fields[place])
        if higher or not known or (number and number < known):
            self.fields[place] = number

    def _study(self, place: int, paper: PaperRow) -> None:
        lane, rank = self._rank(paper)
        ends = daycode.bounds(read_kept(paper.study_ends))[1] if paper.study_ends else 0
        self.studying[place, lane] = max(rank, self.studying[place, lane])
        self.until[place] = max(ends, self.until[place])

    def _training(self, place: int, paper: PaperRow) -> None:
        bit = self.terms.training_bits.get(paper.field, 0)
        self.known[place] |= np.uint32(bit)
        if paper.level != "khong" and paper.status == QualificationStatus.HELD:
            self.trained[place] |= np.uint32(bit)

    def _rank(self, paper: PaperRow) -> tuple[int, int]:
        """A level the scales do not know is a level not known."""
        scale = self.terms.scales.get(paper.kind)
        return (self._lanes[paper.kind], scale.ranks.get(paper.level, 0)) if scale else (0, 0)

    def columns(self, person: npt.NDArray[np.int64]) -> dict[str, npt.NDArray[Any]]:
        return {
            "levels": self.levels[person],
            "studying": self.studying[person],
            "professional_field": self.fields[person],
            "trained": self.trained[person],
            "trained_known": self.known[person],
            "studying_until": self.until[person],
        }


def post_columns(
    posts: Sequence[PostRow], terms: Terms, tree: Tree, areas: Mapping[UUID, str], on: date
) -> dict[str, npt.NDArray[Any]]:
    """The columns of the posts themselves and of the people in them."""
    term = term_on(on)
    began = term.period.start if term else None
    rows = [_post(post, terms, areas.get(post.unit_id, ""), began, on) for post in posts]
    kinds = (np.uint8, np.uint8, np.uint8, np.uint8, np.uint8, np.uint8, *([np.int32] * 8))
    values = list(zip(*rows, strict=True)) or [()] * len(NAMES)
    return {name: np.array(column, kind) for name, column, kind in zip(NAMES, values, kinds, strict=True)}


NAMES = (
    "title", "area", "party_member", "ethnic_minority", "first_term", "sex",
    "birth_earliest", "birth_latest", "appointed_earliest", "appointed_latest",
    "first_elected_earliest", "first_elected_latest", "retires_earliest", "retires_latest",
)  # fmt: skip


def _post(post: PostRow, terms: Terms, area: str, began: date | None, on: date) -> tuple[int, ...]:
    return (
        terms.title_numbers.get(post.title_code, 0),
        terms.area_numbers.get(area, 0),
        party_rank(post.is_party_member, post.party_joined, post.party_official, on),
        ethnic_rank(post.ethnicity),
        first_term_rank(post.first_elected, began),
        SEX_RANKS.get(Sex(post.sex), 0) if post.sex else 0,
        *birth_bounds(post.birth),
        *daycode.bounds(post.valid_from),
        *daycode.bounds(post.first_elected),
        *retirement_bounds(post.birth, post.sex),
    )


def party_rank(member: bool | None, joined: str | None, official: str | None, on: date) -> int:
    """1 no, 2 probationary, 3 official, 0 not known: by the days where they are known, else by the mark alone."""
    if member is None and not joined:
        return 0
    if member is False:
        return 1
    if joined and read_kept(joined).earliest() > on:
        return 1
    if official:
        return 3 if read_kept(official).earliest() <= on else 2
    if joined and _years_before(on, PROBATION_YEARS) < read_kept(joined).latest():
        return 2
    return 3


def _years_before(on: date, years: int) -> date:
    return on.replace(year=on.year - years, day=min(on.day, 28))


def first_term_rank(first_elected: date | None, began: date | None) -> int:
    """2 when the first election to the post lies in the term of the day, 1 when it lies before, 0 not known."""
    if first_elected is None or began is None:
        return 0
    return 2 if first_elected >= began else 1


@lru_cache(maxsize=100_000)
def birth_bounds(kept: str | None) -> tuple[int, int]:
    return daycode.bounds(read_kept(kept)) if kept else (0, 0)


@lru_cache(maxsize=100_000)
def retirement_bounds(kept: str | None, sex: str) -> tuple[int, int]:
    """Where the sex is not known, the span holds the days of both."""
    if not kept:
        return 0, 0
    born: PartialDate = read_kept(kept)
    spans = [retirement_day(born, known) for mark, known in SEXES.items() if sex in ("", mark)]
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    return daycode.encode(first), daycode.encode(last)
