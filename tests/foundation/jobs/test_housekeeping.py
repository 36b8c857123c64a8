"""What the product does by itself once a day."""

from datetime import date

import pytest

from caunoi.foundation.jobs import housekeeping
from caunoi.foundation.jobs.housekeeping import House, chores, daily, keep_house

DAY = date(2020, 8, 31)


@pytest.fixture
def own_chores(monkeypatch):
    kept: dict[str, housekeeping.Chore] = {}
    monkeypatch.setattr(housekeeping, "_chores", kept)
    return kept


def test_every_chore_is_done_with_the_day_and_told(own_chores):
    asked = []
    daily("one", lambda actor, on: asked.append((actor.key, on)) or 3)

    done = keep_house(DAY)

    assert done == {"one": 3}
    assert asked == [("system:housekeeping", DAY)]


def test_a_chore_that_fails_does_not_keep_the_others_from_being_done(own_chores):
    def broken(actor, on):
        raise OSError("no room")

    daily("a-broken", broken)
    daily("b-sound", lambda actor, on: 1)

    assert keep_house(DAY) == {"b-sound": 1}


def test_the_worker_keeps_house_once_and_not_at_every_round(own_chores):
    rounds = []
    daily("count", lambda actor, on: len(rounds.append(on) or rounds))
    house = House()

    house.keep_if_due()
    house.keep_if_due()

    assert len(rounds) == 1


def test_old_imports_are_among_the_chores():
    assert "cadres.old_imports" in chores()
