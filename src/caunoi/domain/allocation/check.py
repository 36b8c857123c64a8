"""Looks at the problem before the solver does (kiểm tra trước): what nobody can serve, and what cannot be at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from caunoi.domain.allocation.constraints import RULES
from caunoi.domain.allocation.linear import Programme, stacked
from caunoi.domain.allocation.objective import full_programme
from caunoi.domain.allocation.problem import TOLERANCE, Floats, Ints, Problem
from caunoi.domain.allocation.sanity import bad_input
from caunoi.domain.allocation.variables import (
    Choices,
    choices,
    locked_out,
    may_open,
    serve_after_learning,
    within_reach,
)
from caunoi.domain.vocabulary.finding import Finding, Severity

RULE_NAMES = {
    "fill_no_more_than_the_seats": "số chỗ của lớp",
    "open_only_with_enough_heads": "sĩ số tối thiểu",
    "sit_in_one_class_a_week": "mỗi người một lớp trong một tuần",
    "keep_enough_of_each_unit_at_work": "số người được vắng của đơn vị",
    "fit_the_rooms": "số phòng của địa điểm",
    "stay_within_the_budget": "kinh phí",
    "finish_the_prerequisite_first": "học xong chương trình trước",
    "rest_in_closed_weeks": "tuần nghỉ của địa điểm",
    "teach_no_more_at_once": "số lớp giảng viên dạy cùng lúc",
    "teach_no_more_weeks": "số tuần giảng viên dạy",
    "keep_key_officials_at_work": "số cán bộ chủ chốt được vắng của đơn vị",
    "stay_within_each_item": "giới hạn của từng mục chi",
    "keep_seat_quotas": "chỉ tiêu của đơn vị",
    "keep_fairness_floors": "sàn công bằng của các nhóm",
    "keep_locked_choices": "các lựa chọn đã chốt",
    "serve_mandatory_needs_first": "số nhu cầu bắt buộc phải đạt",
    "serve_after_learning": "thời gian phải công tác sau khi học",
}
COMPANIONS = {
    "keep_enough_of_each_unit_at_work": "send_no_more_of_a_unit_to_one_class",
    "keep_key_officials_at_work": "send_no_more_key_officials_to_one_class",
}
"""A rule that only repeats another goes when that other goes."""
LIFTED = {
    "rest_in_closed_weeks": "closed_weeks",
    "keep_locked_choices": "locks",
    "serve_after_learning": "leaves",
}
"""A rule that takes columns away goes when its field goes, and the columns come back."""


def check(problem: Problem, choice: Choices | None = None) -> list[Finding]:
    """Everything that can be said at a glance; an error means that no plan exists."""
    choice = choice or choices(problem)
    return [
        *bad_input(problem),
        *_negative_budget(problem),
        *_requests_nobody_serves(problem, choice),
        *_seats_too_few(problem, choice),
        *_money_too_short(problem, choice),
    ]


def without_rule(problem: Problem, choice: Choices, model: Programme, name: str) -> Programme:
    """The question “is there any plan at all?” with one rule left out."""
    left_out = {name, COMPANIONS.get(name)}
    if name in LIFTED:
        lifted: dict[str, Any] = {LIFTED[name]: None}
        problem = replace(problem, **lifted)
        choice = choices(problem)
        model = full_programme(problem, choice)
    rules = [rule for rule in RULES if rule.__name__ not in left_out]
    body = stacked(rule(problem, choice) for rule in rules)
    return Programme(np.zeros(len(model)), model.lower, model.upper, body)


def contradiction(names: list[str]) -> list[Finding]:
    """Why everyone who must be served cannot be: the rules each of which alone stands in the way."""
    text = "Không có cách xếp nào cho đủ mọi người bắt buộc học mà giữ được mọi điều kiện."
    if not names:
        return [_finding("contradiction", text)]
    listed = "; ".join(RULE_NAMES[name] for name in names)
    return [_finding("contradiction", f"{text} Nới một trong các điều kiện sau thì xếp được: {listed}.")]


def _negative_budget(problem: Problem) -> Iterator[Finding]:
    if (
        problem.budget is not None
        and problem.budget < -TOLERANCE
        and not (problem.offerings.open_cost < 0).any()
    ):
        yield _finding("budget", f"Kinh phí là {problem.budget:g}, nhỏ hơn không; hãy nhập lại kinh phí.")


def _requests_nobody_serves(problem: Problem, choice: Choices) -> Iterator[Finding]:
    most = _heads_possible(problem, choice)
    taught = np.isin(problem.requests.programme, problem.offerings.programme)
    for request in np.flatnonzero(taught & (most < problem.requests.count)).tolist():
        must = bool(problem.requests.must[request])
        if not must and most[request] > 0:
            continue
        reason = _why_not(problem, choice, request)
        text = f"Yêu cầu {request} cần {problem.requests.count[request]} chỗ, nhiều nhất xếp được {most[request]}: "
        yield _finding("unservable", text + reason, "error" if must else "warning")


def _heads_possible(problem: Problem, choice: Choices) -> Ints:
    usable = _classes_that_can_fill(problem, choice)
    most = np.where(usable[choice.offering], choice.most, 0)
    return np.bincount(choice.request, weights=most, minlength=len(problem.requests)).astype(np.int64)


def _classes_that_can_fill(problem: Problem, choice: Choices) -> NDArray[np.bool_]:
    heads = np.bincount(choice.offering, weights=choice.most, minlength=choice.offerings)
    affordable = np.ones(choice.offerings, dtype=bool)
    if (
        problem.budget is not None
        and not (problem.offerings.open_cost < 0).any()
        and not (choice.travel < 0).any()
    ):
        affordable = problem.offerings.open_cost <= problem.budget + TOLERANCE
    usable: NDArray[np.bool_] = (heads >= problem.offerings.least_heads) & affordable
    return usable


def _why_not(problem: Problem, choice: Choices, request: int) -> str:
    offerings = np.flatnonzero(problem.offerings.programme == problem.requests.programme[request])
    requests = np.full(len(offerings), request)
    if not within_reach(problem, requests, offerings).any():
        nearest = float(problem.distance(requests, offerings).min())
        return f"lớp gần nhất cách {nearest:g} km, quá {problem.max_km:g} km."
    if not serve_after_learning(problem, requests, offerings).any():
        return "học xong lớp nào cũng không còn đủ thời gian công tác phải có."
    if locked_out(problem)[request] or not may_open(problem)[offerings].any():
        return "mọi lớp của chương trình rơi vào tuần nghỉ hoặc đã chốt không mở, hoặc yêu cầu đã chốt không xếp."
    mine = choice.offering[choice.request == request]
    if len(mine) == 0:
        return "không lớp nào còn đủ chỗ cho dù chỉ một người, hoặc bảng đã loại mọi lớp."
    if not _classes_that_can_fill(problem, choice)[mine].any():
        return "không lớp nào có thể đủ sĩ số tối thiểu trong kinh phí."
    return "các lớp đến được không đủ chỗ."


def _seats_too_few(problem: Problem, choice: Choices) -> Iterator[Finding]:
    """Seats all that must be served need at least, against all seats of the programme."""
    least = _least_per_request(choice, choice.seats, len(problem.requests))
    must = problem.requests.must & np.isfinite(least)
    need = np.where(must, np.where(must, least, 0.0) * problem.requests.count, 0.0)
    for programme in np.unique(problem.requests.programme[must]).tolist():
        needed = float(need[problem.requests.programme == programme].sum())
        seats = float(problem.offerings.capacity[problem.offerings.programme == programme].sum())
        if needed > seats + TOLERANCE:
            text = f"Chương trình {programme}: người bắt buộc học cần {needed:g} chỗ, mọi lớp chỉ có {seats:g} chỗ."
            yield _finding("seats", text)


def _money_too_short(problem: Problem, choice: Choices) -> Iterator[Finding]:
    """The cheapest ways there, and one cheapest class per programme, against the budget."""
    if problem.budget is None or (problem.offerings.open_cost < 0).any() or (choice.travel < 0).any():
        return
    least = _least_per_request(choice, choice.travel, len(problem.requests))
    must = problem.requests.must & np.isfinite(least) & (problem.requests.count > 0)
    needed = float((least[must] * problem.requests.count[must]).sum())
    for programme in np.unique(problem.requests.programme[must]).tolist():
        needed += float(problem.offerings.open_cost[problem.offerings.programme == programme].min())
    if needed > problem.budget + TOLERANCE:
        text = f"Riêng người bắt buộc học đã tốn ít nhất {needed:g}, kinh phí chỉ có {problem.budget:g}."
        yield _finding("budget", text)


def _least_per_request(choice: Choices, values: Floats, size: int) -> Floats:
    least = np.full(size, np.inf)
    np.minimum.at(least, choice.request, values)
    return least


def _finding(code: str, message: str, severity: Severity = "error") -> Finding:
    return Finding(code=f"allocation.{code}", message=message, severity=severity)
