"""The truths over all plans hold after solving and moving, and see each fault planted."""

import pytest

from caunoi.apps.planning.invariants import invariants
from caunoi.apps.planning.models import Need, Offering
from caunoi.apps.planning.services import place_by_hand, solve_plan
from caunoi.foundation.policy import system_scope
from tests.factories.cadres import SYSTEM, all_of
from tests.factories.planning import make_plan, make_scene

pytestmark = pytest.mark.django_db


def faults() -> list[int]:
    with system_scope("tests: walk every row"):
        return [len(list(truth.check())) for truth in invariants()]


@pytest.fixture
def plan():
    make_scene(12)
    return solve_plan(actor=SYSTEM, plan=make_plan())


def test_nothing_is_wrong_after_solving_and_moving(plan):
    need = next(n for n in all_of(Need, plan=plan) if n.offering_id)

    place_by_hand(actor=SYSTEM, need=need, offering=None)

    assert faults() == [0, 0, 0, 0]


def test_a_line_marked_closed_with_people_in_it_is_seen(plan):
    with system_scope("tests: plant a fault"):
        Offering.objects.filter(opened=True).update(opened=False)

    assert faults()[1] == 1


def test_somebody_in_a_line_of_another_programme_is_seen(plan):
    other = next(line for line in all_of(Offering, plan=make_plan()) if line.code == "LLCT-TC-01")
    with system_scope("tests: plant a fault"):
        Need.objects.filter(pk=all_of(Need, plan=plan)[0].pk).update(offering=other)

    assert faults()[0] == 1


def test_a_class_below_its_least_size_is_seen(plan):
    with system_scope("tests: plant a fault"):
        Need.objects.filter(pk__in=[need.pk for need in all_of(Need, plan=plan)[:5]]).update(offering=None)

    assert faults()[3] == 1
