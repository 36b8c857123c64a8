"""The pages of a round, as the people who use them meet them."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from caunoi.apps.cadres.models import Cadre, Qualification
from caunoi.apps.declarations.choices import Group
from caunoi.apps.declarations.models import DeclarationRound, DeclaredItem
from caunoi.apps.declarations.services import rounds, saying
from tests.apps.cadres.readers import signed_in
from tests.apps.declarations.rounds import all_same, item_of, opened, person, sheet_of
from tests.factories.cadres import SYSTEM, all_of, make_province
from tests.foundation.attachments.scans import drawing

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> dict[str, Any]:
    return make_province()


@pytest.fixture
def cadre(land) -> Cadre:
    return person(land["xuan_huong"])


@pytest.fixture
def mine(cadre) -> Any:
    """A browser of the person asked."""
    return signed_in("canbo", reach="self", subject_id=cadre.pk)


def text(answer: Any) -> str:
    return answer.content.decode()


def address(cadre: Cadre, rest: str = "") -> str:
    return f"/ke-khai/to/{sheet_of(cadre).pk}/{rest}"


def test_the_board_opens_a_round_and_the_person_finds_it_on_the_home(land, cadre, mine):
    board = signed_in("btc", land["province"])
    said = {
        "name": "Kê khai năm 2020", "unit": "Xã Xuân Hương (07420)", "due_on": "15/09/2030", "groups": ["lien-he"],
        "message": "Xem kỹ số điện thoại",
    }  # fmt: skip

    assert "Mở đợt" in text(board.get("/ke-khai/mo/"))
    made = board.post("/ke-khai/mo/", said)
    round_ = all_of(DeclarationRound)[0]

    assert made.status_code == 302 and made["Location"] == f"/ke-khai/{round_.pk}/"
    assert "Kê khai năm 2020" in text(mine.get("/")) and "Kê khai năm 2020" in text(mine.get("/toi/ke-khai/"))
    assert "Xem kỹ số điện thoại" in text(mine.get(address(cadre)))


def test_a_round_without_its_parts_says_what_to_enter(land):
    answer = signed_in("btc", land["province"]).post("/ke-khai/mo/", {"name": "", "due_on": "31/02/2020"})

    shown = text(answer)
    assert answer.status_code == 422
    assert "Nhập tên đợt" in shown and "Chọn hỏi những phần nào" in shown and "Hạn gửi" in shown


def test_each_item_saves_itself_and_says_how_far_one_is(land, cadre, mine):
    opened(land["province"], [Group.CONTACT, Group.NAME])
    assert "Đã trả lời 0 trên 4 mục" in text(mine.get(address(cadre)))

    right = mine.post(address(cadre, "muc/field:sex/"), {"dung": "1"}, HTTP_HX_REQUEST="true")
    wrong = mine.post(address(cadre, "muc/field:birth/"), {"birth": "31/02"}, HTTP_HX_REQUEST="true")
    plain = mine.post(address(cadre, "muc/field:phone/"), {"phone": "0912345678"})

    assert "Đã trả lời 1 trên 4 mục" in text(right) and 'id="field-sex"' in text(right)
    assert (
        wrong.status_code == 422
        and 'value="31/02"' in text(wrong)
        and '<details class="no-print" open' in text(wrong)
    )
    assert plain["Location"].endswith("#field-phone")
    assert item_of(cadre, "field:phone").now_said == {"phone": "0912345678"}


def test_a_fault_without_script_keeps_what_was_typed(land, cadre, mine):
    opened(land["province"], [Group.NAME])

    answer = mine.post(address(cadre, "muc/field:birth/"), {"birth": "31/02"})

    assert answer.status_code == 422 and 'value="31/02"' in text(answer)


def test_a_level_with_its_scan_goes_from_the_person_to_the_clerk_and_into_the_file(land, cadre, mine):
    opened(land["province"], [Group.THEORY])
    scan = SimpleUploadedFile("bang.png", drawing())
    said = {"so": str(uuid4()), "level": "political_theory:trung_cap", "issued": "2019", "tep": scan}
    assert mine.post(address(cadre, "them/"), said).status_code == 302
    assert "Trung cấp" in text(mine.get(address(cadre)))
    mine.post(address(cadre, "gui/"))
    clerk = signed_in("xa", land["xuan_huong"])
    assert cadre.full_name in text(clerk.get("/ke-khai/kiem-tra/"))

    shown = text(clerk.get(address(cadre, "kiem-tra/")))
    item = all_of(DeclaredItem)[0]
    picture = clerk.get(address(cadre, f"tep/{item.pk}/"))
    seen = re.search(r'name="seen" value="(\w+)"', shown)
    done = clerk.post(address(cadre, f"kiem-tra/{item.pk}/nhan/"), {"seen": seen[1]})

    assert picture["Content-Type"] == "image/png" and "sandbox" in picture["Content-Security-Policy"]
    assert done["Location"] == "/ke-khai/kiem-tra/"
    levels = {paper.kind: paper for paper in all_of(Qualification, cadre=cadre)}
    assert levels["political_theory"].verification == "verified"
    assert "Đã xong" in text(mine.get(address(cadre)))


def test_a_refusal_needs_its_reason_and_the_person_reads_it(land, cadre, mine, actor_with):
    me = actor_with("canbo", reach="self", subject_id=cadre.pk)
    opened(land["province"], [Group.CONTACT])
    mine.post(address(cadre, "muc/field:phone/"), {"phone": "0912345678"})
    saying.send(actor=me, declaration=sheet_of(cadre))
    clerk, item = signed_in("xa", land["xuan_huong"]), item_of(cadre, "field:phone")

    asked = clerk.post(address(cadre, f"kiem-tra/{item.pk}/chua-nhan/"), {"reason": ""})
    clerk.post(address(cadre, f"kiem-tra/{item.pk}/chua-nhan/"), {"reason": "Số này của người khác"})

    assert asked.status_code == 422 and "Ghi lý do chưa nhận" in text(asked)
    assert "Số này của người khác" in text(mine.get(address(cadre)))
    assert "Có mục chưa được nhận" in text(mine.get(address(cadre)))


def test_what_changed_meanwhile_is_said_on_the_page(land, cadre, mine, actor_with):
    me = actor_with("canbo", reach="self", subject_id=cadre.pk)
    opened(land["province"], [Group.CONTACT])
    mine.post(address(cadre, "muc/field:phone/"), {"phone": "0911111111"})
    saying.send(actor=me, declaration=sheet_of(cadre))
    all_of(Cadre)[0]._meta.default_manager.all().scoped().filter(pk=cadre.pk).update(phone="0922222222")

    shown = text(signed_in("xa", land["xuan_huong"]).get(address(cadre, "kiem-tra/")))

    assert (
        "Hồ sơ đã đổi từ khi kê khai" in shown
        and "0922222222" in shown
        and "thay điều hồ sơ hiện ghi" in shown
    )


def test_a_clerk_sees_that_a_sensitive_item_waits_and_not_what_it_says(land, cadre, actor_with):
    me = actor_with("canbo", reach="self", subject_id=cadre.pk)
    opened(land["province"], [Group.ETHNICITY])
    saying.say_changed(
        actor=me, declaration=sheet_of(cadre), key="field:ethnicity", values={"ethnicity": "Sán Dìu"}
    )
    saying.send(actor=me, declaration=sheet_of(cadre))

    clerk = text(signed_in("xa", land["xuan_huong"]).get(address(cadre, "kiem-tra/")))
    board = text(signed_in("btc", land["province"]).get(address(cadre, "kiem-tra/")))

    assert "do Ban Tổ chức kiểm tra" in clerk and "Sán Dìu" not in clerk
    assert "Sán Dìu" in board


def test_the_page_of_a_round_counts_every_unit_and_names_the_people_of_one(land, cadre, actor_with):
    me = actor_with("canbo", reach="self", subject_id=cadre.pk)
    person(land["dong_son"], "Lê Thị Bình", account=False)
    round_ = opened(land["province"], [Group.CONTACT])
    all_same(me, cadre)
    saying.send(actor=me, declaration=sheet_of(cadre))
    board, clerk = signed_in("btc", land["province"]), signed_in("xa", land["dong_son"])

    whole = text(board.get(f"/ke-khai/{round_.pk}/"))
    one = text(clerk.get(f"/ke-khai/{round_.pk}/"))

    assert "Xã Xuân Hương" in whole and 'data-figure="declarations.sent" data-value="1"' in whole
    assert "Lê Thị Bình" in one and "Kê khai thay" in one and cadre.full_name not in one
    assert clerk.post(f"/ke-khai/{round_.pk}/nhac/").status_code == 302
    assert clerk.get(f"/ke-khai/{round_.pk}/?xa={land['xuan_huong'].pk}").status_code == 404


def test_a_reminder_and_a_closed_round_are_read_by_the_person(land, cadre, mine):
    round_ = opened(land["province"], [Group.CONTACT])
    clerk, board = signed_in("xa", land["xuan_huong"]), signed_in("btc", land["province"])
    clerk.post(f"/ke-khai/{round_.pk}/nhac/")
    assert "nhắc" in text(mine.get("/")) and "Có lời nhắc" in text(mine.get(address(cadre)))

    assert clerk.post(f"/ke-khai/{round_.pk}/dong/").status_code == 404
    board.post(f"/ke-khai/{round_.pk}/dong/")

    assert "Đợt này đã đóng" in text(mine.get(address(cadre)))
    assert mine.post(address(cadre, "muc/field:phone/"), {"dung": "1"}).status_code == 409


def test_figure_list_export_and_api_say_the_same(land, cadre):
    round_ = opened(land["province"], [Group.CONTACT])
    board, there = signed_in("btc", land["province"]), f"dot={round_.pk}"

    page = text(board.get(f"/giai-thich/declarations.asked/danh-sach/?{there}"))
    file = board.get(f"/giai-thich/declarations.asked/danh-sach/?{there}&format=csv").content.decode()
    api = board.get(f"/api/v1/figures/declarations.asked?{there}").json()

    assert cadre.full_name in page and cadre.full_name in file and api["value"] == api["rows"] == 1


def test_a_person_reads_who_looked_at_the_sheet_and_nobody_else_finds_it(land, cadre, mine):
    opened(land["province"], [Group.CONTACT])
    other = person(land["xuan_huong"], "Lê Thị Bình")
    rounds.ask_newcomers(actor=SYSTEM, round_=all_of(DeclarationRound)[0])

    assert mine.get(address(other)).status_code == 404
    assert mine.get(address(cadre, "kiem-tra/")).status_code == 403
    signed_in("xa", land["xuan_huong"]).get(address(cadre, "kiem-tra/"))
    assert "Tờ tự kê khai của bạn" in text(mine.get("/toi/ai-da-xem/"))
