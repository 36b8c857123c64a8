"""Sign-in at another house, against a real small provider with signed answers; each way to cheat tried once."""

import http.client
import time
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from caunoi.apps.accounts.doors import elsewhere
from caunoi.apps.accounts.models import User
from tests.apps.accounts.doors.holding import PASSWORD, is_in, shown, with_phone
from tests.apps.accounts.doors.house import CLIENT, SECRET, House, open_house
from tests.apps.accounts.people import make_user

pytestmark = pytest.mark.django_db
LEAVE, BACK = "/dang-nhap/noi-khac/", "/dang-nhap/noi-khac/ve/"


@pytest.fixture(scope="module")
def built() -> Iterator[House]:
    with open_house() as opened:
        yield opened


@pytest.fixture
def house(built, settings) -> House:
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID = built.issuer, CLIENT
    settings.OIDC_CLIENT_SECRET, settings.OIDC_NAME = SECRET, "Tỉnh ủy"
    elsewhere._kept.clear()
    built.claims, built.header, built.sign, built.user = {}, {}, None, "hoa"
    return built


def go(client: Client, wanted: str = "/toi/") -> str:
    """To the other house, where the person signs in, and the address one is sent back to."""
    question = client.get(LEAVE, {"next": wanted})["Location"]
    parts = urlsplit(question)
    line = http.client.HTTPConnection(parts.netloc)
    line.request("GET", f"{parts.path}?{parts.query}")
    answer = urlsplit(line.getresponse().headers["Location"])
    line.close()
    return f"{answer.path}?{answer.query}"


def through(client: Client):
    return client.get(go(client))


def test_it_is_off_unless_an_issuer_is_named() -> None:
    assert Client().get(LEAVE).status_code == 404
    assert Client().get(BACK).status_code == 404
    assert "noi-khac" not in Client().get("/dang-nhap/").content.decode()


def test_somebody_with_an_account_here_comes_in_and_goes_on(house) -> None:
    make_user("hoa")
    client = Client()
    assert "Đăng nhập qua Tỉnh ủy" in client.get("/dang-nhap/").content.decode()

    answer = through(client)

    assert (answer.status_code, answer["Location"]) == (302, "/toi/")
    assert is_in(client)
    assert client.session["factor"] == ""


def test_the_question_carries_state_nonce_and_a_challenge(house) -> None:
    asked = parse_qs(urlsplit(Client().get(LEAVE)["Location"]).query)

    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert all(len(asked[word][0]) >= 43 for word in ("state", "nonce", "code_challenge"))
    assert SECRET not in str(asked)


@pytest.mark.parametrize("given", [{}, {"is_active": False}])
def test_no_account_is_made_or_opened_by_the_other_house(house, given) -> None:
    if given:
        make_user("hoa", **given)
    client = Client()

    answer = through(client)

    assert answer.status_code == 409
    assert "chưa có tài khoản đang mở" in answer.content.decode()
    assert not is_in(client)
    assert User.objects.count() == len(given)


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "của câu hỏi khác"},
        {"nonce": None},
        {"aud": "nha-khac"},
        {"aud": ["nha-khac", "nha-nua"]},
        {"aud": [CLIENT, "nha-khac"], "azp": "nha-khac"},
        {"iss": "https://example.org"},
        {"exp": int(time.time()) - 120},
        {"exp": None},
        {"nbf": int(time.time()) + 86_400},  # a whole run may lie between reading this line and asking
        {"sub": None},
        {"preferred_username": None},
        {"preferred_username": ["hoa"]},
    ],
    ids=str,
)
def test_an_answer_that_does_not_fit_opens_nothing(house, claims) -> None:
    make_user("hoa")
    house.claims = claims
    client = Client()

    assert through(client).status_code == 409
    assert not is_in(client)


def unsigned(house: House):
    return lambda claims: jwt.encode(claims, None, algorithm="none", headers={"kid": house.kid})


def with_the_secret(house: House):
    secret = SECRET.encode().ljust(64, b"x")
    return lambda claims: jwt.encode(claims, secret, algorithm="HS256", headers={"kid": house.kid})


def with_another_key(house: House):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return lambda claims: jwt.encode(claims, key, algorithm="RS256", headers={"kid": house.kid})


def with_a_key_nobody_shows(house: House):
    return lambda claims: jwt.encode(claims, house.key, algorithm="RS256", headers={"kid": "khác"})


def cut_off(house: House):
    return lambda claims: jwt.encode(claims, house.key, algorithm="RS256", headers={"kid": house.kid})[:-8]


@pytest.mark.parametrize(
    "sign", [unsigned, with_the_secret, with_another_key, with_a_key_nobody_shows, cut_off]
)
def test_an_answer_the_house_did_not_sign_opens_nothing(house, sign) -> None:
    make_user("hoa")
    house.sign = sign(house)
    client = Client()

    assert through(client).status_code == 409
    assert not is_in(client)


def test_an_answer_counts_once_and_only_in_the_browser_that_asked(house) -> None:
    make_user("hoa")
    client, thief = Client(), Client()
    address = go(client)
    go(thief)

    assert thief.get(address).status_code == 409
    assert client.get(address).status_code == 302
    client.post("/dang-xuat/")
    assert client.get(address).status_code == 409
    assert not is_in(thief)
    assert not is_in(client)


def test_a_forged_state_uses_the_question_up(house) -> None:
    make_user("hoa")
    client = Client()
    address = go(client)

    assert client.get(f"{BACK}?code=ma-1&state=khac").status_code == 409
    assert client.get(address).status_code == 409


def test_an_old_question_is_not_answered(house, monkeypatch) -> None:
    make_user("hoa")
    client = Client()
    address = go(client)
    late = time.time() + 660
    monkeypatch.setattr(elsewhere.time, "time", lambda: late)

    assert client.get(address).status_code == 409


def test_a_code_without_our_verifier_is_worth_nothing(house) -> None:
    """The house itself looks at the proof of the question (PKCE)."""
    make_user("hoa")
    client = Client()
    address = go(client)
    session = client.session
    session[elsewhere.ASKED] = {**session[elsewhere.ASKED], "verifier": "x" * 43}
    session.save()

    assert client.get(address).status_code == 409


def test_a_refusal_of_the_other_house_is_said_in_words(house) -> None:
    client = Client()
    state = parse_qs(urlsplit(client.get(LEAVE)["Location"]).query)["state"][0]

    page = client.get(BACK, {"error": "access_denied<script>", "state": state})

    assert page.status_code == 409
    assert "Chưa đăng nhập được qua Tỉnh ủy" in page.content.decode()
    assert "access_denied<" not in page.content.decode()


def test_a_house_that_changed_its_key_is_asked_for_it_once(house) -> None:
    make_user("hoa")
    assert through(Client()).status_code == 302
    house.key, house.kid = rsa.generate_private_key(public_exponent=65537, key_size=2048), "2"
    house.asked.clear()

    assert through(Client()).status_code == 302
    assert house.asked.count("/khoa") == 1


@pytest.mark.parametrize("issuer", ["http://example.org", "ftp://127.0.0.1", "http://127.0.0.1:1"])
def test_a_house_that_cannot_be_asked_safely_or_at_all_is_said_in_words(house, settings, issuer) -> None:
    settings.OIDC_ISSUER = issuer

    assert Client().get(LEAVE).status_code == 409


def test_a_description_of_another_issuer_is_not_believed(house, settings) -> None:
    settings.OIDC_ISSUER = f"{house.issuer}/"

    assert Client().get(LEAVE).status_code == 409


def test_the_second_factor_of_this_house_is_asked_for_unless_the_other_ones_counts(house, settings) -> None:
    with_phone("hoa")
    house.claims = {"amr": ["pwd", "otp"], "acr": "cao"}

    client = Client()
    assert through(client)["Location"].startswith("/dang-nhap/buoc-hai/")
    assert not is_in(client)
    client.post("/dang-nhap/buoc-hai/", {"code": shown()})
    assert is_in(client)

    settings.OIDC_FACTOR_AMR = ["otp"]
    second = Client()
    assert through(second)["Location"] == "/toi/"
    assert second.session["factor"] == "elsewhere"

    settings.OIDC_FACTOR_AMR, settings.OIDC_FACTOR_ACR = ["hwk"], ["cao"]
    assert through(Client())["Location"] == "/toi/"
    settings.OIDC_FACTOR_ACR = []
    assert through(Client())["Location"].startswith("/dang-nhap/buoc-hai/")


def test_it_leads_on_only_to_our_own_pages(house) -> None:
    make_user("hoa")
    client = Client()

    assert client.get(go(client, "https://example.org/"))["Location"] == "/"


def test_two_hundred_answers_from_one_network_are_sixty(house) -> None:
    client = Client(headers={"HX-Request": "true"})

    assert [client.get(f"{BACK}?code=x&state=y").status_code for _ in range(200)] == [409] * 60 + [429] * 140


def test_an_account_closed_by_tries_is_closed_here_too(house) -> None:
    make_user("hoa", password=PASSWORD)
    for number in range(10):
        Client(REMOTE_ADDR=f"203.0.{number}.1").post("/dang-nhap/", {"username": "hoa", "password": "sai"})

    assert through(Client()).status_code == 429
