"""Setting up a phone, changing it, taking it away; only by its owner, and the other sessions end."""

import re
from base64 import b32encode

import pytest

from caunoi.apps.accounts.doors import factors, one_time
from caunoi.apps.accounts.models import OneTimeKey, RecoveryCode
from caunoi.apps.accounts.selectors import actor_of
from caunoi.foundation import clock
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.errors import Forbidden
from tests.apps.accounts.doors.holding import DAY, KEY, PASSWORD, is_in, shown, with_phone
from tests.apps.accounts.people import browser_of, make_user
from tests.factories.cadres import all_of

pytestmark = pytest.mark.django_db
PAGE = "/toi/bao-mat/"
ENROL = f"{PAGE}ma-mot-lan/"
OLD = "mật khẩu cũ của người thử"


def form_of(page: str) -> tuple[str, str]:
    """What the page hides in the form, and the key it shows to be typed."""
    sealed = re.search(r'name="sealed" value="([^"]+)"', page)
    key = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    assert sealed and key
    return sealed[1], key[1].replace(" ", "")


def test_a_phone_is_set_up_with_its_first_code_and_ten_codes_are_shown_once() -> None:
    user = make_user("hoa")
    client = browser_of(user)
    sealed, key = form_of(client.get(ENROL).content.decode())

    page = client.post(ENROL, {"sealed": sealed, "code": shown(key=key), "next": "/can-bo/"}).content.decode()

    codes = re.findall(r"<code>([a-z0-9]{5}-[a-z0-9]{5})</code>", page)
    assert len(codes) == 10
    assert 'href="/can-bo/"' in page
    assert factors.has_factor(user)
    assert all_of(AuditEvent)[-1].action == "accounts.one_time_enrolled"
    assert not any(code in client.get(PAGE).content.decode() for code in codes)


def test_looking_at_the_page_keeps_nothing() -> None:
    client = browser_of(make_user("hoa"))
    first, second = (form_of(client.get(ENROL).content.decode())[1] for _ in range(2))

    assert first != second
    assert all_of(OneTimeKey) == []


def test_a_wrong_first_code_keeps_nothing_and_shows_the_same_key_again() -> None:
    client = browser_of(make_user("hoa"))
    sealed, key = form_of(client.get(ENROL).content.decode())

    answer = client.post(ENROL, {"sealed": sealed, "code": shown(5, key)})

    assert answer.status_code == 422
    assert form_of(answer.content.decode())[1] == key
    assert all_of(OneTimeKey) == []


def test_a_form_made_for_another_account_is_no_form() -> None:
    sealed, key = form_of(browser_of(make_user("lan")).get(ENROL).content.decode())

    answer = browser_of(make_user("hoa")).post(ENROL, {"sealed": sealed, "code": shown(key=key)})

    assert answer.status_code == 422
    assert "Quét lại hình mới" in answer.content.decode()
    assert all_of(OneTimeKey) == []


def test_the_picture_is_drawn_here_and_needs_no_inline_style() -> None:
    page = browser_of(make_user("hoa")).get(ENROL).content.decode()

    drawn = page[page.index("<svg") : page.index("</svg>")]
    assert "<path" in drawn
    assert "style=" not in drawn


def test_another_phone_takes_over_and_the_recovery_codes_stay() -> None:
    user, codes = with_phone()
    client = browser_of(user)
    sealed, key = form_of(client.get(ENROL).content.decode())

    client.post(ENROL, {"sealed": sealed, "code": shown(key=key)})

    actor = actor_of(user, on=DAY)
    at = clock.now()
    assert factors.take_code(actor=actor, user=user, typed=shown(1), at=at) == ""
    assert factors.take_code(actor=actor, user=user, typed=shown(1, key), at=at) == "one_time"
    assert factors.take_code(actor=actor, user=user, typed=codes[0], at=at) == "recovery"


def test_a_change_of_factors_ends_the_other_sessions() -> None:
    user = make_user("hoa")
    here, there = browser_of(user), browser_of(user)
    sealed, key = form_of(here.get(ENROL).content.decode())
    assert is_in(there)

    here.post(ENROL, {"sealed": sealed, "code": shown(key=key)})

    assert is_in(here)
    assert not is_in(there)


def test_taking_the_phone_away_takes_the_recovery_codes_with_it() -> None:
    user, _codes = with_phone()

    browser_of(user).post(f"{ENROL}bo/")

    assert not factors.has_factor(user)
    assert all_of(RecoveryCode) == []


def test_a_new_set_of_codes_voids_the_old_one() -> None:
    user, codes = with_phone()

    page = browser_of(user).post(f"{PAGE}ma-khoi-phuc/").content.decode()

    fresh = re.findall(r"<code>([a-z0-9]{5}-[a-z0-9]{5})</code>", page)
    actor, at = actor_of(user, on=DAY), clock.now()
    assert factors.take_code(actor=actor, user=user, typed=codes[0], at=at) == ""
    assert factors.take_code(actor=actor, user=user, typed=fresh[0], at=at) == "recovery"


def test_codes_without_a_factor_are_refused() -> None:
    assert browser_of(make_user("hoa")).post(f"{PAGE}ma-khoi-phuc/").status_code == 409


def test_nobody_changes_the_factors_of_somebody_else(actor_with, system) -> None:
    user, _codes = with_phone()

    for somebody in (actor_with("quantri"), system):
        with pytest.raises(Forbidden):
            factors.drop_one_time(actor=somebody, user=user, needed=False)
        with pytest.raises(Forbidden):
            factors.renew_codes(actor=somebody, user=user)


def test_ones_own_page_says_what_is_on_and_leads_there() -> None:
    plain, safe = browser_of(make_user("lan")), browser_of(with_phone()[0])

    assert "Chưa bật" in plain.get("/toi/").content.decode()
    page = safe.get("/toi/").content.decode()
    assert "Đang bật" in page
    assert f'href="{PAGE}"' in page


def test_a_code_counts_for_one_key_only() -> None:
    at = clock.now()

    assert one_time.fitting_step(KEY, shown(), at) is not None
    assert one_time.fitting_step(one_time.fresh_key(), shown(), at) is None
    assert one_time.fitting_step(KEY, "", at) is None


def test_the_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B, for SHA-1 and the last six digits."""
    key = b32encode(b"12345678901234567890").decode()

    found = [one_time.code_at(key, moment // 30) for moment in (59, 1111111109, 1234567890, 20000000000)]
    assert found == ["287082", "081804", "005924", "353130"]


def test_somebody_who_changes_the_password_stays_with_the_factor() -> None:
    user, _codes = with_phone()
    user.set_password(OLD)
    user.save()
    client = browser_of(user)

    client.post("/toi/", {"current": OLD, "fresh": PASSWORD})

    assert factors.has_factor(user)
    assert is_in(client)
