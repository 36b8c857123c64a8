"""The pages of a year's rating as their users press them, from the own words to the seal."""

import re
from datetime import date

import pytest

from caunoi.apps.ratings.choices import SheetState
from caunoi.apps.ratings.extensions import HEAD_SLOT
from caunoi.apps.ratings.models import RatingRound, RatingSeal
from caunoi.apps.ratings.services import deciding
from caunoi.foundation import clock
from caunoi.foundation.ui import slots
from tests.apps.accounts.people import browser_of, signed_in
from tests.apps.ratings.years import CODES, DAY, DUE, PAPER, THEN, begun, decided, proposed, said, sealed
from tests.factories.cadres import all_of

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r'data-figure="(rating\.\w+)" data-value="(\d+)" href="([^"]+)"')


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: DAY)


@pytest.fixture
def story():
    return begun()


@pytest.fixture
def board(story):
    return browser_of(story.board)


@pytest.fixture
def clerk(story):
    return browser_of(story.clerk)


@pytest.fixture
def person(story):
    return browser_of(story.person)


def address(story, cadre) -> str:
    return f"/xep-loai/phieu/{story.sheet(cadre).pk}/"


def unit_address(story) -> str:
    return f"/xep-loai/don-vi/{story.rated().pk}/"


def words(**more: str) -> dict[str, str]:
    return {**{f"tieu_chi_{code}": "Hoàn thành đúng hạn." for code in CODES[:5]}, "level": "htt", **more}


def test_the_board_opens_a_year_and_sees_its_progress(story, board):
    form = board.get("/xep-loai/mo/?nam=2023").content.decode()
    assert 'value="2023"' in form

    unit = story.land["lang_giang"].pk
    answer = board.post("/xep-loai/mo/", {"year": 2024, "due_on": "15/12/2024", "unit": unit}, follow=True)

    page = answer.content.decode()
    assert len(all_of(RatingRound)) == 2
    assert "0 trên 4 người đã xong" in page


def test_a_wrong_day_comes_back_with_what_was_typed(story, board):
    answer = board.post(
        "/xep-loai/mo/", {"year": 2024, "due_on": "31/31/2024", "unit": story.land["province"].pk}
    )

    assert answer.status_code == 422
    assert "31/31/2024" in answer.content.decode()


def test_a_person_finds_the_own_sheet_keeps_a_draft_and_hands_it_in(story, person):
    assert address(story, story.binh) in person.get("/toi/xep-loai/").content.decode()

    there = f"{address(story, story.binh)}tu-danh-gia/"
    person.post(there, {"tieu_chi_chinh_tri": "Chấp hành tốt.", "nhap": "1"})
    assert "Chấp hành tốt." in person.get(there).content.decode()

    answer = person.post(there, words(), follow=True)

    assert "Đã gửi phần tự đánh giá" in answer.content.decode()
    assert story.sheet(story.binh).state == SheetState.SAID


def test_handing_in_with_a_part_missing_says_which(story, person):
    answer = person.post(f"{address(story, story.binh)}tu-danh-gia/", words(tieu_chi_ket_qua=""))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Viết vài câu cho phần “Kết quả thực hiện chức trách" in page
    assert page.count("Hoàn thành đúng hạn.") == 4
    assert story.sheet(story.binh).state == SheetState.ASKED


def test_a_person_reads_no_other_sheet_and_does_no_step_of_the_office(story, person):
    said(story, story.an)
    said(story, story.binh)

    assert person.get(address(story, story.an)).status_code == 404
    assert person.get(f"{address(story, story.binh)}nhan-xet/").status_code == 403
    assert "Ghi nhận xét" not in person.get(address(story, story.binh)).content.decode()


def test_the_office_comments_and_proposes_on_the_sheet(story, clerk):
    said(story, story.binh)
    there = address(story, story.binh)

    clerk.post(f"{there}nhan-xet/", {"words": "Tập thể nhất trí."})
    page = clerk.post(f"{there}de-xuat/", {"level": "htt", "reason": ""}, follow=True).content.decode()

    assert "Đã đề xuất mức." in page and "Tập thể nhất trí." in page
    assert story.sheet(story.binh).proposed_level == "htt"


def test_the_board_decides_as_proposed_and_seals_the_unit(story, board):
    for cadre in (story.an, story.binh, story.chi):
        proposed(story, cadre)
    there = unit_address(story)

    assert "Quyết định 3 người theo mức đề xuất" in board.get(there).content.decode()
    board.post(f"{there}theo-de-xuat/")
    assert "Đủ điều kiện chốt" in board.get(there).content.decode()
    page = board.post(
        f"{there}chot/", {"document": PAPER, "decided_on": "05/12/2024"}, follow=True
    ).content.decode()

    assert "Đã chốt năm của đơn vị" in page
    assert len(all_of(RatingSeal)) == 1


def test_above_the_limit_the_page_says_so_before_and_refuses_the_seal(story, board):
    decided(story, an="htt", binh="htxs", chi="htxs")
    there = unit_address(story)

    assert "nhiều nhất được 0: vượt 2" in board.get(there).content.decode()
    answer = board.post(f"{there}chot/", {"document": PAPER, "decided_on": "05/12/2024"})

    assert answer.status_code == 409
    assert "Nghị định 48/2023" in answer.content.decode()


def test_a_correction_stands_beside_the_sealed_level(story, board):
    decided(story, an="htt", binh="htt", chi="htt")
    sealed(story)
    there = address(story, story.binh)
    assert "Quyết định mức</a>" not in board.get(there).content.decode()

    said_ = {"level": "ht", "document": "QĐ 9-QĐ/HU", "reason": "Kết luận thanh tra"}
    page = board.post(f"{there}dieu-chinh/", said_, follow=True).content.decode()

    assert "QĐ 9-QĐ/HU: Kết luận thanh tra" in page
    assert "điều chỉnh từ: Hoàn thành tốt nhiệm vụ" in board.get(unit_address(story)).content.decode()


def test_somebody_not_rated_is_taken_up_again_with_a_reason(story, clerk):
    there = address(story, story.binh)

    clerk.post(f"{there}khong-xep-loai/", {"reason": "Công tác chưa đủ 6 tháng"})
    assert story.sheet(story.binh).state == SheetState.EXCUSED
    clerk.post(f"{there}dua-lai/", {"reason": "Tính nhầm tháng"})

    assert story.sheet(story.binh).state == SheetState.ASKED


def test_what_a_head_leaves_open_stands_on_the_sheet_once_a_module_knows(story, board, monkeypatch):
    assert "Việc còn để ngỏ" not in board.get(address(story, story.an)).content.decode()

    class Open:
        key, title = "open", "Việc còn để ngỏ"

        def problems(self, actor, on, year, cadre_id, unit_id):
            return ["Kết luận thanh tra chưa thực hiện"] if cadre_id == story.an.pk else []

    monkeypatch.setattr(slots, "_slots", {**slots._slots, HEAD_SLOT: {"open": Open()}})

    assert "Kết luận thanh tra chưa thực hiện" in board.get(address(story, story.an)).content.decode()
    assert "Việc còn để ngỏ" not in board.get(address(story, story.binh)).content.decode()


def test_every_number_of_a_year_opens_as_many_sheets_as_it_says(story, board):
    said(story, story.binh)
    proposed(story, story.chi)
    deciding.excuse(actor=THEN, sheet=story.sheet(story.dung), reason="Nghỉ sinh")

    page = board.get(f"/xep-loai/dot/{story.round.pk}/").content.decode()

    found = NUMBER.findall(page)
    assert {code: int(value) for code, value, _url in found} == {
        "rating.unsaid": 1, "rating.office": 1, "rating.proposed": 1, "rating.decided": 0, "rating.excused": 1, "rating.asked": 4,
    }  # fmt: skip
    for _code, value, url in found:
        assert f'data-count="{value}"' in board.get(url.replace("&amp;", "&")).content.decode()


def test_whoever_reads_no_levels_has_no_page_of_the_year(story):
    leader = signed_in("lanhdao", story.land["province"])

    assert leader.get(unit_address(story)).status_code == 403
    assert leader.get(f"/xep-loai/dot/{story.round.pk}/").status_code == 403


def test_homes_lead_to_what_is_to_be_done(story, board, clerk, person):
    proposed(story, story.an)

    assert address(story, story.binh) in person.get("/").content.decode()
    assert unit_address(story) in clerk.get("/").content.decode()
    assert f"/xep-loai/dot/{story.round.pk}/" in board.get("/").content.decode()


def test_after_its_day_the_home_says_late(story, clerk, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2024, 12, 20))

    page = clerk.get("/").content.decode()

    assert f"quá hạn {DUE:%d/%m/%Y}" in page
