"""Many people at once: looked at by the code that writes, each judged by itself, taken back except where edited since."""

from datetime import date, timedelta

import pytest

from caunoi.apps.cadres import services
from caunoi.apps.cadres.models import BulkChange, BulkRow, Cadre, Posting
from caunoi.apps.cadres.services import bulk
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.errors import Refused
from caunoi.foundation.jobs import services as jobs
from caunoi.foundation.jobs import worker
from tests.apps.accounts.people import signed_in
from tests.factories.cadres import SYSTEM, all_of, make_people, make_province, person_record

pytestmark = pytest.mark.django_db
LEFT = {"ngay_thoi": "01/08/2020", "ly_do": "Quyết định 12"}


@pytest.fixture
def land(settings):
    settings.TODAY = date(2020, 8, 31)
    return make_province()


@pytest.fixture
def people(land):
    return make_people(
        person_record(land["xuan_huong"], "Lê Thị Ánh", sex="nu"),
        person_record(land["xuan_huong"], "Trần Văn Bình", title_code="CX-CTUB", sex="nam"),
        person_record(land["dong_son"], "Phạm Văn Cường", sex="nam"),
    )


@pytest.fixture
def officer(land):
    return signed_in("btc", land["province"])


def chosen(client, people=(), *, query="", **data):
    data = data or {"chon": [str(cadre.pk) for cadre in people]}
    answer = client.post(f"/can-bo/hang-loat/chon/{query}", data)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def looked(client, page, kind, said):
    answer = client.post(f"{page}viec/{kind}/", said, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def run_what_waits():
    job = jobs.claim()
    assert job is not None
    assert worker.run_here(job.pk)


def states():
    return {row.label: row.state for row in all_of(BulkRow)}


def registry():
    """Everything of people and posts, to see that it is as it was."""
    cadres = [{k: v for k, v in vars(c).items() if k not in ("_state", "version")} for c in all_of(Cadre)]
    posts = [{k: v for k, v in vars(p).items() if k != "_state"} for p in all_of(Posting)]
    return sorted(map(str, cadres)), sorted(map(str, posts))


def test_a_look_says_before_and_after_and_writes_nothing(people, officer) -> None:
    before, records = registry(), len(all_of(AuditEvent))

    page = looked(officer, chosen(officer, people), "thoi-cong-tac", LEFT)

    assert registry() == before
    assert len(all_of(AuditEvent)) == records
    assert "thôi công tác từ ngày 01/08/2020" in page
    assert "Ghi cho 3 người" in page


def test_what_was_seen_is_what_is_done_in_one_batch_of_the_record(people, officer) -> None:
    address = chosen(officer, people)
    looked(officer, address, "thoi-cong-tac", LEFT)
    seen = {row.label: row.told for row in all_of(BulkRow)}

    officer.post(f"{address}ghi/")

    assert {row.label: row.told for row in all_of(BulkRow)} == seen
    assert {cadre.left_on for cadre in all_of(Cadre)} == {date(2020, 8, 1)}
    assert {post.valid_to for post in all_of(Posting)} == {date(2020, 8, 1)}
    change = all_of(BulkChange)[0]
    written = all_of(AuditEvent, batch_id=change.pk)
    assert (
        sorted(event.action for event in written if event.action.startswith("cadres.cadre"))
        == ["cadres.cadre_corrected"] * 3
    )
    assert {event.reason for event in written} == {"Quyết định 12"}
    assert (change.changed, change.refused) == (3, 0)


def test_who_cannot_be_changed_is_named_with_the_reason_and_holds_up_nobody(people, officer) -> None:
    services.correct_cadre(
        actor=SYSTEM, cadre=people[0], expected_version=all_of(Cadre, pk=people[0].pk)[0].version,
        changes={"left_on": date(2020, 1, 1)},
    )  # fmt: skip
    address = chosen(officer, people)

    page = looked(officer, address, "thoi-cong-tac", LEFT)
    officer.post(f"{address}ghi/")

    assert "Đã thôi công tác từ ngày 01/01/2020." in page
    assert states() == {"Lê Thị Ánh": "refused", "Trần Văn Bình": "done", "Phạm Văn Cường": "done"}


def test_files_move_to_a_unit_in_reach_and_come_back(land, people, officer) -> None:
    before, address = registry(), chosen(officer, people)
    looked(officer, address, "chuyen-ho-so", {"unit": "07423", "ly_do": "Sắp xếp lại"})

    officer.post(f"{address}ghi/")
    moved = {cadre.custodian_id for cadre in all_of(Cadre)}
    officer.post(f"{address}hoan-tac/")

    assert moved == {land["tan_thanh"].pk}
    assert registry() == before
    assert set(states().values()) == {"restored"}


def test_rights_are_judged_for_each_row(land, people) -> None:
    clerk = signed_in("xa", land["xuan_huong"])

    address = chosen(clerk, people)  # one of them lies in another commune
    page = looked(clerk, address, "chuyen-ho-so", {"unit": "07423", "ly_do": "Thử"})

    assert [row.label for row in all_of(BulkRow)] == ["Lê Thị Ánh", "Trần Văn Bình"]
    assert set(states().values()) == {"refused"}
    assert "Phạm Văn Cường" not in page


def test_a_correction_is_undone_except_where_somebody_wrote_since(people, officer) -> None:
    address = chosen(officer, tat_ca="1")
    looked(officer, address, "sua", {"muc": "phone", "gia_tri": "02403111222", "ly_do": "Số chung"})
    officer.post(f"{address}ghi/")
    binh = all_of(Cadre, pk=people[1].pk)[0]
    services.correct_cadre(
        actor=SYSTEM, cadre=binh, expected_version=binh.version, changes={"phone": "0912000111"}
    )

    page = officer.post(f"{address}hoan-tac/", follow=True).content.decode()

    assert {cadre.full_name: cadre.phone for cadre in all_of(Cadre)} == {
        "Lê Thị Ánh": "", "Trần Văn Bình": "0912000111", "Phạm Văn Cường": "",
    }  # fmt: skip
    assert states() == {"Lê Thị Ánh": "restored", "Trần Văn Bình": "kept", "Phạm Văn Cường": "restored"}
    assert "Đã có người sửa sau đó nên giữ nguyên." in page


def test_everybody_of_the_filter_is_everybody_of_the_filter(people, officer) -> None:
    address = chosen(officer, query="?gioi=nam", tat_ca="1")

    looked(officer, address, "sua", {"muc": "ethnicity", "gia_tri": "Tày", "ly_do": "Rà soát"})

    assert sorted(states()) == ["Phạm Văn Cường", "Trần Văn Bình"]


def test_a_row_that_would_not_change_says_so(people, officer) -> None:
    address = chosen(officer, people)

    looked(officer, address, "sua", {"muc": "sex", "gia_tri": "Nam", "ly_do": "Rà soát"})

    assert states() == {"Lê Thị Ánh": "ready", "Trần Văn Bình": "same", "Phạm Văn Cường": "same"}


def test_a_column_the_role_does_not_read_is_not_offered(land, people) -> None:
    clerk = signed_in("xa", land["xuan_huong"])
    address = chosen(clerk, people)

    page = clerk.get(f"{address}viec/sua/").content.decode()
    answer = clerk.post(f"{address}viec/sua/", {"muc": "ethnicity", "gia_tri": "Tày", "ly_do": "Thử"})

    assert "Điện thoại" in page
    assert "Dân tộc" not in page
    assert answer.status_code == 422


def test_after_thirty_days_nothing_is_undone_and_the_values_are_gone(people, officer, settings) -> None:
    address = chosen(officer, people)
    looked(officer, address, "sua", {"muc": "phone", "gia_tri": "02403111222", "ly_do": "Số chung"})
    officer.post(f"{address}ghi/")
    change = all_of(BulkChange)[0]
    late = bulk.undo_until(change) + timedelta(days=1)

    with pytest.raises(Refused):
        bulk.undo(actor=SYSTEM, change=change, on=late)
    BulkChange.objects.all().scoped().update(created_at=change.created_at - timedelta(days=40))
    bulk.forget_old_changes(actor=SYSTEM, on=late)

    assert all_of(BulkRow) == []
    assert all_of(BulkChange)[0].asked == {}


def test_many_run_as_a_job_that_can_be_watched(
    people, officer, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    address = chosen(officer, people)

    page = looked(officer, address, "thoi-cong-tac", LEFT)
    assert "Việc nền của tôi" in page
    run_what_waits()
    assert "Ghi cho 3 người" in officer.get(address).content.decode()
    officer.post(f"{address}ghi/")
    run_what_waits()

    assert set(states().values()) == {"done"}


def test_nobody_chosen_is_said(people, officer) -> None:
    answer = officer.post("/can-bo/hang-loat/chon/", {})

    assert answer.status_code == 409
    assert "Chưa chọn ai." in answer.content.decode()


def test_what_was_not_looked_at_is_not_done(people, officer) -> None:
    address = chosen(officer, people)

    assert officer.post(f"{address}ghi/").status_code == 409
    assert officer.post(f"{address}hoan-tac/").status_code == 409


def test_readers_do_not_see_the_button_and_another_commune_does_not_see_the_change(
    land, people, officer
) -> None:
    leader, neighbour = signed_in("lanhdao", land["province"]), signed_in("xa", land["dong_son"])
    clerk = signed_in("xa", land["xuan_huong"])
    address = chosen(clerk, people)

    assert "Làm hàng loạt" not in leader.get("/can-bo/").content.decode()
    assert "Làm hàng loạt" in officer.get("/can-bo/").content.decode()
    assert neighbour.get(address).status_code == 404
    assert neighbour.post(f"{address}ghi/").status_code == 404


def test_a_clerk_does_not_read_in_a_change_of_the_board_what_the_role_hides(land, people) -> None:
    board, clerk = signed_in("btc", land["xuan_huong"]), signed_in("xa", land["xuan_huong"])
    address = chosen(board, people)
    looked(board, address, "sua", {"muc": "ethnicity", "gia_tri": "Sán Dìu", "ly_do": "Rà soát"})

    assert "Sán Dìu" in board.get(address).content.decode()
    assert "Sán Dìu" not in clerk.get(address).content.decode()
