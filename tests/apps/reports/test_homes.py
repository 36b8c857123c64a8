"""The home of each role: numbers with a way to the people, and no way that leads nowhere."""

import re

import pytest
from django.test import Client

from caunoi.apps.accounts.choices import Role
from tests.apps.accounts.people import signed_in
from tests.factories import planning
from tests.factories.cadres import make_cadre, make_province
from tests.factories.classes import PROVINCE

pytestmark = pytest.mark.django_db
LINK = re.compile(r'(?:href|action)="(/[^"#]*)')
FIGURE = re.compile(r'data-figure="([^"]+)" data-value="([^"]*)"(?: href="([^"]+)")?')


@pytest.fixture
def land():
    land = make_province()
    make_cadre(land["xuan_huong"], "Nguyễn Văn An")
    make_cadre(land["dong_son"], "Trần Thị Ánh")
    return land


def browser(role: str, land) -> Client:
    own = {"xa": "xuan_huong", "thon": "xuan_huong"}
    if role == "canbo":
        return signed_in(role, reach="self", subject_id=make_cadre(land["xuan_huong"], "Lê Văn Ân").pk)
    return signed_in(role, None if role == "quantri" else land[own.get(role, "province")])


@pytest.mark.parametrize("role", Role.values)
def test_every_way_out_of_a_home_leads_somewhere(land, role) -> None:
    client = browser(role, land)
    home = client.get("/")

    assert home.status_code == 200
    for address in dict.fromkeys(LINK.findall(home.content.decode())):
        if address.startswith(("/static/", "/dang-xuat/", "/ngon-ngu/")):
            continue
        answer = client.get(address.replace("&amp;", "&"))
        assert answer.status_code == 200, f"{role}: {address} answers {answer.status_code}"


@pytest.mark.parametrize("role", Role.values)
def test_no_navigation_has_more_than_six_entries(land, role) -> None:
    page = browser(role, land).get("/").content.decode()
    entries = page[page.index('class="mainnav"') : page.index("</nav>", page.index('class="mainnav"'))]

    assert 2 <= entries.count("<li>") <= 6
    assert entries.count('aria-current="page"') == 1


@pytest.mark.parametrize("role", ["lanhdao", "btc", "xa"])
def test_every_number_opens_as_many_rows_as_it_says(land, role) -> None:
    client = browser(role, land)
    figures = FIGURE.findall(client.get("/").content.decode())

    assert len(figures) >= 3
    for code, value, url in figures:
        if not url or code.startswith("plan."):
            continue
        rows = client.get(url.replace("&amp;", "&")).content.decode()
        assert f'data-count="{value}"' in rows, f"{role}: {code} says {value}"


def test_the_leader_reads_one_sentence_first(land) -> None:
    page = browser("lanhdao", land).get("/").content.decode()

    assert page.index('data-figure="standard.met"') < page.index("<h2>")
    assert 'data-figure="standard.people" data-value="2"' in page


def test_a_commune_counts_its_own_people_alone(land) -> None:
    page = browser("xa", land).get("/").content.decode()

    assert 'data-figure="standard.people" data-value="1"' in page
    assert "Trần Thị Ánh" not in page


@pytest.mark.parametrize("role", ["btc", "xa"])
def test_who_brings_in_files_may_drop_one_at_home(land, role) -> None:
    page = browser(role, land).get("/").content.decode()

    assert 'action="/nhap/"' in page
    assert 'name="tep"' in page


@pytest.mark.parametrize("role", ["lanhdao", "kiemtra", "quantri", "mattran"])
def test_who_does_not_is_not_offered_to(land, role) -> None:
    assert 'action="/nhap/"' not in browser(role, land).get("/").content.decode()


def test_the_home_answers_for_the_day_asked(land) -> None:
    page = browser("btc", land).get("/?ngay=01/01/2010").content.decode()

    assert 'data-figure="standard.people" data-value="0"' in page
    assert "01/01/2010" in page


def test_the_administrator_sees_health_and_no_person(land) -> None:
    page = browser("quantri", land).get("/").content.decode()

    assert "cơ sở dữ liệu" in page
    assert "Nguyễn Văn An" not in page
    assert "data-figure" not in page


def test_an_official_reads_the_own_standing(land) -> None:
    page = browser("canbo", land).get("/").content.decode()

    assert "Tiêu chuẩn của tôi" in page
    assert "Nguyễn Văn An" not in page


def test_an_account_without_a_file_is_told_whom_to_ask() -> None:
    assert "chưa gắn với hồ sơ" in signed_in("canbo", reach="self").get("/").content.decode()


def test_an_account_without_a_grant_is_told_whom_to_ask() -> None:
    assert "Quản trị viên giao quyền" in signed_in("").get("/").content.decode()


def test_of_two_roles_the_first_given_chooses_the_home(land) -> None:
    from datetime import date

    from tests.apps.accounts.people import browser_of, make_grant, make_user

    user = make_user()
    make_grant(user, "kiemtra", land["province"], valid_from=date(2018, 1, 1))
    make_grant(user, "xa", land["xuan_huong"], valid_from=date(2016, 1, 1))

    assert "Việc cần làm" in browser_of(user).get("/").content.decode()


def test_where_most_is_unknown_that_is_said_before_any_share(land) -> None:
    page = browser("lanhdao", land).get("/").content.decode()

    sentence = page[page.index('class="statement"') :].partition("</p>")[0]
    assert 'data-figure="standard.unknown"' in sentence
    assert "chưa đủ dữ liệu để kết luận" in sentence and "%" not in sentence


def test_a_commune_reads_of_the_plan_only_what_speaks_of_its_own_people() -> None:
    planning.make_scene(2)
    planning.make_plan()
    page = signed_in("xa", planning.unit(planning.COMMUNES[0])).get("/").content.decode()

    assert 'data-figure="plan.people"' in page
    assert "plan.cost" not in page and "plan.lines" not in page


def test_the_leader_reads_in_how_many_communes_nobody_is_in_the_plan() -> None:
    planning.make_scene(2)
    planning.make_plan()
    leader = signed_in("lanhdao", planning.unit(PROVINCE))
    found = {code: (value, url) for code, value, url in FIGURE.findall(leader.get("/").content.decode())}

    value, url = found["plan.communes_without"]
    assert value == "2"
    assert 'data-count="2"' in leader.get(url.replace("&amp;", "&")).content.decode()
