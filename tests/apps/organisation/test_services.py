"""Writing units: by hand, by an act, and from the files."""

from datetime import date

import pytest

from caunoi.apps.organisation import selectors, services
from caunoi.apps.organisation.events import UnitsReorganised
from caunoi.apps.organisation.models import Edition, Succession, UnitVersion
from caunoi.apps.organisation.services import Move, UnitDraft
from caunoi.foundation import events
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.errors import Forbidden, Refused
from tests.factories.organisation import make_district, make_province, make_unit

pytestmark = pytest.mark.django_db
DAY = date(2021, 1, 1)


@pytest.fixture
def land():
    """A province with one district and two communes."""
    province = make_province(slug="tinh")
    district = make_district("Lạng Giang", province, slug="huyen", code="217")
    make_unit("Xuân Hương", parent=district, slug="xuan-huong", code="07429")
    make_unit("Mỹ Thái", parent=district, slug="my-thai", code="07420")
    return province


def draft(**given):
    return UnitDraft(
        **{"slug": "moi", "name": "Mới", "type": "commune", "parent": "huyen", "valid_from": DAY, **given}
    )


@pytest.fixture
def act(system):
    return services.record_act(
        actor=system, number="1/NQ", title="Sắp xếp", issuer="Quốc hội", issued_on=None, effective_on=DAY
    )


def audited(action):
    return AuditEvent.objects.all().scoped().filter(action=action)


def test_a_new_unit_is_found_by_its_name_and_remembered(land, system):
    version = services.add_unit(
        actor=system, slug="thon", name="Trại  Phúc Mãn", type="village", parent="xuan-huong", valid_from=DAY
    )

    assert version.name == "Trại Phúc Mãn"
    assert [node.slug for node in selectors.find_units("trai phuc man", on=DAY)] == ["thon"]
    assert audited("organisation.version_added").get().unit_id == version.unit_id


def test_a_new_unit_has_the_area_of_the_unit_above_it(land, system):
    services.add_units(actor=system, drafts=[draft(slug="a", area="mien_nui", code="1")])

    (village,) = services.add_units(actor=system, drafts=[draft(slug="b", type="village", parent="a")])

    assert village.area == "mien_nui"


def test_a_parent_may_stand_earlier_in_the_same_list(land, system):
    drafts = [draft(slug="a", name="Xã A"), draft(slug="b", name="Thôn B", type="village", parent="a")]

    services.add_units(actor=system, drafts=drafts)

    tree = selectors.unit_tree(on=DAY)
    village = selectors.find_units("Thôn B", on=DAY)[0]
    assert [node.slug for node in tree.line(village.id)] == ["b", "a", "huyen", "tinh"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"slug": "my-thai"}, "Khóa đơn vị đã có: my-thai"),
        ({"parent": "nowhere"}, "không có đơn vị cấp trên nowhere"),
        ({"code": "07420"}, "Mã 07420: cùng lúc là mã của"),
        ({"parent": "my-thai"}, "không ở cấp cao hơn"),
        ({"valid_from": date(2000, 1, 1)}, "chưa có"),
        ({"name": "Xã\u200bLạ"}, "ký tự không nhìn thấy"),
        ({"name": ""}, "tên"),
        ({"type": "kingdom"}, "loại"),
    ],
)
def test_what_would_contradict_the_register_is_refused_with_the_reason_and_nothing_is_written(
    land, system, wrong, told
):
    before = UnitVersion.objects.all().scoped().count()

    with pytest.raises(Refused, match=told):
        services.add_units(actor=system, drafts=[draft(**wrong)])

    assert UnitVersion.objects.all().scoped().count() == before


def test_the_clerk_of_a_commune_may_not_write_units(land, actor_with):
    clerk = actor_with("xa", land)

    with pytest.raises(Forbidden):
        services.add_units(actor=clerk, drafts=[draft()])


def test_two_communes_merge_into_a_new_one(land, system, act):
    moves = [Move("xuan-huong", "merge", "moi"), Move("my-thai", "merge", "moi")]

    services.reorganise(
        actor=system, act=act, effective_on=DAY, moves=moves, new_units=[draft(name="Mỹ Thái", code="07420")]
    )

    assert [node.slug for node in selectors.unit_tree(on=DAY).communes] == ["moi"]
    assert len(selectors.unit_tree(on=date(2020, 12, 31)).communes) == 2
    (heir,) = selectors.successors_of(selectors.unit_ids()["xuan-huong"], on=DAY)
    assert (heir.full_name, heir.unit.slug) == ("Xã Mỹ Thái", "moi")


def test_an_absorbed_commune_ends_and_the_other_goes_on(land, system, act):
    services.reorganise(
        actor=system, act=act, effective_on=DAY, moves=[Move("xuan-huong", "absorb", "my-thai")]
    )

    assert [node.slug for node in selectors.unit_tree(on=DAY).communes] == ["my-thai"]
    assert audited("organisation.version_closed").count() == 1
    assert audited("organisation.succession_written").count() == 1


def test_a_commune_that_becomes_a_township_stays_the_same_unit(land, system, act):
    moves = [Move("xuan-huong", "retype", type="township"), Move("xuan-huong", "rename", name="Hương")]

    services.reorganise(actor=system, act=act, effective_on=DAY, moves=moves)

    unit = selectors.unit_ids()["xuan-huong"]
    assert [version.full_name for version in selectors.versions_of(unit)] == [
        "Xã Xuân Hương",
        "Thị trấn Hương",
    ]
    assert [version.code for version in selectors.versions_of(unit)] == ["07429", "07429"]
    assert Succession.objects.all().scoped().count() == 2


def test_giving_a_part_away_leaves_both_units(land, system, act):
    moves = [Move("xuan-huong", "part", "my-thai", share="part")]

    services.reorganise(actor=system, act=act, effective_on=DAY, moves=moves)

    assert len(selectors.unit_tree(on=DAY).communes) == 2


@pytest.mark.parametrize(
    ("moves", "told"),
    [
        ([Move("huyen", "abolish")], "đã chấm dứt ngày 01/01/2021 mà đơn vị này vẫn còn"),
        ([Move("xuan-huong", "merge")], "chưa ghi chuyển vào đơn vị nào"),
        ([Move("xuan-huong", "merge", "nowhere")], "Không có đơn vị nowhere"),
        ([Move("nowhere", "merge", "my-thai")], "trước ngày 01/01/2021 không có đơn vị này"),
    ],
)
def test_an_act_that_leaves_the_register_wrong_is_refused_as_a_whole(land, system, act, moves, told):
    with pytest.raises(Refused, match=told):
        services.reorganise(actor=system, act=act, effective_on=DAY, moves=moves)

    assert len(selectors.unit_tree(on=DAY).communes) == 2
    assert not Succession.objects.all().scoped().exists()


def test_a_reorganisation_is_told_to_other_modules(land, system, act, django_capture_on_commit_callbacks):
    heard = []
    events.subscribe(UnitsReorganised, heard.append)

    with django_capture_on_commit_callbacks(execute=True):
        services.reorganise(
            actor=system, act=act, effective_on=DAY, moves=[Move("xuan-huong", "absorb", "my-thai")]
        )

    assert heard == [UnitsReorganised("1/NQ", DAY, ("xuan-huong",))]


def test_every_write_is_a_new_edition(land, system):
    before = selectors.edition()

    services.add_units(actor=system, drafts=[draft()])

    assert selectors.edition() != before
    assert Edition.objects.all().scoped().order_by("-number").first().what == "Thêm 1 đơn vị"
