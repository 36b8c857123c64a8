"""A browser for each module; one server for those that only read, and ``demo_server`` for those that write."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium
from tests.demo_place import running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def reading_room(demo_province: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server on the province, shared by every test that changes nothing."""
    with running(demo_province, tmp_path_factory.mktemp("reading")) as address:
        yield address
