"""Plans of a unit that ends: who decides since, where classes are held, and what an adopted plan prints."""

from datetime import date, timedelta

import pytest

from caunoi.apps.accounts.selectors import actor_of
from caunoi.apps.classes.models import Venue
from caunoi.apps.organisation import services
from caunoi.apps.organisation.choices import Weight
from caunoi.apps.planning.invariants import invariants
from caunoi.apps.planning.models import Offering, Plan
from caunoi.domain.lineage import ChangeKind, Move
from caunoi.foundation.policy import check, system_scope
from tests.apps.accounts.people import make_grant, make_user
from tests.factories.classes import SYSTEM, programme
from tests.factories.organisation import make_district, make_succession, make_unit
from tests.factories.planning import DAY as PLANNED
from tests.factories.planning import PROVINCE, make_plan, make_scene, unit

pytestmark = pytest.mark.django_db
DAY, EVE = date(2021, 1, 1), date(2020, 12, 31)
PLANS = "Kế hoạch chưa phê duyệt nào"


@pytest.fixture
def district():
    make_scene(1)
    return make_district("Hiệp Hòa", unit(PROVINCE), slug="huyen", code="223")


@pytest.fixture
def plan(district):
    found = make_plan()
    found.unit, found.name, found.state = district, "Kế hoạch huyện", "draft"
    found.save()
    return found


def told(*moves):
    draft = services.draft_reorganisation(
        actor=SYSTEM, number="1/NQ", title="Sắp xếp", effective_on=DAY, moves=moves
    )
    sections = services.foresee(actor=SYSTEM, draft=draft).sections
    found = next(each for each in sections if each.key == "plans").consequences
    return draft, [(each.sentence, each.weight, each.url) for each in found]


ABOLISHED = Move("huyen", ChangeKind.ABOLISH, parent=PROVINCE)


def test_a_plan_of_an_abolished_district_is_decided_by_the_province_as_foreseen(plan):
    officer = make_user("btc")
    make_grant(officer, "btc", unit(PROVINCE))
    make_grant(make_user("huyen"), "btc", plan.unit)

    draft, said = told(ABOLISHED)
    services.sign(actor=SYSTEM, draft=draft, seen=services.foresee(actor=SYSTEM, draft=draft).fingerprint)

    assert said == [
        ("“Kế hoạch huyện” của Huyện Hiệp Hòa chưa phê duyệt: từ 01/01/2021 do btc (btc) quyết", Weight.FOLLOWS, f"/ke-hoach/{plan.pk}/")
    ]  # fmt: skip
    check(actor_of(officer, on=DAY), "adopt", plan)


def test_where_nobody_is_left_to_decide_people_must_see_to_it(plan):
    _draft, ((sentence, weight, _url),) = told(ABOLISHED)

    assert weight == Weight.DECIDE
    assert sentence.endswith("từ 01/01/2021 chưa ai quyết được")


def test_an_adopted_plan_keeps_the_unit_by_its_name_of_then(plan):
    Plan.objects.all().scoped().update(state="adopted")

    _draft, ((sentence, weight, _url),) = told(ABOLISHED)

    assert weight == Weight.FOLLOWS
    assert sentence == "“Kế hoạch huyện” đã phê duyệt: văn bản in lại vẫn ghi Huyện Hiệp Hòa như lúc lập"


def test_a_class_that_still_runs_is_told_with_the_unit_its_place_belongs_to_since(plan):
    host = make_unit("Cũ", parent=plan.unit, slug="cu")
    make_unit("Nhận", parent=plan.unit, slug="nhan")
    venue = Venue.objects.create(
        code="TTCT", name="Trung tâm chính trị", kind="centre", unit=host, rooms=1, seats=50, valid_from=date(2015, 1, 1)
    )  # fmt: skip
    for index, start in enumerate((DAY + timedelta(days=30), PLANNED)):
        Offering.objects.create(
            plan=plan, index=900 + index, code=f"L{index}", programme=programme("LLCT-TC"), venue=venue, starts_on=start,
            ends_on=start + timedelta(days=20), min_size=1, capacity=50, open_cost=1, opened=True,
        )  # fmt: skip

    _draft, said = told(Move("cu", ChangeKind.ABSORB, into="nhan"))

    assert said == [
        (
            "Lớp L0 khai giảng 31/01/2021 ở Trung tâm chính trị: nơi học đang thuộc Xã Cũ, sau đó thuộc Xã Nhận",
            Weight.FOLLOWS,
            f"/ke-hoach/{plan.pk}/dong/L0/",
        )
    ]


def test_a_plan_nobody_answers_for_is_found_by_the_truths(plan):
    (search,) = [each.check for each in invariants() if each.name_vi.startswith(PLANS)]

    with system_scope("tests: walk the truths"):
        sound = list(search())
        plan.unit.versions.all().scoped().update(valid_to=DAY)
        make_succession(plan.unit, None, DAY, kind="unknown")
        broken = list(search())

    assert (sound, broken) == ([], [f"plan {plan.pk}"])
