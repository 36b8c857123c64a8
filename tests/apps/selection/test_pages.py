"""The pages of nominations and owed standards as their users press them."""

from datetime import date

import pytest

from caunoi.apps.selection.choices import NominationState
from caunoi.apps.selection.models import Nomination, OwedStandard
from caunoi.foundation import clock
from tests.apps.accounts.people import signed_in
from tests.apps.selection.people import CODE, begun, nominated, owed_by
from tests.factories.cadres import SYSTEM, all_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return begun()


@pytest.fixture
def clerk(story):
    return signed_in("xa", story.land["commune"])


@pytest.fixture
def board(story):
    return signed_in("btc", story.land["province"])


@pytest.fixture
def district(story):
    return signed_in("btc", story.land["district"])


def shown(browser, address: str) -> str:
    answer = browser.get(address, follow=True)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


def test_the_clerk_sees_own_people_with_reasons_and_sends_them_with_one_press(story, clerk):
    page = shown(clerk, "/de-cu/")

    assert "Nguyễn Văn An" in page and "Giáp Văn Chi" not in page
    assert "bắt buộc để đạt chuẩn" in page and "năm công tác" in page
    clerk.post("/de-cu/cu/", {"chon": [f"{story.an.pk}.{CODE}", f"{story.binh.pk}.{CODE}"], "word": ""})
    assert {each.cadre_id for each in all_of(Nomination)} == {story.an.pk, story.binh.pk}


@pytest.mark.parametrize(
    ("picked", "status", "words"),
    [
        ([], 409, "Chưa chọn ai"),
        (["x"], 400, "<h1"),
        (["00000000-0000-0000-0000-000000000000.LLCT"], 409, "không do đơn vị bạn quản lý hồ sơ"),
    ],
)
def test_what_names_nobody_is_refused_in_words(clerk, picked, status, words):
    answer = clerk.post("/de-cu/cu/", {"chon": picked})

    assert answer.status_code == status
    assert words in answer.content.decode() and all_of(Nomination) == []


def test_the_yes_of_district_and_province_travels_up_and_shows_on_their_homes(
    story, clerk, district, board, actor_with
):
    made = nominated(story.an, actor_with("xa", story.land["commune"]))

    assert "/de-cu/?xem=cho-duyet" in shown(district, "/")
    district.post("/de-cu/duyet/", {"chon": [str(made.pk)]})
    assert "/de-cu/?xem=cho-duyet" in shown(board, "/")
    board.post("/de-cu/duyet/", {"chon": [str(made.pk)]})

    assert [each.state for each in all_of(Nomination)] == [NominationState.APPROVED]
    assert "Nguyễn Văn An" in shown(board, "/de-cu/?xem=da-duyet")
    assert "Nguyễn Văn An" in shown(board, "/can-bo/?de-cu=da-duyet")


def test_what_comes_back_waits_on_the_home_of_the_office_with_its_reason(story, clerk, district, actor_with):
    made = nominated(story.an, actor_with("xa", story.land["commune"]))
    district.post("/de-cu/tra-lai/", {"chon": [str(made.pk)], "word": "Thiếu quyết định"})

    assert "/de-cu/?xem=tra-lai" in shown(clerk, "/")
    assert "Thiếu quyết định" in shown(clerk, f"/de-cu/{made.pk}/")
    clerk.post(f"/de-cu/{made.pk}/gui-lai/", {"word": "Đã bổ sung"})
    assert [each.state for each in all_of(Nomination)] == [NominationState.SENT]
    clerk.post(f"/de-cu/{made.pk}/rut/")
    assert [each.state for each in all_of(Nomination)] == [NominationState.WITHDRAWN]


def test_another_office_finds_nothing(story, actor_with):
    made = nominated(story.an, actor_with("xa", story.land["commune"]))
    other = signed_in("xa", story.land["other"])

    assert other.get(f"/de-cu/{made.pk}/").status_code == 404
    assert other.post("/de-cu/duyet/", {"chon": [str(made.pk)]}).status_code == 403
    assert "Nguyễn Văn An" not in shown(other, "/de-cu/?xem=tat-ca")


def test_a_leader_reads_who_and_what_but_not_the_reasons(story, actor_with):
    made = nominated(story.an, actor_with("xa", story.land["commune"]), "Gia đình ở gần")
    page = shown(signed_in("lanhdao", story.land["province"]), f"/de-cu/{made.pk}/")

    assert "Nguyễn Văn An" in page
    assert "năm công tác" not in page and "Gia đình ở gần" not in page


def test_the_board_writes_an_owed_standard_from_the_page_of_the_person(story, board):
    assert f"/no-chuan/moi/{story.an.pk}/" in shown(board, f"/can-bo/{story.an.pk}/")
    said = {
        "requirement": CODE, "document": "QĐ 215", "decided_on": "15/01/2020", "due_on": "31/12/2020",
        "reason": "Mới luân chuyển",
    }  # fmt: skip
    answer = board.post(f"/no-chuan/moi/{story.an.pk}/", said)

    assert answer.status_code == 302
    assert "QĐ 215, hạn 31/12/2020" in shown(board, f"/can-bo/{story.an.pk}/")
    assert "Chưa đạt" in shown(board, f"/no-chuan/{all_of(OwedStandard)[0].pk}/")


def test_a_due_day_before_the_decision_is_said_at_its_field(story, board):
    said = {
        "requirement": CODE,
        "document": "QĐ",
        "decided_on": "15/01/2020",
        "due_on": "01/01/2020",
        "reason": "x",
    }

    answer = board.post(f"/no-chuan/moi/{story.an.pk}/", said)

    assert answer.status_code == 422
    assert "Hạn trả nợ phải sau ngày quyết định." in answer.content.decode()


@pytest.mark.parametrize("role", ["lanhdao", "btc", "xa"])
def test_the_morning_after_its_day_it_stands_on_the_home_of_head_board_and_office(story, monkeypatch, role):
    owed_by(story.an, SYSTEM)
    place = story.land["commune" if role == "xa" else "province"]
    monkeypatch.setattr(clock, "today", lambda: date(2020, 12, 31))
    before = shown(signed_in(role, place), "/")
    monkeypatch.setattr(clock, "today", lambda: date(2021, 1, 1))
    after = shown(signed_in(role, place), "/")

    assert "Nợ chuẩn quá hạn" not in before
    assert "1 khoản nợ chuẩn quá hạn mà chưa đạt" in after
    assert "Nguyễn Văn An" in shown(signed_in(role, place), "/no-chuan/?xem=qua-han")


def test_put_off_and_revoked_by_the_buttons_of_its_page(story, board):
    owed = owed_by(story.an, SYSTEM)
    said = {"document": "QĐ 300", "decided_on": "01/08/2020", "due_on": "30/06/2021", "reason": "Lớp lùi"}

    answer = board.post(f"/no-chuan/{owed.pk}/gia-han/", said)
    later = answer.headers["Location"]
    assert "QĐ 215-QĐ/HU" in shown(board, later)
    assert board.post(f"{later}khep/").status_code == 409
    board.post(f"{later}thoi/", {"word": "Chuyển công tác"})

    assert "Thôi cho nợ" in shown(board, later)
    assert {each.state for each in all_of(OwedStandard)} == {"replaced", "revoked"}
