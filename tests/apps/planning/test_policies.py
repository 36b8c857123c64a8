"""Whose unit drew a plan up decides about it; whose people stand in it reads it."""

from dataclasses import replace

import pytest

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.planning.models import Need, Offering, Plan, PlanChange
from caunoi.apps.planning.services import adopt_plan, draft_plan, drop_plan
from caunoi.foundation.actors import Granted
from caunoi.foundation.errors import Forbidden, NotVisible
from caunoi.foundation.policy import can, visible
from tests.factories.cadres import SYSTEM
from tests.factories.planning import COMMUNES, DAY, PROVINCE, make_plan, make_scene, small_options, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    """Of the whole province, with a person of each of two communes; the third commune has nobody in it."""
    make_scene(2)
    return make_plan()


def board_of(slug: str, role: str = "btc") -> Person:
    return Person(key="user:x", label="x", on=DAY, grants=(Granted(role, unit(slug).pk, "subtree"),))


def test_the_board_of_the_province_decides_about_its_plan(plan) -> None:
    assert all(can(board_of(PROVINCE), verb, plan) for verb in ("view", "change", "adopt"))


def test_the_board_of_a_part_reads_the_plan_its_people_stand_in_and_decides_nothing(plan) -> None:
    part = board_of(COMMUNES[0])

    assert can(part, "view", plan)
    assert not any(can(part, verb, plan) for verb in ("change", "adopt"))
    with pytest.raises(Forbidden):
        adopt_plan(actor=part, plan=plan, decision="QĐ 1", on=DAY)
    with pytest.raises(Forbidden):
        drop_plan(actor=part, plan=plan)


def test_of_the_people_in_it_a_part_reads_its_own(plan) -> None:
    part = board_of(COMMUNES[0])

    assert {need.unit_id for need in visible(part, Need)} == {unit(COMMUNES[0]).pk}
    assert visible(part, Offering).count() == visible(SYSTEM, Offering).count()
    assert not visible(part, PlanChange, "change").exists()


@pytest.mark.parametrize("role", ["btc", "xa", "lanhdao", "truong", "kiemtra"])
def test_whoever_has_nobody_in_the_plan_does_not_find_it(plan, role) -> None:
    stranger = board_of(COMMUNES[2], role)

    assert not visible(stranger, Plan).exists()
    assert not visible(stranger, Offering).exists()
    with pytest.raises(NotVisible):
        drop_plan(actor=stranger, plan=plan)


def test_a_part_draws_up_a_plan_of_its_own_and_of_no_other(plan) -> None:
    part = board_of(COMMUNES[0])
    asked = {"year": 2021, "budget": 10**9, "on": DAY, "options": small_options(), "solve": False}

    own = draft_plan(actor=part, unit=unit(COMMUNES[0]), **asked)
    with pytest.raises(Forbidden):
        draft_plan(actor=part, unit=unit(PROVINCE), **asked)

    assert can(part, "adopt", own)
    assert not visible(replace(part, grants=board_of(COMMUNES[1]).grants), Plan).filter(pk=own.pk).exists()
