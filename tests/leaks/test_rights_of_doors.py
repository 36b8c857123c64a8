"""Posts, delegations and open files are no way round the two persons: a straw account comes to nothing by them."""

from datetime import date

import pytest

from caunoi.apps.accounts.models import Emergency, Grant, User
from caunoi.apps.cadres.models import Cadre
from tests.apps.accounts.people import browser_of, make_grant, make_user
from tests.factories.cadres import all_of
from tests.leaks.asking import met
from tests.leaks.probes import probes
from tests.leaks.test_puppets import SECRET
from tests.leaks.world import DAY, OWN

pytestmark = pytest.mark.django_db
OPENING = {"need": "don-thu", "reason": "đơn thư tố cáo số 15 ngày 20/08/2020"}
WEEK = {"valid_from": "31/08/2020", "valid_to": "07/09/2020", "reason": "đi học một tuần", "reach": "subtree"}


@pytest.fixture(autouse=True)
def on_the_day(settings, tmp_path) -> None:
    settings.TODAY, settings.VAR = DAY, tmp_path


def met_by(user: User, world) -> set:
    client = browser_of(user)
    answers = (
        client.get(url) if data is None else client.post(url, data) for method, url, data in probes(world)
    )
    return {canary for answer in answers for canary in met(answer)}


def number_of(world) -> str:
    return str(all_of(Cadre, pk=world.things[OWN]["cadre_id"])[0].number)


def opened(browser, name: str, person: str = "") -> User:
    sent = {"username": name, "full_name": "Bù nhìn", "password": SECRET, "person": person}
    browser.post("/qt/nguoi-dung/", sent)
    return User.objects.get(username=name)


def asked(role: str, **more: str) -> dict[str, str]:
    return {
        "role": role,
        "unit": "24",
        "reach": "subtree",
        "valid_from": "01/06/2020",
        "basis": "QĐ 12",
        **more,
    }


def test_a_straw_account_bound_to_somebodys_file_and_post_reads_nothing(world) -> None:
    one = browser_of(world.users["quantri"])
    puppet = opened(one, "rom-1", number_of(world))
    post = f"CX-BT|{world.units['xuan_huong'].pk}"

    for sent in (
        asked("btc", post=post),
        asked("xa", post=post),
        {**asked("canbo"), "unit": "", "reach": "self"},
    ):
        assert one.post(f"/qt/nguoi-dung/{puppet.pk}/", sent).status_code == 302
    for grant in all_of(Grant, user=puppet):
        one.post(f"/qt/quyen/{grant.pk}/", {"viec": "duyet"})

    assert puppet.subject_id == world.things[OWN]["cadre_id"]
    assert len(all_of(Grant, user=puppet)) == 3
    assert met_by(puppet, world) == set()


def test_who_opened_an_account_passes_its_rights_on_to_no_straw_account(world) -> None:
    """The administrator still knows the first password of an officer: nobody else noticed, nothing comes of it."""
    administrator = world.users["quantri"]
    one = browser_of(administrator)
    officer, puppet = opened(one, "chuyen-vien"), opened(one, "rom-2")
    grant = make_grant(officer, "btc", world.units["province"])

    sent = {"right": str(grant.pk), "username": "rom-2", "unit": "", **WEEK}
    assert browser_of(officer).post("/toi/uy-quyen/", sent).status_code == 302
    waiting = all_of(Grant, user=puppet)[0]
    refused = one.post(f"/qt/quyen/{waiting.pk}/", {"viec": "duyet"})

    assert "Bạn đã mở tài khoản của người ủy quyền" in refused.content.decode()
    assert met_by(puppet, world) == set()


def test_nobody_who_waits_for_a_right_opens_a_file(world) -> None:
    one = browser_of(world.users["quantri"])
    puppet = opened(one, "rom-3")
    one.post(f"/qt/nguoi-dung/{puppet.pk}/", asked("kiemtra"))
    before = len(all_of(Emergency))

    answer = browser_of(puppet).post("/khan-cap/", {"number": number_of(world), **OPENING})

    assert answer.status_code == 403
    assert len(all_of(Emergency)) == before


def test_an_open_file_shows_one_person_and_nobody_else(world) -> None:
    """What an officer of another district meets while a file stands open belongs to that one commune's person."""
    officer = make_user("huyen-khac")
    make_grant(officer, "btc", world.units["yen_the"])
    before = {canary.unit for canary in met_by(officer, world)}

    browser_of(officer).post("/khan-cap/", {"number": number_of(world), **OPENING})
    fresh = {canary for canary in met_by(officer, world) if canary.unit == "XH"}

    assert "XH" not in before
    assert fresh
    assert {canary.model for canary in fresh} <= {
        "CADRE", "POSTING", "QUALIFICATION", "RATING", "SUCCESSIONPLAN", "POSTINGEVIDENCE", "QUALIFICATIONEVIDENCE",
        "CADREMERGE",
        "IMPORTBATCH",
    }  # fmt: skip


def test_a_right_passed_on_waits_for_the_second_person_too(world) -> None:
    """Without an administrator the deputy reads nothing; with an honest one they do."""
    one = browser_of(world.users["quantri"])
    puppet = opened(one, "thay")
    sent = {
        "right": str(all_of(Grant, user=world.users["btc"])[0].pk),
        "username": "thay",
        "unit": "",
        **WEEK,
    }
    browser_of(world.users["btc"]).post("/toi/uy-quyen/", sent)

    alone = met_by(puppet, world)
    one.post(f"/qt/quyen/{all_of(Grant, user=puppet)[0].pk}/", {"viec": "duyet"})

    assert alone == set()
    assert {canary.unit for canary in met_by(puppet, world)} >= {"XH", "DS"}
    assert all_of(Grant, user=puppet)[0].valid_to == date(2020, 9, 7)
