"""The further conditions in the form of a new plan, and told on the page of the plan."""

import re

import pytest

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.planning.choices import PlanState
from caunoi.apps.planning.models import Plan
from tests.apps.cadres.readers import signed_in
from tests.apps.planning.test_rules_of_the_office import women_among
from tests.apps.planning.test_views import page
from tests.factories.cadres import all_of
from tests.factories.planning import PROVINCE, make_plan, make_scene, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    make_scene(12)
    return signed_in("btc", unit(PROVINCE))


SENT = {
    "year": "2021", "budget": "2.000.000.000", "group": "chu-chot", "away_percent": "25", "max_km": "90",
    "time_limit": "20",
}  # fmt: skip


def test_the_form_shows_the_conditions_of_the_day_folded_away(officer):
    html = page(officer, "/ke-hoach/lap/")

    assert (
        "<summary>Điều kiện thêm</summary>" in html
        and '<details class="stack"><summary>Điều kiện thêm' in html
    )
    assert re.search(r'name="closed"[^>]*checked', html) and re.search(
        r'name="serve_after"[^>]*checked', html
    )
    assert re.search(r'name="key_away"[^>]*value="2"', html)


def test_what_is_chosen_in_the_form_is_kept_with_the_plan_and_told_on_its_page(officer):
    women_among(all_of(Cadre), 3)
    rules = {
        "closed": "on", "key_away": "1", "serve_after": "on", "lecturers": "on", "mandatory_first": "on", "san_nu": "20%",
        "san_vung_kho_khan": "", "khoan_tai_lieu": "300.000.000", "quotas": "xa-bac-ly-hiep-hoa; LLCT-TC; ; 1",
    }  # fmt: skip

    answer = officer.post("/ke-hoach/lap/", {**SENT, **rules})

    (plan,) = all_of(Plan)
    assert answer.headers["Location"] == f"/ke-hoach/{plan.pk}/"
    kept = plan.options
    assert (kept["closed_days"], kept["key_away"], kept["mandatory_first"]) == (3, 1, True)
    assert kept["floors"] == [{"group": "nu", "heads": None, "share": 0.2}]
    assert kept["item_limits"] == {"tai_lieu": 300_000_000}
    assert kept["quotas"][0]["most"] == 1 and len(plan.instance["quotas"]) == 1
    type(plan)._base_manager.filter(pk=plan.pk).update(state=PlanState.DRAFT)
    html = page(officer, f"/ke-hoach/{plan.pk}/")
    for words in (
        "tuần từ 08/02/2021", "nhiều nhất 1 cán bộ chủ chốt", "2 lần thời gian học", "Ít nhất 20\u00a0% số suất cho cán bộ nữ",
        "LLCT-TC: nhiều nhất 1 suất", "nhiều nhất 300.000.000", "trước mọi yêu cầu khác", "Nghị định 101/2017/NĐ-CP",
        "Thông tư 36/2018/TT-BTC", "Điều 112", "cả năm nhiều nhất 160 tuần lớp",
    ):  # fmt: skip
        assert words in html, words


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"key_away": "0"}, "Ghi số người từ 1 đến 99"),
        ({"key_away": "ba"}, "Ghi số người từ 1 đến 99"),
        ({"san_nu": "120%"}, "Ghi phần trăm số suất, ví dụ 20%"),
        ({"san_nu": "-5"}, "Ghi phần trăm số suất"),
        ({"san_nu": "0"}, "Ghi phần trăm số suất"),
        ({"khoan_tai_lieu": "-1"}, "Mức của một khoản phải là số đồng"),
        ({"khoan_tai_lieu": "ba trăm"}, "Mức của một khoản phải là số đồng"),
        ({"quotas": "Xã không có; ; 1; 2"}, "Dòng 1: trong phạm vi này không có đơn vị nào"),
    ],
)
def test_a_condition_that_cannot_be_read_opens_the_fold_and_says_how_to_write_it(officer, changed, told):
    answer = officer.post("/ke-hoach/lap/", {**SENT, **changed})

    html = answer.content.decode()
    assert answer.status_code == 422 and told in html
    assert '<details class="stack" open><summary>Điều kiện thêm' in html
    assert all_of(Plan) == []


def test_a_plan_from_before_tells_only_what_it_was_made_under(officer):
    plan = make_plan(closed_days=0, key_away=0, serve_after=False, lecturers=False)
    kept = {name: plan.options[name] for name in ("away_percent", "max_km", "source")}
    old = {name: told for name, told in plan.instance.items() if name != "items"}
    type(plan)._base_manager.filter(pk=plan.pk).update(options=kept, instance=old)

    html = page(officer, f"/ke-hoach/{plan.pk}/")

    assert "2 điều kiện khi lập kế hoạch" in html and "khoan-chi" not in html


def test_on_an_english_page_names_of_records_are_marked_as_vietnamese_inside_the_sentence(officer):
    pools = {"names": ["Tổ Lý luận"], "at_once": [2], "weeks": [None]}
    plan = make_plan(item_limits={"tai_lieu": 300_000_000})
    plan.instance = {**plan.instance, "lecturers": pools}
    plan.instance["offerings"]["lecturer"] = [0 for _line in plan.instance["offerings"]["venue"]]
    plan.save(update_fields=["instance"])
    officer.post("/ngon-ngu/", {"language": "en"})

    html = page(officer, f"/ke-hoach/{plan.pk}/")

    (item,) = re.findall(r'“(<span lang="vi">[^<]+</span>)”[^<]*300', html)
    assert "<span" in item and '<span lang="vi">Tổ Lý luận</span>' in html
