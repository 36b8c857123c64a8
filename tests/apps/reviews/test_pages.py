"""The pages of a review as their users press them: rows that save, what refuses, what may not be seen."""

import pytest

from caunoi.apps.reviews.choices import Answer, SheetState
from caunoi.apps.reviews.models import ReviewRound
from caunoi.apps.reviews.services import approving
from tests.apps.accounts.people import signed_in
from tests.apps.reviews.rounds import begun, lock_all, send_all
from tests.factories.cadres import SYSTEM, all_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return begun()


@pytest.fixture
def clerk(story):
    return signed_in("xa", story.land["xuan_huong"])


@pytest.fixture
def board(story):
    return signed_in("btc", story.land["province"])


def address(story, unit: str = "xuan_huong") -> str:
    return f"/ra-soat/bang/{story.sheet(unit).pk}/"


def test_the_home_of_the_clerk_leads_to_the_sheet(story, clerk):
    assert address(story) in clerk.get("/").content.decode()


def test_the_queue_of_scans_is_offered_to_whom_it_opens_alone(story, clerk):
    leader = signed_in("lanhdao", story.land["province"])

    assert '<a href="/minh-chung/"' in main_of(clerk.get(address(story)))
    assert '<a href="/minh-chung/"' not in main_of(leader.get(address(story)))


def main_of(answer) -> str:
    return answer.content.decode().split("<main", 1)[1]


def test_the_sheet_names_everybody_once(story, clerk):
    page = clerk.get(address(story)).content.decode()

    assert page.count("Nguyễn Văn An</a>") == page.count("Trần Thị Bình</a>") == 1
    assert "Giáp Văn Chi" not in page


def test_one_press_answers_for_one_person_and_says_when_it_was_saved(story, clerk):
    answer = clerk.post(
        f"{address(story)}{story.line(story.an).pk}/", {"nguyen": "1"}, HTTP_HX_REQUEST="true"
    )

    page = answer.content.decode()
    assert story.line(story.an).answer == Answer.SAME
    assert "Đã lưu" in page and "Đã xác nhận 1 trên 2 người" in page


def test_a_change_typed_wrongly_keeps_what_was_typed_and_says_how_to_mend(story, clerk):
    said = {"doi": "1", "version": story.an.version, "ly_luan": "trung_cap", "ly_luan_ngay": "31/31/2018"}

    answer = clerk.post(f"{address(story)}{story.line(story.an).pk}/", said)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "31/31/2018" in page
    assert story.line(story.an).answer == Answer.OPEN


def test_the_rest_is_asked_once_more_with_its_number(story, clerk):
    asked = clerk.get(f"{address(story)}con-lai/").content.decode()
    assert "Giữ nguyên 2 người còn lại" in asked

    clerk.post(f"{address(story)}con-lai/")

    assert story.line(story.binh).answer == Answer.SAME


def test_sending_with_somebody_missing_names_them_and_sends_nothing(story, clerk):
    answer = clerk.post(f"{address(story)}gui/")

    assert answer.status_code == 409
    assert "Nguyễn Văn An" in answer.content.decode()
    assert story.sheet("xuan_huong").state == SheetState.ASKED


def test_a_whole_review_from_opening_to_freezing(story, clerk, board):
    send_all(story, "tan_thanh")
    clerk.post(f"{address(story)}con-lai/")
    sent = clerk.post(f"{address(story)}gui/", follow=True).content.decode()
    assert "RS-2020-" in sent

    for unit in ("xuan_huong", "tan_thanh"):
        board.post(f"{address(story, unit)}khoa/")
    frozen = board.post(f"/ra-soat/{story.round.pk}/chot/", follow=True).content.decode()

    assert "Đã chốt 3 người" in frozen
    assert all_of(ReviewRound)[0].state == "frozen"


def test_the_board_page_counts_by_the_same_figures_as_their_lists(story, board):
    send_all(story, "xuan_huong")

    page = board.get(f"/ra-soat/{story.round.pk}/").content.decode()
    number = board.get(f"/api/v1/figures/review.sent?dot={story.round.pk}").json()

    assert number["value"] == 1
    assert "RS-2020-" in page
    assert board.get(f"/giai-thich/review.sent/danh-sach/?dot={story.round.pk}").status_code == 200


def test_a_reason_is_asked_where_a_sheet_goes_back(story, board):
    send_all(story, "xuan_huong")

    answer = board.post(f"{address(story)}tra-lai/", {"reason": ""})

    assert answer.status_code == 422
    assert "Nhập lý do" in answer.content.decode()
    assert story.sheet("xuan_huong").state == SheetState.SENT


def test_a_lock_is_opened_by_another_person_only(story, board):
    lock_all(story, "xuan_huong")
    board.post(f"{address(story)}mo-khoa/", {"reason": "Nộp nhầm"})
    second = signed_in("btc", story.land["province"])

    alone = board.post(f"{address(story)}mo-khoa/dong-y/")
    second.post(f"{address(story)}mo-khoa/dong-y/")

    assert alone.status_code == 409
    assert story.sheet("xuan_huong").state == SheetState.RETURNED
    assert approving.pending_unlock(SYSTEM, story.sheet("xuan_huong")) is None


def test_the_neighbour_gets_what_does_not_exist(story):
    neighbour = signed_in("xa", story.land["dong_son"])

    assert neighbour.get(address(story)).status_code == 404
    assert neighbour.post(f"{address(story)}gui/").status_code == 404


def test_a_round_is_opened_in_a_form_and_a_wrong_day_is_told(story, board):
    page = board.post(
        "/ra-soat/mo/",
        {"name": "Đợt", "as_of": "32/01/2020", "due_on": "", "unit": story.land["province"].pk},
    )

    text = page.content.decode()
    assert page.status_code == 422
    assert "Nhập hạn các đơn vị gửi" in text
