"""Pairs kept up with every write are the pairs one pass over everybody would find."""

from datetime import date
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caunoi.apps.cadres import services
from caunoi.apps.cadres.models import Cadre, Posting
from caunoi.apps.cadres.selectors import suspects
from caunoi.apps.cadres.services.merging import merge
from caunoi.apps.cadres.services.splitting import split
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.policy import system_scope
from tests.factories.cadres import SYSTEM, all_of, make_people, make_province, person_record

pytestmark = pytest.mark.django_db
NAMES = (
    "Nguyễn Văn Hòa",
    "Nguyen Van Hoa",
    "Nguyễn Văn Hoà",
    "Lê Thị Mỹ",
    "Lê Thị Mĩ",
    "Lê Thị Mi",
    "Trần Bình An",
)
DAYS = (PartialDate(1970, 5, 6), PartialDate(1970, 6, 5), PartialDate(1970), PartialDate(1971, 5, 6), None)
PHONES = ("", "0912 345 678", "+84912345678", "0987.654.321")


@pytest.fixture
def units() -> dict[str, Any]:
    return make_province()


@pytest.fixture
def people(units: dict[str, Any]) -> list[Cadre]:
    homes = (units["xuan_huong"], units["dong_son"], units["tan_thanh"])
    titles = ("CX-BT", "CX-CTUB", "CX-PBT", "CX-PCTUB")
    said = [(home, title) for home in homes for title in titles]
    return make_people(
        *[
            person_record(home, NAMES[n % 7], title_code=title, birth=DAYS[n % 5], number=f"CB-{n}")
            for n, (home, title) in enumerate(said)
        ]
    )


def as_one_pass() -> set[tuple[frozenset[Any], int]]:
    with system_scope("tests: one pass over everybody"):
        return {(frozenset((each.one, each.other)), each.score) for each in suspects.whole_pass().pairs}


def as_kept() -> set[tuple[frozenset[Any], int]]:
    return {(frozenset((each.one, each.other)), each.score) for each in suspects.all_suspects().pairs}


def correct(cadre: Cadre, **changes: Any) -> None:
    now = all_of(Cadre, pk=cadre.pk)[0]
    services.correct_cadre(actor=SYSTEM, cadre=now, expected_version=now.version, changes=changes)


@pytest.mark.parametrize("seed", range(4))
def test_after_any_writes_the_pairs_are_those_of_one_pass(people, units, seed, monkeypatch) -> None:
    dice = Random(seed)
    assert as_kept() == as_one_pass() != set()

    def never() -> None:
        raise AssertionError("a few writes take no pass over everybody")

    for _step in range(6):
        some = dice.sample(people, 2)
        correct(some[0], full_name=dice.choice(NAMES), birth=dice.choice(DAYS))
        correct(some[1], phone=dice.choice(PHONES))
        with monkeypatch.context() as watched:
            watched.setattr(suspects, "whole_pass", lambda *_now: never())
            kept = as_kept()
        assert kept == as_one_pass()


def test_who_is_new_who_goes_and_who_comes_back_are_kept_up_with(people, units) -> None:
    as_kept()
    new = _register(units, "Tran Binh An", DAYS[1])
    first = as_kept()
    kept, lost = people[0], _register(units, "Nguyen Van Hoa", DAYS[0])
    second, true_second = as_kept(), as_one_pass()
    done = merge(actor=SYSTEM, kept=kept, lost=lost, said={}, reason="Một người")
    third, true_third = as_kept(), as_one_pass()
    split(actor=SYSTEM, done=done, reason="Nhầm")

    assert any(new.pk in pair for pair, _score in first)
    assert second == true_second
    assert third == true_third
    assert not any(lost.pk in pair for pair, _score in third)
    assert as_kept() == as_one_pass() == second


def _register(units: dict[str, Any], name: str, born: PartialDate | None) -> Cadre:
    """Somebody whose only post began and ended long ago."""
    made = services.register_cadre(
        actor=SYSTEM, full_name=name, unit=units["tan_thanh_2"], title_code="CC-VPTK", valid_from=date(2008, 1, 1),
        birth=born,
    )  # fmt: skip
    services.end_posting(actor=SYSTEM, posting=all_of(Posting, cadre=made.pk)[0], on=date(2010, 1, 1))
    return made


def test_nothing_written_means_nothing_looked_for(people) -> None:
    as_kept()

    with CaptureQueriesContext(connection) as asked:
        as_kept()

    assert len(asked) <= 2
    assert not any("cadres_cadre" in query["sql"] for query in asked)
