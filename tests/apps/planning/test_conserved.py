"""An act drawn by lot on land with people, villages and a plan: people and money are there after it as before."""

from datetime import date
from random import Random

import pytest
from django.db.models import Sum

from caunoi.apps.accounts.selectors import actor_of
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.organisation import services
from caunoi.apps.planning.models import Need, Offering, Plan
from caunoi.domain.lineage import ChangeKind, Move, NewUnit, Share, UnitType
from caunoi.foundation.policy import system_scope, visible
from tests.apps.accounts.people import make_grant, make_user
from tests.factories.classes import SYSTEM
from tests.factories.organisation import make_unit
from tests.factories.planning import COMMUNES, PROVINCE, make_plan, make_scene, unit

pytestmark = pytest.mark.django_db
DAY, EVE = date(2021, 1, 1), date(2020, 12, 31)
TAKER, REST = COMMUNES[0], COMMUNES[1:]


@pytest.fixture
def plan():
    """Twelve communes, somebody in each who lacks something, two villages each, and a plan with costs."""
    make_scene()
    for slug in COMMUNES:
        for n in (1, 2):
            make_unit(f"{slug} {n}", type=UnitType.VILLAGE, parent=unit(slug), slug=f"{slug}-t{n}")
    plan = make_plan()
    for place, need in enumerate(Need.objects.all().scoped()):
        need.travel_cost = 100_003 * (place + 1)
        need.save()
    return plan


def drawn(lot: Random) -> tuple[list[Move], list[NewUnit]]:
    moves, founded = [], []
    for slug in REST:
        kind = lot.choice([None, *ChangeKind])
        new = NewUnit(f"{slug}-moi", f"Mới {slug}", UnitType.COMMUNE, PROVINCE)
        if kind is ChangeKind.MERGE:
            founded.append(new)
            moves.append(Move(slug, kind, into=new.unit))
        elif kind is ChangeKind.ABSORB:
            moves.append(Move(slug, kind, into=TAKER))
        elif kind is ChangeKind.SPLIT:
            for n in (1, 2):
                part = NewUnit(f"{slug}-moi-{n}", f"Mới {n} {slug}", UnitType.COMMUNE, PROVINCE)
                founded.append(part)
                moves.append(
                    Move(
                        slug, kind, into=part.unit, share=Share.PART, below=(f"{slug}-t{n}",), dissolves=True
                    )
                )
        elif kind is ChangeKind.PART:
            moves.append(Move(slug, kind, into=TAKER, share=Share.PART, below=(f"{slug}-t1",)))
        elif kind is ChangeKind.RENAME:
            moves.append(Move(slug, kind, name=f"Tên mới {slug}"))
        elif kind is ChangeKind.RETYPE:
            moves.append(Move(slug, kind, type=UnitType.WARD))
    return moves, founded


def carried_out(lot: Random) -> int:
    moves, founded = drawn(lot)
    draft = services.draft_reorganisation(
        actor=SYSTEM, number="1/NQ", title="Sắp xếp", effective_on=DAY, moves=moves, new_units=founded
    )
    seen = services.foresee(actor=SYSTEM, draft=draft).fingerprint
    services.sign(actor=SYSTEM, draft=draft, seen=seen)
    return len(moves)


def money(of) -> tuple[int, ...]:
    """All that is bound to a plan: its budget, opening classes, each place in them, each way there."""
    sums = [of(Plan).aggregate(all=Sum("budget")), of(Need).aggregate(all=Sum("travel_cost"))]
    sums += [of(Offering).aggregate(all=Sum(name)) for name in ("open_cost", "head_cost")]
    return tuple(each["all"] or 0 for each in sums)


def everything(model):
    with system_scope("tests: what there is"):
        return model.objects.all().scoped()


@pytest.mark.parametrize("lot", range(3))
def test_nobody_and_not_a_dong_is_lost_by_an_act_drawn_by_lot(plan, lot) -> None:
    officer = make_user("btc")
    make_grant(officer, "btc", unit(PROVINCE))
    people = set(everything(Cadre).values_list("pk", flat=True))
    before = money(everything)

    assert carried_out(Random(lot)) >= 1

    after = actor_of(officer, on=DAY)
    assert before[0] > 0
    assert before[1] > 0
    assert money(everything) == before
    assert money(lambda model: visible(after, model)) == before
    assert set(visible(after, Cadre).values_list("pk", flat=True)) == people
    assert visible(after, Need).count() == everything(Need).count() > 0
