"""Reads and writes the two file formats (định dạng tệp): `plan-instance/1` and the plan list."""

from __future__ import annotations

import json
import math
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from caunoi.domain.allocation.problem import (
    Floats,
    Ints,
    Offerings,
    Placement,
    Prices,
    Problem,
    Requests,
    limits,
    table,
)

FORMAT = "plan-instance/1"
KNOWN = {
    "format", "name", "family", "source", "offerings", "requests", "programmes", "persons", "units", "rooms",
    "km", "max_km", "cost_per_km", "budget", "pair_cost", "pair_cost_total", "pair_seats", "pair_weight",
    "objective",
}  # fmt: skip
LARGEST_WHOLE = 2**53


class FormatError(ValueError):
    """The file cannot be read as what it should be; the message says where and how to mend it."""


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
        unit_of_person=_column_of(data.get("persons"), "persons", "unit"),
        away_limit=_limits_of(data.get("units"), "units", "away_limit"),
        rooms=_limits(data.get("rooms"), "rooms"),
        km=_table(data.get("km"), "km", None),
        max_km=_number_or_none(data.get("max_km"), "max_km"),
        cost_per_km=_number_or_none(data.get("cost_per_km"), "cost_per_km") or 0.0,
        budget=_number_or_none(data.get("budget"), "budget"),
        pair_cost=_table(data.get("pair_cost"), "pair_cost", shape),
        pair_cost_total=_table(data.get("pair_cost_total"), "pair_cost_total", shape),
        pair_seats=_table(data.get("pair_seats"), "pair_seats", shape, least=0),
        pair_weight=_table(data.get("pair_weight"), "pair_weight", shape),
        name=str(data.get("name") or ""),
        notes=notes,
    )
    _check_indexes(problem)
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
        request, offering, heads = (_whole(cell, where) for cell in [*line, 1][:3])
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
    units = None if problem.away_limit is None else {"away_limit": _open_list(problem.away_limit)}
    persons = None if problem.unit_of_person is None else {"unit": problem.unit_of_person.tolist()}
    return {
        "format": FORMAT,
        "name": problem.name,
        "offerings": {key: _plain(getattr(problem.offerings, key)) for key in Offerings.__dataclass_fields__},
        "requests": {key: _plain(getattr(problem.requests, key)) for key in Requests.__dataclass_fields__},
        "programmes": _programmes_as_json(problem),
        "persons": persons,
        "units": units,
        "rooms": None if problem.rooms is None else _open_list(problem.rooms),
        "km": _plain_table(problem.km),
        "max_km": problem.max_km,
        "cost_per_km": problem.cost_per_km,
        "budget": problem.budget,
        "pair_cost": _plain_table(problem.pair_cost),
        "pair_cost_total": _plain_table(problem.pair_cost_total),
        "pair_seats": _plain_table(problem.pair_seats),
        "pair_weight": _plain_table(problem.pair_weight),
        "objective": {
            "sense": "max",
            "weight": problem.prices.weight,
            "open_cost": problem.prices.open_cost,
            "pair_cost": problem.prices.pair_cost,
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
    programme = _wholes(_required(part, "offerings", "programme"), "offerings.programme", least=0)
    size = len(programme)

    def whole(key: str, usual: int, least: int | None = 0) -> Ints:
        return _wholes(part.get(key, [usual] * size), f"offerings.{key}", size=size, least=least)

    capacity = _required(part, "offerings", "capacity")
    return Offerings(
        programme=programme,
        venue=whole("venue", 0),
        start=whole("start", 0, None),
        weeks=whole("weeks", 1, 1),
        min_size=whole("min_size", 0),
        capacity=_reals(capacity, "offerings.capacity", size=size, least=0),
        open_cost=_reals(part.get("open_cost", [0] * size), "offerings.open_cost", size=size),
    )


def _requests(part: dict[str, Any], *, seats_elsewhere: bool) -> Requests:
    programme = _wholes(_required(part, "requests", "programme"), "requests.programme", least=0)
    size = len(programme)
    person = _required(part, "requests", "person")
    seats = None if seats_elsewhere else part.get("seats")
    return Requests(
        person=_wholes(person, "requests.person", size=size, least=0),
        programme=programme,
        count=_wholes(part.get("count", [1] * size), "requests.count", size=size, least=0),
        seats=_reals([1] * size if seats is None else seats, "requests.seats", size=size, least=0),
        weight=_reals(part.get("weight", [0] * size), "requests.weight", size=size),
        must=_wholes(part.get("must", [0] * size), "requests.must", size=size, least=0, most=1).astype(bool),
    )


def _prices(part: dict[str, Any]) -> Prices:
    if part.get("sense", "max") != "max":
        raise FormatError("objective.sense phải là “max”; hãy đổi dấu các hệ số thay cho “min”.")
    values = {
        key: _number_or_none(part.get(key), f"objective.{key}") or 0.0 for key in Prices.__dataclass_fields__
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
            number = _whole(programme.get("id", row), f"programmes[{row}].id")
            found[number] = _whole(first, f"programmes[{row}].prerequisite")
    return found


def _check_indexes(problem: Problem) -> None:
    offerings, requests = problem.offerings, problem.requests
    if problem.km is not None and problem.unit_of_person is None and len(requests):
        raise FormatError(
            "Có km nhưng không có persons.unit, nên không biết ai đi từ đâu; hãy thêm persons.unit."
        )
    if problem.unit_of_person is not None:
        _within(requests.person, len(problem.unit_of_person), "requests.person", "persons.unit")
        for column, name in ((problem.away_limit, "units.away_limit"), (problem.km, "km")):
            if column is not None:
                _within(problem.unit_of_person, len(column), "persons.unit", name)
    if problem.rooms is not None:
        _within(offerings.venue, len(problem.rooms), "offerings.venue", "rooms")
    if problem.km is not None and len(problem.km):
        _within(offerings.venue, problem.km.shape[1], "offerings.venue", "km[đơn vị]")


def _within(index: Ints, size: int, name: str, target: str) -> None:
    wrong = np.flatnonzero((index < 0) | (index >= size))
    if len(wrong):
        row = int(wrong[0])
        raise FormatError(
            f"{name}[{row}] là {int(index[row])}, nhưng {target} chỉ có {size} dòng (đánh số từ 0)."
        )


def _required(part: dict[str, Any], owner: str, key: str) -> Any:
    if part.get(key) is None:
        raise FormatError(f"Thiếu cột “{owner}.{key}”.")
    return part[key]


def _list(value: Any, name: str, size: int | None) -> list[Any]:
    if not isinstance(value, list):
        raise FormatError(f"{name} phải là danh sách.")
    if size is not None and len(value) != size:
        raise FormatError(f"{name} có {len(value)} dòng, cần {size} dòng.")
    return value


def _whole(value: Any, name: str) -> int:
    number = _real(value, name)
    if number != int(number) or abs(number) > LARGEST_WHOLE:
        raise FormatError(f"{name} phải là số nguyên, không phải {value!r}.")
    return int(number)


def _real(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FormatError(f"{name} phải là số, không phải {str(value)[:40]!r}.")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise FormatError(f"{name} phải là số hữu hạn.")
    return number


def _wholes(
    value: Any, name: str, *, size: int | None = None, least: int | None = None, most: int | None = None
) -> Ints:
    numbers = [_whole(cell, f"{name}[{row}]") for row, cell in enumerate(_list(value, name, size))]
    _bounds(numbers, name, least, most)
    return np.array(numbers, dtype=np.int64)


def _reals(value: Any, name: str, *, size: int | None = None, least: float | None = None) -> Floats:
    numbers = [_real(cell, f"{name}[{row}]") for row, cell in enumerate(_list(value, name, size))]
    _bounds(numbers, name, least, None)
    return np.array(numbers, dtype=np.float64)


def _bounds(numbers: list[Any], name: str, least: float | None, most: float | None) -> None:
    for row, number in enumerate(numbers):
        if least is not None and number < least:
            raise FormatError(f"{name}[{row}] là {number:g}, không được nhỏ hơn {least}.")
        if most is not None and number > most:
            raise FormatError(f"{name}[{row}] là {number:g}, không được lớn hơn {most}.")


def _number_or_none(value: Any, name: str) -> float | None:
    return None if value is None else _real(value, name)


def _limits(value: Any, name: str) -> Ints | None:
    if value is None:
        return None
    cells = [None if c is None else _whole(c, f"{name}[{i}]") for i, c in enumerate(_list(value, name, None))]
    _bounds([0 if cell is None else cell for cell in cells], name, 0, None)
    return limits(cells)


def _limits_of(part: Any, owner: str, key: str) -> Ints | None:
    if part is None:
        return None
    if not isinstance(part, dict):
        raise FormatError(f"{owner} phải là đối tượng có cột {key}.")
    return _limits(part.get(key), f"{owner}.{key}")


def _column_of(part: Any, owner: str, key: str) -> Ints | None:
    if part is None:
        return None
    if not isinstance(part, dict):
        raise FormatError(f"{owner} phải là đối tượng có cột {key}.")
    return None if part.get(key) is None else _wholes(part[key], f"{owner}.{key}", least=0)


def _table(
    value: Any, name: str, shape: tuple[int, int] | None, *, least: float | None = None
) -> Floats | None:
    if value is None:
        return None
    rows = _list(value, name, None if shape is None else shape[0])
    width = shape[1] if shape else (len(rows[0]) if rows and isinstance(rows[0], list) else 0)
    cells = [_row(row, f"{name}[{number}]", width, least) for number, row in enumerate(rows)]
    return table(cells) if cells else np.zeros((0, width))


def _row(value: Any, name: str, width: int, least: float | None) -> list[float | None]:
    cells = _list(value, name, width)
    numbers = [
        None if cell is None else _real(cell, f"{name}[{column}]") for column, cell in enumerate(cells)
    ]
    if least is not None and any(number is not None and number < least for number in numbers):
        raise FormatError(f"{name} có số nhỏ hơn {least:g}.")
    return numbers


def _plain(column: Any) -> list[Any]:
    return [int(value) if float(value).is_integer() else float(value) for value in column.tolist()]


def _open_list(column: Ints) -> list[int | None]:
    return [None if value == np.iinfo(np.int64).max else value for value in column.tolist()]


def _plain_table(rows: Floats | None) -> list[list[float | None]] | None:
    if rows is None:
        return None
    return [[None if math.isnan(cell) else cell for cell in row] for row in rows.tolist()]


def _programmes_as_json(problem: Problem) -> list[dict[str, int | None]]:
    columns = (problem.offerings.programme, problem.requests.programme)
    last = max([int(column.max()) for column in columns if len(column)] + [*problem.prerequisite, -1])
    return [{"id": number, "prerequisite": problem.prerequisite.get(number)} for number in range(last + 1)]
