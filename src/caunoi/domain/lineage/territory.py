"""All that is kept of a land's units, as frozen values, each with its source and how sure it is."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from caunoi.domain.lineage.kinds import Confidence
from caunoi.domain.lineage.lineage import Lineage
from caunoi.domain.lineage.reorganisation import Move, NewUnit, moves_told
from caunoi.domain.lineage.unit import Succession, Version
from caunoi.domain.vocabulary.period import Period


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

    def on_the_eve_of(self, day: date) -> "Territory":
        """The same as it stood before the day (danh mục của ngày hôm trước): what the day brought is not there yet."""
        versions = tuple(_still_open(row, day) for row in self.versions if _begins_before(row.period, day))
        there = {row.unit for row in versions}
        return replace(
            self,
            versions=versions,
            successions=tuple(row for row in self.successions if row.on < day),
            coverage=tuple(row for row in self.coverage if row.province in there),
        )

    def brought_by(self, day: date) -> tuple[tuple[Move, ...], tuple[NewUnit, ...]]:
        """What the changes of the day do to the units of its eve, and which units they found."""
        before = {row.unit for row in self.versions if _begins_before(row.period, day)}
        new = [row for row in self.lineage.units_on(day) if row.unit not in before]
        founded = tuple(NewUnit(row.unit, row.name, row.type, row.parent, row.code) for row in new)
        return moves_told(self.successions, self.lineage, on=day), founded

    def act(self, key: str) -> Act | None:
        """The act the rows cite under this key."""
        return next((act for act in self.acts if act.key == key), None)

    def centroid(self, unit: str) -> Centroid | None:
        """About where the unit lies, or None if nobody recorded it."""
        return self._places.get(unit)

    def area_class(self, unit: str, *, on: date) -> AreaClass | None:
        """The unit's own class on the day, else that of the nearest unit above which has one."""
        above = (v.unit for v in self.lineage.ancestors(unit, on=on))
        classes = (row for name in (unit, *above) for row in self._classes.get(name, ()))
        return next((row for row in classes if row.period.contains(on)), None)

    def coverage_of(self, province: str, *, on: date) -> Coverage | None:
        """How complete the record of the province is on the day."""
        return next((c for c in self.coverage if c.province == province and c.period.contains(on)), None)

    @cached_property
    def _places(self) -> dict[str, Centroid]:
        return {point.unit: point for point in self.centroids}

    @cached_property
    def _classes(self) -> dict[str, list[AreaClass]]:
        found: dict[str, list[AreaClass]] = {}
        for row in self.area_classes:
            found.setdefault(row.unit, []).append(row)
        return found


def _begins_before(period: Period, day: date) -> bool:
    return period.start is None or period.start < day


def _still_open(row: Version, day: date) -> Version:
    """A version that ends on the day or later has no end yet."""
    end = row.period.end
    return row if end is None or end < day else replace(row, period=Period(row.period.start, None))
