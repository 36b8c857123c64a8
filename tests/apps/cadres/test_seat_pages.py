"""Seats and people as a page, a file, a panel and a command; the form that says how many there are."""

import json
import re
from datetime import date

import pytest

from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.models import Seat
from caunoi.apps.cadres.services import PostingRecord, set_seats
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.commandline.entry import main
from tests.apps.cadres.readers import signed_in
from tests.factories.cadres import SYSTEM, all_of, make_people, make_province, person_record

pytestmark = pytest.mark.django_db
SINCE, DAY = date(2016, 6, 15), "2020-08-31"
FIGURE = re.compile(r'<a class="so" data-figure="([a-z_.]+)" data-value="(\d+)" href="([^"]+)"')


@pytest.fixture
def units():
    """Two deputies on one seat in Xuân Hương, a secretary who chairs the council in Đồng Sơn, a seat free in both."""
    units = make_province()
    for unit in (units["xuan_huong"], units["dong_son"]):
        for title in ("CX-PCTUB", "CX-PBT"):
            set_seats(
                actor=SYSTEM, unit=unit, title_code=title, number=1, valid_from=SINCE, basis="QĐ 12/QĐ-UBND"
            )
    secretary = (
        PostingRecord("CX-BT", units["dong_son"].pk, valid_from=SINCE),
        PostingRecord("CX-CTHD", units["dong_son"].pk, PostingKind.CONCURRENT, SINCE),
    )
    make_people(
        person_record(units["xuan_huong"], "Nguyễn Văn An", title_code="CX-PCTUB"),
        person_record(units["xuan_huong"], "Trần Thị Bình", title_code="CX-PCTUB"),
        person_record(units["dong_son"], "Lê Văn Cường", postings=secretary),
    )
    return units


@pytest.fixture
def board(units):
    return signed_in("btc", units["province"])


def page(client, query=""):
    answer = client.get(f"/can-bo/cho/?ngay={DAY}{query}")
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def test_the_page_counts_seats_by_commune(board):
    text = page(board)

    assert 'data-figure="seats.surplus" data-value="1"' in text
    assert 'data-figure="people.in_post" data-value="3"' in text
    assert 'data-figure="posts.held" data-value="4"' in text
    assert 'data-count="2"' in text


def test_every_number_of_the_page_leads_to_as_many_rows(board, units):
    found = {
        match
        for query in ("", "&xa=07420", "&chuc-danh=CX-PBT")
        for match in FIGURE.findall(page(board, query))
    }

    assert len(found) > 12
    for code, value, url in found:
        rows = board.get(url.replace("&amp;", "&"))
        assert f'data-count="{value}"' in rows.content.decode(), (code, url)


def test_within_a_commune_people_stand_by_name(board):
    text = page(board, "&xa=07420")

    assert "Nguyễn Văn An" in text
    assert "Trần Thị Bình" in text
    assert "Lê Văn Cường" not in text
    assert "QĐ 12/QĐ-UBND" in text


def test_an_unknown_number_is_said_to_be_unknown(board):
    assert "chưa ghi" in page(board, "&xa=07290")


def test_on_a_day_without_any_number_the_page_says_that_none_is_recorded(board):
    text = board.get("/can-bo/cho/?ngay=2016-06-14").content.decode()
    api = board.get("/api/v1/figures/seats.vacant?on=2016-06-14").json()

    assert 'data-figure="seats.vacant" data-value="">chưa có số<' in text
    assert api["value"] is None


def test_a_clerk_sees_the_own_commune_and_no_way_to_set_a_number(units):
    text = page(signed_in("xa", units["xuan_huong"]))

    assert "Nguyễn Văn An" in text
    assert "Lê Văn Cường" not in text
    assert "/can-bo/cho/ghi/" not in text


@pytest.mark.parametrize(("query", "status"), [("&xa=99999", 404), ("&chuc-danh=<x>", 400)])
def test_an_address_nobody_can_read_is_refused(board, query, status):
    assert board.get(f"/can-bo/cho/?ngay={DAY}{query}").status_code == status


def test_the_file_of_a_commune_names_people_and_is_remembered(board):
    answer = board.get(f"/can-bo/cho/?ngay={DAY}&xa=07420&format=json")

    rows = {row["title"]: row for row in json.loads(answer.content)["rows"]}
    assert rows["Phó Chủ tịch UBND"]["surplus"] == 1
    assert rows["Phó Chủ tịch UBND"]["people"] == "Nguyễn Văn An; Trần Thị Bình"
    assert len(all_of(AuditEvent, action="audit.list_taken")) == 1


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_sums_by_commune_are_a_file_too(board, form):
    answer = board.get(f"/can-bo/cho/?ngay={DAY}&format={form}")

    assert answer.status_code == 200
    assert f"cho-va-nguoi-{DAY}.{form}" in answer["Content-Disposition"]


def test_the_roster_of_a_day_is_a_file(board):
    answer = board.get(f"/giai-thich/posts.held/danh-sach/?ngay={DAY}&format=csv")

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len([line for line in lines if "Lê Văn Cường" in line]) == 2


def send(client, **said):
    said = {
        "unit": "Xuân Hương", "what": "CX-PCTUB", "number": "2", "valid_from": "01/10/2020", "basis": "QĐ 5", **said,
    }  # fmt: skip
    return client.post(f"/can-bo/cho/ghi/?ngay={DAY}", said)


def test_a_number_for_next_month_is_kept_and_changes_nothing_today(board):
    before = FIGURE.findall(page(board))

    answer = send(board)

    assert (answer.status_code, answer["Location"]) == (302, f"/can-bo/cho/?xa=07420&ngay={DAY}")
    assert (
        'data-figure="seats.surplus" data-value="0"'
        in board.get("/can-bo/cho/?ngay=2020-10-01").content.decode()
    )
    assert FIGURE.findall(page(board)) == before


def test_a_group_is_given_a_number_of_heads(board):
    assert send(board, what="nhom:bien_che", number="1", valid_from="31/08/2020").status_code == 302

    assert [seat.number for seat in all_of(Seat, block="bien_che")] == [1]
    assert 'data-figure="staff.surplus" data-value="1"' in page(board, "&xa=07420")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"number": ""}, "Nhập số chỗ"),
        ({"number": "hai"}, "một số nguyên"),
        ({"number": "-1"}, "từ 0 trở lên"),
        ({"valid_from": "2020"}, "đủ ngày, tháng, năm"),
        ({"basis": ""}, "Nhập căn cứ"),
        ({"unit": "Không Có"}, "không có đơn vị"),
        ({"what": ""}, "Chọn chức danh"),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_the_field(board, said, told):
    answer = send(board, **said)

    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_the_form_begins_where_one_came_from(board):
    text = board.get(f"/can-bo/cho/ghi/?ngay={DAY}&xa=07420&chuc-danh=CX-PBT").content.decode()

    assert "(07420)" in text
    assert '<option value="CX-PBT" selected>' in text


def test_a_clerk_sets_no_number(units):
    assert send(signed_in("xa", units["xuan_huong"])).status_code == 403


def test_the_page_of_a_unit_shows_who_sits_where(board, units):
    commune = board.get(f"/don-vi/{units['xuan_huong'].pk}/?ngay={DAY}").content.decode()
    district = board.get(f"/don-vi/{units['lang_giang'].pk}/?ngay={DAY}").content.decode()

    assert "Chỗ và người" in commune
    assert "Nguyễn Văn An" in commune
    assert 'data-figure="seats.surplus" data-value="1"' in district
    assert "Nguyễn Văn An" not in district


def test_the_page_of_a_unit_tells_a_visitor_nothing_of_seats(client, units):
    text = client.get(f"/don-vi/{units['xuan_huong'].pk}/?ngay={DAY}").content.decode()

    assert "Chỗ và người" not in text
    assert "Nguyễn Văn An" not in text


def test_the_command_prints_the_roster_of_a_day(units, capsys):
    code = main(["cadres", "roster", "31/08/2020", "--unit", "07290", "--format", "json"])

    rows = json.loads(capsys.readouterr().out)
    assert code == 0
    assert [(row["Họ và tên"], row["Chức danh"], row["Cách giữ"]) for row in rows] == [
        ("Lê Văn Cường", "Bí thư Đảng ủy", "chính"),
        ("Lê Văn Cường", "Chủ tịch HĐND", "kiêm nhiệm"),
    ]
