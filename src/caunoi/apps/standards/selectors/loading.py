"""Facts out of the database in two queries of plain values: posts held on the day, and what was learned by it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast

from caunoi.apps.cadres.choices import PostingKind, QualificationStatus, Verification
from caunoi.apps.cadres.models import Posting, Qualification
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible
from caunoi.foundation.policy.withheld import people_kept_from


class PostRow(NamedTuple):
    """A post held on the day with the columns of its person a rule may look at."""

    cadre_id: UUID
    title_code: str
    unit_id: UUID
    valid_from: date
    first_elected: date | None
    birth: str | None
    sex: str
    ethnicity: str
    is_party_member: bool | None
    party_joined: str | None
    party_official: str | None


class PaperRow(NamedTuple):
    """A level held or studied for: what it is, and whether anybody has verified it."""

    cadre_id: UUID
    kind: str
    level: str
    field: str
    status: str
    study_ends: str | None
    verification: str


@dataclass(frozen=True)
class Rows:
    """What was read (dòng đã đọc): posts in a fixed order, papers in none."""

    posts: list[PostRow]
    papers: list[PaperRow]


def rows_on(actor: Actor, on: date, cadre_ids: Collection[UUID] | None = None) -> Rows:
    """Everybody the actor may see who holds a post on ``on``, or only these people.

    Whose papers are kept from the actor is not judged: a paper one may not use is not a paper that is missing.
    """
    held = visible(actor, Posting).on(on).exclude(kind=PostingKind.PLANNED)
    papers = visible(actor, Qualification).exclude(verification=Verification.REJECTED)
    if unread := people_kept_from(actor, Qualification):
        held = held.exclude(cadre_id__in=unread)
    if cadre_ids is not None:
        held, papers = held.filter(cadre_id__in=cadre_ids), papers.filter(cadre_id__in=cadre_ids)
    return Rows(_posts(held), _papers(papers, on))


def _posts(held: Any) -> list[PostRow]:
    """Whatever the order of the database: the same people give the same rows."""
    read = held.values_list(
        "cadre_id",
        "title_code",
        "unit_id",
        "valid_from",
        "first_elected",
        _text("cadre__birth"),
        "cadre__sex",
        "cadre__ethnicity",
        "cadre__is_party_member",
        _text("cadre__party_joined"),
        _text("cadre__party_official"),
    )
    posts = [PostRow(*row) for row in read]
    return sorted(posts, key=lambda post: (post.cadre_id, post.title_code, post.valid_from, post.unit_id))


def _papers(papers: Any, on: date) -> list[PaperRow]:
    """A paper counts from the first day it may have been issued; one without a day was always there."""
    until = on.isoformat()
    read = papers.values_list(
        "cadre_id",
        "kind",
        "level",
        "field",
        "status",
        _text("study_ends"),
        "verification",
        _text("issued"),
    ).order_by()
    return [PaperRow(*row[:7]) for row in read.iterator(chunk_size=10_000) if _begun(row[7], row[4], until)]


def _begun(issued: str | None, status: str, until: str) -> bool:
    return not issued or status == QualificationStatus.STUDYING or issued <= until


def _text(column: str) -> Cast:
    """A partial date as it is kept, ``1985-08``: read by the thousand without making an object of each."""
    return Cast(column, CharField())
