"""The minimal sets of missing facts: each flips the verdict, none can spare a thing, and none is forgotten."""

from datetime import date
from itertools import combinations, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from caunoi.domain.eligibility.assess import Assessment, assess
from caunoi.domain.eligibility.facts import Facts
from caunoi.domain.eligibility.routes import Missing, Route
from caunoi.domain.eligibility.rulebook import Rulebook, load_rulebook
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.domain.eligibility.whynot import can_be_learned, needs, say, why_not, with_facts
from tests.domain.eligibility.samples import SAMPLE_BOOK, TERMS, crowd, one_rule

ON = date(2015, 1, 1)
GROUPS = """
[[rule.require]]
code = "CM"
kind = "at_least"
k = 2
clause = "Mẫu, Điều 1"
  [[rule.require.of]]
  kind = "level"
  what = "professional"
  level = "dai_hoc"
  [[rule.require.of]]
  kind = "trained"
  trainings = ["xay_dung_dang", "quan_ly_nha_nuoc"]
  [[rule.require.of]]
  kind = "any_of"
    [[rule.require.of.of]]
    kind = "level"
    what = "political_theory"
    level = "cao_cap"
    [[rule.require.of.of]]
    kind = "field"
    fields = ["luat"]

[[rule.require]]
code = "LLCT"
kind = "level"
what = "political_theory"
level = "trung_cap"
clause = "Mẫu, Điều 2"
"""
BOOK = one_rule(GROUPS)


def meets(facts: Facts, route: Route, book: Rulebook) -> bool:
    return bool(assess(with_facts(facts, 0, route, TERMS), book, on=ON).overall[0] == Verdict.MET)


def unmet_rows(assessment: Assessment) -> list[int]:
    return [int(row) for row in np.flatnonzero(assessment.overall != Verdict.MET)]


def learned(route: Route) -> bool:
    return all(can_be_learned(one, TERMS) or one.what in TERMS.states for one in route)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.integers(0, 2**32 - 1), st.sampled_from([BOOK, SAMPLE_BOOK]))
def test_adding_a_listed_set_flips_the_verdict_and_leaving_one_thing_out_does_not(
    seed: int, book: Rulebook
) -> None:
    records = crowd(seed, ["CX-BT", "CC-TCKT"], size=30)
    assessment = assess(Facts.from_records(records), book, on=ON)

    for row in unmet_rows(assessment):
        person = assessment.facts.take([row])
        for route in filter(learned, why_not(assessment, row).routes):
            assert meets(person, route, book), (records[row], route)
            for spared in route:
                assert not meets(person, route - {spared}, book), (records[row], route, spared)


def everything_learnable() -> list[list[Missing | None]]:
    """All facts the groups above can be moved by, one choice per line."""
    scales = ("professional", "political_theory")
    ladders = [
        [None, *(Missing(what, code, rank) for code, rank in TERMS.scales[what].ranks.items())]
        for what in scales
    ]
    trainings = [[None, Missing("trained", code)] for code in ("xay_dung_dang", "quan_ly_nha_nuoc")]
    return [*ladders, *trainings, [None, Missing("professional_field", "luat")]]


def asks_no_more(one: Route, other: Route) -> bool:
    return all(any(held.implies(asked) for held in other) for asked in one)


def test_no_minimal_set_is_forgotten_compared_with_trying_every_set_of_facts() -> None:
    every_set = [frozenset(one for one in pick if one) for pick in product(*everything_learnable())]

    for record in crowd(11, ["CX-BT"], size=12):
        facts = Facts.from_records([record | {"title": "CX-BT"}])
        assessment = assess(facts, BOOK, on=ON)
        flipping = [route for route in every_set if route and meets(facts, route, BOOK)]
        smallest = [
            route
            for route in flipping
            if not any(asks_no_more(other, route) and other != route for other in flipping)
        ]

        found = set(why_not(assessment, 0).routes)

        assert assessment.overall[0] == Verdict.MET or found == set(smallest), record


def test_the_sets_come_shortest_first_and_in_the_same_order_every_time() -> None:
    assessment = assess(Facts.from_records([{"title": "CX-BT", "political_theory": "so_cap"}]), BOOK, on=ON)

    first, second = why_not(assessment, 0), why_not(assessment, 0)

    assert first == second
    assert [len(route) for route in first.routes] == sorted(len(route) for route in first.routes)
    assert not any(a <= b for a, b in combinations(first.routes, 2))


def test_what_nothing_learned_can_mend_is_named_instead() -> None:
    rule = '[[rule.require]]\ncode = "TUOI"\nkind = "age_max_first"\nyears = 45\nclause = "Mẫu"\n'
    record: dict[str, object] = {"title": "CX-BT", "birth": "01/01/1950", "first_elected": "01/01/2012"}

    assessment = assess(Facts.from_records([record]), one_rule(rule), on=ON, measure="du-tieu-chuan")

    answer = why_not(assessment, 0)
    assert (answer.routes, answer.blocked) == ((), ("TUOI",))


def test_a_date_not_known_is_a_fact_to_be_supplied() -> None:
    rule = '[[rule.require]]\ncode = "TUOI"\nkind = "age_min"\nyears = 18\nclause = "Mẫu"\n'

    assessment = assess(
        Facts.from_records([{"title": "CX-BT", "sex": "nam"}]), one_rule(rule), on=ON, measure="du-tieu-chuan"
    )

    (route,) = why_not(assessment, 0).routes
    assert [say(one, TERMS) for one in route] == ["Bổ sung ngày sinh (cần: 18 tuổi)"]


def test_a_person_at_standard_has_nothing_to_be_told() -> None:
    record: dict[str, object] = {
        "title": "CX-CTUB",
        "area": "dong_bang",
        "professional": "dai_hoc",
        "political_theory": "cao_cap",
    }

    assessment = assess(Facts.from_records([record]), load_rulebook(), on=date(2020, 8, 31))

    assert why_not(assessment, 0).routes == ()


def test_each_gap_names_what_closes_it_for_the_plan() -> None:
    records: list[dict[str, object]] = [
        {"title": "CX-BT", "area": "dong_bang", "professional": "so_cap", "political_theory": "so_cap"},
        {"title": "CX-BT", "area": "dong_bang", "professional": "dai_hoc", "political_theory": "cao_cap"},
        {
            "title": "CC-TCKT",
            "area": "dong_bang",
            "professional": "trung_cap",
            "appointed": "2010",
            "it": "khong",
        },
    ]

    found = needs(assess(Facts.from_records(records), load_rulebook(), on=date(2020, 8, 31)))

    assert [(need.row, need.code, need.missing.value, need.verdict) for need in found] == [
        (0, "CM", "trung_cap", Verdict.NOT_MET),
        (0, "LLCT", "trung_cap", Verdict.NOT_MET),
        (2, "CM", "dai_hoc", Verdict.IN_TRANSITION),
        (2, "TH", "co_ban", Verdict.IN_TRANSITION),
    ]
