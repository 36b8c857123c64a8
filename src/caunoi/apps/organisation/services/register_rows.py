"""The rows of the register that an outcome closes and opens: foreseen here, written when the act is signed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from statistics import fmean
from typing import Any
from uuid import UUID

from caunoi.apps.organisation.choices import RECORD_BEGINS, Confidence
from caunoi.apps.organisation.models import LegalAct, Reorganisation, Succession, Unit, UnitVersion, keys_of
from caunoi.apps.organisation.register import Register
from caunoi.apps.organisation.selectors import identity, ids_with_new
from caunoi.apps.organisation.services.units import refuse_unclean
from caunoi.domain import lineage
from caunoi.domain.lineage import Outcome, Version
from caunoi.foundation.db.rows import RowChange, added, changed
from caunoi.foundation.policy import system_scope

KEPT_PLACE = ("area", "area_confidence", "latitude", "longitude", "area_km2", "place_confidence")


def register_rows(draft: Reorganisation, known: Register, outcome: Outcome) -> list[RowChange]:
    """The act, new units, versions that end and begin, and the steps between them, in the order of writing."""
    rows = _Rows(draft, known, outcome)
    return [*rows.act(), *rows.units(), *rows.closed(), *rows.opened(), *rows.steps()]


class _Rows:
    def __init__(self, draft: Reorganisation, known: Register, outcome: Outcome) -> None:
        self.draft, self.known, self.outcome = draft, known, outcome
        self.ids = ids_with_new(draft, known, outcome)
        cited = known.acts.get(draft.number)
        self.act_id = cited.pk if cited else identity(draft, "act")
        self.there = _versions_there([version.unit for version in outcome.closed])

    def act(self) -> Iterator[RowChange]:
        if self.draft.number not in self.known.acts:
            yield added(
                LegalAct(
                    pk=self.act_id,
                    number=self.draft.number,
                    title=self.draft.title,
                    issuer=self.draft.issuer,
                    effective_on=self.draft.effective_on,
                    confidence=Confidence.HIGH,
                )
            )

    def units(self) -> Iterator[RowChange]:
        for slug, unit_id in self.ids.items():
            if slug not in self.known.ids:
                yield added(Unit(pk=unit_id, slug=slug))

    def closed(self) -> Iterator[RowChange]:
        for version in self.outcome.closed:
            yield changed(self._row(version), valid_to=self.draft.effective_on)

    def opened(self) -> Iterator[RowChange]:
        before = {version.unit: self._row(version) for version in self.outcome.closed}
        for version in self.outcome.opened:
            row = self._version(version, self._place(version, before))
            refuse_unclean(row, row.name)
            yield added(row)

    def steps(self) -> Iterator[RowChange]:
        for step in self.outcome.steps:
            yield added(self._step(step))

    def _row(self, version: Version) -> UnitVersion:
        return self.there[self.ids[version.unit], version.period.start or RECORD_BEGINS]

    def _version(self, version: Version, place: Mapping[str, Any]) -> UnitVersion:
        return UnitVersion(
            pk=identity(self.draft, f"version:{version.unit}"),
            unit_id=self.ids[version.unit],
            valid_from=self.draft.effective_on,
            valid_to=version.period.end,
            code=version.code,
            name=version.name,
            type=version.type.value,
            parent_id=self.ids[version.parent] if version.parent else None,
            act_id=self.act_id,
            source=version.source,
            confidence=version.confidence.value,
            note=version.note,
            **keys_of(version.name),
            **place,
        )

    def _place(self, version: Version, before: Mapping[str, UnitVersion]) -> Mapping[str, Any]:
        """Where the unit lies: where it lay, or amid the units it is made of."""
        if version.unit in before:
            return {name: getattr(before[version.unit], name) for name in KEPT_PLACE}
        sources = [
            before[step.predecessor]
            for step in self.outcome.steps
            if step.successor == version.unit and step.predecessor in before
        ]
        return _amid(sources)

    def _step(self, step: lineage.Succession) -> Succession:
        return Succession(
            pk=identity(self.draft, f"step:{step.predecessor}:{step.successor}:{step.kind.value}"),
            predecessor_id=self.ids[step.predecessor],
            successor_id=self.ids[step.successor] if step.successor else None,
            on=step.on,
            kind=step.kind.value,
            share=step.share.value,
            act_id=self.act_id,
            source=step.source,
            confidence=step.confidence.value,
            note=step.note,
        )


def _amid(sources: Sequence[UnitVersion]) -> Mapping[str, Any]:
    """The middle of the units it came from and their common class of area; said to be derived."""
    points = [
        (row.latitude, row.longitude)
        for row in sources
        if row.latitude is not None and row.longitude is not None
    ]
    areas = {row.area for row in sources if row.area}
    place: dict[str, Any] = {}
    if points:
        place = {
            "latitude": fmean(lat for lat, _lon in points),
            "longitude": fmean(lon for _lat, lon in points),
            "place_confidence": Confidence.DERIVED,
        }
    if len(areas) == 1:
        place |= {"area": areas.pop(), "area_confidence": Confidence.DERIVED}
    return place


def _versions_there(slugs: Sequence[str]) -> Mapping[tuple[UUID, date], UnitVersion]:
    with system_scope("organisation: foresee a reorganisation"):
        found = UnitVersion.objects.filter(unit__slug__in=slugs)
        return {(row.unit_id, row.valid_from): row for row in found}
