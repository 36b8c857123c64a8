"""The signs by which two records look like one person, or do not: each is a word, its points stand in the data."""

from collections.abc import Iterable, Sequence
from itertools import product

from caunoi.domain.likeness.person import Known, Post
from caunoi.domain.likeness.weights import IDENTITY
from caunoi.domain.vocabulary.vietnamese import PartialDate


def name_sign(one: Known, other: Known) -> str:
    """How the two names stand to each other, the closest relation first."""
    if one.exact == other.exact:
        return "name.same"
    if one.plain == other.plain:
        return "name.unmarked" if one.is_unmarked or other.is_unmarked else "name.other_marks"
    mine, theirs = one.syllables, other.syllables
    if mine == theirs:
        return "name.twin_letters"
    if sorted(mine) == sorted(theirs):
        return "name.order"
    if one_letter_apart(" ".join(mine), " ".join(theirs)):
        return "name.letter"
    if mine and theirs and mine[0] == theirs[0] and mine[-1] == theirs[-1]:
        return "name.middle_missing" if _within(mine[1:-1], theirs[1:-1]) else "name.middle_differs"
    return "name.differs"


def _within(one: Sequence[str], other: Sequence[str]) -> bool:
    """The shorter of two middle parts holds nothing that the longer does not."""
    short, long = sorted((one, other), key=len)
    return len(short) < len(long) and all(syllable in long for syllable in short)


def one_letter_apart(one: str, other: str) -> bool:
    """One letter typed wrong, left out, put in, or two neighbours exchanged."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, others = one[start:], other[start:]
    if len(rest) != len(others):
        short, long = sorted((rest, others), key=len)
        return long[1:] == short
    return rest[1:] == others[1:] or (rest[:2] == others[1::-1] and rest[2:] == others[2:])


def birth_sign(one: PartialDate | None, other: PartialDate | None) -> str:
    """How the two birth dates stand to each other; nothing where one is not known."""
    if one is None or other is None:
        return ""
    if one == other and one.precision == "day":
        return "birth.first_of_january" if (one.month, one.day) == (1, 1) else "birth.same_day"
    if one.earliest() <= other.latest() and other.earliest() <= one.latest():
        return "birth.same_month" if one.month and other.month else "birth.same_year"
    if one.year == other.year and (one.day, one.month) == (other.month, other.day):
        return "birth.day_and_month_swapped"
    if one_letter_apart(_digits(one), _digits(other)):
        return "birth.one_digit"
    return "birth.differs"


def _digits(day: PartialDate) -> str:
    return f"{day.year:04d}{day.month or 0:02d}{day.day or 0:02d}"


def signs_of(one: Known, other: Known) -> list[str]:
    """Everything the two records themselves say; posts are asked apart, for the few pairs that need them."""
    found = [IDENTITY] if one.identity and one.identity == other.identity else []
    found += [name_sign(one, other), birth_sign(one.birth, other.birth)]
    if one.phone and one.phone == other.phone:
        found.append("other.phone")
    if one.home is not None and one.home == other.home:
        found.append("other.same_unit")
    if one.sex and other.sex and one.sex != other.sex:
        found.append("other.sex_differs")
    if one.number and other.number and one.number != other.number:
        found.append("other.number_differs")
    return [sign for sign in found if sign]


def post_signs(mine: Iterable[Post], theirs: Iterable[Post]) -> set[str]:
    """What the two careers say of each other."""
    found = set()
    for one, other in product(tuple(mine), tuple(theirs)):
        together = one.period.overlaps(other.period)
        if one.unit == other.unit:
            found.add("other.same_unit")
            if one.title == other.title and together:
                found.add("other.same_post")
        elif together and one.main and other.main:
            found.add("other.two_main_posts")
    return found
