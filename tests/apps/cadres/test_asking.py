"""A fact that is missing is asked of whoever keeps the file, and answered by the file itself or in writing."""

from datetime import date

import pytest

from caunoi.apps.cadres import services
from caunoi.apps.cadres.models import AskedFact, BulkRow, Cadre
from caunoi.apps.cadres.services.asking import close_what_came
from caunoi.apps.cadres.services.custody import move_file
from tests.apps.accounts.people import signed_in
from tests.factories.cadres import SYSTEM, all_of, make_people, make_province, person_record

pytestmark = pytest.mark.django_db
ASKED = {"muc": "phone", "han": "15/09/2020", "loi_nhan": "Số đang dùng"}
LIST = "/can-bo/can-bo-sung/"


@pytest.fixture
def land(settings):
    settings.TODAY = date(2020, 8, 31)
    return make_province()


@pytest.fixture
def people(land):
    return make_people(
        person_record(land["xuan_huong"], "Lê Thị Ánh"),
        person_record(land["xuan_huong"], "Trần Văn Bình", title_code="CX-CTUB", phone="0912000111"),
        person_record(land["dong_son"], "Phạm Văn Cường"),
    )


@pytest.fixture
def officer(land):
    return signed_in("btc", land["province"])


@pytest.fixture
def clerk(land):
    return signed_in("xa", land["xuan_huong"])


def ask(client, people, **said):
    """Choose, look, do; gives back the address of the change."""
    chosen = client.post("/can-bo/hang-loat/chon/", {"chon": [str(each.pk) for each in people]})["Location"]
    looked = client.post(f"{chosen}viec/hoi/", {**ASKED, **said}, follow=True)
    assert looked.status_code == 200, looked.content.decode()
    assert client.post(f"{chosen}ghi/").status_code in (302, 409)
    return chosen


def of(person):
    return all_of(AskedFact, cadre=person.pk)[0]


def correct(person, **changes):
    version = all_of(Cadre, pk=person.pk)[0].version
    services.correct_cadre(actor=SYSTEM, cadre=person, expected_version=version, changes=changes)


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_only_who_lacks_the_fact_is_asked_about_and_a_look_asks_nobody(people, officer) -> None:
    chosen = officer.post("/can-bo/hang-loat/chon/", {"chon": [str(each.pk) for each in people]})["Location"]

    page = officer.post(f"{chosen}viec/hoi/", ASKED, follow=True).content.decode()

    assert all_of(AskedFact) == []
    assert "Hồ sơ đã có mục này." in page
    assert "Xuân Hương, hạn 15/09/2020" in page
    officer.post(f"{chosen}ghi/")
    assert {row.cadre_id for row in all_of(AskedFact)} == {people[0].pk, people[2].pk}


def test_each_keeper_has_a_request_of_its_own_and_sees_no_other(land, people, officer, clerk) -> None:
    ask(officer, people)

    mine, theirs = of(people[0]), of(people[2])
    page = text_of(clerk, LIST)
    request = text_of(clerk, f"{LIST}{mine.ask_id}/{land['xuan_huong'].pk}/")

    assert (mine.ask_id, "Xuân Hương" in page, "Đồng Sơn" in page) == (theirs.ask_id, True, False)
    assert "Lê Thị Ánh" in request
    assert "Phạm Văn Cường" not in request
    assert clerk.get(f"{LIST}{mine.ask_id}/{land['dong_son'].pk}/").status_code == 404
    assert "Đồng Sơn" in text_of(officer, LIST)


def test_the_home_of_the_keeper_says_what_waits_and_what_is_late(people, officer, clerk, settings) -> None:
    ask(officer, people)

    waiting, board = text_of(clerk, "/"), text_of(officer, "/")
    settings.TODAY = date(2020, 9, 16)
    late, board_late = text_of(clerk, "/"), text_of(officer, "/")

    assert "1 mục chờ đơn vị bổ sung" in waiting
    assert "Dữ kiện đã hỏi" not in board
    assert "1 mục chờ đơn vị bổ sung, trong đó 1 quá hạn" in late
    assert "2 mục đã hỏi quá hạn trả lời" in board_late


def test_a_question_closes_by_itself_once_the_file_says_it(
    people, officer, clerk, django_capture_on_commit_callbacks
) -> None:
    ask(officer, people)

    with django_capture_on_commit_callbacks(execute=True):
        correct(people[0], phone="0912333444")

    assert (of(people[0]).state, of(people[2]).state) == ("came", "waiting")
    assert "chờ đơn vị bổ sung" not in text_of(clerk, "/")


def test_the_daily_round_closes_what_an_event_missed(people, officer) -> None:
    ask(officer, people)
    correct(people[0], phone="0912333444")

    closed = close_what_came(actor=SYSTEM)

    assert closed == 1
    assert of(people[0]).state == "came"
    assert close_what_came(actor=SYSTEM) == 0


def test_what_was_missing_comes_unverified_and_what_was_unverified_comes_verified(people, officer) -> None:
    paper = services.add_qualification(
        actor=SYSTEM, cadre=people[2], kind="political_theory", level="trung_cap", evidence="bằng"
    )
    ask(officer, people, muc="political_theory")
    lacks = {row.cadre_id: row.lack for row in all_of(AskedFact)}
    services.add_qualification(
        actor=SYSTEM, cadre=people[0], kind="political_theory", level="so_cap", evidence="bằng"
    )

    first = close_what_came(actor=SYSTEM)
    services.verify_qualification(actor=SYSTEM, qualification=paper, verification="verified")
    second = close_what_came(actor=SYSTEM)

    assert lacks == {people[0].pk: "missing", people[1].pk: "missing", people[2].pk: "unverified"}
    assert (first, of(people[0]).state) == (1, "came")
    assert (second, of(people[2]).state, of(people[1]).state) == (1, "came", "waiting")


def test_not_obtainable_takes_a_reason_and_tells_the_asker(land, people, officer, clerk) -> None:
    ask(officer, people)
    answer, request = (
        f"{LIST}{of(people[0]).pk}/khong-co/",
        f"{LIST}{of(people[0]).ask_id}/{land['xuan_huong'].pk}/",
    )

    empty = clerk.post(answer, {"ly_do": "  "})
    clerk.post(answer, {"ly_do": "Không dùng điện thoại"})
    again = clerk.post(answer, {"ly_do": "Lần nữa"})

    assert (empty.status_code, again.status_code) == (422, 409)
    assert of(people[0]).state == "unobtainable"
    assert "Không dùng điện thoại" in text_of(officer, request)


def test_only_the_keeper_answers(land, people, officer) -> None:
    ask(officer, people)
    neighbour, leader = signed_in("xa", land["dong_son"]), signed_in("lanhdao", land["province"])
    answer = f"{LIST}{of(people[0]).pk}/khong-co/"

    assert neighbour.post(answer, {"ly_do": "Thử"}).status_code == 404
    assert leader.post(answer, {"ly_do": "Thử"}).status_code in (403, 404)
    assert of(people[0]).state == "waiting"


def test_a_question_follows_the_file_to_another_unit(land, people, officer, clerk) -> None:
    ask(officer, people)

    move_file(actor=SYSTEM, cadre=people[0], unit=land["dong_son"], reason="Điều động")

    assert "Lê Thị Ánh" not in text_of(clerk, LIST)
    neighbour = signed_in("xa", land["dong_son"])
    there = text_of(neighbour, f"{LIST}{of(people[0]).ask_id}/{land['dong_son'].pk}/")
    assert "Lê Thị Ánh" in there
    assert "Phạm Văn Cường" in there


def test_undo_withdraws_what_nobody_answered_and_keeps_the_rest(people, officer, clerk) -> None:
    address = ask(officer, people)
    clerk.post(f"{LIST}{of(people[0]).pk}/khong-co/", {"ly_do": "Không dùng điện thoại"})

    page = officer.post(f"{address}hoan-tac/", follow=True).content.decode()

    assert {row.label: row.state for row in all_of(BulkRow)} == {
        "Lê Thị Ánh": "kept", "Trần Văn Bình": "refused", "Phạm Văn Cường": "restored",
    }  # fmt: skip
    assert "Đã có trả lời nên giữ nguyên." in page
    assert (of(people[0]).state, of(people[2]).state) == ("unobtainable", "withdrawn")


def test_the_same_is_not_asked_twice_while_it_waits(people, officer) -> None:
    ask(officer, people)
    chosen = officer.post("/can-bo/hang-loat/chon/", {"chon": [str(people[0].pk)]})["Location"]

    page = officer.post(f"{chosen}viec/hoi/", ASKED, follow=True).content.decode()

    assert "đã hỏi, hạn 15/09/2020, đang chờ trả lời." in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"han": "30/08/2020"}, "Hạn trả lời phải từ ngày 31/08/2020 trở đi."),
        ({"han": "31/02/2021"}, "31/02/2021"),
        ({"muc": "identity_number"}, "identity_number"),
        ({"muc": ""}, "Chọn hỏi mục nào"),
    ],
)
def test_a_form_filled_wrongly_is_said_and_asks_nobody(people, officer, said, words) -> None:
    chosen = officer.post("/can-bo/hang-loat/chon/", {"chon": [str(people[0].pk)]})["Location"]

    answer = officer.post(f"{chosen}viec/hoi/", {**ASKED, **said})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert all_of(AskedFact) == []
