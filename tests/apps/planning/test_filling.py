"""Many people put into a class together, under a rule about all of them."""

import pytest

from caunoi.apps.planning.services.adding import Wish, propose_places
from tests.factories.cadres import SYSTEM
from tests.factories.planning import DAY, make_plan, make_scene

pytestmark = pytest.mark.django_db
A_TENTH = {"group": "nu", "heads": None, "share": 0.1}


def test_many_put_in_together_reach_a_share_that_the_first_of_them_alone_would_miss():
    cadres = make_scene(12)
    for cadre in cadres[10:]:
        type(cadre)._base_manager.filter(pk=cadre.pk).update(sex="nu")
    plan = make_plan(floors=[A_TENTH])

    adding = propose_places(actor=SYSTEM, plan=plan, wish=Wish([cadre.pk for cadre in cadres]), on=DAY)

    (group,) = adding.groups
    assert (len(group.placed.needs), group.placed.refused) == (12, ())


def test_a_share_that_cannot_be_reached_leaves_everybody_out_and_says_why():
    cadres = make_scene(12)
    type(cadres[0])._base_manager.filter(pk=cadres[0].pk).update(sex="nu")
    plan = make_plan(floors=[A_TENTH])

    adding = propose_places(actor=SYSTEM, plan=plan, wish=Wish([cadre.pk for cadre in cadres[1:]]), on=DAY)

    (group,) = adding.groups
    assert group.placed.needs == () and len(group.placed.refused) == 11
    assert all("cán bộ nữ" in reason for _, reasons in group.placed.refused for reason in reasons)
