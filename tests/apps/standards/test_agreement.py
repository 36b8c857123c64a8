"""One question, one answer: matrix, figure, list, files, API, command line and explanation say the same."""

import csv
import io
import json
import re
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.standards import cli  # noqa: F401  # binds the commands
from caunoi.apps.standards.selectors import Asked, verdicts
from caunoi.apps.standards.selectors.explaining import explain_person
from caunoi.apps.standards.selectors.matrix import gap_matrix
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.foundation.commandline import Output, group_of
from caunoi.foundation.figures import Scope, figure_or_404
from caunoi.foundation.policy import system_scope
from tests.apps.cadres.readers import signed_in
from tests.apps.standards.land import DAY, held, make_crowd, make_official, post

DAYS = [date(2019, 9, 1), DAY, date(2021, 6, 1)]
VERDICTS = {"standard.met": "dat", "standard.not_met": "chua", "standard.unknown": "thieu-du-lieu"}
FIGURES = ["standard.people", *VERDICTS, "gap.CM", "gap.LLCT", "gap.any", "education.college_or_higher", "gap.unknown.LLCT",
           "standard.met.verified", "standard.met.unverified", "gap.times"]  # fmt: skip
NUMBER = re.compile(r'data-figure="([^"]+)" data-value="([^"]*)"(?: href="([^"]+)")?')


@pytest.fixture
def crowd(land) -> dict[str, Any]:
    make_crowd(land)
    return land


def numbers_on(html: str) -> list[tuple[str, int, str]]:
    return [(code, int(value), url.replace("&amp;", "&")) for code, value, url in NUMBER.findall(html)]


def counted(html: str) -> int:
    return int(re.search(r'data-count="(\d+)"', html)[1])


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("code", FIGURES)
def test_figure_list_file_and_api_agree(crowd, board, on, code) -> None:
    value = figure_or_404(code).answer(board, Scope(on=on))
    client = signed_in("btc", crowd["province"])

    page = client.get(value.url).content.decode()
    listed = json.loads(client.get(f"{value.url}&format=json").content)
    answered = client.get(f"/api/v1/figures/{code}?on={on}").json()

    assert value.value == len(value.rows) == counted(page) == answered["value"] == answered["rows"]
    assert value.value == len(listed.get("rows") if "count" in listed else listed["data"])
    assert answered["denominator"] == value.denominator


@pytest.mark.parametrize("on", DAYS)
def test_every_number_of_the_matrix_is_the_length_of_the_list_it_opens(crowd, on) -> None:
    client = signed_in("btc", crowd["province"])
    html = client.get(f"/thieu-chuan/?ngay={on}").content.decode()

    opened = 0
    for code, value, url in numbers_on(html):
        if url.startswith(("/can-bo/", "/giai-thich/")):
            assert counted(client.get(url).content.decode()) == value, (code, url)
            opened += 1
        else:
            assert value == 0, code
    assert opened > 20


@pytest.mark.parametrize("role", ["btc", "lanhdao", "xa", "kiemtra"])
def test_every_role_finds_behind_a_number_what_its_own_rights_reach(crowd, role) -> None:
    client = signed_in(role, crowd["dong_son"] if role == "xa" else crowd["province"])
    html = client.get("/thieu-chuan/").content.decode()

    links = [(value, url) for _code, value, url in numbers_on(html) if url]
    for value, url in links:
        assert counted(client.get(url).content.decode()) == value
    assert links
    assert ("Xã Xuân Hương" in html) == (role != "xa")


@pytest.mark.parametrize("on", DAYS)
def test_cells_are_the_figures_of_their_unit(crowd, board, on) -> None:
    matrix = gap_matrix(board, verdicts(board, on=on), Asked(on, group="chu-chot"))

    for row in matrix.rows:
        for code, value in row.lacking.items():
            scope = Scope(on=on, unit_id=row.node.id)
            assert figure_or_404(f"gap.{code}").answer(board, scope).value == value
    assert [row.node.name for row in matrix.rows] == ["Đồng Sơn", "Tân Thành", "Xuân Hương"]


@pytest.mark.parametrize("on", DAYS)
def test_totals_count_people_once_and_rows_count_them_where_they_serve(crowd, board, on) -> None:
    matrix = gap_matrix(board, verdicts(board, on=on), Asked(on, group="chu-chot"))
    total = matrix.total

    assert total.people == total.met + total.not_met + total.unknown + total.in_transition
    assert total.times == sum(total.lacking.values())
    assert sum(row.people for row in matrix.rows) >= total.people
    assert total.lacking_people <= total.times
    assert matrix.tally.people == total.people


def test_somebody_serving_two_communes_stands_in_both_rows_and_once_in_the_total(land, board) -> None:
    make_official(
        "Phạm An",
        post("CX-CTHD", land["xuan_huong"]),
        post("CX-CTUB", land["tan_thanh"]),
        papers=held(political="so_cap"),
    )

    matrix = gap_matrix(board, verdicts(board, on=DAY), Asked(DAY, group="chu-chot"))

    assert {row.node.name: row.lacking["LLCT"] for row in matrix.rows} == {
        "Đồng Sơn": 0,
        "Tân Thành": 1,
        "Xuân Hương": 1,
    }
    assert (matrix.total.lacking["LLCT"], matrix.total.people, matrix.total.times) == (1, 1, 1)


@pytest.mark.parametrize("on", DAYS)
def test_the_command_line_counts_what_the_figures_count(crowd, board, system, on, tmp_path) -> None:
    said, target = io.StringIO(), tmp_path / "people.csv"

    run(["assess", "--on", on.isoformat(), "--out", str(target), "--format", "json"], said)

    summary = json.loads(said.getvalue())
    for code, word in VERDICTS.items():
        key = {"dat": "met", "chua": "not_met"}.get(word, "unknown")
        assert summary[key] == figure_or_404(code).answer(board, Scope(on=on)).value
    rows = list(csv.reader(io.StringIO(target.read_text("utf-8-sig"))))
    assert len(rows) - 1 == summary["people"]
    assert sum(row[4] == Verdict.MET.label for row in rows[1:]) == summary["met"]
    assert set(summary) == {
        "on",
        "people",
        "met",
        "not_met",
        "in_transition",
        "unknown",
        "rule_hash",
        "data_hash",
    }


def run(words: list[str], out: io.StringIO) -> None:
    from caunoi.foundation.commandline.entry import _parser_of

    chosen = group_of("standards")[words[0]]
    options = _parser_of("caunoi standards", chosen).parse_args(words[1:])
    chosen.run(options, Output(options.format, out))


@pytest.mark.parametrize("on", DAYS)
def test_the_explanation_of_each_person_ends_in_the_verdict_the_list_gives_them(crowd, board, on) -> None:
    found = verdicts(board, on=on)
    with system_scope("tests: everybody"):
        people = {cadre.pk: cadre for cadre in Cadre.objects.all()}

    for cadre_id, place in found.places.items():
        explained = explain_person(board, people[cadre_id], on)
        assert explained.verdict == Verdict(int(found.judged().overall[place]))
        for each in explained.posts:
            counting = [line.verdict for line in each.lines if line.explanation.counts]
            assert each.verdict == _worst(counting)
    assert found.places


def _worst(verdicts_found: list[Verdict]) -> Verdict:
    worst = max(verdicts_found, default=Verdict.MET)
    return Verdict.MET if worst == Verdict.EXEMPT else worst


def test_those_at_standard_and_those_not_are_everybody_but_the_undecided(crowd, board) -> None:
    people = {row.id for row in figure_or_404("standard.people").answer(board, Scope(on=DAY)).rows}
    parts = [figure_or_404(code).answer(board, Scope(on=DAY)).rows for code in VERDICTS]

    ids = [row.id for part in parts for row in part]
    assert sorted(ids) == sorted(people)


def test_an_address_of_the_matrix_may_be_passed_on_with_its_unit_and_titles(crowd, board) -> None:
    client = signed_in("btc", crowd["province"])
    asked = {"xa": "217", "chuc-danh": "CX-CTUB", "ngay": DAY.isoformat()}

    listed = json.loads(client.get(f"/thieu-chuan/?{urlencode({**asked, 'format': 'json'})}").content)
    api = client.get("/api/v1/gaps?unit=217&chuc-danh=CX-CTUB&on=2020-08-31").json()

    assert listed == api
    assert [row["unit"] for row in listed["rows"]] == ["Xã Tân Thành", "Xã Xuân Hương"]
    found = verdicts(board, on=DAY)
    assert listed["total"]["people"] == found.count(
        Asked(DAY, found.snapshot.tree.by_code("217").id, titles=("CX-CTUB",))
    )
