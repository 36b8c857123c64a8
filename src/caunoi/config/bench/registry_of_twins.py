"""An invented registry in which it is known who stands in it twice: to measure finding them, and how well."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from caunoi.demo import names
from caunoi.domain.likeness.person import Known, Post
from caunoi.domain.vocabulary.vietnamese import PartialDate, canonical, fold

SEED = 20200831
ONE_IN = 100
"""One record in a hundred is a second one of somebody."""
ALIKE_ONE_IN = 500
"""One in five hundred has a twin in the same commune, as many have a namesake there: they are two people each."""
UNITS_PER_PEOPLE = 15
TITLES = ("CX-BT", "CX-CTUBND", "CX-DCXD", "CX-VPTK", "CX-TCKT", "CX-VHXH")


@dataclass
class Person:
    """A record before its keys are made (hồ sơ dựng sẵn)."""

    name: str
    birth: PartialDate | None
    unit: int
    title: str
    since: date
    sex: str = ""
    identity: str = ""
    phone: str = ""
    number: str = ""


@dataclass
class Registry:
    """Records, their posts, and the pairs that truly are one person by what was done to the second."""

    people: list[Known] = field(default_factory=list)
    posts: dict[int, tuple[Post, ...]] = field(default_factory=dict)
    true_pairs: dict[tuple[int, int], str] = field(default_factory=dict)


Spoil = Callable[[Person, random.Random], Person]


def registry(size: int, *, seed: int = SEED) -> Registry:
    """``size`` records; one in a hundred a second record of an earlier one, spoilt in one of the known ways."""
    rng = random.Random(seed)
    alike = 2 * (size // ALIKE_ONE_IN)
    found, originals = Registry(), list(_people(size - size // ONE_IN - alike, rng))
    for person in rng.sample(originals, alike // 2):
        originals += [_born_together(person, rng), _namesake_of_the_village(person, rng)]
    for key, person in enumerate(originals):
        _take(found, key, person)
    ways = list(SPOILT.items())
    chosen = rng.sample(range(len(originals)), size // ONE_IN)
    for number, first in enumerate(chosen):
        key = len(originals) + number
        way, spoil = ways[number % len(ways)]
        _take(found, key, spoil(replace(originals[first], number=f"CB-{key:06d}"), rng))
        found.true_pairs[first, key] = way
    return found


def _take(found: Registry, key: int, person: Person) -> None:
    exact = canonical(person.name)
    found.people.append(
        Known(
            key=key, exact=exact, plain=fold(person.name), birth=person.birth, identity=person.identity,
            phone=person.phone, sex=person.sex, number=person.number, home=person.unit,
        )
    )  # fmt: skip
    found.posts[key] = (Post(person.title, person.unit, person.since, None),)


def _people(count: int, rng: random.Random) -> Iterator[Person]:
    units = max(count // UNITS_PER_PEOPLE, 1)
    for number in range(count):
        sex = rng.choice(("nam", "nu"))
        born = date(1962, 1, 1) + timedelta(days=rng.randrange(35 * 365))
        known = rng.random()
        yield Person(
            name=_name(sex, rng),
            birth=PartialDate(born.year) if known < 0.08 else _day(born),
            unit=rng.randrange(units),
            title=rng.choice(TITLES),
            since=date(rng.randrange(2005, 2020), rng.randrange(1, 13), 1),
            sex=sex,
            identity=f"id{number}" if rng.random() < 0.6 else "",
            phone=f"09{rng.randrange(10**8):08d}" if rng.random() < 0.5 else "",
            number=f"CB-{number:06d}" if rng.random() < 0.5 else "",
        )


def _born_together(person: Person, rng: random.Random) -> Person:
    """A twin brother or sister: another given name, often one that looks alike."""
    *rest, given = person.name.split()
    others = names.GIVEN_FEMALE if person.sex == "nu" else names.GIVEN_MALE
    alike = [name for name in others if name != given and fold(name) == fold(given)]
    other = rng.choice(alike or [name for name in others if name != given])
    return replace(_somebody_else(person, rng), name=" ".join([*rest, other]))


def _namesake_of_the_village(person: Person, rng: random.Random) -> Person:
    born = person.birth
    if born is None:
        return _born_together(person, rng)
    year = born.year + rng.choice((-9, -4, 4, 9))
    return replace(
        _somebody_else(person, rng), birth=PartialDate(year, born.month, born.day and min(born.day, 28))
    )


def _somebody_else(person: Person, rng: random.Random) -> Person:
    return replace(person, identity="", phone="", number="", title=rng.choice(TITLES))


def _day(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _name(sex: str, rng: random.Random) -> str:
    woman = sex == "nu"
    family = rng.choice(names.FAMILY)
    middle = rng.choice(names.MIDDLE_FEMALE if woman else names.MIDDLE_MALE)
    return f"{family} {middle} {rng.choice(names.GIVEN_FEMALE if woman else names.GIVEN_MALE)}"


# ---- how a second record of somebody comes to look: each a mistake lists are full of


def _typed_without_marks(person: Person, rng: random.Random) -> Person:
    return replace(_forgotten(person, rng), name=fold(person.name).title())


def _other_tone_place_and_strange_dd(person: Person, rng: random.Random) -> Person:
    name = person.name.replace("òa", "oà").replace("ủy", "uỷ").replace("úy", "uý").replace("Đ", "\u00d0")
    return replace(_forgotten(person, rng), name=name)


def _twin_letters(person: Person, rng: random.Random) -> Person:
    twins = str.maketrans("iíìỉĩịyýỳỷỹỵ", "yýỳỷỹỵiíìỉĩị")
    *rest, given = person.name.split()
    return replace(_forgotten(person, rng), name=" ".join([*rest, given.translate(twins)]))


def _a_letter_wrong(person: Person, rng: random.Random) -> Person:
    *rest, given = person.name.split()
    wrong = given + "h" if given[-1] != "h" else given[:-1]
    return replace(_forgotten(person, rng), name=" ".join([*rest, wrong]))


def _without_middle(person: Person, rng: random.Random) -> Person:
    first, *_, given = person.name.split()
    return replace(_forgotten(person, rng), name=f"{first} {given}")


def _given_name_first(person: Person, rng: random.Random) -> Person:
    *rest, given = person.name.split()
    return replace(_forgotten(person, rng), name=" ".join([given, *rest]))


def _birth_year_alone(person: Person, rng: random.Random) -> Person:
    """The same commune's list of another year, where only the year of birth was asked."""
    birth = PartialDate(person.birth.year) if person.birth else None
    return replace(_forgotten(person, rng), birth=birth)


def _day_and_month_swapped(person: Person, rng: random.Random) -> Person:
    birth = person.birth
    if birth is None or birth.day is None or birth.month is None or birth.day > 12:
        return _typed_without_marks(person, rng)
    return replace(_forgotten(person, rng), birth=PartialDate(birth.year, birth.day, birth.month))


def _moved_to_another_commune(person: Person, rng: random.Random) -> Person:
    moved = _forgotten(person, rng)
    return replace(moved, unit=person.unit + 1, title=rng.choice(TITLES), since=date(2020, 1, 1))


def _same_telephone(person: Person, rng: random.Random) -> Person:
    """The name without its middle, the year alone: the telephone gives it away."""
    if not person.phone:
        return _typed_without_marks(person, rng)
    spoilt = _birth_year_alone(_without_middle(person, rng), rng)
    return replace(spoilt, phone=person.phone)


def _same_identity_number(person: Person, rng: random.Random) -> Person:
    if not person.identity:
        return _typed_without_marks(person, rng)
    spoilt = _without_middle(_moved_to_another_commune(person, rng), rng)
    return replace(spoilt, birth=None, identity=person.identity)


def _forgotten(person: Person, rng: random.Random) -> Person:
    """What a second list seldom repeats."""
    number = person.number if rng.random() < 0.5 else ""
    return replace(person, identity="", phone="", number=number)


SPOILT: dict[str, Spoil] = {
    "gõ không dấu": _typed_without_marks,
    "đặt dấu kiểu khác, Đ lạ": _other_tone_place_and_strange_dd,
    "i và y": _twin_letters,
    "sai một chữ cái": _a_letter_wrong,
    "thiếu tên đệm": _without_middle,
    "đảo tên lên trước": _given_name_first,
    "chỉ có năm sinh": _birth_year_alone,
    "đảo ngày và tháng": _day_and_month_swapped,
    "đã chuyển xã": _moved_to_another_commune,
    "chung điện thoại": _same_telephone,
    "chung số định danh": _same_identity_number,
}
