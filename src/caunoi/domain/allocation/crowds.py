"""Limits on the people of one unit inside one class (người của một đơn vị trong một lớp): they tighten the bound."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from caunoi.domain.allocation.linear import Rows, rows
from caunoi.domain.allocation.problem import Ints
from caunoi.domain.allocation.variables import Choices


@dataclass(frozen=True, eq=False)
class Crowds:
    """Pairs grouped by unit and class: which group each pair is in, and groups the unit's limit cuts short."""

    pairs: Ints
    member: Ints
    offering: Ints
    limit: Ints
    crowded: NDArray[np.bool_]


def crowds(choice: Choices, pairs: Ints, unit: Ints, limit: Ints) -> Crowds:
    """Group the pairs by their unit and class, under the limit each unit has."""
    group, member = np.unique(unit * choice.offerings + choice.offering[pairs], return_inverse=True)
    most = limit[group // choice.offerings]
    crowded = np.bincount(member, weights=choice.most[pairs], minlength=len(group)) > most
    return Crowds(pairs, member, group % choice.offerings, most, crowded)


def crowd_rows(choice: Choices, crowd: Crowds) -> Rows:
    """sum of the group x[r,o] <= limit y[o], for every group cut short."""
    number = np.cumsum(crowd.crowded) - 1
    inside = np.flatnonzero(crowd.crowded[crowd.member])
    opening = choice.opening(crowd.offering[crowd.crowded])
    row = np.concatenate([number[crowd.member[inside]], np.arange(len(opening))])
    value = np.concatenate([np.ones(len(inside)), -crowd.limit[crowd.crowded].astype(np.float64)])
    column = np.concatenate([crowd.pairs[inside], opening])
    return rows((row, column, value), -np.inf, 0.0, len(opening))
