"""Pages of the standards: what they show, to whom, in how many statements and bytes."""

import csv
import gzip
import io
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from caunoi.apps.organisation.models import UnitVersion
from caunoi.apps.standards.extensions import CLOSING_SLOT, MATRIX_SLOT, MatrixColumn
from caunoi.apps.standards.selectors.cases import cases_of
from caunoi.foundation.ui import slots
from caunoi.foundation.ui.components import Link
from tests.apps.cadres.readers import signed_in
from tests.apps.standards.land import held, make_crowd, make_official, post
from tests.factories import organisation

GAPS = "/thieu-chuan/"


@pytest.fixture
def officer(land) -> Client:
    return signed_in("btc", land["province"])


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


# ---- the gap matrix


def test_the_matrix_puts_the_commune_lacking_most_first(land, officer) -> None:
    make_official("Phạm An", post("CX-CTUB", land["tan_thanh"]), papers=held("so_cap", "so_cap"))
    make_official("Lê Bình", post("CX-CTUB", land["xuan_huong"]), papers=held(political="so_cap"))

    html = page(officer, GAPS)
    by_name = page(officer, f"{GAPS}?sap=ten")

    assert html.index("Xã Tân Thành") < html.index("Xã Xuân Hương")
    assert by_name.index("Xã Đồng Sơn") < by_name.index("Xã Tân Thành")
    assert 'aria-sort="descending"' in html


def test_the_matrix_may_be_narrowed_to_a_district_and_to_a_title(land, officer) -> None:
    make_official("Phạm An", post("CX-CTUB", land["tan_thanh"]), papers=held(political="so_cap"))
    make_official("Lê Bình", post("CX-BT", land["dong_son"]), papers=held(political="so_cap"))

    district, title = page(officer, f"{GAPS}?xa=215"), page(officer, f"{GAPS}?chuc-danh=CX-CTUB")

    assert "Xã Đồng Sơn" in district and "Xã Tân Thành" not in district
    assert 'data-figure="standard.people" data-value="1"' in title
    assert "chuc-danh=CX-CTUB&amp;xa=07423&amp;thieu=LLCT" in title


def test_tabs_lead_to_key_officials_to_each_title_and_to_everybody(land, officer) -> None:
    make_official("Phạm An", post("CX-CTUB", land["tan_thanh"]))
    make_official("Lê Bình", post("CC-VPTK", land["tan_thanh"]))

    assert 'data-figure="standard.people" data-value="1"' in page(officer, GAPS)
    assert 'data-figure="standard.people" data-value="1"' in page(officer, f"{GAPS}?khoi=cong_chuc")
    assert 'data-figure="standard.people" data-value="2"' in page(officer, f"{GAPS}?nhom=tat-ca")


def test_who_is_not_known_is_told_apart_under_the_table(land, officer) -> None:
    make_official("Phạm An", post("CX-CTUB", land["xuan_huong"]), papers=held(political=""))

    html = page(officer, GAPS)

    assert 'data-figure="gap.unknown.LLCT" data-value="1"' in html
    assert 'data-figure="gap.LLCT" data-value="0"' in html


def test_the_files_of_the_matrix_hold_its_rows_and_its_total(land, officer) -> None:
    make_crowd(land)
    listed = officer.get(f"{GAPS}?format=json").json()

    lines = list(csv.DictReader(io.StringIO(officer.get(f"{GAPS}?format=csv").content.decode("utf-8-sig"))))
    book = openpyxl.load_workbook(io.BytesIO(officer.get(f"{GAPS}?format=xlsx").content)).active

    assert [line["Xã, phường"] for line in lines] == [row["unit"] for row in listed["rows"]] + ["Cộng"]
    assert [int(line["Lượt thiếu"]) for line in lines] == [
        row["times"] for row in [*listed["rows"], listed["total"]]
    ]
    assert book.max_row == 4 + len(lines)
    assert officer.get(f"{GAPS}?format=exe").status_code == 400


def test_a_clerk_sees_the_row_of_their_commune_alone(land) -> None:
    make_crowd(land, 30)

    html = page(signed_in("xa", land["dong_son"]), GAPS)

    assert "Xã Đồng Sơn" in html
    assert "Xã Xuân Hương" not in html and "Xã Tân Thành" not in html


@pytest.mark.parametrize(
    ("role", "status"), [("quantri", 403), ("truong", 403), ("lanhdao", 200), ("kiemtra", 200)]
)
def test_the_matrix_is_for_roles_that_see_people(land, role, status) -> None:
    assert signed_in(role, land["province"]).get(GAPS).status_code == status


def test_a_visitor_is_asked_to_sign_in_for_gaps_and_reads_the_rules_freely(land) -> None:
    visitor = Client()

    assert visitor.get(GAPS).status_code == 302
    assert visitor.get("/api/v1/gaps").status_code == 401
    assert visitor.get("/tieu-chuan/").status_code == 200
    assert visitor.get("/api/v1/standards?on=2020-08-31").status_code == 200


def test_the_statements_of_the_page_do_not_grow_with_people_or_communes(land, officer) -> None:
    counts = []
    for number in range(2):
        make_crowd(land, 10, seed=number) if not number else make_more(land)
        with CaptureQueriesContext(connection) as asked:
            page(officer, GAPS)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 20


def make_more(land) -> None:
    for number in range(12):
        unit = organisation.make_unit(
            f"Xã số {number}", parent=land["yen_the"], code=f"0{7500 + number}", area="dong_bang"
        )
        make_official(f"Ngô Văn {chr(65 + number)}", post("CX-BT", unit))


def test_two_hundred_and_thirty_communes_weigh_less_than_a_photograph(land, officer) -> None:
    for number in range(227):
        organisation.make_unit(
            f"Số {number}", parent=land["yen_the"], code=f"0{8000 + number}", area="dong_bang"
        )
    make_crowd(land)

    html = officer.get(GAPS).content

    assert b'data-count="230"' in html
    assert len(gzip.compress(html)) < 30_000


def test_a_day_before_anybody_served_shows_an_empty_matrix(land, officer) -> None:
    html = page(officer, f"{GAPS}?ngay=2012-01-01")

    assert 'data-figure="standard.people" data-value="0"' in html


def test_a_day_after_the_province_has_passed_into_another_shows_the_communes_of_that_day(
    land, officer
) -> None:
    later = date(2025, 7, 1)
    organisation.make_unit(
        "Ngoài tỉnh", parent=organisation.make_province("Bắc Ninh", code="27"), code="09000"
    )
    UnitVersion.objects.filter(valid_to=None, parent=land["lang_giang"]).update(valid_to=later)
    new = organisation.make_unit("Tiên Lục", code="07400", valid_from=later)
    organisation.make_succession(land["xuan_huong"], new, later)
    organisation.make_succession(land["tan_thanh"], new, later)

    html = page(officer, f"{GAPS}?ngay=2025-07-01")
    clerk = page(signed_in("xa", land["xuan_huong"]), f"{GAPS}?ngay=2025-07-01")
    stranger = page(signed_in("xa", land["dong_son"]), f"{GAPS}?ngay=2025-07-01")

    assert "Xã Tiên Lục" in html and "Xã Ngoài tỉnh" not in html
    assert "Xã Tiên Lục" in clerk
    assert "Xã Tiên Lục" not in stranger and "Xã Đồng Sơn" in stranger


def test_an_upper_module_may_add_a_column_beside_the_gaps(land, officer) -> None:
    class Planned:
        key = "tests.planned"

        def column(self, actor, on, unit_ids, params):
            return MatrixColumn("Trong kế hoạch", {**dict.fromkeys(unit_ids, "ba chỗ"), None: params["nhom"]})

    slots.register(MATRIX_SLOT, Planned())

    html = page(officer, GAPS)

    del slots._slots[MATRIX_SLOT]["tests.planned"]
    assert "Trong kế hoạch" in html
    assert (html.count("ba chỗ"), html.count(">chu-chot<")) == (3, 1)


# ---- the rules


def test_every_title_of_the_day_has_its_rules_in_sentences_with_their_source(land, officer) -> None:
    html = page(officer, "/tieu-chuan/?ngay=2020-08-31")

    for words in (
        "Bí thư Đảng ủy",
        "Trung cấp trở lên",
        "Quyết định 04/2004/QĐ-BNV",
        "cần đối chiếu văn bản gốc",
    ):
        assert words in html


def test_the_day_decides_which_rules_stand_there(land, officer) -> None:
    later = page(officer, "/tieu-chuan/CX-BT/?ngay=2023-08-01")
    before = page(officer, "/tieu-chuan/CX-BT/?ngay=2023-07-31")

    assert "Nghị định 33/2023/NĐ-CP" in later and "Quyết định 04/2004/QĐ-BNV" in later
    assert later.count("đang có hiệu lực") == before.count("đang có hiệu lực") == 1
    assert later.index("đang có hiệu lực") < later.index("không có hiệu lực ngày này")
    assert before.index("không có hiệu lực ngày này") < before.index("đang có hiệu lực")


def test_a_title_without_a_rule_in_force_says_so(land, officer) -> None:
    html = page(officer, "/tieu-chuan/CX-BT/?ngay=2026-01-01")

    assert "không có vào ngày 01/01/2026" in html
    assert officer.get("/tieu-chuan/KHONG-CO/").status_code == 404


def test_a_title_tells_how_many_hold_it_to_those_who_may_know(land, officer) -> None:
    make_official("Phạm An", post("CX-BT", land["xuan_huong"]))

    assert 'data-figure="standard.people" data-value="1"' in page(officer, "/tieu-chuan/CX-BT/")
    assert "data-figure" not in page(Client(), "/tieu-chuan/CX-BT/")


def test_a_title_shows_its_stored_cases_and_how_many_there_are(land, officer) -> None:
    count = len(cases_of("CX-BT"))

    html = page(officer, "/tieu-chuan/CX-BT/")

    assert count > 3
    assert f'id="ca-mau" data-count="{count}"' in html
    assert all(case.name in html for case in cases_of("CX-BT"))
    assert f"{count} ca mẫu đã kiểm" in page(officer, "/tieu-chuan/")


# ---- on the pages of people


def test_the_list_says_who_lacks_what_and_filters_by_it(land, officer) -> None:
    make_official("Phạm An", post("CX-CTUB", land["xuan_huong"]), papers=held(political="so_cap"))
    make_official("Lê Bình", post("CX-CTUB", land["xuan_huong"]))

    everybody, lacking = page(officer, "/can-bo/"), page(officer, "/can-bo/?thieu=LLCT")

    assert 'class="chip loi">LLCT' in everybody and 'class="chip dat">Đạt' in everybody
    assert "Phạm An" in lacking and "Lê Bình" not in lacking
    assert officer.get("/can-bo/?thieu=SAI").status_code == 400


def test_the_page_of_a_person_shows_each_requirement_with_its_paper_and_the_way_out(land, officer) -> None:
    cadre = make_official("Phạm An", post("CX-CTUB", land["xuan_huong"]), papers=held(political="so_cap"))

    html = page(officer, f"/can-bo/{cadre.pk}/")

    for words in (
        "Chuẩn của chức danh",
        "Chưa đạt",
        "Trung cấp trở lên",
        "Sơ cấp",
        "Lý luận chính trị: Trung cấp",
        "nhập tay",
    ):
        assert words in html


def test_what_closes_a_gap_may_be_told_by_an_upper_module(land, officer) -> None:
    class Closing:
        key = "tests.closing"

        def links(self, actor, on, missing):
            return [Link(f"Học {one.what} {one.value}", "/lop/") for one in missing]

    cadre = make_official("Phạm An", post("CX-CTUB", land["xuan_huong"]), papers=held(political="so_cap"))
    slots.register(CLOSING_SLOT, Closing())

    html = page(officer, f"/can-bo/{cadre.pk}/")

    del slots._slots[CLOSING_SLOT]["tests.closing"]
    assert "Học political_theory trung_cap" in html


def test_a_role_that_does_not_read_a_column_is_not_told_what_stands_in_it(land, officer) -> None:
    cadre = make_official(
        "Phạm An",
        post("CX-BT", land["xuan_huong"], first_elected=date(2015, 6, 1)),
        birth=None,
        is_party_member=True,
    )

    leader = page(signed_in("lanhdao", land["province"]), f"/can-bo/{cadre.pk}/")

    assert "vai trò của bạn không xem mục này" in leader
    assert "Đảng viên chính thức" not in leader
    assert "Đảng viên chính thức" in page(officer, f"/can-bo/{cadre.pk}/")


def test_somebody_without_a_post_has_no_standard(land, officer) -> None:
    cadre = make_official("Phạm An", post("CX-BT", land["xuan_huong"], until=date(2019, 1, 1)))

    assert "Chuẩn của chức danh" not in page(officer, f"/can-bo/{cadre.pk}/")


def test_the_explanation_by_api_is_for_those_who_see_the_person(land, officer) -> None:
    cadre = make_official("Phạm An", post("CX-CTUB", land["xuan_huong"]), papers=held(political="so_cap"))

    answered = officer.get(f"/api/v1/cadres/{cadre.pk}/standards?on=2020-08-31").json()

    assert answered["verdict"] == "not_met"
    assert answered["posts"][0]["ways_out"] == [["Lý luận chính trị: Trung cấp"]]
    assert signed_in("xa", land["dong_son"]).get(f"/api/v1/cadres/{cadre.pk}/standards").status_code == 404
