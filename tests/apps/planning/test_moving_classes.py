"""A whole class to another week or place: everybody goes or nobody, and a line nobody foresaw joins the problem."""

import pytest

from caunoi.apps.classes.models import Venue
from caunoi.apps.planning.models import Need, Offering
from caunoi.apps.planning.selectors import plan_or_404, rows_of
from caunoi.apps.planning.services import (
    Spot,
    Stale,
    faults_of,
    move_class,
    preview_class_move,
    solve_plan,
    undo_change,
)
from caunoi.foundation.errors import Forbidden, Refused
from tests.factories.cadres import SYSTEM, all_of
from tests.factories.planning import PROVINCE, make_plan, make_scene, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    make_scene(12)
    return solve_plan(actor=SYSTEM, plan=make_plan())


def opened(plan) -> Offering:
    (line,) = [each for each in all_of(Offering, plan=plan) if each.opened]
    return line


def free_spots(plan) -> list[Spot]:
    """Where the problem has a line of the same programme that nobody sits in."""
    line, starts = opened(plan), plan.instance["offerings"]["start"]
    mine = [each for each in all_of(Offering, plan=plan) if each.programme_id == line.programme_id]
    return [Spot(each.venue, starts[each.index]) for each in mine if each.pk != line.pk]


def seats(plan) -> set:
    return {need.offering_id for need in all_of(Need, plan=plan) if need.offering_id}


def test_the_people_of_a_class_go_to_the_line_of_the_same_programme(plan):
    line, spot = opened(plan), free_spots(plan)[0]
    bound = plan.bound

    preview = preview_class_move(actor=SYSTEM, plan=plan, line=line, spot=spot)
    change = move_class(actor=SYSTEM, plan=plan, line=line, spot=spot)

    after = plan_or_404(SYSTEM, plan.pk)
    now = opened(plan)
    assert preview.possible and preview.added is None and len(change.after) == 12
    assert (now.venue_id, now.pk != line.pk) == (spot.venue.pk, True)
    assert after.bound == bound and faults_of(rows_of(SYSTEM, after)) == []
    assert preview.cost_after == rows_of(SYSTEM, after).cost


def test_a_week_the_problem_had_not_foreseen_becomes_a_line_of_it_and_gives_up_the_bound(plan):
    line = opened(plan)
    spot, before = Spot(line.venue, 3), len(all_of(Offering, plan=plan))

    preview = preview_class_move(actor=SYSTEM, plan=plan, line=line, spot=spot)
    assert len(all_of(Offering, plan=plan)) == before
    move_class(actor=SYSTEM, plan=plan, line=line, spot=spot)

    after, now = plan_or_404(SYSTEM, plan.pk), opened(plan)
    assert preview.added is not None and preview.possible
    assert now.index == before == len(after.instance["offerings"]["start"]) - 1
    assert now.code not in {each.code for each in all_of(Offering, plan=plan) if each.pk != now.pk}
    assert (after.bound, after.status) == (None, "")
    assert faults_of(rows_of(SYSTEM, after)) == []


def test_taking_it_back_seats_everybody_where_they_were(plan):
    line = opened(plan)
    change = move_class(actor=SYSTEM, plan=plan, line=line, spot=Spot(line.venue, 3))

    undo_change(actor=SYSTEM, change=change)

    assert seats(plan) == {line.pk}
    assert faults_of(rows_of(SYSTEM, plan_or_404(SYSTEM, plan.pk))) == []


def test_what_breaks_is_told_before_and_nothing_is_kept(plan):
    line, before = opened(plan), seats(plan)
    plan.instance["max_km"] = 1.0
    plan.instance["km"] = [[0.0] * len(row) for row in plan.instance["km"]]
    place = plan.instance["offerings"]["venue"]
    spot = next(each for each in free_spots(plan) if each.venue.pk != line.venue_id)
    far = next(n.index for n in all_of(Offering, plan=plan) if n.venue_id == spot.venue.pk)
    for row in plan.instance["km"]:
        row[place[far]] = 40.0
    plan.save(update_fields=["instance"])

    preview = preview_class_move(actor=SYSTEM, plan=plan, line=line, spot=spot)

    assert not preview.possible and any("xa hơn 1 km" in each for each in preview.problems)
    with pytest.raises(Refused, match="xa hơn 1 km"):
        move_class(actor=SYSTEM, plan=plan, line=line, spot=spot)
    assert seats(plan) == before


def test_more_people_than_seats_are_told(plan):
    spot = free_spots(plan)[0]
    target = next(
        each
        for each in all_of(Offering, plan=plan)
        if each.venue_id == spot.venue.pk
        and plan.instance["offerings"]["start"][each.index] == spot.week
        and each.programme_id == opened(plan).programme_id
    )
    plan.instance["offerings"]["capacity"][target.index] = 11
    plan.save(update_fields=["instance"])

    with pytest.raises(Refused, match="chỉ có 11"):
        move_class(actor=SYSTEM, plan=plan, line=opened(plan), spot=spot)


@pytest.mark.parametrize("week", [-1, 400])
def test_a_week_outside_the_plan_is_refused_with_the_weeks_there_are(plan, week):
    line = opened(plan)

    with pytest.raises(Refused, match="khai giảng từ tuần 1 đến tuần"):
        preview_class_move(actor=SYSTEM, plan=plan, line=line, spot=Spot(line.venue, week))


def test_a_place_of_another_kind_is_refused_by_name(plan):
    line = opened(plan)
    other = next(each for each in all_of(Venue) if each.kind not in line.programme.venue_kinds)

    with pytest.raises(Refused, match="không thuộc loại nơi mở được"):
        preview_class_move(actor=SYSTEM, plan=plan, line=line, spot=Spot(other, 0))


def test_where_it_is_already_it_is_not_moved(plan):
    line = opened(plan)
    week = plan.instance["offerings"]["start"][line.index]

    with pytest.raises(Refused, match="đúng chỗ đó"):
        move_class(actor=SYSTEM, plan=plan, line=line, spot=Spot(line.venue, week))


def test_a_class_moved_on_an_old_page_is_refused(plan):
    line, (first, *_rest) = opened(plan), free_spots(plan)
    move_class(actor=SYSTEM, plan=plan, line=line, spot=first, seen=plan.version)

    with pytest.raises(Stale, match="chuyển cả lớp 12 người"):
        move_class(actor=SYSTEM, plan=plan, line=opened(plan), spot=Spot(line.venue, 3), seen=plan.version)


@pytest.mark.parametrize("role", ["lanhdao", "truong", "kiemtra"])
def test_only_the_board_moves_classes(plan, actor_with, role):
    with pytest.raises(Forbidden):
        move_class(
            actor=actor_with(role, unit(PROVINCE)), plan=plan, line=opened(plan), spot=free_spots(plan)[0]
        )
