"""Checking a plan of succession against its limits: of each post, of each person, of the plan as a whole."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from caunoi.domain.succession.limits import Limit, What

Outcome = Literal["kept", "broken", "unsure"]
HUNDRED = 100


@dataclass(frozen=True)
class Planned:
    """One person planned for posts (người trong quy hoạch); what is not known is None."""

    key: str
    woman: bool | None = None
    age: int | None = None
    months_left: int | None = None


@dataclass(frozen=True)
class Post:
    """One post with those planned for it (chức danh quy hoạch)."""

    key: str
    people: Sequence[Planned]


@dataclass(frozen=True)
class Checked:
    """One limit held against the plan (kết quả kiểm tra): what was found, where and by whom it is broken."""

    limit: Limit
    outcome: Outcome
    found: float = 0
    of: int = 0
    unknown: int = 0
    posts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    bands: tuple[int, ...] = field(default=())


def check(posts: Sequence[Post], limits: Mapping[What, Limit]) -> list[Checked]:
    """Every limit that says a number, in a fixed order; nothing of a plan without anybody."""
    people = {person.key: person for post in posts for person in post.people}
    if not people:
        return []
    asked = [(limits[what], run) for what, run in _CHECKS.items() if what in limits]
    return [run(limit, posts, list(people.values())) for limit, run in asked if limit.says_a_number]


def _people_per_post(limit: Limit, posts: Sequence[Post], people: Sequence[Planned]) -> Checked:
    wrong = tuple(post.key for post in posts if not _between(len(post.people), limit))
    return Checked(limit, _outcome(wrong), found=len(wrong), of=len(posts), posts=wrong)


def _posts_per_person(limit: Limit, posts: Sequence[Post], people: Sequence[Planned]) -> Checked:
    many = Counter(person.key for post in posts for person in post.people)
    wrong = tuple(sorted(key for key, count in many.items() if not _between(count, limit)))
    return Checked(limit, _outcome(wrong), found=len(wrong), of=len(people), people=wrong)


def _women(limit: Limit, posts: Sequence[Post], people: Sequence[Planned]) -> Checked:
    return _share(limit, [person.woman for person in people])


def _young(limit: Limit, posts: Sequence[Post], people: Sequence[Planned]) -> Checked:
    below = limit.below or 0
    return _share(limit, [None if person.age is None else person.age < below for person in people])


def _share(limit: Limit, known: Sequence[bool | None]) -> Checked:
    """Broken when it is so whatever the unknown turn out to be; unsure when it depends on them."""
    yes, unknown = known.count(True), known.count(None)
    least, most = HUNDRED * yes / len(known), HUNDRED * (yes + unknown) / len(known)
    asked = limit.least or 0
    outcome: Outcome = "kept" if least >= asked else "broken" if most < asked else "unsure"
    return Checked(limit, outcome, found=least, of=len(known), unknown=unknown)


def _age_bands(limit: Limit, posts: Sequence[Post], people: Sequence[Planned]) -> Checked:
    """Somebody of each band; ``bands`` are the numbers of those without anybody, from the youngest."""
    ages = [person.age for person in people]
    held = {sum(age >= bound for bound in limit.bands) for age in ages if age is not None}
    empty = tuple(place for place in range(len(limit.bands) + 1) if place not in held)
    unknown = ages.count(None)
    outcome: Outcome = "kept" if not empty else "unsure" if unknown >= len(empty) else "broken"
    return Checked(limit, outcome, found=len(empty), of=len(limit.bands) + 1, unknown=unknown, bands=empty)


def _months_left(limit: Limit, posts: Sequence[Post], people: Sequence[Planned]) -> Checked:
    least, unknown = limit.least or 0, sum(person.months_left is None for person in people)
    short = (person.key for person in people if person.months_left is not None and person.months_left < least)
    wrong = tuple(sorted(short))
    outcome: Outcome = "broken" if wrong else "unsure" if unknown else "kept"
    return Checked(limit, outcome, found=len(wrong), of=len(people), unknown=unknown, people=wrong)


def _between(number: int, limit: Limit) -> bool:
    return (limit.least is None or number >= limit.least) and (limit.most is None or number <= limit.most)


def _outcome(wrong: Iterable[str]) -> Outcome:
    return "broken" if any(True for _each in wrong) else "kept"


_CHECKS: Mapping[What, Callable[[Limit, Sequence[Post], Sequence[Planned]], Checked]] = {
    "people_per_post": _people_per_post,
    "posts_per_person": _posts_per_person,
    "months_left": _months_left,
    "age_bands": _age_bands,
    "women_percent": _women,
    "young_percent": _young,
}
