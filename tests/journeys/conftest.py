"""A browser for each module; one server for those that only read, and ``demo_server`` for those that write."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium
from tests.config.places import Place
from tests.demo_place import FILE, STORY, made_once, running

# The plan of the year as it stands while people lacking political theory still wait: its classes of that hold no
# more than they need to be opened.
TAKE_OUT = """
import django
django.setup()
from datetime import date
from caunoi.apps.planning import selectors, services
from caunoi.foundation.actors import SystemActor
system = SystemActor(key="system:tests", label="Kiểm thử", on=date(2020, 8, 31))
plan = selectors.plan_or_404(system, selectors.plan_to_fill(system).pk)
rows = selectors.rows_of(system, plan)
for line in rows.offerings:
    seated = [need for need in rows.in_line(line) if need.requirement == "LLCT"]
    for need in seated[line.min_size:]:
        services.place_by_hand(actor=system, need=need, offering=None)
"""


def place_at(folder: Path) -> Place:
    """The terminal of a built demo."""
    key = (folder / "data_key").read_text(encoding="ascii")
    return Place(folder, f"sqlite:///{folder / FILE}", data_key=key)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def planned_province(demo_province: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The province with the plan of the next year drafted and solved, in a folder of its own."""
    return made_once(tmp_path_factory.mktemp("made"), "planned", lambda place: _plan(demo_province, place))


def _plan(province: Path, place: Path) -> None:
    shutil.copytree(province, place, dirs_exist_ok=True)
    answer = place_at(place).run("planning", "propose", "--on", "2020-08-31", "--time-limit", "8", **STORY)
    assert answer.code == 0, answer.told


@pytest.fixture(scope="session")
def reading_room(planned_province: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server on the province, shared by every test that changes nothing."""
    with running(planned_province, tmp_path_factory.mktemp("reading")) as address:
        yield address


@pytest.fixture(scope="module")
def office_before_planning(planned_province: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on a province whose plan still has room for those who lack political theory."""
    folder = tmp_path_factory.mktemp("roomy") / "province"
    shutil.copytree(planned_province, folder)
    answer = place_at(folder)._run("-c", TAKE_OUT, **STORY)
    assert answer.code == 0, answer.told
    with running(folder, tmp_path_factory.mktemp("office")) as address:
        yield address
