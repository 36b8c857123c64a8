"""One box for people and units, without marks if one likes."""

from datetime import date

import pytest

from caunoi.apps.cadres.services import PostingRecord
from caunoi.apps.organisation.models import UnitVersion
from tests.apps.accounts.people import signed_in
from tests.factories.cadres import make_cadre, make_province
from tests.factories.organisation import make_act, make_succession, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def land():
    land = make_province()
    make_cadre(land["xuan_huong"], "Đặng Thị Hòa")
    make_cadre(land["dong_son"], "Đặng Văn Hoà")
    return land


@pytest.mark.parametrize("typed", ["dang", "Đặng", "thi hoa", "ĐẶNG THỊ HOÀ"])
def test_a_person_is_found_with_and_without_marks(land, typed) -> None:
    page = signed_in("btc", land["province"]).get("/tim/", {"q": typed}).content.decode()

    assert "Đặng Thị Hòa" in page


def test_only_people_within_reach_are_found(land) -> None:
    page = signed_in("xa", land["xuan_huong"]).get("/tim/", {"q": "dang"}).content.decode()

    assert "Đặng Thị Hòa" in page
    assert "Đặng Văn Hoà" not in page


@pytest.mark.parametrize("role", ["mattran", "quantri", "truong", "thon"])
def test_who_reads_no_files_finds_units_alone(land, role) -> None:
    page = signed_in(role, land["province"]).get("/tim/", {"q": "xuan huong"}).content.decode()

    assert "Xuân Hương" in page
    assert "Cán bộ</h2>" not in page
    assert "Đặng" not in page


def test_a_unit_that_is_no_more_leads_to_its_heir_with_the_day_and_the_act(land) -> None:
    heir = make_unit("Mỹ Thái", parent=land["lang_giang"], valid_from=date(2025, 7, 1))
    UnitVersion.objects.all().scoped().filter(unit=land["xuan_huong"]).update(valid_to=date(2025, 7, 1))
    make_succession(land["xuan_huong"], heir, date(2025, 7, 1), act=make_act("1658/NQ-UBTVQH15"))
    asked = {"q": "xuan huong", "ngay": "2025-07-01"}

    page = signed_in("btc", land["province"]).get("/tim/", asked).content.decode()

    assert "Không có vào ngày 01/07/2025, có vào ngày khác" in page
    assert "đến hết ngày 30/06/2025, 1658/NQ-UBTVQH15" in page
    assert f'href="/don-vi/{heir.pk}/?ngay=2025-07-01"' in page
    assert "Không thấy đơn vị nào" not in page


def test_the_box_keeps_the_day_one_looks_at(land) -> None:
    page = signed_in("btc", land["province"]).get("/can-bo/", {"ngay": "2020-06-30"}).content.decode()

    box = page[page.index('action="/tim/"') :].partition("</form>")[0]
    assert '<input type="hidden" name="ngay" value="2020-06-30">' in box


def test_a_unit_is_found_with_what_it_stands_under(land) -> None:
    page = signed_in("btc", land["province"]).get("/tim/", {"q": "tan thanh"}).content.decode()

    assert "Huyện Lạng Giang" in page
    assert "Huyện Yên Thế" in page


def test_namesakes_are_told_apart_by_what_they_hold_and_where(land) -> None:
    page = signed_in("btc", land["province"]).get("/tim/", {"q": "dang"}).content.decode()

    assert "Bí thư Đảng ủy, Xã Xuân Hương" in page
    assert "Bí thư Đảng ủy, Xã Đồng Sơn" in page


def test_nothing_found_says_what_to_try(land) -> None:
    page = signed_in("btc", land["province"]).get("/tim/", {"q": "zzzz"}).content.decode()

    assert "không cần gõ dấu" in page
    assert "Không thấy đơn vị nào" in page


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "'", '"><b>', "\0", "x" * 5000])
def test_anything_may_be_typed(land, typed) -> None:
    answer = signed_in("btc", land["province"]).get("/tim/", {"q": typed})

    assert answer.status_code == 200
    assert "<b>" not in answer.content.decode()


def test_the_box_in_the_frame_leads_here(land) -> None:
    page = signed_in("btc", land["province"]).get("/don-vi/").content.decode()

    assert 'action="/tim/"' in page
    assert 'name="q"' in page


def test_somebody_who_holds_no_post_is_found_too(land) -> None:
    home = land["xuan_huong"].pk
    past = PostingRecord("CX-BT", home, valid_from=date(2015, 1, 1), valid_to=date(2019, 1, 1))
    make_cadre(land["xuan_huong"], "Lường Thế Nghỉ", postings=(past,))

    page = signed_in("btc", land["province"]).get("/tim/", {"q": "the nghi"}).content.decode()

    assert "Lường Thế Nghỉ" in page
    assert "không giữ chức danh nào" in page
