"""S-15: every door is counted by the one throttle before anything is judged; 200 tries by each of them."""

from datetime import timedelta

import pytest
from django.test import Client

from caunoi.apps.accounts import throttle
from caunoi.apps.accounts.doors import factors, proofs
from caunoi.apps.accounts.models import SignInAttempt
from caunoi.foundation import clock
from caunoi.foundation.policy import system_scope
from tests.apps.accounts.doors.holding import PASSWORD, at_second_step, is_in, shown, with_phone
from tests.apps.accounts.people import browser_of, make_user

pytestmark = pytest.mark.django_db
STEP = "/dang-nhap/buoc-hai/"


@pytest.fixture
def passing(monkeypatch):
    """``passing(minutes=16)``: the clock of the throttle moves on."""
    moved = [timedelta()]
    now = clock.now

    class Moved:
        now = staticmethod(lambda: now() + moved[0])

    monkeypatch.setattr(throttle, "clock", Moved)

    def move(**by: float) -> None:
        moved[0] += timedelta(**by)

    return move


def by_password(client: Client) -> int:
    return client.post("/dang-nhap/", {"username": "hoa", "password": "sai"}).status_code


def by_code(client: Client) -> int:
    return client.post(STEP, {"code": "000000"}).status_code


def by_recovery(client: Client) -> int:
    return client.post(STEP + "?cach=khoi-phuc", {"code": "aaaaa-aaaaa"}).status_code


def by_proof(client: Client) -> int:
    return client.post("/xac-nhan/", {"xac_nhan": "sai"}).status_code


@pytest.mark.parametrize("door", [by_password, by_code, by_recovery, by_proof])
def test_two_hundred_tries_by_a_door_are_ten(door) -> None:
    user, _codes = with_phone()
    client = browser_of(user) if door is by_proof else at_second_step()
    client.defaults["HTTP_HX_REQUEST"] = "true"  # a refusal is a line then, and 190 of them cost little

    answered = [door(client) for _try in range(200)]

    assert answered == [422] * 10 + [429] * 190


@pytest.mark.parametrize("door", [by_password, by_code, by_recovery, by_proof])
def test_tries_by_one_door_close_the_others(door) -> None:
    user, _codes = with_phone()
    half, inside = at_second_step(), browser_of(user)
    client = inside if door is by_proof else half
    for _try in range(10):
        door(client)

    assert half.post(STEP, {"code": shown()}).status_code == 429
    assert inside.post("/xac-nhan/", {"xac_nhan": PASSWORD}).status_code == 429
    assert Client().post("/dang-nhap/", {"username": "hoa", "password": PASSWORD}).status_code == 429


def test_a_try_that_is_not_let_through_is_not_judged(monkeypatch) -> None:
    user, _codes = with_phone()
    half, inside = at_second_step(), browser_of(user)
    for _try in range(10):
        by_code(half)
    judged: list[object] = []
    monkeypatch.setattr(factors, "take_code", lambda **given: judged.append(given))
    monkeypatch.setattr(proofs, "fits", lambda *given: judged.append(given))

    half.post(STEP, {"code": shown()})
    inside.post("/xac-nhan/", {"xac_nhan": PASSWORD})

    assert judged == []


def test_whoever_knows_the_password_does_not_try_codes_without_end() -> None:
    """The right password between the tries must not forget them."""
    with_phone()

    answered = [by_code(at_second_step()) for _try in range(12)]

    assert answered[:10] == [422] * 10
    assert set(answered[10:]) == {302}  # the password itself is not let through any more


def test_coming_in_forgets_the_failures() -> None:
    with_phone()
    client = at_second_step()
    for _try in range(9):
        by_code(client)

    client.post(STEP, {"code": shown()})

    assert is_in(client)
    assert [by_password(Client()) for _try in range(10)] == [422] * 10


def test_the_wait_grows_and_after_a_hundred_in_a_row_only_an_administrator_opens(passing) -> None:
    make_user("hoa", password=PASSWORD)

    let_through = 0
    for _day in range(29):
        for _quarter in range(12):
            while by_password(Client()) == 422:
                let_through += 1
            passing(minutes=16)
        passing(hours=21)

    assert let_through == 100
    answer = Client().post("/dang-nhap/", {"username": "hoa", "password": PASSWORD})
    assert "Nhờ quản trị viên" in answer.content.decode()
    throttle.forget_account("hoa")
    assert Client().post("/dang-nhap/", {"username": "hoa", "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize(("tries", "said"), [(10, "Chờ 15 phút"), (20, "Chờ 2 giờ"), (40, "ngày mai")])
def test_the_refusal_says_how_long_to_wait(passing, tries, said) -> None:
    make_user("hoa", password=PASSWORD)
    for number in range(tries):
        if number and number % 10 == 0:
            passing(minutes=16 if number < 20 else 121)
        assert by_password(Client()) == 422

    assert said in Client().post("/dang-nhap/", {"username": "hoa", "password": "sai"}).content.decode()


def test_neighbours_of_one_network_share_its_count_and_ipv6_counts_by_64() -> None:
    def tried_from(address: str) -> int:
        said = {"username": f"ai-{address}", "password": "sai"}
        return Client(REMOTE_ADDR=address).post("/dang-nhap/", said).status_code

    assert {tried_from(f"2001:db8:1:2::{number:x}") for number in range(60)} == {422}
    assert tried_from("2001:db8:1:2:ffff::1") == 429
    assert tried_from("2001:db8:1:3::1") == 422
    assert {tried_from(f"203.0.113.{number}") for number in range(60)} == {422}
    assert (tried_from("203.0.113.200"), tried_from("203.0.114.1")) == (429, 422)


def test_tries_are_forgotten_after_thirty_days(passing) -> None:
    by_password(Client())
    passing(days=31)
    by_password(Client())

    with system_scope("tests: the door"):
        assert SignInAttempt.objects.count() == 2
