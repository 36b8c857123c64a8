"""Asked again with the knowledge of then, a list, a matrix, a figure and a page answer as they did then."""

import json

import pytest
from django.test import Client

from caunoi.apps.cadres import services
from caunoi.apps.cadres.models import Cadre
from caunoi.foundation.audit.selectors import head
from caunoi.foundation.commandline.entry import main
from tests.apps.cadres.readers import signed_in
from tests.apps.standards.land import DAY, held, make_crowd, make_official, post
from tests.factories.cadres import SYSTEM, all_of

ADDRESSES = [
    "/can-bo/?format=csv",
    "/can-bo/?thieu=LLCT&format=csv",
    "/thieu-chuan/?format=csv",
    "/thieu-chuan/?xa=215&format=csv",
    "/don-vi/danh-sach/?format=csv",
    "/giai-thich/standard.not_met/danh-sach/?format=csv",
]


@pytest.fixture
def officer(land) -> Client:
    return signed_in("btc", land["province"])


@pytest.fixture
def crowd(land) -> list[Cadre]:
    return make_crowd(land, 40)


def much_happens(land, crowd) -> None:
    """Corrections, a move, a new person, a new paper."""
    for person in crowd[:6]:
        services.correct_cadre(
            actor=SYSTEM, cadre=person, expected_version=person.version, changes={"full_name": "Đã Đổi Tên"}
        )
    make_official("Người Mới Đến", post("CX-BT", land["dong_son"]), papers=held(political="so_cap"))
    for person in crowd[6:16]:
        services.add_qualification(actor=SYSTEM, cadre=person, kind="political_theory", level="cao_cap")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_file_asked_for_again_as_known_then_has_the_same_bytes(land, crowd, officer, address) -> None:
    then, before = officer.get(address), head()[0]
    much_happens(land, crowd)

    now = officer.get(address)
    again = officer.get(f"{address}&known=%23{before}")

    assert again.status_code == then.status_code == 200
    assert again.content == then.content
    if address.startswith("/can-bo/") or "not_met" in address:
        assert now.content != then.content


def test_the_figure_the_api_and_the_command_say_the_same_of_then(land, crowd, officer, capsys) -> None:
    url = "/api/v1/figures/standard.not_met"
    then, before = officer.get(url).json(), head()[0]
    much_happens(land, crowd)

    again = officer.get(f"{url}?known=%23{before}").json()
    assert main(["figures", "show", "standard.not_met", "--known", f"#{before}", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)

    assert again == {**then, "known": f"#{before}"}
    assert (told["value"], told["known"]) == (then["value"], f"#{before}")
    assert officer.get(url).json()["value"] != then["value"]


def test_a_page_of_then_says_so_leads_on_in_the_same_knowledge_and_back_to_now(land, crowd, officer) -> None:
    before = head()[0]
    much_happens(land, crowd)

    html = officer.get(f"/can-bo/?known=%23{before}").content.decode()

    assert f"đến bản ghi số {before}" in html
    assert f"known=%23{before}" in html.split("<table", 1)[1]
    assert "Đã Đổi Tên" not in html
    assert 'href="/can-bo/">Về những gì biết hôm nay' in html


def test_rights_are_of_now_also_over_what_was_known_then(land) -> None:
    moved = make_official("Phạm Văn An", post("CX-CTUB", land["xuan_huong"]))
    make_official("Lê Bình", post("CX-CTUB", land["tan_thanh"]))
    old, new = signed_in("xa", land["xuan_huong"]), signed_in("xa", land["tan_thanh"])
    before = head()[0]
    services.transfer_cadre(
        actor=SYSTEM, cadre=moved, unit=land["tan_thanh"], title_code="CX-CTUB", effective_on=DAY
    )

    address = f"/can-bo/{moved.pk}/?known=%23{before}"

    assert old.get(address).status_code == 404
    assert "Phạm Văn An" not in old.get(f"/can-bo/?known=%23{before}").content.decode()
    assert new.get(address).status_code == 200
    assert "Phạm Văn An" in new.get(f"/can-bo/?known=%23{before}").content.decode()


def test_a_form_sent_from_a_page_of_then_writes_nothing(land, crowd, officer) -> None:
    person = crowd[0]

    answer = officer.post(f"/can-bo/{person.pk}/sua/?known=%23{head()[0]}", {"full_name": "Khác"})

    assert answer.status_code == 409
    assert all_of(Cadre, pk=person.pk)[0].full_name == person.full_name
