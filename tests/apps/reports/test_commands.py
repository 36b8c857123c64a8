"""``caunoi figures``: JSON as programs rely on it."""

import json

import pytest

from caunoi.foundation.commandline.entry import main
from caunoi.foundation.figures import all_figures
from tests.factories.cadres import make_cadre, make_province

pytestmark = pytest.mark.django_db


def run(capsys, *words: str) -> tuple[int, object]:
    code = main(["figures", *words, "--format", "json"])
    out = capsys.readouterr().out
    return code, json.loads(out) if out.strip() else None


@pytest.fixture
def land():
    land = make_province()
    make_cadre(land["xuan_huong"], "Nguyễn Văn An")
    make_cadre(land["dong_son"], "Trần Thị Ánh")
    return land


def test_every_figure_is_listed_with_its_definition(capsys) -> None:
    code, told = run(capsys, "list")

    assert code == 0
    assert [row["code"] for row in told] == [each.code for each in all_figures()]
    assert all(row["definition"] and row["title"] for row in told)


def test_a_figure_is_shown_with_what_makes_it(land, capsys) -> None:
    code, told = run(capsys, "show", "standard.people")

    assert code == 0
    assert {"code", "value", "numerator", "denominator", "on", "known", "definition", "rows"} <= set(told)
    assert (told["code"], told["value"], told["rows"], told["on"]) == ("standard.people", 2, 2, "2020-08-31")


def test_a_figure_is_asked_for_a_unit_and_a_day(land, capsys) -> None:
    assert run(capsys, "show", "standard.people", "--unit", "07420")[1]["value"] == 1
    assert run(capsys, "show", "standard.people", "--on", "01/01/2010")[1]["value"] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("show", "standard.ghost"),
        ("show", "standard.people", "--unit", "99999"),
        ("show", "cadres.people", "--known", "2020-01-01"),
    ],
)
def test_what_cannot_be_answered_fails_with_a_sentence(land, capsys, words) -> None:
    assert main(["figures", *words]) == 1
    assert capsys.readouterr().err.strip()
