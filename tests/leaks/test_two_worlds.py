"""The same question put to a world with and without the neighbours: a clerk gets the same bytes.

What differs would tell of rows that are not shown: a count, a page, an order, a suggestion, an error.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from caunoi.foundation.jobs import selectors as jobs
from tests.leaks.asking import Everybody, Question, questions
from tests.leaks.canaries import parts_of
from tests.leaks.probes import CODES, FIGURES
from tests.leaks.world import OTHER, OWN, World, begin, people_of

pytestmark = pytest.mark.django_db
ROLES = ("xa", "canbo", "huyen", "thon", "mattran", "without")


def asked(world: World) -> Iterator[str]:
    """Every page of the own commune, and the lists asked for in ways that would count the neighbours."""
    yield from (q.url(world) for q in questions() if _of_the_own_world(q))
    for unit in ("", CODES[OTHER], "24"):
        for form in ("", "csv", "json"):
            yield f"/can-bo/?xa={unit}&format={form}"
            yield f"/thieu-chuan/?xa={unit}&format={form}"
            yield f"/can-bo/cho/?xa={unit}&format={form}"
        yield from (f"/api/v1/figures/{code}?unit={unit}" for code in FIGURES)
        yield from (f"/giai-thich/{code}/danh-sach/?xa={unit}" for code in FIGURES)
        yield f"/api/v1/cadres?unit={unit}"
        yield f"/thieu-chuan/thay-doi/?tu=2016-01-01&so=standard.people&xa={unit}"
        yield f"/api/v1/changes?from=2016-01-01&so=standard.people&unit={unit}"
        yield f"/giai-thich/change.joined/danh-sach/?tu=2016-01-01&so=standard.people&xa={unit}&format=csv"
    yield from ("/can-bo/?tim=KN", "/can-bo/dem/?tim=KN", "/can-bo/?sap=-tuoi&tinh-trang=tat-ca", "/nhat-ky/")


def _of_the_own_world(question: Question) -> bool:
    """What the province publishes, and its plans, speak of every commune by design.

    A new key is never the same, and who read my file lists the questions of this very test.
    """
    if question.route in {"toi/bao-mat/ma-mot-lan/", "toi/ai-da-xem/"}:
        return False
    of_the_province = question.route.startswith(("ke-hoach/<uuid:plan_id>", "so-lieu/"))
    return question.method == "GET" and question.relation in {"", OWN} and not of_the_province


def answers(everybody: Everybody) -> dict[tuple[str, str], str]:
    return {
        (role, url): masked(everybody.ask(role, "GET", url).content)
        for role in ROLES
        for url in asked(everybody.world)
    }


def masked(content: bytes) -> str:
    """Without the form's token, which differs each time, and without the hour an archive was packed."""
    if content.startswith(b"PK"):
        content = b"\n".join(parts_of(content))
    return re.sub(r"\b[A-Za-z0-9]{64}\b", "TOKEN", content.decode("utf-8", "replace"))


@pytest.fixture
def nobody_grows_impatient(monkeypatch) -> None:
    """No worker runs here, and a job's page says so once the job has waited long enough: asking all takes longer."""
    monkeypatch.setattr(jobs, "PATIENCE", timedelta(days=1))


def test_the_neighbours_change_nothing_in_what_is_answered(database, nobody_grows_impatient) -> None:
    world = begin()
    people_of(world, OWN, world.units["xuan_huong"])
    everybody = Everybody(world)  # the same sessions in both worlds: a page lists one's own
    before = answers(everybody)

    people_of(world, OTHER, world.units["dong_son"])
    after = answers(everybody)

    assert len(before) > 200
    assert [key for key in before if before[key] != after[key]] == []


def test_the_board_does_see_the_difference(everybody) -> None:
    """The comparison is worth something only where a difference would be noticed."""
    page = masked(everybody.ask("btc", "GET", "/can-bo/").content)
    commune = masked(everybody.ask("btc", "GET", f"/can-bo/?xa={CODES[OWN]}").content)

    assert 'data-count="2"' in page
    assert 'data-count="1"' in commune
