"""Real Chromium for every suite: open it, serve the product to it, photograph, count clicks, audit with axe.

::

    with serving() as address, chromium() as browser:
        page = open_page(browser, 1366)
        page.goto(address + "/giao-dien/")
        assert axe(page) == []
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from weakref import WeakKeyDictionary
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parent / "vendor/axe/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
HEIGHTS = {360: 740, 1366: 768}
PATIENCE = 30_000
"""Milliseconds: a press and a look wait equally long, so that a busy machine is no fault of a page."""

# Counts what a person does: presses of the pointer and of keys, kept over page changes of one tab.
METER = """
(() => {
  const read = () => JSON.parse(sessionStorage.getItem("meter") || '{"clicks":0,"keys":0}');
  const add = (name) => { const m = read(); m[name] += 1; sessionStorage.setItem("meter", JSON.stringify(m)); };
  addEventListener("pointerdown", () => add("clicks"), true);
  addEventListener("keydown", () => add("keys"), true);
  window.meter = read;
})();
"""


def executable() -> str:
    return os.environ.get("CAUNOI_CHROMIUM", "/usr/bin/chromium")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; a missing one is a failure, not a skip."""
    # Playwright runs an event loop in this thread, and Django would take every query for one made inside it.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
            try:
                yield browser
            finally:
                browser.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        else:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


def open_context(browser: Browser, width: int = 1366, **options: Any) -> BrowserContext:
    """A fresh visitor with a Vietnamese browser; what the console says and what the policy blocks is kept."""
    size = ViewportSize(width=width, height=HEIGHTS.get(width, 768))
    context = browser.new_context(viewport=size, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options)
    context.add_init_script(METER)
    return context


def open_page(browser: Browser, width: int = 1366, **options: Any) -> Page:
    """A page of a fresh visitor; ``faults_of(page)`` are its console errors and uncaught exceptions."""
    page = open_context(browser, width, **options).new_page()
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    listen(page)
    return page


_faults: WeakKeyDictionary[Page, list[str]] = WeakKeyDictionary()


def listen(page: Page) -> list[str]:
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    _faults[page] = faults
    return faults


def faults_of(page: Page) -> list[str]:
    """What went wrong on a page since somebody listened."""
    return _faults[page]


def shot(page: Page, path: str | Path, width: int | None = None, *, full: bool = False) -> Path:
    """A photograph of the page, after pictures and letters have arrived."""
    if width:
        page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 768)})
    page.wait_for_load_state("networkidle")
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(target), full_page=full)
    return target


# A foot that stays in sight lies over part of a row, which axe takes for a small target; scrolling frees the row.
LAY_FEET_DOWN = (
    "for (const cell of document.querySelectorAll('tfoot :is(th, td)')) cell.style.position = 'static'"
)


def axe(page: Page) -> list[str]:
    """Violations of WCAG 2.0 to 2.2 A and AA, one sentence each with the first places."""
    page.evaluate(LAY_FEET_DOWN)
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", TAGS)
    return [_told(violation) for violation in result["violations"]]


def _told(violation: dict[str, Any]) -> str:
    places = ", ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:3])
    return f"{violation['id']} ({len(violation['nodes'])}): {violation['help']}: {places}"


def meter(page: Page) -> dict[str, int]:
    """``{"clicks": …, "keys": …}`` since the tab was opened."""
    counted: dict[str, int] = page.evaluate("window.meter()")
    return counted


def sideways(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Tests print their own findings."""


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@contextmanager
def serving() -> Iterator[str]:
    """The product in a thread of this process, for pages that ask nothing of the database."""
    server = make_server(
        "127.0.0.1",
        0,
        StaticFilesHandler(get_wsgi_application()),
        server_class=_Server,
        handler_class=_Quiet,
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
