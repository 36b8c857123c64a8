"""People put together under a name: shared within an office, shown to each reader as far as that reader sees people."""

from datetime import date

import pytest

from caunoi.apps.accounts.selectors import actor_of
from caunoi.apps.cadres.models import BulkRow, Selected, Selection
from caunoi.apps.cadres.services import PostingRecord
from caunoi.apps.cadres.services.merging import merge
from caunoi.apps.cadres.services.selecting import keep_selection, select_person
from caunoi.apps.cadres.services.splitting import split
from tests.apps.accounts.people import make_grant, make_user, signed_in
from tests.factories.cadres import SYSTEM, all_of, make_people, make_province, person_record

pytestmark = pytest.mark.django_db
NEW = {"nhom": "moi", "ten": "Dự lớp tháng 10", "ghi_chu": "đã đăng ký"}


@pytest.fixture
def land(settings):
    settings.TODAY = date(2020, 8, 31)
    return make_province()


@pytest.fixture
def people(land):
    return make_people(
        person_record(land["xuan_huong"], "Lê Thị Ánh"),
        person_record(land["xuan_huong"], "Trần Văn Bình", title_code="CX-CTUB"),
        person_record(land["dong_son"], "Phạm Văn Cường"),
    )


@pytest.fixture
def officer(land):
    return signed_in("btc", land["province"])


@pytest.fixture
def clerk(land):
    return signed_in("xa", land["xuan_huong"])


def keeper(land):
    """An officer of the province who also writes for one commune."""
    user = make_user()
    make_grant(user, "btc", land["province"])
    make_grant(user, "btc", land["xuan_huong"])
    return actor_of(user, on=date(2020, 8, 31))


def held_once(land):
    return PostingRecord(
        "CX-CTHD", land["dong_son"].pk, valid_from=date(2010, 1, 1), valid_to=date(2015, 1, 1)
    )


def put(client, land, people, **said):
    chosen = client.post("/can-bo/hang-loat/chon/", {"chon": [str(each.pk) for each in people]})["Location"]
    answer = client.post(
        f"{chosen}viec/nhom/", {**NEW, "don_vi": str(land["province"].pk), **said}, follow=True
    )
    assert answer.status_code == 200, answer.content.decode()
    client.post(f"{chosen}ghi/")
    return chosen


def address():
    return f"/can-bo/nhom/{all_of(Selection)[0].pk}/"


def text_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_people_are_put_on_a_list_after_a_look_and_taken_off_by_undo(land, people, officer) -> None:
    chosen = put(officer, land, people)

    there = {(row.cadre_id, row.note) for row in all_of(Selected)}
    officer.post(f"{chosen}hoan-tac/")

    assert there == {(each.pk, "đã đăng ký") for each in people}
    assert all_of(Selected) == []
    assert {row.state for row in all_of(BulkRow)} == {"restored"}


def test_a_look_makes_no_list(land, people, officer) -> None:
    chosen = officer.post("/can-bo/hang-loat/chon/", {"chon": [str(people[0].pk)]})["Location"]

    page = officer.post(f"{chosen}viec/nhom/", {**NEW, "don_vi": str(land["province"].pk)}, follow=True)

    assert "ở trong nhóm “Dự lớp tháng 10”" in page.content.decode()
    assert all_of(Selection) == []


def test_who_is_on_the_list_already_stays_as_noted_and_is_not_taken_off_by_undo(
    land, people, officer
) -> None:
    put(officer, land, people[:1])
    chosen = put(officer, land, people[:2], nhom=str(all_of(Selection)[0].pk), ten="", ghi_chu="khác")

    states = {row.label: row.state for row in all_of(BulkRow, change=chosen.split("/")[3])}
    officer.post(f"{chosen}hoan-tac/")

    assert states == {"Lê Thị Ánh": "same", "Trần Văn Bình": "done"}
    assert [(row.cadre_id, row.note) for row in all_of(Selected)] == [(people[0].pk, "đã đăng ký")]


@pytest.mark.parametrize(
    ("there", "name", "told"),
    [
        (True, "Dự lớp tháng 11", "Đã chọn nhóm có sẵn"),
        (False, "", "Chọn nhóm có sẵn, hoặc nhập tên nhóm mới."),
    ],
)
def test_nobody_joins_a_group_that_was_not_meant(land, people, officer, there, name, told) -> None:
    chosen = put(officer, land, people[:1])
    group = str(all_of(Selection)[0].pk) if there else ""

    answer = officer.post(
        f"{chosen}viec/nhom/", {**NEW, "nhom": group, "ten": name, "don_vi": str(land["province"].pk)}
    )

    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_a_name_alone_makes_a_new_group_also_where_others_are(land, people, officer) -> None:
    put(officer, land, people[:1])
    put(officer, land, people[1:2], nhom="", ten="Dự lớp tháng 11")

    assert {group.name for group in all_of(Selection)} == {"Dự lớp tháng 10", "Dự lớp tháng 11"}


def test_each_reader_sees_the_people_in_reach_and_only_the_office_learns_of_others(land, people) -> None:
    made = keep_selection(actor=keeper(land), name="Nguồn", unit_id=land["xuan_huong"].pk)
    for each in people:
        select_person(actor=keeper(land), selection=made, cadre=each, note="đã đăng ký")
    leader = signed_in("lanhdao", land["xuan_huong"])

    seen = text_of(leader, address())

    assert "Lê Thị Ánh" in seen
    assert "Phạm Văn Cường" not in seen
    assert (
        "Ngoài ra nhóm có" not in seen
    )  # a leader does not write for the office: others are not even counted
    assert "Bỏ khỏi nhóm" not in seen
    assert "đã đăng ký" not in seen  # a note is P2, a leader reads P1


def test_a_list_of_the_office_above_is_not_told_below(land, people, officer, clerk) -> None:
    put(officer, land, people)

    assert "Dự lớp tháng 10" in text_of(signed_in("lanhdao", land["province"]), "/can-bo/nhom/")
    assert "Dự lớp tháng 10" not in text_of(clerk, "/can-bo/nhom/")
    assert "Dự lớp tháng 10" not in text_of(clerk, "/can-bo/")
    assert clerk.get(address()).status_code == 404


def test_who_keeps_the_list_is_told_how_many_lie_outside(land, people, clerk) -> None:
    made = keep_selection(actor=keeper(land), name="Nguồn", unit_id=land["xuan_huong"].pk)
    for each in people:
        select_person(actor=keeper(land), selection=made, cadre=each)

    page = text_of(clerk, f"/can-bo/nhom/{made.pk}/")

    assert "nhóm có 1 người ở ngoài phạm vi của bạn" in page
    assert "Phạm Văn Cường" not in page


def test_a_list_of_another_office_answers_like_none(land, people, clerk) -> None:
    put(clerk, land, people[:1], don_vi=str(land["xuan_huong"].pk))
    stranger = signed_in("xa", land["dong_son"])

    assert stranger.get(address()).status_code == 404
    assert "Dự lớp tháng 10" not in text_of(stranger, "/can-bo/nhom/")
    assert stranger.get(f"/can-bo/?nhom-nguoi={all_of(Selection)[0].pk}").status_code == 400
    assert stranger.post(f"{address()}xoa/").status_code == 404


def test_the_list_narrows_the_register_and_everything_made_of_it(land, people, officer) -> None:
    put(officer, land, people[:1])

    page = officer.get(f"/can-bo/?nhom-nguoi={all_of(Selection)[0].pk}&tinh-trang=tat-ca").content.decode()

    assert "Lê Thị Ánh" in page
    assert "Trần Văn Bình" not in page
    assert "Nhóm “Dự lớp tháng 10”" in page


@pytest.mark.parametrize("value", ["x", "00000000-0000-4000-8000-000000000000", "%00"])
def test_a_made_up_list_is_no_condition(land, officer, value) -> None:
    assert officer.get(f"/can-bo/?nhom-nguoi={value}").status_code == 400


def test_a_name_a_note_and_a_person_are_changed_by_the_office(land, people, officer) -> None:
    put(officer, land, people)
    person = f"{address()}{people[0].pk}/"

    officer.post(f"{address()}doi-ten/", {"ten": "Lớp tháng 11"})
    officer.post(f"{person}ghi-chu/", {"ghi_chu": "xin hoãn"})
    officer.post(f"{address()}{people[1].pk}/bo/")

    assert all_of(Selection)[0].name == "Lớp tháng 11"
    assert {(row.cadre_id, row.note) for row in all_of(Selected)} == {
        (people[0].pk, "xin hoãn"), (people[2].pk, "đã đăng ký"),
    }  # fmt: skip
    officer.post(f"{address()}xoa/")
    assert (all_of(Selection), all_of(Selected)) == ([], [])


def test_two_lists_of_one_office_do_not_share_a_name(land, people, officer) -> None:
    put(officer, land, people[:1])
    put(officer, land, people[1:2], ten="Khác")
    other = all_of(Selection, name="Khác")[0]

    answer = officer.post(f"/can-bo/nhom/{other.pk}/doi-ten/", {"ten": "Dự lớp tháng 10"})

    assert answer.status_code == 409
    assert "Đơn vị đã có nhóm tên" in answer.content.decode()


def test_two_records_on_one_list_become_one_place_and_part_again(land, people) -> None:
    officer = keeper(land)
    made = keep_selection(actor=officer, name="Nguồn", unit_id=land["province"].pk)
    kept, lost = (
        people[0],
        make_people(person_record(land["dong_son"], "Le Thi Anh", postings=(held_once(land),)))[0],
    )
    for each, note in ((kept, "một"), (lost, "hai")):
        select_person(actor=officer, selection=made, cadre=each, note=note)

    done = merge(actor=SYSTEM, kept=kept, lost=lost, said={}, reason="Một người")
    joined = [(row.cadre_id, row.note) for row in all_of(Selected)]
    split(actor=SYSTEM, done=done, reason="Nhầm")

    assert joined == [(kept.pk, "một; hai")]
    assert {(row.cadre_id, row.note) for row in all_of(Selected)} == {(kept.pk, "một"), (lost.pk, "hai")}


def test_a_note_somebody_may_not_write_is_not_written(land, people, officer, clerk) -> None:
    put(officer, land, people)

    answer = clerk.post(f"{address()}{people[0].pk}/ghi-chu/", {"ghi_chu": "lạ"})

    assert answer.status_code == 404
    assert {row.note for row in all_of(Selected)} == {"đã đăng ký"}
