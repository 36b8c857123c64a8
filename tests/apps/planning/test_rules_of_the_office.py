"""The rules of the office: what the data say stands in the problem, and no plan that breaks it is kept or told."""

from datetime import date

import pytest

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.classes.models import LecturerPool
from caunoi.apps.planning.models import Need, Offering
from caunoi.apps.planning.selectors import Board, rows_of
from caunoi.apps.planning.selectors.norms import basis_on
from caunoi.apps.planning.selectors.options import PlanOptions, options_on
from caunoi.apps.planning.selectors.quotas import UnreadableQuotas, Within, quotas_in
from caunoi.apps.planning.selectors.spending import spent_by_item
from caunoi.apps.planning.selectors.standing import groups_for, standing_in
from caunoi.apps.planning.services import answer_plan, faults_of, place_by_hand, solve_plan
from caunoi.apps.planning.services.answering import TAGS
from caunoi.apps.planning.services.drafting import look_first
from caunoi.apps.planning.services.extending import with_new_needs
from caunoi.apps.planning.services.instance import starts
from caunoi.apps.planning.services.saying import Speaker, told_before
from caunoi.apps.standards.selectors import verdicts
from caunoi.domain.allocation.instance_format import problem_from_json
from caunoi.domain.allocation.verify import verify
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible
from tests.factories.cadres import SYSTEM, all_of
from tests.factories.planning import (
    COMMUNES,
    DAY,
    PROVINCE,
    make_lacking,
    make_land,
    make_plan,
    make_scene,
    unit,
)

pytestmark = pytest.mark.django_db
THEORY = "LLCT-TC"


@pytest.fixture(autouse=True)
def notes_of_the_test(tmp_path, settings):
    settings.VAR = tmp_path


def broken(plan, placements):
    """The rules the checker names, which shares no code with the solver."""
    return {violation.rule for violation in verify(plan.instance, placements).violations}


def theory_lines(plan, starts_on=None):
    lines = [each for each in all_of(Offering, plan=plan) if each.programme.code == THEORY]
    return [each for each in lines if starts_on in (None, each.starts_on)]


# ---- a plan from before the rules


def test_a_plan_without_the_options_asks_for_none_of_the_rules():
    make_scene(3)

    plan = make_plan(closed_days=0, key_away=0, serve_after=False, lecturers=False)

    assert not {"closed_weeks", "lecturers", "quotas", "floors", "locks"} & set(plan.instance)
    assert {item["limit"] for item in plan.instance["items"]} == {None}  # counted, not bound
    assert set(plan.instance["persons"]) == {"unit"} and set(plan.instance["units"]) == {"away_limit"}
    assert all(set(each) == {"id", "prerequisite"} for each in plan.instance["programmes"])


def test_options_kept_before_a_rule_was_known_mean_that_it_does_not_bind():
    old = {
        name: value for name, value in options_on(DAY).as_json().items() if name in ("away_percent", "max_km")
    }

    assert (PlanOptions.of(old).closed_days, PlanOptions.of(old).key_away, PlanOptions.of(old).serve_after) == (
        0, 0, False,
    )  # fmt: skip


# ---- weeks without work


def test_the_week_of_the_new_year_is_closed_at_every_venue_and_no_line_runs_into_it():
    make_scene(3)

    plan = make_plan()

    assert plan.instance["closed_weeks"] == [[1]] * len(plan.instance["rooms"])  # 8 to 12 February 2021
    told = plan.instance["offerings"]
    assert all(
        not begins <= 1 < begins + long for begins, long in zip(told["start"], told["weeks"], strict=True)
    )


def test_a_class_over_a_closed_week_is_seen_by_the_checker():
    make_scene(10)
    plan = make_plan()
    plan.instance["closed_weeks"] = [[theory_week(plan)]] * len(plan.instance["rooms"])

    line = theory_lines(plan)[0]

    assert "closed" in broken(plan, [[request, line.index] for request in range(10)])


def theory_week(plan):
    return plan.instance["offerings"]["start"][theory_lines(plan)[0].index]


def test_where_every_week_would_hit_a_holiday_the_lines_stay_so_that_the_reason_can_be_told():
    assert starts(40, 1, 4, closed=[0]) == [1, 14, 26, 39]
    assert starts(40, 26, 2, closed=[1]) == [2, 14]
    assert starts(40, 40, 4, closed=[1]) == [0]


def test_without_the_rule_no_week_is_closed():
    make_scene(1)

    assert "closed_weeks" not in make_plan(closed_days=0).instance


# ---- key officials


def test_who_holds_a_key_title_on_the_day_is_marked_and_the_limit_stands_for_every_unit():
    make_scene(3)

    plan = make_plan(key_away=1)

    assert plan.instance["persons"]["key"] == [1, 1, 1]
    assert plan.instance["units"]["key_away_limit"] == [1, 1, 1]


def test_who_holds_no_key_title_is_not_marked():
    make_scene(0)
    make_lacking(1)
    make_lacking(1, title_code="CC-TPHT", number="BG999")
    found = verdicts(SYSTEM, on=DAY)

    told = standing_in(found, set(found.snapshot.people), options_on(DAY))

    by_title = {title: told[found.snapshot.people[who]].key for title, who in titles_of(found)}
    assert by_title == {"CX-PCTUB": True, "CC-TPHT": False}


def titles_of(found):
    return zip(found.snapshot.titles, found.snapshot.person.tolist(), strict=True)


# ---- leaving office


def test_the_week_of_leaving_follows_from_birth_and_sex_by_the_dated_age():
    make_scene(
        1, birth=PartialDate(1961, 5, 6), sex="nam"
    )  # 60 years and 3 months: 6 August 2021, leaves 1 September

    plan = make_plan()

    weeks = (date(2021, 9, 1) - date(2021, 2, 1)).days // 7
    assert plan.instance["persons"]["leaves"] == [weeks]


def test_somebody_whose_birth_is_not_known_is_not_thought_to_leave():
    make_scene(1, birth=None)

    assert make_plan().instance["persons"]["leaves"] == [None]


def test_a_day_of_leaving_told_beforehand_comes_before_retirement():
    (cadre,) = make_scene(1)
    type(cadre)._base_manager.filter(pk=cadre.pk).update(left_on=date(2021, 3, 1))

    assert make_plan().instance["persons"]["leaves"] == [4]


def test_a_day_of_leaving_that_nobody_could_have_told_yet_is_not_counted():
    (cadre,) = make_scene(1)
    plain = make_plan().instance["persons"]["leaves"]
    type(cadre)._base_manager.filter(pk=cadre.pk).update(left_on=date(2025, 7, 1))

    assert make_plan().instance["persons"]["leaves"] == plain


def test_a_degree_is_served_twice_its_length_and_a_refresher_needs_office_until_it_ends():
    make_scene(1)
    plan = make_plan(group="")

    served = {each["id"]: each["serve"] for each in plan.instance["programmes"]}

    theory = plan.instance["offerings"]["programme"][theory_lines(plan)[0].index]
    assert served[theory] == 52
    assert plan.options["service"][0]["source"] and plan.options["service"][0]["confidence"] == "vua"


def test_nobody_near_retirement_is_sent_to_a_class_too_long_for_them_by_the_solver_or_by_hand():
    make_scene(11)
    late = sorted(all_of(Cadre), key=lambda cadre: cadre.number or "")[0]
    type(late)._base_manager.filter(pk=late.pk).update(birth=PartialDate(1961, 5, 6))

    plan = solve_plan(actor=SYSTEM, plan=make_plan())

    rows = rows_of(SYSTEM, plan)
    (left,) = rows.unserved
    assert (left.cadre_id, left.reason["rule"]) == (late.pk, "retirement")
    assert len(rows.served) == 10 and faults_of(rows) == []
    with pytest.raises(Refused, match="52 tuần"):
        place_by_hand(actor=SYSTEM, need=left, offering=rows.opened[0])
    assert all_of(Need, plan=plan, cadre=late)[0].offering_id is None


# ---- mandatory needs first


def test_the_tick_asks_the_solver_for_mandatory_needs_before_all_else():
    make_scene(1)

    assert make_plan(mandatory_first=True).instance["objective"]["mandatory_first"] == 1
    assert problem_from_json(make_plan(mandatory_first=True).instance).mandatory_first
    assert "mandatory_first" not in make_plan(mandatory_first=False).instance["objective"]


# ---- what cannot be, said before solving


def test_a_demand_above_all_seats_is_named_with_its_programme():
    make_scene(12)
    plan = make_plan()
    assert told_before(rows_of(SYSTEM, plan)) == []

    plan.instance["offerings"]["capacity"] = [0] * len(plan.instance["offerings"]["capacity"])
    look_first(plan)

    (said,) = told_before(rows_of(SYSTEM, plan))
    assert said == "Trung cấp lý luận chính trị (hệ tập trung): cần 12 chỗ, mọi lớp cộng lại chỉ có 0 chỗ."


def test_what_cannot_be_solved_at_all_starts_no_job():
    make_scene(3)
    plan = make_plan()
    plan.instance["requests"]["must"] = [1, 1, 1]
    plan.instance["rooms"] = [0] * len(plan.instance["rooms"])

    assert not look_first(plan)
    assert any("mọi lớp đều ở nơi không có phòng" in said for said in told_before(rows_of(SYSTEM, plan)))


# ---- floors


def women_among(cadres, many):
    for cadre in cadres[:many]:
        type(cadre)._base_manager.filter(pk=cadre.pk).update(sex="nu")


def floor(group, **least):
    return [{"group": group, "heads": None, "share": None, **least}]


def test_the_people_of_a_floor_are_those_whose_file_says_so():
    cadres = make_scene(12)
    women_among(cadres, 2)
    type(cadres[0])._base_manager.filter(pk=cadres[11].pk).update(ethnicity="Nùng")

    plan = make_plan(floors=[*floor("nu", share=0.1), *floor("dan_toc", heads=1)])

    women, minority = plan.instance["floors"]
    assert {person_at(plan, n) for n in women["people"]} == {cadre.pk for cadre in cadres[:2]}
    assert [person_at(plan, n) for n in minority["people"]] == [cadres[11].pk]


def person_at(plan, number):
    return next(
        need.cadre_id
        for need in all_of(Need, plan=plan)
        if plan.instance["requests"]["person"][need.index] == number
    )


def test_a_plan_below_a_floor_is_seen_and_a_solved_one_keeps_it():
    cadres = make_scene(12)
    women_among(cadres, 2)

    plan = solve_plan(actor=SYSTEM, plan=make_plan(floors=floor("nu", heads=2)))

    rows, line = rows_of(SYSTEM, plan), theory_lines(plan)[0]
    assert {cadre.pk for cadre in cadres[:2]} <= {need.cadre_id for need in rows.served}
    men = [need.index for need in rows.needs if need.cadre_id not in {cadre.pk for cadre in cadres[:2]}]
    assert "floor" in broken(plan, [[request, line.index] for request in men])


def test_a_floor_nobody_could_reach_is_refused_before_a_plan_is_written():
    women_among(make_scene(12), 2)

    with pytest.raises(Refused, match="cán bộ nữ cần ít nhất 5 suất, nhưng nhóm này chỉ có 2"):
        make_plan(floors=floor("nu", heads=5))


def test_who_may_not_read_ethnicity_sets_no_floor_for_minorities(actor_with):
    make_land()

    assert "dan_toc" in groups_for(actor_with("btc", unit(PROVINCE)))
    assert groups_for(actor_with("xa", unit(PROVINCE))) == {"nu", "vung_kho_khan"}


def test_the_price_of_a_floor_and_of_a_lecturers_week_is_asked_with_the_other_limits():
    women_among(make_scene(12), 2)
    plan = solve_plan(actor=SYSTEM, plan=make_plan(floors=floor("nu", heads=2)))

    told = answer_plan(actor=SYSTEM, plan=plan, kind=TAGS)["rows"]

    found = {row["what"]: row for row in told}
    assert found["floor"]["name"] == "cán bộ nữ" and found["floor"]["gain"] == [0, 0]  # they learn anyway
    assert found["lecturer_weeks"]["name"] == "Tổ giảng viên lý luận chính trị"


# ---- seats of a unit


def quota(slug, least=None, most=None, programme=""):
    return [{"unit": str(unit(slug).pk), "name": slug, "programme": programme, "least": least, "most": most}]


def test_seats_of_a_unit_stand_by_its_number_and_bind_solver_and_hand():
    make_scene(12)

    plan = solve_plan(actor=SYSTEM, plan=make_plan(quotas=quota(COMMUNES[0], most=0)))

    rows = rows_of(SYSTEM, plan)
    (left,) = rows.unserved
    assert (left.unit_id, left.reason["rule"]) == (unit(COMMUNES[0]).pk, "quota")
    with pytest.raises(Refused, match="chỉ tiêu nhiều nhất 0"):
        place_by_hand(actor=SYSTEM, need=left, offering=rows.opened[0])


def test_a_quota_larger_than_the_need_is_refused_and_one_for_a_unit_without_needs_limits_nothing():
    make_scene(2)

    with pytest.raises(Refused, match="phải có ít nhất 3 suất, nhưng chỉ có 1"):
        make_plan(quotas=quota(COMMUNES[0], least=3, programme=THEORY))
    assert "quotas" not in make_plan(quotas=quota(COMMUNES[9], most=1)).instance


WITHIN_CASES = [
    ("Xã nào đó; ; 1; 2", "không có đơn vị nào tên “Xã nào đó”"),
    ("xa-bac-ly-hiep-hoa; LLCT-XX; 1; 2", "không có chương trình mã “LLCT-XX”"),
    ("xa-bac-ly-hiep-hoa; ; 3; 2", "ít nhất 3 lại lớn hơn nhiều nhất 2"),
    ("xa-bac-ly-hiep-hoa; ; ; ", "ghi ít nhất bao nhiêu suất"),
    ("xa-bac-ly-hiep-hoa; ; một; 2", "“một” không phải số suất"),
    ("xa-bac-ly-hiep-hoa; 2", "cần đủ 4 ô"),
    ("xa-bac-ly-hiep-hoa; ; 1; \nxa-bac-ly-hiep-hoa; ; ; 2", "hai dòng cho cùng chương trình"),
    ("; ; 1; 2", "thiếu tên đơn vị"),
]


@pytest.mark.parametrize(("typed", "told"), WITHIN_CASES)
def test_a_quota_that_cannot_be_read_says_which_line_and_why(typed, told):
    make_land()

    with pytest.raises(UnreadableQuotas, match=told):
        quotas_in(typed, Within(DAY, unit(PROVINCE).pk, {THEORY: ""}))


def test_a_quota_is_read_by_name_or_code_with_semicolons_or_tabs():
    make_land()

    (read,) = quotas_in("07000\tllct-tc\t1\t", Within(DAY, unit(PROVINCE).pk, {THEORY: ""}))

    assert (read["unit"], read["programme"], read["least"], read["most"]) == (
        str(unit(COMMUNES[0]).pk), THEORY, 1, None,
    )  # fmt: skip


# ---- money by cost item


def test_the_items_add_up_to_the_cost_of_the_plan_to_the_dong():
    make_scene(12)

    plan = solve_plan(actor=SYSTEM, plan=make_plan())

    rows = rows_of(SYSTEM, plan)
    spent = spent_by_item(rows)
    assert sum(item.spent for item in spent) == rows.cost
    assert next(item.spent for item in spent if item.code == "di_lai") == rows.travel_cost
    sheet = {each.item: each.total for each in rows.opened[0].programme.budget(12)}
    assert {item.name: item.spent for item in spent if item.code != "di_lai"} == sheet


def test_a_limit_on_an_item_binds_solver_and_checker():
    make_scene(12)
    free = solve_plan(actor=SYSTEM, plan=make_plan())
    needed = {item.code: item.spent for item in spent_by_item(rows_of(SYSTEM, free))}
    placed = [[need.index, need.offering.index] for need in all_of(Need, plan=free)]

    enough = make_plan(item_limits={"tai_lieu": needed["tai_lieu"], "di_lai": needed["di_lai"]})
    short = make_plan(item_limits={"tai_lieu": needed["tai_lieu"] - 1000})
    nowhere = make_plan(item_limits={"di_lai": needed["di_lai"] - 1000})

    assert broken(enough, placed) == set()
    assert broken(short, placed) == {"item"} == broken(nowhere, placed)
    assert len(rows_of(SYSTEM, solve_plan(actor=SYSTEM, plan=short)).served) == 11


def test_a_negative_limit_is_refused():
    make_scene(1)

    with pytest.raises(Refused, match="nhỏ hơn không"):
        make_plan(item_limits={"tai_lieu": -1})


@pytest.mark.parametrize(
    ("on", "circular"),
    [
        (date(2015, 1, 1), "139/2010"),
        (date(2018, 5, 14), "139/2010"),
        (date(2020, 8, 31), "36/2018"),
        (date(2024, 1, 1), "06/2023"),
        (date(1999, 1, 1), ""),
    ],
)
def test_the_circular_of_the_day_is_named(on, circular):
    assert circular in basis_on(on) and bool(basis_on(on)) == bool(circular)


# ---- lecturers


def lecturers(code, **said):
    visible(SYSTEM, LecturerPool).filter(code=code).update(**said)


def test_each_class_is_taught_by_the_pool_of_its_programme_and_limits_stand_with_their_names():
    make_scene(12)

    plan = make_plan()

    told, line = plan.instance["lecturers"], theory_lines(plan)[0]
    taught = plan.instance["offerings"]["lecturer"][line.index]
    assert told["names"][taught] == "Tổ giảng viên lý luận chính trị"
    assert (told["at_once"][taught], told["weeks"][taught]) == (6, 160)


def test_a_pool_with_too_few_weeks_opens_no_class_and_the_reason_is_told():
    make_scene(12)
    lecturers("GV-LLCT", weeks=25)

    plan = solve_plan(actor=SYSTEM, plan=make_plan())

    rows = rows_of(SYSTEM, plan)
    assert {need.reason["rule"] for need in rows.unserved} & {
        "lecturer_weeks",
        "min_size",
    } and not rows.opened
    line = theory_lines(plan)[0]
    (violation,) = verify(plan.instance, [[n, line.index] for n in range(12)]).violations
    said = Speaker(Board(rows), DAY).said(violation.rule, violation.message)
    assert said == "Tổ giảng viên lý luận chính trị dạy 26 tuần, chỉ được 25 tuần."


def test_two_classes_at_once_of_a_pool_that_holds_one_are_seen():
    make_scene(12)
    lecturers("GV-LLCT", at_once=1)
    plan = make_plan(most_starts=1)
    one, other = theory_lines(plan, theory_lines(plan)[0].starts_on)[:2]

    placed = [[n, (one if n < 6 else other).index] for n in range(12)]

    assert "lecturer" in broken(plan, placed)


def test_a_plan_that_does_not_ask_for_lecturers_has_none():
    make_scene(1)

    plan = make_plan(lecturers=False)

    assert "lecturers" not in plan.instance and "lecturer" not in plan.instance["offerings"]


# ---- people who come later


def test_somebody_put_in_later_stands_under_the_same_rules():
    cadres = make_scene(12)
    women_among(cadres, 12)
    plan = make_plan(floors=floor("nu", share=0.1))
    (late,) = make_lacking(1, number="BG900", birth=PartialDate(1961, 5, 6), sex="nu")

    rows = with_new_needs(SYSTEM, rows_of(SYSTEM, plan), [late.pk], theory_lines(plan)[0], DAY)

    told = rows.plan.instance
    assert told["persons"]["key"][-1] == 1 and len(told["persons"]["key"]) == 13
    assert told["persons"]["leaves"][-1] is not None and len(told["persons"]["leaves"]) == 13
    assert told["floors"][0]["people"][-1] == 12
    assert problem_from_json(told).notes == ()
