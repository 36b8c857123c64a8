"""One's own settings, and the administrator's accounts."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from caunoi.apps.accounts.models import Grant, User
from caunoi.foundation.audit.models import AuditEvent
from tests.apps.accounts.people import browser_of, make_grant, make_user, signed_in
from tests.factories.cadres import all_of
from tests.factories.organisation import make_unit

pytestmark = pytest.mark.django_db
LONG = "con sông Thương nước chảy đôi dòng"


@pytest.fixture
def administrator() -> Client:
    return signed_in("quantri")


def test_ones_own_page_shows_ones_own_grants() -> None:
    user = make_user()
    make_grant(user, "xa", make_unit("Xuân Hương"))
    make_grant(user, "btc", make_unit("Cảnh Thụy"), valid_to=date(2019, 1, 1))

    page = browser_of(user).get("/toi/").content.decode()

    assert "Xuân Hương" in page
    assert "Cảnh Thụy" not in page


def test_somebody_without_a_grant_is_told_whom_to_ask() -> None:
    page = signed_in("").get("/toi/").content.decode()

    assert "Quản trị viên giao quyền" in page


@pytest.mark.parametrize(
    ("current", "fresh", "said"),
    [
        ("sai", LONG, "Mật khẩu hiện tại chưa đúng"),
        ("mật khẩu cũ của người thử", "ngắn", "ít nhất 15 ký tự"),
        ("mật khẩu cũ của người thử", "", "Nhập mật khẩu mới"),
    ],
)
def test_a_new_password_is_refused_with_how_to_mend_it(current, fresh, said) -> None:
    user = make_user(password="mật khẩu cũ của người thử")

    answer = browser_of(user).post("/toi/", {"current": current, "fresh": fresh})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    user.refresh_from_db()
    assert user.check_password("mật khẩu cũ của người thử")


def test_whoever_holds_a_session_may_not_guess_the_password_without_end() -> None:
    user = make_user("hoa", password="mật khẩu cũ của người thử")
    client = browser_of(user)

    tries = [client.post("/toi/", {"current": f"đoán {n}", "fresh": LONG}).status_code for n in range(11)]

    assert tries == [422] * 10 + [429]


def test_a_password_change_is_remembered_without_the_password() -> None:
    user = make_user(password="mật khẩu cũ của người thử")

    browser_of(user).post("/toi/", {"current": "mật khẩu cũ của người thử", "fresh": LONG})

    event = all_of(AuditEvent)[-1]
    assert event.action == "accounts.password_changed"
    assert LONG not in str(event.changes)


def test_the_language_is_changed_where_one_is() -> None:
    client = signed_in("xa", make_unit())

    answer = client.post("/ngon-ngu/", {"language": "en", "next": "/can-bo/?xa=07420"})

    assert answer["Location"] == "/can-bo/?xa=07420"
    assert client.get("/toi/").headers["Content-Language"] == "en"
    assert User.objects.get().language == "en"


def test_a_visitor_changes_the_language_too() -> None:
    client = Client()
    client.post("/ngon-ngu/", {"language": "en"})

    assert client.get("/").headers["Content-Language"] == "en"
    assert client.post("/ngon-ngu/", {"language": "fr"}).status_code == 409


def test_the_administrator_opens_an_account_that_may_do_nothing_yet(administrator) -> None:
    answer = administrator.post(
        "/qt/nguoi-dung/", {"username": "lan", "full_name": "Hoàng Thị Lan", "password": LONG}, follow=True
    )

    made = User.objects.get(username="lan")
    assert made.check_password(LONG)
    assert "Đã mở tài khoản" in answer.content.decode()
    assert all_of(Grant, user=made) == []


def test_two_accounts_never_share_a_name(administrator) -> None:
    make_user("lan")

    answer = administrator.post("/qt/nguoi-dung/", {"username": "lan", "full_name": "Lan", "password": LONG})

    assert answer.status_code == 409
    assert "đã có người dùng" in answer.content.decode()


def give(client: Client, user: User, **changed: str):
    given = {
        "role": "xa",
        "unit": "07420",
        "reach": "subtree",
        "valid_from": "01/06/2020",
        "basis": "QĐ 12",
        **changed,
    }
    return client.post(f"/qt/nguoi-dung/{user.pk}/", given)


def test_a_grant_is_given_for_a_unit_and_a_time(administrator) -> None:
    unit, user = make_unit("Xuân Hương", code="07420"), make_user("lan")

    assert give(administrator, user, valid_to="01/01/2021").status_code == 302

    (grant,) = all_of(Grant, user=user)
    assert (grant.role, grant.unit, grant.reach) == ("xa", unit, "subtree")
    assert (grant.valid_from, grant.valid_to) == (date(2020, 6, 1), date(2021, 1, 1))
    assert grant.granted_by.startswith("user:")
    assert grant.state == "pending"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"unit": ""}, "Chọn đơn vị"),
        ({"unit": "99999"}, "99999"),
        ({"valid_to": "31/05/2020"}, "Ngày kết thúc phải sau ngày bắt đầu"),
        ({"valid_from": "hôm qua"}, "31/08/2020"),
        ({"role": "vua"}, "vua"),
        ({"basis": ""}, "Nhập căn cứ"),
    ],
)
def test_a_grant_that_makes_no_sense_is_refused_in_the_form(administrator, changed, said) -> None:
    make_unit("Xuân Hương", code="07420")
    user = make_user("lan")

    answer = give(administrator, user, **changed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert all_of(Grant, user=user) == []


def test_nobody_gives_a_grant_to_themselves_or_closes_their_own_account() -> None:
    make_unit("Xuân Hương", code="07420")
    user = make_user("quantri")
    make_grant(user, "quantri")
    client = browser_of(user)

    assert give(client, user).status_code == 409
    assert client.post(f"/qt/nguoi-dung/{user.pk}/khoa/").status_code == 409
    assert len(all_of(Grant)) == 1


def test_a_grant_is_ended_today_and_stays_in_the_list(administrator, day) -> None:
    user = make_user("lan")
    grant = make_grant(user, "xa", make_unit("Xuân Hương"))

    page = administrator.post(f"/qt/quyen/{grant.pk}/ket-thuc/", follow=True).content.decode()

    assert all_of(Grant, user=user)[0].valid_to == day
    assert "Xuân Hương" in page
    assert "/ket-thuc/" not in page


def test_a_closed_account_is_shown_as_closed(administrator) -> None:
    user = make_user("lan")

    page = administrator.post(f"/qt/nguoi-dung/{user.pk}/khoa/", follow=True).content.decode()

    assert "Đã khóa" in page
    user.refresh_from_db()
    assert not user.is_active


def test_every_write_of_the_administrator_is_remembered(administrator) -> None:
    make_unit("Xuân Hương", code="07420")
    administrator.post("/qt/nguoi-dung/", {"username": "lan", "full_name": "Lan", "password": LONG})
    user = User.objects.get(username="lan")
    give(administrator, user)
    grant = f"/qt/quyen/{all_of(Grant, user=user)[0].pk}/"
    signed_in("quantri").post(grant, {"viec": "duyet"})
    administrator.post(f"{grant}ket-thuc/")
    administrator.post(f"/qt/nguoi-dung/{user.pk}/khoa/")

    assert [event.action.partition(".")[2] for event in all_of(AuditEvent)] == [
        "account_opened", "grant_asked", "grant_approved", "grant_ended", "account_closed",
    ]  # fmt: skip


def test_an_account_that_is_not_there_is_not_found(administrator) -> None:
    assert administrator.get(f"/qt/nguoi-dung/{uuid4()}/").status_code == 404


@pytest.mark.parametrize("role", ["lanhdao", "btc", "xa", "kiemtra", "canbo"])
def test_only_the_administrator_keeps_accounts(role) -> None:
    assert signed_in(role, make_unit()).get("/qt/nguoi-dung/").status_code == 403
