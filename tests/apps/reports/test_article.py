"""What agrees with the article's words, and what its command answers."""

import json

import pytest

from caunoi.apps.reports import article
from caunoi.apps.reports.article import STATEMENTS, exactly, more_than, nearly
from caunoi.apps.reports.cli_article import article as command
from caunoi.foundation import figures
from caunoi.foundation.commandline import Output


@pytest.mark.parametrize(
    "said, found, agrees",
    [
        (exactly(1300), 1300, True),
        (exactly(1300), 1299, False),
        (exactly(1300), 1301, False),
        (more_than(60, at_most=65), 60, False),
        (more_than(60, at_most=65), 60.1, True),
        (more_than(60, at_most=65), 65.1, False),
        (nearly(20, at_least=19), 18.9, False),
        (nearly(20, at_least=19), 19, True),
        (nearly(20, at_least=19), 20, False),
    ],
)
def test_a_number_agrees_as_the_word_before_it_says(said, found, agrees):
    assert said.agrees(found) is agrees


def test_what_can_be_rebuilt_names_figures_that_exist():
    known = {each.code for each in figures.all_figures()}

    assert {code for each in STATEMENTS if each.find for code in each.figures} <= known


def test_a_statement_is_rebuilt_or_says_what_it_lacks():
    assert [each.text for each in STATEMENTS if bool(each.find) == bool(each.lacking)] == []


def test_what_is_said_to_be_lacking_is_not_there_already():
    known = {each.code for each in figures.all_figures()}

    waiting = {code for each in STATEMENTS if each.lacking for code in each.figures}

    assert waiting & known == set()


@pytest.mark.django_db
def test_the_command_fails_on_a_database_that_tells_another_story(capsys):
    code = command(None, Output("json"))

    rows = json.loads(capsys.readouterr().out)
    assert code == 1
    assert [row["statement"] for row in rows] == [each.text for each in STATEMENTS]
    assert {row["equal"] for row in rows} == {False, None}


def test_the_command_succeeds_when_all_it_can_rebuild_agrees(monkeypatch, capsys):
    agreeing = article.Statement("Một con số", exactly(3), ("standard.people",), lambda actor, on: 3)
    waiting = article.Statement("Một con số khác", exactly(9), ("households",), lacking="Chưa dựng được.")
    monkeypatch.setattr(article, "STATEMENTS", (agreeing, waiting))

    code = command(None, Output("json"))

    rows = json.loads(capsys.readouterr().out)
    assert code == 0
    assert [(row["expected"], row["found"], row["equal"]) for row in rows] == [(3, 3, True), (9, None, None)]
