from datetime import date

import numpy as np
import pytest

from caunoi.domain.eligibility.assess import assess, posts_of
from caunoi.domain.eligibility.facts import Facts
from caunoi.domain.eligibility.kernel import BLOCK, evaluate_masks
from caunoi.domain.eligibility.tables import tables_for
from caunoi.domain.eligibility.verdict import Verdict
from tests.domain.eligibility.samples import TERMS, one_rule

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


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 3])
def test_any_number_of_rows_is_judged_block_by_block(size: int) -> None:
    held = np.arange(size) % 8
    facts = Facts.from_arrays({"title": np.ones(size, int), "professional": held}, size=size)

    overall = assess(facts, one_rule(plain("professional", "dai_hoc")), on=ON).overall

    expected = np.where(held == 0, Verdict.UNKNOWN, np.where(held >= 5, Verdict.MET, Verdict.NOT_MET))
    assert (overall == expected).all()


def test_the_masks_name_the_lacking_scales_one_bit_each() -> None:
    book = one_rule(plain("professional", "dai_hoc") + plain("political_theory", "trung_cap"))
    facts = Facts.from_records(
        [{"title": "CX-BT", "professional": "so_cap", "political_theory": "so_cap"}, {"title": "CX-BT"}]
    )
    tables = tables_for(book.for_day(ON))

    masks = evaluate_masks(facts.words, posts_of(facts, tables), tables)

    assert masks.bits(Verdict.NOT_MET).tolist() == [0b110, 0]
    assert masks.bits(Verdict.UNKNOWN).tolist() == [0, 0b110]
