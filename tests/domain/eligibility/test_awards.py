from datetime import date, timedelta

import pytest

from caunoi.domain.eligibility.awards import load_awards, read_awards
from caunoi.domain.eligibility.reading import UnreadableRule
from caunoi.domain.eligibility.terms import load_terms


@pytest.mark.parametrize(
    ("what", "name", "awarded", "level"),
    [
        ("political_theory", "Trung cấp lý luận chính trị", date(2023, 5, 1), "trung_cap"),
        ("political_theory", "Trung cấp lý luận chính trị - hành chính", date(2015, 5, 1), "trung_cap"),
        ("political_theory", "TRUNG CẤP LÝ LUẬN CHÍNH TRỊ - HÀNH CHÍNH", date(2015, 5, 1), "trung_cap"),
        ("political_theory", "Trung cấp lý luận chính trị - hành chính", date(2022, 2, 8), None),
        ("general_education", "10/10", date(1978, 6, 1), "thpt"),
        ("general_education", "12/12", date(1995, 6, 1), "thpt"),
        ("it", "Chứng chỉ B tin học", date(2016, 8, 9), "co_ban"),
        ("it", "Chứng chỉ B tin học", date(2016, 8, 10), None),
        ("professional", "Phó tiến sĩ", date(1990, 1, 1), "tien_si"),
        ("professional", "Bằng nấu ăn", date(2000, 1, 1), None),
    ],
)
def test_old_and_new_names_of_one_award_stand_for_one_level_within_their_dates(
    what: str, name: str, awarded: date, level: str | None
) -> None:
    assert load_awards().level(what, name, awarded_on=awarded) == level


def test_a_name_may_stand_for_different_levels_at_different_times_but_not_at_once() -> None:
    first = {"what": "it", "level": "co_ban", "names": ["Loại B"], "clause": "x", "confidence": "cao"}
    second = first | {"level": "nang_cao"}
    change = date(2010, 1, 1)

    awards = read_awards({"award": [first | {"to": change}, second | {"from": change}]}, load_terms())

    assert awards.level("it", "loại b", awarded_on=change - timedelta(days=1)) == "co_ban"
    assert awards.level("it", "loại b", awarded_on=change) == "nang_cao"
    with pytest.raises(UnreadableRule, match="hai mức trong cùng thời gian"):
        read_awards({"award": [first, second]}, load_terms())
