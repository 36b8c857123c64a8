"""The pages on which two records are compared, joined, and taken apart; and what the other pages say afterwards."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from caunoi.apps.cadres import services
from caunoi.apps.cadres.models import Cadre, CadreMerge, KnownApart
from caunoi.apps.cadres.services import PostingRecord, QualificationRecord
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.audit.selectors import head
from tests.apps.cadres.readers import signed_in
from tests.factories.cadres import SYSTEM, all_of, make_people, make_province, person_record

pytestmark = pytest.mark.django_db
REASON = {"reason": "Cùng một người trong hai danh sách"}
SEEN = re.compile(r'name="da_xem" value="([0-9a-f]{64})"')


@pytest.fixture
def units() -> dict[str, Any]:
    return make_province()


@pytest.fixture
def board(units: dict[str, Any]) -> Client:
    return signed_in("btc", units["province"])


@pytest.fixture
def pair(units: dict[str, Any]) -> tuple[Cadre, Cadre]:
    past = PostingRecord(
        "CX-CTHD", units["dong_son"].pk, valid_from=date(2010, 1, 1), valid_to=date(2015, 6, 1)
    )
    law = QualificationRecord("professional", "dai_hoc", field="luat", issued=PartialDate(2011))
    kept, lost = make_people(
        person_record(units["xuan_huong"], "Nguyễn Văn Hòa", birth=PartialDate(1970, 5, 6), number="CB-1"),
        person_record(
            units["dong_son"], "Nguyen Van Hoa", birth=PartialDate(1970, 5, 6), number="CB-2", phone="0912345678",
            postings=(past,), qualifications=(law,),
        ),
    )  # fmt: skip
    return kept, lost


def _text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def _join(board: Client, kept: Cadre, lost: Cadre, **said: str) -> CadreMerge:
    here = f"/can-bo/{kept.pk}/nhap/{lost.pk}/"
    seen = SEEN.search(board.get(here, {"xem": "1", **said}).content.decode())
    assert seen is not None
    answer = board.post(here, {**said, **REASON, "da_xem": seen[1]})
    assert answer.status_code == 302, answer.content.decode()
    return all_of(CadreMerge, undone_at=None)[0]


def test_the_list_shows_the_pair_with_its_reasons_and_the_line_counts_it(
    board: Client, pair: tuple[Cadre, Cadre]
) -> None:
    text = _text(board, "/can-bo/nghi-trung/")

    assert "Nguyễn Văn Hòa" in text
    assert "Nguyen Van Hoa" in text
    assert "họ tên chỉ khác dấu, một bên gõ không dấu; cùng ngày sinh" in text
    assert "/can-bo/nghi-trung/dem/" in _text(board, "/can-bo/?ngay=2020-08-31")
    assert "1 cặp nghi trùng" in _text(board, "/can-bo/nghi-trung/dem/")


def test_nobody_is_told_of_a_twin_out_of_reach(units: dict[str, Any], pair: tuple[Cadre, Cadre]) -> None:
    kept, lost = pair
    district = signed_in("btc", units["lang_giang"])
    clerk = signed_in("xa", units["xuan_huong"])

    assert "Không có cặp nào nghi trùng" in _text(district, "/can-bo/nghi-trung/")
    assert "Không có hồ sơ nghi trùng" in _text(district, "/can-bo/nghi-trung/dem/")
    _text(district, f"/can-bo/{kept.pk}/nhap/{lost.pk}/", 404)
    _text(clerk, "/can-bo/nghi-trung/", 403)
    assert "nghi-trung" not in _text(clerk, "/can-bo/?ngay=2020-08-31")


def test_two_records_side_by_side_mark_what_differs_and_show_all_facts(
    board: Client, pair: tuple[Cadre, Cadre]
) -> None:
    kept, lost = pair

    text = _text(board, f"/can-bo/{kept.pk}/nhap/{lost.pk}/")

    assert 'name="full_name" value="giu"' in text
    assert 'name="birth"' not in text
    assert "Đại học" in text
    assert "chuyển sang hồ sơ giữ lại" in text


def test_a_look_before_lists_every_row_and_writes_none(board: Client, pair: tuple[Cadre, Cadre]) -> None:
    kept, lost = pair

    text = _text(board, f"/can-bo/{kept.pk}/nhap/{lost.pk}/?xem=1&phone=nhap")

    assert "lấy theo hồ sơ nhập vào: điện thoại" in text
    assert "rời khỏi sổ" in text
    assert len(all_of(Cadre)) == 2


def test_joined_records_are_one_person_everywhere_and_the_old_address_leads_there(
    board: Client, pair: tuple[Cadre, Cadre], units: dict[str, Any]
) -> None:
    kept, lost = pair

    done = _join(board, kept, lost)

    moved = board.get(f"/can-bo/{lost.pk}/")
    assert (moved.status_code, moved["Location"]) == (302, f"/can-bo/{kept.pk}/")
    text = _text(board, f"/can-bo/{kept.pk}/?the=nhat-ky")
    assert "Nguyen Van Hoa (CB-2)" in text
    assert f"/can-bo/nhap-ho-so/{done.pk}/" in text
    assert "Nhập một hồ sơ khác của cùng người vào" in text
    assert "Lập hồ sơ" in text
    assert board.get(f"/api/v1/cadres/{lost.pk}").json()["id"] == str(kept.pk)
    assert signed_in("xa", units["dong_son"]).get(f"/can-bo/{lost.pk}/").status_code == 404
    clerk = _text(signed_in("xa", units["xuan_huong"]), f"/can-bo/{kept.pk}/")
    assert "Nguyen Van Hoa (CB-2)" in clerk
    assert "nhap-ho-so" not in clerk
    assert "Không có cặp nào nghi trùng" in _text(board, "/can-bo/nghi-trung/")


def test_as_it_was_known_before_the_two_records_are_two_still(
    board: Client, pair: tuple[Cadre, Cadre]
) -> None:
    kept, lost = pair
    before = f"?known=%23{head()[0]}"
    page = _masked(board.get(f"/can-bo/{lost.pk}/{before}").content)
    assert "Nguyen Van Hoa" in page

    _join(board, kept, lost)
    _text(board, "/can-bo/nghi-trung/")  # where the toast is shown

    assert _masked(board.get(f"/can-bo/{lost.pk}/{before}").content) == page
    assert "CB-2" not in _text(board, f"/can-bo/{kept.pk}/{before}")


def test_the_page_of_a_joining_takes_the_two_apart_again(board: Client, pair: tuple[Cadre, Cadre]) -> None:
    kept, lost = pair
    done = _join(board, kept, lost)
    here = f"/can-bo/nhap-ho-so/{done.pk}/"
    assert "mọi dòng trở về đúng như trước khi nhập" in _text(board, here)
    assert board.post(here, {"reason": ""}).status_code == 422

    answer = board.post(here, {"reason": "Hai anh em"})

    assert answer.status_code == 302
    assert "Đã tách lại, mọi dòng trở về như trước khi nhập." in _text(board, here)
    assert len(all_of(Cadre)) == 2
    assert "Nguyen Van Hoa" in _text(board, f"/can-bo/{lost.pk}/")


def test_what_was_written_since_is_listed_before_it_is_kept(board: Client, pair: tuple[Cadre, Cadre]) -> None:
    kept, lost = pair
    done = _join(board, kept, lost)
    services.rate_cadre(actor=SYSTEM, cadre=all_of(Cadre)[0], year=2017, grade="ht", decision="")

    text = _text(board, f"/can-bo/nhap-ho-so/{done.pk}/")

    assert "thêm sau khi nhập, ở lại với hồ sơ giữ lại" in text


def test_a_pair_of_two_main_posts_cannot_be_sent_and_says_why(board: Client, units: dict[str, Any]) -> None:
    one, other = make_people(
        person_record(units["xuan_huong"], "Nguyễn Văn Hòa", birth=PartialDate(1970, 5, 6)),
        person_record(units["dong_son"], "Nguyễn Văn Hoà", birth=PartialDate(1970, 5, 7), title_code="CX-CTHD"),
    )  # fmt: skip
    here = f"/can-bo/{one.pk}/nhap/{other.pk}/"

    text = _text(board, f"{here}?xem=1")

    assert "Hai chức danh chính trùng thời gian" in text
    assert "disabled" in text
    assert board.post(here, {**REASON, "da_xem": "0" * 64}).status_code == 409


def test_without_a_reason_the_look_stays_with_what_was_chosen(
    board: Client, pair: tuple[Cadre, Cadre]
) -> None:
    kept, lost = pair

    answer = board.post(f"/can-bo/{kept.pk}/nhap/{lost.pk}/", {"full_name": "nhap", "reason": ""})

    assert answer.status_code == 422
    assert 'name="full_name" value="nhap"' in answer.content.decode()
    assert len(all_of(Cadre)) == 2


def test_two_people_found_to_be_two_are_not_asked_about_again(
    board: Client, pair: tuple[Cadre, Cadre]
) -> None:
    kept, lost = pair
    here = f"/can-bo/{kept.pk}/nhap/{lost.pk}/khac-nguoi/"
    assert board.post(here, {"reason": ""}).status_code == 422

    answer = board.post(here, {"reason": "Hai anh em họ"})

    assert (answer.status_code, answer["Location"]) == (302, "/can-bo/nghi-trung/")
    assert all_of(KnownApart)[0].reason == "Hai anh em họ"
    assert "Hai anh em họ" in _text(board, f"/can-bo/{kept.pk}/nhap/{lost.pk}/")
    assert "Không có cặp nào nghi trùng" in _text(board, "/can-bo/nghi-trung/")


def test_a_page_reads_the_same_whether_there_is_a_twin_next_door_or_not(units: dict[str, Any]) -> None:
    """Two worlds: nothing that a unit is answered differs by what the other unit keeps."""
    kept = make_people(
        person_record(units["xuan_huong"], "Nguyễn Văn Hòa", birth=PartialDate(1970, 5, 6), number="CB-1")
    )[0]
    readers = [signed_in("btc", units["lang_giang"]), signed_in("xa", units["xuan_huong"])]
    pages = (
        "/can-bo/nghi-trung/",
        "/can-bo/nghi-trung/dem/",
        "/can-bo/?ngay=2020-08-31",
        f"/can-bo/{kept.pk}/",
    )
    before = [_masked(reader.get(path).content) for reader in readers for path in pages]

    other = services.register_cadre(
        actor=SYSTEM, full_name="Nguyen Van Hoa", birth=PartialDate(1970, 5, 6), unit=units["dong_son"],
        title_code="CX-CTHD", valid_from=date(2015, 6, 1),
    )  # fmt: skip
    found = _text(signed_in("btc", units["province"]), "/can-bo/nghi-trung/dem/")
    signed_in("btc", units["province"]).post(
        f"/can-bo/{kept.pk}/nhap/{other.pk}/khac-nguoi/", {"reason": "Hai anh em"}
    )

    assert "1 cặp nghi trùng" in found
    assert [_masked(reader.get(path).content) for reader in readers for path in pages] == before


def _masked(content: bytes) -> str:
    return re.sub(r"\b[A-Za-z0-9]{64}\b", "TOKEN", content.decode())


@pytest.mark.parametrize("strange", ["-1", "abc", "99999999999", "٣"])
def test_a_strange_place_in_the_list_is_its_beginning(
    board: Client, pair: tuple[Cadre, Cadre], strange: str
) -> None:
    assert "Nguyễn Văn Hòa" in _text(board, f"/can-bo/nghi-trung/?tu={strange}")
