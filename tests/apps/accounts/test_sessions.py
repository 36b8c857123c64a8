"""How long somebody stays signed in, and that rights count from one request to the next."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client

from caunoi.apps.accounts import middleware, services
from caunoi.foundation import clock
from tests.apps.accounts.people import browser_of, make_grant, make_user
from tests.factories.organisation import make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    user = make_user()
    make_grant(user, "xa", make_unit())
    return user


@pytest.fixture
def later(monkeypatch):
    """``later(minutes=31)``: the clock of the sessions moves on."""
    passed = [clock.now()]

    def move(**by: float) -> None:
        passed[0] += timedelta(**by)

    class Moved:
        now = staticmethod(lambda: passed[0])
        today = staticmethod(clock.today)

    monkeypatch.setattr(middleware, "clock", Moved)
    return move


def is_let_in(client: Client) -> bool:
    return client.get("/toi/").status_code == 200


def test_somebody_who_works_stays_signed_in(user, later) -> None:
    client = browser_of(user)

    for _ in range(20):
        later(minutes=29)
        assert is_let_in(client)


def test_half_an_hour_without_use_ends_the_session(user, later) -> None:
    client = browser_of(user)
    assert is_let_in(client)

    later(minutes=31)

    answer = client.get("/toi/")
    assert answer["Location"] == "/dang-nhap/?next=%2Ftoi%2F"
    assert client.session.is_empty()


def test_twelve_hours_end_it_however_busy(user, later) -> None:
    client = browser_of(user)
    for _ in range(24):
        later(minutes=29.9)
        assert is_let_in(client)

    later(minutes=29.9)

    assert not is_let_in(client)


def test_a_page_a_second_is_not_a_write_a_second(user, later, django_assert_num_queries) -> None:
    client = browser_of(user)
    later(minutes=2)
    is_let_in(client)
    noted = client.session[middleware.SEEN]

    later(seconds=30)
    is_let_in(client)
    assert client.session[middleware.SEEN] == noted

    later(minutes=1)
    is_let_in(client)
    assert datetime.fromisoformat(client.session[middleware.SEEN]) > datetime.fromisoformat(noted)


def test_a_session_that_names_no_times_is_no_session(user) -> None:
    client = browser_of(user)
    session = client.session
    del session[middleware.SEEN]
    session.save()

    assert not is_let_in(client)


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(user) -> None:
    user.set_password("mật khẩu cũ của người thử")
    user.save()
    client = Client()
    client.post("/dang-nhap/", {"username": user.username, "password": "mật khẩu cũ của người thử"})

    cookie = client.cookies[settings.SESSION_COOKIE_NAME]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_grant_that_ends_counts_no_more_at_the_next_request(user, system) -> None:
    client = browser_of(user)
    assert client.get("/can-bo/").status_code == 200

    services.end_grant(actor=system, grant=user.grants.all().scoped().get(), on=system.on, reason="thôi việc")

    assert client.get("/can-bo/").status_code == 403


def test_an_account_that_is_closed_is_out_at_the_next_request(user, system) -> None:
    client = browser_of(user)

    services.close_account(actor=system, user=user, reason="thôi việc")

    assert client.get("/can-bo/").status_code == 302


def test_a_grant_given_counts_at_the_next_request(system) -> None:
    user = make_user()
    client = browser_of(user)
    assert client.get("/can-bo/").status_code == 403

    services.give_grant(
        actor=system,
        user=user,
        role="xa",
        unit=make_unit(),
        reach="subtree",
        valid_from=system.on,
        basis="thử",
    )

    assert client.get("/can-bo/").status_code == 200


def test_a_new_password_ends_every_other_session(user) -> None:
    word = "con sông Thương nước chảy đôi dòng"
    user.set_password("mật khẩu cũ của người thử")
    user.save()
    here, there = browser_of(user), browser_of(user)

    answer = here.post("/toi/", {"current": "mật khẩu cũ của người thử", "fresh": word})

    assert answer.status_code == 302
    assert is_let_in(here)
    assert not is_let_in(there)
