"""The laboratory on the screen: drawn up in forms, looked at, signed, taken back."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from caunoi.apps.organisation import selectors
from caunoi.apps.organisation.models import Reorganisation, Unit
from tests.apps.accounts.people import signed_in
from tests.factories.cadres import make_cadre
from tests.factories.organisation import make_district, make_province, make_unit

pytestmark = pytest.mark.django_db
DAY = date(2030, 7, 1)


@pytest.fixture
def land():
    province = make_province(slug="tinh")
    district = make_district("Lạng Giang", province, slug="huyen", code="217")
    home = make_unit("Xuân Hương", parent=district, slug="xuan-huong", code="07429")
    make_unit("Mỹ Thái", parent=district, slug="my-thai", code="07420")
    for name in ("Chùa", "Đồng"):
        make_unit(name, type="village", parent=home, slug=f"thon-{name}")
    return province


@pytest.fixture
def office(land):
    return signed_in("btc", land)


def started(client):
    said = {"number": "1/NQ", "title": "Sắp xếp", "effective_on": "01/07/2030"}
    answer = client.post(reverse("organisation:start_reorganisation"), said)
    return answer.headers["Location"]


def added(client, page, what, **said):
    return client.post(f"{page}them/{what}/", said)


def looked(client, page):
    return client.get(page).content.decode()


def test_a_merger_is_drawn_up_looked_at_signed_and_taken_back(office, land):
    page = started(office)
    added(office, page, "nhap", unit_1="07429", unit_2="my thai", name="Mỹ Hương", type="commune")

    html = looked(office, page)

    assert "Xã Mỹ Hương được thành lập" in html
    assert [node.name for node in selectors.unit_tree(on=DAY).communes] == ["Mỹ Thái", "Xuân Hương"]
    office.post(f"{page}ban-hanh/", {"da_xem": re.search(r'name="da_xem" value="(\w+)"', html)[1]})
    assert [node.name for node in selectors.unit_tree(on=DAY).communes] == ["Mỹ Hương"]
    office.post(f"{page}hoan-tac/", {"ly_do": "Nhầm"})
    assert [node.name for node in selectors.unit_tree(on=DAY).communes] == ["Mỹ Thái", "Xuân Hương"]


def test_taking_back_without_a_reason_is_answered_at_the_field(office, land):
    page = started(office)
    added(office, page, "doi", unit="Mỹ Thái", name="Mỹ Thái Mới")
    seen = re.search(r'name="da_xem" value="(\w+)"', looked(office, page))[1]
    office.post(f"{page}ban-hanh/", {"da_xem": seen})

    answer = office.post(f"{page}hoan-tac/", {"ly_do": " "})

    assert answer.status_code == 422
    assert "Nhập lý do hoàn tác" in answer.content.decode()
    assert Reorganisation.objects.all().scoped().get().is_signed


def test_villages_are_offered_once_the_commune_is_named(office, land):
    page = started(office)

    html = added(office, page, "chuyen", unit="Xuân Hương", into="Mỹ Thái", xem="1").content.decode()

    assert "Thôn Chùa" in html
    added(office, page, "chuyen", unit="Xuân Hương", into="Mỹ Thái", below=["thon-Chùa"])
    plan = Reorganisation.objects.all().scoped().get().plan
    assert plan["moves"][0]["below"] == ["thon-Chùa"]


def test_a_village_the_draft_gives_away_is_offered_to_nobody_else_and_said(office, land):
    page = started(office)
    added(office, page, "chuyen", unit="Xuân Hương", into="Mỹ Thái", below=["thon-Chùa"])

    html = added(office, page, "tach", unit="Xuân Hương", xem="1").content.decode()

    assert 'value="thon-Chùa"' not in html
    assert 'value="thon-Đồng"' in html
    assert "Phương án đã chuyển: Thôn Chùa." in html


def test_looking_below_a_unit_asks_for_nothing_else_and_says_when_there_is_nothing(office, land):
    page = started(office)

    html = added(office, page, "chuyen", unit="Mỹ Thái", xem="1").content.decode()

    assert "Nhập đơn vị nhận" not in html
    assert "chưa ghi thôn, đơn vị nào bên dưới" in html
    assert "Nhập đơn vị nhận" in added(office, page, "chuyen", unit="Mỹ Thái").content.decode()


def test_each_other_way_to_change_a_unit_has_its_form(office, land):
    page = started(office)
    added(office, page, "tach", unit="Xuân Hương", name="Hương Mới", type="commune", below=["thon-Đồng"])
    added(office, page, "doi", unit="Mỹ Thái", name="Mỹ Thái Mới")
    added(office, page, "bo-cap", level="2", under="Tỉnh Bắc Giang")

    kinds = [move["kind"] for move in Reorganisation.objects.all().scoped().get().plan["moves"]]

    assert kinds == ["split", "rename", "abolish"]


def test_a_move_can_be_left_out_again_with_the_unit_it_founded(office, land):
    page = started(office)
    added(office, page, "nhap", unit_1="07429", unit_2="07420", name="Mỹ Hương", type="commune")

    office.post(f"{page}bot/0/")
    office.post(f"{page}bot/0/")

    assert Reorganisation.objects.all().scoped().get().plan == {"moves": [], "new_units": []}


def test_a_plan_that_cannot_be_signed_says_why_and_offers_no_button(office, land):
    page = started(office)
    added(office, page, "nhap", unit_1="07429", into="07420")
    added(office, page, "doi", unit="07429", name="Khác")

    html = looked(office, page)

    assert "vừa chấm dứt vừa đổi tên" in html
    assert "da_xem" not in html


def test_unknown_units_are_answered_at_the_field(office, land):
    answer = added(office, started(office), "nhap", unit_1="Không Có", name="Mới", type="commune")

    assert answer.status_code == 422
    assert "không có đơn vị “Không Có”" in answer.content.decode()


def test_the_clerk_of_a_commune_finds_no_such_page(office, land):
    page = started(office)
    clerk = signed_in("xa", land)

    assert clerk.get(page).status_code in (403, 404)
    assert clerk.post(f"{page}ban-hanh/", {"da_xem": "x"}).status_code in (403, 404)


def test_a_draft_gets_its_number_and_another_day_and_keeps_what_was_drawn_up(office, land):
    page = started(office)
    added(office, page, "nhap", unit_1="07429", unit_2="my thai", name="Mỹ Hương", type="commune")

    asked = office.get(f"{page}van-ban/").content.decode()
    said = {"number": "25/NQ-HĐND", "title": "Nhập hai xã", "effective_on": "01/09/2030"}
    office.post(f"{page}van-ban/", said)

    assert 'value="01/07/2030"' in asked
    draft = Reorganisation.objects.all().scoped().get()
    assert (draft.number, draft.effective_on) == ("25/NQ-HĐND", date(2030, 9, 1))
    html = looked(office, page)
    assert "01/09/2030" in html
    assert "Xã Mỹ Hương được thành lập" in html


def test_the_act_of_a_signed_reorganisation_is_changed_no_more(office, land):
    page = started(office)
    added(office, page, "doi", unit="Mỹ Thái", name="Mỹ Thái Mới")
    seen = re.search(r'name="da_xem" value="(\w+)"', looked(office, page))[1]
    office.post(f"{page}ban-hanh/", {"da_xem": seen})

    said = {"number": "2/NQ", "title": "Khác", "effective_on": "01/09/2030"}
    answer = office.post(f"{page}van-ban/", said)

    assert answer.status_code == 409
    assert "van-ban/" not in looked(office, page)
    assert Reorganisation.objects.all().scoped().get().number == "1/NQ"


def test_every_consequence_leads_to_a_page_that_is_there(office, land):
    for slug in ("xuan-huong", "my-thai"):
        unit = next(node for node in selectors.unit_tree(on=DAY).nodes.values() if node.slug == slug)
        make_cadre(Unit.objects.all().scoped().get(pk=unit.id), f"Nguyễn Văn {slug[0].upper()}")
    page = started(office)
    added(office, page, "nhap", unit_1="07429", unit_2="my thai", name="Mỹ Hương", type="commune")

    links = set(
        re.findall(r'href="(/(?:can-bo|don-vi)/\?[^"]+|/don-vi/[0-9a-f-]{36}/[^"]*)"', looked(office, page))
    )

    people = [unescape(link) for link in links if link.startswith("/can-bo/")]
    assert any("chuc-danh=" in link and "xa=217" in link for link in people)
    assert any("xa=07429" in link for link in people)
    assert [link for link in links if office.get(unescape(link)).status_code != 200] == []


def test_what_stops_a_draft_calls_units_as_people_do(office, land):
    page = started(office)
    added(office, page, "nhap", unit_1="07429", unit_2="my thai", name="Mỹ Hương", type="commune")
    seen = re.search(r'name="da_xem" value="(\w+)"', looked(office, page))[1]
    office.post(f"{page}ban-hanh/", {"da_xem": seen})
    second = started(office)
    later = {"number": "2/NQ", "title": "Sau", "effective_on": "01/01/2030"}
    office.post(f"{second}van-ban/", later)
    added(office, second, "doi", unit="Xuân Hương", name="Hương Xuân")
    office.post(f"{second}van-ban/", later | {"effective_on": "01/09/2031"})

    html = looked(office, second)

    assert "Xã Xuân Hương: đơn vị này đã chấm dứt ngày 01/07/2030" in html
    assert "xuan-huong" not in html


def test_a_draft_left_by_mistake_is_taken_up_again_as_it_stood(office, land):
    page = started(office)
    added(office, page, "doi", unit="Mỹ Thái", name="Mỹ Thái Mới")
    before = looked(office, page)

    listing = office.post(f"{page}bo/", follow=True).content.decode()
    left = looked(office, page)
    office.post(f"{page}lay-lai/")

    assert f'action="{page}lay-lai/"' in listing  # the toast of the list
    assert "Lấy lại phương án" in left and "Bỏ phương án" not in left
    assert re.findall(r'name="da_xem" value="(\w+)"', looked(office, page)) == re.findall(
        r'name="da_xem" value="(\w+)"', before
    )


def test_a_signed_draft_is_not_taken_up_as_if_it_had_been_left(office, land):
    page = started(office)
    added(office, page, "doi", unit="Mỹ Thái", name="Mỹ Thái Mới")
    seen = re.search(r'name="da_xem" value="(\w+)"', looked(office, page))[1]
    office.post(f"{page}ban-hanh/", {"da_xem": seen})

    answer = office.post(f"{page}lay-lai/", follow=True)

    assert "đã ban hành" in answer.content.decode()
    assert Reorganisation.objects.all().scoped().get().is_signed
