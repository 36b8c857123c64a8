"""After the password: a code of the phone or a recovery code, each once, and nothing is open before it."""

from datetime import timedelta

import pytest
from django.test import Client

from caunoi.apps.accounts.doors import factors, one_time, stages
from caunoi.apps.accounts.models import OneTimeKey, RecoveryCode, User
from caunoi.apps.accounts.selectors import actor_of
from caunoi.foundation import clock
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.policy import system_scope
from tests.apps.accounts.doors.holding import DAY, KEY, PASSWORD, at_second_step, is_in, shown, with_phone
from tests.apps.accounts.people import make_user
from tests.factories.cadres import all_of

pytestmark = pytest.mark.django_db
STEP = "/dang-nhap/buoc-hai/"


def test_the_password_alone_opens_nothing() -> None:
    with_phone()

    client = Client()
    answer = client.post("/dang-nhap/", {"username": "hoa", "password": PASSWORD, "next": "/can-bo/?xa=1"})

    assert answer["Location"] == "/dang-nhap/buoc-hai/?next=%2Fcan-bo%2F%3Fxa%3D1"
    assert not is_in(client)
    assert client.get(STEP).status_code == 200


def test_a_code_of_the_phone_opens_and_leads_on() -> None:
    with_phone()
    client = at_second_step()

    answer = client.post(STEP, {"code": shown(), "next": "/toi/"})

    assert (answer.status_code, answer["Location"]) == (302, "/toi/")
    assert is_in(client)
    assert client.session[stages.FACTOR] == "one_time"


@pytest.mark.parametrize("typed", [lambda code: f"{code[:3]} {code[3:]}", lambda code: f" {code} "])
def test_a_code_may_be_typed_with_spaces(typed) -> None:
    with_phone()
    client = at_second_step()
    client.post(STEP, {"code": typed(shown())})

    assert is_in(client)


@pytest.mark.parametrize(("drift", "opens"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_off(drift, opens) -> None:
    user, _codes = with_phone()
    at = clock.now()
    code = one_time.code_at(KEY, one_time.step_of(at) + drift)

    way = factors.take_code(actor=actor_of(user, on=DAY), user=user, typed=code, at=at)

    assert bool(way) is opens


def test_a_code_opens_once_also_in_another_browser() -> None:
    with_phone()
    first, second = at_second_step(), at_second_step()
    code = shown()

    first.post(STEP, {"code": code})
    answer = second.post(STEP, {"code": code})

    assert is_in(first)
    assert answer.status_code == 422
    assert "đã dùng rồi" in answer.content.decode()
    assert not is_in(second)


def test_of_two_who_bring_the_same_code_at_once_one_comes_in(monkeypatch) -> None:
    """S-14: both have read the row and judged the code before either of them writes."""
    user, _codes = with_phone()
    actor, at, code = actor_of(user, on=DAY), clock.now(), shown()
    judged, ways = one_time.fitting_step, []

    def while_another_comes_in(*words):
        monkeypatch.setattr(one_time, "fitting_step", judged)
        ways.append(factors.take_code(actor=actor, user=user, typed=code, at=at))
        return judged(*words)

    monkeypatch.setattr(one_time, "fitting_step", while_another_comes_in)
    ways.append(factors.take_code(actor=actor, user=user, typed=code, at=at))

    assert ways == ["one_time", ""]


def test_an_older_code_is_worth_nothing_after_a_newer_one() -> None:
    user, _codes = with_phone()
    actor, at = actor_of(user, on=DAY), clock.now()

    assert factors.take_code(actor=actor, user=user, typed=shown(1), at=at) == "one_time"
    assert factors.take_code(actor=actor, user=user, typed=shown(0), at=at) == ""


def test_a_recovery_code_opens_once_and_says_how_many_are_left() -> None:
    _user, codes = with_phone()

    first, second = at_second_step(), at_second_step()
    page = first.post(STEP + "?cach=khoi-phuc", {"code": codes[3].upper(), "next": "/toi/"}, follow=True)
    second.post(STEP + "?cach=khoi-phuc", {"code": codes[3]})

    assert "còn 9 mã" in page.content.decode()
    assert is_in(first)
    assert not is_in(second)
    assert all_of(AuditEvent)[-1].action == "accounts.recovery_code_used"


def test_ten_recovery_codes_are_kept_as_fingerprints_only() -> None:
    user, codes = with_phone()

    kept = {each.fingerprint for each in all_of(RecoveryCode, user=user)}
    assert (len(codes), len(set(codes)), len(kept)) == (10, 10, 10)
    assert not any(code.replace("-", "") in mark for code in codes for mark in kept)


def test_the_key_at_rest_is_sealed_and_opens_no_other_account() -> None:
    user, _codes = with_phone()
    other = make_user("lan", password=PASSWORD)
    with system_scope("tests: move a sealed key"):
        kept = OneTimeKey.objects.get(user=user)
        raw = OneTimeKey.objects.extra(select={"raw": "sealed"}).values_list("raw", flat=True)[0]
        OneTimeKey.objects.create(user=other, sealed=kept.sealed, last_step=0, enrolled_at=clock.now())

    assert KEY not in raw
    with pytest.raises(factors.MovedKey):
        factors.take_code(actor=actor_of(other, on=DAY), user=other, typed=shown(), at=clock.now())


def test_the_second_step_waits_five_minutes(monkeypatch) -> None:
    with_phone()
    client = at_second_step()
    late = clock.now() + timedelta(minutes=6)
    monkeypatch.setattr(stages.clock, "now", lambda: late)

    answer = client.post(STEP, {"code": one_time.code_at(KEY, one_time.step_of(late))})

    assert answer["Location"].startswith("/dang-nhap/")
    assert not is_in(client)


def test_a_changed_password_or_a_closed_account_ends_the_second_step() -> None:
    user, _codes = with_phone()
    changed, closed = at_second_step(), at_second_step()
    user.set_password("một câu khác cũng dài như thế")
    user.save()
    assert changed.get(STEP).status_code == 302

    User.objects.filter(pk=user.pk).update(is_active=False)
    assert closed.get(STEP).status_code == 302


def test_nobody_reaches_the_second_step_by_its_address() -> None:
    assert Client().get(STEP)["Location"].startswith("/dang-nhap/?next=")


def test_the_second_step_leads_on_only_to_our_own_pages() -> None:
    with_phone()
    client = at_second_step()

    assert client.post(STEP, {"code": shown(), "next": "https://example.org/"})["Location"] == "/"


def test_coming_in_is_logged_without_what_was_typed(caplog) -> None:
    user, _codes = with_phone()
    with caplog.at_level("INFO", logger="caunoi.door"):
        client = at_second_step()
        client.post(STEP, {"code": "000000"})
        client.post(STEP, {"code": shown()})

    assert [record.getMessage() for record in caplog.records] == [
        f"refused user={user.pk} way=code",
        f"in user={user.pk} way=password factor=one_time",
    ]
