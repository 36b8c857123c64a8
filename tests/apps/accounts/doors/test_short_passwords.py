"""A password may be shorter beside a second factor; then the factor may not go before the password grows."""

from datetime import date

import pytest
from django.test import Client

from caunoi.apps.accounts import limits
from caunoi.apps.accounts.doors import factors
from caunoi.apps.accounts.models import User
from tests.apps.accounts.doors.holding import PASSWORD, at_second_step, is_in, shown, with_phone
from tests.apps.accounts.people import browser_of, make_user

pytestmark = pytest.mark.django_db
SHORT, LONG = "cầu gỗ lũ", "sông Thương nước chảy đôi dòng"


def change(client: Client, fresh: str, current: str = PASSWORD):
    return client.post("/toi/", {"current": current, "fresh": fresh})


@pytest.fixture
def leaning() -> Client:
    """A browser of somebody whose password is short, with a phone."""
    with_phone("hoa")
    client = at_second_step("hoa")
    client.post("/dang-nhap/buoc-hai/", {"code": shown()})
    assert change(client, SHORT).status_code == 302
    return client


def test_the_lengths_are_dated_data() -> None:
    day = date(2026, 1, 1)

    assert limits.password_length(day) == 15
    assert limits.password_length(day, with_factor=True) == 8


def test_alone_a_password_is_long_and_the_page_says_how_long() -> None:
    client = browser_of(make_user("hoa", password=PASSWORD))

    answer = change(client, SHORT)

    assert answer.status_code == 422
    assert "Mật khẩu cần ít nhất 15 ký tự" in answer.content.decode()
    assert "Ít nhất 15 ký tự" in client.get("/toi/").content.decode()


def test_beside_a_factor_it_may_be_shorter() -> None:
    user, _codes = with_phone("hoa")
    client = browser_of(user)
    assert "Ít nhất 8 ký tự" in client.get("/toi/").content.decode()

    assert change(client, "cầu gỗ").status_code == 422
    assert change(client, SHORT).status_code == 302

    assert User.objects.get().needs_factor


def test_the_factor_stays_until_the_password_is_long_enough_alone(leaning) -> None:
    assert leaning.post("/toi/bao-mat/ma-mot-lan/bo/").status_code == 409
    assert factors.has_factor(User.objects.get())

    change(leaning, LONG, current=SHORT)

    assert not User.objects.get().needs_factor
    leaning.post("/toi/bao-mat/ma-mot-lan/bo/")
    assert not factors.has_factor(User.objects.get())


def test_once_factors_are_reset_nothing_opens_before_there_is_one_again(leaning) -> None:
    user = User.objects.get()
    factors.take_everything(user)
    client = Client()

    client.post("/dang-nhap/", {"username": "hoa", "password": SHORT})

    answer = client.get("/don-vi/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/toi/bao-mat/")
    assert "Mật khẩu của bạn ngắn" in client.get("/toi/bao-mat/").content.decode()


def test_with_its_factor_a_short_password_opens_everything(leaning) -> None:
    client = Client()
    client.post("/dang-nhap/", {"username": "hoa", "password": SHORT})

    client.post("/dang-nhap/buoc-hai/", {"code": shown(1)})

    assert is_in(client)
    assert client.get("/don-vi/").status_code == 200


def test_the_second_step_of_a_long_password_is_no_different() -> None:
    with_phone("hoa")

    client = at_second_step("hoa")
    client.post("/dang-nhap/buoc-hai/", {"code": shown()})

    assert is_in(client)
