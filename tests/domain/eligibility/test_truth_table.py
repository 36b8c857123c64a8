"""'University in law or economics, and political theory at least intermediate': all 64 rows, written by hand."""

from datetime import date
from itertools import product

from caunoi.domain.eligibility.assess import assess
from caunoi.domain.eligibility.facts import Facts
from caunoi.domain.eligibility.verdict import Verdict
from tests.domain.eligibility.samples import one_rule

RULE = """
[[rule.require]]
code = "CM"
kind = "all_of"
clause = "Mẫu, Điều 1"
  [[rule.require.of]]
  kind = "level"
  what = "professional"
  level = "dai_hoc"
  [[rule.require.of]]
  kind = "any_of"
    [[rule.require.of.of]]
    kind = "field"
    fields = ["luat"]
    [[rule.require.of.of]]
    kind = "field"
    fields = ["kinh_te"]
  [[rule.require.of]]
  kind = "level"
  what = "political_theory"
  level = "trung_cap"
"""
LEVELS = [None, "khong", "trung_cap", "dai_hoc"]
FIELDS = [None, "luat", "kinh_te", "y_duoc"]
THEORY = [None, "so_cap", "trung_cap", "cao_cap"]

#        theory:  chưa biết · sơ cấp · trung cấp · cao cấp     Đ đạt · K chưa đạt · ? thiếu dữ liệu
TABLE = """
chưa biết  chưa biết   ? K ? ?
chưa biết  luật        ? K ? ?
chưa biết  kinh tế     ? K ? ?
chưa biết  y dược      K K K K
không      chưa biết   K K K K
không      luật        K K K K
không      kinh tế     K K K K
không      y dược      K K K K
trung cấp  chưa biết   K K K K
trung cấp  luật        K K K K
trung cấp  kinh tế     K K K K
trung cấp  y dược      K K K K
đại học    chưa biết   ? K ? ?
đại học    luật        ? K Đ Đ
đại học    kinh tế     ? K Đ Đ
đại học    y dược      K K K K
"""
SIGNS = {"Đ": Verdict.MET, "K": Verdict.NOT_MET, "?": Verdict.UNKNOWN}


def test_all_sixty_four_rows_of_the_truth_table_come_out_as_written() -> None:
    records: list[dict[str, object]] = [
        {
            "title": "CX-BT",
            "area": "dong_bang",
            "professional": level,
            "professional_field": field,
            "political_theory": theory,
        }
        for level, field, theory in product(LEVELS, FIELDS, THEORY)
    ]

    assessment = assess(Facts.from_records(records), one_rule(RULE), on=date(2015, 1, 1))

    expected = [SIGNS[sign] for line in TABLE.strip().splitlines() for sign in line.split()[-4:]]
    assert len(expected) == 64
    assert assessment.verdicts("CM").tolist() == expected
    assert assessment.overall.tolist() == expected
