from datetime import date

import pytest

from caunoi.domain.eligibility.reading import UnreadableRule, parse_toml
from caunoi.domain.eligibility.rulebook import Rulebook, load_rulebook
from tests.domain.eligibility.samples import SAMPLE, SAMPLE_BOOK, one_rule

GOOD = """
[[rule.require]]
code = "CM"
kind = "level"
what = "professional"
level = "dai_hoc"
clause = "Mẫu, Điều 1"
"""


@pytest.mark.parametrize(
    ("broken", "said", "mend"),
    [
        (GOOD.replace('"dai_hoc"', '"dai_hocc"'), "“level” là “dai_hocc”", "chọn: khong, so_cap"),
        (GOOD.replace('"CM"', '"XX"'), "“code” là “XX”", "chọn: GDPT, CM"),
        (GOOD.replace('kind = "level"', 'kind = "cap"'), "“kind” là “cap”", "chọn: level"),
        (GOOD.replace("clause", "clauze"), "thiếu mục “clause”", "thêm dòng clause"),
        (GOOD + "lvel = 3\n", "không hiểu mục “lvel”", "sửa lại tên mục"),
        (GOOD + GOOD, "yêu cầu “CM” có hai lần", "all_of"),
        (GOOD + 'areas = ["bien"]\n', "“areas” có “bien”", "chọn: dong_bang"),
        (GOOD + '[[rule.require.relief]]\ngives = "mien"\n', "“gives” là “mien”", "exempt"),
        (
            GOOD + '[[rule.require.relief]]\ngives = "exempt"\nappointed_before = "2020"\n',
            "“appointed_before” sai kiểu",
            "2023-08-01",
        ),
        ('[[rule.require]]\ncode = "KHAC"\nkind = "any_of"\nclause = "x"\n', "nhóm yêu cầu trống", "k từ 1"),
        ('[[rule.require]]\ncode = "TUOI"\nkind = "age_min"\nyears = -3\nclause = "x"\n', "số nguyên", "45"),
        (
            '[[rule.require]]\ncode = "NGANH"\nkind = "field"\nclause = "x"\n',
            "“fields” còn trống",
            "ít nhất một",
        ),
    ],
)
def test_a_broken_rule_is_refused_with_file_rule_and_cure(broken: str, said: str, mend: str) -> None:
    with pytest.raises(UnreadableRule) as refusal:
        one_rule(broken)

    assert "Tệp mau.toml, tiêu chuẩn “MAU”" in str(refusal.value)
    assert said in refusal.value.what
    assert mend in refusal.value.mend


def test_a_file_that_is_not_toml_says_where_it_breaks() -> None:
    with pytest.raises(UnreadableRule, match=r"Tệp moi.toml: sai cú pháp TOML .*line 2"):
        parse_toml("a = 1\nb = = 2", where="Tệp moi.toml")


def test_a_rule_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UnreadableRule, match="không sau ngày có hiệu lực"):
        one_rule(GOOD, start="2015-01-01", end="2015-01-01")


def test_a_file_without_a_source_is_refused() -> None:
    with pytest.raises(UnreadableRule, match=r"thiếu bảng \[source\]"):
        Rulebook.from_tables({"mau.toml": {"rule": []}})


def test_two_general_rules_for_one_title_at_one_time_are_refused() -> None:
    twin = {"source": SAMPLE["source"], "rule": [SAMPLE["rule"][0] | {"id": "MAU/BT-2"}]}

    with pytest.raises(UnreadableRule, match="cùng quy định “CX-BT” trong một thời gian"):
        Rulebook.from_tables({"a.toml": SAMPLE, "b.toml": twin})


def test_the_order_of_files_and_keys_does_not_change_the_rule_hash() -> None:
    turned = {
        "source": dict(reversed(SAMPLE["source"].items())),
        "rule": [dict(reversed(rule.items())) for rule in reversed(SAMPLE["rule"])],
    }
    on = date(2015, 1, 1)

    assert Rulebook.from_tables({"x.toml": turned}).for_day(on).rule_hash == SAMPLE_BOOK.for_day(on).rule_hash


def test_a_changed_level_changes_the_rule_hash_of_the_days_it_is_in_force_and_of_no_other() -> None:
    before, after = (
        one_rule(GOOD, end="2018-01-01"),
        one_rule(GOOD.replace("dai_hoc", "thac_si"), end="2018-01-01"),
    )

    assert before.for_day(date(2015, 1, 1)).rule_hash != after.for_day(date(2015, 1, 1)).rule_hash
    assert before.for_day(date(2018, 1, 1)).rule_hash == after.for_day(date(2018, 1, 1)).rule_hash


def test_an_unknown_measure_is_refused_with_the_known_ones() -> None:
    with pytest.raises(LookupError, match=r"Không có cách tính “abc”.*dat-chuan"):
        load_rulebook().for_day(date(2020, 8, 31), "abc")
