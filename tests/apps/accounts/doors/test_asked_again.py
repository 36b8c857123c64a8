"""S-18: before a grave deed one proves again who one is, and the form goes on with what was typed."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from caunoi.apps.accounts.doors import stages
from caunoi.apps.accounts.models import Grant, OneTimeKey
from caunoi.foundation import clock
from tests.apps.accounts.doors.holding import PASSWORD, shown, with_phone
from tests.apps.accounts.doors.test_passkeys import challenge_of, with_passkey
from tests.apps.accounts.people import browser_of, make_grant, make_user
from tests.factories.cadres import all_of
from tests.factories.organisation import make_unit

pytestmark = pytest.mark.django_db
GIVEN = {
    "role": "xa", "unit": "07420", "reach": "subtree", "valid_from": "01/06/2020", "valid_to": "",
    "basis": 'QĐ 12 "về <việc>"',
}  # fmt: skip


def six_minutes_later(client: Client) -> Client:
    session = client.session
    session[stages.PROVED] = (clock.now() - timedelta(minutes=6)).isoformat()
    session.save()
    return client


@pytest.fixture
def asked():
    """An administrator's browser of six minutes ago, and the account somebody is to get a right on."""
    make_unit("Xuân Hương", code="07420")
    user = make_user("quantri", password=PASSWORD)
    make_grant(user, "quantri")
    return six_minutes_later(browser_of(user)), make_user("lan")


def kept_in(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def test_giving_a_right_asks_again_and_goes_on_with_what_was_typed(asked) -> None:
    client, user = asked
    address = f"/qt/nguoi-dung/{user.pk}/"

    question = client.post(address, GIVEN)
    assert question.status_code == 403
    assert all_of(Grant, user=user) == []

    kept = kept_in(question.content.decode())
    assert {name: kept[name] for name in GIVEN} == GIVEN
    answer = client.post(address, {**kept, "xac_nhan": PASSWORD})

    assert answer.status_code == 302
    assert [grant.basis for grant in all_of(Grant, user=user)] == [GIVEN["basis"]]


def test_a_wrong_proof_asks_once_more_and_keeps_the_form(asked) -> None:
    client, user = asked

    answer = client.post(f"/qt/nguoi-dung/{user.pk}/", {**GIVEN, "xac_nhan": "sai"})

    assert answer.status_code == 422
    assert kept_in(answer.content.decode())["basis"] == GIVEN["basis"]
    assert "Chưa đúng" in answer.content.decode()
    assert all_of(Grant, user=user) == []


def test_for_five_minutes_nobody_is_asked_again(asked) -> None:
    client, user = asked
    client.post(f"/qt/nguoi-dung/{user.pk}/", {**GIVEN, "xac_nhan": PASSWORD})

    assert client.post(f"/qt/nguoi-dung/{user.pk}/", {**GIVEN, "role": "thon"}).status_code == 302
    six_minutes_later(client)
    assert client.post(f"/qt/nguoi-dung/{user.pk}/", {**GIVEN, "role": "truong"}).status_code == 403


def test_looking_needs_no_proof(asked) -> None:
    client, user = asked

    assert client.get(f"/qt/nguoi-dung/{user.pk}/").status_code == 200


def test_approving_a_right_asks_again(asked) -> None:
    client, user = asked
    grant = make_grant(user, "xa", make_unit(), state="pending", granted_by="user:một")

    assert client.post(f"/qt/quyen/{grant.pk}/", {"viec": "duyet"}).status_code == 403
    assert all_of(Grant, pk=grant.pk)[0].state == "pending"


@pytest.mark.parametrize("address", ["ma-mot-lan/bo/", "ma-khoi-phuc/"])
def test_changing_ones_factors_asks_again(address) -> None:
    user, _codes = with_phone()
    client = six_minutes_later(browser_of(user))

    assert client.post(f"/toi/bao-mat/{address}").status_code == 403
    assert len(all_of(OneTimeKey)) == 1
    assert client.post(f"/toi/bao-mat/{address}", {"xac_nhan": PASSWORD}).status_code in {200, 302}


def test_a_code_of_the_phone_is_proof_once() -> None:
    user, _codes = with_phone()
    code = shown()
    first, second = (six_minutes_later(browser_of(user)) for _ in range(2))

    assert first.post("/toi/bao-mat/ma-khoi-phuc/", {"xac_nhan": code}).status_code == 200
    assert second.post("/toi/bao-mat/ma-khoi-phuc/", {"xac_nhan": code}).status_code == 422


def test_a_recovery_code_is_for_the_door_only() -> None:
    user, codes = with_phone()

    answer = six_minutes_later(browser_of(user)).post("/toi/bao-mat/ma-khoi-phuc/", {"xac_nhan": codes[0]})

    assert answer.status_code == 422


def test_a_file_of_people_with_sensitive_columns_asks_first_and_then_comes() -> None:
    unit = make_unit("Xuân Hương", code="07420")
    user = make_user("hoa", password=PASSWORD)
    make_grant(user, "btc", unit)
    client = six_minutes_later(browser_of(user))

    answer = client.get("/nhap/xuat/?dang=csv&ngay=2020-08-31")
    assert answer["Location"] == "/xac-nhan/?next=%2Fnhap%2Fxuat%2F%3Fdang%3Dcsv%26ngay%3D2020-08-31"
    sent = {"xac_nhan": PASSWORD, "next": "/nhap/xuat/?dang=csv&ngay=2020-08-31"}
    led = client.post("/xac-nhan/", sent)

    assert led["Location"] == sent["next"]
    assert client.get(led["Location"])["Content-Disposition"].startswith("attachment")


def test_somebody_without_the_right_is_refused_not_asked() -> None:
    client = six_minutes_later(browser_of(make_user("lan")))

    assert client.get("/nhap/xuat/").status_code == 403
    assert "Xác nhận lại" not in client.post(f"/qt/nguoi-dung/{make_user('x').pk}/", GIVEN).content.decode()


def test_a_passkey_is_proof_and_the_form_goes_on(asked) -> None:
    user, device = with_passkey("khoa")
    make_grant(user, "quantri")
    client = six_minutes_later(browser_of(user))
    address = f"/qt/nguoi-dung/{asked[1].pk}/"

    kept = kept_in(client.post(address, GIVEN).content.decode())
    signed = device.signed(challenge_of(client))
    answer = client.post(address, {**kept, "xac_nhan_khoa": signed})

    assert answer.status_code == 302
    assert len(all_of(Grant, user=asked[1])) == 1


def test_a_passkey_of_somebody_else_is_no_proof(asked) -> None:
    client, user = asked
    _other, device = with_passkey("khoa")

    signed = device.signed(challenge_of(client))
    answer = client.post(f"/qt/nguoi-dung/{user.pk}/", {**GIVEN, "xac_nhan_khoa": signed})

    assert answer.status_code == 422
    assert all_of(Grant, user=user) == []
