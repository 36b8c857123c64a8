"""Every page somebody is offered, found by following links, two of each route."""

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin

from django.test import Client
from django.urls import Resolver404, resolve

SAMPLES = 2
NOT_PAGES = re.compile(
    r"format=|/xuat/|/mau/|/bien-ban/|/tep-loi/|/tep/|/thu/|^/static/|^/api/|dang=|^https?:"
)
LINK = re.compile(r'(?:href|hx-get)="([^"#][^"]*)"')

# Panels and pages that a script or a button opens
ALSO = ("/khong-co-trang-nay/", "/can-bo/?tuoi-tu=abc", "/can-bo/?q=khong-ai", "/don-vi/tim/?q=xuan", "/don-vi/?ngay=2025-07-01",
        "/thieu-chuan/?ngay=2025-08-01", "/giao-dien/", "/can-bo/?ngay=31/13/2020")  # fmt: skip


def route_of(path: str) -> str:
    try:
        return str(resolve(path.partition("?")[0]).route)
    except Resolver404:
        return path


def walked(client: Client) -> Iterator[tuple[str, str]]:
    """Path and text of each page; a page that breaks is a fault of its own."""
    start = ("/", *ALSO)
    waiting, met, taken = deque(start), set(start), dict[str, int]()
    while waiting:
        path = waiting.popleft()
        route = route_of(path)
        if taken.get(route, 0) >= SAMPLES and path not in start:
            continue
        taken[route] = taken.get(route, 0) + 1
        answer = client.get(path)
        assert answer.status_code < 500, path
        if "html" not in answer.headers.get("Content-Type", ""):
            continue
        html = answer.content.decode()
        yield path, html
        for link in LINK.findall(html):
            whole = urldefrag(urljoin(path, link.replace("&amp;", "&"))).url
            if whole.startswith("/") and not NOT_PAGES.search(whole) and whole not in met:
                met.add(whole)
                waiting.append(whole)
