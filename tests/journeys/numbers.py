"""The number contract: what stands on a page is what its list, its files, its explanation and the API say alike."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO
from itertools import dropwhile
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from python_calamine import CalamineWorkbook

from tests.journeys.addresses import route_of

SUMS = {"plan.cost", "plan.seats"}  # a sum over rows: its page lists what it is made of
ESTIMATED = (
    "restated."  # shared out over other units by a declared rule: the page behind says which parts make it
)
WORD = re.compile(r"[\d.,]*\d")
TOTAL = {"Cộng", "Tổng cộng", "Total"}


@dataclass(frozen=True)
class Number:
    """A number on a page (con số): which figure it is, its value, where it leads."""

    code: str
    value: str
    href: str

    @property
    def sort(self) -> tuple[str, str, tuple[str, ...]]:
        """Numbers of one sort are asked for in the same words: one of them stands for all."""
        asked = sorted({name for name, value in parse_qsl(urlsplit(self.href).query) if value})
        return self.code, route_of(self.href), tuple(asked)


class _Numbers(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[Number, None] = {}
        self.counts: list[str] = []
        self.marked: dict[str, str] = {}
        self.files: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if told.get("data-figure"):
            self.marked.setdefault(told["data-figure"], told["data-value"])
            if tag == "a":
                self.found[Number(told["data-figure"], told["data-value"], told["href"])] = None
        form = dict(parse_qsl(urlsplit(told.get("href", "")).query)).get("format")
        if tag == "a" and form:
            self.files.setdefault(form, told["href"])
        if told.get("data-count"):
            self.counts.append(told["data-count"])


def read(html: str) -> _Numbers:
    parser = _Numbers()
    parser.feed(html)
    return parser


def one_of_each(found: Iterable[Number], met: set[tuple[str, ...] | Any]) -> list[Number]:
    """Of each sort nobody has followed before, the first whose value is more than nothing, else the first."""
    ordered = sorted(found, key=lambda each: each.value in {"", "0"})
    first = {each.sort: each for each in reversed(ordered) if each.value and each.sort not in met}
    met |= set(first)
    return list(first.values())


def with_word(path: str, name: str, value: str) -> str:
    return path + ("&" if urlsplit(path).query else "?") + urlencode({name: value})


Ask = Callable[[str], Any]


def disagreements(ask: Ask, number: Number, day: str) -> Iterator[str]:
    """What does not say the same as the number; ``ask`` answers an address."""
    page = ask(number.href)
    counts = read(page.text()).counts if page.status == 200 else []
    if not counts:
        yield f"{number}: trang sau số trả {page.status}, data-count {counts}"
        return
    if number.code.startswith(ESTIMATED):
        if not {number.value, written(number.value)} & set(WORD.findall(page.text())):
            yield f"{number}: trang cách chia không nhắc lại con số"
        return
    if number.code not in SUMS:
        told = {"danh sách": counts[0], **dict(_files(ask, page))}
        yield from (
            f"{number}: {where} có {count}" for where, count in told.items() if str(count) != number.value
        )
    yield from _explained(ask, number, day)


def _files(ask: Ask, page: Any) -> Iterator[tuple[str, Any]]:
    """The files the page offers; what it does not offer by a link is asked of the page itself."""
    offered = read(page.text()).files
    for form, count in (("json", json_rows), ("xlsx", sheet_rows)):
        answer = ask(urljoin(page.url, offered.get(form) or with_word(page.url, "format", form)))
        yield f"tệp {form}", count(answer.body()) if answer.ok else f"lỗi {answer.status}"


def json_rows(content: bytes) -> int | str:
    """The rows of a file: a list, or the one list of an object."""
    try:
        told = json.loads(content)
    except ValueError:
        return "không phải JSON"
    if isinstance(told, dict):
        told = next((value for value in told.values() if isinstance(value, list)), None)
    return len(told) if isinstance(told, list) else "không có danh sách"


def sheet_rows(content: bytes) -> int | str:
    """Rows below the names of the columns on the first sheet; a row that adds the others up is none of them."""
    if not content.startswith(b"PK"):
        return "không phải bảng tính"
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    filled = [row for row in rows if any(cell != "" for cell in row)]
    below = list(dropwhile(_is_title, filled))[1:]
    return sum(not TOTAL & {str(cell) for cell in row} for row in below)


def _is_title(row: list[Any]) -> bool:
    """Title, day and mark of the demo stand alone in their rows."""
    return sum(cell != "" for cell in row) < 2


def _explained(ask: Ask, number: Number, day: str) -> Iterator[str]:
    """Its explanation shows it, and the API answers it."""
    query = question_of(number, day)
    panel = ask(f"/giai-thich/{number.code}/?{query}")
    shown = read(panel.text()).marked.get(number.code) if panel.ok else None
    if shown is None or not same(shown, number.value):
        yield f"{number}: giải thích trả {panel.status}, ghi {shown}"
    answer = ask(f"/api/v1/figures/{number.code}?{query}")
    if not answer.ok or not same(answer.json()["value"], number.value):
        yield f"{number}: API trả {answer.status} {answer.text()[:80]}"


def question_of(number: Number, day: str) -> str:
    asked = parse_qsl(urlsplit(number.href).query)
    if "ngay" not in dict(asked):
        asked.append(("ngay", day))
    return urlencode(asked)


def written(value: str) -> str:
    """As people read it: thousands apart by a dot."""
    return f"{int(value):,}".replace(",", ".") if value.isdecimal() else value


def same(found: Any, value: str) -> bool:
    return found not in {None, ""} and float(found) == float(value)
