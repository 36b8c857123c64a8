"""Lost factors: one administrator asks, another decides, and the password stays."""

import pytest

from caunoi.apps.accounts import throttle
from caunoi.apps.accounts.doors import factors, resets
from caunoi.apps.accounts.models import FactorReset, User
from caunoi.apps.accounts.selectors import actor_of
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.commandline.entry import main
from caunoi.foundation.errors import Refused
from tests.apps.accounts.doors.holding import DAY, PASSWORD, is_in, with_phone
from tests.apps.accounts.people import browser_of, make_grant, make_user
from tests.factories.cadres import all_of

pytestmark = pytest.mark.django_db


def administrator(name: str, **given) -> User:
    user = make_user(name, **given)
    make_grant(user, "quantri")
    return user


@pytest.fixture
def asked() -> FactorReset:
    user, _codes = with_phone()
    first = browser_of(administrator("mot"))
    first.post(f"/qt/nguoi-dung/{user.pk}/dat-lai/", {"reason": "mất điện thoại, đã gặp"})
    return all_of(FactorReset)[0]


def page_of(asked: FactorReset) -> str:
    return f"/qt/dat-lai/{asked.pk}/"


def test_asking_takes_nothing_away(asked) -> None:
    assert asked.state == "pending"
    assert factors.has_factor(asked.user)


def test_a_second_administrator_decides_and_everything_but_the_password_begins_anew(asked) -> None:
    there = browser_of(asked.user)
    for _try in range(9):
        throttle.take_try("hoa", "203.0.113.9")
    second = browser_of(administrator("hai"))
    assert "mất điện thoại" in second.get("/qt/dat-lai/").content.decode()

    second.post(page_of(asked), {"viec": "duyet"})

    assert not factors.has_factor(asked.user)
    assert not is_in(there)
    assert asked.user.check_password(PASSWORD)
    assert throttle.take_try("hoa", "198.51.100.1")
    assert [event.action.partition(".")[2] for event in all_of(AuditEvent)][-3:] == [
        "factor_reset_asked", "session_ended", "factor_reset",
    ]  # fmt: skip


def test_whoever_asks_does_not_decide(asked) -> None:
    answer = browser_of(User.objects.get(username="mot")).post(page_of(asked), {"viec": "duyet"})

    assert answer.status_code == 409
    assert factors.has_factor(asked.user)


def test_an_account_the_first_one_opened_is_no_second_person(asked) -> None:
    first = User.objects.get(username="mot")
    straw = browser_of(administrator("rom", opened_by=f"user:{first.pk}"))

    assert straw.post(page_of(asked), {"viec": "duyet"}).status_code == 409
    assert factors.has_factor(asked.user)


def test_nobody_resets_their_own() -> None:
    user, _codes = with_phone("quantri")
    make_grant(user, "quantri")
    client = browser_of(user)

    assert client.post(f"/qt/nguoi-dung/{user.pk}/dat-lai/", {"reason": "quên"}).status_code == 409
    other = resets.ask_reset(actor=actor_of(administrator("hai"), on=DAY), user=user, reason="mất")
    assert client.post(page_of(other), {"viec": "duyet"}).status_code == 409
    assert factors.has_factor(user)


def test_a_no_needs_its_reason_and_takes_nothing(asked) -> None:
    second = browser_of(administrator("hai"))

    assert second.post(page_of(asked), {"viec": "khong-duyet"}).status_code == 422
    second.post(page_of(asked), {"viec": "khong-duyet", "reason": "chưa gặp người"})

    assert all_of(FactorReset)[0].state == "refused"
    assert factors.has_factor(asked.user)


def test_of_two_who_decide_at_once_one_does(asked) -> None:
    second, third = (actor_of(administrator(name), on=DAY) for name in ("hai", "ba"))
    seen = [all_of(FactorReset)[0] for _ in range(2)]
    resets.refuse_reset(actor=second, asked=seen[0], reason="không cần")

    with pytest.raises(Refused, match="đã có người quyết định"):
        resets.approve_reset(actor=third, asked=seen[1])

    assert factors.has_factor(asked.user)


def test_one_request_waits_for_an_account_at_a_time(asked) -> None:
    client = browser_of(administrator("hai"))
    address = f"/qt/nguoi-dung/{asked.user_id}/dat-lai/"

    assert client.post(address, {"reason": "lần nữa"}).status_code == 409
    assert "Đang chờ một quản trị viên khác duyệt" in client.get(address).content.decode()
    assert len(all_of(FactorReset)) == 1


def test_the_owner_of_the_machine_resets_at_once_and_is_remembered(system) -> None:
    user, _codes = with_phone()

    resets.ask_reset(actor=system, user=user, reason="chỉ còn một quản trị viên")

    assert not factors.has_factor(user)
    assert all_of(AuditEvent)[-1].actor_key == system.key


@pytest.mark.parametrize("role", ["btc", "xa", "lanhdao", "kiemtra", ""])
def test_nobody_but_administrators_asks_or_decides(asked, role) -> None:
    user = make_user("ai-do")
    if role:
        make_grant(user, role)
    client = browser_of(user)

    for address in (f"/qt/nguoi-dung/{asked.user_id}/dat-lai/", "/qt/dat-lai/", page_of(asked)):
        assert client.get(address).status_code == 403


def test_the_terminal_resets_an_account_by_its_name(capsys) -> None:
    user, _codes = with_phone()

    assert main(["accounts", "reset-factors", "hoa", "--reason", "mất điện thoại", "--format", "json"]) == 0

    assert '"state": "done"' in capsys.readouterr().out
    assert not factors.has_factor(user)
