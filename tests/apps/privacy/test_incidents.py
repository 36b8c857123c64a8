"""An incident is notified in seventy-two hours; the files about processing are looked at twice a year."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from caunoi.apps.privacy.deadlines import notice_term, review_rhythm
from caunoi.apps.privacy.models import Incident
from caunoi.apps.privacy.selectors.incidents import files_opened, not_notified, reviews_due, reviews_soon
from caunoi.apps.privacy.services import incidents as services
from caunoi.foundation import clock
from caunoi.foundation.audit.models import Reading
from caunoi.foundation.audit.readings import note
from caunoi.foundation.errors import Forbidden, Refused
from caunoi.foundation.policy import system_scope
from tests.apps.accounts.people import make_grant, make_user
from tests.factories.cadres import make_cadre

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)
NOW = datetime(2020, 8, 31, 15, 0, tzinfo=clock.HANOI)


@pytest.fixture
def incident(board: Any, land: Any) -> Incident:
    return services.open_incident(
        actor=board, unit=land["xuan_huong"], kind="read", noticed_at=NOW - timedelta(hours=3),
        what="Một tài khoản mở nhiều hồ sơ", fields="Họ tên, ngày sinh", now=NOW,
    )  # fmt: skip


def test_the_hours_run_from_when_it_was_noticed(incident) -> None:
    assert incident.notify_by - incident.noticed_at == timedelta(hours=72)
    assert incident.number == "SC-0001/2020"


@pytest.mark.parametrize("on", [date(2020, 8, 31), date(2024, 1, 1), date(2026, 3, 1)])
def test_every_day_has_its_term_with_source_and_certainty(on) -> None:
    term = notice_term(on)

    assert term.hours == 72
    assert term.clause
    assert term.confidence in {"high", "medium", "low"}


def test_it_cannot_be_noticed_tomorrow(board, land) -> None:
    with pytest.raises(Refused, match="sau bây giờ"):
        services.open_incident(
            actor=board, unit=land["xuan_huong"], kind="lost", noticed_at=NOW + timedelta(days=1),
            what="Mất máy", fields="Họ tên", now=NOW,
        )  # fmt: skip


def test_a_clerk_opens_no_incident(actor_with, land) -> None:
    with pytest.raises(Forbidden):
        services.open_incident(
            actor=actor_with("xa", land["xuan_huong"]), unit=land["xuan_huong"], kind="lost", noticed_at=NOW,
            what="Mất máy", fields="Họ tên", now=NOW,
        )  # fmt: skip


def test_it_waits_until_the_authority_was_told_and_only_then_closes(board, incident) -> None:
    with pytest.raises(Refused, match="Chưa ghi lần báo"):
        services.close_incident(actor=board, incident=incident, closing="Xong", on=DAY)
    assert [each.pk for each in not_notified(board)] == [incident.pk]

    services.tell(
        actor=board, incident=incident, recipient="authority", at=NOW, words="Công văn 12/CV", now=NOW
    )
    services.close_incident(actor=board, incident=incident, closing="Đã khóa tài khoản", on=DAY)

    assert not_notified(board) == []
    with pytest.raises(Refused, match="đã đóng"):
        services.tell(actor=board, incident=incident, recipient="people", at=NOW, words="Thư", now=NOW)


def test_whose_data_it_reached_is_chosen_from_the_record_of_readings(board, incident, land) -> None:
    reader, read = make_user("thu-muc"), make_cadre(land["xuan_huong"], "Lê Thị Bưởi")
    unread = make_cadre(land["xuan_huong"], "Lê Văn Cam")
    with system_scope("tests: a look"):
        Reading.objects.create(
            subject_id=read.pk, day=DAY, reader_key=f"user:{reader.pk}", reader_label="x", roles="xa", way="page",
            at=timezone.now(),
        )  # fmt: skip

    found = files_opened(board, "thu-muc", DAY, DAY)
    services.add_people(
        actor=board, incident=incident, cadre_ids=[each.cadre.pk for each in found], evidence="Sổ lượt xem"
    )

    assert [each.cadre.pk for each in found] == [read.pk]
    assert unread.pk not in {each.cadre.pk for each in found}
    with pytest.raises(Refused, match="đã có trong sổ"):
        services.add_people(actor=board, incident=incident, cadre_ids=[read.pk], evidence="Sổ lượt xem")


def test_a_look_of_the_last_minute_is_found_too(board, second, land) -> None:
    reader, read = make_user("vua-xem"), make_cadre(land["xuan_huong"], "Lê Thị Bưởi")
    note(replace(second, key=f"user:{reader.pk}"), [read.pk], "page")

    found = files_opened(board, "vua-xem", DAY, DAY)

    assert [(each.cadre.pk, each.days) for each in found] == [(read.pk, (DAY,))]
    assert files_opened(board, "vua-xem", DAY + timedelta(days=1), DAY + timedelta(days=2)) == []


def test_a_review_is_due_today_when_there_never_was_one_and_half_a_year_after_the_last(board) -> None:
    assert {due.kind for due in reviews_soon(board, DAY)} == {"register", "impact"}

    services.look_again(actor=board, kind="impact", words="Còn đúng", on=DAY)

    assert {due.kind for due in reviews_soon(board, DAY)} == {"register"}
    due = next(each for each in reviews_due(board, DAY) if each.kind == "impact")
    assert due.by == date(2021, 2, 28)
    assert review_rhythm("impact", date(2026, 1, 1)).months == 6


@pytest.fixture
def officer(client, land) -> Any:
    user = make_user("canbo-btc")
    make_grant(user, "btc", land["province"])
    client.force_login(user)
    return client


def test_an_incident_is_entered_told_and_printed_on_its_pages(officer, land) -> None:
    answer = officer.post(
        "/su-co-du-lieu/moi/",
        {
            "kind": "lost", "unit": "Xã Xuân Hương (07420)", "noticed_at": "31/08/2020 08:00", "what": "Mất máy tính",
            "fields_reached": "Họ tên", "measures": "",
        },
    )  # fmt: skip
    page = officer.get(answer["Location"])

    assert answer.status_code == 302, answer.content.decode()
    assert "08:00 03/09/2020" in page.content.decode()
    assert "Mất máy tính" in page.content.decode()
    assert "SC-0001/2020" in officer.get("/").content.decode()
    letter = officer.get(f"{answer['Location']}thu/")
    assert letter.status_code == 200
    assert letter.content.startswith(b"PK")
    told = officer.post(
        answer["Location"],
        {"viec": "bao", "recipient": "authority", "at": "31/08/2020 10:00", "words": "Công văn 12"},
    )
    assert told.status_code == 302
    assert "đã báo cơ quan chuyên trách" in officer.get("/su-co-du-lieu/").content.decode()


def test_wrong_hours_are_said_beside_the_field_and_nothing_is_lost(officer, land) -> None:
    answer = officer.post(
        "/su-co-du-lieu/moi/",
        {"kind": "lost", "unit": "Xã Xuân Hương (07420)", "noticed_at": "hôm qua", "what": "Mất máy"},
    )

    assert answer.status_code == 422
    assert "31/08/2020 14:30" in answer.content.decode()
    assert "Mất máy" in answer.content.decode()


def test_a_review_is_written_on_its_page(officer) -> None:
    answer = officer.post("/su-co-du-lieu/xem-lai/", {"kind": "register", "words": "Còn đúng"})

    assert answer.status_code == 302
    assert "Còn đúng" in officer.get("/su-co-du-lieu/xem-lai/").content.decode()


def test_people_are_chosen_only_from_what_was_looked_for(officer, incident) -> None:
    address = f"/su-co-du-lieu/{incident.pk}/nguoi/"

    without = officer.post(address, {"chon": "thử"})
    nobody = officer.post(f"{address}?account=khong-co&first=01/08/2020&last=31/08/2020", {})

    assert without.status_code == 409
    assert nobody.status_code == 422
    assert "Chưa chọn ai" in nobody.content.decode()
