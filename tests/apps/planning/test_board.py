"""The calendar by venue: every open class is a bar in its weeks, and a class asked elsewhere says what would break."""

import re

import pytest

from caunoi.apps.planning.models import Need, Offering
from caunoi.apps.planning.selectors import plan_or_404
from caunoi.apps.planning.selectors.weeks import days_off, weeks_in
from tests.apps.cadres.readers import signed_in
from tests.apps.planning.test_views import lan, page
from tests.factories.cadres import SYSTEM, all_of
from tests.factories.planning import PROVINCE, unit

pytestmark = pytest.mark.django_db
BESIDE = {"HX-Request": "true"}


def opened(plan) -> Offering:
    (line,) = [each for each in all_of(Offering, plan=plan) if each.opened]
    return line


def test_every_row_of_the_calendar_covers_every_week_once(officer, plan):
    html = page(officer, f"/ke-hoach/{plan.pk}/")

    weeks = len(weeks_in(plan))
    for row in re.findall(r'<tr data-venue="[^"]+">(.*?)</tr>', html, re.S):
        bars = sum(int(span) for span in re.findall(r'<td class="taken" colspan="(\d+)"', row))
        assert bars + row.count('class="free') == weeks
    assert len(re.findall(r"<th class=\"week", html)) == weeks


def test_a_bar_says_code_programme_place_days_seats_and_money(officer, plan):
    html, line = page(officer, f"/ke-hoach/{plan.pk}/"), opened(plan)

    (said,) = re.findall(r'class="bar[^"]*"[^>]*title="([^"]+)"', html)
    for part in (line.code, line.programme.name, line.venue.name, "12/40 người"):
        assert part in said


def test_weeks_with_holidays_are_marked_and_the_week_of_the_new_year_is_shut(plan):
    weeks = weeks_in(plan)

    assert [f"{day:%d/%m}" for day in weeks[1].off] == ["10/02", "11/02", "12/02"]
    assert weeks[1].shut and not weeks[0].off
    assert days_off(weeks[0].monday.replace(year=2023, month=5, day=1))  # a year whose calendar is not known


def test_who_may_not_change_the_plan_drags_nothing(plan):
    leader = signed_in("lanhdao", unit(PROVINCE))

    html = page(leader, f"/ke-hoach/{plan.pk}/")

    assert 'class="bar' in html and "draggable" not in html and "Chuyển lớp" not in html
    line = opened(plan)
    assert leader.get(f"/ke-hoach/{plan.pk}/dong/{line.code}/chuyen/").status_code == 403


def test_a_class_is_moved_with_a_plain_form_seen_first(officer, plan):
    line = opened(plan)
    address = f"/ke-hoach/{plan.pk}/dong/{line.code}/chuyen/"

    form = page(officer, address)
    shown = page(officer, f"{address}?noi={line.venue.code}&tuan=3")
    still = opened(plan).pk
    sent = officer.post(address, {"noi": line.venue.code, "tuan": "3", "lan": lan(shown)})

    assert "Xem điều gì đổi" in form and "Giữ thay đổi này" not in form
    assert "12 người chuyển theo lớp" in shown and "lớp được thêm vào bài toán" in shown
    assert still == line.pk and sent.status_code == 303 and opened(plan).pk != line.pk
    told = page(officer, sent.headers["Location"])
    undo = re.search(r'action="(/ke-hoach/[^"]+/hoan-tac/[^"]+[?]lan=[^"]+)"', told)[1]
    officer.post(undo)
    assert opened(plan).pk == line.pk


def test_what_would_break_stands_rule_by_rule_with_names_and_no_button_to_keep_it(officer, plan):
    plan.instance["max_km"] = 0.5
    plan.instance["km"] = [[9.0] * len(row) for row in plan.instance["km"]]
    plan.save(update_fields=["instance"])
    line = opened(plan)

    shown = page(
        officer, f"/ke-hoach/{plan.pk}/dong/{line.code}/chuyen/?noi={line.venue.code}&tuan=3", headers=BESIDE
    )

    assert "Đi quá xa (12)" in shown and "Nguyễn Văn An: Lớp" in shown
    assert "Giữ thay đổi này" not in shown and "Chưa có gì được ghi" in shown


@pytest.mark.parametrize(
    "asked", ["noi=khong-co&tuan=3", "noi=&tuan=", "noi={venue}&tuan=x", "noi={venue}&tuan=999"]
)
def test_a_place_or_week_that_is_not_there_is_told_beside_its_field(officer, plan, asked):
    line = opened(plan)
    asked = asked.format(venue=line.venue.code)

    answer = officer.get(f"/ke-hoach/{plan.pk}/dong/{line.code}/chuyen/?{asked}")

    assert answer.status_code == 422 and "error-summary" in answer.content.decode()


def test_an_old_page_shows_the_same_move_on_the_new_version(officer, plan):
    line = opened(plan)
    address, sent = f"/ke-hoach/{plan.pk}/dong/{line.code}/chuyen/", {"noi": line.venue.code, "tuan": "3"}
    need = next(each for each in all_of(Need, plan=plan) if each.offering_id)
    officer.post(f"/ke-hoach/{plan.pk}/chuyen/{need.pk}/", {"den": "ra", "lan": plan.version})

    refused = officer.post(address, {**sent, "lan": plan.version}, headers=BESIDE)
    html = refused.content.decode()

    assert refused.status_code == 422 and "Kế hoạch vừa đổi" in html and "11 người chuyển" in html
    assert officer.post(address, {**sent, "lan": lan(html)}, headers=BESIDE).status_code == 204
    assert plan_or_404(SYSTEM, plan.pk).version == plan.version + 2


def test_the_page_of_a_plan_asks_the_database_no_more_than_thirty_times(
    officer, plan, django_assert_max_num_queries
):
    page(officer, f"/ke-hoach/{plan.pk}/")

    with django_assert_max_num_queries(30):
        page(officer, f"/ke-hoach/{plan.pk}/")
