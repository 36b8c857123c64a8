"""What became of the story's people: the mergers of January 2025, and the two tiers from July 2025."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.services import PersonRecord, PostingRecord
from caunoi.demo.places import MERGED_2025, TWO_TIERS, in_two_tiers
from caunoi.demo.seats import Seat

ORDER = {"CX-BT": 0, "CX-CTUB": 1, "CX-PBT": 2, "CX-CTHD": 3, "CX-PCTUB": 4, "CX-PCTHD": 5}
KEY_2025 = (
    ("XP-BT", "XP-CTHD"), ("XP-CTUB", "XP-PBT"), ("XP-PBTTT",), ("XP-PCTHD",), ("XP-PCTUB",), ("XP-PCTUB",), ("XP-MT",),
)  # fmt: skip
OFFICES_2025 = (
    ("XP-CVP",),
    ("XP-TP",),
    ("XP-TP",),
    ("XP-PTP",),
    ("XP-PTP",),
    ("XP-GDTT",),
    ("XP-TBXDD",),
    ("XP-CNKT",),
)
STAFF_2025 = 10


def through_2025(people: Sequence[PersonRecord], seats: Sequence[Seat]) -> list[PersonRecord]:
    """Who sat in a commune that merged in January 2025 goes on in its heir, under the same title."""
    return [_through_2025(person, seat) for person, seat in zip(people, seats, strict=True)]


def _through_2025(person: PersonRecord, seat: Seat) -> PersonRecord:
    commune = seat.commune
    if commune.ends is None:
        return person
    return _and(person, [PostingRecord(seat.title, commune.in_2025, PostingKind.MAIN, MERGED_2025)])


def into_two_tiers(people: Sequence[PersonRecord], seats: Sequence[Seat]) -> list[PersonRecord]:
    """Each key official is appointed in an heir of their commune while there is a post for them, and leaves otherwise.

    Of what was written before nothing is said again but the posts: those the act ended stay as it left them.
    """
    places = _places(seats)
    said = [replace(person, qualifications=(), ratings=()) for person in people]
    return [_in_two_tiers(person, places.get(index)) for index, person in enumerate(said)]


def _places(seats: Sequence[Seat]) -> dict[int, tuple[UUID, tuple[str, ...]]]:
    """Which of the candidates of each new commune gets which posts: by rank of the old post, then by diploma."""
    heirs = in_two_tiers({seat.commune.id: seat.commune for seat in seats}.values())
    candidates: dict[UUID, list[int]] = defaultdict(list)
    for index, seat in enumerate(seats):
        candidates[heirs[seat.commune.id]].append(index)
    found = {}
    for unit, indexes in candidates.items():
        ranked = sorted(
            indexes, key=lambda index: (ORDER[seats[index].title], not seats[index].has_college, index)
        )
        posts = [*KEY_2025, *OFFICES_2025, *([("XP-CV",)] * STAFF_2025)]
        found.update({index: (unit, titles) for index, titles in zip(ranked, posts, strict=False)})
    return found


def _in_two_tiers(person: PersonRecord, place: tuple[UUID, tuple[str, ...]] | None) -> PersonRecord:
    if place is None:
        return replace(person, left_on=TWO_TIERS)
    unit, titles = place
    return _and(person, [_post(title, unit, main=title == titles[0]) for title in titles])


def _post(title: str, unit: UUID, *, main: bool) -> PostingRecord:
    kind = PostingKind.MAIN if main else PostingKind.CONCURRENT
    return PostingRecord(
        title, unit, kind, TWO_TIERS, None, TWO_TIERS, f"Quyết định ngày {date(2025, 6, 30):%d/%m/%Y}"
    )


def _and(person: PersonRecord, more: Sequence[PostingRecord]) -> PersonRecord:
    return replace(person, postings=(*person.postings, *more))
