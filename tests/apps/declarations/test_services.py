"""A round from asking to the last item: said, sent, checked item by item, nothing overwritten unseen."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from caunoi.apps.cadres import selectors as cadre_selectors
from caunoi.apps.cadres import services as cadres
from caunoi.apps.cadres.models import Cadre, Posting, Qualification, QualificationEvidence
from caunoi.apps.declarations.choices import Group
from caunoi.apps.declarations.models import Declaration, DeclaredItem
from caunoi.apps.declarations.selectors.questions import questions_of
from caunoi.apps.declarations.selectors.sheets import is_late, progress_now
from caunoi.apps.declarations.services import checking, rounds, saying
from caunoi.foundation.attachments import store
from caunoi.foundation.errors import Forbidden, NotVisible, Refused
from caunoi.foundation.figures import Scope, figure_or_404
from caunoi.foundation.policy import system_scope
from tests.apps.declarations.rounds import (
    DUE,
    HANDED,
    accept,
    all_same,
    item_of,
    opened,
    person,
    seen,
    sheet_of,
)
from tests.factories.cadres import SYSTEM, all_of, make_province

pytestmark = pytest.mark.django_db
NEW = {"kind": "political_theory", "level": "trung_cap", "field": "", "issuer": "Trường Chính trị tỉnh",
       "number": "TC 7", "issued": "2019", "status": "held"}  # fmt: skip


@pytest.fixture
def land() -> dict[str, Any]:
    return make_province()


@pytest.fixture
def cadre(land) -> Cadre:
    return person(land["xuan_huong"])


@pytest.fixture
def me(cadre, actor_with) -> Any:
    return actor_with("canbo", reach="self", subject_id=cadre.pk)


@pytest.fixture
def board(land, actor_with) -> Any:
    return actor_with("btc", land["province"])


@pytest.fixture
def clerk(land, actor_with) -> Any:
    return actor_with("xa", land["xuan_huong"])


def say(me: Any, cadre: Cadre, key: str, **said: Any) -> DeclaredItem:
    return saying.say_changed(actor=me, declaration=sheet_of(cadre), key=key, **said)


def number(actor: Any, code: str, **where: str) -> Any:
    return figure_or_404(code).answer(actor, Scope(on=actor.on, where=where))


# ---- B4


def test_of_five_items_four_are_accepted_and_one_comes_back_with_its_reason(land, cadre, me, board):
    opened(land["province"])
    paper = all_of(Qualification, cadre=cadre)[0]
    new = uuid4()
    fields = {"field:phone": "0912345678", "field:ethnicity": "Tày", "field:birth": "1975-05-06"}
    for key, value in fields.items():
        say(me, cadre, key, values={key.partition(":")[2]: value})
    say(me, cadre, f"paper:{paper.pk}", values={"number": "B 34", "issued": "2010"}, handed=HANDED)
    saying.say_new_paper(actor=me, declaration=sheet_of(cadre), number=new, values=NEW)
    all_same(me, cadre, *fields, f"paper:{paper.pk}")
    saying.send(actor=me, declaration=sheet_of(cadre))

    for key in ("field:phone", "field:ethnicity", f"paper:{paper.pk}", f"paper:new:{new}"):
        accept(board, item_of(cadre, key))
    checking.refuse_item(actor=board, item=item_of(cadre, "field:birth"), reason="Giấy khai sinh ghi 1976")

    now = all_of(Cadre, pk=cadre.pk)[0]
    papers = {each.kind: each for each in all_of(Qualification, cadre=cadre)}
    assert (now.phone, now.ethnicity, now.birth) == ("0912345678", "Tày", cadre.birth)
    assert (papers["professional"].number, papers["professional"].verification) == ("B 34", "verified")
    assert papers["political_theory"].level == "trung_cap"
    assert papers["political_theory"].verification == "unverified"  # nobody has seen a paper
    assert all_of(QualificationEvidence, fact=papers["professional"])[0].state == "matched"
    assert sheet_of(cadre).state == "returned"
    refused = item_of(cadre, "field:birth")
    assert (refused.state, refused.reason) == ("refused", "Giấy khai sinh ghi 1976")
    told = [event.reason for event in cadre_selectors.events_of(board, cadre)]
    assert "Tự kê khai: Kê khai năm 2020" in told and "Kê khai năm 2020: điện thoại" in told


def test_what_came_back_is_said_again_and_then_the_sheet_is_done(land, cadre, me, clerk):
    opened(land["xuan_huong"], [Group.NAME])
    say(me, cadre, "field:birth", values={"birth": "1975"})
    all_same(me, cadre, "field:birth")
    saying.send(actor=me, declaration=sheet_of(cadre))
    checking.refuse_item(actor=clerk, item=item_of(cadre, "field:birth"), reason="Ghi cả ngày, tháng")
    with pytest.raises(Refused, match="Còn 1 mục"):
        saying.send(actor=me, declaration=sheet_of(cadre))

    say(me, cadre, "field:birth", values={"birth": "1975-05-06"})
    saying.send(actor=me, declaration=sheet_of(cadre))
    accept(clerk, item_of(cadre, "field:birth"))

    assert sheet_of(cadre).state == "done"
    assert str(all_of(Cadre, pk=cadre.pk)[0].birth.year) == "1975"
    with pytest.raises(Refused, match="đã gửi"):
        say(me, cadre, "field:birth", values={"birth": "1980"})


def test_a_change_of_the_file_since_then_is_seen_before_it_is_overwritten(land, cadre, me, clerk):
    opened(land["xuan_huong"], [Group.CONTACT])
    item = say(me, cadre, "field:phone", values={"phone": "0911111111"})
    saying.send(actor=me, declaration=sheet_of(cadre))
    shown = seen(clerk, item)
    now = all_of(Cadre, pk=cadre.pk)[0]
    cadres.correct_cadre(
        actor=SYSTEM, cadre=now, expected_version=now.version, changes={"phone": "0922222222"}
    )

    with pytest.raises(Refused, match="vừa đổi"):
        checking.accept_item(actor=clerk, item=item, seen=shown)
    assert all_of(Cadre, pk=cadre.pk)[0].phone == "0922222222"
    accept(clerk, item_of(cadre, "field:phone"))  # having seen it

    assert all_of(Cadre, pk=cadre.pk)[0].phone == "0911111111"


def test_what_the_person_says_again_meanwhile_is_not_accepted_unseen(land, cadre, me, clerk):
    opened(land["xuan_huong"], [Group.CONTACT])
    item = say(me, cadre, "field:phone", values={"phone": "0911111111"})
    saying.send(actor=me, declaration=sheet_of(cadre))
    shown = seen(clerk, item)
    saying.take_back(actor=me, declaration=sheet_of(cadre))
    with pytest.raises(Refused, match="rút lại"):
        checking.accept_item(actor=clerk, item=item, seen=shown)
    say(me, cadre, "field:phone", values={"phone": "0933333333"})
    saying.send(actor=me, declaration=sheet_of(cadre))

    with pytest.raises(Refused, match="vừa đổi"):
        checking.accept_item(actor=clerk, item=item_of(cadre, "field:phone"), seen=shown)


# ---- saying


def test_pressed_twice_an_item_is_said_once(land, cadre, me):
    opened(land["xuan_huong"])
    number_of_form = uuid4()
    for _ in range(2):
        say(me, cadre, "field:phone", values={"phone": "0911111111"})
        saying.say_new_paper(actor=me, declaration=sheet_of(cadre), number=number_of_form, values=NEW)

    assert len(all_of(DeclaredItem, declaration=sheet_of(cadre))) == 2


def test_saying_what_the_file_says_is_saying_it_is_right(land, cadre, me):
    opened(land["xuan_huong"], [Group.CONTACT])

    assert say(me, cadre, "field:phone", values={"phone": ""}).state == "same"
    saying.send(actor=me, declaration=sheet_of(cadre))

    assert sheet_of(cadre).state == "done"  # nothing to be checked


def test_it_may_be_taken_back_until_somebody_began_to_check(land, cadre, me, clerk):
    opened(land["xuan_huong"], [Group.NAME])
    for key, value in {"field:birth": "1975", "field:sex": "nam"}.items():
        say(me, cadre, key, values={key.partition(":")[2]: value})
    all_same(me, cadre, "field:birth", "field:sex")
    saying.send(actor=me, declaration=sheet_of(cadre))
    saying.take_back(actor=me, declaration=sheet_of(cadre))
    saying.send(actor=me, declaration=sheet_of(cadre))
    accept(clerk, item_of(cadre, "field:sex"))

    with pytest.raises(Refused, match="bắt đầu kiểm tra"):
        saying.take_back(actor=me, declaration=sheet_of(cadre))


def test_a_sheet_goes_out_whole_and_the_line_says_how_far_it_is(land, cadre, me):
    opened(land["xuan_huong"], [Group.NAME])
    saying.say_same(actor=me, declaration=sheet_of(cadre), key="field:sex")

    left = progress_now(me, sheet_of(cadre))

    assert (left.answered, left.asked, [each.key for each in left.open]) == (
        1,
        3,
        ["field:full_name", "field:birth"],
    )
    with pytest.raises(Refused, match="Còn 2 mục"):
        saying.send(actor=me, declaration=sheet_of(cadre))


def test_a_post_held_no_more_ends_on_the_day_said(land, cadre, me, clerk):
    opened(land["xuan_huong"], [Group.POSTS])
    post = all_of(Posting, cadre=cadre)[0]
    say(me, cadre, f"post:{post.pk}", values={"valid_to": "2020-08-01"}, handed=HANDED)
    saying.send(actor=me, declaration=sheet_of(cadre))

    accept(clerk, item_of(cadre, f"post:{post.pk}"))

    assert str(all_of(Posting, pk=post.pk)[0].valid_to) == "2020-08-01"


# ---- who may


def test_nobody_checks_their_own_nor_what_they_filled_in_for_another(land, clerk, actor_with):
    other = person(land["xuan_huong"], "Lê Thị Bình", account=False)
    opened(land["xuan_huong"], [Group.CONTACT])
    item = say(clerk, other, "field:phone", values={"phone": "0911111111"})
    saying.send(actor=clerk, declaration=sheet_of(other))

    with pytest.raises(Refused, match="kê khai thay"):
        accept(clerk, item)
    themselves = actor_with("xa", land["xuan_huong"], subject_id=other.pk)
    with pytest.raises(Refused, match="chính bạn"):
        accept(themselves, item)
    accept(actor_with("xa", land["xuan_huong"]), item)

    assert sheet_of(other).by_office and all_of(Cadre, pk=other.pk)[0].phone == "0911111111"


def test_the_office_fills_in_only_for_those_who_do_not_sign_in_themselves(land, cadre, clerk):
    opened(land["xuan_huong"])

    with pytest.raises(Refused, match="có tài khoản"):
        saying.say_same(actor=clerk, declaration=sheet_of(cadre), key="field:phone")


def test_sensitive_items_are_neither_asked_of_a_clerk_nor_checked_by_one(land, cadre, me, clerk):
    opened(land["province"], [Group.ETHNICITY, Group.CONTACT])
    item = say(me, cadre, "field:ethnicity", values={"ethnicity": "Tày"})
    all_same(me, cadre, "field:ethnicity")
    saying.send(actor=me, declaration=sheet_of(cadre))

    assert [each.key for each in questions_of(clerk, sheet_of(cadre))] == ["field:phone"]
    with pytest.raises(Refused, match="Ban Tổ chức kiểm tra"):
        checking.accept_item(actor=clerk, item=item, seen="")
    assert (item.said, item.before) == ({}, {})


def test_another_commune_neither_sees_fills_in_nor_checks(land, cadre, me, actor_with):
    opened(land["province"], [Group.CONTACT])
    item = say(me, cadre, "field:phone", values={"phone": "0911111111"})
    stranger = actor_with("xa", land["dong_son"])

    with pytest.raises(NotVisible):
        say(stranger, cadre, "field:phone", values={"phone": "0"})
    with pytest.raises(NotVisible):
        checking.accept_item(actor=stranger, item=item, seen="")
    with pytest.raises(Forbidden):
        rounds.open_round(
            actor=stranger, unit=land["xuan_huong"], name="Đợt", due_on=DUE, groups=[Group.CONTACT]
        )


# ---- the round and its figures


def test_the_figures_count_the_sheets_of_their_lists(land, cadre, me, clerk, board, actor_with):
    late = person(land["xuan_huong"], "Lê Thị Bình")
    round_ = opened(land["province"], [Group.CONTACT])
    say(me, cadre, "field:phone", values={"phone": "0911111111"})
    saying.send(actor=me, declaration=sheet_of(cadre))
    there = {"dot": str(round_.pk)}

    codes = ("asked", "sent", "waiting", "checked", "late")
    found = {code: number(clerk, f"declarations.{code}", **there) for code in codes}

    assert {code: value.value for code, value in found.items()} == {
        "asked": 2, "sent": 1, "waiting": 1, "checked": 0, "late": 0
    }  # fmt: skip
    assert all(len(value.rows) == value.value for value in found.values())
    after = actor_with("xa", land["xuan_huong"], on=DUE + timedelta(days=1))
    assert [row.cells[0] for row in number(after, "declarations.late", **there).rows] == [late.full_name]
    assert number(actor_with("xa", land["dong_son"]), "declarations.asked", **there).value == 0
    accept(clerk, item_of(cadre, "field:phone"))
    assert number(board, "declarations.checked", **there).value == 1


def test_whoever_comes_after_the_deadline_is_late_and_not_shut_out(land, cadre, actor_with):
    opened(land["xuan_huong"], [Group.CONTACT])
    after = actor_with("canbo", reach="self", subject_id=cadre.pk, on=DUE + timedelta(days=9))
    assert is_late(sheet_of(cadre), after.on)

    saying.say_same(actor=after, declaration=sheet_of(cadre), key="field:phone")
    saying.send(actor=after, declaration=sheet_of(cadre))

    assert sheet_of(cadre).state == "done"


def test_newcomers_are_asked_once_and_a_reminder_reaches_only_those_who_have_not_sent(land, cadre, me, clerk):
    round_ = opened(land["xuan_huong"], [Group.CONTACT])
    saying.say_same(actor=me, declaration=sheet_of(cadre), key="field:phone")
    saying.send(actor=me, declaration=sheet_of(cadre))
    fresh = person(land["xuan_huong"], "Ngô Văn Sáu")

    assert [rounds.ask_newcomers(actor=clerk, round_=round_) for _ in range(2)] == [1, 0]
    assert rounds.remind(actor=clerk, round_=round_) == 1

    assert sheet_of(fresh).reminded_by == clerk.label and sheet_of(cadre).reminded_at is None


def test_a_closed_round_takes_nothing_more(land, cadre, me, clerk):
    round_ = opened(land["xuan_huong"], [Group.CONTACT])
    rounds.close_round(actor=clerk, round_=round_)

    with pytest.raises(Refused, match="đã đóng"):
        saying.say_same(actor=me, declaration=sheet_of(cadre), key="field:phone")


def test_a_deadline_that_passed_and_a_unit_without_people_are_refused(land, clerk):
    with pytest.raises(Refused, match="Hạn gửi đã qua"):
        opened(land["xuan_huong"], due_on=DUE - timedelta(days=60))
    with pytest.raises(Refused, match="chưa có ai để hỏi"):
        opened(land["dong_son"])
    assert all_of(Declaration) == []


def test_a_scan_of_an_item_is_not_swept_out(land, cadre, me, system):
    opened(land["xuan_huong"], [Group.EDUCATION])
    item = say(me, cadre, f"paper:{all_of(Qualification, cadre=cadre)[0].pk}", values={}, handed=HANDED)
    with system_scope("tests: look at rows"):
        kept = DeclaredItem.objects.get(pk=item.pk)

    cadres.forget_unnamed_scans(actor=system, before=timezone.now() + timedelta(minutes=5))

    assert store.is_whole(kept.sha256)
