"""Reads and writes the cells of the file format (ô dữ liệu): numbers, columns, tables, with errors that say where."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from caunoi.domain.allocation.problem import NO_LIMIT, Floats, Ints, limits, table

LARGEST_WHOLE = 2**53


class FormatError(ValueError):
    """The file cannot be read as what it should be; the message says where and how to mend it."""


def check_within(index: Ints, size: int, name: str, target: str) -> None:
    """Every index names one of `size` rows of the target; raises FormatError with the first that does not."""
    wrong = np.flatnonzero((index < 0) | (index >= size))
    if len(wrong):
        row = int(wrong[0])
        raise FormatError(
            f"{name}[{row}] là {int(index[row])}, nhưng {target} chỉ có {size} dòng (đánh số từ 0)."
        )


def required(part: dict[str, Any], owner: str, key: str) -> Any:
    """A column that has to be there."""
    if part.get(key) is None:
        raise FormatError(f"Thiếu cột “{owner}.{key}”.")
    return part[key]


def list_in(value: Any, name: str, size: int | None) -> list[Any]:
    """A list, of so many rows if that is known."""
    if not isinstance(value, list):
        raise FormatError(f"{name} phải là danh sách.")
    if size is not None and len(value) != size:
        raise FormatError(f"{name} có {len(value)} dòng, cần {size} dòng.")
    return value


def whole_in(value: Any, name: str) -> int:
    """A whole number no double rounds."""
    number = real_in(value, name)
    if number != int(number) or abs(number) > LARGEST_WHOLE:
        raise FormatError(f"{name} phải là số nguyên, không phải {value!r}.")
    return int(number)


def real_in(value: Any, name: str) -> float:
    """A finite number; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FormatError(f"{name} phải là số, không phải {str(value)[:40]!r}.")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise FormatError(f"{name} phải là số hữu hạn.")
    return number


def wholes_in(
    value: Any, name: str, *, size: int | None = None, least: int | None = None, most: int | None = None
) -> Ints:
    """A column of whole numbers within bounds."""
    numbers = [whole_in(cell, f"{name}[{row}]") for row, cell in enumerate(list_in(value, name, size))]
    _bounds(numbers, name, least, most)
    return np.array(numbers, dtype=np.int64)


def reals_in(value: Any, name: str, *, size: int | None = None, least: float | None = None) -> Floats:
    """A column of finite numbers within bounds."""
    numbers = [real_in(cell, f"{name}[{row}]") for row, cell in enumerate(list_in(value, name, size))]
    _bounds(numbers, name, least, None)
    return np.array(numbers, dtype=np.float64)


def _bounds(numbers: list[Any], name: str, least: float | None, most: float | None) -> None:
    for row, number in enumerate(numbers):
        if least is not None and number < least:
            raise FormatError(f"{name}[{row}] là {number:g}, không được nhỏ hơn {least}.")
        if most is not None and number > most:
            raise FormatError(f"{name}[{row}] là {number:g}, không được lớn hơn {most}.")


def number_or_none(value: Any, name: str) -> float | None:
    """A finite number, or None where the field is absent."""
    return None if value is None else real_in(value, name)


def whole_or_none(value: Any, name: str, *, least: int | None = None) -> int | None:
    """A whole number, or None where the field is absent."""
    if value is None:
        return None
    number = whole_in(value, name)
    if least is not None and number < least:
        raise FormatError(f"{name} là {number}, không được nhỏ hơn {least}.")
    return number


def limits_in(value: Any, name: str, *, least: int | None = 0) -> Ints | None:
    """A column of limits, None in a cell meaning without limit."""
    if value is None:
        return None
    cells = [
        None if c is None else whole_in(c, f"{name}[{i}]") for i, c in enumerate(list_in(value, name, None))
    ]
    _bounds([0 if cell is None else cell for cell in cells], name, least, None)
    return limits(cells)


def limits_of(part: Any, owner: str, key: str, *, least: int | None = 0) -> Ints | None:
    """A column of limits inside an object that may be absent."""
    if part is None:
        return None
    if not isinstance(part, dict):
        raise FormatError(f"{owner} phải là đối tượng có cột {key}.")
    return limits_in(part.get(key), f"{owner}.{key}", least=least)


def column_of(part: Any, owner: str, key: str) -> Ints | None:
    """A column of indexes inside an object that may be absent."""
    if part is None:
        return None
    if not isinstance(part, dict):
        raise FormatError(f"{owner} phải là đối tượng có cột {key}.")
    return None if part.get(key) is None else wholes_in(part[key], f"{owner}.{key}", least=0)


def table_in(
    value: Any, name: str, shape: tuple[int, int] | None, *, least: float | None = None
) -> Floats | None:
    """A table of the shape, None in a cell ruling the pair out."""
    if value is None:
        return None
    rows = list_in(value, name, None if shape is None else shape[0])
    width = shape[1] if shape else (len(rows[0]) if rows and isinstance(rows[0], list) else 0)
    cells = [_row(row, f"{name}[{number}]", width, least) for number, row in enumerate(rows)]
    return table(cells) if cells else np.zeros((0, width))


def _row(value: Any, name: str, width: int, least: float | None) -> list[float | None]:
    cells = list_in(value, name, width)
    numbers = [
        None if cell is None else real_in(cell, f"{name}[{column}]") for column, cell in enumerate(cells)
    ]
    if least is not None and any(number is not None and number < least for number in numbers):
        raise FormatError(f"{name} có số nhỏ hơn {least:g}.")
    return numbers


def plain(column: Any) -> list[Any]:
    """A column as JSON says it: whole numbers without a point."""
    return [int(value) if float(value).is_integer() else float(value) for value in column.tolist()]


def open_list(column: Ints) -> list[int | None]:
    """A column of limits as JSON says it."""
    return [None if value == NO_LIMIT else value for value in column.tolist()]


def plain_table(rows: Floats | None) -> list[list[float | None]] | None:
    """A table as JSON says it, None in a cell ruling the pair out."""
    if rows is None:
        return None
    return [[None if math.isnan(cell) else cell for cell in row] for row in rows.tolist()]
