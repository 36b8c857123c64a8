"""Tables (bảng tra): a day's rules laid out so that a row finds what is asked of it by title and area.

One table entry per post (title × area, zero included for what is not known). The eight thresholds of the
ordinal scales lie in one machine word; whatever a threshold can't say becomes a step.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from caunoi.domain.eligibility.requirement import Requirement, TitleRule
from caunoi.domain.eligibility.rulebook import Asked, Post, Rulebook, RulesOnDay
from caunoi.domain.eligibility.terms import LANES
from caunoi.domain.eligibility.verdict import U8

U64 = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Step:
    """What one requirement needs beyond its threshold: a relief of it, or its whole evaluation."""

    lane: int
    asked: Asked
    only_relief: bool


@dataclass(frozen=True)
class Group:
    """Posts of which exactly the same is asked."""

    number: int
    rule: TitleRule | None
    requirements: Mapping[str, Asked]
    counted: tuple[int, ...]
    steps: tuple[Step, ...] = field(default=())


@dataclass(frozen=True, eq=False)
class Tables:
    """The day's rules per post: thresholds (packed), counted columns (columns × posts), and the groups."""

    groups: tuple[Group, ...]
    group_of_post: U8
    thresholds: U64
    counted_lanes: npt.NDArray[np.bool_]
    ruled: U8
    areas: int


_LAID_OUT: WeakKeyDictionary[Rulebook, dict[str, Tables]] = WeakKeyDictionary()


def tables_for(rules: RulesOnDay) -> Tables:
    """The tables of the day; days on which the same rules are in force share theirs."""
    kept = _LAID_OUT.setdefault(rules.book, {})
    if rules.rule_hash not in kept:
        kept[rules.rule_hash] = _tables(rules)
    return kept[rules.rule_hash]


def _tables(rules: RulesOnDay) -> Tables:
    terms = rules.terms
    areas = [None, *terms.areas]
    nothing = Post(None, {})
    posts = [nothing] * len(areas)
    for title in terms.title_list:
        posts += [rules.post(title, area) for area in areas]
    return _lay_out(posts, rules, len(areas))


def _lay_out(posts: list[Post], rules: RulesOnDay, areas: int) -> Tables:
    groups: dict[object, Group] = {}
    numbers = []
    for place, post in enumerate(posts):
        kind = rules.terms.title_list[place // areas - 1].kind if place >= areas else ""
        key = (post.rule.id if post.rule else "", tuple(post.requirements.items()), kind)
        if key not in groups:
            groups[key] = _group(len(groups), post, kind, rules)
        numbers.append(groups[key].number)
    listed = tuple(groups.values())
    chosen = np.array(numbers)
    words = np.array([_thresholds(group, rules) for group in listed], np.uint64)
    counted = np.array([[lane in group.counted for group in listed] for lane in range(2 * LANES)], np.bool_)
    ruled = np.array([group.rule is not None for group in listed], np.uint8)
    if len(listed) > np.iinfo(np.uint8).max:
        raise OverflowError(f"quá nhiều nhóm tiêu chuẩn trong một ngày: {len(listed)}")
    of_post = chosen.astype(np.uint8)
    return Tables(listed, of_post, words[chosen], counted[:, chosen], ruled[chosen], areas)


def _group(number: int, post: Post, kind: str, rules: RulesOnDay) -> Group:
    lanes = rules.terms.lanes
    counted = tuple(lanes[code] for code in post.requirements if rules.measure.counting(kind, code))
    steps = tuple(
        Step(lanes[code], asked, _threshold(asked, rules) > 0)
        for code, asked in post.requirements.items()
        if not _threshold(asked, rules) or (isinstance(asked, Requirement) and asked.reliefs)
    )
    return Group(number, post.rule, post.requirements, counted, steps)


def _threshold(asked: Asked, rules: RulesOnDay) -> int:
    return asked.threshold(rules.terms) if isinstance(asked, Requirement) else 0


def _thresholds(group: Group, rules: RulesOnDay) -> int:
    """Thresholds as one word, one byte a scale; zero where a scale is not asked for as plainly as that."""
    bytes_ = [0] * LANES
    for code, asked in group.requirements.items():
        threshold = _threshold(asked, rules)
        if threshold:
            bytes_[rules.terms.lanes[code]] = threshold
    return int.from_bytes(bytes(bytes_), sys.byteorder)
