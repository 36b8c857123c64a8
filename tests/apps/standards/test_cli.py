"""``caunoi standards``: what the commands print and refuse."""

import io
import json

import pytest

from caunoi.apps.standards import cli  # noqa: F401  # binds the commands
from caunoi.foundation.commandline import Output, group_of
from caunoi.foundation.commandline.entry import _parser_of
from caunoi.foundation.errors import Refused
from tests.apps.standards.land import held, make_official, post

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    chosen, out = group_of("standards")[words[0]], io.StringIO()
    options = _parser_of("caunoi standards", chosen).parse_args(words[1:])
    chosen.run(options, Output(options.format, out))
    return out.getvalue()


@pytest.fixture
def official(land):
    return make_official(
        "Phạm Ân", post("CX-CTUB", land["xuan_huong"]), papers=held(political="so_cap"), number="BG1"
    )


def test_assess_counts_key_officials_of_today_and_hashes_question_and_facts(official) -> None:
    said = json.loads(run("assess", "--format", "json"))

    assert (said["on"], said["people"], said["not_met"]) == ("2020-08-31", 1, 1)
    assert len(said["rule_hash"]) == len(said["data_hash"]) == 64
    assert run("assess", "--format", "json") == run("assess", "--format", "json")


def test_assess_may_be_narrowed_to_a_unit_and_a_title(official) -> None:
    assert json.loads(run("assess", "--unit", "217", "--format", "json"))["people"] == 1
    assert json.loads(run("assess", "--unit", "215", "--format", "json"))["people"] == 0
    assert json.loads(run("assess", "--title", "CX-BT", "--format", "json"))["people"] == 0


def test_a_unit_or_title_nobody_carries_is_refused_by_its_code(official) -> None:
    with pytest.raises(Refused, match="99999"):
        run("assess", "--unit", "99999")
    with pytest.raises(Refused, match="CX-XX"):
        run("assess", "--title", "CX-XX")


@pytest.mark.parametrize("named", ["BG1", "Phạm Ân", "phạm ân"])
def test_somebody_is_explained_by_number_or_by_name(official, named) -> None:
    said = json.loads(run("explain", named, "--format", "json"))

    assert (said["name"], said["verdict"]) == ("Phạm Ân", "not_met")
    assert {each["code"]: each["verdict"] for each in said["posts"][0]["requirements"]}["LLCT"] == "not_met"


def test_the_explanation_for_people_ends_with_the_ways_out(official) -> None:
    told = run("explain", "BG1")

    assert "chưa đạt" in told
    assert "+ Lý luận chính trị: Trung cấp" in told


def test_a_name_of_two_people_asks_for_the_number(official, land) -> None:
    make_official("Phạm Ân", post("CX-BT", land["dong_son"]), number="BG2")

    with pytest.raises(Refused, match="số hiệu"):
        run("explain", "Phạm Ân")
    with pytest.raises(Refused, match="Không có cán bộ nào"):
        run("explain", "Nguyễn Không Có")


def test_rules_are_printed_as_sentences_and_as_records() -> None:
    told = run("rules", "--on", "2020-08-31", "--title", "CX-BT")
    said = json.loads(run("rules", "--on", "2020-08-31", "--format", "json"))

    assert "Lý luận chính trị: Trung cấp trở lên" in told
    codes = {each["code"] for each in said["titles"]}
    assert {"CX-BT", "CC-VPTK"} <= codes
    assert "XP-BT" not in codes
