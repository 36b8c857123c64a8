"""One box for people and units, without marks if one likes."""

import pytest

from tests.apps.accounts.people import signed_in
from tests.factories.cadres import make_cadre, make_province

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
