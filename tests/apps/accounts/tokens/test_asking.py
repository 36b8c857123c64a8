"""A key is asked for by the office, approved by an administrator, taken once, never wider than the right behind it."""

import re
from datetime import date, timedelta

import pytest

from caunoi.apps.accounts.limits import of_tokens
from caunoi.apps.accounts.models import AccessToken, User
from caunoi.apps.accounts.selectors import actor_of
from caunoi.apps.accounts.services import end_grant
from caunoi.apps.accounts.tokens import selectors, services
from caunoi.apps.accounts.tokens.standing import Fallen
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.errors import NotVisible, Refused
from tests.apps.accounts.people import make_grant, make_user
from tests.apps.accounts.tokens.holding import DAY, WHY, administrator, approved, asked, taken
from tests.factories.cadres import all_of

pytestmark = pytest.mark.django_db


def held(user: User, token: AccessToken) -> selectors.Held:
    return selectors.held_or_404(actor_of(user, on=DAY), token.pk)


def test_a_key_waits_for_an_administrator_and_has_no_secret_before_it_is_taken(land, clerk) -> None:
    token = asked(clerk, land["xuan_huong"])

    assert (token.state, token.digest, token.issued_at) == ("pending", "", None)
    with pytest.raises(Refused, match="chưa được duyệt"):
        services.take(actor=actor_of(clerk, on=DAY), held=held(clerk, token))


def test_a_key_is_taken_once_by_who_asked_and_only_its_digest_is_kept(land, clerk) -> None:
    colleague = make_user("dong-nghiep")
    make_grant(colleague, "xa", land["xuan_huong"])
    token = approved(clerk, land["xuan_huong"])

    with pytest.raises(Refused, match="Chỉ người xin"):
        services.take(actor=actor_of(colleague, on=DAY), held=held(colleague, token))
    secret = services.take(actor=actor_of(clerk, on=DAY), held=held(clerk, token))
    with pytest.raises(Refused, match="chỉ hiện một lần"):
        services.take(actor=actor_of(clerk, on=DAY), held=held(clerk, token))

    assert re.fullmatch(rf"caunoi_{token.handle}_[\w-]{{43}}", secret)
    kept = [
        str(value)
        for row in [*AccessToken.objects.all().scoped().values(), *_record()]
        for value in row.values()
    ]
    assert [text for text in kept if secret in text or secret.split("_", 2)[2] in text] == []


def _record() -> list[dict]:
    return list(AuditEvent.objects.all().scoped().values())


def test_every_step_is_in_the_record_with_the_short_name(land, clerk) -> None:
    secret = taken(clerk, land["xuan_huong"])
    token = all_of(AccessToken)[0]
    services.withdraw(actor=actor_of(clerk, on=DAY), token=token, reason="không dùng nữa")

    told = [event for event in all_of(AuditEvent) if event.target_id == str(token.pk)]
    assert [event.action for event in told] == [
        "accounts.token_asked", "accounts.token_approved", "accounts.token_taken", "accounts.token_withdrawn",
    ]  # fmt: skip
    assert all(event.changes["handle"][1] == secret.split("_")[1] for event in told)
    assert {event.unit_id for event in told} == {land["xuan_huong"].pk}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"valid_to": DAY}, "phải sau hôm nay"),
        ({"valid_to": DAY + timedelta(days=367)}, "dài nhất 366 ngày"),
        ({"up_to": 3, "personal_reason": WHY}, "Vai trò của bạn không đọc đến lớp"),
        ({"up_to": 2}, "ít nhất 20 ký tự"),
        ({"up_to": 0}, "không đọc đến lớp"),
        ({"name": "  "}, "Ghi tên"),
    ],
)
def test_what_may_not_be_asked_for_is_refused_with_its_reason(land, clerk, changed, why) -> None:
    with pytest.raises(Refused, match=why):
        asked(clerk, land["xuan_huong"], **changed)


def test_a_key_never_reaches_further_than_the_right_behind_it(land, clerk) -> None:
    make_grant(narrow := make_user("hep"), "btc", land["lang_giang"], reach="unit")

    with pytest.raises(Refused, match="rộng hơn quyền của mình"):
        asked(clerk, land["dong_son"])
    with pytest.raises(Refused, match="rộng hơn quyền của mình"):
        asked(narrow, land["lang_giang"], reach="subtree")
    assert asked(narrow, land["lang_giang"], reach="unit").reach == "unit"


def test_a_key_ends_no_later_than_the_right_behind_it(land) -> None:
    short = make_user("ngan")
    make_grant(short, "xa", land["xuan_huong"], valid_to=date(2020, 12, 1))

    with pytest.raises(Refused, match="mã không dài hơn"):
        asked(short, land["xuan_huong"])


def test_personal_data_are_asked_for_with_a_reason(land, clerk) -> None:
    token = asked(clerk, land["xuan_huong"], up_to=2, personal_reason=WHY)

    assert (token.up_to, token.personal_reason) == (2, WHY)


@pytest.mark.parametrize("role", ["lanhdao", "truong", "kiemtra", "thon"])
def test_only_who_keeps_an_offices_data_may_ask(land, role) -> None:
    user = make_user(role)
    make_grant(user, role, land["province"])

    assert role not in of_tokens(DAY).roles
    assert selectors.rights_to_draw_from(actor_of(user, on=DAY)) == []


def test_a_right_that_was_passed_on_asks_for_no_key(land, clerk) -> None:
    deputy = make_user("thay")
    own = all_of(clerk.grants.model, user=clerk)[0]
    make_grant(
        deputy, "xa", land["xuan_huong"], delegated_from=own, valid_from=DAY, valid_to=DAY + timedelta(days=9)
    )

    assert selectors.rights_to_draw_from(actor_of(deputy, on=DAY)) == []


def test_the_second_person_is_another_and_no_straw_account(land, clerk) -> None:
    """Neither an administrator who opened the account that asks, nor whoever asked."""
    opener = administrator("mo-tai-khoan")
    User.objects.filter(pk=clerk.pk).update(opened_by=opener.key)
    token = asked(clerk, land["xuan_huong"])

    with pytest.raises(Refused, match="Bạn đã mở tài khoản"):
        services.approve(actor=actor_of(opener, on=DAY), held=held(opener, token))
    with pytest.raises(NotVisible):
        services.approve(actor=actor_of(clerk, on=DAY), held=held(clerk, token))
    other = administrator("nguoi-khac")
    services.approve(actor=actor_of(other, on=DAY), held=held(other, token))

    assert all_of(AccessToken)[0].decided_by == other.key


def test_of_two_who_decide_one_does_and_a_no_says_why(land, clerk) -> None:
    token, one = asked(clerk, land["xuan_huong"]), administrator()
    actor, seen = actor_of(one, on=DAY), held(one, token)

    with pytest.raises(Refused, match="Ghi lý do"):
        services.refuse(actor=actor, held=seen, reason=" ")
    services.refuse(actor=actor, held=seen, reason="chưa có công văn")
    with pytest.raises(Refused, match="đã có người quyết định"):
        services.approve(actor=actor, held=seen)

    assert all_of(AccessToken)[0].state == "refused"


def test_a_key_withdrawn_while_it_waits_is_approved_by_nobody(land, clerk) -> None:
    token, one = asked(clerk, land["xuan_huong"]), administrator()
    seen = held(one, token)
    services.withdraw(actor=actor_of(clerk, on=DAY), token=token, reason="nhầm")

    with pytest.raises(Refused, match="đã thu hồi"):
        services.approve(actor=actor_of(one, on=DAY), held=seen)
    with pytest.raises(Refused, match="đã được thu hồi"):
        services.withdraw(actor=actor_of(clerk, on=DAY), token=token, reason="lần nữa")


def test_what_was_approved_is_not_called_withdrawn_when_it_is_approved_again(land, clerk) -> None:
    token, other = approved(clerk, land["xuan_huong"]), administrator()

    with pytest.raises(Refused, match="đã có người quyết định"):
        services.approve(actor=actor_of(other, on=DAY), held=held(other, token))


def test_a_key_whose_ground_is_gone_waits_for_nobody(land, clerk) -> None:
    """Withdrawn by the office itself, or asked for with a right that ended in between."""
    one = actor_of(administrator(), on=DAY)
    withdrawn = asked(clerk, land["xuan_huong"])
    baseless = asked(clerk, land["xuan_huong"], name="Cổng báo cáo")
    services.withdraw(actor=actor_of(clerk, on=DAY), token=withdrawn, reason="nhầm")
    before = selectors.is_any_waiting(one)
    end_grant(actor=one, grant=baseless.drawn_from, on=DAY, reason="chuyển việc")

    assert (before, selectors.is_any_waiting(one)) == (True, False)
    assert {each.token.pk: each.fallen for each in selectors.every_token(one)} == {
        withdrawn.pk: Fallen.WITHDRAWN, baseless.pk: Fallen.RIGHT_LOST,
    }  # fmt: skip
    with pytest.raises(Refused, match="không còn quyền"):
        services.approve(actor=one, held=selectors.held_or_404(one, baseless.pk))


def test_an_office_sees_its_own_keys_and_the_board_those_of_its_communes(land, clerk) -> None:
    neighbour, board, other = make_user("ben-canh"), make_user("ban"), make_user("ban-khac")
    make_grant(neighbour, "xa", land["tan_thanh"])
    make_grant(board, "btc", land["lang_giang"])
    make_grant(other, "btc", land["yen_the"])
    token = asked(clerk, land["xuan_huong"])
    of_board = asked(board, land["xuan_huong"])

    seen = {
        user.username: {each.token.pk for each in selectors.office_tokens(actor_of(user, on=DAY))}
        for user in (clerk, neighbour, board, other)
    }
    assert seen == {
        "van-phong": {token.pk}, "ben-canh": set(), "ban": {token.pk, of_board.pk}, "ban-khac": set(),
    }  # fmt: skip
    with pytest.raises(NotVisible):
        held(neighbour, token)


def test_a_form_sent_twice_asks_once(land, clerk) -> None:
    asked(clerk, land["xuan_huong"])

    with pytest.raises(Refused, match="đang chờ duyệt"):
        asked(clerk, land["xuan_huong"])

    assert len(all_of(AccessToken)) == 1
    assert asked(clerk, land["xuan_huong"], name="Kho khác").name == "Kho khác"
