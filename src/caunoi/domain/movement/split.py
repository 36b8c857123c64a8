"""split(stages): everybody whose place in the number changed, each in exactly one part."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from caunoi.domain.movement.parts import GAINED, JOINED, LAPSED, LEFT, PARTS, Part, Step

Flags = npt.NDArray[np.bool_]
STEPS = tuple(Step)
NONE, BACK = 0, len(PARTS) + 1
"""In no part: nothing ever changed; or the steps changed somebody and changed them back."""


@dataclass(frozen=True)
class Stage:
    """One place for each person (chặng): who is in the group looked at, and who of them is counted."""

    group: Flags
    counted: Flags

    def __post_init__(self) -> None:
        if self.group.shape != self.counted.shape:
            raise ValueError("group and counted speak of different people")
        if (self.counted & ~self.group).any():
            raise ValueError("somebody is counted who is not in the group")


@dataclass(frozen=True)
class Movement:
    """A change split by person (biến động): ``part_of`` holds for each person the number of their part."""

    opening: int
    closing: int
    part_of: npt.NDArray[np.uint8]

    @cached_property
    def counts(self) -> dict[Part, int]:
        found = np.bincount(self.part_of, minlength=BACK + 1)
        return {part: int(found[number]) for number, part in enumerate(PARTS, 1)}

    def places(self, part: Part) -> npt.NDArray[np.intp]:
        """Who is in the part."""
        return np.flatnonzero(self.part_of == PARTS.index(part) + 1)

    @property
    def returned(self) -> npt.NDArray[np.intp]:
        """Whom one step took in and another let out again: they change nothing."""
        return np.flatnonzero(self.part_of == BACK)

    def of_step(self, step: Step) -> int:
        """By how much the step moves the number."""
        return sum(part.sign * count for part, count in self.counts.items() if part.step == step)

    def after(self, step: Step) -> int:
        """What the number is when this step and those before it have been taken."""
        taken = STEPS[: STEPS.index(step) + 1]
        return self.opening + sum(self.of_step(each) for each in taken)


def split(stages: Sequence[Stage]) -> Movement:
    """``stages`` are the old report, then what follows each step; the last is the new report.

    Whoever is counted in only one of the two reports belongs to the last step that changed them: after it they
    stay what the new report says they are.
    """
    if len(stages) != len(STEPS) + 1 or len({stage.group.shape for stage in stages}) != 1:
        raise ValueError("a stage is missing, or stages speak of different people")
    first, last = stages[0].counted, stages[-1].counted
    decided = _last_change([stage.counted for stage in stages])
    found = np.where(decided > 0, BACK, NONE).astype(np.uint8)
    for part in PARTS:
        took = ~first & last if part.sign > 0 else first & ~last
        there = took & (decided == STEPS.index(part.step) + 1)
        found[there & _fits(part, stages)] = PARTS.index(part) + 1
    return Movement(int(first.sum()), int(last.sum()), found)


def _last_change(counted: Sequence[Flags]) -> npt.NDArray[np.uint8]:
    """For each person the number of the last step that changed whether they are counted; 0: none did."""
    decided = np.zeros(counted[0].shape, np.uint8)
    for number, (before, after) in enumerate(pairwise(counted), 1):
        decided[before != after] = number
    return decided


def _fits(part: Part, stages: Sequence[Stage]) -> Flags | bool:
    """Of the last step: those who came or went, apart from those who stayed and are judged otherwise."""
    stayed = stages[-2].group & stages[-1].group
    if part in (JOINED, LEFT):
        return ~stayed
    return stayed if part in (GAINED, LAPSED) else True
