"""Drafts: read with the line of every mistake, put in the place of what stands, and nothing else touched."""

import time
from datetime import date

import pytest

from caunoi.domain.eligibility.drafting import DraftFault, day_of_rules, in_place, read_draft
from caunoi.domain.eligibility.rulebook import load_rulebook
from caunoi.domain.eligibility.rulefile import read_rules
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.eligibility.writing import copy_of, written

DAY = date(2020, 8, 31)
GOOD = """\
[source]
document = "Bản thảo của tỉnh"
issuer = "Tỉnh"
confidence = "cao"

[[rule]]
id = "BT/CC"
name = "Công chức cấp xã"
titles = ["CC-VPTK"]
from = 2020-08-01

[[rule.require]]
code = "CM"
kind = "level"
what = "professional"
level = "dai_hoc"
clause = "Điều 1"

  [[rule.require.relief]]
  gives = "exempt"
  appointed_before = 2015-01-01
  reason = "Đã lâu."
  clause = "Điều 9"

[[rule.require]]
code = "LLCT"
kind = "level"
what = "political_theory"
level = "trung_cap"
clause = "Điều 1"
"""


def fault_of(text: str) -> DraftFault:
    with pytest.raises(DraftFault) as told:
        read_draft(text, load_terms())
    return told.value


def line(text: str, words: str) -> int:
    return next(number for number, each in enumerate(text.splitlines(), 1) if words in each)


@pytest.mark.parametrize(
    ("right", "wrong", "field"),
    [
        ('level = "trung_cap"', 'level = "trung_cap_gia"', "level"),
        ('what = "political_theory"', 'what = "chinh_tri"', "what"),
        ('gives = "exempt"', 'gives = "mien"', "gives"),
        ("appointed_before = 2015-01-01", 'appointed_before = "2015"', "appointed_before"),
        ('titles = ["CC-VPTK"]', 'titles = ["CC-KHONG"]', "titles"),
        ('issuer = "Tỉnh"', "issuer = 7", "issuer"),
        ("from = 2020-08-01", "from = 2020-08-01\nto = 2019-01-01", "to"),
        ('reason = "Đã lâu."', 'reason = "Đã lâu."\n  ly_do = "x"', "ly_do"),
    ],
)
def test_a_fault_names_its_line_and_its_field(right, wrong, field):
    text = GOOD.replace(right, wrong)

    fault = fault_of(text)

    assert (fault.line, fault.field) == (line(text, wrong.splitlines()[-1].strip()), field)
    assert str(fault).startswith(f"Dòng {fault.line}, mục “{field}”:")
    assert "Cách sửa:" in str(fault)


def test_a_missing_field_is_told_at_the_line_of_its_table():
    text = GOOD.replace('clause = "Điều 9"\n', "")

    fault = fault_of(text)

    assert (fault.line, fault.field) == (line(text, "[[rule.require.relief]]"), "clause")


def test_a_word_without_quotes_is_told_at_its_line_in_vietnamese():
    text = GOOD.replace('level = "dai_hoc"', "level = dai_hoc")

    fault = fault_of(text)

    assert (fault.line, fault.field) == (line(text, "level = dai_hoc"), "level")
    assert "giá trị không đọc được" in str(fault)


def test_a_file_without_a_rule_is_refused():
    assert "chưa có tiêu chuẩn nào" in str(fault_of(GOOD.split("[[rule]]")[0]))


def test_what_is_written_back_reads_as_the_same_rules():
    for rule in load_rulebook().rules:
        content = copy_of(rule.id)

        again = read_draft(written(content), load_terms())

        assert again == tuple(read_rules(content, "x", load_terms()))


def test_a_draft_takes_the_place_of_the_standing_rule_for_its_titles_only():
    drafts = read_draft(GOOD, load_terms())

    book = in_place(load_rulebook(), drafts)

    titles = load_terms().titles
    assert book.for_day(DAY).post(titles["CC-VPTK"], "dong_bang").rule.id == "BT/CC"
    assert book.for_day(DAY).post(titles["CC-TCKT"], "dong_bang").rule.id == "TT13-2019/CC"
    assert book.for_day(date(2020, 7, 31)).post(titles["CC-VPTK"], "dong_bang").rule.id == "TT13-2019/CC"
    assert load_rulebook().for_day(DAY).post(titles["CC-VPTK"], "dong_bang").rule.id == "TT13-2019/CC"


def test_a_draft_for_one_area_leaves_the_others_to_the_standing_rule():
    text = GOOD.replace("from = 2020-08-01", 'areas = ["mien_nui"]\nfrom = 2020-08-01\nto = 2021-01-01')

    book = in_place(load_rulebook(), read_draft(text, load_terms()))

    post = load_terms().titles["CC-VPTK"]
    assert book.for_day(DAY).post(post, "mien_nui").rule.id == "BT/CC"
    assert book.for_day(DAY).post(post, "dong_bang").rule.id == "TT13-2019/CC"
    assert book.for_day(date(2021, 1, 1)).post(post, "mien_nui").rule.id == "TT13-2019/CC"


def test_the_hash_of_the_rules_tells_a_draft_from_what_stands():
    book = in_place(load_rulebook(), read_draft(GOOD, load_terms()))

    assert book.for_day(DAY).rule_hash != load_rulebook().for_day(DAY).rule_hash
    assert book.for_day(date(2019, 1, 1)).rule_hash != book.for_day(DAY).rule_hash


def test_a_draft_of_later_is_compared_with_the_law_of_its_first_day():
    rules = read_draft(GOOD.replace("from = 2020-08-01", "from = 2021-03-01"), load_terms())

    assert day_of_rules(rules, DAY) == date(2021, 3, 1)
    assert day_of_rules(rules, date(2022, 1, 1)) == date(2022, 1, 1)


def test_a_draft_that_has_ended_says_so():
    rules = read_draft(GOOD.replace("from = 2020-08-01", "from = 2018-01-01\nto = 2019-01-01"), load_terms())

    with pytest.raises(DraftFault, match="hết hiệu lực từ ngày 01/01/2019"):
        day_of_rules(rules, DAY)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 50_000,
        "a = " + "{a = " * 3_000 + "1" + "}" * 3_000,
        "a = " + "9" * 5_000,
        ".".join(["a"] * 90_000) + " = 1",
        '"\u2028".' + ".".join(["a"] * 90_000) + " = 1",
        "[" + ".".join(["a"] * 90_000) + "]",
    ],
    ids=["arrays", "tables", "number", "dotted", "another-line", "heading"],
)
def test_a_text_made_to_keep_the_machine_busy_is_refused_at_once(text):
    began = time.monotonic()

    with pytest.raises(DraftFault):
        read_draft(text, load_terms())

    assert time.monotonic() - began < 2


def test_an_age_nobody_reaches_is_refused_before_anybody_is_judged_by_it():
    content = copy_of("QD04-2004/CT-PCT")
    rule = content["rule"][0]
    asked = {"code": "TUOI", "kind": "age_min", "years": 10**40, "clause": "Bản thảo"}
    kept = [each for each in rule["require"] if each["code"] != "TUOI"]
    text = written({**content, "rule": [{**rule, "require": [*kept, asked]}]})

    with pytest.raises(DraftFault, match="years"):
        read_draft(text, load_terms())
