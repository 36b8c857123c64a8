"""A figure of any module: its value, its share, its explanation, its rows as page and file, its API."""

import io
import json
from collections.abc import Iterator
from datetime import date

import openpyxl
import pytest
from django.test import Client

from caunoi.foundation import figures
from caunoi.foundation.actors import Visitor
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.figures import (
    Figure,
    FigureValue,
    Scope,
    figure_or_404,
    registry,
    scope_of,
    set_unit_finder,
)
from caunoi.foundation.figures.registry import Row
from caunoi.foundation.figures.scopes import _finder
from tests.apps.cadres.readers import signed_in
from tests.factories.organisation import make_province

DAY = date(2020, 8, 31)
CODE = "tests.stones"


@pytest.fixture
def stones() -> Iterator[Figure]:
    """Ten stones this year, eight of them last year; without an account nothing."""

    def answer(actor, scope: Scope) -> FigureValue:
        first = 2 if scope.on.year >= 2020 else 0
        last = int(scope.where.get("den", 12 if scope.on.year >= 2020 else 8))
        rows = [Row(str(n), (f"Đá {n}", "=1+1"), f"/don-vi/{n}/") for n in range(first, last)]
        address = f"/giai-thich/{CODE}/danh-sach/?ngay={scope.on}"
        return FigureValue(
            figure, scope, rows, denominator=40, url=address, excluded=[("vỡ", 3)], sources=["sổ đá"]
        )

    figure = Figure(
        CODE, "Số đá", "Số viên đá còn nguyên.", answer, ("Tên", "Ghi chú"), unit_of_measure="viên"
    )
    figures.register(figure)
    yield figure
    del registry._figures[CODE]


@pytest.fixture
def reader(db) -> Client:
    return signed_in("btc", make_province())


def test_the_value_is_the_number_of_rows_and_the_share_stands_beside_it(stones) -> None:
    answered = stones.answer(Visitor(on=DAY), Scope(on=DAY)).as_json()

    assert (answered["value"], answered["numerator"], answered["rows"]) == (10, 10, 10)
    assert (answered["denominator"], answered["share"], answered["on"]) == (40, 25.0, "2020-08-31")


def test_a_share_is_written_in_points(stones) -> None:
    points = Figure("tests.share", "", "", stones.answer, kind="share")

    assert FigureValue(points, Scope(on=DAY), [Row("1", ())], denominator=3).value == 33.3
    assert FigureValue(points, Scope(on=DAY), [], denominator=0).share is None


def test_a_code_nobody_registered_is_not_there() -> None:
    with pytest.raises(NotVisible):
        figure_or_404("tests.none")


def test_the_explanation_says_formula_exclusions_sources_and_what_changed(stones, reader) -> None:
    html = reader.get(f"/giai-thich/{CODE}/?ngay=2020-08-31").content.decode()

    for words in (
        "Số viên đá còn nguyên.",
        "25,0",
        "vỡ: 3",
        "sổ đá",
        "31/08/2020",
        "Ngày 31/08/2019 là 8; từ đó thêm 4, bớt 2.",
    ):
        assert words in html
    assert f'data-figure="{CODE}" data-value="10"' in html


def test_beside_a_page_only_the_panel_is_sent(stones, reader) -> None:
    html = reader.get(f"/giai-thich/{CODE}/", headers={"HX-Request": "true"}).content.decode()

    assert "<h2>Số đá</h2>" in html
    assert "<html" not in html


def test_the_list_holds_as_many_rows_as_the_number_says(stones, reader) -> None:
    html = reader.get(f"/giai-thich/{CODE}/danh-sach/?ngay=2020-08-31").content.decode()

    assert 'data-count="10"' in html
    assert html.count("<tr") - 1 == 10


def test_files_hold_the_rows_of_the_page_and_keep_formulas_quiet(stones, reader) -> None:
    address = f"/giai-thich/{CODE}/danh-sach/?ngay=2020-08-31&format="

    listed = json.loads(reader.get(address + "json").content)
    sheet = openpyxl.load_workbook(io.BytesIO(reader.get(address + "xlsx").content)).active
    lines = reader.get(address + "csv").content.decode("utf-8-sig").splitlines()

    assert listed["value"] == len(listed["data"]) == 10
    assert [row[0].value for row in sheet.iter_rows(min_row=5)] == [each["Tên"] for each in listed["data"]]
    assert len(lines) == 11
    assert all(not line.split(",")[1].startswith("=") for line in lines)
    assert reader.get(address + "exe").status_code == 400


def test_a_long_list_comes_in_pages_with_the_whole_count(stones, reader) -> None:
    first = reader.get(f"/giai-thich/{CODE}/danh-sach/?den=302").content.decode()
    second = reader.get(f"/giai-thich/{CODE}/danh-sach/?den=302&trang=2").content.decode()

    assert 'data-count="300"' in first
    assert (first.count("<tr") - 1, second.count("<tr") - 1) == (200, 100)


@pytest.mark.parametrize("address", [f"/giai-thich/{CODE}/", f"/giai-thich/{CODE}/danh-sach/"])
def test_without_an_account_only_public_figures_are_answered(stones, db, address) -> None:
    visitor = Client()

    assert visitor.get(address).status_code == 302
    assert visitor.get(f"/api/v1/figures/{CODE}").status_code == 401
    assert visitor.get("/giai-thich/units.communes/").status_code == 200
    assert visitor.get("/api/v1/figures/units.communes").json()["value"] == 0


def test_the_api_gives_what_the_page_shows(stones, reader) -> None:
    answered = reader.get(f"/api/v1/figures/{CODE}?on=2019-08-31").json()

    assert (answered["value"], answered["on"], answered["known"]) == (8, "2019-08-31", None)
    assert CODE in {each["code"] for each in reader.get("/api/v1/figures").json()}
    assert reader.get("/api/v1/figures/tests.none").status_code == 404


def test_every_word_of_an_address_but_day_unit_and_page_is_a_condition() -> None:
    kept = list(_finder)
    set_unit_finder(lambda text, on: text)
    try:
        scope = scope_of(
            {"thieu": ["LLCT", "CM"], "ngay": ["x"], "xa": ["07420"], "trang": ["2"], "dat": [""]}, DAY
        )
    finally:
        set_unit_finder(kept[0])

    assert (scope.on, scope.unit_id, dict(scope.where)) == (DAY, "07420", {"thieu": "LLCT,CM"})


def test_a_unit_nobody_carries_and_a_day_before_the_first_record_are_not_answered(stones, reader) -> None:
    assert reader.get(f"/api/v1/figures/{CODE}?unit=99999").status_code == 404
    for unfit in ("2020-01-01", "hôm nọ", "2020", "#0"):
        assert reader.get(f"/api/v1/figures/{CODE}", {"known": unfit}).status_code == 400
