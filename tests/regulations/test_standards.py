"""Runs the stored cases of every rule file: name · on · given · then · clause, readable by a jurist."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caunoi.domain.eligibility.assess import Assessment, assess
from caunoi.domain.eligibility.explain import explain
from caunoi.domain.eligibility.facts import Facts
from caunoi.domain.eligibility.reading import standards_folder
from caunoi.domain.eligibility.rulebook import NOT_RULES, load_rulebook
from caunoi.domain.eligibility.verdict import LABELS, Verdict

CASES = Path(str(standards_folder() / "cases"))
LEAST_CASES = 5
VERDICTS = {label: verdict for verdict, label in LABELS.items()}
RULE_FILES = sorted(
    file.name
    for file in standards_folder().iterdir()
    if file.name.endswith(".toml") and file.name not in NOT_RULES
)


def stored(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def all_cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{file.stem}: {case['name']}")
        for file in sorted(CASES.glob("*.toml"))
        for case in stored(file)["case"]
    ]


def judged(case: dict[str, Any]) -> Assessment:
    return assess(Facts.from_records([case["given"]]), load_rulebook(), on=case["on"])


@pytest.mark.parametrize("case", all_cases())
def test_a_stored_case_gets_its_verdicts(case: dict[str, Any]) -> None:
    assessment = judged(case)

    found = {code: Verdict(int(assessment.verdicts(code)[0])) for code in case["then"] if code != "overall"}
    if "overall" in case["then"]:
        found["overall"] = Verdict(int(assessment.overall[0]))
    assert found == {code: VERDICTS[label] for code, label in case["then"].items()}


@pytest.mark.parametrize("case", all_cases())
def test_a_stored_case_names_the_clause_its_verdict_rests_on(case: dict[str, Any]) -> None:
    explanations = explain(judged(case), 0)

    clauses = {explanation.clause for explanation in explanations}
    assert case["clause"] in clauses or (not case["clause"] and not any(clauses))


@pytest.mark.parametrize("name", RULE_FILES)
def test_every_rule_file_has_at_least_five_cases_and_one_from_the_day_before_a_change(name: str) -> None:
    cases = stored(CASES / name)
    changes = {
        day
        for rule in load_rulebook().rules
        for day in (rule.period.start, rule.period.end)
        if day is not None
    }

    assert cases["rules"] == name
    assert len(cases["case"]) >= LEAST_CASES
    assert any(date.fromordinal(case["on"].toordinal() + 1) in changes for case in cases["case"])


def test_no_two_general_rules_speak_of_one_title_on_one_day() -> None:
    book = load_rulebook()

    for day in (date(2010, 1, 1), date(2020, 8, 31), date(2024, 1, 1), date(2026, 1, 1)):
        rules = [rule for rule in book.for_day(day).rules if not rule.special]
        titles = [title for rule in rules for title in rule.titles]
        assert len(titles) == len(set(titles))


def test_every_requirement_of_every_rule_cites_a_clause() -> None:
    for rule in load_rulebook().rules:
        for template in rule.templates:
            for variant in (template.base, *template.overrides):
                assert variant.requirement.clause, rule.id
                assert all(relief.clause and relief.reason for relief in variant.requirement.reliefs), rule.id


def test_key_cadres_are_the_six_titles_before_july_2025_and_the_new_ones_after() -> None:
    book = load_rulebook()

    assert len(book.key_titles(date(2020, 8, 31))) == 6
    assert all(code.startswith("CX-") for code in book.key_titles(date(2025, 6, 30)))
    assert all(code.startswith("XP-") for code in book.key_titles(date(2025, 7, 1)))
