"""Pages of units through the client: the whole page, the fragment, the files."""

import csv
import io
import json
from datetime import date

import openpyxl
import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from caunoi.apps.organisation import selectors
from caunoi.apps.organisation.extensions import PAGE_SLOT, Panel
from caunoi.foundation.ui import slots

pytestmark = pytest.mark.usefixtures("territory")
STORY = "2020-08-31"


def page_of(slug, on=STORY):
    return reverse("organisation:unit", args=[selectors.unit_ids()[slug]]) + f"?ngay={on}"


def text(answer):
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_anybody_sees_the_tree_of_the_story_day(client):
    page = text(client.get("/don-vi/", {"ngay": STORY}))

    assert 'data-figure="units.communes" data-value="209"' in page
    assert 'data-figure="units.districts" data-value="10"' in page
    assert "Huyện Lạng Giang" in page
    assert "Xã Xuân Hương" in page


def test_what_the_register_does_not_know_on_a_day_is_said(client):
    assert "Bắc Ninh: chưa có" in text(client.get("/don-vi/", {"ngay": STORY}))
    assert "Bắc Giang: chưa đầy đủ" in text(client.get("/don-vi/", {"ngay": "31/12/2019"}))
    assert "còn chỗ chưa biết" not in text(client.get("/don-vi/", {"ngay": "2025-07-01"}))


def test_after_june_2025_communes_stand_straight_under_the_province(client):
    page = text(client.get("/don-vi/", {"ngay": "2025-07-01"}))

    assert 'data-figure="units.communes" data-value="99"' in page
    assert "<details>" not in page


def test_a_day_before_the_record_says_so(client):
    assert "Danh mục không có đơn vị nào vào ngày 01/01/1990" in text(client.get("/don-vi/?ngay=1990-01-01"))


def test_a_text_that_is_no_day_is_refused_with_how_to_write_it(client):
    answer = client.get("/don-vi/?ngay=hôm+qua")

    assert answer.status_code == 400
    assert "31/08/1985" in answer.content.decode()


def test_the_number_walks_to_the_rows_behind_it(client):
    page = text(client.get("/don-vi/danh-sach/", {"cap": "xa", "ngay": STORY}))

    assert 'data-count="209"' in page
    assert 'data-figure="units.communes" data-value="209"' in page


def test_the_number_of_a_district_walks_to_its_communes(client):
    district = selectors.unit_ids()["huyen-lang-giang-bac-giang"]

    page = text(client.get("/don-vi/danh-sach/", {"cap": "xa", "thuoc": str(district), "ngay": STORY}))

    assert 'data-count="21"' in page
    assert "Huyện Lạng Giang" in page


def test_a_list_of_one_kind_holds_only_that_kind(client):
    assert 'data-count="10"' in text(client.get("/don-vi/danh-sach/?loai=ward&ngay=2020-08-31"))


def test_an_old_link_with_odd_words_still_answers(client):
    assert 'data-count="209"' in text(client.get("/don-vi/danh-sach/?cap=zzz&thuoc=abc&ngay=2020-08-31"))


def test_the_tree_and_the_list_come_as_files_with_the_same_rows(client):
    for address, rows in (("/don-vi/", 221), ("/don-vi/danh-sach/?cap=xa", 209)):
        joined = f"{address}{'&' if '?' in address else '?'}ngay={STORY}&format="
        book = openpyxl.load_workbook(io.BytesIO(client.get(joined + "xlsx").content))
        lines = list(csv.reader(io.StringIO(client.get(joined + "csv").content.decode("utf-8-sig"))))
        plain = json.loads(client.get(joined + "json").content)

        assert len(plain) == rows
        assert len(lines) == rows + 1
        assert sum(1 for row in book.worksheets[0].iter_rows(min_row=5) if row[1].value) == rows


def test_typing_finds_without_marks_and_answers_a_fragment_to_htmx(client):
    answer = client.get("/don-vi/tim/", {"q": "xuan huong", "ngay": STORY}, headers={"hx-request": "true"})

    assert "Xã Xuân Hương" in text(answer)
    assert "<html" not in answer.content.decode()


def test_without_script_a_search_is_a_page(client):
    page = text(client.get("/don-vi/tim/", {"q": "XUÂN HƯƠNG", "ngay": STORY}))

    assert "<html" in page
    assert "Huyện Lạng Giang" in page


def test_a_unit_that_is_gone_is_found_with_what_stands_for_it(client):
    page = text(client.get("/don-vi/tim/", {"q": "Xuân Hương", "ngay": "2025-07-01"}))

    assert "Không có vào ngày 01/07/2025" in page
    assert "Xã Mỹ Thái" in page


def test_nothing_found_says_how_to_type(client):
    assert "Không có đơn vị nào tên hoặc mã là “zzz”" in text(client.get("/don-vi/tim/?q=zzz"))


def test_pickers_get_json_and_options(client):
    found = client.get("/don-vi/tim/", {"q": "xuan huong", "ngay": STORY, "format": "json"}).json()
    options = text(client.get("/don-vi/goi-y/", {"truong": "don_vi", "don_vi": "xuan huong", "ngay": STORY}))

    assert found[0]["label"] == "Xã Xuân Hương, Huyện Lạng Giang"
    assert '<option value="Xã Xuân Hương (07429)">' in options


def test_the_page_of_a_unit_tells_where_it_stands_and_what_became_of_it(client):
    page = text(client.get(page_of("xa-xuan-huong-lang-giang")))

    for word in (
        "Xã Xuân Hương",
        "07429",
        "Huyện Lạng Giang",
        "chưa biết ngày",
        "Xã Mỹ Thái",
        "1658/NQ-UBTVQH15",
    ):
        assert word in page
    assert "theo lời văn bản" in page


def test_asked_on_a_later_day_the_page_names_who_stands_for_the_unit(client):
    page = text(client.get(page_of("xa-xuan-huong-lang-giang", "2025-08-01")))

    assert "Ngày 01/08/2025 không còn đơn vị này" in page
    assert "Xã Mỹ Thái" in page


def test_asked_before_it_began_the_page_says_so(client):
    assert "chưa có đơn vị này" in text(client.get(page_of("xa-my-thai-bac-ninh-2025")))


def test_a_level_that_was_abolished_has_no_heir_and_that_is_said(client):
    assert "Không có đơn vị kế thừa" in text(client.get(page_of("huyen-lang-giang-bac-giang")))


def test_what_a_unit_came_from_stands_on_its_page(client):
    page = text(client.get(page_of("xa-my-thai-bac-ninh-2025", "2025-07-01")))

    assert all(f"Xã {name}" in page for name in ("Dương Đức", "Tân Thanh", "Xuân Hương"))


def test_a_unit_that_never_was_is_not_found(client):
    assert client.get("/don-vi/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_an_upper_module_shows_itself_on_the_page(client):
    class Neighbour:
        key = "tests.neighbour"
        order = 1

        def panel(self, actor, unit_id, on):
            return Panel("Cán bộ của đơn vị", "ba người", note=f"ngày {on}")

    slots.register(PAGE_SLOT, Neighbour())

    page = text(client.get(page_of("xa-xuan-huong-lang-giang")))

    slots._slots[PAGE_SLOT].pop("tests.neighbour")
    assert "Cán bộ của đơn vị" in page
    assert "ba người" in page


@pytest.mark.parametrize("day", ["2019-12-31", "2020-08-31", "2025-01-01", "2025-07-01"])
def test_the_tree_costs_at_most_six_statements_however_many_units_there_are(
    client, django_assert_max_num_queries, day
):
    with django_assert_max_num_queries(6):
        client.get("/don-vi/", {"ngay": day})
    with django_assert_max_num_queries(1):
        client.get("/don-vi/", {"ngay": day})


def test_units_carry_no_script_and_no_style_of_their_own(client):
    page = text(client.get("/don-vi/", {"ngay": STORY}))

    assert "style=" not in page
    assert "onclick" not in page


def test_the_picker_names_its_list_after_its_box():
    widget = {"name": "unit", "value": None, "attrs": {"id": "id_unit"}}

    box = render_to_string(
        "organisation/_picker.html",
        {"widget": widget, "suggest_url": "/don-vi/goi-y/", "on": date(2020, 8, 31)},
    )

    assert 'list="id_unit-goi-y"' in box
    assert "/don-vi/goi-y/?truong=unit&amp;ngay=2020-08-31" in box
