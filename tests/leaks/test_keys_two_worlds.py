"""The same questions of a key put to a world with and without the neighbours: the same bytes come back."""

from datetime import timedelta

import pytest

from caunoi.apps.accounts.tokens import meter
from tests.apps.accounts.tokens.holding import ask
from tests.leaks.test_keys import asked, key_of
from tests.leaks.world import DAY, OTHER, OWN, begin, people_of

pytestmark = pytest.mark.django_db
NOBODY = {"cadre_id": "4f0f8a4c-9c5a-4c1f-8f6e-1f0a3c1d2b3e"}


@pytest.fixture(autouse=True)
def on_the_day(settings, tmp_path, monkeypatch) -> None:
    """A key asks more here than a minute holds."""
    settings.TODAY, settings.VAR = DAY, tmp_path
    monkeypatch.setattr(meter, "MINUTE", timedelta(microseconds=1))


def test_the_neighbours_change_nothing_in_what_a_key_is_answered(database) -> None:
    world = begin()
    people_of(world, OWN, world.units["xuan_huong"])
    world.things[OTHER] = dict(NOBODY)
    key = key_of(world, "xa", 2)
    urls = list(dict.fromkeys(asked(world)))
    before = {url: ask(key, url).content for url in urls}

    world.things[OTHER] = {}
    people_of(world, OTHER, world.units["dong_son"])
    after = {url: ask(key, url).content for url in urls}

    assert len(before) > 40
    assert [url for url in urls if before[url] != after[url]] == []
