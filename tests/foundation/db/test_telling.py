"""On PostgreSQL a connection is told for whom it works in the message that carries the statement, not in one before.

SQLite is told nothing and sends no messages; there the same statements give the same rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from caunoi.apps.cadres.models import Cadre
from caunoi.foundation.policy import system_scope, visible
from caunoi.foundation.policy.walls import acting
from tests.factories.cadres import make_cadre, make_province

pytestmark = pytest.mark.django_db
TOLD = "SELECT coalesce(current_setting('caunoi.who', true), '')"


def on_postgresql() -> bool:
    return connection.vendor == "postgresql"


@contextmanager
def messages(folder: Path) -> Iterator[list[str]]:
    """What is sent to the database meanwhile, as the library that sends it writes it down."""
    sent: list[str] = []
    if not on_postgresql():
        yield sent
        return
    connection.ensure_connection()
    wire: Any = connection.connection
    with (folder / "wire").open("w+") as file:
        wire.pgconn.trace(file.fileno())
        try:
            yield sent
        finally:
            wire.pgconn.untrace()
        file.seek(0)
        sent += [line for line in file if "\tQuery\t" in line or "\tParse\t" in line]


@pytest.fixture
def people(system) -> list[Cadre]:
    unit = make_province()["xuan_huong"]
    return [make_cadre(unit, name) for name in ("Nguyễn Văn An", "Lê Thị Bình")]


@pytest.mark.parametrize("asked", ["by filter", "by a sign of percent", "by nothing at all"])
def test_a_change_of_who_acts_costs_no_message(people, actor_with, tmp_path, asked: str) -> None:
    """Product and person take turns, as they do in every page."""
    clerk = actor_with("xa", people[0].custodian)
    where = {"by filter": {"full_name": "Lê Thị Bình"}, "by a sign of percent": {"full_name__contains": "%"}}
    seen, every = [], []

    with acting(clerk), messages(tmp_path) as sent, CaptureQueriesContext(connection) as asked_of:
        for _turn in range(3):
            seen.append(len(list(visible(clerk, Cadre).filter(**where.get(asked, {})))))
            with system_scope("tests: the product asks in between"):
                every.append(Cadre.objects.filter(**where.get(asked, {})).count())

    expected = {"by filter": 1, "by a sign of percent": 0, "by nothing at all": 2}[asked]
    assert seen == every == [expected] * 3
    assert all("set_config" not in each["sql"] for each in asked_of.captured_queries)
    if on_postgresql():
        assert len(sent) == len(asked_of.captured_queries)
        assert sum("set_config" in each for each in sent) >= 6


def test_what_was_said_with_a_statement_that_failed_is_said_again(people, actor_with) -> None:
    clerk = actor_with("xa", people[0].custodian)

    with acting(clerk):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM cadres_cadre WHERE no_such_column = 1")
        found = visible(clerk, Cadre).count()

    assert found == 2


def test_many_rows_and_rows_read_in_pieces_are_told_before(people, actor_with) -> None:
    clerk = actor_with("xa", people[0].custodian)

    with acting(clerk), transaction.atomic():
        with system_scope("tests: the product asked last"):
            Cadre.objects.count()
        in_pieces = sum(1 for _each in visible(clerk, Cadre).iterator(chunk_size=1))
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE some_rows (number integer)")
            cursor.executemany("INSERT INTO some_rows VALUES (%s)", [[1], [2]])

    assert in_pieces == 2
    if on_postgresql():
        with acting(clerk), connection.cursor() as cursor:
            cursor.execute(TOLD)
            assert cursor.fetchone()[0] == "person"
