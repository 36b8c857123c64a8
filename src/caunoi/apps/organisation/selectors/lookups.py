"""What became of a unit that is asked for by name or code, of any time."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from caunoi.apps.organisation.register import Passage, Register
from caunoi.apps.organisation.selectors.registers import register
from caunoi.apps.organisation.selectors.trees import unit_tree
from caunoi.domain import lineage
from caunoi.domain.vocabulary import vietnamese
from caunoi.foundation.errors import NotVisible


@dataclass(frozen=True)
class Lookup:
    """One version that was asked for by name or code, and everything that followed (kết quả tra cứu)."""

    version: lineage.Version
    unit_id: UUID
    parent: lineage.Version | None
    passages: list[Passage]
    today: list[lineage.Version]


def lookup(text: str, *, on: date, limit: int = 20) -> list[Lookup]:
    """Every unit of any time with this name or code: what became of it, and who stands for it on ``on``."""
    found = register()
    wanted, _, above = text.partition(",")
    answers = [_looked_up(found, version, on) for version in _ever_named(found.lineage, wanted)]
    return [answer for answer in answers if _stands_under(answer, vietnamese.fold(above))][:limit]


def past_units(text: str, *, on: date, limit: int = 12) -> list[Lookup]:
    """Units with this name that are not there on ``on``, each as it was last known, with who stands for it."""
    last: dict[UUID, Lookup] = {}
    for answer in lookup(text, on=on, limit=200):
        if answer.unit_id not in last or last[answer.unit_id].version.period < answer.version.period:
            last[answer.unit_id] = answer
    living = unit_tree(on=on)
    return [answer for answer in last.values() if answer.unit_id not in living][:limit]


def lookup_unit(unit_id: UUID, *, on: date) -> list[Lookup]:
    """The same answer for one unit: each of its versions and what followed."""
    found = register()
    slug = found.slugs.get(unit_id)
    if slug is None:
        raise NotVisible(f"organisation.Unit {unit_id}")
    return [_looked_up(found, version, on) for version in found.lineage.versions_of(slug)]


def _ever_named(told: lineage.Lineage, text: str) -> list[lineage.Version]:
    """By code, else by name; the exact spelling before the same letters without marks, else a part of the name."""
    wanted = vietnamese.fold(text)
    if not wanted:
        return []
    by_code = [version for version in told.versions if version.code == wanted]
    if by_code:
        return sorted(by_code, key=lambda version: version.period)
    exact = [] if _unfit(text) else list(told.named(text))
    return exact or [version for version in told.versions if wanted in vietnamese.fold(version.full_name)]


def _unfit(text: str) -> bool:
    try:
        vietnamese.canonical(text)
    except vietnamese.UnfitText:
        return True
    return False


def _looked_up(found: Register, version: lineage.Version, on: date) -> Lookup:
    day = version.period.start or (version.period.last_day or on)
    parent = found.lineage.version(version.parent, on=day) if version.parent else None
    return Lookup(
        version, found.ids[version.unit], parent, found.passages_after(version), found.heirs(version, on=on)
    )


def _stands_under(answer: Lookup, above: str) -> bool:
    return not above or (answer.parent is not None and above in vietnamese.fold(answer.parent.full_name))
