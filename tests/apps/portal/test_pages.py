"""What a visitor sees: published numbers, never a person, and no small number that would point at one."""

import csv
import io
import json
from datetime import date

import openpyxl
import pytest
from django.test import Client

from caunoi.apps.portal.limits import published_day
from caunoi.apps.portal.selectors import PUBLISHED, points_at_somebody, published_figures
from caunoi.foundation.audit.selectors import head
from caunoi.foundation.figures import all_figures
from tests.factories.cadres import make_people, make_province, person_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd():
    land = make_province()
    make_people(*(person_record(land["xuan_huong"], f"Nguyễn Văn An {n}") for n in range(12)))
    return land


@pytest.fixture
def few():
    land = make_province()
    make_people(*(person_record(land["xuan_huong"], f"Trần Thị Ánh {n}") for n in range(3)))
    return land


def test_every_published_figure_is_one_the_product_answers() -> None:
    assert set(PUBLISHED) <= {figure.code for figure in all_figures()}


def test_the_front_page_needs_no_account(crowd) -> None:
    answer = Client().get("/")

    assert answer.status_code == 200
    assert 'href="/dang-nhap/"' in answer.content.decode()
    assert "Nguyễn Văn An" not in answer.content.decode()


def test_the_figures_stand_with_their_definition(crowd) -> None:
    page = Client().get("/so-lieu/").content.decode()

    assert 'data-figure="standard.met"' in page
    assert "đạt chuẩn về chuyên môn và lý luận chính trị" in page
    assert "Nguyễn Văn An" not in page


def test_the_same_rows_come_as_files(crowd) -> None:
    client = Client()
    told = json.loads(client.get("/so-lieu/?format=json").content)
    rows = list(csv.reader(io.StringIO(client.get("/so-lieu/?format=csv").content.decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/so-lieu/?format=xlsx").content)).active
    first_column = [cell.value for cell in sheet["A"]]

    codes = [each["code"] for each in told]
    assert codes == list(PUBLISHED)
    assert [row[0] for row in rows if row and row[0] in codes] == codes
    assert [value for value in first_column if value in codes] == codes


def test_a_number_of_few_people_is_withheld(few) -> None:
    page = Client().get("/so-lieu/").content.decode()
    told = {each["code"]: each for each in json.loads(Client().get("/so-lieu/?format=json").content)}

    assert "dưới 5" in page
    assert told["standard.met"]["value"] is None
    assert told["standard.not_met"]["value"] is None
    assert told["standard.met"]["share"] is None


@pytest.mark.parametrize(
    ("number", "among", "points"),
    [(0, 100, False), (1, 100, True), (4, 100, True), (5, 100, False), (95, 100, False), (96, 100, True), (100, 100, False),
     (3, 3, True), (0, 3, True), (2, None, True), (7, None, False)],
)  # fmt: skip
def test_a_small_number_points_at_somebody_and_so_does_a_small_rest(number, among, points) -> None:
    assert points_at_somebody(number, among, 5) is points


def test_units_are_counted_however_few(few) -> None:
    told = {each["code"]: each["value"] for each in json.loads(Client().get("/so-lieu/?format=json").content)}

    assert told["units.communes"] == 4
    assert told["units.districts"] == 2


def test_the_figures_are_those_of_the_day_asked(crowd, day) -> None:
    assert published_figures(on=day) != published_figures(on=day.replace(year=2010))
    assert Client().get("/so-lieu/?ngay=31/02/2020").status_code == 400


@pytest.mark.parametrize(
    ("day", "published"),
    [("2020-08-31", "2020-08-31"), ("2020-08-30", "2020-07-31"), ("2020-03-01", "2020-02-29"), ("2019-12-31", "2019-12-31")],
)  # fmt: skip
def test_people_are_counted_on_the_last_day_of_a_month_alone(day, published) -> None:
    assert published_day(date.fromisoformat(day)) == date.fromisoformat(published)


def test_two_neighbouring_days_tell_of_nobody(crowd, settings) -> None:
    """Somebody joins on 15/07: no two days asked for differ by one person before the month is over."""
    settings.TODAY = date(2020, 8, 31)
    make_people(person_record(crowd["xuan_huong"], "Lê Văn Bình", valid_from=date(2020, 7, 15)))

    def told(day: str) -> dict[str, tuple[int, str]]:
        rows = Client().get(f"/so-lieu/?format=json&ngay={day}").json()
        return {
            row["code"]: (row["denominator"], row["on"]) for row in rows if row["unit_of_measure"] == "người"
        }

    assert told("14/07/2020") == told("15/07/2020") == told("30/07/2020")
    assert told("31/07/2020")["standard.met"] == (13, "2020-07-31")
    assert told("15/09/2020") == told("31/08/2020")  # what is still to come is told on no day


def test_help_needs_no_account_and_every_page_leads_to_it() -> None:
    client = Client()

    assert client.get("/tro-giup/").status_code == 200
    assert 'href="/tro-giup/"' in client.get("/").content.decode()


@pytest.mark.parametrize("address", ["/", "/so-lieu/", "/tro-giup/"])
def test_public_pages_are_for_reading_only(address) -> None:
    assert Client().post(address).status_code == 405


@pytest.mark.parametrize("address", ["/so-lieu/?format=json", "/du-lieu-mo/chuan.json?"])
def test_no_former_state_of_the_record_is_published(crowd, address) -> None:
    """Else whoever goes from record to record subtracts one writing from the next, and reads what it said of whom."""
    seq = head()[0]
    make_people(*(person_record(crowd["xuan_huong"], f"Lê Văn Bình {n}") for n in range(9)))

    then, now = (Client().get(address + more).json() for more in (f"&known=%23{seq}", ""))

    assert then == now
    assert "21" in json.dumps(now)
