"""What the engine says in Vietnamese: explanations of verdicts, and rules as sentences."""

from datetime import date

from caunoi.domain.eligibility.assess import assess
from caunoi.domain.eligibility.describe import describe, describe_by_title
from caunoi.domain.eligibility.explain import Explanation, explain
from caunoi.domain.eligibility.facts import Facts
from caunoi.domain.eligibility.rulebook import load_rulebook
from caunoi.domain.eligibility.verdict import Verdict
from tests.domain.eligibility.samples import SAMPLE_BOOK, TERMS

STORY_DAY = date(2020, 8, 31)


def explained(record: dict[str, object], on: date = STORY_DAY) -> dict[str, Explanation]:
    assessment = assess(Facts.from_records([record]), load_rulebook(), on=on)
    return {explanation.code: explanation for explanation in explain(assessment, 0)}


def test_a_gap_is_told_with_what_is_needed_what_is_held_and_the_clause() -> None:
    told = explained(
        {"title": "CX-BT", "area": "dong_bang", "professional": "dai_hoc", "political_theory": "so_cap"}
    )

    assert told["LLCT"].sentence == (
        "Lý luận chính trị: chưa đạt. Cần: Trung cấp trở lên. Hiện có: Sơ cấp. "
        "Căn cứ: Quyết định 04/2004/QĐ-BNV, tiêu chuẩn bí thư, phó bí thư."
    )
    assert (told["LLCT"].counts, told["GDPT"].counts) == (True, False)


def test_the_columns_come_in_the_order_of_the_gap_matrix() -> None:
    told = explained({"title": "CX-BT", "area": "dong_bang"})

    assert list(told) == ["GDPT", "CM", "LLCT", "BD", "TUOI", "DANG"]


def test_a_transition_names_its_reason_and_its_last_day() -> None:
    told = explained(
        {"title": "CC-TCKT", "area": "dong_bang", "professional": "trung_cap", "appointed": "2015"}
    )

    assert told["CM"].verdict == Verdict.IN_TRANSITION
    assert "có 5 năm để đạt tiêu chuẩn" in told["CM"].reason
    assert "đến trước ngày 25/12/2024" in told["CM"].reason


def test_a_doubtful_transition_says_what_is_not_known() -> None:
    told = explained({"title": "CC-TCKT", "area": "dong_bang", "professional": "trung_cap"})

    assert told["CM"].verdict == Verdict.UNKNOWN
    assert told["CM"].reason.startswith(
        "Chưa đủ dữ liệu để biết có thuộc diện: Bổ nhiệm, tuyển dụng trước ngày 25/12/2019"
    )


def test_the_special_law_is_cited_in_place_of_the_general_one() -> None:
    told = explained({"title": "CC-TPHT", "area": "dong_bang", "professional": "trung_cap"})

    assert told["CM"].clause == "Luật Hộ tịch 2014, Điều 72"
    assert (told["CM"].rule_id, told["CM"].document) == ("LHT-2014/TPHT", "Luật Hộ tịch 60/2014/QH13")


def test_a_title_without_a_rule_is_told_so_instead_of_a_verdict() -> None:
    told = explained({"title": "XP-CHT"}, on=date(2025, 9, 1))

    assert told[""].verdict == Verdict.UNKNOWN
    assert "không có tiêu chuẩn nào đang có hiệu lực vào ngày 01/09/2025" in told[""].needed


def test_an_unknown_area_shows_both_standards() -> None:
    told = explained({"title": "CX-CTUB", "political_theory": "so_cap"})

    assert told["LLCT"].needed == (
        "Tùy khu vực của đơn vị: (Lý luận chính trị: Trung cấp trở lên) hoặc (Lý luận chính trị: Sơ cấp trở lên)"
    )
    assert told["LLCT"].held == "Sơ cấp; chưa biết khu vực của đơn vị"


def test_a_rule_says_itself_with_its_clauses_limits_and_reliefs() -> None:
    (rule,) = [rule for rule in SAMPLE_BOOK.rules if rule.id == "MAU/BT"]

    lines = describe(rule, TERMS).splitlines()

    assert lines[0] == "Mẫu: bí thư (Bí thư Đảng ủy), từ ngày 01/01/2010 đến hết ngày 31/12/2017."
    assert lines[1] == "Căn cứ: Văn bản mẫu 01; ghi theo hiểu biết, độ tin cậy cao."
    assert lines[2].startswith(
        "- Chuyên môn: Đại học trở lên (Mẫu, Điều 1). Bổ nhiệm, tuyển dụng trước ngày 01/01/2012; "
        "Đủ 55 tuổi với nam, 50 tuổi với nữ trở lên: được miễn (Mẫu, Điều 9)."
    )
    assert lines[3].startswith("- Ở vùng cao, hải đảo: Chuyên môn: Trung cấp trở lên")
    assert "- Đạt ít nhất 2 trong 3 điều: (Lý luận chính trị: Trung cấp trở lên)" in lines[4]


def test_every_rule_in_force_is_said_for_each_of_its_titles() -> None:
    said = describe_by_title(load_rulebook().for_day(STORY_DAY))

    assert [text.rule_id for text in said["CC-TPHT"]] == ["LHT-2014/TPHT", "TT13-2019/CC"]
    assert said["CC-CA"] == []
    assert all(line.clause for texts in said.values() for text in texts for line in text.lines)
