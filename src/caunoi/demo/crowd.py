"""Everybody in the demo, put together from seats, drafts and those who left, so that the article's figures come out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from caunoi.apps.cadres.services import PersonRecord
from caunoi.demo import later
from caunoi.demo.people import Crowd, Draft
from caunoi.demo.places import MERGED_2020, Commune
from caunoi.demo.seats import SIX, Seat, choose_college, choose_gaps, seats_for
from caunoi.demo.sizes import Size

OFFICE_XA = ("CC-VPTK", "CC-TCKT", "CC-TPHT", "CC-VHXH", "CC-DCNN-X", "CC-QS", "CC-CA")
OFFICE_PHUONG = ("CC-VPTK", "CC-TCKT", "CC-TPHT", "CC-VHXH", "CC-DCXD-P", "CC-QS", "CC-VPTK")


@dataclass
class Leaver:
    """A post that somebody held when the term began and holds no more: who it was is made up last."""

    title: str
    unit_id: UUID
    draft: Draft | None
    commune: Commune


@dataclass
class Cast:
    """All people of a demo; key officials stand first, in the order of their seats."""

    key: list[PersonRecord] = field(default_factory=list)
    before: list[PersonRecord] = field(default_factory=list)
    office: list[PersonRecord] = field(default_factory=list)

    @property
    def all(self) -> list[PersonRecord]:
        return [*self.key, *self.before, *self.office]


def make(communes: Sequence[Commune], size: Size, seed: int) -> tuple[Cast, list[Seat]]:
    dice = Random(seed)
    seats = seats_for(communes, size, dice)
    choose_gaps(seats, size, dice)
    choose_college(seats, size, dice)
    crowd = Crowd(dice)
    drafts = [crowd.draft(seat) for seat in seats]
    leavers = _leavers(drafts)
    _settle_first_year(drafts, leavers, size, dice)
    origins = _origins(seats)
    key = [crowd.key_official(draft, came_from) for draft, came_from in zip(drafts, origins, strict=True)]
    cast = Cast(later.through_2025(key, seats))
    cast.before = _before(crowd, leavers, drafts, size, dice)
    cast.office = [
        crowd.civil_servant(title, commune) for commune in communes for title in _office(commune, size)
    ]
    return cast, seats


def _origins(seats: Sequence[Seat]) -> list[UUID | None]:
    """Seats of a commune made in 2020 come from its predecessors in turn."""
    turn: dict[UUID, int] = {}
    origins: list[UUID | None] = []
    for seat in seats:
        pool = seat.commune.merged_from
        turn[seat.commune.id] = turn.get(seat.commune.id, -1) + 1
        origins.append(pool[turn[seat.commune.id] % len(pool)] if pool else None)
    return origins


def _leavers(drafts: Sequence[Draft]) -> list[Leaver]:
    """For everybody who came during the term somebody left; and the posts of units that ended in 2020 were given up."""
    origins = _origins([draft.seat for draft in drafts])
    found, carried = [], set()
    for draft, origin in zip(drafts, origins, strict=True):
        unit = origin or draft.seat.commune.id
        for title in (draft.seat.title, *draft.seat.also):
            carried.add((unit, title))
        if not draft.is_continuing and not (origin is None and draft.seat.commune.merged_from):
            found.append(Leaver(draft.seat.title, unit, draft, draft.seat.commune))
    for commune in {draft.seat.commune.id: draft.seat.commune for draft in drafts}.values():
        for unit in (*commune.merged_from, *commune.absorbed):
            found += [Leaver(title, unit, None, commune) for title in SIX if (unit, title) not in carried]
    return found


def _settle_first_year(drafts: Sequence[Draft], leavers: Sequence[Leaver], size: Size, dice: Random) -> None:
    """Of those in post when the term began, exactly the wanted share held college by then."""
    staying = [draft for draft in drafts if draft.is_continuing and draft.seat.has_college]
    for draft in dice.sample(staying, round(0.72 * len(staying))):
        draft.early_college = True


def _before(
    crowd: Crowd, leavers: Sequence[Leaver], drafts: Sequence[Draft], size: Size, dice: Random
) -> list[PersonRecord]:
    at_start = sum(draft.is_continuing for draft in drafts) + len(leavers)
    early = sum(draft.early_college for draft in drafts)
    wanted = max(0, min(len(leavers), round(size.college_share_at_start * at_start) - early))
    schooled = set(dice.sample(range(len(leavers)), wanted))
    return [_one_before(crowd, leaver, index in schooled) for index, leaver in enumerate(leavers)]


def _one_before(crowd: Crowd, leaver: Leaver, has_college: bool) -> PersonRecord:
    until = leaver.draft.began if leaver.draft else MERGED_2020
    return crowd.one_before(leaver.title, leaver.unit_id, until, leaver.commune, has_college=has_college)


def _office(commune: Commune, size: Size) -> list[str]:
    titles = OFFICE_PHUONG if commune.is_ward else OFFICE_XA
    return [titles[index % len(titles)] for index in range(size.civil_servants)]
