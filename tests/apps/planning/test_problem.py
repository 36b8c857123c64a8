"""The problem made from needs and catalogue: what the checker and the solver are given."""

from datetime import date, timedelta

import pytest

from caunoi.apps.planning.models import Need, Offering
from caunoi.apps.planning.selectors.options import first_week, options_on, weeks_of, year_to_plan
from caunoi.apps.planning.selectors.places import kilometres
from caunoi.apps.planning.services.instance import starts
from caunoi.domain.allocation.instance_format import problem_from_json
from caunoi.domain.allocation.verify import verify
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.errors import Forbidden, Refused
from tests.factories.cadres import all_of
from tests.factories.planning import held, make_plan, make_scene, papers


@pytest.mark.django_db
def test_the_problem_is_read_without_a_remark_and_an_empty_plan_keeps_every_rule():
    make_scene(3)

    plan = make_plan()

    assert problem_from_json(plan.instance).notes == ()
    assert verify(plan.instance, []).valid


@pytest.mark.django_db
def test_each_line_stands_in_the_problem_under_its_number_with_its_cost_in_millions():
    make_scene(3)

    plan = make_plan()

    lines = all_of(Offering, plan=plan)
    told = plan.instance["offerings"]
    assert [line.index for line in sorted(lines, key=lambda line: line.index)] == list(
        range(len(told["start"]))
    )
    assert all(told["open_cost"][line.index] * 1_000_000 == line.open_cost for line in lines)
    assert {line.capacity for line in lines if line.venue.code == "TCT"} == {34}


@pytest.mark.django_db
def test_a_class_begins_on_a_monday_and_ends_on_a_friday_inside_the_plans_year():
    make_scene(1)

    plan = make_plan()

    for line in all_of(Offering, plan=plan):
        assert (line.starts_on.weekday(), line.ends_on.weekday()) == (0, 4)
        assert date(2021, 2, 1) <= line.starts_on < line.ends_on <= date(2021, 11, 30)
        assert (line.ends_on - line.starts_on).days == 7 * line.programme.away_weeks - 3


@pytest.mark.django_db
def test_of_a_commune_with_few_people_one_may_always_be_away():
    make_scene(2)

    plan = make_plan(away_percent=1)

    assert plan.instance["units"]["away_limit"] == [1, 1]


@pytest.mark.django_db
def test_somebody_already_learning_asks_for_no_seat_and_is_told_why():
    learning = held("political_theory", "trung_cap", status="studying", study_ends=PartialDate(2021, 3))
    make_scene(1, qualifications=(*papers(), learning))

    plan = make_plan()

    assert plan.instance["requests"]["count"] == [0]
    assert all_of(Need, plan=plan)[0].reason["rule"] == "studying"


@pytest.mark.django_db
@pytest.mark.parametrize("budget", [0, -5, 10**14])
def test_a_budget_that_is_none_is_refused(budget):
    make_scene(1)

    with pytest.raises(Refused, match="Ngân sách"):
        make_plan(budget=budget)


@pytest.mark.django_db
def test_without_any_gap_there_is_nothing_to_plan():
    make_scene(1, qualifications=papers(political="trung_cap"))

    with pytest.raises(Refused, match="Không ai"):
        make_plan()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["lanhdao", "xa", "truong", "canbo", "kiemtra"])
def test_only_the_board_draws_up_a_plan(role, actor_with):
    from caunoi.apps.planning.services import draft_plan
    from tests.factories.planning import DAY, PROVINCE, unit

    make_scene(1)

    with pytest.raises(Forbidden):
        draft_plan(
            actor=actor_with(role, unit(PROVINCE)), year=2021, budget=10**9, unit=unit(PROVINCE), on=DAY
        )


@pytest.mark.parametrize(
    ("weeks", "length", "most", "expected"),
    [(40, 26, 2, [0, 14]), (40, 1, 4, [0, 13, 26, 39]), (40, 40, 4, [0]), (40, 41, 4, []), (5, 4, 4, [0, 1])],
)
def test_first_weeks_are_spread_over_the_year(weeks, length, most, expected):
    assert starts(weeks, length, most) == expected


def test_needs_of_autumn_are_planned_for_next_year_and_those_of_spring_for_this():
    assert year_to_plan(date(2020, 8, 31)) == 2021
    assert year_to_plan(date(2021, 3, 1)) == 2021


def test_a_plan_made_in_the_middle_of_its_year_has_the_weeks_that_are_left():
    options = options_on(date(2021, 6, 1))

    assert weeks_of(2021, date(2020, 8, 31), options) == 40
    assert first_week(2021, date(2021, 6, 1), options) == date(2021, 6, 7)
    assert weeks_of(2021, date(2021, 6, 1), options) == 40 - (date(2021, 6, 7) - date(2021, 2, 1)).days // 7
    assert weeks_of(2021, date(2021, 2, 1) + timedelta(weeks=45), options) == 0


def test_the_way_from_bac_giang_to_son_dong_is_about_seventy_kilometres_as_the_crow_flies():
    assert round(kilometres((21.3007, 106.2022), (21.3341, 106.8500))) == 67
