"""The engine against an independent slow reading of the same rules, on people drawn at random."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caunoi.domain.eligibility.assess import assess
from caunoi.domain.eligibility.facts import Facts
from caunoi.domain.eligibility.rulebook import Rulebook, load_rulebook
from tests.domain.eligibility import oracle
from tests.domain.eligibility.samples import SAMPLE, SAMPLE_BOOK, crowd

SHIPPED_TITLES = [
    "CX-BT",
    "CX-CTUB",
    "CX-PN",
    "CX-DTN",
    "CC-TCKT",
    "CC-TPHT",
    "CC-CA",
    "CC-QS",
    "TH-TT",
    "TH-BTCB",
]
SHIPPED_DAYS = [date(2019, 12, 24), date(2020, 8, 31), date(2023, 7, 31), date(2023, 8, 1), date(2025, 6, 30)]
SAMPLE_TITLES = ["CX-BT", "CC-TCKT", "CC-TPHT", "CX-CTUB"]
SAMPLE_DAYS = [date(2009, 12, 31), date(2011, 5, 5), date(2015, 12, 31), date(2016, 1, 1), date(2017, 6, 1)]
SEEDS = st.integers(0, 2**32 - 1)
SLOWLY = settings(max_examples=25, deadline=None, derandomize=True)


def agree(records: list[dict[str, Any]], book: Rulebook, files: list[dict[str, Any]], on: date) -> None:
    assessment = assess(Facts.from_records(records), book, on=on)
    for row, record in enumerate(records):
        verdicts, worst = oracle.judge(record, files, on)
        found = {code: int(v) for code, v in zip(assessment.codes, assessment.matrix[row], strict=True) if v}
        assert found == {code: v for code, v in verdicts.items() if v}, oracle.readable(record)
        assert assessment.overall[row] == worst, oracle.readable(record)


@SLOWLY
@given(SEEDS, st.sampled_from(SHIPPED_DAYS))
def test_the_shipped_rules_are_judged_as_by_the_slow_reading(seed: int, on: date) -> None:
    agree(crowd(seed, SHIPPED_TITLES), load_rulebook(), oracle.shipped_files(), on)


@SLOWLY
@given(SEEDS, st.sampled_from(SAMPLE_DAYS))
def test_every_kind_of_requirement_is_judged_as_by_the_slow_reading(seed: int, on: date) -> None:
    agree(crowd(seed, SAMPLE_TITLES), SAMPLE_BOOK, [SAMPLE], on)


@SLOWLY
@given(SEEDS)
def test_one_person_alone_gets_what_the_same_person_gets_among_many(seed: int) -> None:
    records = crowd(seed, SAMPLE_TITLES, size=40)
    facts = Facts.from_records(records)
    on = date(2015, 6, 1)

    together = assess(facts, SAMPLE_BOOK, on=on)

    for row in range(len(records)):
        alone = assess(facts.take([row]), SAMPLE_BOOK, on=on)
        assert (alone.matrix[0] == together.matrix[row]).all()
        assert alone.overall[0] == together.overall[row]


@pytest.mark.parametrize("copies", [1, 400])
def test_verdicts_do_not_change_at_the_edges_of_a_block(copies: int) -> None:
    records = [
        {"title": title, "professional": level, "political_theory": level, "area": "dong_bang"}
        for title in SHIPPED_TITLES
        for level in ("so_cap", "trung_cap", None)
    ]
    facts = Facts.from_records(records)
    many = facts.take(list(range(len(records))) * copies)

    small = assess(facts, load_rulebook(), on=date(2020, 8, 31))
    large = assess(many, load_rulebook(), on=date(2020, 8, 31))

    assert (large.matrix.reshape(copies, len(records), -1) == small.matrix).all()
    assert (large.overall.reshape(copies, -1) == small.overall).all()
