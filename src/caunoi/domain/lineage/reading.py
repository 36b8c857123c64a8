"""Reads the territory kept as files; a row that cannot be read says where it is and how to mend it."""

import csv
import tomllib
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from caunoi.domain.lineage.kinds import ChangeKind, Confidence, Share, UnitType
from caunoi.domain.lineage.territory import Act, AreaClass, Centroid, Coverage, Territory
from caunoi.domain.lineage.unit import Succession, Version
from caunoi.domain.vocabulary.period import Period

Row = TypeVar("Row")
Word = TypeVar("Word", bound=StrEnum)


class UnreadableTerritory(ValueError):
    """A file of the territory that cannot be read (danh mục chưa đọc được): it says where and how to mend."""


class Cells:
    """One row of a table, read by the name of the column (một dòng của danh mục)."""

    def __init__(self, row: dict[str, str | None]) -> None:
        self._row = row

    def text(self, column: str) -> str:
        found = self._row.get(column)
        if found is None:
            raise ValueError(f"thiếu cột {column}")
        return found

    def word(self, column: str, words: type[Word]) -> Word:
        text = self.text(column)
        if text not in set(words):
            raise ValueError(f"cột {column}: không có giá trị “{text}”, chọn một trong: {', '.join(words)}")
        return words(text)

    def day(self, column: str) -> date | None:
        text = self.text(column)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError as fault:
            raise ValueError(f"cột {column}: “{text}” không phải ngày, ghi theo dạng 2025-07-01") from fault

    def required_day(self, column: str) -> date:
        day = self.day(column)
        if day is None:
            raise ValueError(f"cột {column}: chưa ghi ngày")
        return day

    def period(self) -> Period:
        return Period(self.day("valid_from"), self.day("valid_to"))

    def number(self, column: str) -> float | None:
        text = self.text(column)
        try:
            return float(text) if text else None
        except ValueError as fault:
            raise ValueError(f"cột {column}: “{text}” không phải số") from fault

    def required_number(self, column: str) -> float:
        number = self.number(column)
        if number is None:
            raise ValueError(f"cột {column}: chưa ghi số")
        return number


def read_territory(folder: Traversable | None = None) -> Territory:
    """Read the files of the folder; without one, those that come with the product."""
    folder = folder or files("caunoi.regulations") / "territory"
    return Territory(
        _acts(folder / "acts.toml"),
        _rows(folder / "versions.csv", _version),
        _rows(folder / "successions.csv", _succession),
        _rows(folder / "centroids.csv", _centroid),
        _rows(folder / "area_class.csv", _area_class),
        _rows(folder / "coverage.csv", _coverage),
    )


def _acts(file: Traversable) -> tuple[Act, ...]:
    try:
        tables: dict[str, dict[str, Any]] = tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise UnreadableTerritory(f"{file.name}: sai cú pháp TOML ({fault}). Sửa chỗ được chỉ ra.") from fault
    return tuple(_act(file.name, key, row) for key, row in tables.items())


def _act(where: str, key: str, row: dict[str, Any]) -> Act:
    try:
        return Act(key, **{**row, "confidence": Confidence(row["confidence"])})
    except (KeyError, TypeError, ValueError) as fault:
        needed = "number, title, issuer, adopted, in_force, confidence"
        raise UnreadableTerritory(f"{where}, văn bản {key}: thiếu hoặc sai mục; cần đủ {needed}.") from fault


def _rows(file: Traversable, build: Callable[[Cells], Row]) -> tuple[Row, ...]:
    found: list[Row] = []
    for row in (table := csv.DictReader(file.read_text("utf-8").splitlines())):
        try:
            found.append(build(Cells(row)))
        except ValueError as fault:
            where = f"{file.name}, dòng {table.line_num}"
            raise UnreadableTerritory(f"{where}: {fault}. Sửa lại dòng ấy.") from fault
    return tuple(found)


def _version(row: Cells) -> Version:
    return Version(
        unit=row.text("unit"),
        name=row.text("name"),
        type=row.word("type", UnitType),
        code=row.text("code"),
        parent=row.text("parent") or None,
        period=row.period(),
        act=row.text("act"),
        source=row.text("source"),
        confidence=row.word("confidence", Confidence),
        note=row.text("note"),
    )


def _succession(row: Cells) -> Succession:
    return Succession(
        predecessor=row.text("predecessor"),
        successor=row.text("successor") or None,
        on=row.required_day("on"),
        kind=row.word("kind", ChangeKind),
        share=row.word("share", Share),
        act=row.text("act"),
        source=row.text("source"),
        confidence=row.word("confidence", Confidence),
        note=row.text("note"),
    )


def _centroid(row: Cells) -> Centroid:
    return Centroid(
        unit=row.text("unit"),
        lat=row.required_number("lat"),
        lon=row.required_number("lon"),
        area_km2=row.number("area_km2"),
        source=row.text("source"),
        confidence=row.word("confidence", Confidence),
        note=row.text("note"),
    )


def _area_class(row: Cells) -> AreaClass:
    return AreaClass(
        unit=row.text("unit"),
        area_class=row.text("area_class"),
        period=row.period(),
        source=row.text("source"),
        confidence=row.word("confidence", Confidence),
        note=row.text("note"),
    )


def _coverage(row: Cells) -> Coverage:
    return Coverage(
        province=row.text("province"),
        period=row.period(),
        level=row.text("level"),
        completeness=row.text("completeness"),
        note=row.text("note"),
    )
