"""How facts come in: readable records to columns, and columns to a checked frame."""

from collections.abc import Callable, Mapping
from typing import cast

import numpy as np
import numpy.typing as npt

from caunoi.domain.eligibility import daycode
from caunoi.domain.eligibility.facts import BLOCKS, COLUMNS, Column, Facts
from caunoi.domain.eligibility.terms import LANES, Scale, Terms

Record = Mapping[str, object]
DAYS = ("birth", "appointed", "first_elected", "retires")
NUMBERS = ("person", "unit")
STUDYING = "studying_"


class UnreadableFact(ValueError):
    """A fact that cannot be read (dữ kiện chưa đọc được)."""


def frame_of(columns: Mapping[str, npt.ArrayLike], *, size: int | None, terms: Terms) -> Facts:
    arrays = {name: np.asarray(value) for name, value in columns.items()}
    count = _common_length(arrays, size)
    plain = {name: arrays[name].astype(COLUMNS[name][0], copy=False) for name in arrays if name in COLUMNS}
    blocks: dict[str, Column] = {
        name: np.ascontiguousarray(arrays[name], np.uint8) for name in BLOCKS if name in arrays
    }
    for block, prefix in zip(BLOCKS, ("", STUDYING), strict=True):
        lanes = {
            lane: arrays[prefix + what] for lane, what in enumerate(terms.scales) if prefix + what in arrays
        }
        if lanes:
            blocks[block] = _block(blocks.get(block), lanes, count)
    _refuse_strangers(arrays, terms)
    _refuse_out_of_range(plain, blocks, terms)
    return Facts(count, plain, blocks)


def _block(start: Column | None, lanes: Mapping[int, Column], size: int) -> Column:
    block = np.zeros((size, LANES), np.uint8) if start is None else start.copy()
    for lane, values in lanes.items():
        block[:, lane] = values
    return block


def _common_length(arrays: Mapping[str, Column], size: int | None) -> int:
    lengths = {len(array) for array in arrays.values()} | ({size} if size is not None else set())
    if len(lengths) != 1:
        raise UnreadableFact(f"Các cột dữ kiện phải dài bằng nhau; đang có các độ dài {sorted(lengths)}.")
    return cast(int, lengths.pop())


def _refuse_strangers(arrays: Mapping[str, Column], terms: Terms) -> None:
    known = {*COLUMNS, *BLOCKS, *terms.scales, *(STUDYING + what for what in terms.scales)}
    strangers = sorted(set(arrays) - known)
    if strangers:
        raise UnreadableFact(
            f"Không có cột dữ kiện “{', '.join(strangers)}”. Các cột: {', '.join(sorted(known))}."
        )


def _refuse_out_of_range(columns: Mapping[str, Column], blocks: Mapping[str, Column], terms: Terms) -> None:
    limits = {what: len(scale.levels) for what, scale in terms.states.items()}
    limits |= {"title": len(terms.titles), "area": len(terms.areas), "professional_field": len(terms.fields)}
    for name, limit in limits.items():
        if name in columns and columns[name].max(initial=0) > limit:
            raise UnreadableFact(f"Cột “{name}” có giá trị lớn hơn {limit}, ngoài danh mục.")
    highest = np.array([len(scale.levels) for scale in terms.scales.values()])
    for name, block in blocks.items():
        if block.shape[1:] != (LANES,) or (block.max(axis=0, initial=0) > highest).any():
            raise UnreadableFact(f"Bảng trình độ “{name}” có mức ngoài thang.")


def columns_of(records: list[dict[str, object]], terms: Terms) -> dict[str, Column]:
    """Columns from readable records; a record may leave out whatever is not known."""
    readers = _readers(terms)
    _check_names(records, readers)
    columns: dict[str, Column] = {}
    for name, read in readers.items():
        if not any(name in record for record in records):
            continue
        values = [_read(read, record.get(name), name, row) for row, record in enumerate(records, 1)]
        for part, column in zip(_parts(name), zip(*values, strict=True), strict=True):
            columns[part] = np.array(column, dtype=COLUMNS.get(part, (np.uint8,))[0])
    _join_trainings(columns)
    return columns


def _read(read: Callable[[object], tuple[int, ...]], value: object, name: str, row: int) -> tuple[int, ...]:
    try:
        return read(value)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise UnreadableFact(f"Dòng {row}, mục “{name}”: không hiểu “{value}”. {fault}") from fault


def _parts(name: str) -> tuple[str, ...]:
    if name in DAYS:
        return f"{name}_earliest", f"{name}_latest"
    return (name,)


def _check_names(records: list[dict[str, object]], readers: Mapping[str, object]) -> None:
    strangers = sorted({name for record in records for name in record} - set(readers))
    if strangers:
        raise UnreadableFact(f"Không có dữ kiện “{', '.join(strangers)}”. Các dữ kiện: {', '.join(readers)}.")


def _readers(terms: Terms) -> dict[str, Callable[[object], tuple[int, ...]]]:
    readers: dict[str, Callable[[object], tuple[int, ...]]] = {
        "title": _word(terms.title_numbers),
        "area": _word(terms.area_numbers),
        "professional_field": _word(terms.field_numbers),
        "trained": _bits(terms),
        "not_trained": _bits(terms),
        "studying_until": lambda value: (daycode.bounds(value)[1],),
    }
    for what, scale in {**terms.scales, **terms.states}.items():
        readers[what] = _level(scale)
    readers |= {STUDYING + what: _level(scale) for what, scale in terms.scales.items()}
    readers |= dict.fromkeys(DAYS, daycode.bounds)
    readers |= {name: lambda value: (int(cast(int, value or 0)),) for name in NUMBERS}
    return readers


def _word(numbers: Mapping[str, int]) -> Callable[[object], tuple[int, ...]]:
    def read(value: object) -> tuple[int, ...]:
        if value is None or value == "":
            return (0,)
        if value not in numbers:
            raise ValueError(f"Các giá trị: {', '.join(numbers)}.")
        return (numbers[cast(str, value)],)

    return read


def _level(scale: Scale) -> Callable[[object], tuple[int, ...]]:
    read_word = _word(scale.ranks)

    def read(value: object) -> tuple[int, ...]:
        if value is True:
            return read_word(scale.yes)
        return read_word(scale.levels[0].code if value is False else value)

    return read


def _bits(terms: Terms) -> Callable[[object], tuple[int, ...]]:
    def read(value: object) -> tuple[int, ...]:
        names = list(terms.training_bits) if value == "tat_ca" else cast(list[str], value or [])
        strangers = [name for name in names if name not in terms.training_bits]
        if strangers:
            raise ValueError(f"Các nội dung bồi dưỡng: {', '.join(terms.training_bits)}.")
        return (sum({terms.training_bits[name] for name in names}),)

    return read


def _join_trainings(columns: dict[str, Column]) -> None:
    """What is held is known, and so is what is known not to be held."""
    absent = columns.pop("not_trained", None)
    held = columns.get("trained")
    if held is None and absent is None:
        return
    nothing = np.zeros_like(held if held is not None else absent, dtype=np.uint32)
    held = nothing if held is None else held
    absent = nothing if absent is None else absent & ~held
    columns["trained"] = held.astype(np.uint32)
    columns["trained_known"] = (held | absent).astype(np.uint32)
