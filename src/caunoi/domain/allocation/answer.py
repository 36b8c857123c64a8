"""What a search is asked and what it tells (lời giải và tiến độ): effort, steps on the way, the answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from caunoi.domain.allocation.problem import Placement
from caunoi.domain.vocabulary.finding import Finding

STAGES = {
    "mandatory": "Xếp nhu cầu bắt buộc trước",
    "construct": "Dựng phương án đầu tiên",
    "bound": "Tính cận trên",
    "improve": "Cải thiện từng phần",
    "prove": "Chứng minh tối ưu",
    "done": "Xong",
}


@dataclass(frozen=True)
class Progress:
    """One step worth telling (tiến độ): best plan so far, the bound, and the stage in Vietnamese."""

    seconds: float
    objective: float | None
    bound: float | None
    gap: float | None
    stage: str
    incumbent: tuple[Placement, ...] | None = None


@dataclass(frozen=True)
class Mandatory:
    """Mandatory needs where they come first (nhu cầu bắt buộc): heads the plan serves, and the most any plan can."""

    heads: int
    most: int | None


@dataclass(frozen=True)
class Solution:
    """The answer (lời giải): a plan, how good it is, and what no plan can pass.

    Where mandatory needs come first, `bound` speaks of all plans that serve as many of them as this one was asked to.
    """

    status: str
    placements: tuple[Placement, ...]
    objective: float | None
    bound: float | None
    seconds: float
    trajectory: tuple[Progress, ...] = ()
    findings: tuple[Finding, ...] = ()
    mandatory: Mandatory | None = None

    @property
    def gap(self) -> float | None:
        return relative_gap(self.objective, self.bound)


@dataclass(frozen=True)
class Effort:
    """How hard to try (mức cố gắng)."""

    gap: float = 0.0
    time_limit: float = 60.0
    seed: int = 0
    threads: int = 1


def relative_gap(objective: float | None, bound: float | None) -> float | None:
    """(bound - objective) / |objective|, never below zero."""
    if objective is None or bound is None or not np.isfinite(bound):
        return None
    return max(0.0, (bound - objective) / max(1e-9, abs(objective)))
