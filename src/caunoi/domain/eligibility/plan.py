"""Plan (cách xét): the day's rules spread over the words of a layout, kept for as long as both are.

A word of ones stands where something is asked of the rows of that word, zeros where it is not, and zeros in
slots no row lies in. So what is asked meets what is held 64 rows at a time, without looking anything up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from caunoi.domain.eligibility.layout import DIGITS, U64, Layout, as_words
from caunoi.domain.eligibility.tables import Step, Tables
from caunoi.domain.eligibility.terms import LANES


@dataclass(frozen=True)
class Span:
    """A step, the words that want it, and the first and last of those."""

    step: Step
    place: int
    wanted: U64
    first: int
    end: int


@dataclass(frozen=True)
class Plan:
    """What the kernel works through: scales side by side, other columns after them, steps in their order."""

    scales: slice
    lanes: tuple[int, ...]
    required: U64
    below: U64
    counted: Sequence[tuple[int, U64]]
    unruled: U64
    steps: Sequence[Span]

    @property
    def width(self) -> int:
        return len(self.lanes)


_KEPT: WeakKeyDictionary[Layout, WeakKeyDictionary[Tables, Plan]] = WeakKeyDictionary()


def plan_for(layout: Layout, tables: Tables) -> Plan:
    kept = _KEPT.setdefault(layout, WeakKeyDictionary())
    if tables not in kept:
        kept[tables] = _plan(layout, tables)
    return kept[tables]


def _plan(layout: Layout, tables: Tables) -> Plan:
    places = layout.title * tables.areas + layout.area
    levels = tables.thresholds[places].view(np.uint8).reshape(len(places), LANES).T
    asked = np.flatnonzero(levels.any(axis=1))
    scales = slice(int(asked[0]), int(asked[-1]) + 1) if len(asked) else slice(0, 0)
    steps = _wanted(tables, places)
    lanes = tuple(dict.fromkeys([*range(LANES)[scales], *(step.lane for step, _ in steps)]))
    digits = [~layout.spread(as_words(levels[scales] >> digit & 1)) for digit in range(DIGITS)]
    counts = tables.counted_lanes[:, places]
    return Plan(
        scales,
        lanes,
        layout.spread(as_words(levels[scales])) & layout.valid,
        np.stack(digits),
        [(place, layout.spread(as_words(counts[n]))) for place, n in enumerate(lanes) if counts[n].any()],
        layout.spread(as_words(tables.ruled[places] == 0)) & layout.valid,
        [_span(step, lanes.index(step.lane), layout.spread(posts) & layout.valid) for step, posts in steps],
    )


def _wanted(tables: Tables, places: npt.NDArray[np.intp]) -> list[tuple[Step, U64]]:
    """The steps somebody needs, each once, with a word of ones or zeros per post."""
    asking: dict[Step, set[int]] = {}
    groups = tables.group_of_post[places]
    for number in np.unique(groups):
        for step in tables.groups[number].steps:
            asking.setdefault(step, set()).add(int(number))
    return [(step, as_words(np.isin(groups, list(numbers)))) for step, numbers in asking.items()]


def _span(step: Step, place: int, wanted: U64) -> Span:
    inside = np.flatnonzero(wanted)
    return Span(step, place, wanted, int(inside[0]), int(inside[-1]) + 1)
