"""A right passed on for a time: never wider, never further, never longer, and over with the right it came from."""

from datetime import date, timedelta

import pytest

from caunoi.apps.accounts import services
from caunoi.apps.accounts.invariants import _passed_on_too_far
from caunoi.apps.accounts.limits import longest_delegation
from caunoi.apps.accounts.models import Grant, User
from caunoi.apps.accounts.selectors import actor_of
from caunoi.apps.cadres.models import Posting
from caunoi.apps.cadres.services.people import correct_cadre
from caunoi.apps.cadres.services.posts import end_posting
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.policy import system_scope
from tests.apps.accounts.people import browser_of, make_grant, make_user
from tests.factories.cadres import all_of, make_cadre, make_province

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)
PAGE = "/toi/uy-quyen/"
WEEK = {"valid_from": "31/08/2020", "valid_to": "07/09/2020", "reason": "đi học một tuần", "reach": "subtree"}


@pytest.fixture(autouse=True)
def on_the_day(settings, tmp_path) -> None:
    settings.TODAY, settings.VAR = DAY, tmp_path


@pytest.fixture
def land() -> dict:
    return make_province()


@pytest.fixture
def lan(land) -> User:
    """Of the board of one district."""
    user = make_user("lan")
    make_grant(user, "btc", land["lang_giang"])
    return user


@pytest.fixture
def minh() -> User:
    return make_user("minh")


def right_of(user: User) -> Grant:
    return next(grant for grant in all_of(Grant, user=user) if grant.delegated_from_id is None)


def ask(giver: User, **changed: str):
    sent = {"right": str(right_of(giver).pk), "username": "minh", "unit": "", **WEEK, **changed}
    return browser_of(giver).post(PAGE, sent)


def passed_on(user: User) -> list[Grant]:
    return [grant for grant in all_of(Grant, user=user) if grant.delegated_from_id is not None]


def approve(grant: Grant, name: str = "quan-tri") -> int:
    administrator = make_user(name)
    make_grant(administrator, "quantri")
    return browser_of(administrator).post(f"/qt/quyen/{grant.pk}/", {"viec": "duyet"}).status_code


def given(giver: User, taker: User, **changed: str) -> Grant:
    assert ask(giver, **changed).status_code == 302
    grant = passed_on(taker)[0]
    assert approve(grant) == 302
    return grant


def roles_on(user: User, on: date = DAY) -> list[str]:
    return [grant.role for grant in actor_of(User.objects.get(pk=user.pk), on=on).grants]


def test_a_right_passed_on_waits_for_an_administrator_and_then_counts_until_its_end(lan, minh) -> None:
    assert ask(lan).status_code == 302
    waiting = roles_on(minh)
    approve(passed_on(minh)[0])

    assert waiting == []
    assert roles_on(minh) == ["btc"]
    assert (roles_on(minh, date(2020, 9, 6)), roles_on(minh, date(2020, 9, 7))) == (["btc"], [])
    assert browser_of(minh).get("/can-bo/").status_code == 200


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"username": "lan"}, "Không ủy quyền cho chính mình"),
        ({"username": "khong-co"}, "Không có tài khoản đang mở tên khong-co"),
        ({"unit": "24"}, "rộng hơn quyền của mình"),
        ({"unit": "07290"}, "rộng hơn quyền của mình"),
        ({"valid_to": "31/12/2020"}, "dài nhất 90 ngày"),
        ({"valid_from": "30/08/2020"}, "từ hôm nay"),
        ({"valid_to": "31/08/2020"}, "phải sau ngày bắt đầu"),
        ({"valid_to": ""}, "Nhập đến trước ngày"),
        ({"reason": " "}, "Nhập lý do"),
        ({"reach": "self"}, "Phạm vi"),
    ],
)
def test_nothing_is_passed_on_wider_longer_or_without_a_reason(lan, minh, changed, told) -> None:
    answer = ask(lan, **changed)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert passed_on(minh) == []


def test_a_part_of_ones_unit_may_be_passed_on(lan, minh, land) -> None:
    given(lan, minh, unit="07420", reach="unit")
    here, there = make_cadre(land["xuan_huong"]), make_cadre(land["tan_thanh"], "Trần Văn Bé")

    browser = browser_of(minh)

    assert browser.get(f"/can-bo/{here.pk}/").status_code == 200
    assert browser.get(f"/can-bo/{there.pk}/").status_code == 404


def test_a_right_passed_on_is_not_passed_on_again(lan, minh) -> None:
    grant = given(lan, minh)
    make_user("nam")

    page = browser_of(minh).get(PAGE).content.decode()
    answer = browser_of(minh).post(PAGE, {"right": str(grant.pk), "username": "nam", "unit": "", **WEEK})

    assert "Bạn không có quyền nào để ủy quyền" in page
    assert answer.status_code == 200
    assert len(all_of(Grant, delegated_from=grant)) == 0


def test_neither_an_administrators_right_nor_that_to_ones_own_file_is_passed_on(land, minh) -> None:
    user = make_user("an", subject_id=make_cadre(land["xuan_huong"]).pk)
    make_grant(user, "canbo", reach="self")
    administrator = make_user("quan-tri")
    make_grant(administrator, "quantri")

    for each in (user, administrator):
        assert "Bạn không có quyền nào để ủy quyền" in browser_of(each).get(PAGE).content.decode()


def test_no_right_over_people_comes_to_an_administrator(lan) -> None:
    make_grant(make_user("quan-tri"), "quantri")

    answer = ask(lan, username="quan-tri")

    assert answer.status_code == 422
    assert "vừa quản trị vừa giữ vai trò khác" in answer.content.decode()


def test_it_is_over_when_the_right_it_came_from_ends(lan, minh, system) -> None:
    given(lan, minh)
    browser = browser_of(minh)
    before = browser.get("/can-bo/").status_code

    services.end_grant(actor=system, grant=right_of(lan), on=DAY, reason="thôi việc")

    assert (before, browser.get("/can-bo/").status_code) == (200, 403)


def test_it_is_over_when_the_giver_leaves_the_post_behind_it(land, minh, system) -> None:
    cadre = make_cadre(land["xuan_huong"])
    giver = make_user("bi-thu", subject_id=cadre.pk)
    make_grant(giver, "xa", land["xuan_huong"], post_title="CX-BT", post_unit=land["xuan_huong"])
    given(giver, minh)
    before = roles_on(minh)
    posting = all_of(Posting, cadre=cadre)[0]
    posting.cadre = cadre

    end_posting(actor=system, posting=posting, on=DAY)

    assert (before, roles_on(minh)) == (["xa"], [])
    assert "người ủy quyền không còn quyền này" in browser_of(minh).get(PAGE).content.decode()


def test_it_is_over_when_the_account_of_the_giver_is_closed(lan, minh, system) -> None:
    given(lan, minh)

    services.close_account(actor=system, user=lan, reason="thôi việc")

    assert roles_on(minh) == []


@pytest.mark.parametrize("who", ["lan", "minh"])
def test_either_of_the_two_ends_it_early_also_on_its_first_day(lan, minh, who) -> None:
    grant = given(lan, minh)

    answer = browser_of(User.objects.get(username=who)).post(f"{PAGE}{grant.pk}/ket-thuc/")

    assert answer.status_code == 302
    assert roles_on(minh) == []


def test_ended_on_a_later_day_it_stays_known_until_then(lan, minh, settings) -> None:
    grant = given(lan, minh)
    settings.TODAY = DAY + timedelta(days=3)

    browser_of(lan).post(f"{PAGE}{grant.pk}/ket-thuc/")

    assert (roles_on(minh, DAY), roles_on(minh, settings.TODAY)) == (["btc"], [])


def test_nobody_else_ends_it_or_sees_it(lan, minh) -> None:
    grant = given(lan, minh)
    stranger = browser_of(make_user("nguoi-la"))

    assert stranger.post(f"{PAGE}{grant.pk}/ket-thuc/").status_code == 404
    assert "đi học một tuần" not in stranger.get(PAGE).content.decode()
    for each in (lan, minh):
        assert "đi học một tuần" in browser_of(each).get(PAGE).content.decode()


def test_the_administrator_sees_in_whose_place(lan, minh) -> None:
    grant = given(lan, minh)
    administrator = browser_of(User.objects.get(username="quan-tri"))

    assert "thay mặt lan" in administrator.get(f"/qt/nguoi-dung/{minh.pk}/").content.decode()
    assert "Ủy quyền từ" in administrator.get(f"/qt/quyen/{grant.pk}/").content.decode()


def test_both_names_stand_in_the_record_of_what_the_deputy_does(lan, minh, land) -> None:
    given(lan, minh)
    cadre = make_cadre(land["xuan_huong"])

    correct_cadre(
        actor=actor_of(minh, on=DAY),
        cadre=cadre,
        expected_version=cadre.version,
        changes={"phone": "0987 654 321"},
    )

    event = all_of(AuditEvent, target_id=str(cadre.pk), actor_key=f"user:{minh.pk}")[-1]
    assert event.actor_label == "minh, thay mặt lan"


def test_what_the_deputy_does_by_a_right_of_their_own_is_their_own(lan, minh, land) -> None:
    given(lan, minh)
    make_grant(minh, "xa", land["xuan_huong"])
    here, there = make_cadre(land["xuan_huong"]), make_cadre(land["tan_thanh"], "Trần Văn Bé")
    minh = User.objects.get(pk=minh.pk)

    for cadre in (here, there):
        correct_cadre(
            actor=actor_of(minh, on=DAY),
            cadre=cadre,
            expected_version=cadre.version,
            changes={"phone": "0987 654 321"},
        )

    labels = {event.target_id: event.actor_label for event in all_of(AuditEvent, actor_key=f"user:{minh.pk}")}
    assert (labels[str(here.pk)], labels[str(there.pk)]) == ("minh", "minh, thay mặt lan")


def test_the_same_is_not_passed_on_twice_at_once(lan, minh) -> None:
    given(lan, minh)

    answer = ask(lan)

    assert "Đã ủy quyền này cho người ấy" in answer.content.decode()


def test_how_long_is_dated_data() -> None:
    assert longest_delegation(DAY) == timedelta(days=90)
    assert longest_delegation(date(1990, 1, 1)) == timedelta(days=90)


def test_a_delegation_without_an_end_is_found_by_the_invariants(lan, minh) -> None:
    grant = given(lan, minh)
    with system_scope("tests: look at rows"):
        sound = list(_passed_on_too_far())
        Grant.objects.filter(pk=grant.pk).update(valid_to=None)
        found = list(_passed_on_too_far())

    assert (sound, len(found)) == ([], 1)
