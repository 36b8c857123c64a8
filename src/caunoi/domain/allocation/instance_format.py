"""Reads and writes the two file formats (định dạng tệp): `plan-instance/1` and the plan list."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from caunoi.domain.allocation.cells import (
    FormatError,
    check_within,
    column_of,
    limits_in,
    limits_of,
    number_or_none,
    open_list,
    plain,
    plain_table,
    reals_in,
    required,
    table_in,
    whole_in,
    wholes_in,
)
from caunoi.domain.allocation.office_format import (
    FIELDS,
    check_office,
    lecturer_as_json,
    office_as_json,
    persons_as_json,
    read_office,
    units_as_json,
)
from caunoi.domain.allocation.problem import (
    NO_LIMIT,
    NOBODY,
    Ints,
    Offerings,
    Placement,
    Prices,
    Problem,
    Requests,
)

FORMAT = "plan-instance/1"
KNOWN = {
    "format", "name", "family", "source", "offerings", "requests", "programmes", "persons", "units", "rooms",
    "km", "max_km", "cost_per_km", "budget", "pair_cost", "pair_cost_total", "pair_seats", "pair_weight",
    "objective", *FIELDS,
}  # fmt: skip


def read_problem(path: str | Path) -> Problem:
    """Read a `plan-instance/1` file."""
    return problem_from_json(read_json(path))


def read_json(path: str | Path) -> Any:
    """Read any JSON file, with errors in plain words."""
    place = Path(path)
    try:
        return json.loads(place.read_text(encoding="utf-8"))
    except OSError as error:
        raise FormatError(f"Không đọc được tệp “{place.name}”: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise FormatError(f"Tệp “{place.name}” không phải văn bản UTF-8; hãy lưu lại bằng UTF-8.") from error
    except json.JSONDecodeError as error:
        where = f"dòng {error.lineno}, cột {error.colno}"
        raise FormatError(f"Tệp “{place.name}” không phải JSON hợp lệ ở {where}; hãy sửa chỗ đó.") from error
    except RecursionError as error:
        raise FormatError(f"Tệp “{place.name}” lồng quá nhiều tầng, không phải một bài toán.") from error


def problem_from_json(data: Any) -> Problem:
    """Turn the decoded JSON into a problem, or say which field is wrong."""
    if not isinstance(data, dict):
        raise FormatError("Bài toán phải là một đối tượng JSON {…} có offerings và requests.")
    notes = _notes(data)
    offerings = _offerings(_part(data, "offerings"))
    requests = _requests(_part(data, "requests"), seats_elsewhere=data.get("pair_seats") is not None)
    shape = (len(requests), len(offerings))
    problem = Problem(
        offerings=offerings,
        requests=requests,
        prices=_prices(_part(data, "objective")),
        prerequisite=_prerequisites(data.get("programmes")),
        unit_of_person=column_of(data.get("persons"), "persons", "unit"),
        away_limit=limits_of(data.get("units"), "units", "away_limit"),
        rooms=limits_in(data.get("rooms"), "rooms"),
        km=table_in(data.get("km"), "km", None),
        max_km=number_or_none(data.get("max_km"), "max_km"),
        cost_per_km=number_or_none(data.get("cost_per_km"), "cost_per_km") or 0.0,
        budget=number_or_none(data.get("budget"), "budget"),
        pair_cost=table_in(data.get("pair_cost"), "pair_cost", shape),
        pair_cost_total=table_in(data.get("pair_cost_total"), "pair_cost_total", shape),
        pair_seats=table_in(data.get("pair_seats"), "pair_seats", shape, least=0),
        pair_weight=table_in(data.get("pair_weight"), "pair_weight", shape),
        name=str(data.get("name") or ""),
        notes=notes,
        **read_office(data, offerings=len(offerings)),
    )
    _check_indexes(problem)
    check_office(problem)
    return problem


def plan_from_json(data: Any, problem: Problem) -> list[Placement]:
    """Read a plan list: [request, offering] or [request, offering, count] a line."""
    if not isinstance(data, list):
        raise FormatError(
            "Kế hoạch phải là một danh sách JSON các dòng [yêu cầu, lớp] hoặc có thêm số người."
        )
    plan: list[Placement] = []
    for row, line in enumerate(data):
        where = f"Kế hoạch, dòng {row + 1}"
        if not isinstance(line, list) or len(line) not in (2, 3):
            raise FormatError(f"{where}: cần [yêu cầu, lớp] hoặc [yêu cầu, lớp, số người].")
        request, offering, heads = (whole_in(cell, where) for cell in [*line, 1][:3])
        if not (0 <= request < len(problem.requests) and 0 <= offering < len(problem.offerings)):
            raise FormatError(f"{where}: yêu cầu {request} hoặc lớp {offering} không có trong bài toán.")
        plan.append((request, offering, heads))
    return plan


def plan_as_json(plan: Iterable[Placement]) -> list[list[int]]:
    """A plan as the file says it: the count is left out where it is one."""
    return [[r, o] if heads == 1 else [r, o, heads] for r, o, heads in sorted(plan) if heads > 0]


def write_json(path: str | Path, data: Any) -> None:
    """Write a JSON file whole or not at all."""
    place = Path(path)
    handle, draft = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(data, stream, ensure_ascii=False)
            stream.write("\n")
            stream.flush()
            os.fsync(stream.fileno())
        Path(draft).chmod(0o644)
        Path(draft).replace(place)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def problem_as_json(problem: Problem) -> dict[str, Any]:
    """A problem as `plan-instance/1`."""
    return {
        "format": FORMAT,
        "name": problem.name,
        "offerings": _offerings_as_json(problem.offerings),
        "requests": _requests_as_json(problem.requests),
        "programmes": _programmes_as_json(problem),
        "persons": persons_as_json(problem),
        "units": units_as_json(problem),
        "rooms": None if problem.rooms is None else open_list(problem.rooms),
        "km": plain_table(problem.km),
        "max_km": problem.max_km,
        "cost_per_km": problem.cost_per_km,
        "budget": problem.budget,
        "pair_cost": plain_table(problem.pair_cost),
        "pair_cost_total": plain_table(problem.pair_cost_total),
        "pair_seats": plain_table(problem.pair_seats),
        "pair_weight": plain_table(problem.pair_weight),
        **office_as_json(problem),
        "objective": {
            "sense": "max",
            "weight": problem.prices.weight,
            "open_cost": problem.prices.open_cost,
            "pair_cost": problem.prices.pair_cost,
            "mandatory_first": int(problem.mandatory_first),
            "mandatory_least": problem.mandatory_least,
        },
    }


def _notes(data: dict[str, Any]) -> tuple[str, ...]:
    notes = [f"Bỏ qua trường lạ “{key}”." for key in sorted(set(data) - KNOWN)]
    if "format" not in data:
        notes.append(f"Tệp không ghi format; đọc như {FORMAT}.")
    elif data["format"] != FORMAT:
        raise FormatError(f"format là “{data['format']}”; chỉ đọc được “{FORMAT}”.")
    return tuple(notes)


def _part(data: dict[str, Any], key: str) -> dict[str, Any]:
    part = data.get(key)
    if not isinstance(part, dict):
        raise FormatError(f"Thiếu phần “{key}” hoặc phần ấy không phải đối tượng {{…}}.")
    return part


def _offerings(part: dict[str, Any]) -> Offerings:
    programme = wholes_in(required(part, "offerings", "programme"), "offerings.programme", least=0)
    size = len(programme)

    def whole(key: str, usual: int, least: int | None = 0) -> Ints:
        return wholes_in(part.get(key, [usual] * size), f"offerings.{key}", size=size, least=least)

    capacity = required(part, "offerings", "capacity")
    return Offerings(
        programme=programme,
        venue=whole("venue", 0),
        start=whole("start", 0, None),
        weeks=whole("weeks", 1, 1),
        min_size=whole("min_size", 0),
        capacity=reals_in(capacity, "offerings.capacity", size=size, least=0),
        open_cost=reals_in(part.get("open_cost", [0] * size), "offerings.open_cost", size=size),
        lecturer=_lecturer(part.get("lecturer"), size),
    )


def _requests(part: dict[str, Any], *, seats_elsewhere: bool) -> Requests:
    programme = wholes_in(required(part, "requests", "programme"), "requests.programme", least=0)
    size = len(programme)
    person = required(part, "requests", "person")
    seats = None if seats_elsewhere else part.get("seats")
    mandatory = part.get("mandatory")
    return Requests(
        person=wholes_in(person, "requests.person", size=size, least=0),
        programme=programme,
        count=wholes_in(part.get("count", [1] * size), "requests.count", size=size, least=0),
        seats=reals_in([1] * size if seats is None else seats, "requests.seats", size=size, least=0),
        weight=reals_in(part.get("weight", [0] * size), "requests.weight", size=size),
        must=wholes_in(part.get("must", [0] * size), "requests.must", size=size, least=0, most=1).astype(
            bool
        ),
        mandatory=None
        if mandatory is None
        else wholes_in(mandatory, "requests.mandatory", size=size, least=0, most=1).astype(bool),
    )


def _lecturer(value: Any, size: int) -> Ints | None:
    column = limits_in(value, "offerings.lecturer")
    if column is None:
        return None
    if len(column) != size:
        raise FormatError(f"offerings.lecturer có {len(column)} dòng, cần {size} dòng.")
    return np.where(column == NO_LIMIT, NOBODY, column)


def _prices(part: dict[str, Any]) -> Prices:
    if part.get("sense", "max") != "max":
        raise FormatError("objective.sense phải là “max”; hãy đổi dấu các hệ số thay cho “min”.")
    values = {
        key: number_or_none(part.get(key), f"objective.{key}") or 0.0 for key in Prices.__dataclass_fields__
    }
    return Prices(**values)


def _prerequisites(programmes: Any) -> dict[int, int]:
    if programmes is None:
        return {}
    if not isinstance(programmes, list):
        raise FormatError("programmes phải là danh sách các {id, prerequisite}.")
    found: dict[int, int] = {}
    for row, programme in enumerate(programmes):
        if not isinstance(programme, dict):
            raise FormatError(f"programmes[{row}] phải là đối tượng {{id, prerequisite}}.")
        first = programme.get("prerequisite")
        if first is not None:
            number = whole_in(programme.get("id", row), f"programmes[{row}].id")
            found[number] = whole_in(first, f"programmes[{row}].prerequisite")
    return found


def _check_indexes(problem: Problem) -> None:
    offerings, requests = problem.offerings, problem.requests
    if problem.km is not None and problem.unit_of_person is None and len(requests):
        raise FormatError(
            "Có km nhưng không có persons.unit, nên không biết ai đi từ đâu; hãy thêm persons.unit."
        )
    if problem.unit_of_person is not None:
        check_within(requests.person, len(problem.unit_of_person), "requests.person", "persons.unit")
        for column, name in ((problem.away_limit, "units.away_limit"), (problem.km, "km")):
            if column is not None:
                check_within(problem.unit_of_person, len(column), "persons.unit", name)
    if problem.rooms is not None:
        check_within(offerings.venue, len(problem.rooms), "offerings.venue", "rooms")
    if problem.km is not None and len(problem.km):
        check_within(offerings.venue, problem.km.shape[1], "offerings.venue", "km[đơn vị]")


def _offerings_as_json(offerings: Offerings) -> dict[str, Any]:
    columns = {key: getattr(offerings, key) for key in Offerings.__dataclass_fields__ if key != "lecturer"}
    told = {key: plain(column) for key, column in columns.items()}
    return told if offerings.lecturer is None else {**told, "lecturer": lecturer_as_json(offerings.lecturer)}


def _requests_as_json(requests: Requests) -> dict[str, Any]:
    columns = {key: getattr(requests, key) for key in Requests.__dataclass_fields__}
    return {key: plain(column) for key, column in columns.items() if column is not None}


def _programmes_as_json(problem: Problem) -> list[dict[str, int | None]]:
    columns = (problem.offerings.programme, problem.requests.programme)
    named = [*problem.prerequisite, *problem.serve]
    last = max([int(column.max()) for column in columns if len(column)] + [*named, -1])
    return [
        {"id": p, "prerequisite": problem.prerequisite.get(p), "serve": problem.serve.get(p)}
        for p in range(last + 1)
    ]
