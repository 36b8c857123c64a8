"""From records to suspicions: the pairs that may be one person, with every reason and its points."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from caunoi.domain.likeness.candidates import candidate_pairs
from caunoi.domain.likeness.person import Known, Post
from caunoi.domain.likeness.signs import birth_sign, name_sign, post_signs, signs_of
from caunoi.domain.likeness.weights import IDENTITY, Weights, load_weights

CERTAIN = 1000
"""An identity number belongs to one person: whatever else is said, one of the two records is wrong."""


@dataclass(frozen=True)
class Suspicion:
    """Two records that may be one person (cặp nghi trùng), by their keys, with the signs that say so."""

    one: Any
    other: Any
    signs: tuple[str, ...]
    score: int

    @property
    def is_certain(self) -> bool:
        return IDENTITY in self.signs

    def is_likely(self, weights: Weights) -> bool:
        return self.score >= weights.likely_from


def suspect(
    people: Sequence[Known], weights: Weights | None = None, *, changed: Container[Any] | None = None
) -> list[Suspicion]:
    """Pairs that are suspicious, or would be if their careers agreed; ``with_posts`` decides on those.

    With ``changed`` only pairs in which one of these records stands: what a write can have made or unmade.
    """
    points = weights or load_weights()
    enough = points.suggest_from - points.posts_add_at_most
    found = []
    for first, second in candidate_pairs(people, points, changed):
        one, other = people[first], people[second]
        if _cannot_be(one, other, points, enough):
            continue
        pair = _weighed(one.key, other.key, signs_of(one, other), points)
        if pair.score >= enough:
            found.append(pair)
    return found


def with_posts(
    pairs: Iterable[Suspicion], posts: Mapping[Any, Sequence[Post]], weights: Weights | None = None
) -> list[Suspicion]:
    """The pairs that are suspicious once the careers are known, the surest first."""
    points = weights or load_weights()
    found = []
    for pair in pairs:
        more = post_signs(posts.get(pair.one, ()), posts.get(pair.other, ()))
        signs = [*pair.signs, *sorted(more - set(pair.signs))]
        weighed = _weighed(pair.one, pair.other, signs, points)
        if weighed.score >= points.suggest_from:
            found.append(weighed)
    return surest_first(found)


def surest_first(pairs: Iterable[Suspicion]) -> list[Suspicion]:
    return sorted(pairs, key=lambda pair: (-pair.score, str(pair.one), str(pair.other)))


def compared(one: Known, other: Known, mine: Sequence[Post] = (), theirs: Sequence[Post] = ()) -> Suspicion:
    """What speaks for and against two given records, suspicious or not."""
    points = load_weights()
    signs = signs_of(one, other)
    return _weighed(one.key, other.key, [*signs, *sorted(post_signs(mine, theirs) - set(signs))], points)


def _cannot_be(one: Known, other: Known, points: Weights, enough: int) -> bool:
    """Cheap questions first: most pairs that share a key end here."""
    if one.identity and other.identity:
        return one.identity != other.identity
    birth = birth_sign(one.birth, other.birth)
    known = points.of(name_sign(one, other)) + (points.of(birth) if birth else 0)
    return known + points.of("other.phone") + points.of("other.same_unit") < enough


def _weighed(one: Any, other: Any, signs: Sequence[str], points: Weights) -> Suspicion:
    score = sum(CERTAIN if sign == IDENTITY else points.of(sign) for sign in signs)
    return Suspicion(one, other, tuple(signs), score)
