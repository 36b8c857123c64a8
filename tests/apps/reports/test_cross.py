"""The cross table: each number is the number of people of its list, totals as well, whatever is chosen."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from io import BytesIO
from itertools import product
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caunoi.apps.cadres.selectors import conditions_of, count_of, people
from caunoi.apps.reports.selectors.cross import ACROSS, DOWN, Cross, UnreadableCross, cross_asked
from caunoi.apps.reports.selectors.traits import TRAITS
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.figures import figure_or_404, scope_of
from tests.apps.accounts.people import signed_in
from tests.factories.cadres import SYSTEM, make_people, make_province, person_record
from tests.factories.planning import held

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)
ADDRESS = "/bao-cao/bang-cheo/"
OF_PEOPLE = ("gioi-tinh", "nhom-tuoi", "dan-toc", "bac-hoc", "ly-luan")
CELL = re.compile(r'data-figure="cadres\.people" data-value="(\d+)" href="([^"]+)"')


@pytest.fixture
def land() -> Any:
    """A dozen people told apart by everything, two of them with two posts."""
    from caunoi.apps.cadres.services import PostingRecord

    land = make_province()
    levels = ("dai_hoc", "trung_cap", "cao_dang", "")
    theories = ("trung_cap", "so_cap", "")
    records = []
    for n in range(12):
        unit = land[("xuan_huong", "dong_son", "tan_thanh")[n % 3]]
        papers = [held("professional", levels[n % 4], field="Luật")] if levels[n % 4] else []
        papers += [held("political_theory", theories[n % 3])] if theories[n % 3] else []
        said = {
            "sex": ("nam", "nu", "")[n % 3] if n != 11 else "nu",
            "birth": PartialDate(1955 + 4 * n, 5, 6) if n % 5 else None,
            "ethnicity": ("Kinh", "Tày", "", "Nùng")[n % 4],
            "qualifications": tuple(papers),
            "number": f"BG{n:03d}",
        }
        title = ("CX-BT", "CX-CTUB", "CX-PCTUB", "CX-CTHD")[n % 4]
        posts = [PostingRecord(title, unit.pk, valid_from=date(2015, 6, 1))]
        if n in (0, 4):
            posts.append(
                PostingRecord(
                    "CX-CTHD",
                    land["yen_the" if n else "xuan_huong"].pk,
                    kind="concurrent",
                    valid_from=date(2016, 1, 1),
                )
            )
        records.append(person_record(unit, f"Nguyễn Văn {chr(65 + n)}", postings=tuple(posts), **said))
    make_people(*records)
    return land


def cross(params: dict[str, list[str]], on: date = DAY) -> Cross:
    return Cross(SYSTEM, cross_asked(SYSTEM, on, params))


def cells(table: Cross) -> Iterator[tuple[Any, Any, int]]:
    for down, across in product(table.down, table.across):
        yield down, across, table.count(down, across)


def count_behind(url: str) -> int:
    """As the list answers, and as its figure does."""
    from urllib.parse import parse_qs, urlsplit

    params = parse_qs(urlsplit(url).query)
    day = date.fromisoformat(params.pop("ngay")[0])
    counted = count_of(SYSTEM, conditions_of(SYSTEM, day, params))
    assert figure_or_404("cadres.people").answer(SYSTEM, scope_of(params, day)).value == counted
    return counted


sides = st.lists(st.sampled_from(sorted(TRAITS)), min_size=1, max_size=4, unique=True)


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(chosen=sides, split=st.integers(0, 2), group=st.booleans())
def test_every_cell_and_total_is_the_count_of_its_list(land, chosen, split, group) -> None:
    down, across = chosen[: min(split, len(chosen))], chosen[min(split, len(chosen)) :][:2]
    table = cross({DOWN: down, ACROSS: across, "nhom": ["chu-chot"] if group else []})

    for row, column, count in cells(table):
        assert count_behind(table.list_url(row, column)) == count, (row, column)


@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(chosen=st.lists(st.sampled_from(OF_PEOPLE), min_size=2, max_size=4, unique=True))
def test_of_traits_of_people_subtotals_are_sums(land, chosen) -> None:
    table = cross({DOWN: chosen[:2], ACROSS: chosen[2:]})
    leaves = [path for path in table.down if len(path) == 2]

    for column in table.across:
        assert sum(table.count(path, column) for path in leaves) == table.count((), column)
        for value in {path[0] for path in leaves}:
            below = [path for path in leaves if path[0] == value]
            assert sum(table.count(path, column) for path in below) == table.count((value,), column)


def test_who_holds_two_posts_stands_in_two_rows_and_once_in_the_total(land) -> None:
    table = cross({DOWN: ["chuc-danh"]})

    assert table.count(()) == 12
    assert sum(table.count(path) for path in table.down if path) == 14


def test_a_verdict_beside_a_title_is_the_verdict_for_that_title(land) -> None:
    table = cross({DOWN: ["chuc-danh"], ACROSS: ["ket-luan"]})

    for row in table.down:
        of_titles = [table.count(row, column) for column in table.across if column]
        assert sum(of_titles) == table.count(row)


@pytest.mark.parametrize("on", [date(2015, 7, 1), date(2021, 1, 1)])
def test_it_answers_for_the_day_asked(land, on) -> None:
    table = cross({DOWN: ["nhom-tuoi"], ACROSS: ["chuc-danh"]}, on)

    assert table.count() == people(SYSTEM, conditions_of(SYSTEM, on, {})).count()
    for row, column, count in cells(table):
        assert count_behind(table.list_url(row, column)) == count


def test_the_page_opens_from_every_number_as_many_people(land) -> None:
    client = signed_in("btc", land["province"])
    page = client.get(ADDRESS, {DOWN: ["khoi", "bac-hoc"], ACROSS: ["xa", "gioi-tinh"]}).content.decode()
    found = {(value, unescape(url)) for value, url in CELL.findall(page)}

    assert len(found) > 10
    for value, url in found:
        assert f'data-count="{value}"' in client.get(url).content.decode(), url


def test_two_traits_across_have_merged_headings(land) -> None:
    page = signed_in("btc", land["province"]).get(ADDRESS, {DOWN: ["khoi"], ACROSS: ["xa", "gioi-tinh"]})

    assert 'scope="colgroup" colspan="' in page.content.decode()


def test_the_workbook_says_the_same_under_merged_headings(land) -> None:
    asked = {DOWN: ["khoi", "bac-hoc"], ACROSS: ["xa", "gioi-tinh"]}
    answer = signed_in("btc", land["province"]).get(ADDRESS, {**asked, "format": "xlsx"})
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    table = cross(asked)

    numbers = [[cell.value for cell in row if isinstance(cell.value, int)] for row in sheet.iter_rows()]
    told = [row for row in numbers if row]
    assert told == [[table.count(down, across) for across in table.across] for down in table.down]
    assert len(sheet.merged_cells.ranges) >= 4


def test_a_role_counts_by_what_it_may_read_alone(land) -> None:
    client = signed_in("lanhdao", land["province"])
    page = client.get(ADDRESS).content.decode()

    assert 'value="dan-toc"' not in page and 'value="bac-hoc"' in page
    assert client.get(ADDRESS, {DOWN: ["dan-toc"]}).status_code == 400
    assert client.get("/can-bo/", {"dan-toc": "kinh"}).status_code == 400


def test_a_commune_counts_its_own_people(land) -> None:
    page = signed_in("xa", land["xuan_huong"]).get(ADDRESS, {DOWN: ["xa"]}).content.decode()

    assert "Xuân Hương" in page and "Đồng Sơn" not in page


@pytest.mark.parametrize(
    "params",
    [
        {DOWN: ["khong-co"]},
        {DOWN: ["xa"], ACROSS: ["xa"]},
        {DOWN: ["xa", "khoi", "cap"]},
        {"khoi": ["khong-co"], DOWN: ["khoi"]},
    ],
)
def test_what_cannot_be_laid_out_is_refused_in_words(land, params) -> None:
    answer = signed_in("btc", land["province"]).get(ADDRESS, params)

    assert answer.status_code == 400


def test_a_table_nobody_could_read_is_refused_with_its_size(land, monkeypatch) -> None:
    monkeypatch.setattr("caunoi.apps.reports.selectors.cross.MOST_CELLS", 3)

    with pytest.raises(UnreadableCross, match="ô"):
        cross({DOWN: ["bac-hoc"], ACROSS: ["ly-luan"]}).refuse_too_large()


def test_a_table_is_kept_under_a_name_and_opened_again(land) -> None:
    client = signed_in("btc", land["province"])
    page = client.get(ADDRESS, {DOWN: ["khoi"], ACROSS: ["gioi-tinh"]}).content.decode()
    keep = re.search(r'href="(/che-do-xem/[^"]*danh-sach=bang-cheo[^"]*)"', page)

    assert keep is not None
    saved = client.post(unescape(keep.group(1)), {"ten": "Khối và giới", "dung_chung": "rieng"}, follow=True)
    assert saved.status_code == 200
    assert "Khối và giới" in client.get(ADDRESS + "?hang=khoi").content.decode()


def test_a_condition_that_came_with_a_number_stands_in_the_panel_while_it_is_in_force(land) -> None:
    board = signed_in("btc", land["province"])

    assert 'name="nhom-tuoi"' not in board.get("/can-bo/").content.decode()
    assert 'name="nhom-tuoi"' in board.get("/can-bo/?nhom-tuoi=31-40").content.decode()
