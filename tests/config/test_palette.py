"""The palette: what it finds, through whose eyes, and what it is without script."""

from datetime import date

import pytest

from caunoi.apps.organisation.models import UnitVersion
from caunoi.config.palette.commands import COMMANDS
from tests.apps.accounts.people import signed_in
from tests.factories.cadres import make_cadre, make_province
from tests.factories.organisation import make_act, make_succession

pytestmark = pytest.mark.django_db


@pytest.fixture
def land(settings):
    settings.TODAY = date(2020, 8, 31)
    land = make_province()
    make_cadre(land["xuan_huong"], "Đặng Thị Hòa")
    make_cadre(land["dong_son"], "Đặng Văn Hoà")
    return land


def asked(client, typed="", **more):
    answer = client.get("/lenh/", {"q": typed, "phan": "1", **more})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("typed", ["dang", "Đặng", "thi hoa", "ĐẶNG THỊ HOÀ"])
def test_a_person_within_reach_is_found_with_and_without_marks(land, typed) -> None:
    page = asked(signed_in("xa", land["xuan_huong"]), typed)

    assert "Đặng Thị Hòa" in page
    assert "Đặng Văn Hoà" not in page
    assert "Bí thư" in page  # the post tells namesakes apart


@pytest.mark.parametrize("role", ["mattran", "quantri", "truong", "thon"])
def test_who_reads_no_files_is_told_of_nobody(land, role) -> None:
    page = asked(signed_in(role, land["province"]), "dang")

    assert "Đặng" not in page


def test_a_unit_is_found_by_its_name_without_marks(land) -> None:
    assert "Xã Xuân Hương" in asked(signed_in("thon", land["xuan_huong"]), "xuan huong")


def test_a_unit_that_is_no_more_says_what_it_became_when_and_by_which_act(land) -> None:
    day = date(2025, 7, 1)
    UnitVersion.objects.all().scoped().filter(unit=land["tan_thanh"]).update(valid_to=day)
    make_succession(land["tan_thanh"], land["xuan_huong"], day, act=make_act("1658/NQ-UBTVQH15", day))

    page = asked(signed_in("btc", land["province"]), "tan thanh", ngay="2025-07-02")

    assert "Xã Tân Thành → Xã Xuân Hương" in page
    assert "đến hết ngày 30/06/2025, 1658/NQ-UBTVQH15" in page


def test_only_actions_one_may_do_are_offered(land) -> None:
    officer, leader = signed_in("btc", land["province"]), signed_in("lanhdao", land["province"])

    assert "Nhập danh sách từ Excel" in asked(officer, "nhap excel")
    assert "Nhập danh sách từ Excel" not in asked(leader, "nhap excel")


def test_own_views_are_found_and_those_of_others_are_not(land) -> None:
    officer, other = signed_in("btc", land["province"]), signed_in("btc", land["province"])
    officer.post(
        "/che-do-xem/luu/?danh-sach=can-bo&hoi=tuoi-den%3D34", {"ten": "Cán bộ trẻ", "dung_chung": "rieng"}
    )

    assert "Cán bộ trẻ" in asked(officer, "can bo tre")
    assert "Cán bộ trẻ" not in asked(other, "can bo tre")


def test_every_line_offered_to_somebody_opens(land) -> None:
    officer = signed_in("btc", land["province"])

    for command in COMMANDS:
        if command.needs is None or command.needs[1] != "approve":
            assert officer.get(command.url).status_code in {200, 302, 403}, command.url
    offered = [
        command.url for command in COMMANDS if str(command.label) in asked(officer, str(command.label))
    ]
    assert len(offered) >= 15
    assert {officer.get(url, follow=True).status_code for url in offered} == {200}


def test_without_script_it_is_the_search_page(land) -> None:
    answer = signed_in("btc", land["province"]).get("/lenh/?q=dang")

    assert (answer.status_code, answer["Location"]) == (302, "/tim/?q=dang")


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "'", '"><b>', "\0", "x" * 5000])
def test_anything_may_be_typed(land, typed) -> None:
    assert "<b>" not in asked(signed_in("btc", land["province"]), typed)
