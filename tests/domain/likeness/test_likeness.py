"""Who may be one person: the signs, the pairs that are compared at all, and how well it does on a labelled registry."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.config.bench.registry_of_twins import SPOILT, Registry, registry
from caunoi.domain.likeness.candidates import candidate_pairs
from caunoi.domain.likeness.person import Known, Post, digits_of
from caunoi.domain.likeness.signs import birth_sign, name_sign, one_letter_apart, post_signs
from caunoi.domain.likeness.suspicion import Suspicion, compared, suspect, with_posts
from caunoi.domain.likeness.weights import UnfitWeights, load_weights, read_weights
from caunoi.domain.vocabulary.vietnamese import PartialDate, canonical, fold

BORN = PartialDate(1970, 5, 16)
LETTERS = st.text("abcdeghiklmnopqrstuvxyđươôâêăàáảãạ ", max_size=8)


def _known(name: str, birth: PartialDate | None = BORN, key: int = 0, **said: Any) -> Known:
    return Known(key, canonical(name), fold(name), birth, **said)


def _pairs(*people: Known) -> list[Suspicion]:
    numbered = [Known(**{**_columns(person), "key": key}) for key, person in enumerate(people)]
    return with_posts(suspect(numbered), {})


def _columns(person: Known) -> dict[str, object]:
    names = ("exact", "plain", "birth", "identity", "phone", "sex", "number", "home")
    return {name: getattr(person, name) for name in names}


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        ("Nguyễn Văn Hòa", "Nguyễn Văn Hoà", "name.same"),
        ("Đỗ Văn An", "\u00d0ỗ Văn An", "name.same"),
        ("Nguyễn Văn Hòa", "Nguyen Van Hoa", "name.unmarked"),
        ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng", "name.other_marks"),
        ("Lý Thị Mỹ", "Lí Thị Mĩ", "name.twin_letters"),
        ("Nguyễn Văn An", "An Nguyễn Văn", "name.order"),
        ("Nguyễn Văn An", "Nguyễn An", "name.middle_missing"),
        ("Nguyễn Thị Thu Hà", "Nguyễn Thu Hà", "name.middle_missing"),
        ("Nguyễn Văn An", "Nguyễn Đức An", "name.middle_differs"),
        ("Trần Văn Tuấn", "Trần Văn Tuấnh", "name.letter"),
        ("Trần Văn Tuấn", "Lê Thị Hoa", "name.differs"),
    ],
)
def test_how_two_names_stand_to_each_other(one: str, other: str, sign: str) -> None:
    assert name_sign(_known(one), _known(other)) == sign
    assert name_sign(_known(other), _known(one)) == sign


@pytest.mark.parametrize(
    ("other", "sign"),
    [
        (PartialDate(1970, 5, 16), "birth.same_day"),
        (PartialDate(1970, 5), "birth.same_month"),
        (PartialDate(1970), "birth.same_year"),
        (PartialDate(1971, 5, 16), "birth.one_digit"),
        (PartialDate(1982, 11, 3), "birth.differs"),
        (None, ""),
    ],
)
def test_how_two_birth_dates_stand_to_each_other(other: PartialDate | None, sign: str) -> None:
    assert birth_sign(BORN, other) == sign


def test_a_day_and_a_month_may_be_swapped() -> None:
    assert birth_sign(PartialDate(1970, 5, 6), PartialDate(1970, 6, 5)) == "birth.day_and_month_swapped"


def test_the_first_of_january_says_less_than_another_day() -> None:
    weights = load_weights()

    assert birth_sign(PartialDate(1970, 1, 1), PartialDate(1970, 1, 1)) == "birth.first_of_january"
    assert weights.of("birth.first_of_january") < weights.of("birth.same_day")


@given(LETTERS, LETTERS)
def test_one_letter_apart_is_what_trying_every_mistake_finds(one: str, other: str) -> None:
    assert one_letter_apart(one, other) == (other in _mistakes(one, set(other)))


def _mistakes(word: str, letters: set[str]) -> set[str]:
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = {head + tail[1:] for head, tail in cuts if tail}
    found |= {head + letter + tail for head, tail in cuts for letter in letters}
    found |= {head + letter + tail[1:] for head, tail in cuts if tail for letter in letters}
    found |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    return found - {word}


def test_an_equal_identity_number_is_always_told_and_two_numbers_never() -> None:
    same = _pairs(_known("Lê Văn Ân", identity="x"), _known("Phạm Thị Bưởi", None, identity="x"))
    two = _pairs(_known("Lê Văn Ân", identity="x", home=1), _known("Lê Văn Ân", identity="y", home=1))

    assert [pair.is_certain for pair in same] == [True]
    assert two == []


def test_a_telephone_of_the_office_tells_nobody_apart() -> None:
    weights = load_weights()
    office = [
        _known(f"Nguyễn Văn {chr(65 + n)}", PartialDate(1970 + n), key=n, phone="0204")
        for n in range(weights.most_sharing_a_phone + 1)
    ]

    assert list(candidate_pairs(office, weights)) == []
    assert len(list(candidate_pairs(office[:2], weights))) == 1


def test_a_telephone_is_compared_by_its_digits() -> None:
    assert digits_of("+84 912.345.678") == digits_of("0912 345 678") == "0912345678"


def test_what_two_careers_say() -> None:
    secretary = Post("CX-BT", 1, date(2015, 1, 1), None)
    before = Post("CX-BT", 1, date(2010, 1, 1), date(2015, 1, 1))
    elsewhere = Post("CX-BT", 2, date(2016, 1, 1), None)

    assert post_signs([secretary], [secretary]) == {"other.same_unit", "other.same_post"}
    assert post_signs([secretary], [before]) == {"other.same_unit"}
    assert post_signs([secretary], [elsewhere]) == {"other.two_main_posts"}


def test_a_pair_without_posts_needs_them_to_be_suspicious() -> None:
    people = [
        _known("Nguyễn Văn An", PartialDate(1970), 0),
        _known("Nguyễn Văn An", PartialDate(1970, 5, 6), 1),
    ]
    post = (Post("CX-BT", 1, date(2015, 1, 1), None),)

    maybe = suspect(people)

    assert with_posts(maybe, {}) == []
    assert [(pair.one, pair.other) for pair in with_posts(maybe, {0: post, 1: post})] == [(0, 1)]


# ---- on a registry of which the truth is known


@pytest.fixture(scope="module")
def labelled() -> Registry:
    return registry(6_000)


def test_on_a_labelled_registry_most_true_pairs_are_found_and_most_found_pairs_are_true(
    labelled: Registry,
) -> None:
    found = {(pair.one, pair.other) for pair in with_posts(suspect(labelled.people), labelled.posts)}
    true = set(labelled.true_pairs)

    assert len(found & true) / len(true) >= 0.93
    assert len(found & true) / len(found) >= 0.88


def test_every_way_of_writing_somebody_twice_is_found_more_often_than_not(labelled: Registry) -> None:
    found = {(pair.one, pair.other) for pair in with_posts(suspect(labelled.people), labelled.posts)}
    made = Counter(labelled.true_pairs.values())
    seen = Counter(way for pair, way in labelled.true_pairs.items() if pair in found)

    assert set(made) == set(SPOILT)
    assert {way: seen[way] / made[way] for way in made if seen[way] / made[way] <= 0.5} == {}


def test_comparing_everybody_with_everybody_finds_nothing_more(labelled: Registry) -> None:
    """The keys lose no pair that the score would tell, seen on everybody of a small registry."""
    few = registry(400, seed=7)
    quick = {frozenset((pair.one, pair.other)) for pair in with_posts(suspect(few.people), few.posts)}

    slow = {
        frozenset((pair.one, pair.other))
        for place, one in enumerate(few.people)
        for other in few.people[place + 1 :]
        for pair in with_posts(_scored(one, other), few.posts)
    }

    assert quick == slow


def _scored(one: Known, other: Known) -> list[Suspicion]:
    pair = compared(one, other)
    return [] if one.identity and other.identity and one.identity != other.identity else [pair]


def test_the_number_of_compared_pairs_grows_with_the_people_not_with_their_square() -> None:
    weights = load_weights()
    small, large = registry(2_000).people, registry(8_000).people

    few, many = (sum(1 for _ in candidate_pairs(people, weights)) for people in (small, large))

    assert few < len(small)
    assert many < len(large)


# ---- the numbers are data


def test_weights_say_where_they_come_from_and_a_wrong_one_is_named() -> None:
    assert load_weights().source == "cân nhắc của người làm phần mềm"
    points = load_weights().points
    table: dict[str, Any] = {
        "suggest_from": 5, "likely_from": 9, "most_sharing_a_phone": 2, "most_sharing_a_name": 2,
        **{group: {} for group in ("name", "birth", "other")},
    }  # fmt: skip
    for sign, value in points.items():
        group, name = sign.split(".")
        table[group][name] = value

    assert read_weights(table).points == points
    with pytest.raises(UnfitWeights, match=r"name\.same"):
        read_weights({**table, "name": {**table["name"], "same": "nhiều"}})
    with pytest.raises(UnfitWeights, match="likely_from"):
        read_weights({**table, "likely_from": 1})
    with pytest.raises(UnfitWeights, match="thiếu hoặc thừa"):
        read_weights({**table, "birth": {}})
