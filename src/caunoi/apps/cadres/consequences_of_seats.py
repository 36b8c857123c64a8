"""Seats when units end (số chỗ theo đơn vị): a number ends with its unit; at the heir it may be too small."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.models import Posting, Seat
from caunoi.apps.cadres.selectors import seat_name, title_of
from caunoi.apps.cadres.selectors.seats import blocks_of
from caunoi.apps.organisation.choices import Weight
from caunoi.apps.organisation.extensions import Consequence, Heir, UnitChange
from caunoi.domain.staffing.occupancy import Occupancy
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.db.base import valid_on
from caunoi.foundation.db.rows import changed
from caunoi.foundation.policy import system_scope
from caunoi.foundation.ui import with_query

Held = Mapping[UUID, Sequence[tuple[str, UUID]]]
"""By unit: title and person of every main post held on the eve."""


class SeatsEnd:
    """Numbers of seats whose unit ends, and what the heir's numbers mean for those who come to it."""

    key = "seats"
    title = gettext_noop("Chỗ, biên chế")
    order = 11

    def foresee(self, actor: Actor, change: UnitChange) -> Iterable[Consequence]:
        ending = _seats_of(change.ended, change)
        yield from _ending(change, ending)
        yield from _never_beginning(change, ending)
        yield from _at_the_heirs(change, ending)


def _seats_of(units: Iterable[UUID], change: UnitChange) -> list[Seat]:
    """What holds on the day or begins after it, in the order in which units are read."""
    still = Q(valid_to__isnull=True) | Q(valid_to__gt=change.on)
    with system_scope("cadres: foresee which seats end"):
        found = list(Seat.objects.filter(still, unit_id__in=set(units)))
    return sorted(
        found, key=lambda seat: (change.name(seat.unit_id), str(seat.unit_id), _what(seat), seat.valid_from)
    )


def _what(seat: Seat) -> tuple[int, str, str]:
    return (title_of(seat.title_code).rank, seat.title_code, seat.block)


def _ending(change: UnitChange, seats: Sequence[Seat]) -> Iterator[Consequence]:
    for unit_id, group in groupby(seats, key=lambda seat: seat.unit_id):
        mine = [seat for seat in group if seat.valid_from < change.on]
        if mine:
            told = {
                "unit": change.name(unit_id),
                "seats": sum(seat.number for seat in mine if seat.title_code),
            }
            yield Consequence(
                _("Số chỗ ghi cho %(unit)s hết hiệu lực: %(seats)d chỗ") % told,
                unit_id=unit_id,
                url=_seats_page(unit_id, change),
                changes=[changed(seat, valid_to=change.on) for seat in mine],
            )


def _never_beginning(change: UnitChange, seats: Sequence[Seat]) -> Iterator[Consequence]:
    for seat in seats:
        if seat.valid_from >= change.on:
            told = {
                "title": _name(seat),
                "unit": change.name(seat.unit_id),
                "day": format_date(seat.valid_from),
            }
            sentence = _("Số chỗ %(title)s ở %(unit)s từ %(day)s rơi sau ngày đơn vị chấm dứt") % told
            yield Consequence(sentence, Weight.DECIDE, seat.unit_id, _seats_page(seat.unit_id, change))


def _at_the_heirs(change: UnitChange, ending: Sequence[Seat]) -> Iterator[Consequence]:
    """If all who hold a post there now went to the heir: who is more than its seats, where its seats are known."""
    coming: dict[UUID, list[UUID]] = defaultdict(list)
    heirs: dict[UUID, Heir] = {}
    for unit_id in sorted(change.ended, key=lambda unit: (change.name(unit), str(unit))):
        heir = change.heir_of(unit_id)
        if heir is not None:
            heirs[heir.unit_id] = heir
            coming[heir.unit_id].append(unit_id)
    known = {seat.unit_id for seat in ending if seat.valid_from < change.on}
    numbers = [seat for seat in _seats_of(heirs, change) if seat.valid_from <= change.on]
    held = _held({*heirs, *change.ended}, change)
    for heir_id, units in coming.items():
        mine = [seat for seat in numbers if seat.unit_id == heir_id]
        if mine:
            yield from _too_many(change, heirs[heir_id], mine, [heir_id, *units], held)
        elif known.intersection(units):
            sentence = _("%(unit)s chưa ghi số chỗ") % {"unit": heirs[heir_id].name}
            yield Consequence(sentence, Weight.DECIDE, heir_id)


def _too_many(
    change: UnitChange, heir: Heir, seats: Sequence[Seat], units: Sequence[UUID], held: Held
) -> Iterator[Consequence]:
    for seat in seats:
        people = {
            person for unit_id in units for code, person in held.get(unit_id, ()) if _counts(seat, code)
        }
        filling = Occupancy(seat.number, main=len(people))
        if filling.surplus:
            told = {
                "unit": heir.name,
                "title": _name(seat),
                "people": filling.main,
                "seats": seat.number,
                "surplus": filling.surplus,
            }
            sentence = _("%(unit)s, %(title)s: %(people)d người giữ, %(seats)d chỗ: dôi %(surplus)d") % told
            yield Consequence(sentence, Weight.DECIDE, heir.unit_id, _seats_page(heir.unit_id, change))


def _counts(seat: Seat, title_code: str) -> bool:
    if seat.title_code:
        return title_code == seat.title_code
    return title_of(title_code).block in blocks_of(seat.block)


def _held(units: Iterable[UUID], change: UnitChange) -> Held:
    with system_scope("cadres: foresee who needs a seat"):
        found = Posting.objects.filter(valid_on(change.eve), unit_id__in=set(units), kind=PostingKind.MAIN)
        rows = list(found.values_list("unit_id", "title_code", "cadre_id"))
    held: dict[UUID, list[tuple[str, UUID]]] = defaultdict(list)
    for unit_id, code, cadre_id in rows:
        held[unit_id].append((code, cadre_id))
    return held


def _name(seat: Seat) -> str:
    return seat_name(seat.title_code, seat.block) or seat.title_code


def _seats_page(unit_id: UUID, change: UnitChange) -> str:
    return with_query(f"/don-vi/{unit_id}/", ngay=change.eve.isoformat())
