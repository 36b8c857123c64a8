"""From the day a role needs a second factor nothing else opens before it is there; before the day one is invited."""

from datetime import date

import pytest

from caunoi.apps.accounts.choices import Role
from caunoi.apps.accounts.doors import requirements
from caunoi.apps.accounts.doors.requirements import Requirement
from tests.apps.accounts.doors.holding import PASSWORD, at_second_step, shown, with_phone
from tests.apps.accounts.doors.test_own_factors import ENROL, form_of
from tests.apps.accounts.people import browser_of, make_grant, make_user
from tests.factories.organisation import make_unit

pytestmark = pytest.mark.django_db
STEP = "/dang-nhap/buoc-hai/"


def needed(monkeypatch, since: date, role: str = "xa") -> None:
    rule = Requirement(role, since, "để thử")
    monkeypatch.setattr(requirements, "all_requirements", lambda: (rule,))


@pytest.fixture
def clerk():
    user = make_user("hoa", password=PASSWORD)
    make_grant(user, "xa", make_unit("Xuân Hương", code="07420"))
    return user


def test_the_data_name_roles_that_exist_each_once_with_day_and_basis() -> None:
    found = requirements.all_requirements()

    assert {each.role for each in found} <= set(Role.values)
    assert all(each.basis for each in found)
    assert Role.ADMINISTRATOR in {each.role for each in found}


def test_the_day_decides_not_the_code() -> None:
    (since,) = {each.since for each in requirements.all_requirements() if each.role == Role.ADMINISTRATOR}

    assert not requirements.is_needed(["quantri"], date.fromordinal(since.toordinal() - 1))
    assert requirements.is_needed(["quantri"], since)
    assert not requirements.is_needed([], since)


def test_of_several_roles_the_earliest_day_counts(monkeypatch) -> None:
    rules = (Requirement("xa", date(2020, 9, 1), ""), Requirement("btc", date(2020, 8, 1), ""))
    monkeypatch.setattr(requirements, "all_requirements", lambda: rules)

    assert requirements.needed_from(["xa", "btc"]) == rules[1]


def test_before_the_day_one_is_invited_and_works_on(monkeypatch, clerk) -> None:
    needed(monkeypatch, date(2020, 9, 1))
    client = browser_of(clerk)

    assert "Từ ngày 01/09/2020 vai trò của bạn phải có" in client.get("/toi/").content.decode()
    assert client.get("/can-bo/").status_code == 200


@pytest.mark.parametrize("address", ["/", "/can-bo/", "/toi/", "/don-vi/", "/so-lieu/"])
def test_from_the_day_on_every_page_leads_to_setting_it_up(monkeypatch, clerk, address) -> None:
    needed(monkeypatch, date(2020, 8, 31))

    answer = browser_of(clerk).get(address)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/toi/bao-mat/?next=")


def test_a_program_is_told_and_a_form_is_not_taken(monkeypatch, clerk) -> None:
    needed(monkeypatch, date(2020, 8, 31))
    client = browser_of(clerk)

    assert client.get("/api/v1/cadres").status_code == 403
    assert client.get("/can-bo/", headers={"HX-Request": "true"})["HX-Redirect"].startswith("/toi/bao-mat/")
    assert client.post("/can-bo/xuat/", {"tat_ca": "1"})["Location"] == "/toi/bao-mat/?next=%2F"


def test_once_it_is_set_up_work_goes_on_where_it_was(monkeypatch, clerk) -> None:
    needed(monkeypatch, date(2020, 8, 31))
    client = browser_of(clerk)
    assert client.get("/can-bo/?xa=07420")["Location"] == "/toi/bao-mat/?next=%2Fcan-bo%2F%3Fxa%3D07420"

    page = client.get("/toi/bao-mat/?next=%2Fcan-bo%2F%3Fxa%3D07420").content.decode()
    assert "Bật xác thực hai bước để làm việc tiếp" in page
    assert "ma-mot-lan/?next=%2Fcan-bo%2F%3Fxa%3D07420" in page
    sealed, key = form_of(client.get(ENROL).content.decode())
    client.post(ENROL, {"sealed": sealed, "code": shown(key=key)})

    assert client.get("/can-bo/").status_code == 200


def test_signing_in_with_the_factor_is_not_led_astray(monkeypatch) -> None:
    needed(monkeypatch, date(2020, 8, 31))
    user, _codes = with_phone()
    make_grant(user, "xa", make_unit())
    client = at_second_step()

    client.post(STEP, {"code": shown()})

    assert client.get("/can-bo/").status_code == 200


def test_other_roles_are_not_concerned(monkeypatch, clerk) -> None:
    needed(monkeypatch, date(2020, 8, 31), role="quantri")

    assert browser_of(clerk).get("/can-bo/").status_code == 200


def test_one_may_leave_and_choose_the_language_before(monkeypatch, clerk) -> None:
    needed(monkeypatch, date(2020, 8, 31))
    client = browser_of(clerk)

    assert client.post("/ngon-ngu/", {"language": "en", "next": "/toi/bao-mat/"}).status_code == 302
    assert client.post("/dang-xuat/")["Location"] == "/"


def test_the_last_factor_stays_while_the_role_needs_one(monkeypatch) -> None:
    needed(monkeypatch, date(2020, 8, 31))
    user, _codes = with_phone()
    make_grant(user, "xa", make_unit())
    client = at_second_step()
    client.post(STEP, {"code": shown()})

    answer = client.post("/toi/bao-mat/ma-mot-lan/bo/")

    assert answer.status_code == 409
    assert "Thêm một cách khác trước" in answer.content.decode()


def test_asking_whether_a_factor_is_owed_asks_the_database_nothing(
    monkeypatch, clerk, django_assert_num_queries
) -> None:
    client = browser_of(clerk)
    with django_assert_num_queries(0):
        requirements.is_needed(["xa"], date(2030, 1, 1))
    assert client.get("/can-bo/").status_code == 200
