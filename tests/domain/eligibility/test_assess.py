from datetime import date

import numpy as np
import pytest

from caunoi.domain.eligibility.assess import assess
from caunoi.domain.eligibility.explain import explain
from caunoi.domain.eligibility.facts import Facts
from caunoi.domain.eligibility.rulebook import Rulebook, load_rulebook
from caunoi.domain.eligibility.verdict import Verdict
from tests.domain.eligibility.samples import SAMPLE, SAMPLE_BOOK, crowd, one_rule

STORY_DAY = date(2020, 8, 31)
LEVEL = """
[[rule.require]]
code = "CM"
kind = "level"
what = "professional"
level = "{level}"
clause = "Mẫu, Điều 1"
"""
WAIVER = (
    LEVEL.format(level="dai_hoc")
    + """
  [[rule.require.relief]]
  gives = "exempt"
  age_from = 55
  appointed_before = 2012-01-01
  reason = "Người trên 55 tuổi bổ nhiệm trước năm 2012 không phải học thêm."
  clause = "Mẫu, Điều 9"
"""
)


def one(record: dict[str, object], book: Rulebook, on: date) -> Verdict:
    return Verdict(int(assess(Facts.from_records([record]), book, on=on).verdicts("CM")[0]))


@pytest.mark.parametrize(
    ("birth", "appointed", "expected"),
    [
        ("01/01/1959", "01/06/2005", Verdict.EXEMPT),
        ("01/01/1961", "01/06/2005", Verdict.NOT_MET),
        ("01/01/1959", "01/06/2013", Verdict.NOT_MET),
        ("1959", None, Verdict.UNKNOWN),
        (None, "01/06/2005", Verdict.UNKNOWN),
        ("1960", "2005", Verdict.UNKNOWN),
    ],
)
def test_a_man_of_56_appointed_before_the_day_is_waived_and_others_are_not(
    birth: str | None, appointed: str | None, expected: Verdict
) -> None:
    record: dict[str, object] = {
        "title": "CX-BT", "professional": "trung_cap", "sex": "nam", "birth": birth, "appointed": appointed,
    }  # fmt: skip

    assert one(record, one_rule(WAIVER), date(2015, 5, 1)) == expected


def test_a_waived_verdict_says_by_which_article() -> None:
    record: dict[str, object] = {
        "title": "CX-BT", "professional": "trung_cap", "sex": "nam", "birth": "1959", "appointed": "2005",
    }  # fmt: skip

    explanation = explain(assess(Facts.from_records([record]), one_rule(WAIVER), on=date(2015, 5, 1)), 0)[0]

    assert explanation.verdict == Verdict.EXEMPT
    assert "Mẫu, Điều 9" in explanation.reason


def test_whoever_holds_the_level_is_met_and_not_merely_waived() -> None:
    record: dict[str, object] = {
        "title": "CX-BT",
        "professional": "dai_hoc",
        "birth": "1950",
        "appointed": "2005",
    }

    assert one(record, one_rule(WAIVER), date(2015, 5, 1)) == Verdict.MET


def test_a_blank_level_is_unknown_and_neither_yes_nor_no() -> None:
    assessment = assess(
        Facts.from_records([{"title": "CX-CTUB", "area": "dong_bang", "professional": "dai_hoc"}]),
        load_rulebook(),
        on=STORY_DAY,
    )

    assert assessment.verdicts("LLCT").tolist() == [Verdict.UNKNOWN]
    assert assessment.overall.tolist() == [Verdict.UNKNOWN]


def test_two_versions_of_a_standard_coexist_and_each_verdict_names_its_own() -> None:
    facts = Facts.from_records([{"title": "CX-CTUB", "area": "dong_bang", "professional": "trung_cap"}])

    before = assess(facts, load_rulebook(), on=date(2023, 7, 31))
    after = assess(facts, load_rulebook(), on=date(2023, 8, 1))

    assert (before.rule_id(0), after.rule_id(0)) == ("QD04-2004/CT-PCT", "ND33-2023/CB")
    assert (before.verdicts("CM")[0], after.verdicts("CM")[0]) == (Verdict.MET, Verdict.UNKNOWN)


def test_an_old_review_run_again_gives_the_same_bytes() -> None:
    records = crowd(2019, ["CX-BT", "CC-TCKT", "CC-TPHT", "CX-CTUB"])
    later = {"source": SAMPLE["source"], "rule": [*SAMPLE["rule"], _later_rule()]}

    first = assess(Facts.from_records(records), SAMPLE_BOOK, on=date(2016, 12, 1))
    again = assess(Facts.from_records(records), Rulebook.from_tables({"b.toml": later}), on=date(2016, 12, 1))

    assert again.digest() == first.digest()
    assert again.matrix.tobytes() == first.matrix.tobytes()


def _later_rule() -> dict[str, object]:
    """A standard that comes into force after the review; it must not reach back."""
    return SAMPLE["rule"][0] | {"id": "MAU/BT-2018", "from": date(2018, 1, 1), "to": date(2030, 1, 1)}


def test_the_digest_tells_another_day_other_facts_and_other_rules_apart() -> None:
    facts = Facts.from_records([{"title": "CX-BT", "professional": "dai_hoc"}])
    other = Facts.from_records([{"title": "CX-BT", "professional": "thac_si"}])
    book, stricter = one_rule(LEVEL.format(level="dai_hoc")), one_rule(LEVEL.format(level="thac_si"))

    digests = {
        assess(facts, book, on=date(2015, 1, 1)).digest(),
        assess(facts, book, on=date(2015, 1, 2)).digest(),
        assess(other, book, on=date(2015, 1, 1)).digest(),
        assess(facts, stricter, on=date(2015, 1, 1)).digest(),
        assess(facts, book, on=date(2015, 1, 1), measure="du-tieu-chuan").digest(),
    }

    assert len(digests) == 5


def test_an_expired_standard_gives_no_verdict_and_is_named_for_renewal() -> None:
    book = one_rule(LEVEL.format(level="dai_hoc"), end="2018-01-01")
    facts = Facts.from_records([{"title": "CX-BT", "professional": "khong"}])

    last_day, next_day = assess(facts, book, on=date(2017, 12, 31)), assess(facts, book, on=date(2018, 1, 1))

    assert (last_day.overall[0], last_day.findings()) == (Verdict.NOT_MET, [])
    assert next_day.overall[0] == Verdict.UNKNOWN
    assert next_day.verdicts("CM")[0] == Verdict.NOT_ASKED
    assert next_day.findings()[0].message == (
        "Chức danh “Bí thư Đảng ủy”: không có tiêu chuẩn nào đang có hiệu lực vào ngày 01/01/2018. "
        "Mẫu đã hết hiệu lực, cần văn bản thay thế."
    )


def test_a_standard_not_confirmed_up_to_the_day_warns_and_still_judges() -> None:
    facts = Facts.from_records([{"title": "TH-TT", "birth": "1970", "residence": True}])

    confirmed = assess(facts, load_rulebook(), on=date(2026, 3, 31))
    doubtful = assess(facts, load_rulebook(), on=date(2026, 4, 1))

    assert (confirmed.findings(), doubtful.overall[0]) == ([], Verdict.MET)
    assert [finding.code for finding in doubtful.findings()] == ["standard-not-confirmed"]


def test_a_title_not_yet_or_no_longer_in_being_is_said_so() -> None:
    facts = Facts.from_records([{"title": "CC-CA", "professional": "dai_hoc"}, {"professional": "dai_hoc"}])

    assessment = assess(facts, load_rulebook(), on=date(2023, 8, 1))

    assert assessment.overall.tolist() == [Verdict.UNKNOWN, Verdict.UNKNOWN]
    assert [finding.code for finding in assessment.findings()] == ["title-unknown", "title-not-in-force"]


def test_the_measure_decides_what_counts_and_the_other_verdicts_stand_beside() -> None:
    record: dict[str, object] = {
        "title": "CX-CTUB", "area": "dong_bang", "professional": "dai_hoc", "political_theory": "trung_cap",
        "general_education": "thcs",
    }  # fmt: skip
    facts = Facts.from_records([record])

    standard = assess(facts, load_rulebook(), on=STORY_DAY)
    everything = assess(facts, load_rulebook(), on=STORY_DAY, measure="du-tieu-chuan")

    assert (standard.overall[0], everything.overall[0]) == (Verdict.MET, Verdict.NOT_MET)
    assert standard.verdicts("GDPT")[0] == everything.verdicts("GDPT")[0] == Verdict.NOT_MET


def test_counts_by_unit_add_up_to_the_counts_of_all() -> None:
    records = crowd(5, ["CX-BT", "CC-TCKT"])
    for place, record in enumerate(records):
        record["unit"] = place % 7

    assessment = assess(Facts.from_records(records), SAMPLE_BOOK, on=date(2015, 1, 1))

    table = assessment.counts_by_unit(7)
    assert table.shape == (7, len(Verdict))
    assert {verdict: table[:, verdict].sum() for verdict in assessment.counts()} == assessment.counts()
    assert assessment.counts_by_unit(7, "LLCT").sum() == len(records)
    assert np.array_equal(assessment.rows_with(Verdict.NOT_MET), np.flatnonzero(assessment.overall == 5))


def test_the_summary_has_the_figures_of_the_command_line_and_they_add_up() -> None:
    summary = assess(
        Facts.from_records(crowd(6, ["CX-BT", "CX-CTUB"])), load_rulebook(), on=STORY_DAY
    ).summary()

    figures = [int(str(summary[key])) for key in ("met", "not_met", "in_transition", "unknown")]
    assert sum(figures) == summary["people"] == 250
    assert summary["on"] == "2020-08-31"
    assert len(str(summary["rule_hash"])) == len(str(summary["data_hash"])) == 64


def test_a_draft_shows_who_flips_and_leaves_the_rules_in_force_alone() -> None:
    book = one_rule(LEVEL.format(level="cao_dang"))
    facts = Facts.from_records(
        [{"title": "CX-BT", "professional": level} for level in ("cao_dang", "dai_hoc")]
    )
    draft = book.with_tables({"du-thao.toml": _draft()})

    now, then = assess(facts, book, on=date(2015, 1, 1)), assess(facts, draft, on=date(2015, 1, 1))

    assert np.flatnonzero(now.overall != then.overall).tolist() == [0]
    assert assess(facts, book, on=date(2015, 1, 1)).digest() == now.digest()


def _draft() -> dict[str, object]:
    require = {"code": "CM", "kind": "level", "what": "professional", "level": "dai_hoc", "clause": "Dự thảo"}
    rule = {
        "id": "MAU", "name": "Dự thảo", "titles": ["CX-BT"], "from": date(2010, 1, 1), "require": [require],
    }  # fmt: skip
    return {"source": {"document": "Dự thảo", "issuer": "Mẫu", "confidence": "cao"}, "rule": [rule]}


def test_facts_of_a_day_may_be_judged_under_the_rules_of_another() -> None:
    """The rule is the later one; ages, appointments and transition periods are reckoned on the day of the facts."""
    facts = Facts.from_records([{"title": "CX-BT", "professional": "trung_cap", "appointed": "31/07/2023"}])
    eve, later = date(2023, 7, 31), date(2028, 8, 1)

    told = {
        (on, of): Verdict(int(assess(facts, load_rulebook(), on=on, rules_of=of).verdicts("CM")[0]))
        for on, of in [(eve, eve), (eve, date(2023, 8, 1)), (date(2024, 1, 1), date(2023, 8, 1))]
    }
    over = assess(facts, load_rulebook(), on=later, rules_of=date(2023, 8, 1))

    assert told[eve, eve] == Verdict.MET
    assert told[eve, date(2023, 8, 1)] == told[date(2024, 1, 1), date(2023, 8, 1)] == Verdict.IN_TRANSITION
    assert (over.on, over.verdicts("CM")[0]) == (later, Verdict.NOT_MET)
