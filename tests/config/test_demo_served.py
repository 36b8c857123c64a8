"""``make demo`` from end to end: built through the services, true in every row, served with its accounts."""

from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.config.places import Place
from tests.demo_place import FILE

pytestmark = pytest.mark.demo


@pytest.fixture(scope="module")
def place(demo_province) -> Place:
    key = (demo_province / "data_key").read_text(encoding="ascii")
    return Place(demo_province, f"sqlite:///{demo_province / FILE}", data_key=key)


def test_every_truth_holds_over_the_demo(place):
    answer = place.run("invariants", "--format", "json")

    assert answer.code == 0, answer.out


def test_nothing_is_red_in_the_demo(place):
    answer = place.run("doctor", CAUNOI_DEMO="1", CAUNOI_TODAY="2020-08-31")

    assert answer.code == 0, answer.out


def test_there_is_no_half_built_database_beside_it(demo_province):
    assert sorted(path.name for path in demo_province.iterdir() if "building" in path.name) == []


@pytest.mark.parametrize(
    "account",
    ["lanhdao", "btc", "xa", "xa2", "truong", "canbo", "thon", "mattran", "kiemtra", "quantri", "quantri2"],
)
def test_an_account_of_the_demo_signs_in(demo_server, account):
    cookies = CookieJar()
    browser = build_opener(HTTPCookieProcessor(cookies))
    browser.open(f"{demo_server}/dang-nhap/").read()
    token = next(cookie.value for cookie in cookies if "csrf" in cookie.name)

    form = urlencode({"username": account, "password": "caunoi-demo", "csrfmiddlewaretoken": token}).encode()
    answer = browser.open(f"{demo_server}/dang-nhap/", form)

    assert answer.status == 200
    assert not answer.url.endswith("/dang-nhap/")
    assert "DỮ LIỆU MẪU" in answer.read().decode()
