"""Two files put together: what is told twice, and which posts cannot both be true."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

from caunoi.domain.likeness.person import Post


def told_twice(mine: Mapping[Hashable, Post], theirs: Mapping[Hashable, Post]) -> dict[Any, Any]:
    """Posts of one file that are posts of the other told again: one title in one unit at one time. Theirs → mine."""
    found: dict[Any, Any] = {}
    for key, post in theirs.items():
        for other, own in mine.items():
            if other not in found.values() and _same(post, own):
                found[key] = other
                break
    return found


def _same(one: Post, other: Post) -> bool:
    return (one.title, one.unit) == (other.title, other.unit) and one.period.overlaps(other.period)


def cannot_both_be(
    mine: Mapping[Hashable, Post], theirs: Mapping[Hashable, Post]
) -> Iterator[tuple[Any, Any]]:
    """Main posts of the two files held on one day: one person has one main post at a time."""
    for key, post in theirs.items():
        for other, own in mine.items():
            if post.main and own.main and post.period.overlaps(own.period):
                yield other, key


def says_no_more(one: Mapping[str, Any], other: Mapping[str, Any], alike: Iterable[str]) -> bool:
    """Does ``other`` say all that ``one`` says? ``alike`` must be equal; elsewhere an empty value says nothing."""
    if any(one[name] != other[name] for name in alike):
        return False
    return all(value in (None, "", other[name]) for name, value in one.items() if name not in set(alike))
