"""Nobody grants alone: what a person gives counts when a second person has approved it."""

from datetime import date

import pytest
from django.test import Client

from caunoi.apps.accounts import services
from caunoi.apps.accounts.models import Grant, User
from caunoi.apps.accounts.selectors import actor_of
from caunoi.foundation.actors import SystemActor
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.errors import NotVisible, Refused
from tests.apps.accounts.people import browser_of, make_grant, make_user, signed_in
from tests.factories.cadres import all_of
from tests.factories.organisation import make_unit

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)
MACHINE = SystemActor(key="command:root", label="Dòng lệnh", on=DAY)


def administrator(name: str, **given: str) -> User:
    user = make_user(name, **given)
    make_grant(user, "quantri")
    return user


@pytest.fixture
def asked() -> Grant:
    """A role for the whole province, given by the administrator ``mot`` and decided by nobody yet."""
    return give(administrator("mot"), make_user("lan"))


def give(giver: User, user: User, role: str = "btc", reach: str = "subtree") -> Grant:
    unit = None if role == "quantri" else make_unit("Bắc Giang")
    return services.give_grant(
        actor=actor_of(giver, on=DAY),
        user=user,
        role=role,
        unit=unit,
        reach=reach,
        valid_from=DAY,
        basis="QĐ 1",
    )


def page_of(grant: Grant) -> str:
    return f"/qt/quyen/{grant.pk}/"


def approve(client: Client, grant: Grant) -> int:
    return client.post(page_of(grant), {"viec": "duyet"}).status_code


def test_what_one_person_gives_gives_nothing(asked) -> None:
    assert actor_of(asked.user, on=DAY).grants == ()
    assert browser_of(asked.user).get("/can-bo/").status_code == 403


def test_the_second_person_makes_it_count_at_the_next_request(asked) -> None:
    client = browser_of(asked.user)

    assert approve(browser_of(administrator("hai")), asked) == 302

    assert client.get("/can-bo/").status_code == 200
    assert [event.action for event in all_of(AuditEvent)] == [
        "accounts.grant_asked",
        "accounts.grant_approved",
    ]


def test_whoever_gave_does_not_approve(asked) -> None:
    assert approve(browser_of(User.objects.get(username="mot")), asked) == 409
    assert actor_of(asked.user, on=DAY).grants == ()


def test_whoever_gains_does_not_approve() -> None:
    second = administrator("hai")
    grant = give(administrator("mot"), second, "quantri")

    assert approve(browser_of(second), grant) == 409


def test_an_account_the_first_person_made_is_not_a_second_person(asked) -> None:
    puppet = administrator("rối", opened_by=asked.granted_by)

    assert approve(browser_of(puppet), asked) == 409
    assert "do chính người giao mở" in browser_of(puppet).get(page_of(asked)).content.decode()


@pytest.mark.parametrize("role", ["btc", "lanhdao", "xa", "kiemtra"])
def test_only_administrators_approve(asked, role) -> None:
    assert approve(signed_in(role, make_unit()), asked) == 403


def test_the_service_asks_too(asked) -> None:
    with pytest.raises(Refused):
        services.approve_grant(actor=actor_of(User.objects.get(username="mot"), on=DAY), grant=asked)
    with pytest.raises(NotVisible):
        services.approve_grant(actor=actor_of(asked.user, on=DAY), grant=asked)


def test_a_refusal_says_why_and_is_final(asked) -> None:
    client = browser_of(administrator("hai"))

    without_a_reason = client.post(page_of(asked), {"viec": "khong-duyet"})
    with_one = client.post(page_of(asked), {"viec": "khong-duyet", "reason": "chưa có quyết định"})

    assert (without_a_reason.status_code, with_one.status_code) == (422, 302)
    assert all_of(AuditEvent)[-1].reason == "chưa có quyết định"
    assert approve(client, asked) == 409
    assert actor_of(asked.user, on=DAY).grants == ()


def test_of_two_who_decide_at_once_one_does(asked) -> None:
    second, third = (actor_of(administrator(name), on=DAY) for name in ("hai", "ba"))
    seen_by_both = [all_of(Grant, pk=asked.pk)[0] for _ in range(2)]
    services.refuse_grant(actor=second, grant=seen_by_both[0], reason="không cần")

    with pytest.raises(Refused, match="đã có người quyết định"):
        services.approve_grant(actor=third, grant=seen_by_both[1])

    assert all_of(Grant, pk=asked.pk)[0].state == "refused"


def test_whoever_gave_may_take_it_back(asked) -> None:
    client = browser_of(User.objects.get(username="mot"))

    assert client.post(page_of(asked), {"viec": "khong-duyet", "reason": "nhầm người"}).status_code == 302


def test_the_machine_gives_at_once_and_is_remembered() -> None:
    user = services.open_account(actor=MACHINE, username="mot", full_name="Một", password="x" * 20)

    services.give_grant(
        actor=MACHINE, user=user, role="quantri", unit=None, reach="subtree", valid_from=DAY, basis="cài đặt"
    )

    assert [grant.role for grant in actor_of(user, on=DAY).grants] == ["quantri"]
    assert {event.actor_key for event in all_of(AuditEvent)} == {"command:root"}


@pytest.mark.parametrize(("held", "given"), [("quantri", "btc"), ("btc", "quantri")])
def test_an_account_never_both_keeps_accounts_and_reads_people(held, given) -> None:
    user = make_user("lan")
    make_grant(user, held, None if held == "quantri" else make_unit())

    with pytest.raises(Refused, match="không vừa quản trị vừa"):
        give(administrator("mot"), user, given)


def test_the_queue_shows_what_waits_and_the_list_points_to_it(asked) -> None:
    client = browser_of(administrator("hai"))

    queue, accounts = (client.get(url).content.decode() for url in ("/qt/quyen/", "/qt/nguoi-dung/"))

    assert page_of(asked) in queue
    assert "mot" in queue
    assert "đang chờ người thứ hai duyệt" in accounts


def test_an_empty_queue_is_not_warned_of() -> None:
    client = signed_in("quantri")

    assert "Không có lần giao quyền nào" in client.get("/qt/quyen/").content.decode()
    assert "đang chờ người thứ hai duyệt" not in client.get("/qt/nguoi-dung/").content.decode()
