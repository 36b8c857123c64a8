"""An administrator opens an account of straw and gives it everything: nothing comes of it alone."""

import pytest

from caunoi.apps.accounts.models import Grant, User
from tests.apps.accounts.people import browser_of, make_grant, make_user
from tests.factories.cadres import all_of
from tests.leaks.asking import met
from tests.leaks.probes import probes
from tests.leaks.world import PROVINCE

pytestmark = pytest.mark.django_db
SECRET = "con sông Thương nước chảy đôi dòng"
PROVINCE_CODE = "24"


def test_an_administrator_reads_nobody_through_an_account_of_straw(world) -> None:
    one = browser_of(world.users["quantri"])
    puppet = _opened(one)

    for role in ("btc", "lanhdao", "xa", "kiemtra", "truong", "quantri"):
        one.post(f"/qt/nguoi-dung/{puppet.pk}/", _asked(role))
    for grant in all_of(Grant, user=puppet):
        one.post(f"/qt/quyen/{grant.pk}/", {"viec": "duyet"})

    assert len(all_of(Grant, user=puppet)) >= 5
    assert _met_by(puppet, world) == set()


def test_with_an_honest_second_person_the_same_account_reads(world) -> None:
    """Without this, an account that could never read anything would pass."""
    one, second = browser_of(world.users["quantri"]), make_user("quantri-hai")
    make_grant(second, "quantri")
    puppet = _opened(one, "that")
    one.post(f"/qt/nguoi-dung/{puppet.pk}/", _asked("btc"))

    browser_of(second).post(f"/qt/quyen/{all_of(Grant, user=puppet)[0].pk}/", {"viec": "duyet"})

    assert {canary.unit for canary in _met_by(puppet, world)} >= {"XH", "DS", PROVINCE}


def _opened(client, name: str = "bu-nhin") -> User:
    client.post("/qt/nguoi-dung/", {"username": name, "full_name": "Bù nhìn", "password": SECRET})
    return User.objects.get(username=name)


def _asked(role: str) -> dict[str, str]:
    unit = "" if role == "quantri" else PROVINCE_CODE
    return {"role": role, "unit": unit, "reach": "subtree", "valid_from": "01/06/2020", "basis": "QĐ 12"}


def _met_by(user: User, world) -> set:
    client = browser_of(user)
    answers = (
        client.get(url) if data is None else client.post(url, data) for method, url, data in probes(world)
    )
    return {canary for answer in answers for canary in met(answer)}
