"""P01 to P03: what a page weighs on the wire, and when it can be read on a weak line."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]

FIRST_VISIT, AGAIN, LIST_PAGE = 150_000, 40_000, 60_000
WEAK = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}  # 400 kbit/s
READABLE = 2_500
PAINTED = """
() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
  .observe({type: "largest-contentful-paint", buffered: true}))
"""


class Wire:
    """Bytes that came over the line, by kind of resource, headers and packing included."""

    def __init__(self, page: Page) -> None:
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.send("Network.enable")
        self.kinds: dict[str, str] = {}
        self.bytes: dict[str, float] = {}
        self.session.on(
            "Network.responseReceived", lambda told: self.kinds.update({told["requestId"]: told["type"]})
        )
        self.session.on("Network.loadingFinished", self._add)

    def _add(self, told: dict) -> None:
        kind = self.kinds.get(told["requestId"], "Other")
        self.bytes[kind] = self.bytes.get(kind, 0) + told["encodedDataLength"]

    @property
    def total(self) -> float:
        return sum(self.bytes.values())


@contextmanager
def weighed(browser: Browser, address: str, role: str) -> Iterator[tuple[Page, Wire]]:
    with visit(browser, address, role) as page:
        yield page, Wire(page)


@pytest.mark.parametrize(
    "role, path", [("", "/"), ("", "/dang-nhap/"), ("", "/so-lieu/"), ("xa", "/"), ("canbo", "/")]
)
def test_a_first_visit_is_light(browser, reading_room, role, path):
    with weighed(browser, reading_room, role) as (page, wire):
        page.goto(path, wait_until="networkidle")

        assert 0 < wire.total <= FIRST_VISIT, wire.bytes


@pytest.mark.parametrize("role, path", [("", "/"), ("xa", "/"), ("btc", "/can-bo/")])
def test_a_second_visit_brings_only_what_changed(browser, reading_room, role, path):
    with visit(browser, reading_room, role) as page:
        page.goto(path, wait_until="networkidle")
        wire = Wire(page)
        page.goto(path, wait_until="networkidle")

        assert 0 < wire.total <= AGAIN, wire.bytes


@pytest.mark.parametrize(
    "path", ["/can-bo/", "/can-bo/?nhom=chu-chot&thieu=LLCT", "/thieu-chuan/", "/ke-hoach/", "/don-vi/"]
)
def test_the_words_of_a_list_are_light(browser, reading_room, path):
    with weighed(browser, reading_room, "btc") as (page, wire):
        page.goto(path, wait_until="networkidle")

        assert 0 < wire.bytes["Document"] <= LIST_PAGE, wire.bytes
