"""The past leaks no more than the present: every page asked for as known before, over rows that all changed since."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from caunoi.apps.organisation.models import Unit
from caunoi.foundation.audit.selectors import head
from caunoi.foundation.audit.services import record
from caunoi.foundation.db.statements import statement
from caunoi.foundation.policy import system_scope
from caunoi.foundation.system_time.tables import Kept, kept_tables
from tests.factories.cadres import SYSTEM
from tests.leaks.asking import Everybody, Question, leaked, table, word_of
from tests.leaks.canaries import found_in

pytestmark = pytest.mark.django_db
ROLES = ("xa", "canbo", "lanhdao")
SEALED = {("cadres_rating", "decision")}
"""What the database lets nobody change: it has no former state."""


@pytest.fixture(scope="module")
def before(world) -> int:
    """The record before which everything was as it is; since then every row of a person is another."""
    with transaction.atomic(), system_scope("tests: all that was made is known"):
        record(SYSTEM, "cadres.cadre_corrected", Unit.objects.first())
    seq = head()[0]
    with transaction.atomic(), system_scope("tests: everything changes"), connection.cursor() as cursor:
        for kept in kept_tables():
            if kept.table.startswith("cadres_"):
                _change(cursor, kept)
        record(SYSTEM, "cadres.cadre_corrected", Unit.objects.first())
    return seq


def _change(cursor, kept: Kept) -> None:
    """Every word with a canary gets another ending, so that a former state of the row is kept."""
    model = next(each for each in apps.get_models() if each._meta.db_table == kept.table)
    words = [f.column for f in model._meta.local_concrete_fields if f.get_internal_type() == "CharField"]
    for column in words:
        place = {"table": kept.table, "column": column}
        cursor.execute(statement("SELECT 1 FROM {table} WHERE {column} LIKE 'KN-%' LIMIT 1", **place))
        if cursor.fetchone() and (kept.table, column) not in SEALED:
            changing = "UPDATE {table} SET {column} = 'x' || substr({column}, 1, 10)"
            cursor.execute(statement(changing, **place))


@pytest.mark.parametrize("role", ROLES)
def test_everybody_is_answered_of_then_as_of_now_and_meets_nothing_of_others(everybody, before, role) -> None:
    asked = [question for question in table() if question.method == "GET"]

    answers = {question: _then(everybody, role, question, before) for question in asked}

    wrong = {q: word_of(a) for q, a in answers.items() if word_of(a) != table()[q][role]}
    assert wrong == {}
    assert [(q, canaries) for q, a in answers.items() if (canaries := leaked(role, a))] == []


def test_former_states_are_there_to_be_met(everybody, before) -> None:
    """Without this, a past that shows nothing would pass."""
    person = next(q for q in table() if q.route == "can-bo/<uuid:cadre_id>/" and q.relation == "own")
    now = everybody.ask("btc", "GET", person.url(everybody.world))
    then = _then(everybody, "btc", person, before)

    assert len(found_in(then.content)) > len(found_in(now.content))


def _then(everybody: Everybody, role: str, question: Question, before: int):
    return everybody.ask(role, "GET", f"{question.url(everybody.world)}?known=%23{before}")
