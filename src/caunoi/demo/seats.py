"""Who sits where on the story's day: the key posts of every commune, some held together by one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from caunoi.demo.places import Commune
from caunoi.demo.sizes import Size

SIX = ("CX-BT", "CX-PBT", "CX-CTHD", "CX-PCTHD", "CX-CTUB", "CX-PCTUB")
SHARE_TWO_HATS = 0.22
PARTY = {"CX-BT", "CX-PBT"}


@dataclass
class Seat:
    """One key person to be: commune, main title, further titles, and what the story wants of them."""

    commune: Commune
    title: str
    also: tuple[str, ...] = ()
    lacks_political: bool = False
    lacks_professional: bool = False
    has_college: bool = True

    @property
    def is_party_post(self) -> bool:
        return self.title in PARTY


def seats_for(communes: Sequence[Commune], size: Size, dice: Random) -> list[Seat]:
    """Exactly ``size.key_people`` seats: some secretaries chair the council too, some communes have a second deputy."""
    two_hats = round(SHARE_TWO_HATS * len(communes))
    second_deputies = size.key_people - 6 * len(communes) + two_hats
    hats = {commune.id for commune in dice.sample(communes, two_hats)}
    deputies = {commune.id for commune in dice.sample(communes, second_deputies)}
    seats = []
    for commune in communes:
        titles = [title for title in SIX if not (commune.id in hats and title == "CX-CTHD")]
        titles += ["CX-PCTUB"] * (commune.id in deputies)
        seats += [Seat(commune, title, _also(title, commune.id in hats)) for title in titles]
    assert len(seats) == size.key_people, "the seats must make the article's number"
    return seats


def _also(title: str, two_hats: bool) -> tuple[str, ...]:
    return ("CX-CTHD",) if title == "CX-BT" and two_hats else ()


def choose_gaps(seats: Sequence[Seat], size: Size, dice: Random) -> None:
    """Who lacks what; mountain communes are twice as likely, and the story's commune has its two."""
    story = [seat for seat in seats if seat.commune.node.slug == "xa-xuan-huong-lang-giang"]
    deputy = next(seat for seat in story if seat.title == "CX-PCTUB")
    council = next(seat for seat in story if seat.title == "CX-PCTHD")
    deputy.lacks_political = council.lacks_professional = True
    both = _draw(
        [seat for seat in seats if not seat.is_party_post and seat not in (deputy, council)],
        size.lack_both,
        dice,
    )
    for seat in both:
        seat.lacks_political = seat.lacks_professional = True
    free = [seat for seat in seats if not (seat.lacks_political or seat.lacks_professional)]
    for seat in _draw(free, size.lack_political - size.lack_both - 1, dice):
        seat.lacks_political = True
    free = [seat for seat in free if not seat.lacks_political and not seat.is_party_post]
    for seat in _draw(free, size.lack_professional - size.lack_both - 1, dice):
        seat.lacks_professional = True


def _draw(seats: Sequence[Seat], count: int, dice: Random) -> list[Seat]:
    chosen: dict[int, Seat] = {}
    weights = [2 if seat.commune.is_mountain else 1 for seat in seats]
    while len(chosen) < count:
        index = dice.choices(range(len(seats)), weights)[0]
        chosen[index] = seats[index]
    return list(chosen.values())


def choose_college(seats: Sequence[Seat], size: Size, dice: Random) -> None:
    """Exactly the wanted share of all holds college or higher."""
    able = [seat for seat in seats if not seat.lacks_professional]
    wanted = round(size.college_share * len(seats))
    without = dice.sample(able, len(able) - wanted)
    for seat in [*without, *(seat for seat in seats if seat.lacks_professional)]:
        seat.has_college = False
