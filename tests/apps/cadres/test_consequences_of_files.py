"""Files, planned successions and imports of a unit that ends: who takes care of them since, and what is written."""

from datetime import date

import pytest
from django.utils import timezone

from caunoi.apps.accounts.selectors import actor_of
from caunoi.apps.cadres.invariants import invariants
from caunoi.apps.cadres.models import Cadre, ImportBatch, SuccessionPlan
from caunoi.apps.cadres.services import plan_succession
from caunoi.apps.organisation import services
from caunoi.apps.organisation.choices import Weight
from caunoi.domain.lineage import ChangeKind, Move, NewUnit, Share, UnitType
from caunoi.foundation.actors import SystemActor
from caunoi.foundation.policy import get_or_404, system_scope
from tests.apps.accounts.people import make_grant, make_user
from tests.factories.cadres import all_of, make_cadre
from tests.factories.organisation import make_district, make_province, make_succession, make_unit

pytestmark = pytest.mark.django_db
DAY, EVE = date(2021, 1, 1), date(2020, 12, 31)
SYSTEM = SystemActor(key="system:tests", label="Kiểm thử", on=EVE)


@pytest.fixture
def land():
    province = make_province(slug="tinh")
    district = make_district("Lạng Giang", province, slug="huyen", code="217")
    found = {slug: make_unit(slug.title(), parent=district, slug=slug) for slug in ("cu", "nhan")}
    return {"tinh": province, "huyen": district, **found}


def draft_of(*moves, new_units=()):
    return services.draft_reorganisation(
        actor=SYSTEM, number="1/NQ", title="Sắp xếp", effective_on=DAY, moves=moves, new_units=new_units
    )


def told(draft, key="files"):
    sections = services.foresee(actor=SYSTEM, draft=draft).sections
    return [(e.sentence, e.weight) for e in next(s for s in sections if s.key == key).consequences]


def signed(draft):
    services.sign(actor=SYSTEM, draft=draft, seen=services.foresee(actor=SYSTEM, draft=draft).fingerprint)
    return draft


def import_of(unit, **said):
    said = {"state": "checked", "file_name": "cb.xlsx", "created_at": timezone.now(), **said}
    return ImportBatch.objects.create(
        unit_id=unit.pk, on=EVE, sha256="0" * 64, actor_key="x", actor_label="x", **said
    )


ABSORB = Move("cu", ChangeKind.ABSORB, into="nhan")


def test_files_are_told_with_the_unit_that_keeps_them_since_and_its_clerk_opens_them(land):
    cadre = make_cadre(land["cu"])
    clerk = make_user("thu")
    make_grant(clerk, "xa", land["nhan"])
    draft = draft_of(ABSORB)

    assert told(draft) == [("1 hồ sơ do Xã Cu giữ: từ 01/01/2021 do Xã Nhan giữ", Weight.FOLLOWS)]
    signed(draft)
    assert get_or_404(actor_of(clerk, on=DAY), Cadre, pk=cadre.pk)


def test_files_of_a_unit_divided_among_several_need_a_choice(land):
    make_cadre(land["cu"])
    for name in ("Chùa", "Đồng"):
        make_unit(name, type=UnitType.VILLAGE, parent=land["cu"], slug=f"thon-{name}")
    moves = [
        Move("cu", ChangeKind.SPLIT, into=f"xa-{name}", share=Share.PART, below=(f"thon-{name}",), dissolves=True)
        for name in ("Chùa", "Đồng")
    ]  # fmt: skip
    new = [NewUnit(f"xa-{name}", name, UnitType.COMMUNE, "huyen") for name in ("Chùa", "Đồng")]

    ((sentence, weight),) = told(draft_of(*moves, new_units=new))

    assert weight == Weight.DECIDE
    assert "Xã Chùa, Xã Đồng cùng mở được, cần chọn một nơi giữ" in sentence


def test_planned_successions_end_with_the_unit_and_come_back(land):
    cadre = make_cadre(land["nhan"])
    plan_succession(
        actor=SYSTEM,
        cadre=cadre,
        title_code="CX-BT",
        unit=land["cu"],
        term="2020–2025",
        valid_from=date(2020, 1, 1),
    )
    draft = draft_of(ABSORB)

    assert told(draft) == [("1 lượt quy hoạch cho Xã Cu hết hiệu lực", Weight.WRITTEN)]
    signed(draft)
    (ended,) = all_of(SuccessionPlan)
    assert (ended.valid_to, ended.reason_out) == (DAY, "đơn vị chấm dứt")
    services.take_back(actor=SYSTEM, signed=draft, on=EVE, reason="Nhầm")
    assert all_of(SuccessionPlan)[0].valid_to is None


def test_an_import_that_waits_finds_who_decides_it_by_name(land):
    import_of(land["cu"])
    make_grant(make_user("thu"), "xa", land["cu"])
    draft = draft_of(ABSORB)

    assert told(draft) == [
        ("Lần nhập “cb.xlsx” của Xã Cu chưa ghi: từ 01/01/2021 chưa ai quyết được", Weight.DECIDE)
    ]
    make_grant(make_user("moi"), "xa", land["nhan"])
    assert told(draft) == [
        ("Lần nhập “cb.xlsx” của Xã Cu chưa ghi: từ 01/01/2021 do moi (moi) quyết", Weight.FOLLOWS)
    ]


def test_an_import_already_written_waits_for_nobody(land):
    import_of(land["cu"], state="written")

    assert told(draft_of(ABSORB)) == []


@pytest.mark.parametrize("truth", ["Hồ sơ nào cũng có đơn vị", "Lần nhập chưa ghi nào cũng có đơn vị"])
def test_what_nobody_answers_for_is_found_by_the_truths(land, truth):
    """A unit that ended and of which nobody knows what became."""
    make_cadre(land["cu"])
    import_of(land["cu"])
    search = next(each.check for each in invariants() if each.name_vi.startswith(truth))

    with system_scope("tests: walk the truths"):
        sound = list(search())
        land["cu"].versions.all().scoped().update(valid_to=DAY)
        make_succession(land["cu"], None, DAY, kind="unknown")
        broken = list(search())

    assert sound == []
    assert len(broken) == 1
