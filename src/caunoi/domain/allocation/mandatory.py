"""Mandatory needs before all others (nhu cầu bắt buộc trước): one question after the other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from caunoi.domain.allocation.office_rules import mandatory_requests
from caunoi.domain.allocation.problem import Prices, Problem


def most_mandatory(problem: Problem) -> Problem:
    """The first question: max sum_{r mandatory, o} x[r,o] under the same rules."""
    weight = mandatory_requests(problem).astype(np.float64)
    requests, pairs = replace(problem.requests, weight=weight), problem.pair_weight
    # A cell that rules its pair out keeps doing so.
    counted = None if pairs is None else np.where(np.isnan(pairs), np.nan, weight[:, None])
    return replace(problem, requests=requests, prices=Prices(), pair_weight=counted, mandatory_first=False)


def after_mandatory(problem: Problem, reached: int) -> Problem:
    """The second question: the problem's own objective, with at least the mandatory heads that were reached."""
    least = max(reached, problem.mandatory_least)
    return replace(problem, mandatory_first=False, mandatory_least=least)
