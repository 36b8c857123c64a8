"""Every page somebody is offered, found by following links, two of each route."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin

from django.test import Client
from django.urls import Resolver404, resolve

from caunoi.foundation.policy.census import addresses

SAMPLES = 2
NOT_PAGES = re.compile(
    r"format=|/xuat/|/mau/|/bien-ban/|/tep-loi/|/tep/|/thu/|^/static/|^/api/|dang=|^https?:"
)
LINK = re.compile(r'(?:href|hx-get)="([^"#][^"]*)"')

# Panels and pages that a script or a button opens
ALSO = ("/khong-co-trang-nay/", "/can-bo/?tuoi-tu=abc", "/can-bo/?q=khong-ai", "/don-vi/tim/?q=xuan", "/tim/?q=nguyen", "/tim/?q=xuan", "/don-vi/?ngay=2025-07-01",
        "/thieu-chuan/?ngay=2025-08-01", "/giao-dien/", "/can-bo/?ngay=31/13/2020")  # fmt: skip


@dataclass(frozen=True)
class Page:
    """One page somebody read (trang đã đọc); what is no HTML has no text."""

    role: str
    route: str
    path: str
    html: str
    status: int


def plain_routes() -> set[str]:
    """Every address that needs no row to be asked for."""
    return {
        each.route for each in addresses() if "<" not in each.route and not NOT_PAGES.search(f"/{each.route}")
    }


def route_of(path: str) -> str:
    try:
        return str(resolve(path.partition("?")[0]).route)
    except Resolver404:
        return path


def walked(client: Client, role: str, met: Counter[str]) -> Iterator[Page]:
    """Each page one role is offered; ``met`` counts the pages of each route that somebody before has read.

    The home differs for everybody and is always read; a page that breaks is a fault of its own.
    """
    first = ("/", *ALSO, *(f"/{route}" for route in sorted(plain_routes())))
    waiting, known, refused = deque(first), set(first), Counter[str]()
    while waiting:
        path = waiting.popleft()
        route = route_of(path)
        if route and path not in ALSO and max(met[route], refused[route]) >= SAMPLES:
            continue
        answer = client.get(path)
        assert answer.status_code < 500, path
        (met if answer.status_code == 200 else refused)[route] += 1
        told = "html" in answer.headers.get("Content-Type", "")
        html = answer.content.decode() if told else ""
        yield Page(role, route, path, html, answer.status_code)
        for link in LINK.findall(html):
            whole = urldefrag(urljoin(path, link.replace("&amp;", "&"))).url
            if whole.startswith("/") and not NOT_PAGES.search(whole) and whole not in known:
                known.add(whole)
                waiting.append(whole)
