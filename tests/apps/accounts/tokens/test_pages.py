"""The pages of keys: asked for by the office, approved by an administrator, taken once, withdrawn for good."""

from datetime import date

import pytest
from django.test import Client

from caunoi.apps.accounts.models import AccessToken, User
from tests.apps.accounts.people import browser_of, make_grant, make_user
from tests.apps.accounts.tokens.holding import WHY, administrator, approved, ask, asked, taken
from tests.factories.cadres import all_of

pytestmark = pytest.mark.django_db
MINE, ALL = "/toi/ma-truy-cap/", "/qt/ma-truy-cap/"


@pytest.fixture
def office(clerk) -> Client:
    return browser_of(clerk)


def send(office: Client, clerk: User, **changed: str):
    grant = all_of(clerk.grants.model, user=clerk)[0]
    sent = {
        "name": "Kho dữ liệu Sở Nội vụ", "reason": "số liệu hằng tuần", "right": str(grant.pk), "unit": "",
        "reach": "subtree", "up_to": "1", "personal_reason": "", "valid_to": "31/12/2020", **changed,
    }  # fmt: skip
    return office.post(MINE, sent)


def test_from_the_wish_to_the_withdrawal(land, clerk, office) -> None:
    asked_for = send(office, clerk)
    token = all_of(AccessToken)[0]
    one = browser_of(administrator())
    called = one.get("/qt/nguoi-dung/").content.decode()
    decided = one.post(f"{ALL}{token.pk}/", {"viec": "duyet"})
    shown = office.post(f"{MINE}{token.pk}/lay-ma/")
    key = shown.context["secret"]
    read = ask(key)
    listed = office.get(MINE).content.decode()
    closed = office.post(f"{MINE}{token.pk}/thu-hoi/", {"reason": "thử xong"})

    assert [asked_for.status_code, decided.status_code, closed.status_code] == [302, 302, 302]
    assert "Có đơn vị xin mã truy cập, đang chờ duyệt" in called
    assert (token.valid_to, token.unit_id) == (date(2020, 12, 31), land["xuan_huong"].pk)
    assert key in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert (
        "curl -H &quot;Authorization: Bearer $CAUNOI_MA&quot; &quot;http://testserver/api/v1/cadres"
        in shown.content.decode()
    )
    assert read.status_code == 200
    assert "Đang dùng được" in listed
    assert "31/08/2020" in listed
    assert ask(key).status_code == 401
    assert "Đã thu hồi" in office.get(f"{MINE}{token.pk}/").content.decode()


def test_the_key_is_shown_by_one_answer_only(land, clerk, office) -> None:
    token = approved(clerk, land["xuan_huong"])
    key = office.post(f"{MINE}{token.pk}/lay-ma/").context["secret"]
    again = office.post(f"{MINE}{token.pk}/lay-ma/")
    one = browser_of(administrator())

    pages = [again, *(office.get(url) for url in (MINE, f"{MINE}{token.pk}/", "/nhat-ky/"))]
    pages += [one.get(ALL), one.get(f"{ALL}{token.pk}/")]

    assert again.status_code == 409
    assert [page.request["PATH_INFO"] for page in pages if key in page.content.decode()] == []
    assert all(token.handle in page.content.decode() for page in pages[1:3])


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"valid_to": "31/08/2020"}, "Ngày hết hiệu lực phải sau hôm nay"),
        ({"valid_to": "mai"}, "Ngày phải có dạng 31/08/2020"),
        ({"up_to": "2"}, "Ghi vì sao cần dữ liệu cá nhân, ít nhất 20 ký tự"),
        ({"name": ""}, "Nhập tên mã"),
        ({"up_to": "3", "personal_reason": WHY}, "không đọc đến lớp dữ liệu ấy"),
    ],
)
def test_what_is_wrong_is_said_in_the_form_with_what_was_typed(clerk, office, changed, why) -> None:
    answer = send(office, clerk, **changed)

    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert "số liệu hằng tuần" in answer.content.decode()
    assert all_of(AccessToken) == []


def test_a_withdrawal_says_why(land, clerk, office) -> None:
    key = taken(clerk, land["xuan_huong"])
    token = all_of(AccessToken)[0]

    looked = office.get(f"{MINE}{token.pk}/thu-hoi/")
    answer = office.post(f"{MINE}{token.pk}/thu-hoi/", {"reason": ""})

    assert "Không lấy lại được" in looked.content.decode()
    assert answer.status_code == 422
    assert ask(key).status_code == 200


def test_an_administrator_sees_why_they_are_not_the_second_person(land, clerk) -> None:
    opener = administrator("mo")
    User.objects.filter(pk=clerk.pk).update(opened_by=opener.key)
    token = asked(clerk, land["xuan_huong"], up_to=2, personal_reason=WHY)

    page = browser_of(opener).get(f"{ALL}{token.pk}/").content.decode()
    sent = browser_of(opener).post(f"{ALL}{token.pk}/", {"viec": "duyet"})

    assert "Bạn đã mở tài khoản của người xin" in page
    assert WHY in page
    assert (sent.status_code, all_of(AccessToken)[0].state) == (409, "pending")


def test_a_key_withdrawn_while_it_waits_calls_no_administrator(land, clerk, office) -> None:
    token = asked(clerk, land["xuan_huong"])
    office.post(f"{MINE}{token.pk}/thu-hoi/", {"reason": "nhầm"})
    one = browser_of(administrator())

    page = one.get(f"{ALL}{token.pk}/").content.decode()

    assert "đang chờ duyệt" not in one.get("/qt/nguoi-dung/").content.decode()
    assert "Đã thu hồi" in office.get(MINE).content.decode()
    assert 'value="duyet"' not in page
    assert f"{MINE}{token.pk}/thu-hoi/" not in page


def test_an_administrator_closes_any_key_at_once(land, clerk) -> None:
    key = taken(clerk, land["xuan_huong"])
    one, token = browser_of(administrator()), all_of(AccessToken)[0]

    assert f"{MINE}{token.pk}/thu-hoi/" in one.get(f"{ALL}{token.pk}/").content.decode()
    assert one.post(f"{MINE}{token.pk}/thu-hoi/", {"reason": "lộ mã"})["Location"] == ALL
    assert ask(key).status_code == 401


def test_who_keeps_no_offices_data_is_told_so_and_offered_no_link(land) -> None:
    leader = make_user("lanh-dao")
    make_grant(leader, "lanhdao", land["province"])

    page = browser_of(leader).get(MINE).content.decode()

    assert "mới xin mã được" in page
    assert MINE not in browser_of(leader).get("/toi/").content.decode()


def test_the_office_finds_its_keys_from_its_own_settings(office) -> None:
    assert MINE in office.get("/toi/").content.decode()


def test_before_a_key_is_asked_for_or_taken_one_proves_who_one_is(land, clerk, office, monkeypatch) -> None:
    from datetime import timedelta

    from caunoi.apps.accounts.doors import stages

    token = approved(clerk, land["xuan_huong"])
    monkeypatch.setattr(stages, "FRESH", timedelta(0))

    answer = office.post(f"{MINE}{token.pk}/lay-ma/")

    assert "secret" not in (answer.context or {})
    assert all_of(AccessToken)[0].digest == ""
