"""N01, the number contract: what stands on a page is what its list holds, in its file and from the API alike.

For three roles on three days every number of the main pages that leads to rows is followed: the value it carries, the
count its page declares, the rows of its JSON and the value of the API are one number.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import APIRequestContext

from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]

MOST = 30  # of one page: of each figure first one, then others in their order
PAGES = ["/", "/thieu-chuan/", "/thieu-chuan/thay-doi/", "/can-bo/", "/don-vi/", "/ke-hoach/", "/so-lieu/"]
NOT_ROWS = {"plan.cost"}  # a sum of money: its page lists what it is made of


@dataclass(frozen=True)
class Number:
    """A number on a page (con số): which figure it is, its value, where it leads."""

    code: str
    value: str
    href: str


class _Numbers(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[Number, None] = {}
        self.counts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "a" and told.get("data-figure"):
            self.found[Number(told["data-figure"], told["data-value"], told["href"])] = None
        if told.get("data-count"):
            self.counts.append(told["data-count"])


def read(html: str) -> _Numbers:
    parser = _Numbers()
    parser.feed(html)
    return parser


def a_choice(found: list[Number]) -> list[Number]:
    """One of every figure, then as many more as the page's share allows."""
    first = {each.code: each for each in reversed(found)}
    rest = [each for each in found if each not in first.values()]
    return [*first.values(), *rest][:MOST]


def with_word(path: str, name: str, value: str) -> str:
    return path + ("&" if urlsplit(path).query else "?") + urlencode({name: value})


def disagreements(request: APIRequestContext, number: Number, day: str) -> Iterator[str]:
    """What does not say the same as the number."""
    page = request.get(number.href)
    counts = read(page.text()).counts
    if page.status != 200 or not counts:
        yield f"{number}: trang sau số trả {page.status}, data-count {counts}"
        return
    if number.code in NOT_ROWS:
        return
    if counts[0] != number.value:
        yield f"{number}: danh sách đếm {counts[0]}"
    answer = request.get(with_word(page.url, "format", "json"))
    rows = rows_of(json.loads(answer.text())) if answer.ok else f"lỗi {answer.status}"
    if str(rows) != number.value:
        yield f"{number}: tệp JSON có {rows} dòng"
    value = request.get(api_address(number, day))
    if not value.ok or not same(value.json()["value"], number.value):
        yield f"{number}: API trả {value.status} {value.text()[:80]}"


def rows_of(content: object) -> int:
    """The rows of a file: a list, or the one list of an object."""
    if isinstance(content, dict):
        content = next(value for value in content.values() if isinstance(value, list))
    assert isinstance(content, list)
    return len(content)


def api_address(number: Number, day: str) -> str:
    asked = parse_qsl(urlsplit(number.href).query)
    if "ngay" not in dict(asked):
        asked.append(("ngay", day))
    return f"/api/v1/figures/{number.code}?{urlencode(asked)}"


def same(found: float, value: str) -> bool:
    return float(found) == float(value)


@pytest.mark.parametrize("day", ["2020-08-31", "2015-07-01", "2025-07-01"])
@pytest.mark.parametrize("role", ["lanhdao", "btc", "xa"])
def test_every_number_is_the_count_of_its_list_its_file_and_the_api(browser, reading_room, role, day):
    faults, followed = [], 0
    with visit(browser, reading_room, role) as page:
        for path in PAGES:
            answer = page.request.get(with_word(path, "ngay", day))
            assert answer.status == 200, path
            for number in a_choice(list(read(answer.text()).found)):
                followed += 1
                faults += [f"{path} {fault}" for fault in disagreements(page.request, number, day)]

    assert "\n".join(faults) == ""
    assert followed >= 15


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
