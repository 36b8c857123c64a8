"""What an office adds to the published problem (quy định của cơ quan): lecturers, cost items, quotas, floors, locks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Lecturers:
    """Lecturers or pools of them (giảng viên): classes each may teach in one week, and weeks in all."""

    at_once: NDArray[np.int64]
    weeks: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.at_once)


@dataclass(frozen=True, eq=False)
class Item:
    """A cost item with its own limit (mục chi): money to open each class, for each head in it, and travel or not."""

    name: str
    limit: float | None
    opening: NDArray[np.float64]
    head: NDArray[np.float64]
    travel: bool = False


@dataclass(frozen=True)
class Quota:
    """Seats a unit is given (chỉ tiêu), in one programme or in all; a side that is None is open."""

    unit: int
    programme: int | None = None
    most: int | None = None
    least: int | None = None


@dataclass(frozen=True)
class Floor:
    """The least a group of people is served (sàn công bằng): in heads, and as a share of all heads served."""

    name: str
    people: tuple[int, ...]
    heads: int | None = None
    share: float | None = None


@dataclass(frozen=True)
class Locks:
    """Choices somebody fixed (lựa chọn đã chốt): classes, heads that sit, requests that stay without a seat."""

    opened: tuple[int, ...] = ()
    closed: tuple[int, ...] = ()
    placed: tuple[tuple[int, int, int], ...] = ()
    unplaced: tuple[int, ...] = ()
