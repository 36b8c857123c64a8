"""What has this unit become? The tree of units on any day, forwards and backwards through every change."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from caunoi.domain.lineage.kinds import ChangeKind, Confidence, Level, Share
from caunoi.domain.lineage.unit import Branch, Relation, Succession, Version
from caunoi.domain.vocabulary.period import Period
from caunoi.domain.vocabulary.vietnamese import canonical, fold, sort_key

Path = tuple[Succession, ...]


_name_key = lru_cache(maxsize=250_000)(sort_key)
"""The whole country's names, each taken apart once."""


class Lineage:
    """Every unit through time (phả hệ đơn vị), built from plain rows wherever they come from."""

    def __init__(self, versions: Iterable[Version], successions: Iterable[Succession] = ()) -> None:
        self.versions = tuple(versions)
        self.successions = tuple(successions)
        self._of: dict[str, list[Version]] = defaultdict(list)
        for version in sorted(self.versions, key=lambda v: v.period):
            self._of[version.unit].append(version)
        self._after: dict[str, list[Succession]] = defaultdict(list)
        self._before: dict[str, list[Succession]] = defaultdict(list)
        for step in sorted(self.successions, key=lambda s: s.on):
            self._after[step.predecessor].append(step)
            if step.successor is not None:
                self._before[step.successor].append(step)

    @property
    def units(self) -> tuple[str, ...]:
        """The identities of all units that ever were."""
        return tuple(self._of)

    def known_until(self, day: date) -> "Lineage":
        """The same record without anything that happens after the day: whoever lives on it has no end yet."""
        begun = [v for v in self.versions if v.period.start is None or v.period.start <= day]
        return Lineage(
            [replace(v, period=Period(v.period.start, None)) if _ends_after(v, day) else v for v in begun],
            [step for step in self.successions if step.on <= day],
        )

    def versions_of(self, unit: str) -> tuple[Version, ...]:
        """The unit's versions, oldest first."""
        return tuple(self._of.get(unit, ()))

    def version(self, unit: str, *, on: date) -> Version | None:
        """The unit as it stood on the day, or None if it was not there."""
        return next((v for v in self._of.get(unit, ()) if v.period.contains(on)), None)

    def units_on(
        self, day: date, *, level: Level | None = None, under: str | None = None
    ) -> tuple[Version, ...]:
        """The units of the day in the order of their codes, of one level or below one unit if asked."""
        found = [v for v in self.versions if v.period.contains(day) and level in (None, v.level)]
        if under is not None:
            found = [v for v in found if under in self._above(v, day)]
        return tuple(sorted(found, key=lambda v: (v.level, v.code, _name_key(v.name))))

    def tree(self, day: date, *, root: str | None = None) -> tuple[Branch, ...]:
        """The tree of the day: from the top, or the one branch of `root`."""
        children: dict[str | None, list[Version]] = defaultdict(list)
        for version in self.units_on(day):
            children[version.parent].append(version)
        tops = children[None] if root is None else [v for v in [self.version(root, on=day)] if v]
        return tuple(_branch(version, children) for version in tops)

    def ancestors(self, unit: str, *, on: date) -> tuple[Version, ...]:
        """The units above this one on the day, the nearest first."""
        version = self.version(unit, on=on)
        above = [] if version is None else self._above(version, on)
        return tuple(v for v in (self.version(name, on=on) for name in above) if v)

    def by_code(self, code: str, *, on: date) -> Version | None:
        """The unit that bore the code on the day; another day the code may mean another unit."""
        return next((v for v in self.versions if code and v.code == code and v.period.contains(on)), None)

    def named(self, text: str, *, on: date | None = None) -> tuple[Version, ...]:
        """The versions that bear the name, with its kind or without; marks count only if they fit a name."""
        there = [v for v in self.versions if on is None or v.period.contains(on)]
        found = _bearing(text, there, canonical) or _bearing(text, there, fold)
        return tuple(sorted(found, key=lambda v: (v.level, v.unit, v.period)))

    def history(self, unit: str) -> tuple[Succession, ...]:
        """Every change the unit was part of, oldest first."""
        steps = {*self._after.get(unit, ()), *self._before.get(unit, ())}
        return tuple(sorted(steps, key=lambda s: (s.on, s.predecessor, s.kind)))

    def what_became_of(self, unit: str, *, since: date, on: date) -> tuple[Relation, ...]:
        """What the unit of the day `since` is on the later day `on`: itself, its heirs, or nothing known."""
        return _unique(self._forwards(unit, since, on, ()))

    def came_from(self, unit: str, *, on: date, back_to: date | None = None) -> tuple[Relation, ...]:
        """The units that made up this unit of the day `on`, as they were on the day `back_to`.

        Without `back_to`: the oldest units of the record.
        """
        return _unique(self._backwards(unit, on, back_to, ()))

    def _above(self, version: Version, day: date) -> list[str]:
        above: list[str] = []
        here: Version | None = version
        while here is not None and here.parent is not None and here.parent not in above:
            above.append(here.parent)
            here = self.version(here.parent, on=day)
        return above

    def _forwards(self, unit: str, since: date, on: date, path: Path) -> list[Relation]:
        found: list[Relation] = []
        for step in self._after.get(unit, ()):
            if not since < step.on <= on or step.keeps_identity or step in path:
                continue
            longer = (*path, step)
            if step.successor is None:
                found.append(_relation(None, None, longer))
            else:
                found.extend(self._forwards(step.successor, step.on, on, longer))
        here = self.version(unit, on=on)
        if here is not None:
            return [_relation(unit, here, path), *found]
        if not found:
            found.append(_relation(None, None, path, lost=True))
        return found

    def _backwards(self, unit: str, on: date, back_to: date | None, path: Path) -> list[Relation]:
        found: list[Relation] = []
        for step in self._before.get(unit, ()):
            too_old = back_to is not None and step.on <= back_to
            if step.on > on or too_old or step.keeps_identity or step in path:
                continue
            found.extend(self._backwards(step.predecessor, step.on, back_to, (step, *path)))
        here = self._oldest(unit, back_to)
        return found if here is None else [_relation(unit, here, path, backwards=True), *found]

    def _oldest(self, unit: str, back_to: date | None) -> Version | None:
        """The unit on the day, or its first version if it came from no other."""
        if back_to is not None:
            return self.version(unit, on=back_to)
        first = next(iter(self._of.get(unit, ())), None)
        born = {s.on for s in self._before.get(unit, ()) if not s.keeps_identity}
        return None if first is None or first.period.start in born else first


def _ends_after(version: Version, day: date) -> bool:
    return version.period.end is not None and version.period.end > day


def _bearing(text: str, versions: list[Version], key: Callable[[str], str]) -> list[Version]:
    typed = key(text)
    return [v for v in versions if typed in (key(v.name), key(v.full_name))]


def _branch(version: Version, children: dict[str | None, list[Version]]) -> Branch:
    below = children.get(version.unit, [])
    return Branch(version, tuple(_branch(child, children) for child in below))


def _relation(
    unit: str | None, version: Version | None, path: Path, *, lost: bool = False, backwards: bool = False
) -> Relation:
    last = None if not path else path[0] if backwards else path[-1]
    kind = last.kind if last is not None else None
    grades = [step.confidence for step in path]
    return Relation(
        unit,
        version,
        None if last is None else last.on,
        "" if last is None else last.act,
        ChangeKind.UNKNOWN if lost or (unit is None and kind is not ChangeKind.ABOLISH) else kind,
        _share([step.share for step in path]),
        Confidence.UNKNOWN if lost else Confidence.weakest(grades),
        path,
    )


def _share(shares: list[Share]) -> Share:
    """Whole only if every step took the whole; not known if any step is not known."""
    if Share.UNKNOWN in shares:
        return Share.UNKNOWN
    return Share.PART if Share.PART in shares else Share.WHOLE


def _unique(relations: list[Relation]) -> tuple[Relation, ...]:
    """Each unit once, by the first way that leads to it."""
    seen: dict[str | None, Relation] = {}
    for relation in relations:
        seen.setdefault(relation.unit, relation)
    return tuple(seen.values())
