"""N01, the number contract, over every page somebody reaches: page, list, file, explanation and API say one number.

Each role's pages are walked by their links. Of the numbers of one sort (the same figure asked for in the same words, as
in the cells of one column, in its total and in its subtotals) one is followed in each role and on each day.
"""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import APIRequestContext, APIResponse, Browser

from tests.journeys.addresses import Found, reached
from tests.journeys.numbers import Number, disagreements, one_of_each, read, with_word
from tests.journeys.test_every_page import ROLES
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]

STORY, OTHER_DAYS = "2020-08-31", ("2015-07-01", "2025-07-01")
READERS = ("lanhdao", "btc", "xa")
ASKED = [*((role, STORY) for role in ROLES), *((role, day) for day in OTHER_DAYS for role in READERS)]
FEWEST = {"lanhdao": 30, "btc": 30, "xa": 15}
DAY_SAID = re.compile(r"([?&])(?:ngay|on)=[^&]*&?")


@pytest.fixture(scope="module")
def walked(browser: Browser, reading_room: str) -> dict[str, list[Found]]:
    return {role: reached(browser, reading_room, role) for role in ROLES}


def one_page_of_each(found: list[Found], day: str) -> list[str]:
    """An address of every route that is a page, asked on the day."""
    first = {each.route: each.path for each in reversed(found) if each.status == 200 and each.html}
    return [with_word(DAY_SAID.sub(r"\1", path).rstrip("?&"), "ngay", day) for path in first.values()]


def faults_of_pages(request: APIRequestContext, paths: list[str], day: str) -> tuple[list[str], int]:
    """What disagrees anywhere on these pages, and how many numbers were followed."""
    met: set[tuple[str, str, tuple[str, ...]]] = set()
    faults, followed = [], 0
    for path in paths:
        answer = request.get(path)
        if answer.status >= 500:
            faults.append(f"{path}: {answer.status}")
        numbers = one_of_each(read(answer.text()).found, met) if answer.ok else []
        followed += len(numbers)
        faults += [f"{path} {fault}" for each in numbers for fault in disagreements(request.get, each, day)]
    return faults, followed


@pytest.mark.parametrize(("role", "day"), ASKED)
def test_every_number_is_the_count_of_its_list_its_files_its_explanation_and_the_api(
    browser, reading_room, walked, role, day
):
    with visit(browser, reading_room, role) as page:
        faults, followed = faults_of_pages(page.request, one_page_of_each(walked[role], day), day)

    assert "\n".join(faults) == ""
    assert followed >= FEWEST.get(role, 0)


class _Changed:
    """An answer of the server with one source changed on its way."""

    def __init__(self, real: APIResponse, old: bytes, new: bytes) -> None:
        self.status, self.ok, self.url = real.status, real.ok, real.url
        self._body = real.body().replace(old, new, 1)

    def text(self) -> str:
        return self._body.decode()

    def body(self) -> bytes:
        return self._body

    def json(self) -> Any:
        return json.loads(self._body)


@pytest.mark.parametrize(
    ("source", "old", "new", "said"),
    [
        (r"danh-sach/(?!.*format=)", b'data-count="', b'data-count="9', "danh sách"),
        (r"format=json", b"[{", b'[{"id": 0}, {', "tệp json"),
        (r"format=xlsx", b"PK", b"KP", "tệp xlsx"),
        (r"^/giai-thich/standard.not_met/\?", b'data-value="', b'data-value="9', "giải thích"),
        (r"^/api/v1/", b'"value": ', b'"value": 9', "API"),
    ],
)
def test_one_source_that_says_something_else_is_found(browser, reading_room, source, old, new, said):
    number = Number("standard.not_met", "68", f"/giai-thich/standard.not_met/danh-sach/?ngay={STORY}")
    with visit(browser, reading_room, "btc") as page:

        def ask(address: str) -> Any:
            real = page.request.get(address)
            return _Changed(real, old, new) if re.search(source, address) else real

        honest, changed = (list(disagreements(each, number, STORY)) for each in (page.request.get, ask))

    assert honest == []
    assert [fault for fault in changed if said in fault]


def test_a_clerk_reads_other_numbers_than_the_province(browser, reading_room):
    values = {}
    for role in ("btc", "xa"):
        with visit(browser, reading_room, role) as page:
            found = page.request.get("/api/v1/figures/standard.people?ngay=2020-08-31").json()
            values[role] = (found["value"], found["rows"])

    assert values["btc"] == (1368, 1368)
    assert values["xa"][0] == values["xa"][1] < 12


def test_the_words_of_a_number_are_its_value(browser, reading_room):
    with visit(browser, reading_room, "btc") as page:
        page.goto("/")
        shown = page.eval_on_selector_all(
            "[data-figure]", "all => all.map(each => [each.dataset.value, each.textContent])"
        )

    wrong = [pair for pair in shown if pair[0] and re.sub(r"[^\d-]", "", pair[1]) != pair[0].replace(".", "")]
    assert shown
    assert wrong == []
