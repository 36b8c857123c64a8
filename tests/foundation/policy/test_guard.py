"""The guard of the connection: whatever asks for walled rows past the policy is noticed, on both databases."""

import logging
from typing import Any

import pytest
from django.db import connection

from caunoi.apps.cadres.models import Cadre, Posting
from caunoi.foundation.policy import UnscopedQuery, system_scope, visible
from caunoi.foundation.policy.walls import guard
from tests.factories.cadres import make_cadre, make_province

pytestmark = pytest.mark.django_db
OURS = "caunoi.apps.made_up_for_the_test"
PAST = {
    "by hand": "connection.cursor().execute('SELECT full_name FROM cadres_cadre')",
    "by hand, joined": "connection.cursor().execute('SELECT 1 FROM organisation_unit u JOIN cadres_cadre c ON true')",
    "by hand, quoted": """connection.cursor().execute('select * from "cadres_cadre"')""",
    "by the base manager": "list(Cadre._base_manager.all())",
    "by counting there": "Cadre._base_manager.count()",
    "by a reference": "posting.cadre",
    "by reading again": "posting.refresh_from_db()",
    "within another": "connection.cursor().execute('WITH p AS (SELECT * FROM cadres_posting) SELECT * FROM p')",
}


def run(words: str, posting: Posting) -> Any:
    """As a line of the product, not of a test."""
    known = {"__name__": OURS, "Cadre": Cadre, "connection": connection, "posting": posting}
    return eval(words, known)


@pytest.fixture
def posting(system) -> Posting:
    cadre = make_cadre(make_province()["xuan_huong"])
    return visible(system, Posting).get(cadre=cadre)


@pytest.mark.parametrize("words", PAST.values(), ids=PAST)
def test_a_question_past_the_policy_is_refused(posting, words) -> None:
    with pytest.raises(UnscopedQuery, match="past the policy"):
        run(words, posting)


@pytest.mark.parametrize("words", PAST.values(), ids=PAST)
def test_the_product_itself_may_ask_for_a_reason(posting, words) -> None:
    with system_scope("tests: the guard"):
        run(words, posting)


def test_what_came_through_the_policy_passes(posting, system) -> None:
    asked = visible(system, Posting).filter(cadre__full_name__gt="")

    assert [each.cadre.pk for each in asked.select_related("cadre")] == [posting.cadre_id]
    assert (asked.count(), asked.exists(), asked.first()) == (1, True, posting)
    assert visible(system, Cadre).filter(postings__in=asked).distinct().count() == 1


def test_an_open_table_is_asked_freely(posting) -> None:
    run("connection.cursor().execute('SELECT count(*) FROM organisation_unit')", posting)


def test_in_service_the_place_is_told_once_and_the_page_answered(
    posting, settings, caplog, monkeypatch
) -> None:
    settings.WALL_GUARD = "log"
    monkeypatch.setattr(guard, "_told", set())

    with caplog.at_level(logging.WARNING, "caunoi.policy"):
        for _again in range(3):
            run(PAST["by hand"], posting)

    assert [record.getMessage().split(" at ")[0] for record in caplog.records] == [
        "cadres_cadre was read past the policy"
    ]
