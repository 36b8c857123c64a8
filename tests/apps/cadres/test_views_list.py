"""The list page: what it shows, counts, refuses, and gives as a file."""

import csv
import io
import json
import re
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client

from caunoi.apps.cadres.extensions import LIST_SLOT, BulkAction, ColumnSpec, FilterSpec, ListExtension, Preset
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.ui import slots
from caunoi.foundation.ui.components import Chip
from tests.apps.cadres.readers import signed_in
from tests.factories.cadres import make_cadre, make_people, make_province, person_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> dict[str, Any]:
    return make_province()


@pytest.fixture
def officer(land) -> Client:
    return signed_in("btc", land["province"])


@pytest.fixture
def crowd(land) -> None:
    records = [
        person_record(
            land["xuan_huong" if n % 2 else "dong_son"], f"Trần Văn {chr(65 + n % 20)}n {chr(97 + n // 20)}",
            number=f"BG{n:03d}", birth=PartialDate(1960 + n % 30, 3, 4), sex="nam" if n % 3 else "nu",
        )
        for n in range(60)
    ]  # fmt: skip
    make_people(*records)


def page(client: Client, address: str = "/can-bo/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def counted(html: str) -> int:
    return int(re.search(r'data-count="(\d+)"', html)[1])


def shown(html: str) -> int:
    return html.count("data-pick>") + html.count("data-pick checked>")


# ---- what it shows


def test_the_count_of_the_table_is_the_number_of_people_of_the_filter(officer, crowd) -> None:
    html = page(officer)

    assert (counted(html), shown(html)) == (60, 40)
    assert '<a class="so" data-figure="cadres.people" data-value="60"' in html


@pytest.mark.parametrize(("query", "expected"), [
    ("xa=07420", 30), ("gioi=nu", 20), ("xa=07420&gioi=nu", 10), ("tuoi-tu=60", 2), ("tim=BG001", 1), ("chuc-danh=CX-CTUB", 0),
    ("xa=24&ngay=2015-05-31", 0), ("xa=24&ngay=01/06/2015", 60),
])  # fmt: skip
def test_every_filter_counts_what_it_lists(officer, crowd, query, expected) -> None:
    listed = json.loads(officer.get(f"/can-bo/?{query}&format=json").content)

    assert counted(page(officer, f"/can-bo/?{query}")) == listed["count"] == len(listed["rows"]) == expected
    assert (
        f'data-value="{expected}"'
        in officer.get(f"/can-bo/dem/?{query}", headers={"HX-Request": "true"}).content.decode()
    )


def test_the_pages_walk_through_everybody(officer, crowd) -> None:
    first = page(officer)
    second = page(officer, re.search(r'href="(/can-bo/\?sau=[^"]+)"', first)[1].replace("&amp;", "&"))

    names = re.findall(r'name="chon" value="([^"]+)"', first + second)

    assert len(set(names)) == 60
    assert "Trang trước" in second


def test_conditions_stand_as_chips_that_drop_them(officer, crowd) -> None:
    html = page(officer, "/can-bo/?xa=07420&gioi=nu&tim=Tr%E1%BA%A7n")

    assert "Xã Xuân Hương" in html
    assert 'href="/can-bo/?xa=07420&amp;tim=Tr%E1%BA%A7n"' in html
    assert "Tìm “Trần”" in html


def test_the_filter_keeps_the_day_and_the_order(officer, crowd) -> None:
    html = page(officer, "/can-bo/?ngay=2019-01-01&sap=-ten")

    assert '<input type="hidden" name="ngay" value="2019-01-01">' in html
    assert '<input type="hidden" name="sap" value="-ten">' in html


def test_a_filter_too_narrow_says_which_condition_to_drop_and_what_that_brings(officer, crowd) -> None:
    html = page(officer, "/can-bo/?gioi=nu&tuoi-den=5")

    assert counted(html) == 0
    assert "Không có ai khớp 2 điều kiện. Bỏ “Đến 5 tuổi” sẽ có 20 người." in html


def test_an_empty_register_shows_the_way_in(officer) -> None:
    html = page(officer)

    assert "Chưa có cán bộ nào" in html
    assert 'href="/nhap/"' in html


def test_a_day_before_everybody_says_so(officer, crowd) -> None:
    assert "Ngày 01/01/2014 chưa có ai giữ chức danh" in page(officer, "/can-bo/?ngay=2014-01-01")


def test_everybody_chosen_shows_in_every_row_and_in_the_bar(officer, crowd) -> None:
    html = page(officer, "/can-bo/?xa=07420&chon=tat-ca")

    assert html.count("data-pick checked") == 30
    assert "data-pick-matching checked" in html


def test_the_page_is_small_and_its_statements_do_not_grow(
    officer, crowd, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(21):  # one for the lists one's office keeps
        html = page(officer)

    assert len(html) < 60_000


# ---- who sees what


def test_a_clerk_sees_only_the_own_commune(land, crowd) -> None:
    clerk = signed_in("xa", land["xuan_huong"])

    assert counted(page(clerk)) == 30
    assert counted(page(clerk, "/can-bo/?xa=07290")) == 0
    assert "Đồng Sơn" not in page(clerk)


def test_a_leader_reads_no_birth_and_filters_by_none(land, crowd) -> None:
    leader = signed_in("lanhdao", land["province"])
    html = page(leader)

    assert "Ngày sinh" not in html and "tuoi-tu" not in html and "04/03/19" not in html
    for query in ("tuoi-tu=30", "sap=tuoi", "gioi=nu", "dang=co"):
        assert leader.get(f"/can-bo/?{query}").status_code == 400
        assert leader.get(f"/can-bo/dem/?{query}").status_code == 400


@pytest.mark.parametrize("role", ["truong", "thon", "mattran", "quantri"])
def test_roles_without_the_register_are_turned_away(land, crowd, role) -> None:
    assert signed_in(role, land["province"]).get("/can-bo/").status_code == 403


def test_a_visitor_is_asked_to_sign_in() -> None:
    answer = Client().get("/can-bo/?gioi=nu")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/dang-nhap/")


@pytest.mark.parametrize(
    "query",
    ["sap=identity_number", "tuoi-tu=1_0", "sau=xx", "truoc=%00", "format=pdf", "ngay=hôm nay"],
)
def test_what_cannot_be_read_is_answered_with_400(officer, crowd, query) -> None:
    assert officer.get(f"/can-bo/?{query}").status_code == 400


def test_a_unit_that_is_not_there_on_the_day_is_named_and_not_found(officer, crowd) -> None:
    answer = officer.get("/can-bo/?xa=99999")

    assert answer.status_code == 404
    assert "không có đơn vị nào mang mã “99999”" in answer.content.decode()


# ---- files


def rows_of_xlsx(data: bytes) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(min_row=5, values_only=True)]


def test_all_formats_hold_the_same_people_in_the_same_order(officer, crowd) -> None:
    query = "/can-bo/?gioi=nu&sap=-ten"

    listed = json.loads(officer.get(f"{query}&format=json").content)["rows"]
    table = list(csv.reader(io.StringIO(officer.get(f"{query}&format=csv").content.decode("utf-8-sig"))))
    book = rows_of_xlsx(officer.get(f"{query}&format=xlsx").content)

    numbers = [row["number"] for row in listed]
    assert numbers == [row[0] for row in table[1:]] == [row[0] for row in book]
    assert [row["full_name"] for row in listed] == [row[1] for row in table[1:]] == [row[1] for row in book]
    assert len(numbers) == 20


def test_a_file_holds_no_column_the_role_may_not_read(land, crowd) -> None:
    leader = signed_in("lanhdao", land["province"])

    row = json.loads(leader.get("/can-bo/?format=json").content)["rows"][0]

    assert row["birth"] is None
    assert "Ngày sinh" not in leader.get("/can-bo/?format=csv").content.decode("utf-8-sig")


def test_a_name_like_a_formula_does_nothing_in_a_file(land, officer) -> None:
    make_cadre(land["xuan_huong"], "Phạm An", number="=1+1")

    assert "'=1+1" in officer.get("/can-bo/?format=csv").content.decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(officer.get("/can-bo/?format=xlsx").content))
    assert [cell.data_type for cell in book.worksheets[0][5]][:1] == ["s"]


def test_the_chosen_come_as_a_workbook(land, officer) -> None:
    one, _ = (
        make_cadre(land["xuan_huong"], "Phạm An", number="1"),
        make_cadre(land["xuan_huong"], "Lê Bảo", number="2"),
    )

    chosen = officer.post("/can-bo/xuat/", {"chon": [str(one.pk)]})
    everybody = officer.post("/can-bo/xuat/?xa=07420", {"tat_ca": "1"})

    assert [row[1] for row in rows_of_xlsx(chosen.content)] == ["Phạm An"]
    assert [row[1] for row in rows_of_xlsx(everybody.content)] == ["Phạm An", "Lê Bảo"]


def test_choosing_nobody_is_said(officer) -> None:
    answer = officer.post("/can-bo/xuat/")

    assert answer.status_code == 409
    assert "Chưa chọn ai" in answer.content.decode()


def test_a_stranger_picked_by_id_is_not_exported(land) -> None:
    strange = make_cadre(land["dong_son"], "Lê Bảo")

    answer = signed_in("xa", land["xuan_huong"]).post("/can-bo/xuat/", {"chon": [str(strange.pk)]})

    assert answer.status_code == 409


# ---- extensions


class Lacking(ListExtension):
    """Whoever is called An lacks something."""

    key = "lacking"

    def presets(self, actor: Any, on: date) -> Any:
        return [Preset("Thiếu LLCT", {"thieu": "LLCT"})]

    def filters(self, actor: Any, on: date) -> Any:
        return [
            FilterSpec("thieu", "Thiếu", [("LLCT", "Lý luận chính trị"), ("CM", "Chuyên môn")], many=True)
        ]

    def narrow(self, actor: Any, on: date, params: Any) -> Any:
        return self.ids if "LLCT" in params.get("thieu", ()) else None

    def columns(self) -> Any:
        return [ColumnSpec("lacks", "Thiếu gì", "chips")]

    def cells(self, actor: Any, on: date, cadre_ids: Any) -> Any:
        return {
            cadre_id: {"lacks": [Chip("LLCT", "loi"), Chip("CM", "loi")]}
            for cadre_id in cadre_ids
            if cadre_id in self.ids
        }

    def bulk_actions(self, actor: Any, on: date, params: Any) -> Any:
        plan = BulkAction("plan", "Đưa vào kế hoạch", "/ke-hoach/dua-vao/", primary=True)
        return [BulkAction("pick", "Chọn 1 chưa vào kế hoạch", narrows={"ke-hoach": "chua"}), plan]


@pytest.fixture
def lacking(land, monkeypatch) -> Lacking:
    monkeypatch.setattr(slots, "_slots", {})
    extension = Lacking()
    extension.ids = {make_cadre(land["xuan_huong"], "Phạm An").pk}
    make_cadre(land["xuan_huong"], "Lê Bảo")
    slots.register(LIST_SLOT, extension)
    return extension


def test_an_upper_module_adds_view_filter_column_and_actions(officer, lacking) -> None:
    html = page(officer, "/can-bo/?thieu=LLCT&ngay=2020-08-31")

    assert counted(html) == 1
    assert re.search(r'aria-current="true">Thiếu LLCT</a>', html)
    assert "Thiếu: Lý luận chính trị" in html
    assert '<span class="chip loi">LLCT</span>' in html
    assert 'formaction="/ke-hoach/dua-vao/?thieu=LLCT&amp;ngay=2020-08-31" hx-post=' in html
    assert "chon=tat-ca" in html and "ke-hoach=chua" in html


def test_cells_of_an_upper_module_are_words_in_files(officer, lacking) -> None:
    rows = json.loads(officer.get("/can-bo/?format=json").content)["rows"]

    assert {row["full_name"]: row.get("lacks") for row in rows} == {"Phạm An": "LLCT, CM", "Lê Bảo": None}


def test_a_day_that_cannot_be_read_is_mended_where_it_is_told(officer, crowd) -> None:
    answer = officer.get("/can-bo/?ngay=31/02/2020&gioi=nu")
    html = answer.content.decode()

    assert answer.status_code == 400
    assert "không có trong lịch" in html
    assert re.search(r'<input[^>]*name="ngay"[^>]*value="31/02/2020"', html)
    assert '<input type="hidden" name="gioi" value="nu">' in html
