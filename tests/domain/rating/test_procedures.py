"""Who does what in a year's rating, as the data says it; and levels held against scheme and procedure."""

from datetime import date

import pytest

from caunoi.domain.rating.kept import as_text, from_text, mark_of, rules_of
from caunoi.domain.rating.levels import Asked, doubts_of, faults_of, level_of_score
from caunoi.domain.rating.procedures import (
    ABOVE,
    OFFICE,
    STEPS,
    procedure_of,
    read_procedures,
)
from caunoi.domain.rating.schemes import UnreadableScheme, load_schemes, scheme_of_year

GOOD = {
    "schemes": ["A"], "document": "A", "confidence": "cao", "from_day": "12-01", "due_day": "12-15",
    "days_confidence": "vua", "decides": {"can_bo": "cap_tren"},
    "criterion": [{"code": "a", "name": "A"}, {"code": "b", "name": "B", "heads_only": True}],
    "step": [{"code": code, "who": "ai đó", "confidence": "cao"} for code in STEPS],
}  # fmt: skip


def test_every_scheme_that_ships_has_its_procedure_and_says_how_sure_it_is():
    known = {"thu_cap", "cao", "vua", "thap"}

    for scheme in load_schemes():
        found = procedure_of(scheme)
        said = {found.confidence, found.days_confidence, *(rule.confidence for rule in found.head_rules)}
        assert said | {step.confidence for step in found.steps} <= known


def test_a_year_is_decided_on_only_when_it_is_about_to_end():
    found = procedure_of(scheme_of_year(2024))

    assert (found.decided_from(2024), found.due_on(2024)) == (date(2024, 12, 1), date(2024, 12, 15))


@pytest.mark.parametrize(
    ("block", "head", "decider"),
    [
        ("cong_chuc", False, OFFICE),
        ("can_bo", False, ABOVE),
        ("cong_chuc", True, ABOVE),
        ("chua_biet", False, ABOVE),
    ],
)
def test_who_decides_is_data_and_a_head_is_always_decided_on_above(block, head, decider):
    assert procedure_of(scheme_of_year(2024)).decider(block, head=head) == decider


def test_only_a_head_is_asked_about_leading():
    found = procedure_of(scheme_of_year(2024))

    assert len(found.asks(head=True)) == len(found.asks(head=False)) + 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"schemes": ["B"]}, "đúng một trình tự"),
        ({"step": GOOD["step"][:2]}, "trình tự phải có đủ"),
        ({"decides": {"can_bo": "ai_do"}}, "người quyết định phải là"),
        ({"from_day": "13-40"}, "không phải tháng-ngày"),
        ({"head": [{"code": "la", "text": "", "clause": "", "confidence": "cao"}]}, "chưa biết cách kiểm"),
    ],
)
def test_data_that_cannot_be_used_is_refused_with_what_is_wrong(change, words):
    assert read_procedures({"procedure": [GOOD]}, ["A"])[0].decider("can_bo", head=False) == ABOVE

    with pytest.raises(UnreadableScheme, match=words):
        read_procedures({"procedure": [{**GOOD, **change}]}, ["A"])


def test_rules_kept_with_a_round_read_as_they_were_under_one_mark():
    for scheme in load_schemes():
        rules = rules_of(scheme)
        text = as_text(rules)
        assert from_text(text) == rules
        assert mark_of(text) == mark_of(as_text(from_text(text)))


def test_another_limit_is_another_mark():
    text = as_text(rules_of(scheme_of_year(2024)))

    assert mark_of({**text, "scheme": {**text["scheme"], "top_percent": 21}}) != mark_of(text)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (Asked("gioi"), "level_unknown"),
        (Asked("htxs"), "score_missing"),
        (Asked("htxs", 101), "score_missing"),
        (Asked("htxs", 89), "score_differs"),
    ],
)
def test_a_level_that_cannot_be_is_found(asked, code):
    assert [fault.code for fault in faults_of(scheme_of_year(2026), asked)] == [code]


@pytest.mark.parametrize(
    ("score", "level"), [(100, "htxs"), (90, "htxs"), (89, "htt"), (70, "htt"), (50, "ht"), (49, "kht")]
)
def test_a_score_gives_its_level(score, level):
    scheme = scheme_of_year(2026)

    assert level_of_score(scheme, score) == level
    assert faults_of(scheme, Asked(level, score)) == []


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        (Asked("htxs", head=True, unit_level="htt"), ["khong_cao_hon_don_vi", "nhac"]),
        (Asked("htt", head=True, unit_level="htt"), []),
        (Asked("htxs", head=True), ["nhac"]),
        (Asked("htxs", unit_level="ht"), []),
    ],
)
def test_a_head_is_weighed_against_the_unit_and_nobody_else_is(asked, codes):
    scheme = scheme_of_year(2024)

    found = doubts_of(scheme, procedure_of(scheme), asked)

    assert [each.code for each in found] == codes
    assert {each.severity for each in found} <= {"warning"}
