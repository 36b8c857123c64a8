"""S-17: one sees where one is signed in, in words, and ends it there."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from caunoi.apps.accounts.doors import devices, sessions
from caunoi.apps.accounts.models import OpenSession
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.policy import system_scope
from tests.apps.accounts.doors.holding import PASSWORD, is_in
from tests.apps.accounts.people import make_user
from tests.factories.cadres import all_of

pytestmark = pytest.mark.django_db
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"


def signed_in_from(address: str, browser: str, name: str = "hoa") -> Client:
    client = Client(REMOTE_ADDR=address, HTTP_USER_AGENT=browser)
    client.post("/dang-nhap/", {"username": name, "password": PASSWORD})
    return client


@pytest.fixture
def user():
    return make_user("hoa", password=PASSWORD)


def rows_of(user) -> list[OpenSession]:
    return sessions.open_sessions(user)


def test_one_sees_each_machine_its_browser_and_its_network(user) -> None:
    here = signed_in_from("203.0.113.9", WINDOWS)
    signed_in_from("198.51.100.77", PHONE)

    page = here.get("/toi/bao-mat/").content.decode()

    assert "Chrome trên Windows" in page
    assert "Safari trên iPhone" in page
    assert "Cùng mạng với máy này" in page
    assert "198.51.100.0/24" in page
    assert "198.51.100.77" not in page


def test_what_is_kept_of_a_place_is_its_network(user) -> None:
    signed_in_from("198.51.100.77", PHONE)

    (row,) = rows_of(user)
    assert row.network == "198.51.100.0/24"
    assert "198.51.100.77" not in str(row.get_decoded())


def test_one_ends_another_machine_and_stays(user) -> None:
    here, there = signed_in_from("203.0.113.9", WINDOWS), signed_in_from("203.0.113.9", PHONE)
    handle = there.session["handle"]

    here.post(f"/toi/phien/{handle}/ket-thuc/")

    assert is_in(here)
    assert not is_in(there)
    assert all_of(AuditEvent)[-1].action == "accounts.session_ended"


def test_the_button_in_a_row_of_the_table_carries_the_token_of_the_form(user) -> None:
    here, there = signed_in_from("203.0.113.9", WINDOWS), signed_in_from("203.0.113.9", PHONE)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = here.cookies
    address = f"/toi/phien/{there.session['handle']}/ket-thuc/"

    page = strict.get("/toi/bao-mat/").content.decode()
    form = page[page.index(f'action="{address}"') :]
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', form[: form.index("</form>")])[0]

    assert strict.post(address).status_code == 403
    assert strict.post(address, {"csrfmiddlewaretoken": token}).status_code == 302
    assert not is_in(there)


def test_one_ends_all_the_others_at_once(user) -> None:
    here, *there = (signed_in_from("203.0.113.9", WINDOWS) for _ in range(4))
    make_user("lan", password=PASSWORD)
    stranger = signed_in_from("203.0.113.9", WINDOWS, "lan")

    page = here.post("/toi/phien/ket-thuc/", follow=True).content.decode()

    assert "Đã đăng xuất 3 máy khác" in page
    assert [is_in(each) for each in (here, *there, stranger)] == [True, False, False, False, True]


def test_nobody_ends_a_session_of_somebody_else(user) -> None:
    there = signed_in_from("203.0.113.9", WINDOWS)
    make_user("lan", password=PASSWORD)
    other = signed_in_from("203.0.113.9", WINDOWS, "lan")

    theirs = other.post(f"/toi/phien/{there.session['handle']}/ket-thuc/")
    nobodys = other.post(f"/toi/phien/{uuid4()}/ket-thuc/")

    assert (theirs.status_code, nobodys.status_code) == (404, 404)
    assert is_in(there)


def test_a_page_shows_no_key_of_a_session(user) -> None:
    here, there = signed_in_from("203.0.113.9", WINDOWS), signed_in_from("203.0.113.9", PHONE)

    page = here.get("/toi/bao-mat/").content.decode()

    assert there.session.session_key not in page
    assert here.session.session_key not in page


def test_a_new_password_takes_the_other_sessions_out_of_the_table(user) -> None:
    here, there = signed_in_from("203.0.113.9", WINDOWS), signed_in_from("203.0.113.9", PHONE)
    assert len(rows_of(user)) == 2

    here.post("/toi/", {"current": PASSWORD, "fresh": "con sông Thương nước chảy đôi dòng"})

    assert (is_in(here), is_in(there)) == (True, False)
    assert [str(row.handle) for row in rows_of(user)] == [here.session["handle"]]


def test_signing_out_takes_the_session_out_of_the_table(user) -> None:
    client = signed_in_from("203.0.113.9", WINDOWS)
    client.post("/dang-xuat/")

    assert rows_of(user) == []


def test_sessions_that_are_over_are_taken_away_daily(user, system) -> None:
    signed_in_from("203.0.113.9", WINDOWS)
    with system_scope("tests: let time pass"):
        OpenSession.objects.update(expire_date="2020-01-01T00:00:00Z")

    assert sessions.forget_expired(system, system.on) == 1
    assert all_of(OpenSession) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (WINDOWS, "Chrome trên Windows"),
        (WINDOWS + " Edg/142.0", "Edge trên Windows"),
        (PHONE, "Safari trên iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox trên Linux"),
        ("Mozilla/5.0 (Linux; Android 15; SM-A155F) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36", "Chrome trên Android"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 coc_coc_browser/130 Chrome/124.0 Safari/537.36", "Cốc Cốc trên Windows"),
        ("<script>alert(1)</script>", "Trình duyệt không rõ"),
        ("", "Trình duyệt không rõ"),
    ],
)  # fmt: skip
def test_a_browser_is_told_in_words(said, told) -> None:
    assert devices.told(devices.browser_of(said)) == told


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("không phải", ""),
    ],
)
def test_a_place_is_coarse(address, network) -> None:
    assert devices.network_of(address) == network
