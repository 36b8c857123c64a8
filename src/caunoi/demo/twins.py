"""People an old list wrote down a second time, each spoilt as such lists are: what the suggestions are there to find.

The second record tells of a post held and given up years before the story, so that it counts in no figure.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from caunoi.apps.cadres.services import PersonRecord, PostingRecord
from caunoi.domain.vocabulary.vietnamese import PartialDate

NUMBERS_FROM = 950_000
YEARS_BEFORE, YEARS_HELD = 4, 2
Spoilt = Callable[[PersonRecord], PersonRecord]


def _without_marks(person: PersonRecord) -> PersonRecord:
    """Typed on a machine that had no Vietnamese letters."""
    apart = unicodedata.normalize("NFD", person.full_name.replace("Đ", "D").replace("đ", "d"))
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return replace(person, full_name=plain)


def _day_and_month_swapped(person: PersonRecord) -> PersonRecord:
    birth = person.birth
    assert birth is not None
    return replace(person, birth=PartialDate(birth.year, birth.day, birth.month))


def _other_tone(person: PersonRecord) -> PersonRecord:
    """The last syllable heard under another tone."""
    first, last = person.full_name.rsplit(" ", 1)
    tones = {
        "\u0300": "\u0301",
        "\u0301": "\u0300",
        "\u0309": "\u0303",
        "\u0303": "\u0309",
        "\u0323": "\u0301",
    }
    heard = "".join(tones.get(sign, sign) for sign in unicodedata.normalize("NFD", last))
    return replace(person, full_name=f"{first} {unicodedata.normalize('NFC', heard)}")


def _twin_letter(person: PersonRecord) -> PersonRecord:
    """y for i and i for y at the end of a syllable."""
    words = person.full_name.split()
    return replace(person, full_name=" ".join(map(_the_other_letter, words)))


def _the_other_letter(word: str) -> str:
    ends = {
        "i": "y",
        "í": "ý",
        "ì": "ỳ",
        "ĩ": "ỹ",
        "ị": "ỵ",
        "y": "i",
        "ý": "í",
        "ỳ": "ì",
        "ỹ": "ĩ",
        "ỵ": "ị",
    }
    return word[:-1] + ends[word[-1]] if len(word) == 2 and word[-1] in ends else word


WAYS: tuple[tuple[Spoilt, Callable[[PersonRecord], bool]], ...] = (
    (_without_marks, lambda person: True),
    (_day_and_month_swapped, lambda person: _swaps(person.birth)),
    (_other_tone, lambda person: _other_tone(person).full_name != person.full_name),
    (_twin_letter, lambda person: _twin_letter(person).full_name != person.full_name),
)


def _swaps(birth: PartialDate | None) -> bool:
    return birth is not None and birth.month != birth.day and (birth.day or 99) <= 12


def second_records(people: Sequence[PersonRecord], many: int) -> list[PersonRecord]:
    """``many`` of these people once more, no two of one family of mistakes after another."""
    found: list[PersonRecord] = []
    waiting = [person for person in people if person.birth and person.birth.day and _first_day(person)]
    for number in range(many):
        spoil, fits = WAYS[number % len(WAYS)]
        person = next((each for each in waiting if fits(each)), None)
        if person is not None:
            waiting = waiting[waiting.index(person) + 1 :]
            found.append(_earlier(spoil(person), person, number))
    return found


def _first_day(person: PersonRecord) -> date | None:
    return min((post.valid_from for post in person.postings if post.valid_from), default=None)


def _earlier(spoilt: PersonRecord, person: PersonRecord, number: int) -> PersonRecord:
    """The file of a post before the first one that is known, closed when that ended."""
    first = min(
        (post for post in person.postings if post.valid_from), key=lambda post: post.valid_from or date.max
    )
    known = _first_day(person) or date.max
    began, ended = (date(known.year - back, 3, 1) for back in (YEARS_BEFORE, YEARS_BEFORE - YEARS_HELD))
    return replace(
        spoilt, number=f"BG-{NUMBERS_FROM + number}", identity_number="", qualifications=(), ratings=(), left_on=ended,
        postings=(PostingRecord("CC-VPTK", first.unit_id, valid_from=began, valid_to=ended),),
    )  # fmt: skip
