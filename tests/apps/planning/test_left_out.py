"""Those a plan leaves out: twenty on its page, all of them on a list of their own, searched and paged by its address."""

import pytest

from caunoi.apps.planning.models import Plan
from caunoi.apps.planning.presenters import left_out, plan_page
from tests.apps.cadres.readers import signed_in
from tests.apps.planning.test_views import count, page
from tests.factories.planning import PROVINCE, make_plan, make_scene, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(monkeypatch) -> Plan:
    """Twelve people who wait; pages made small, so that there are several."""
    monkeypatch.setattr(plan_page, "FIRST", 5)
    monkeypatch.setattr(left_out, "SIZE", 5)
    make_scene(12)
    return make_plan()


@pytest.fixture
def officer(plan):
    return signed_in("btc", unit(PROVINCE))


def names(html: str) -> list[str]:
    return [each.split("<")[0] for each in html.split(">Nguyễn Văn ")[1:]]


def test_the_page_of_the_plan_shows_the_first_and_leads_to_all(officer, plan):
    html = page(officer, f"/ke-hoach/{plan.pk}/")
    part = html.partition('id="chua-xep"')[2]

    assert len(names(part)) == 5 and "Xem tất cả 12 nhu cầu chưa xếp" in part
    assert f'href="/ke-hoach/{plan.pk}/chua-xep/"' in part


def test_the_list_goes_through_all_of_them_page_by_page(officer, plan):
    address, seen = f"/ke-hoach/{plan.pk}/chua-xep/", []
    for start in ("", "?tu=5", "?tu=10"):
        html = page(officer, address + start)
        assert count(html) == "12"
        seen += names(html.partition("<table")[2])

    assert len(seen) == len(set(seen)) == 12
    assert "Trang sau" not in html and "Đang xem 11–12 trong 12" in html


def test_words_without_marks_find_a_person_and_the_next_page_keeps_them(officer, plan):
    address = f"/ke-hoach/{plan.pk}/chua-xep/"

    assert names(page(officer, f"{address}?tim=phuc nguyen").partition("<table")[2]) == ["Phúc"]
    assert "?tim=nguyen&amp;tu=5" in page(officer, f"{address}?tim=nguyen")
    assert "0 trong 12" in page(officer, f"{address}?tim=khong+ai")


def test_a_page_that_is_no_number_is_refused_in_words_and_one_too_far_is_empty(officer, plan):
    address = f"/ke-hoach/{plan.pk}/chua-xep/"

    assert officer.get(f"{address}?tu=x").status_code == 400
    assert names(page(officer, f"{address}?tu=500").partition("<table")[2]) == []


def test_a_commune_reads_only_its_own_people(plan):
    own = signed_in("xa", unit("xa-bac-ly-hiep-hoa"))

    assert names(page(own, f"/ke-hoach/{plan.pk}/chua-xep/").partition("<table")[2]) == ["An"]


def test_of_what_may_be_done_one_thing_stands_in_the_row_and_the_others_unfold_without_a_script(
    officer, plan
):
    row = page(officer, f"/ke-hoach/{plan.pk}/chua-xep/").partition("<tbody>")[2].partition("</tr>")[0]
    shown, _details, folded = row.partition("<details")

    assert "Xếp</a>" in shown and "Để lần sau" not in shown
    assert (
        "Việc khác" in folded.partition("</summary>")[0] and "Nguyễn Văn" in folded.partition("</summary>")[0]
    )
    assert "Để lần sau" in folded and 'name="csrfmiddlewaretoken"' in folded
