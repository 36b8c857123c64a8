"""Statements by hand: nothing but names, numbers and other statements gets into them."""

import pytest
from django.db import connection

from caunoi.foundation.db.statements import Words, joined, literal, name, names, only_reads, places, statement


def test_a_plain_text_is_a_name_and_a_number_a_number() -> None:
    made = statement("SELECT {key} FROM {table} WHERE seq <= {last}", key="id", table="Danh sách", last=7)

    assert made == 'SELECT "id" FROM "Danh sách" WHERE seq <= 7'


def test_a_list_becomes_names_with_commas_between() -> None:
    assert statement("({columns})", columns=["id", "order"]) == '("id", "order")'
    assert names(["id", "order"], of="old") == 'old."id", old."order"'


def test_a_statement_may_stand_inside_another() -> None:
    head = statement("(SELECT max({key}) FROM {table})", key="seq", table="record")

    assert statement("{head} + {more}", head=head, more=1) == '(SELECT max("seq") FROM "record") + 1'


def test_what_is_put_in_is_not_read_again_for_places() -> None:
    assert statement("{first}, {second}", first="{second}", second="b") == '"{second}", "b"'


@pytest.mark.parametrize("word", ["", 'a" FROM secrets --', "100%s", "a\x00b", "a\nb"])
def test_a_word_that_could_end_its_quotes_or_take_a_value_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="cannot be a name"):
        name(word)


@pytest.mark.django_db
def test_the_database_reads_a_fixed_text_as_it_was_written() -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement("SELECT {told}", told=literal("Ủy ban 'cũ'")))

        assert cursor.fetchone()[0] == "Ủy ban 'cũ'"


@pytest.mark.django_db
def test_values_go_beside_the_statement() -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement("SELECT 2 WHERE 2 IN ({values})", values=places(3)), [1, 2, 3])

        assert cursor.fetchall() == [(2,)]


def test_pieces_are_joined_by_what_stands_between() -> None:
    assert joined(" OR ", [Words("a"), Words("b")]) == "a OR b"


@pytest.mark.parametrize(
    ("sql", "reads"),
    [("select 1", True), ("  ((SELECT 1))", True), ("WITH a AS (SELECT 1) SELECT 1", True),
     ("EXPLAIN SELECT 1", True), ("UPDATE a SET b = 1", False), ("SELECTED", False)],
)  # fmt: skip
def test_a_question_is_known_by_its_first_word(sql: str, reads: bool) -> None:
    assert only_reads(sql) is reads
