"""All that is known of units through time, held in memory: the domain's lineage beside the rows' identities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from caunoi.apps.organisation.models import LegalAct
from caunoi.domain.lineage import Coverage, Lineage, Succession, Version


@dataclass(frozen=True)
class Passage:
    """One step of a unit's life into another (bước kế thừa): who was before, who after, on which day, by which act."""

    step: Succession
    before: Version | None
    after: Version | None
    before_id: UUID
    after_id: UUID | None
    act: LegalAct | None

    @property
    def on(self) -> date:
        return self.step.on

    @property
    def is_itself(self) -> bool:
        """The same unit under another name, type or parent."""
        return self.step.keeps_identity


@dataclass(frozen=True)
class Register:
    """Every unit, version, change and act (danh mục đơn vị qua thời gian)."""

    lineage: Lineage
    ids: Mapping[str, UUID]
    acts: Mapping[str, LegalAct] = field(repr=False)
    coverage: Sequence[Coverage] = ()

    @cached_property
    def slugs(self) -> Mapping[UUID, str]:
        return {unit_id: slug for slug, unit_id in self.ids.items()}

    def passages_from(self, slug: str) -> list[Passage]:
        """What the unit passed into, itself under another name included, oldest first."""
        return [self._passage(step) for step in self.lineage.history(slug) if step.predecessor == slug]

    def passages_to(self, slug: str) -> list[Passage]:
        """What passed into the unit, oldest first; its own changes are not among them."""
        found = [
            step for step in self.lineage.history(slug) if step.successor == slug and not step.keeps_identity
        ]
        return [self._passage(step) for step in found]

    def passages_after(self, version: Version) -> list[Passage]:
        """Every step from this version on, through all its heirs, in the order of time."""
        found: dict[Succession, Passage] = {}
        waiting = [(version.unit, version.period.start)]
        while waiting:
            slug, since = waiting.pop()
            for passage in self.passages_from(slug):
                later = since is None or passage.on > since
                if later and passage.step not in found:
                    found[passage.step] = passage
                    if passage.step.successor not in (None, slug):
                        waiting.append((str(passage.step.successor), passage.on))
        return sorted(found.values(), key=lambda passage: (passage.on, passage.step.predecessor))

    def heirs(self, version: Version, *, on: date) -> list[Version]:
        """Who stands for the version's unit on ``on``: itself while it lives, else its heirs."""
        living = self.lineage.version(version.unit, on=on)
        if living is not None:
            return [living]
        since = version.period.start or date.min
        return [
            found.version
            for found in self.lineage.what_became_of(version.unit, since=since, on=on)
            if found.version
        ]

    def completeness(self, province: str, *, on: date) -> Coverage | None:
        found = (row for row in self.coverage if row.province == province and row.period.contains(on))
        return next(found, None)

    @cached_property
    def last_change(self) -> date | None:
        """The newest day on which anything changed."""
        return max((step.on for step in self.lineage.successions), default=None)

    def _passage(self, step: Succession) -> Passage:
        before = [
            v for v in self.lineage.versions_of(step.predecessor) if (v.period.start or date.min) < step.on
        ]
        return Passage(
            step,
            before[-1] if before else None,
            self.lineage.version(step.successor, on=step.on) if step.successor else None,
            self.ids[step.predecessor],
            self.ids[step.successor] if step.successor else None,
            self.acts.get(step.act),
        )
