import tracemalloc
from datetime import date

import numpy as np
import pytest

from caunoi.domain.eligibility.assess import assess
from caunoi.domain.eligibility.facts import Facts
from caunoi.domain.eligibility.kernel import CHUNK
from caunoi.domain.eligibility.layout import WORD
from caunoi.domain.eligibility.verdict import Verdict
from tests.domain.eligibility.samples import SAMPLE_BOOK, TERMS, crowd, one_rule

ON = date(2015, 1, 1)


def plain(what: str, level: str) -> str:
    code = TERMS.scales[what].code
    return f'[[rule.require]]\ncode = "{code}"\nkind = "level"\nwhat = "{what}"\nlevel = "{level}"\nclause = "Mẫu"\n'


@pytest.mark.parametrize("what", list(TERMS.scales))
def test_each_scale_compares_every_level_with_every_threshold(what: str) -> None:
    levels = [None, *TERMS.scales[what].ranks]
    records: list[dict[str, object]] = [{"title": "CX-BT", what: level} for level in levels]

    for threshold, rank in TERMS.scales[what].ranks.items():
        assessment = assess(Facts.from_records(records), one_rule(plain(what, threshold)), on=ON)

        expected = [Verdict.UNKNOWN] + [
            Verdict.MET if held >= rank else Verdict.NOT_MET for held in range(1, len(levels))
        ]
        assert assessment.verdicts(TERMS.scales[what].code).tolist() == expected
        assert np.count_nonzero(assessment.matrix) == len(levels)


def test_a_neighbouring_scale_never_disturbs_a_verdict() -> None:
    rule = "".join(plain(what, list(scale.ranks)[-1]) for what, scale in TERMS.scales.items())
    top = {what: list(scale.ranks)[-1] for what, scale in TERMS.scales.items()}
    records: list[dict[str, object]] = [
        {"title": "CX-BT", **{what: top[what] for place, what in enumerate(top) if pattern >> place & 1}}
        for pattern in range(256)
    ]

    assessment = assess(Facts.from_records(records), one_rule(rule), on=ON)

    for pattern in range(256):
        expected = [Verdict.MET if pattern >> place & 1 else Verdict.UNKNOWN for place in range(8)]
        assert assessment.matrix[pattern, :8].tolist() == expected


@pytest.mark.parametrize("size", [0, 1, WORD - 1, WORD, WORD + 1, CHUNK * WORD + 3])
@pytest.mark.parametrize("cores", [1, 2])
def test_any_number_of_rows_is_judged_chunk_by_chunk(size: int, cores: int) -> None:
    held = np.arange(size) % 8
    facts = Facts.from_arrays({"title": np.ones(size, int), "professional": held}, size=size)

    overall = assess(facts, one_rule(plain("professional", "dai_hoc")), on=ON, cores=cores).overall

    expected = np.where(held == 0, Verdict.UNKNOWN, np.where(held >= 5, Verdict.MET, Verdict.NOT_MET))
    assert (overall == expected).all()


def test_the_planes_name_who_lacks_what_one_bit_a_row() -> None:
    book = one_rule(plain("professional", "dai_hoc") + plain("political_theory", "trung_cap"))
    facts = Facts.from_records(
        [{"title": "CX-BT", "professional": "so_cap", "political_theory": "so_cap"}, {"title": "CX-BT"}]
    )

    found = assess(facts, book, on=ON)

    assert found.lanes[:2] == (1, 2)
    assert found.planes[:2, :, 0].tolist() == [[0b01, 0, 0b11], [0b01, 0, 0b11]]


def test_counts_read_off_the_planes_are_those_of_the_rows() -> None:
    records = crowd(7, ["CX-BT", "CC-TCKT", "CC-TPHT", "CX-CTUB"], size=700)
    for place, record in enumerate(records):
        record["unit"] = place * 7 % 5

    found = assess(Facts.from_records(records), SAMPLE_BOOK, on=date(2016, 6, 1))

    units = found.facts.column("unit")
    table = found.roll_up(5)
    for place, rows in enumerate([*(found.lane(lane) for lane in found.lanes), found.overall]):
        for verdict in Verdict:
            by_hand = np.bincount(units[rows == verdict], minlength=5)
            assert table[place, :, verdict].tolist() == by_hand.tolist()
    assert {Verdict.EXEMPT, Verdict.IN_TRANSITION} <= set(np.unique(found.matrix).tolist())


def test_a_judgement_allocates_bits_and_not_rows_times_requirements() -> None:
    size = 100_000
    facts = Facts.from_arrays({"title": np.ones(size, int), "professional": np.arange(size) % 8}, size=size)
    book = one_rule(plain("professional", "dai_hoc"))
    assess(facts, book, on=ON)

    tracemalloc.start()
    found = assess(facts, book, on=ON)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert kept < size * len(found.planes) * 3 // 8 * 1.2
