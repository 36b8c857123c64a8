"""Who read whose file: one record for a reader, a person, a day and a way, without a statement on the page."""

import os
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from caunoi.apps.accounts.selectors import Person
from caunoi.foundation.actors import Granted, SystemActor
from caunoi.foundation.audit import readings
from caunoi.foundation.audit.models import Reading
from caunoi.foundation.errors import Refused
from tests.factories.cadres import all_of

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)
UNIT = uuid4()
READER = Person("user:lan", "Hoàng Thị Lan", DAY, (Granted("btc", UNIT, "subtree"),))


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path / "readings"


def test_a_look_is_told_at_once_and_after_it_was_brought_in() -> None:
    person = uuid4()
    readings.note(READER, [person], "page")

    before = readings.readings_of(person)
    assert readings.gather() == 1
    after = readings.readings_of(person)

    assert before == after
    assert [(look.reader_label, look.roles, look.unit_id, look.day, look.way) for look in after] == [
        ("Hoàng Thị Lan", "btc", UNIT, DAY, "page")
    ]


def test_a_page_opened_again_is_one_look_a_day_and_a_way() -> None:
    person = uuid4()
    for way in ("page", "page", "scan"):
        readings.note(READER, [person], way)
    readings.note(replace(READER, on=date(2020, 9, 1)), [person], "page")
    readings.gather()
    readings._noted.clear()  # another process of the server
    readings.note(READER, [person], "page")
    readings.gather()

    assert sorted((look.day.day, look.way) for look in readings.readings_of(person)) == [
        (1, "page"),
        (31, "page"),
        (31, "scan"),
    ]
    assert len(all_of(Reading, subject_id=person)) == 3


def test_another_reason_is_another_look() -> None:
    person = uuid4()
    readings.note(READER, [person], "emergency", reason="bão số 5")
    readings.note(READER, [person], "emergency", reason="đơn thư")

    assert {look.reason for look in readings.readings_of(person)} == {"bão số 5", "đơn thư"}


def test_a_look_asks_the_database_nothing() -> None:
    with CaptureQueriesContext(connection) as asked:
        readings.note(READER, [uuid4() for _ in range(50)], "export")

    assert len(asked) == 0


def test_ones_own_file_is_no_look_and_neither_is_the_products_own_work() -> None:
    person = uuid4()
    readings.note(replace(READER, subject_id=person), [person], "page")
    readings.note(SystemActor("system:housekeeping", "Dọn", DAY), [person], "page")

    assert readings.readings_of(person) == []


def test_the_owner_of_the_machine_is_remembered_too() -> None:
    person = uuid4()
    readings.note(SystemActor("command:root", "Dòng lệnh", DAY), [person], "export")

    assert [look.reader_label for look in readings.readings_of(person)] == ["Dòng lệnh"]


def test_a_look_that_cannot_be_written_down_is_refused(monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no room")

    person = uuid4()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="chưa mở hồ sơ"):
        readings.note(READER, [person], "page")

    monkeypatch.undo()
    readings.note(READER, [uuid4()], "page")


def test_what_was_brought_in_halfway_is_brought_in_once(monkeypatch, own_folder) -> None:
    person = uuid4()
    readings.note(READER, [person], "page")
    kept = (own_folder / readings.OPEN).read_bytes()
    readings.gather()
    (own_folder / "again.jsonl").write_bytes(kept + b'{"subject_id": "cut sh')

    readings.gather()

    assert len(all_of(Reading, subject_id=person)) == 1
    assert list(own_folder.glob("*.jsonl")) == []


def test_a_writer_that_waited_while_the_file_was_taken_away_writes_to_the_new_one(own_folder) -> None:
    readings.note(READER, [uuid4()], "page")
    taken = os.open(own_folder / readings.OPEN, os.O_RDONLY)
    (own_folder / readings.OPEN).rename(own_folder / "taken.jsonl")
    person = uuid4()

    readings.note(READER, [person], "page")
    os.close(taken)

    assert str(person) in (own_folder / readings.OPEN).read_text()
    assert len(readings.readings_of(person)) == 1


@pytest.mark.parametrize("act", ["update", "delete"])
def test_no_look_is_changed_or_taken_away(act) -> None:
    person = uuid4()
    readings.note(READER, [person], "page")
    readings.gather()
    rows = Reading.objects.all().scoped().filter(subject_id=person)

    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(way="x") if act == "update" else rows.delete()
    assert len(readings.readings_of(person)) == 1
