"""One unit: what it was called and belonged to, what it came from, what it became."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from caunoi.apps.organisation.models import Unit, UnitVersion
from caunoi.apps.organisation.register import Passage
from caunoi.apps.organisation.selectors.registers import register
from caunoi.apps.organisation.selectors.trees import unit_tree
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.policy import system_scope


def unit_ids() -> dict[str, UUID]:
    """Every unit that ever was, by its lasting key."""
    with system_scope("organisation: units are public facts"):
        return dict(Unit.objects.values_list("slug", "pk"))


def versions_of(unit_id: UUID) -> list[UnitVersion]:
    """Everything the unit was called and belonged to, oldest first."""
    with system_scope("organisation: units are public facts"):
        found = UnitVersion.objects.filter(unit_id=unit_id)
        return list(found.select_related("act", "unit", "parent").order_by("valid_from"))


def last_names(unit_ids: Iterable[UUID]) -> dict[UUID, str]:
    """What each unit was called last, with its type, for a list that names many."""
    with system_scope("organisation: units are public facts"):
        versions = UnitVersion.objects.filter(unit_id__among=set(unit_ids)).order_by("valid_from")
        named = versions.only("unit_id", "name", "type")
        return {version.unit_id: version.full_name for version in named}


@dataclass(frozen=True)
class UnitStory:
    """One unit through time, asked on a day (lịch sử đơn vị); ``standing`` are those who stand for it that day."""

    unit_id: UUID
    on: date
    versions: list[UnitVersion]
    origins: list[Passage]
    heirs: list[Passage]
    standing: list[UnitVersion]
    above: UnitVersion | None = None

    @property
    def current(self) -> UnitVersion | None:
        return next((version for version in self.versions if version.holds_on(self.on)), None)

    @property
    def shown(self) -> UnitVersion:
        """The version of the day, else the nearest: the first before the unit began, the last after it ended."""
        nearest = self.versions[0] if self.on < self.versions[0].valid_from else self.versions[-1]
        return self.current or nearest

    @property
    def day_shown(self) -> date:
        """The day asked for, or the day nearest to it on which the unit was there."""
        return min(max(self.on, self.shown.valid_from), self.shown.known_period.last_day or self.on)


def story_of(unit_id: UUID, *, on: date) -> UnitStory:
    versions = versions_of(unit_id)
    if not versions:
        raise NotVisible(f"organisation.Unit {unit_id}")
    found = register()
    slug = found.slugs[unit_id]
    heirs = [passage for passage in found.passages_from(slug) if not passage.is_itself]
    standing = [version for version in successors_of(unit_id, on=on) if version.unit_id != unit_id]
    story = UnitStory(unit_id, on, versions, found.passages_to(slug), heirs, standing)
    parent_id = story.shown.parent_id
    return replace(story, above=version_on(parent_id, on=story.day_shown)) if parent_id else story


def unanswered(unit_ids: Iterable[UUID]) -> set[UUID]:
    """Those for which, when every act known has taken effect, no living unit answers."""
    day = register().last_change
    if day is None:
        return set()
    tree = unit_tree(on=day)
    return {unit_id for unit_id in set(unit_ids) if not tree.standing_for(unit_id)}


def version_on(unit_id: UUID, *, on: date) -> UnitVersion | None:
    """The unit as it stood on ``on``; None when it was not there."""
    with system_scope("organisation: units are public facts"):
        return UnitVersion.objects.filter(unit_id=unit_id).on(on).select_related("act", "unit").first()


def passages_from(unit_id: UUID) -> list[Passage]:
    """What the unit passed into, one step each, oldest first."""
    found = register()
    return found.passages_from(found.slugs[unit_id])


def passages_to(unit_id: UUID) -> list[Passage]:
    """What the unit came from, one step each, oldest first."""
    found = register()
    return found.passages_to(found.slugs[unit_id])


def successors_of(unit_id: UUID, *, on: date) -> list[UnitVersion]:
    """Who stands for the unit on ``on``: itself while it lives, else its heirs through any number of steps."""
    found = register()
    slug = found.slugs.get(unit_id)
    versions = found.lineage.versions_of(slug) if slug else ()
    if not versions:
        return []
    heirs = [found.ids[version.unit] for version in found.heirs(versions[0], on=on)]
    with system_scope("organisation: units are public facts"):
        rows = {
            row.unit_id: row
            for row in UnitVersion.objects.filter(unit_id__in=heirs).on(on).select_related("act", "unit")
        }
    return [rows[unit] for unit in heirs]
