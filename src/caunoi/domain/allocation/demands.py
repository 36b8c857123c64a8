"""What a problem demands (yêu cầu, giới hạn): every wish and limit that somebody could let go of, in words.

One person in one class a week, classes of the right programme and the tables of a problem are no demands: nobody can
let go of them. Everything else is, at the grain an officer decides on: the budget, the limit of one unit, the rooms
of one venue, the least size of one class, one request that must be served.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from caunoi.domain.allocation.office import Locks
from caunoi.domain.allocation.problem import NO_LIMIT, Problem


@dataclass(frozen=True, order=True)
class Demand:
    """One demand (một yêu cầu hoặc giới hạn): its kind, and the row of the request, class, unit … it is about."""

    kind: str
    index: int = 0


@dataclass(frozen=True)
class Kind:
    """What demands of one kind have in common.

    `words` says one in a sentence; `loosened` gives the problem with the demand less strict by an amount (in the unit
    of the kind), or, given None, without it. A demand that is `whole_only` can only be let go of altogether.
    """

    words: Callable[[Problem, int], str]
    loosened: Callable[[Problem, int, float | None], Problem]
    unit: str
    whole_only: bool = False
    real: bool = False


def sentence(problem: Problem, demand: Demand) -> str:
    """The demand in a sentence."""
    return KINDS[demand.kind].words(problem, demand.index)


def without(problem: Problem, demands: Iterable[Demand]) -> Problem:
    """The problem in which nobody makes these demands."""
    return loosened(problem, ((demand, None) for demand in demands))


def loosened(problem: Problem, amounts: Iterable[tuple[Demand, float | None]]) -> Problem:
    """The problem with each demand less strict by its amount; None lets it go altogether.

    Floors, quotas, items and locks keep their rows, so that numbers of demands stay what they are.
    """
    for demand, amount in amounts:
        problem = KINDS[demand.kind].loosened(problem, demand.index, amount)
    return problem


def seats_for_everybody(problem: Problem) -> float:
    """Seats that all people of the problem use at most, if they all sat in one class."""
    used = problem.requests.seats if problem.pair_seats is None else problem.pair_seats
    most = float(used[np.isfinite(used)].max(initial=1.0))
    return max(most * float(problem.requests.count.sum()), float(problem.offerings.capacity.max(initial=0.0)))


# --- limits kept in a column --------------------------------------------------------------------------------


def _column(part: str, name: str, more: int) -> Callable[[Problem, int, float | None], Problem]:
    """Loosen one cell of a column, of the problem itself or of one of its parts; upwards or downwards."""

    def change(problem: Problem, index: int, amount: float | None) -> Problem:
        owner: Any = getattr(problem, part) if part else problem
        column = getattr(owner, name).copy()
        free: Any = NO_LIMIT if more > 0 else 0
        column[index] = free if amount is None else column[index] + more * round(amount)
        changed = replace(owner, **{name: column})
        return replace(problem, **{part: changed}) if part else changed

    return change


def _no_must(problem: Problem, index: int, amount: float | None) -> Problem:
    del amount
    must = problem.requests.must.copy()
    must[index] = False
    return replace(problem, requests=replace(problem.requests, must=must))


def _more_seats(problem: Problem, index: int, amount: float | None) -> Problem:
    """Without the limit, a class has seats for everybody."""
    capacity = problem.offerings.capacity.copy()
    capacity[index] = seats_for_everybody(problem) if amount is None else capacity[index] + amount
    return replace(problem, offerings=replace(problem.offerings, capacity=capacity))


def _more_money(problem: Problem, index: int, amount: float | None) -> Problem:
    del index
    budget = None if amount is None or problem.budget is None else problem.budget + amount
    return replace(problem, budget=budget)


def _any_distance(problem: Problem, index: int, amount: float | None) -> Problem:
    del index, amount
    return replace(problem, max_km=None)


def _any_order(problem: Problem, index: int, amount: float | None) -> Problem:
    del amount
    return replace(problem, prerequisite={p: q for p, q in problem.prerequisite.items() if p != index})


def _no_rest(problem: Problem, index: int, amount: float | None) -> Problem:
    del amount
    weeks = tuple(() if venue == index else rest for venue, rest in enumerate(problem.closed_weeks or ()))
    return replace(problem, closed_weeks=weeks)


def _leaves_late(problem: Problem, index: int, amount: float | None) -> Problem:
    del amount
    leaves = None if problem.leaves is None else problem.leaves.copy()
    if leaves is not None:
        leaves[index] = NO_LIMIT
    return replace(problem, leaves=leaves)


def _row(rows: str, field: str, more: int) -> Callable[[Problem, int, float | None], Problem]:
    """Loosen one number of one row: of an item, a quota, a floor."""

    def change(problem: Problem, index: int, amount: float | None) -> Problem:
        row = getattr(problem, rows)[index]
        number = getattr(row, field)
        step = None if amount is None or number is None else number + more * amount
        changed = replace(row, **{field: step if step is None or field == "limit" else round(step)})
        changes: dict[str, Any] = {rows: _put(getattr(problem, rows), index, changed)}
        return replace(problem, **changes)

    return change


def _no_share(problem: Problem, index: int, amount: float | None) -> Problem:
    del amount
    return replace(problem, floors=_put(problem.floors, index, replace(problem.floors[index], share=None)))


def _unlock(name: str) -> Callable[[Problem, int, float | None], Problem]:
    """Take one lock away; the index is the class or request locked, or the line of `placed`."""

    def change(problem: Problem, index: int, amount: float | None) -> Problem:
        del amount
        locks = problem.locks or Locks()
        kept: tuple[Any, ...] = getattr(locks, name)
        if name == "placed":
            request, offering, _ = kept[index]
            kept = _put(kept, index, (request, offering, 0))
        else:
            kept = tuple(one for one in kept if one != index)
        return replace(problem, locks=replace(locks, **{name: kept}))

    return change


def _fewer_mandatory(problem: Problem, index: int, amount: float | None) -> Problem:
    del index
    least = 0 if amount is None else problem.mandatory_least - round(amount)
    return replace(problem, mandatory_least=least)


def _put(rows: tuple[Any, ...], index: int, row: Any) -> tuple[Any, ...]:
    return (*rows[:index], row, *rows[index + 1 :])


# --- words --------------------------------------------------------------------------------------------------


def _must_words(problem: Problem, index: int) -> str:
    asked = problem.requests
    who = f"người {asked.person[index]}, chương trình {asked.programme[index]}"
    return f"Yêu cầu {index} ({who}) bắt buộc xếp đủ {asked.count[index]} người."


def _prerequisite_words(problem: Problem, index: int) -> str:
    return f"Chương trình {index} chỉ được học sau khi học xong chương trình {problem.prerequisite[index]}."


def _rest_words(problem: Problem, index: int) -> str:
    weeks = ", ".join(map(str, (problem.closed_weeks or ())[index]))
    return f"Địa điểm {index} nghỉ các tuần {weeks}."


def _quota_words(problem: Problem, index: int, side: str, number: int | None) -> str:
    quota = problem.quotas[index]
    where = "" if quota.programme is None else f" trong chương trình {quota.programme}"
    return f"Đơn vị {quota.unit} được xếp {side} {number} người{where}."


def _placed_words(problem: Problem, index: int) -> str:
    request, offering, heads = (problem.locks or Locks()).placed[index]
    return f"Đã chốt {heads} người của yêu cầu {request} học lớp {offering}."


def _lecturer_words(problem: Problem, index: int, name: str, words: str) -> str:
    number = None if problem.lecturers is None else getattr(problem.lecturers, name)[index]
    return words.format(index=index, number=number)


def _limit_words(words: str, name: str) -> Callable[[Problem, int], str]:
    return lambda problem, index: words.format(index=index, number=getattr(problem, name)[index])


KINDS: dict[str, Kind] = {
    "must": Kind(_must_words, _no_must, "người"),
    "budget": Kind(lambda p, _: f"Kinh phí chỉ có {p.budget:.10g}.", _more_money, "", real=True),
    "item": Kind(
        lambda p, i: f"Mục chi “{p.items[i].name}” chỉ có {p.items[i].limit:.10g}.",
        _row("items", "limit", 1),
        "",
        real=True,
    ),
    "seats": Kind(lambda p, i: f"Lớp {i} chỉ có {p.offerings.capacity[i]:g} chỗ.", _more_seats, "chỗ"),
    "min_size": Kind(
        lambda p, i: f"Lớp {i} chỉ mở khi có ít nhất {p.offerings.min_size[i]} người.",
        _column("offerings", "min_size", -1),
        "người",
    ),
    "away": Kind(
        _limit_words("Đơn vị {index} chỉ được vắng {number} người trong một tuần.", "away_limit"),
        _column("", "away_limit", 1),
        "người",
    ),
    "key_away": Kind(
        _limit_words(
            "Đơn vị {index} chỉ được vắng {number} cán bộ chủ chốt trong một tuần.", "key_away_limit"
        ),
        _column("", "key_away_limit", 1),
        "người",
    ),
    "rooms": Kind(
        _limit_words("Địa điểm {index} chỉ có {number} phòng.", "rooms"), _column("", "rooms", 1), "phòng"
    ),
    "lecturer": Kind(
        lambda p, i: _lecturer_words(p, i, "at_once", "Giảng viên {index} chỉ dạy {number} lớp cùng lúc."),
        _column("lecturers", "at_once", 1),
        "lớp",
    ),
    "lecturer_weeks": Kind(
        lambda p, i: _lecturer_words(p, i, "weeks", "Giảng viên {index} chỉ dạy được {number} tuần."),
        _column("lecturers", "weeks", 1),
        "tuần",
    ),
    "distance": Kind(
        lambda p, _: f"Không ai đi học xa quá {p.max_km:g} km.", _any_distance, "giới hạn", whole_only=True
    ),
    "prerequisite": Kind(_prerequisite_words, _any_order, "thứ tự", whole_only=True),
    "closed": Kind(_rest_words, _no_rest, "lịch nghỉ", whole_only=True),
    "retirement": Kind(
        lambda p, i: f"Người {i} phải còn đủ thời gian công tác sau khi học xong.",
        _leaves_late,
        "người",
        whole_only=True,
    ),
    "quota_least": Kind(
        lambda p, i: _quota_words(p, i, "ít nhất", p.quotas[i].least), _row("quotas", "least", -1), "người"
    ),
    "quota_most": Kind(
        lambda p, i: _quota_words(p, i, "nhiều nhất", p.quotas[i].most), _row("quotas", "most", 1), "người"
    ),
    "floor": Kind(
        lambda p, i: f"Nhóm “{p.floors[i].name}” phải được xếp ít nhất {p.floors[i].heads} người.",
        _row("floors", "heads", -1),
        "người",
    ),
    "floor_share": Kind(
        lambda p, i: (
            f"Nhóm “{p.floors[i].name}” phải chiếm ít nhất {100 * (p.floors[i].share or 0):g} % số người được xếp."
        ),
        _no_share,
        "mức sàn",
        whole_only=True,
    ),
    "opened": Kind(lambda p, i: f"Đã chốt mở lớp {i}.", _unlock("opened"), "lựa chọn", whole_only=True),
    "shut": Kind(lambda p, i: f"Đã chốt không mở lớp {i}.", _unlock("closed"), "lựa chọn", whole_only=True),
    "placed": Kind(_placed_words, _unlock("placed"), "lựa chọn", whole_only=True),
    "unplaced": Kind(
        lambda p, i: f"Đã chốt không xếp yêu cầu {i}.", _unlock("unplaced"), "lựa chọn", whole_only=True
    ),
    "mandatory": Kind(
        lambda p, _: f"Phải xếp ít nhất {p.mandatory_least} nhu cầu bắt buộc.", _fewer_mandatory, "người"
    ),
}
