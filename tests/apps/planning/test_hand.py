"""Placing by hand: what breaks is told first, only a valid plan is kept, and every change can be taken back."""

import pytest

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.planning.choices import PlanState
from caunoi.apps.planning.models import Need, Offering, Plan, PlanChange
from caunoi.apps.planning.selectors import last_change, plan_or_404, rows_of
from caunoi.apps.planning.services import (
    add_people,
    add_people_to_line,
    adopt_plan,
    choices_of,
    drop_plan,
    faults_of,
    place_by_hand,
    preview_move,
    preview_people,
    propose_plan,
    solve_again,
    solve_plan,
    undo_change,
)
from caunoi.apps.planning.services.adding import Wish, propose_places
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.errors import Forbidden, NotVisible, Refused
from caunoi.foundation.policy import system_scope
from tests.factories.cadres import SYSTEM, all_of, make_people, person_record
from tests.factories.planning import (
    COMMUNES,
    DAY,
    PROVINCE,
    held,
    ids,
    make_plan,
    make_scene,
    papers,
    unit,
)

pytestmark = pytest.mark.django_db


def line(plan: Plan, code: str) -> Offering:
    return next(each for each in all_of(Offering, plan=plan) if each.code == code)


def need_of(plan: Plan, cadre: Cadre, code: str = "LLCT") -> Need:
    return next(each for each in all_of(Need, plan=plan, cadre=cadre) if each.requirement == code)


def places(plan: Plan) -> dict[str, str]:
    lines = {each.pk: each.code for each in all_of(Offering, plan=plan)}
    return {str(need.cadre_id): lines.get(need.offering_id, "") for need in all_of(Need, plan=plan)}


@pytest.fixture
def second(solved, actor_with):
    """Somebody else who may decide."""
    return actor_with("lanhdao", unit(PROVINCE))


@pytest.fixture
def solved():
    people = make_scene(12)
    return people, solve_plan(actor=SYSTEM, plan=make_plan())


def test_leaving_a_class_that_can_spare_somebody_costs_the_weight_and_keeps_the_bound(solved):
    people, plan = solved
    need = need_of(plan, people[0])
    before = (plan.objective, plan.bound)

    preview = preview_move(actor=SYSTEM, need=need, offering=None)
    place_by_hand(actor=SYSTEM, need=need, offering=None)

    after = plan_or_404(SYSTEM, plan.pk)
    assert preview.possible and preview.outcome.objective == pytest.approx(after.objective)
    assert after.objective < before[0] and after.bound == before[1]
    assert after.gap == pytest.approx((after.bound - after.objective) / after.objective)
    assert after.status == "feasible"
    assert preview.cost_after == rows_of(SYSTEM, after).cost


def test_a_move_that_breaks_a_rule_is_told_by_name_and_nothing_is_written(solved):
    people, plan = solved
    for cadre in people[:2]:
        place_by_hand(actor=SYSTEM, need=need_of(plan, cadre), offering=None)
    before = places(plan)
    third = need_of(plan, people[2])

    preview = preview_move(actor=SYSTEM, need=third, offering=None)

    code = next(each.code for each in all_of(Offering, plan=plan) if each.opened)
    assert not preview.possible
    assert preview.problems == (f"Lớp {code} có 9 người, cần ít nhất 10.",)
    with pytest.raises(Refused, match="cần ít nhất 10"):
        place_by_hand(actor=SYSTEM, need=third, offering=None)
    assert places(plan) == before


def test_moving_to_the_same_place_is_refused(solved):
    people, plan = solved
    need = need_of(plan, people[0])

    with pytest.raises(Refused, match="đúng chỗ"):
        place_by_hand(actor=SYSTEM, need=need, offering=need.offering)


def test_the_lines_to_choose_from_say_what_stands_in_the_way(solved):
    people, plan = solved

    choices = choices_of(rows_of(SYSTEM, plan), need_of(plan, people[0]))

    assert choices and all(choice.problems for choice in choices)
    assert all(choice.offering.programme.code == "LLCT-TC" for choice in choices)
    assert any("cần ít nhất 10" in problem for choice in choices for problem in choice.problems)


def test_taking_a_change_back_puts_everybody_where_they_were(solved):
    people, plan = solved
    before, value = places(plan), plan.objective
    change = place_by_hand(actor=SYSTEM, need=need_of(plan, people[0]), offering=None)

    undo_change(actor=SYSTEM, change=change)

    assert places(plan) == before
    assert plan_or_404(SYSTEM, plan.pk).objective == pytest.approx(value)
    assert plan_or_404(SYSTEM, plan.pk).status == "optimal"
    assert last_change(SYSTEM, plan) is None
    with pytest.raises(Refused, match="đã được hoàn tác"):
        undo_change(actor=SYSTEM, change=PlanChange(**_columns(change)))


def _columns(change: PlanChange) -> dict:
    fresh = all_of(PlanChange, pk=change.pk)[0]
    return {field.attname: getattr(fresh, field.attname) for field in PlanChange._meta.fields}


def test_a_dozen_people_go_into_a_line_together_and_come_out_again():
    people = make_scene(12)
    plan = make_plan()
    chosen = line(plan, "LLCT-TC-01")

    change = add_people_to_line(actor=SYSTEM, plan=plan, offering=chosen, cadre_ids=ids(people), on=DAY)
    full = places(plan)
    undo_change(actor=SYSTEM, change=change)

    assert set(full.values()) == {"LLCT-TC-01"} and len(change.after) == 12
    assert set(places(plan).values()) == {""}
    assert not line(plan, "LLCT-TC-01").opened


def test_too_few_for_a_class_are_not_put_into_it():
    people = make_scene(12)
    plan = make_plan()

    with pytest.raises(Refused, match="cần ít nhất 10"):
        add_people_to_line(
            actor=SYSTEM, plan=plan, offering=line(plan, "LLCT-TC-01"), cadre_ids=ids(people[:4]), on=DAY
        )

    assert set(places(plan).values()) == {""}


def test_a_full_class_takes_who_fits_and_names_the_others():
    people = make_scene(12)
    plan = make_plan()
    small = line(plan, "LLCT-TC-01")
    plan.instance["offerings"]["capacity"][small.index] = 11
    plan.save(update_fields=["instance"])

    preview = preview_people(actor=SYSTEM, plan=plan, places={small.pk: ids(people)}, on=DAY)

    assert len(preview.wanted) == 11 and preview.possible
    (refused,) = preview.lines[0].refused
    assert refused[1] == ("Lớp LLCT-TC-01 sẽ dùng 12 chỗ, chỉ có 11 chỗ.",)


def test_of_two_from_one_commune_only_one_may_be_away():
    people = make_scene(12)
    extra = make_people(
        person_record(unit(COMMUNES[0]), "Trần Thị Hoa", title_code="CX-PCTHD", qualifications=papers())
    )
    plan = make_plan()

    preview = preview_people(
        actor=SYSTEM, plan=plan, places={line(plan, "LLCT-TC-01").pk: ids([*people, *extra])}, on=DAY
    )

    assert len(preview.wanted) == 12
    assert "vắng quá 1 người" in preview.lines[0].refused[0][1][0]


def test_warnings_speak_of_age_of_retirement_and_of_what_is_already_being_learned():
    learning = held("political_theory", "trung_cap", status="studying", study_ends=PartialDate(2021, 9))
    people = make_scene(12, birth=PartialDate(1968, 1, 1), qualifications=(*papers(), learning))
    plan = make_plan()

    preview = preview_people(
        actor=SYSTEM, plan=plan, places={line(plan, "LLCT-TC-01").pk: ids(people)}, on=DAY
    )

    assert [words for words, _names in preview.lines[0].warnings] == [
        "quá 50 tuổi khi khai giảng",
        "đang học nội dung này",
    ]
    assert preview.possible and preview.asks_anew


def test_placing_somebody_the_problem_did_not_ask_for_gives_up_the_bound():
    learning = held("political_theory", "trung_cap", status="studying", study_ends=PartialDate(2021, 9))
    people = make_scene(11)
    late = make_people(
        person_record(
            unit(COMMUNES[11]), "Lê Văn Tú", title_code="CX-PCTUB", qualifications=(*papers(), learning)
        )
    )
    plan = solve_plan(actor=SYSTEM, plan=make_plan())
    opened = next(each for each in all_of(Offering, plan=plan) if each.opened)

    add_people_to_line(actor=SYSTEM, plan=plan, offering=opened, cadre_ids=ids(late), on=DAY)

    after = plan_or_404(SYSTEM, plan.pk)
    assert (after.bound, after.gap, after.status) == (None, None, "")
    assert len(rows_of(SYSTEM, after).served) == len(people) + 1
    assert faults_of(rows_of(SYSTEM, after)) == []


def test_somebody_who_came_after_the_plan_was_drawn_up_is_taken_into_its_problem():
    make_scene(11)
    plan = solve_plan(actor=SYSTEM, plan=make_plan())
    opened = next(each for each in all_of(Offering, plan=plan) if each.opened)
    newcomer = make_people(
        person_record(unit(COMMUNES[11]), "Lê Văn Tú", title_code="CX-PCTUB", qualifications=papers())
    )

    add_people_to_line(actor=SYSTEM, plan=plan, offering=opened, cadre_ids=ids(newcomer), on=DAY)

    rows = rows_of(SYSTEM, plan_or_404(SYSTEM, plan.pk))
    assert len(rows.served) == 12 == len(rows.plan.instance["requests"]["person"])
    assert faults_of(rows) == []


def test_people_are_sorted_into_the_lines_of_what_they_lack():
    people = make_scene(12, qualifications=papers(professional="so_cap"))
    plan = make_plan()

    adding = propose_places(actor=SYSTEM, plan=plan, wish=Wish(ids(people)), on=DAY)
    only_one = propose_places(actor=SYSTEM, plan=plan, wish=Wish(ids(people), {"CM"}), on=DAY)

    assert sorted(group.chosen.programme.code for group in adding.groups) == ["CM-TC", "LLCT-TC"]
    assert adding.preview.possible and len(adding.preview.wanted) == 24
    assert [group.chosen.programme.code for group in only_one.groups] == ["CM-TC"]


def test_somebody_no_class_is_for_is_named_and_left_out():
    make_scene(12)
    plan = make_plan()
    fine = make_people(
        person_record(
            unit(COMMUNES[0]), "Lê Văn Tú", title_code="CX-PCTHD", qualifications=papers("trung_cap")
        )
    )

    adding = propose_places(actor=SYSTEM, plan=plan, wish=Wish(ids(fine)), on=DAY)

    assert (list(adding.outside), adding.preview.possible) == (["Lê Văn Tú"], False)
    with pytest.raises(Refused, match="Không ai"):
        add_people(actor=SYSTEM, plan=plan, places=adding.places, on=DAY)


def test_each_place_changed_leaves_its_record(solved):
    people, plan = solved
    left = need_of(plan, people[0]).offering.code
    place_by_hand(actor=SYSTEM, need=need_of(plan, people[0]), offering=None)

    with system_scope("tests: look at rows"):
        written = AuditEvent.objects.filter(action="planning.need_placed").order_by("-seq").first()

    assert written.target_id == str(need_of(plan, people[0]).pk)
    assert written.changes["offering"] == [left, None] and written.unit_id == unit(COMMUNES[0]).pk


def test_an_adopted_plan_is_closed_to_changes_and_dropping(solved, second):
    people, plan = solved
    propose_plan(actor=SYSTEM, plan=plan)

    adopt_plan(actor=second, plan=plan, decision="Kế hoạch số 08/KH-UBND", on=DAY)

    after = plan_or_404(SYSTEM, plan.pk)
    assert (after.state, after.decision, after.adopted_on) == (
        PlanState.ADOPTED,
        "Kế hoạch số 08/KH-UBND",
        DAY,
    )
    with pytest.raises(Refused, match="không xếp tay được"):
        place_by_hand(actor=SYSTEM, need=need_of(plan, people[0]), offering=None)
    with pytest.raises(Refused):
        drop_plan(actor=SYSTEM, plan=after)


@pytest.mark.parametrize(
    ("role", "refusal"),
    [("lanhdao", Forbidden), ("truong", Forbidden), ("kiemtra", Forbidden), ("canbo", NotVisible)],
)
def test_others_than_the_board_move_nobody(role, refusal, solved, actor_with):
    people, plan = solved
    actor = actor_with(role, unit(PROVINCE))

    with pytest.raises(refusal):
        add_people(actor=actor, plan=plan, places={line(plan, "LLCT-TC-01").pk: ids(people)}, on=DAY)


def test_of_two_who_adopt_the_same_plan_one_does(solved, second):
    """Both opened the page while the plan was a draft."""
    _, plan = solved
    propose_plan(actor=SYSTEM, plan=plan)
    first, late = plan_or_404(SYSTEM, plan.pk), plan_or_404(SYSTEM, plan.pk)

    adopt_plan(actor=second, plan=first, decision="08/KH-UBND", on=DAY)
    with pytest.raises(Refused):
        adopt_plan(actor=second, plan=late, decision="09/KH-UBND", on=DAY)
    with pytest.raises(Refused):
        drop_plan(actor=SYSTEM, plan=late)
    with pytest.raises(Refused):
        solve_again(actor=SYSTEM, plan=late)

    after = plan_or_404(SYSTEM, plan.pk)
    assert (after.state, after.decision) == (PlanState.ADOPTED, "08/KH-UBND")


def test_a_plan_dropped_while_it_was_solved_stays_dropped():
    make_scene(12)
    plan = make_plan()
    drop_plan(actor=SYSTEM, plan=plan_or_404(SYSTEM, plan.pk))

    with pytest.raises(Refused, match="đã được quyết định"):
        solve_plan(actor=SYSTEM, plan=plan)

    assert plan_or_404(SYSTEM, plan.pk).state == PlanState.DROPPED


def test_the_same_change_is_taken_back_once(solved):
    people, plan = solved
    change = place_by_hand(actor=SYSTEM, need=need_of(plan, people[0]), offering=None)
    again = PlanChange(**{field.attname: getattr(change, field.attname) for field in change._meta.fields})

    undo_change(actor=SYSTEM, change=change)

    with pytest.raises(Refused, match="đã được hoàn tác"):
        undo_change(actor=SYSTEM, change=again)
