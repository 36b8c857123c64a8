"""When a page can be read on a weak line: a real browser, 400 kbit/s, 400 ms, a processor six times slower.

The browser belongs to the tools of development; without it the row says what is missing.
"""

import os
import signal
import socket
import statistics
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from caunoi.config.bench.measure import ROUNDS, Case, is_noisy
from caunoi.config.operations.serving import start_apart
from caunoi.demo.story import PASSWORD

READABLE_MS = 2_500
LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOWER = 6
PAINTED = """
() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
  .observe({type: "largest-contentful-paint", buffered: true}))
"""
PAGES = (
    ("", "/"), ("lanhdao", "/"), ("xa", "/"), ("btc", "/can-bo/"), ("btc", "/thieu-chuan/"), ("btc", "/don-vi/"),
)  # fmt: skip


class Paints(Case):
    """Pages of several people painted some times each (trang trên đường truyền yếu), against the limit."""

    def rows(self, bench: str) -> list[dict[str, Any]]:
        head = {"bench": bench, "n": self.rounds, "noisy": is_noisy()}
        missing = "thiếu playwright hoặc Chromium: scripts/install_tools.sh"
        with _serving() as address, _chromium() as browser:
            if browser is None:
                return [{**head, "case": self.title, "reference": missing}]
            return [
                {
                    **head,
                    "case": f"{role or 'khách'} {path}",
                    **_figures(_painted(browser, address, role, path, self.rounds)),
                }
                for role, path in PAGES
            ]


def cases(quick: bool) -> list[Case]:
    return [Paints("các trang", len(PAGES), lambda: None, rounds=2 if quick else ROUNDS)]


def _figures(taken: list[float]) -> dict[str, Any]:
    middle = statistics.median(taken)
    times = {"min_ms": min(taken), "median_ms": middle, "max_ms": max(taken), "ratio": READABLE_MS / middle}
    return {
        "reference": f"đọc được trong {READABLE_MS} ms",
        **{key: float(f"{value:.4g}") for key, value in times.items()},
    }


@contextmanager
def _chromium() -> Iterator[Any]:
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        yield None
        return
    with sync_playwright() as playwright:
        try:
            path = os.environ.get("CAUNOI_CHROMIUM", "/usr/bin/chromium")
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        except Error:
            yield None
            return
        yield browser
        browser.close()


def _painted(browser: Any, address: str, role: str, path: str, rounds: int) -> list[float]:
    """Milliseconds to the largest paint, each time by somebody whose browser kept nothing.

    The first visit wakes the server and is left out: the line is measured, not the first reading of the rules.
    """
    cookies = _signed_in(browser, address, role)
    return [_paint_once(browser, address + path, cookies) for _ in range(rounds + 1)][1:]


def _signed_in(browser: Any, address: str, role: str) -> Any:
    context = browser.new_context()
    if role:
        page = context.new_page()
        page.goto(f"{address}/dang-nhap/")
        page.fill("[name=username]", role)
        page.fill("[name=password]", PASSWORD)
        page.click("main form button.primary")
        page.wait_for_url(lambda url: "/dang-nhap/" not in url)
    kept = context.storage_state()
    context.close()
    return kept


def _paint_once(browser: Any, url: str, cookies: Any) -> float:
    context = browser.new_context(storage_state=cookies, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url, wait_until="load", timeout=60_000)
    taken = float(page.evaluate(PAINTED))
    context.close()
    return taken


@contextmanager
def _serving() -> Iterator[str]:
    """The product on the database at hand."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = start_apart("caunoi", "serve", "--port", str(port), stdout=subprocess.PIPE)
    try:
        assert server.stdout is not None  # asked for above
        if not any(b"http://" in line for line in server.stdout):
            raise SystemExit("Phép đo cần phục vụ được: chạy make demo-data, rồi make bench.")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)
