"""Every page somebody is offered: it is there, it is sound for everybody's eyes and hands, it asks nobody else."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import HEIGHTS, axe, faults_of, sideways
from tests.journeys.addresses import Found, reached
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]

VISITOR = ""
ROLES = [VISITOR, "btc", "lanhdao", "xa", "truong", "canbo", "thon", "mattran", "kiemtra", "quantri"]

# The matrix of the whole province takes axe half a minute; its districts have the same rows.
TOO_LONG_FOR_AXE = {"thieu-chuan/": "/thieu-chuan/?xa=220"}


@pytest.fixture(scope="module")
def walked(browser: Browser, reading_room: str) -> dict[str, list[Found]]:
    return {role: reached(browser, reading_room, role) for role in ROLES}


@pytest.fixture(scope="module")
def looked_at() -> set[str]:
    """Routes somebody before has looked at in this run; the home differs for each role."""
    return set()


@pytest.mark.parametrize("role", ROLES)
def test_nothing_offered_to_a_person_is_missing_refused_or_broken(walked, role):
    assert told(f"{each.status} {each.path}" for each in walked[role] if each.status != 200) == ""


@pytest.mark.parametrize("role", ROLES)
def test_what_a_person_is_offered_is_sound(browser, reading_room, walked, looked_at, role):
    offered = [each for each in walked[role] if each.route == "" or each.route not in looked_at]
    looked_at |= {each.route for each in offered}

    faults = []
    with visit(browser, reading_room, role) as page:
        for path in _one_of_each(offered):
            faults += [f"{path}: {fault}" for fault in look(page, path, reading_room)]

    assert told(faults) == ""


def told(faults: Iterable[str]) -> str:
    return "\n".join(faults)


def _one_of_each(found: list[Found]) -> list[str]:
    """A page of each route; what comes back as a file to keep is no page."""
    by_route = {each.route: each.path for each in reversed(found) if each.status == 200 and each.html}
    return [TOO_LONG_FOR_AXE.get(route, path) for route, path in by_route.items()]


def look(page: Page, path: str, address: str) -> Iterator[str]:
    """What is wrong with a page, wide and narrow."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    faults_of(page).clear()
    page.set_viewport_size({"width": 1366, "height": HEIGHTS[1366]})
    answer = page.goto(path)
    assert answer is not None
    policy = answer.headers.get("content-security-policy") or ""
    if "default-src 'none'" not in policy or "unsafe" in policy:
        yield f"chính sách nội dung hở: {policy}"
    yield from (f"1366: {each}" for each in axe(page))
    page.set_viewport_size({"width": 360, "height": HEIGHTS[360]})
    yield from (f"360: {each}" for each in axe(page))
    if wider := sideways(page):
        yield f"360: rộng hơn cửa sổ {wider} px"
    yield from (f"console: {each}" for each in faults_of(page))
    host = urlsplit(address).netloc
    yield from (f"hỏi nơi khác: {url}" for url in asked if urlsplit(url).netloc not in {host, ""})
