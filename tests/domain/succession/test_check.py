"""A plan of succession held against its limits: exactly at the limit, one beyond, and what is not known."""

from datetime import date

import pytest

from caunoi.domain.succession.check import Planned, Post, check
from caunoi.domain.succession.limits import Limit, UnfitLimits, limits_on, load_limits, read_limits


def limit(what, **said):
    return {what: Limit(what, date(2012, 1, 1), "điều", "low", **said)}


def person(key, **said):
    return Planned(key, **said)


def one(posts, limits):
    (found,) = check(posts, limits)
    return found


@pytest.mark.parametrize(("many", "outcome"), [(1, "broken"), (2, "kept"), (3, "kept"), (4, "broken")])
def test_a_post_has_at_least_and_at_most_so_many(many, outcome):
    post = Post("bt", [person(str(n)) for n in range(many)])

    found = one([post], limit("people_per_post", least=2, most=3))

    assert found.outcome == outcome
    assert found.posts == (("bt",) if outcome == "broken" else ())


def test_one_person_is_planned_for_at_most_so_many_posts():
    an, binh = person("an"), person("binh")
    posts = [Post(str(n), [an]) for n in range(4)] + [Post("x", [binh])]

    found = one(posts, limit("posts_per_person", most=3))

    assert (found.outcome, found.people, found.of) == ("broken", ("an",), 2)


@pytest.mark.parametrize(
    ("women", "outcome"),
    [
        ([True, False, False, False], "kept"),
        ([False, False, False, False], "broken"),
        ([None, False, False, False], "unsure"),
        ([True, None, None, None], "kept"),
    ],
)
def test_a_share_is_broken_only_when_the_unknown_cannot_mend_it(women, outcome):
    post = Post("bt", [person(str(n), woman=each) for n, each in enumerate(women)])

    assert one([post], limit("women_percent", least=25)).outcome == outcome


def test_who_is_planned_twice_counts_once_in_a_share():
    woman, man = person("a", woman=True), person("b", woman=False)

    found = one([Post("x", [woman, man]), Post("y", [man])], limit("women_percent", least=50))

    assert (found.outcome, found.found, found.of) == ("kept", 50, 2)


@pytest.mark.parametrize(("age", "outcome"), [(39, "kept"), (40, "broken"), (None, "unsure")])
def test_young_is_below_the_age_not_at_it(age, outcome):
    post = Post("bt", [person("a", age=age)])

    assert one([post], limit("young_percent", least=15, below=40)).outcome == outcome


@pytest.mark.parametrize(
    ("ages", "outcome", "empty"),
    [([39, 40, 50], "kept", ()), ([39, 49], "broken", (2,)), ([39, 49, None], "unsure", (2,))],
)
def test_each_band_of_age_has_somebody(ages, outcome, empty):
    post = Post("bt", [person(str(n), age=age) for n, age in enumerate(ages)])

    found = one([post], limit("age_bands", bands=(40, 50)))

    assert (found.outcome, found.bands) == (outcome, empty)


@pytest.mark.parametrize(("left", "outcome"), [(60, "kept"), (59, "broken"), (None, "unsure")])
def test_service_left_covers_the_term(left, outcome):
    assert (
        one([Post("bt", [person("a", months_left=left)])], limit("months_left", least=60)).outcome == outcome
    )


def test_a_limit_without_a_number_and_a_plan_without_anybody_check_nothing():
    assert check([Post("bt", [person("a")])], limit("women_percent")) == []
    assert check([Post("bt", [])], limit("people_per_post", least=2)) == []


def test_of_each_kind_the_last_limit_that_began_counts():
    before, after = limits_on(date(2025, 10, 7)), limits_on(date(2025, 10, 8))

    assert (before["people_per_post"].least, before["people_per_post"].most) == (2, None)
    assert (after["people_per_post"].least, after["people_per_post"].most) == (None, 3)
    assert not after["women_percent"].says_a_number
    assert limits_on(date(2012, 11, 4)) == {}


def test_every_limit_names_its_clause_and_how_sure_it_is():
    assert all(each.clause and each.confidence in ("high", "medium", "low") for each in load_limits())


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"what": "height"}, "dòng 1: chưa biết mức “height”"),
        ({"what": "months_left", "clause": "x", "confidence": "low"}, "dòng 1: thiếu “from”"),
        (
            {
                "what": "people_per_post",
                "from": date(2012, 1, 1),
                "clause": "x",
                "confidence": "low",
                "least": 3,
                "most": 2,
            },
            "ít nhất lớn hơn",
        ),
    ],
)
def test_a_faulty_row_is_named(row, words):
    with pytest.raises(UnfitLimits, match=words):
        read_limits([row])
