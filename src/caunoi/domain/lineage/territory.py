"""The territory kept as files: read into frozen values, each with its source and how sure it is."""

import csv
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from caunoi.domain.lineage.kinds import ChangeKind, Confidence, Share, UnitType
from caunoi.domain.lineage.lineage import Lineage
from caunoi.domain.lineage.unit import Succession, Version
from caunoi.domain.vocabulary.period import Period

Row = TypeVar("Row")


class UnreadableTerritory(ValueError):
    """A file of the territory that cannot be read (danh mục chưa đọc được): it says where and how to mend."""


@dataclass(frozen=True)
class Act:
    """A legal act that changed units (văn bản)."""

    key: str
    number: str
    title: str
    issuer: str
    adopted: date
    in_force: date
    confidence: Confidence
    note: str = ""


@dataclass(frozen=True)
class Centroid:
    """About where a unit lies (tọa độ trung tâm), in degrees."""

    unit: str
    lat: float
    lon: float
    area_km2: float | None
    source: str
    confidence: Confidence
    note: str = ""


@dataclass(frozen=True)
class AreaClass:
    """The class of area standards look at (loại vùng): dong_bang, mien_nui or vung_cao."""

    unit: str
    area_class: str
    period: Period
    source: str
    confidence: Confidence
    note: str = ""


@dataclass(frozen=True)
class Coverage:
    """How much of a province the record holds in a period (mức đầy đủ): complete, partial, unknown."""

    province: str
    period: Period
    level: str
    completeness: str
    note: str = ""


@dataclass(frozen=True)
class Territory:
    """All that is kept about units (danh mục đơn vị hành chính)."""

    acts: tuple[Act, ...]
    versions: tuple[Version, ...]
    successions: tuple[Succession, ...]
    centroids: tuple[Centroid, ...]
    area_classes: tuple[AreaClass, ...]
    coverage: tuple[Coverage, ...]

    @cached_property
    def lineage(self) -> Lineage:
        return Lineage(self.versions, self.successions)

    def act(self, key: str) -> Act | None:
        return next((act for act in self.acts if act.key == key), None)

    def centroid(self, unit: str) -> Centroid | None:
        return next((point for point in self.centroids if point.unit == unit), None)

    def area_class(self, unit: str, *, on: date) -> AreaClass | None:
        """The unit's own class on the day, else that of the nearest unit above which has one."""
        for name in (unit, *(v.unit for v in self.lineage.ancestors(unit, on=on))):
            for row in self.area_classes:
                if row.unit == name and row.period.contains(on):
                    return row
        return None

    def coverage_of(self, province: str, *, on: date) -> Coverage | None:
        """How complete the record of the province is on the day."""
        return next((c for c in self.coverage if c.province == province and c.period.contains(on)), None)


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
        return tuple(
            Act(key, **{**row, "confidence": Confidence(row["confidence"])}) for key, row in tables.items()
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as fault:
        raise UnreadableTerritory(f"{file.name}: không đọc được ({fault}). Sửa lại văn bản ấy.") from fault


def _rows(file: Traversable, build: Callable[[dict[str, str]], Row]) -> tuple[Row, ...]:
    found: list[Row] = []
    with file.open("r", encoding="utf-8", newline="") as text:
        for row in (table := csv.DictReader(text)):
            try:
                found.append(build(row))
            except (KeyError, TypeError, ValueError) as fault:
                raise UnreadableTerritory(
                    f"{file.name}, dòng {table.line_num}: không đọc được ({fault}). Sửa lại dòng ấy."
                ) from fault
    return tuple(found)


def _version(row: dict[str, str]) -> Version:
    return Version(
        unit=row["unit"],
        name=row["name"],
        type=UnitType(row["type"]),
        code=row["code"],
        parent=row["parent"] or None,
        period=_period(row),
        act=row["act"],
        source=row["source"],
        confidence=Confidence(row["confidence"]),
        note=row["note"],
    )


def _succession(row: dict[str, str]) -> Succession:
    return Succession(
        predecessor=row["predecessor"],
        successor=row["successor"] or None,
        on=date.fromisoformat(row["on"]),
        kind=ChangeKind(row["kind"]),
        share=Share(row["share"]),
        act=row["act"],
        source=row["source"],
        confidence=Confidence(row["confidence"]),
        note=row["note"],
    )


def _centroid(row: dict[str, str]) -> Centroid:
    area = float(row["area_km2"]) if row["area_km2"] else None
    place = (float(row["lat"]), float(row["lon"]))
    return Centroid(row["unit"], *place, area, row["source"], Confidence(row["confidence"]), row["note"])


def _area_class(row: dict[str, str]) -> AreaClass:
    confidence = Confidence(row["confidence"])
    return AreaClass(row["unit"], row["area_class"], _period(row), row["source"], confidence, row["note"])


def _coverage(row: dict[str, str]) -> Coverage:
    return Coverage(row["province"], _period(row), row["level"], row["completeness"], row["note"])


def _period(row: dict[str, str]) -> Period:
    return Period(_day(row["valid_from"]), _day(row["valid_to"]))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
