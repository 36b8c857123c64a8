"""What the registry already knows about the people at hand: a few columns, fetched once for all of them.

A fact here is a plain row, not an object of its model: thousands are looked at for each one that is changed, and
whoever writes fetches those.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db.models import Q

from caunoi.apps.cadres.models import Cadre, Posting, Qualification, Rating
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible

T = TypeVar("T")
CHUNK = 500


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    listed = list(values)
    for start in range(0, len(listed), size):
        yield listed[start : start + size]


class KnownPerson(NamedTuple):
    """A person as far as a list can speak of one (người đã có); the identity number by its fingerprint only."""

    pk: UUID
    number: str | None
    full_name: str
    given_name: str
    search_key: str
    exact_key: str
    birth: PartialDate | None
    sex: str
    ethnicity: str
    identity_index: str
    phone: str
    party_joined: PartialDate | None
    party_official: PartialDate | None
    is_party_member: bool | None
    custodian_id: UUID
    left_on: date | None
    version: int


class KnownPosting(NamedTuple):
    """A post in the registry (chức danh đã có)."""

    cadre_id: UUID
    pk: UUID
    title_code: str
    unit_id: UUID
    kind: str
    valid_from: date
    valid_to: date | None
    first_elected: date | None
    decision: str
    evidence: str

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class KnownQualification(NamedTuple):
    """A level in the registry (trình độ đã có)."""

    cadre_id: UUID
    pk: UUID
    kind: str
    level: str
    field: str
    issuer: str
    number: str
    issued: PartialDate | None
    status: str
    study_ends: PartialDate | None
    verification: str
    evidence: str


class KnownRating(NamedTuple):
    """A year's rating in the registry (xếp loại đã có)."""

    cadre_id: UUID
    pk: UUID
    year: int
    grade: str
    decision: str
    evidence: str


@dataclass(slots=True)
class Known:
    """One person's facts (dữ kiện đã có)."""

    postings: list[KnownPosting] = field(default_factory=list)
    qualifications: list[KnownQualification] = field(default_factory=list)
    ratings: list[KnownRating] = field(default_factory=list)


@dataclass
class Standing:
    """The facts of many people."""

    people: dict[UUID, Known] = field(default_factory=lambda: defaultdict(Known))

    def of(self, cadre_id: UUID | None) -> Known:
        return self.people[cadre_id] if cadre_id in self.people else Known()


def people_within(actor: Actor, where: Q) -> list[KnownPerson]:
    """Those the actor may bring in who answer the condition."""
    rows = visible(actor, Cadre, "bring_in").filter(where)
    return list(map(KnownPerson._make, rows.values_list(*KnownPerson._fields)))


def standing_of(people: Iterable[UUID], *, actor: Actor) -> Standing:
    """Postings by first day, qualifications and ratings in the order they came."""
    found = Standing()
    sources: tuple[tuple[str, Any, Any], ...] = (
        ("postings", KnownPosting, visible(actor, Posting).order_by("valid_from", "id")),
        (
            "qualifications",
            KnownQualification,
            visible(actor, Qualification).order_by("kind", "issued", "id"),
        ),
        ("ratings", KnownRating, visible(actor, Rating).order_by("year")),
    )
    wanted = set(people)
    for name, shape, rows in sources if wanted else ():
        asked = rows.filter(cadre_id__among=wanted).values_list(*shape._fields)
        for fact in map(shape._make, asked.iterator(CHUNK)):
            getattr(found.people[fact.cadre_id], name).append(fact)
    return found
