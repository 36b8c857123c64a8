"""Which addresses somebody reaches by following links, sorted by the route of the census they belong to."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext, Browser

from caunoi.foundation.policy.census import addresses
from tests.journeys.visiting import visit

SAMPLES = 2  # of each route, with different words after the question mark
PAGES = 160
NOT_PAGES = re.compile(
    r"format=|/xuat/|/mau/|/bien-ban/|/tep-loi/|/(tep|thu)/|^/static/|/api/|dang=|/du-lieu-mo/[^?]"
)


@dataclass(frozen=True)
class Found:
    """One address somebody reached (địa chỉ): its route, and what came back."""

    route: str
    path: str
    status: int
    html: str = field(repr=False, compare=False, default="")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href")
        if tag == "a" and href:
            self.links.append(href)


def links_of(html: str) -> list[str]:
    parser = _Links()
    parser.feed(html)
    return parser.links


def route_of(path: str) -> str:
    """The census' route of a path; a path the product does not have is its own."""
    try:
        return resolve(urlsplit(path).path).route
    except Resolver404:
        return path


def all_routes() -> set[str]:
    return {each.route for each in addresses()}


def reached(browser: Browser, address: str, account: str, start: tuple[str, ...] = ("/",)) -> list[Found]:
    """Every page found by following links from the home, at most two of each route."""
    with visit(browser, address, account) as page:
        return list(_walk(page.request, address, start))


def _walk(request: APIRequestContext, address: str, start: tuple[str, ...]) -> Iterator[Found]:
    waiting, met, taken = deque(start), set(start), dict[str, int]()
    while waiting and sum(taken.values()) < PAGES:
        path = waiting.popleft()
        route = route_of(path)
        if taken.get(route, 0) >= SAMPLES and path not in start:
            continue
        taken[route] = taken.get(route, 0) + 1
        answer = request.get(address + path)
        html = answer.text() if "html" in answer.headers.get("content-type", "") else ""
        yield Found(route, path, answer.status, html)
        for link in _inside(address, path, links_of(html)):
            if link not in met:
                met.add(link)
                waiting.append(link)


def _inside(address: str, path: str, links: list[str]) -> Iterator[str]:
    for link in links:
        whole = urldefrag(urljoin(address + path, link)).url
        if whole.startswith(address + "/") and not NOT_PAGES.search(whole.removeprefix(address)):
            yield whole.removeprefix(address)
