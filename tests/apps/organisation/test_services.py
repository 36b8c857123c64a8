"""Writing units: by hand, by an act, and from the files."""

from datetime import date

import pytest

from caunoi.apps.organisation import selectors, services
from caunoi.apps.organisation.models import Edition, UnitVersion
from caunoi.apps.organisation.services import UnitDraft
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


def test_every_write_is_a_new_edition(land, system):
    before = selectors.edition()

    services.add_units(actor=system, drafts=[draft()])

    assert selectors.edition() != before
    assert Edition.objects.all().scoped().order_by("-number").first().what == "Thêm 1 đơn vị"
