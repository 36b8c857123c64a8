"""The door: who comes in, what it says to those who do not, and where it leads."""

import unicodedata

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from caunoi.apps.accounts import backends, passwords, throttle
from caunoi.apps.accounts.models import SignInAttempt, User
from caunoi.foundation.policy import system_scope
from tests.apps.accounts.people import browser_of, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "một câu dài để nhớ ở Bắc Giang"  # of the account made here


@pytest.fixture
def user() -> User:
    return make_user("hoa", password=PASSWORD)


def sign_in(name: str = "hoa", password: str = PASSWORD, **more: str):
    client = Client()
    return client, client.post("/dang-nhap/", {"username": name, "password": password, **more})


def is_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def test_the_right_password_opens_the_door(user) -> None:
    client, answer = sign_in()

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_in(client)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_however_the_keyboard_composed_the_marks(user, form) -> None:
    assert is_in(sign_in(password=unicodedata.normalize(form, PASSWORD))[0])


@pytest.mark.parametrize(
    ("name", "password"),
    [("hoa", "sai"), ("hoa", PASSWORD.upper()), ("hoa", PASSWORD + " "), ("ai-do", PASSWORD), ("hoa", "")],
)
def test_anything_else_does_not(user, name, password) -> None:
    client, answer = sign_in(name, password)

    assert answer.status_code == 422
    assert not is_in(client)


def test_the_door_says_the_same_to_a_wrong_password_a_closed_and_an_unknown_account(user) -> None:
    make_user("da-khoa", password=PASSWORD, is_active=False)

    said = {
        _said(sign_in(name, word)[1])
        for name, word in [("hoa", "sai"), ("da-khoa", PASSWORD), ("ai-do", "sai")]
    }

    assert len(said) == 1
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in said.pop()


def _said(answer) -> str:
    text = answer.content.decode()
    return text[text.index('class="error-summary') : text.index("</div>", text.index('class="error-summary'))]


def test_the_same_work_is_done_for_every_account(user, monkeypatch) -> None:
    """S-16: the time of hashing tells nobody which accounts there are."""
    make_user("da-khoa", password=PASSWORD, is_active=False)
    hashed: list[str] = []
    monkeypatch.setattr(backends, "check_password", lambda *words: hashed.append("checked"))
    monkeypatch.setattr(backends, "make_password", lambda *words: hashed.append("made"))

    for name in ("hoa", "da-khoa", "ai-do"):
        sign_in(name)

    assert hashed == ["checked", "checked", "made"]


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/can-bo/?xa=07420&thieu=LLCT", "/can-bo/?xa=07420&thieu=LLCT"),
        ("https://example.org/", "/"),
        ("//example.org/", "/"),
        ("/\\example.org/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_the_door_leads_on_only_to_our_own_pages(user, wanted, led_to) -> None:
    assert sign_in(next=wanted)[1]["Location"] == led_to


def test_who_is_in_already_is_not_asked_again(user) -> None:
    answer = browser_of(user).get("/dang-nhap/?next=/can-bo/")

    assert (answer.status_code, answer["Location"]) == (302, "/can-bo/")


def test_the_key_of_the_session_changes_at_the_door(user) -> None:
    client = Client()
    client.get("/dang-nhap/")
    session = client.session
    session["x"] = 1
    session.save()
    client.cookies["caunoi"] = before = session.session_key

    client.post("/dang-nhap/", {"username": "hoa", "password": PASSWORD})

    assert client.session.session_key != before


def test_signing_out_is_a_post_and_ends_the_session(user) -> None:
    client = browser_of(user)

    assert client.get("/dang-xuat/").status_code == 405
    assert is_in(client)
    client.post("/dang-xuat/")
    assert not is_in(client)


def test_the_demo_accounts_stand_on_the_door_of_a_demo_only(settings) -> None:
    assert "caunoi-demo" not in Client().get("/dang-nhap/").content.decode()

    settings.DEMO = True
    page = Client().get("/dang-nhap/").content.decode()

    assert "caunoi-demo" in page
    assert all(
        name in page for name in ("lanhdao", "btc", "xa2", "truong", "canbo", "thon", "mattran", "quantri")
    )


def test_a_password_may_be_pasted_and_kept_by_the_browser() -> None:
    page = Client().get("/dang-nhap/").content.decode()

    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page


def test_an_account_is_throttled_after_ten_wrong_tries_before_anything_is_hashed(user, monkeypatch) -> None:
    for _ in range(10):
        assert sign_in(password="sai")[1].status_code == 422
    hashed: list[object] = []
    monkeypatch.setattr(backends, "check_password", lambda *words: hashed.append(words))

    client, answer = sign_in()

    assert answer.status_code == 429
    assert "Chờ 15 phút" in answer.content.decode()
    assert not is_in(client)
    assert hashed == []


def test_tries_under_way_count_already(user) -> None:
    """Many at once: none slips by while the others are still being judged."""
    under_way = [throttle.take_try("hoa", "203.0.113.9") for _ in range(10)]

    with pytest.raises(throttle.TooManyTries):
        throttle.take_try("hoa", "203.0.113.9")
    throttle.give_back(under_way[0])

    assert throttle.take_try("hoa", "203.0.113.9")


def test_what_was_refused_keeps_nobody_out_longer(user) -> None:
    for _ in range(10):
        sign_in(password="sai")
    with system_scope("tests: the door"):
        before = SignInAttempt.objects.count()

    sign_in()

    with system_scope("tests: the door"):
        assert SignInAttempt.objects.count() == before


def test_the_right_password_leaves_the_network_as_it_was(user) -> None:
    sign_in("ai-do", "sai")
    with system_scope("tests: the door"):
        before = SignInAttempt.objects.count()

    sign_in()

    with system_scope("tests: the door"):
        assert SignInAttempt.objects.count() == before


def test_another_account_is_not_throttled_with_it(user) -> None:
    make_user("lan", password=PASSWORD)
    for _ in range(10):
        sign_in(password="sai")

    assert is_in(sign_in("lan")[0])


def test_one_network_trying_many_accounts_is_throttled(user) -> None:
    for number in range(60):
        sign_in(f"ai-do-{number}", "sai")

    assert sign_in()[1].status_code == 429


def test_a_header_anybody_can_write_changes_no_network(user) -> None:
    for number in range(60):
        Client().post(
            "/dang-nhap/",
            {"username": f"ai-{number}", "password": "sai"},
            headers={"X-Forwarded-For": f"10.{number}.0.1"},
        )

    assert sign_in()[1].status_code == 429


def test_behind_our_proxy_the_last_word_of_its_header_is_the_network(user, settings) -> None:
    settings.BEHIND_PROXY = True

    for number in range(60):
        from_network(f"10.{number}.0.1, 203.0.113.9", f"ai-{number}")

    assert from_network("10.99.0.1, 203.0.113.7", "hoa", PASSWORD).status_code == 429
    assert from_network("203.0.113.9, 198.51.100.7", "hoa", PASSWORD).status_code == 302


def from_network(told: str, name: str, password: str = "sai"):
    said = {"username": name, "password": password}
    return Client().post("/dang-nhap/", said, headers={"X-Forwarded-For": told})


def test_signing_in_forgets_the_wrong_tries_of_the_account(user) -> None:
    for _ in range(9):
        sign_in(password="sai")
    sign_in()
    for _ in range(9):
        sign_in(password="sai")

    assert is_in(sign_in()[0])


def test_a_try_is_kept_as_a_fingerprint_without_the_name(user) -> None:
    sign_in("hoa", "sai")

    with system_scope("tests: look at rows"):
        doors = list(SignInAttempt.objects.values_list("door", flat=True))
    assert len(doors) == 2
    assert not any("hoa" in door or "127.0.0.1" in door for door in doors)


@pytest.mark.parametrize(
    ("password", "weak"),
    [
        ("mười bốn chữ!!", True),
        ("aaaaaaaaaaaaaaaaaaaa", True),
        ("matkhau123456789", True),
        ("Mật khẩu Bắc Giang", True),
        ("bacgiangbacgiangbacgiang", True),
        ("caunoi-caunoi-123456", True),
        ("nguyễn thị hoà nguyễn thị hoà", True),
        ("con sông Thương nước chảy đôi dòng", False),
        ("đi qua cầu gỗ mùa lũ", False),
        ("🦆🐃🌾🛶🌧️🍚🎋🐓🪷🦀🐟🌱🥬🧺🪵", True),
        ("x7!Lq2#vB9$nR4&kT6", False),
        ("một câu dài để nhớ ở Bắc Giang", False),
    ],
)
def test_a_password_is_judged_by_length_and_by_what_people_guess_first(password, weak) -> None:
    assert bool(passwords.weakness(password, least=15, about=["hoa", "Nguyễn Thị Hòa"])) is weak
