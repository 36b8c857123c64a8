"""What is asked once in a reading request, and anew everywhere else."""

from itertools import count

import pytest
from django.core.signals import got_request_exception, request_finished, request_started
from django.db import close_old_connections

from caunoi.foundation.db.reading import once_while_reading


@pytest.fixture(autouse=True)
def no_database_to_close():
    """Django closes old connections on these signals; here there is no database."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def ask(no_database_to_close):
    numbers = count()

    @once_while_reading
    def asked(word: str = "") -> int:
        return next(numbers)

    yield asked
    request_finished.send(sender=None)


def begin(method: str) -> None:
    request_started.send(sender=None, environ={"REQUEST_METHOD": method})


def test_outside_a_request_every_question_is_asked_anew(ask) -> None:
    assert [ask(), ask()] == [0, 1]


def test_a_reading_request_asks_once_for_each_question(ask) -> None:
    begin("GET")

    assert [ask(), ask(), ask("other"), ask()] == [0, 0, 1, 0]


def test_a_request_that_may_write_asks_every_time(ask) -> None:
    begin("POST")

    assert [ask(), ask()] == [0, 1]


@pytest.mark.parametrize("over", [request_finished, got_request_exception])
def test_nothing_is_remembered_after_the_answer_or_a_fault(ask, over) -> None:
    begin("GET")
    ask()

    over.send(sender=None, request=None)

    assert [ask(), ask()] == [1, 2]


def test_the_next_request_begins_with_nothing_remembered(ask) -> None:
    begin("GET")
    ask()
    begin("GET")

    assert ask() == 1
