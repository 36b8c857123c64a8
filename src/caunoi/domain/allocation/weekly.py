"""Limits that hold in every week (giới hạn theo tuần), written only for the weeks that matter."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from caunoi.domain.allocation.linear import Rows, rows, stacked
from caunoi.domain.allocation.problem import NO_LIMIT, Ints, Problem

INF = np.inf


def weekly(problem: Problem, offering: Ints, group: Ints, column: Ints, most: Ints, limit: Ints) -> Rows:
    """One row per group and week in which a class begins: there every set of classes that meet is seen."""
    blocks = []
    start, end = problem.offerings.start[offering], problem.offerings.end[offering]
    order = np.argsort(group, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(group[order])) + 1):
        if len(members) == 0 or limit[group[members[0]]] == NO_LIMIT:
            continue
        cap = int(limit[group[members[0]]])
        for running in _meetings(members, start[members], end[members]):
            if most[running].sum() > cap:
                zeros = np.zeros(len(running), dtype=np.int64)
                blocks.append(rows((zeros, column[running], 1.0), -INF, float(cap), 1))
    return stacked(blocks)


def _meetings(members: Ints, start: Ints, end: Ints) -> Iterator[Ints]:
    """The largest sets of members that all run in one week."""
    weeks = np.unique(start)
    for week, following in zip(weeks, [*weeks[1:], None], strict=True):
        running = (start <= week) & (week < end)
        if following is None or end[running].min() <= following:
            yield members[running]
