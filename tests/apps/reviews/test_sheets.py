"""A commune's sheet from asked to locked: every person answered for, nothing sent half, a lock opened by two."""

from datetime import date, timedelta

import pytest

from caunoi.apps.cadres.choices import QualificationKind
from caunoi.apps.cadres.models import Cadre, Posting, Qualification
from caunoi.apps.reviews.choices import Answer, SheetState, StepKind
from caunoi.apps.reviews.models import ReviewLine
from caunoi.apps.reviews.selectors.sheets import is_late, lines_of, missing_of, steps_of
from caunoi.apps.reviews.services import approving, filling, rounds, sending
from caunoi.apps.reviews.services.filling import Change, NewLevel
from caunoi.foundation.errors import Forbidden, NotVisible, Refused
from tests.apps.reviews.rounds import DUE, begun, opened, send_all
from tests.factories.cadres import all_of, make_cadre
from tests.factories.organisation import make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return begun()


@pytest.fixture
def clerk(story, actor_with):
    return actor_with("xa", story.land["xuan_huong"])


@pytest.fixture
def board(story, actor_with):
    return actor_with("btc", story.land["province"])


@pytest.fixture
def district(story, actor_with):
    return actor_with("btc", story.land["lang_giang"])


def test_a_round_asks_every_unit_that_keeps_files_for_every_one_of_its_people(story):
    asked = {(str(line.sheet.unit_id), line.cadre.full_name) for line in all_of(ReviewLine)}

    xuan_huong, tan_thanh = (str(story.land[name].pk) for name in ("xuan_huong", "tan_thanh"))
    assert asked == {
        (xuan_huong, "Nguyễn Văn An"),
        (xuan_huong, "Trần Thị Bình"),
        (tan_thanh, "Giáp Văn Chi"),
    }


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"due_on": date(2020, 8, 1)}, "Hạn gửi đã qua"),
        ({"as_of": date(2020, 12, 31), "due_on": date(2020, 9, 30)}, "từ ngày chốt số liệu trở đi"),
        ({}, "đã có đợt rà soát"),
    ],
)
def test_a_wrong_day_and_a_second_round_of_the_year_are_refused(story, said, words):
    with pytest.raises(Refused, match=words):
        opened(story.land["province"], **said)


def test_who_stays_as_they_are_takes_one_press_and_the_sheet_is_begun(story, clerk):
    line = filling.say_same(actor=clerk, line=story.line(story.an))

    assert line.answer == Answer.SAME
    assert story.sheet("xuan_huong").state == SheetState.FILLING


def test_a_change_goes_into_the_file_unverified_and_is_told_on_the_line(story, clerk):
    level = NewLevel(QualificationKind.POLITICAL_THEORY, "trung_cap")
    change = Change(story.an.version, {"phone": "0912 345 678"}, [level], "Mới nhận bằng")

    line = filling.say_changed(actor=clerk, line=story.line(story.an), change=change)

    held = all_of(Qualification, cadre=story.an)
    assert [(each.level, each.verification) for each in held] == [("trung_cap", "unverified")]
    assert all_of(Cadre, pk=story.an.pk)[0].phone == "0912 345 678"
    assert line.told == ["Sửa điện thoại", held[0] and line.told[1]]
    assert "trung cấp" in line.told[1].lower()


def test_a_change_without_anything_changed_is_refused(story, clerk):
    with pytest.raises(Refused, match="Chưa ghi thay đổi nào của Nguyễn Văn An"):
        filling.say_changed(actor=clerk, line=story.line(story.an), change=Change(story.an.version, {}))


def test_what_somebody_else_saved_in_between_is_not_overwritten(story, clerk):
    change = Change(story.an.version + 5, {"phone": "0912 345 678"})

    with pytest.raises(Refused, match=r"lưu|sửa"):
        filling.say_changed(actor=clerk, line=story.line(story.an), change=change)

    assert story.line(story.an).answer == Answer.OPEN


def test_who_left_holds_no_post_from_that_day(story, clerk):
    line = filling.say_left(actor=clerk, line=story.line(story.an), on=date(2020, 8, 1), reason="Nghỉ hưu")

    assert line.answer == Answer.LEFT
    assert [post.valid_to for post in all_of(Posting, cadre=story.an)] == [date(2020, 8, 1)]


def test_nothing_is_sent_while_somebody_has_no_answer_and_the_refusal_names_them(story, clerk):
    filling.say_same(actor=clerk, line=story.line(story.an))

    with pytest.raises(Refused, match="còn 1 người chưa xác nhận: Trần Thị Bình"):
        sending.send(actor=clerk, sheet=story.sheet("xuan_huong"))

    assert story.sheet("xuan_huong").state == SheetState.FILLING


def test_who_came_since_the_round_was_opened_is_missed_until_listed(story, clerk):
    make_cadre(story.land["xuan_huong"], "Vũ Văn Dũng", title_code="CX-PCT-UBND")
    filling.say_rest_same(actor=clerk, sheet=story.sheet("xuan_huong"))
    sheet = story.sheet("xuan_huong")
    assert [each.full_name for each in missing_of(clerk, sheet, lines_of(clerk, sheet)).unlisted] == [
        "Vũ Văn Dũng"
    ]
    with pytest.raises(Refused, match="Vũ Văn Dũng"):
        sending.send(actor=clerk, sheet=sheet)

    assert rounds.list_newcomers(actor=clerk, sheet=sheet) == 1
    filling.say_rest_same(actor=clerk, sheet=sheet)

    assert sending.send(actor=clerk, sheet=sheet).state == SheetState.SENT


def test_a_sent_sheet_has_a_receipt_and_is_closed_to_the_unit(story, clerk):
    send_all(story, "xuan_huong")

    sheet = story.sheet("xuan_huong")
    assert sheet.receipt.startswith("RS-2020-") and sheet.receipt.endswith("-1")
    assert len(sheet.sha256) == 64
    with pytest.raises(Refused, match="đã gửi nên không sửa tiếp được"):
        filling.say_same(actor=clerk, line=story.line(story.an))


def test_what_is_returned_is_mended_and_sent_with_a_new_receipt(story, clerk, board):
    send_all(story, "xuan_huong")
    first = story.sheet("xuan_huong").sha256
    with pytest.raises(Refused, match="Thiếu lý do"):
        approving.send_back(actor=board, sheet=story.sheet("xuan_huong"), reason=" ")

    approving.send_back(actor=board, sheet=story.sheet("xuan_huong"), reason="Thiếu bằng của đồng chí An")
    filling.say_changed(
        actor=clerk, line=story.line(story.an), change=Change(story.an.version, {}, note="Đã bổ sung bằng")
    )
    sheet = sending.send(actor=clerk, sheet=story.sheet("xuan_huong"))

    assert sheet.receipt.endswith("-2")
    assert sheet.sha256 != first


def test_in_two_steps_the_district_agrees_before_the_board_locks(actor_with):
    story = begun(in_two_steps=True)
    board, district = actor_with("btc", story.land["province"]), actor_with("btc", story.land["lang_giang"])
    send_all(story, "xuan_huong")
    with pytest.raises(Refused, match="Cấp huyện chưa đồng ý"):
        approving.lock(actor=board, sheet=story.sheet("xuan_huong"))
    with pytest.raises(Refused, match="Chỉ đơn vị mở đợt"):
        approving.lock(actor=district, sheet=story.sheet("xuan_huong"))

    approving.agree(actor=district, sheet=story.sheet("xuan_huong"))
    locked = approving.lock(actor=board, sheet=story.sheet("xuan_huong"))

    assert locked.state == SheetState.LOCKED
    assert [step.kind for step in steps_of(board, locked)] == [
        StepKind.SENT,
        StepKind.AGREED,
        StepKind.LOCKED,
    ]


def test_a_lock_opens_only_with_a_reason_and_a_second_person(story, clerk, board, actor_with):
    send_all(story, "xuan_huong")
    approving.lock(actor=board, sheet=story.sheet("xuan_huong"))
    second = actor_with("btc", story.land["province"])
    with pytest.raises(Refused, match="Thiếu lý do"):
        approving.ask_unlock(actor=board, sheet=story.sheet("xuan_huong"), reason="")

    approving.ask_unlock(actor=board, sheet=story.sheet("xuan_huong"), reason="Bằng nộp nhầm người")
    with pytest.raises(Refused, match="Bạn là người đề nghị"):
        approving.answer_unlock(actor=board, sheet=story.sheet("xuan_huong"), grant=True)
    opened_again = approving.answer_unlock(actor=second, sheet=story.sheet("xuan_huong"), grant=True)

    assert opened_again.state == SheetState.RETURNED
    chain = [(step.kind, step.actor_key) for step in steps_of(board, opened_again)][-2:]
    assert [kind for kind, _who in chain] == [StepKind.UNLOCK_ASKED, StepKind.UNLOCKED]
    assert chain[0][1] != chain[1][1]


def test_the_board_does_not_agree_in_the_place_of_the_district(actor_with):
    story = begun(in_two_steps=True)
    board = actor_with("btc", story.land["province"])
    send_all(story, "xuan_huong")

    with pytest.raises(Refused, match="Cấp huyện chưa đồng ý"):
        approving.agree(actor=board, sheet=story.sheet("xuan_huong"))

    assert story.sheet("xuan_huong").state == SheetState.SENT


@pytest.mark.parametrize("grant", [True, False])
def test_what_the_board_locked_the_district_does_not_open(story, clerk, board, actor_with, grant):
    district = actor_with("btc", story.land["lang_giang"])
    send_all(story, "xuan_huong")
    approving.lock(actor=board, sheet=story.sheet("xuan_huong"))
    approving.ask_unlock(actor=clerk, sheet=story.sheet("xuan_huong"), reason="Nhầm")

    with pytest.raises(Refused, match="Chỉ đơn vị mở đợt"):
        approving.answer_unlock(
            actor=district, sheet=story.sheet("xuan_huong"), grant=grant, reason="Cấp huyện muốn"
        )

    assert story.sheet("xuan_huong").state == SheetState.LOCKED
    assert approving.pending_unlock(board, story.sheet("xuan_huong")) is not None


def test_a_refused_opening_leaves_the_lock(story, clerk, board):
    send_all(story, "xuan_huong")
    approving.lock(actor=board, sheet=story.sheet("xuan_huong"))
    approving.ask_unlock(actor=clerk, sheet=story.sheet("xuan_huong"), reason="Nhầm")

    approving.answer_unlock(
        actor=board, sheet=story.sheet("xuan_huong"), grant=False, reason="Không đủ căn cứ"
    )

    assert story.sheet("xuan_huong").state == SheetState.LOCKED


def test_reminding_reaches_those_who_have_not_sent(story, board):
    send_all(story, "xuan_huong")

    assert rounds.remind(actor=board, round_=story.round) == 1
    assert story.sheet("tan_thanh").reminded_at is not None
    assert story.sheet("xuan_huong").reminded_at is None


def test_late_is_who_has_not_sent_after_the_last_day(story):
    send_all(story, "xuan_huong")
    after = DUE + timedelta(days=1)

    assert not is_late(story.sheet("xuan_huong"), DUE, after)
    assert is_late(story.sheet("tan_thanh"), DUE, after)
    assert not is_late(story.sheet("tan_thanh"), DUE, DUE)


def test_the_neighbour_neither_sees_nor_writes_the_sheet(story, actor_with):
    neighbour = actor_with("xa", story.land["dong_son"])

    with pytest.raises(NotVisible):
        filling.say_rest_same(actor=neighbour, sheet=story.sheet("xuan_huong"))


def test_a_clerk_never_approves(story, clerk):
    send_all(story, "xuan_huong")

    with pytest.raises(Forbidden):
        approving.lock(actor=clerk, sheet=story.sheet("xuan_huong"))


def test_the_people_of_a_village_stand_on_the_sheet_of_its_commune(story):
    village = make_unit("Thôn Chùa", parent=story.land["xuan_huong"], type="village", code="")
    head = make_cadre(village, "Hoàng Văn Giang", title_code="TH-TT")
    later = opened(story.land["province"], as_of=date(2019, 12, 31))

    on = {(line.sheet.unit_id, line.cadre_id) for line in all_of(ReviewLine, sheet__round=later)}

    assert (story.land["xuan_huong"].pk, head.pk) in on
    assert village.pk not in {unit for unit, _cadre in on}


def test_a_sheet_that_was_not_sent_is_not_locked(story, board):
    with pytest.raises(Refused, match="chưa sang bước “Đã duyệt và khóa”"):
        approving.lock(actor=board, sheet=story.sheet("xuan_huong"))
