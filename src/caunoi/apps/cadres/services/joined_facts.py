"""The facts of two records of one person: those told twice, those that cannot both be true, and all the others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.models import Cadre, Posting, Qualification, Rating, SuccessionPlan
from caunoi.apps.cadres.services.joined_fields import KEPT, LOST
from caunoi.domain.likeness.joining import cannot_both_be, says_no_more, told_twice
from caunoi.domain.likeness.person import Post

Fact = Any
FACTS: tuple[type[models.Model], ...] = (Posting, Qualification, Rating, SuccessionPlan)
CONTENT: dict[type[models.Model], tuple[str, ...]] = {
    Posting: (
        "title_code",
        "unit_id",
        "kind",
        "valid_from",
        "valid_to",
        "first_elected",
        "decision",
        "evidence",
    ),
    Qualification: (
        "kind",
        "level",
        "status",
        "field",
        "issuer",
        "number",
        "issued",
        "study_ends",
        "verification",
        "evidence",
    ),
    Rating: ("year", "grade", "decision", "evidence"),
    SuccessionPlan: (
        "title_code",
        "unit_id",
        "term",
        "valid_from",
        "valid_to",
        "decision",
        "reason_out",
        "evidence",
    ),
}
ALIKE: dict[type[models.Model], tuple[str, ...]] = {
    Posting: ("title_code", "unit_id", "kind", "valid_from", "valid_to"),
    Qualification: ("kind", "level", "status", "verification"),
    Rating: ("year", "grade"),
    SuccessionPlan: ("title_code", "unit_id", "term", "valid_from", "valid_to"),
}


@dataclass(frozen=True)
class Twice:
    """One fact both records tell (dữ kiện ghi hai lần): only one of the two rows stays.

    ``is_doubtful`` when they contradict each other, so that somebody has to say which is right.
    """

    kept: Fact
    lost: Fact
    stays: str
    is_doubtful: bool

    @property
    def key(self) -> str:
        return f"bai-{self.lost.pk}"

    @property
    def going(self) -> Fact:
        return self.kept if self.stays == LOST else self.lost

    @property
    def staying(self) -> Fact:
        return self.lost if self.stays == LOST else self.kept


@dataclass
class JoinedFacts:
    """All facts of both (dữ kiện của hai hồ sơ)."""

    twice: list[Twice] = field(default_factory=list)
    moving: list[Fact] = field(default_factory=list)
    clashes: list[tuple[Posting, Posting]] = field(default_factory=list)

    def take(self, pairs: Sequence[Twice], theirs: Sequence[Fact]) -> None:
        gone = {each.lost.pk for each in pairs if each.stays == KEPT}
        self.twice += pairs
        self.moving += [fact for fact in theirs if fact.pk not in gone]


def joined_facts(kept: Cadre, lost: Cadre, said: Mapping[str, str]) -> JoinedFacts:
    """In the caller's system scope: every fact of the two records."""
    found = JoinedFacts()
    for model in FACTS:
        mine, theirs = _of(model, kept), _of(model, lost)
        pairs = [_chosen(one, other, said) for one, other in PAIRING[model](mine, theirs)]
        found.take(pairs, theirs)
        if model is Posting:
            found.clashes = _clashes(mine, theirs, pairs)
    return found


def _of(model: type[models.Model], cadre: Cadre) -> list[Fact]:
    return list(model._default_manager.filter(cadre=cadre).order_by("pk"))


def content_of(fact: Fact) -> dict[str, Any]:
    return {name: getattr(fact, name) for name in CONTENT[type(fact)]}


def _chosen(mine: Fact, theirs: Fact, said: Mapping[str, str]) -> Twice:
    alike, own, other = ALIKE[type(mine)], content_of(mine), content_of(theirs)
    if says_no_more(other, own, alike):
        return Twice(mine, theirs, KEPT, is_doubtful=False)
    if says_no_more(own, other, alike):
        return Twice(mine, theirs, LOST, is_doubtful=False)
    chosen = said.get(f"bai-{theirs.pk}", "")
    return Twice(mine, theirs, chosen if chosen in (KEPT, LOST) else KEPT, is_doubtful=True)


Pairs = Sequence[tuple[Fact, Fact]]


def _posts_twice(mine: Sequence[Fact], theirs: Sequence[Fact]) -> Pairs:
    own, others = {post.pk: post for post in mine}, {post.pk: post for post in theirs}
    found = told_twice(_as_posts(mine), _as_posts(theirs))
    return [(own[one], others[other]) for other, one in found.items()]


def _papers_twice(mine: Sequence[Fact], theirs: Sequence[Fact]) -> Pairs:
    """Only where one says no more than the other: two diplomas of one level may be two diplomas."""
    left, found = list(mine), []
    for paper in theirs:
        for own in left:
            if _one_says_it_all(own, paper):
                left.remove(own)
                found.append((own, paper))
                break
    return found


def _one_says_it_all(one: Fact, other: Fact) -> bool:
    alike, mine, theirs = ALIKE[type(one)], content_of(one), content_of(other)
    return says_no_more(theirs, mine, alike) or says_no_more(mine, theirs, alike)


def _years_twice(mine: Sequence[Fact], theirs: Sequence[Fact]) -> Pairs:
    by_year = {rating.year: rating for rating in mine}
    return [(by_year[rating.year], rating) for rating in theirs if rating.year in by_year]


PAIRING: dict[type[models.Model], Callable[[Sequence[Fact], Sequence[Fact]], Pairs]] = {
    Posting: _posts_twice,
    Qualification: _papers_twice,
    Rating: _years_twice,
    SuccessionPlan: _papers_twice,
}


def _as_posts(facts: Sequence[Fact]) -> dict[Any, Post]:
    return {
        post.pk: Post(
            post.title_code,
            post.unit_id,
            post.valid_from,
            post.valid_to,
            main=post.kind == PostingKind.MAIN,
        )
        for post in facts
    }


def _clashes(mine: Sequence[Fact], theirs: Sequence[Fact], pairs: Sequence[Twice]) -> list[tuple[Any, Any]]:
    """Main posts of the two that would run on one day, once what is told twice is told once."""
    gone = {each.going.pk for each in pairs}
    own = {post.pk: post for post in mine if post.pk not in gone}
    others = {post.pk: post for post in theirs if post.pk not in gone}
    clashing = cannot_both_be(_as_posts([*own.values()]), _as_posts([*others.values()]))
    return [(own[one], others[other]) for one, other in clashing]
