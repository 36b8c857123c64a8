"""The province as ``make demo`` builds it, asked through its own command line: the article's figures, to the digit."""

from datetime import date

import pytest

from tests.config.places import Place

pytestmark = pytest.mark.demo

# Communes in which somebody holds a key post on the day, among those that stand on it.
ROSTERS = """
import json, sys, django
django.setup()
from datetime import date
from caunoi.apps.cadres.models import Posting
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.foundation.actors import SystemActor
from caunoi.foundation.policy import visible
on = date.fromisoformat(sys.argv[1])
tree = unit_tree(on=on)
system = SystemActor(key="system:tests", label="Kiểm thử", on=on)
held = visible(system, Posting).on(on).filter(title_code__regex="^(CX|XP)-").values_list("unit_id", flat=True)
staffed = {unit_id for unit_id in held if unit_id in tree and tree.node(unit_id).is_commune}
outside = sum(1 for unit_id in set(held) if unit_id not in tree)
print(json.dumps([len(staffed), outside]))
"""


@pytest.fixture(scope="module")
def article(province: Place) -> dict[str, dict]:
    answer = province.run("article", "--format", "json")
    assert answer.code == 0, answer.out + answer.told
    return {row["statement"]: row for row in answer.json()}


@pytest.mark.parametrize(
    "statement, number",
    [
        ("Toàn tỉnh có bấy nhiêu cán bộ chủ chốt cấp xã", 1368),
        ("Bấy nhiêu người trong số đó đạt chuẩn về chuyên môn và lý luận chính trị", 1300),
        ("Số còn lại chưa đạt chuẩn", 68),
    ],
)
def test_the_province_holds_the_numbers_of_the_article(article, statement, number):
    assert article[statement]["found"] == number
    assert article[statement]["equal"] is True


def test_more_than_sixty_in_a_hundred_hold_college_or_higher(article):
    share = article["Phần trăm cán bộ chủ chốt có trình độ cao đẳng trở lên"]["found"]

    assert 60 < share < 65


def test_that_is_nearly_twenty_points_more_than_when_the_term_began(article):
    rise = article["Điểm phần trăm tăng thêm so với đầu nhiệm kỳ, cùng một định nghĩa"]["found"]

    assert 19 <= rise < 20


def test_what_cannot_be_rebuilt_yet_says_what_it_waits_for(article):
    waiting = [row for row in article.values() if row["found"] is None]

    assert waiting
    assert all(row["equal"] is None and "cần phân hệ" in row["reason"] for row in waiting)


@pytest.mark.parametrize(
    "on, communes", [(date(2020, 8, 31), 209), (date(2025, 1, 1), 192), (date(2025, 7, 1), 58)]
)
def test_every_commune_of_the_old_province_has_somebody_in_post_on(province, on, communes):
    answer = province._run("-c", ROSTERS, on.isoformat())

    assert answer.code == 0, answer.told
    assert answer.json() == [communes, 0]
