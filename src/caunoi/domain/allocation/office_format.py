"""Reads and writes the fields of the rules an office adds (quy định của cơ quan trong tệp `plan-instance/1`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from caunoi.domain.allocation.cells import (
    FormatError,
    check_within,
    limits_of,
    list_in,
    number_or_none,
    open_list,
    plain,
    reals_in,
    whole_in,
    whole_or_none,
    wholes_in,
)
from caunoi.domain.allocation.office import Floor, Item, Lecturers, Locks, Quota
from caunoi.domain.allocation.problem import NO_LIMIT, Floats, Ints, Problem

FIELDS = frozenset({"closed_weeks", "lecturers", "items", "quotas", "floors", "locks"})


def read_office(data: dict[str, Any], *, offerings: int) -> dict[str, Any]:
    """The fields of the problem that say the office rules; absent ones are absent rules."""
    objective = data.get("objective") or {}
    return {
        "closed_weeks": _closed_weeks(data.get("closed_weeks")),
        "lecturers": _lecturers(data.get("lecturers")),
        "key_person": _key_people(data.get("persons")),
        "key_away_limit": limits_of(data.get("units"), "units", "key_away_limit"),
        "leaves": limits_of(data.get("persons"), "persons", "leaves", least=None),
        "serve": _service(data.get("programmes")),
        "items": tuple(_item(item, where, offerings) for where, item in _objects(data, "items")),
        "quotas": tuple(_quota(quota, where) for where, quota in _objects(data, "quotas")),
        "floors": tuple(_floor(floor, where) for where, floor in _objects(data, "floors")),
        "locks": _locks(data.get("locks")),
        "mandatory_first": _flag(objective.get("mandatory_first"), "objective.mandatory_first"),
        "mandatory_least": whole_or_none(
            objective.get("mandatory_least"), "objective.mandatory_least", least=0
        )
        or 0,
    }


def check_office(problem: Problem) -> None:
    """Every index names something that is there; raises FormatError with the field."""
    offerings, requests = problem.offerings, problem.requests
    if problem.closed_weeks is not None:
        check_within(offerings.venue, len(problem.closed_weeks), "offerings.venue", "closed_weeks")
    if problem.lecturers is not None and offerings.lecturer is not None:
        named = offerings.lecturer[offerings.lecturer >= 0]
        check_within(named, len(problem.lecturers), "offerings.lecturer", "lecturers")
    for column, name in ((problem.key_person, "persons.key"), (problem.leaves, "persons.leaves")):
        if column is not None:
            check_within(requests.person, len(column), "requests.person", name)
    if problem.key_away_limit is not None and problem.unit_of_person is not None:
        check_within(
            problem.unit_of_person, len(problem.key_away_limit), "persons.unit", "units.key_away_limit"
        )
    if problem.quotas and problem.unit_of_person is None:
        raise FormatError(
            "Có quotas nhưng không có persons.unit, nên không biết ai thuộc đơn vị nào; hãy thêm persons.unit."
        )
    if problem.locks is not None:
        _check_locks(problem.locks, offerings=len(offerings), requests=len(requests))


def office_as_json(problem: Problem) -> dict[str, Any]:
    """The whole fields of the office rules; None where the rule is absent."""
    return {
        "closed_weeks": None
        if problem.closed_weeks is None
        else [list(weeks) for weeks in problem.closed_weeks],
        "lecturers": _lecturers_as_json(problem.lecturers),
        "items": [_item_as_json(item) for item in problem.items] or None,
        "quotas": [vars(quota) for quota in problem.quotas] or None,
        "floors": [{**vars(floor), "people": list(floor.people)} for floor in problem.floors] or None,
        "locks": _locks_as_json(problem.locks),
    }


def persons_as_json(problem: Problem) -> dict[str, Any] | None:
    """What is told of people: unit, key official or not, week of leaving."""
    columns = {
        "unit": None if problem.unit_of_person is None else problem.unit_of_person.tolist(),
        "key": None if problem.key_person is None else problem.key_person.astype(int).tolist(),
        "leaves": None if problem.leaves is None else open_list(problem.leaves),
    }
    return {key: column for key, column in columns.items() if column is not None} or None


def units_as_json(problem: Problem) -> dict[str, Any] | None:
    """What is told of units: how many may be away, of all and of the key officials."""
    columns = {"away_limit": problem.away_limit, "key_away_limit": problem.key_away_limit}
    return {key: open_list(column) for key, column in columns.items() if column is not None} or None


# --- reading ---------------------------------------------------------------------------------------------


def _closed_weeks(value: Any) -> tuple[tuple[int, ...], ...] | None:
    if value is None:
        return None
    rows = enumerate(list_in(value, "closed_weeks", None))
    return tuple(() if row is None else _numbers(row, f"closed_weeks[{venue}]", None) for venue, row in rows)


def _lecturers(value: Any) -> Lecturers | None:
    if value is None:
        return None
    at_once, weeks = (limits_of(value, "lecturers", key) for key in ("at_once", "weeks"))
    size = max(len(column) for column in (at_once, weeks, ()) if column is not None)
    if any(column is not None and len(column) != size for column in (at_once, weeks)):
        raise FormatError("lecturers.at_once và lecturers.weeks phải có số dòng bằng nhau.")
    nothing = np.full(size, NO_LIMIT, dtype=np.int64)
    return Lecturers(nothing if at_once is None else at_once, nothing if weeks is None else weeks)


def _key_people(persons: Any) -> Any:
    if not isinstance(persons, dict) or persons.get("key") is None:
        return None
    return wholes_in(persons["key"], "persons.key", least=0, most=1).astype(bool)


def _service(programmes: Any) -> dict[int, int]:
    found = {}
    for row, programme in enumerate(programmes or []):
        where = f"programmes[{row}]"
        owed = whole_or_none(programme.get("serve"), f"{where}.serve", least=0)
        if owed is not None:
            found[whole_in(programme.get("id", row), f"{where}.id")] = owed
    return found


def _item(item: dict[str, Any], where: str, offerings: int) -> Item:
    return Item(
        name=str(item.get("name") or ""),
        limit=number_or_none(item.get("limit"), f"{where}.limit"),
        opening=_money(item.get("open"), f"{where}.open", offerings),
        head=_money(item.get("head"), f"{where}.head", offerings, least=None if item.get("travel") else 0),
        travel=_flag(item.get("travel"), f"{where}.travel"),
    )


def _money(value: Any, name: str, size: int, least: float | None = 0) -> Floats:
    """Of an item that counts the way, what a head costs besides may be taken off: then the number is below zero."""
    return np.zeros(size) if value is None else reals_in(value, name, size=size, least=least)


def _quota(quota: dict[str, Any], where: str) -> Quota:
    unit = whole_or_none(quota.get("unit"), f"{where}.unit", least=0)
    if unit is None:
        raise FormatError(f"{where} phải ghi unit.")
    rest = {
        key: whole_or_none(quota.get(key), f"{where}.{key}", least=0)
        for key in ("programme", "most", "least")
    }
    return Quota(unit, **rest)


def _floor(floor: dict[str, Any], where: str) -> Floor:
    share = number_or_none(floor.get("share"), f"{where}.share")
    if share is not None and not 0 <= share <= 1:
        raise FormatError(f"{where}.share là {share:g}, phải từ 0 đến 1.")
    return Floor(
        name=str(floor.get("name") or ""),
        people=_numbers(floor.get("people"), f"{where}.people", 0),
        heads=whole_or_none(floor.get("heads"), f"{where}.heads", least=0),
        share=share,
    )


def _locks(value: Any) -> Locks | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise FormatError("locks phải là đối tượng có opened, closed, placed, unplaced.")
    opened, closed, unplaced = (
        _numbers(value.get(key) or [], f"locks.{key}", 0) for key in ("opened", "closed", "unplaced")
    )
    lines = enumerate(list_in(value.get("placed") or [], "locks.placed", None))
    return Locks(opened, closed, tuple(_line(line, f"locks.placed[{row}]") for row, line in lines), unplaced)


def _line(line: Any, where: str) -> tuple[int, int, int]:
    request, offering, heads = _numbers(list_in(line, where, 3), where, 0)
    return request, offering, heads


def _check_locks(locks: Locks, *, offerings: int, requests: int) -> None:
    for numbers, size, name, target in (
        (locks.opened, offerings, "locks.opened", "offerings"),
        (locks.closed, offerings, "locks.closed", "offerings"),
        ([o for _, o, _ in locks.placed], offerings, "locks.placed", "offerings"),
        ([r for r, _, _ in locks.placed], requests, "locks.placed", "requests"),
        (locks.unplaced, requests, "locks.unplaced", "requests"),
    ):
        check_within(np.array(numbers, dtype=np.int64), size, name, target)


def _objects(data: dict[str, Any], key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a list with their names for errors."""
    for row, item in enumerate(list_in(data.get(key) or [], key, None)):
        if not isinstance(item, dict):
            raise FormatError(f"{key}[{row}] phải là đối tượng {{…}}.")
        yield f"{key}[{row}]", item


def _numbers(value: Any, name: str, least: int | None) -> tuple[int, ...]:
    return tuple(wholes_in(value, name, least=least).tolist())


def _flag(value: Any, name: str) -> bool:
    number = whole_or_none(value, name, least=0)
    if number not in (None, 0, 1):
        raise FormatError(f"{name} phải là 0 hoặc 1, không phải {number}.")
    return bool(number)


# --- writing ---------------------------------------------------------------------------------------------


def _lecturers_as_json(lecturers: Lecturers | None) -> dict[str, Any] | None:
    if lecturers is None:
        return None
    return {"at_once": open_list(lecturers.at_once), "weeks": open_list(lecturers.weeks)}


def _item_as_json(item: Item) -> dict[str, Any]:
    columns = {"open": plain(item.opening), "head": plain(item.head)}
    return {"name": item.name, "limit": item.limit, **columns, "travel": int(item.travel)}


def _locks_as_json(locks: Locks | None) -> dict[str, Any] | None:
    if locks is None:
        return None
    return {
        key: [list(line) if key == "placed" else line for line in lines] for key, lines in vars(locks).items()
    }


def lecturer_as_json(column: Ints) -> list[int | None]:
    """Who teaches each class; None where that is open."""
    return [None if lecturer < 0 else lecturer for lecturer in column.tolist()]
