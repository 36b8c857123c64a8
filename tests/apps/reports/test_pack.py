"""The meeting pack: on paper stands what stands on the page, to the digit, on two to four pages."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pypdfium2
import pytest

from caunoi.apps.planning.services import solve_plan
from caunoi.apps.reports.presenters.homes.overview import overview
from caunoi.apps.reports.presenters.pack import data_of
from tests.apps.accounts.people import signed_in
from tests.factories.cadres import SYSTEM, make_cadre, make_province
from tests.factories.planning import DAY, PROVINCE, make_plan, make_scene, unit

pytestmark = pytest.mark.django_db
ADDRESS = "/bao-cao/tai-lieu-hop/"
NUMBER = re.compile(r"\d[\d.,/]*\d|\d")


@pytest.fixture
def leader() -> Any:
    make_scene(12)
    solve_plan(actor=SYSTEM, plan=make_plan())
    return signed_in("lanhdao", unit(PROVINCE))


class Main(HTMLParser):
    """The words seen on the page between its head and its foot, and the cells of its tables, row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.rows: list[list[str]] = []
        self.inside = self.cell = self.unseen = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or tag == "h2"
        self.unseen = tag in ("desc", "title")
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.cell = True
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self.unseen = False
        self.cell = self.cell and tag not in ("td", "th")
        self.inside = self.inside and tag != "main"

    def handle_data(self, words: str) -> None:
        if self.inside and not self.unseen:
            self.words.append(words)
        if self.cell:
            self.rows[-1][-1] += words


def read(page: str) -> Main:
    found = Main()
    found.feed(page)
    return found


def paper(pdf: bytes) -> Iterator[str]:
    for page in pypdfium2.PdfDocument(BytesIO(pdf)):
        yield page.get_textpage().get_text_range()


def numbers_of(text: str) -> set[str]:
    return set(NUMBER.findall(text))


def test_every_number_of_the_paper_stands_on_the_page_and_the_other_way(leader) -> None:
    page = leader.get(ADDRESS).content.decode()
    answer = leader.get(ADDRESS, {"format": "pdf"})
    told = " ".join(paper(answer.content))
    body = told[told.index("So với kế hoạch") : told.index("Mở đúng trang này")]
    counters = {f"{n}/{len(list(paper(answer.content)))}" for n in range(1, 5)}

    on_paper = numbers_of(body) - counters
    on_page = numbers_of(" ".join(read(page).words))
    assert answer["Content-Type"] == "application/pdf"
    assert (on_paper - on_page, on_page - on_paper) == (set(), set())
    assert len(on_paper) > 8


def test_the_first_sentence_is_the_page_s(leader) -> None:
    page = leader.get("/").content.decode()
    sentence = page[page.index('class="statement">') :].partition(">")[2].partition("</p>")[0]
    words = " ".join(re.sub(r"<[^>]+>", "", sentence).split())

    told = " ".join(" ".join(paper(leader.get(ADDRESS, {"format": "pdf"}).content)).split())
    assert words in told


def test_the_tables_of_the_paper_are_those_of_the_page_cell_by_cell(leader) -> None:
    rows = [
        [_bare(cell) for cell in row if _bare(cell)] for row in read(leader.get("/").content.decode()).rows
    ]
    told = data_of(overview(SYSTEM, DAY), "Tỉnh Bắc Giang", "https://example.vn")

    for section in told["sections"]:
        for part in section["parts"]:
            if part["rows"] and section["title"] != "Kế hoạch đào tạo":
                for row in part["rows"]:
                    assert [_bare(cell) for cell in row if _bare(cell)] in rows, section["title"]


def _bare(words: str) -> str:
    return re.sub(r"[()\s\N{NO-BREAK SPACE}]|^–$", "", words)


def test_it_has_two_to_four_pages_and_the_way_back(leader) -> None:
    pages = list(paper(leader.get(ADDRESS, {"format": "pdf"}).content))

    assert 2 <= len(pages) <= 4
    assert f"/bao-cao/tai-lieu-hop/?ngay={DAY.isoformat()}" in "".join(pages[-1].split())


def test_the_same_question_gives_the_same_bytes(leader) -> None:
    first, second = (leader.get(ADDRESS, {"format": "pdf"}).content for _turn in range(2))

    assert first == second


def test_without_a_plan_it_is_printed_all_the_same() -> None:
    land = make_province()
    make_cadre(land["xuan_huong"])
    client = signed_in("lanhdao", land["province"])

    assert client.get(ADDRESS).status_code == 200
    assert client.get(ADDRESS, {"format": "pdf"}).content.startswith(b"%PDF")


def test_another_kind_of_file_is_refused_in_words(leader) -> None:
    answer = leader.get(ADDRESS, {"format": "docx"})

    assert answer.status_code == 409
    assert "chỉ có dạng pdf" in answer.content.decode()


def test_the_home_leads_to_it(leader) -> None:
    assert f'href="{ADDRESS}?ngay={DAY.isoformat()}"' in leader.get("/").content.decode()
