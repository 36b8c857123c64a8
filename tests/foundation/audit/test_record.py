"""What is written is remembered in the same transaction, and what is sensitive is remembered as changed only."""

from types import SimpleNamespace

import pytest
from django.db import transaction

from caunoi.foundation.actors import SystemActor
from caunoi.foundation.audit import services
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.audit.selectors import chain_fault, head, history_of
from caunoi.foundation.audit.services import CHANGED, Entry, OutsideTransaction, record, record_many
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.policy import system_scope
from tests.factories.cadres import all_of, make_cadre, make_province
from tests.factories.organisation import make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit()


def test_a_record_tells_who_did_what_to_which_thing(system, unit) -> None:
    event = record(
        system, "organisation.version_added", unit, {"slug": ["cũ", "mới"]}, unit_id=unit.pk, reason="để thử"
    )

    assert (event.actor_key, event.actor_label) == ("system:tests", "Kiểm thử")
    assert (event.target_type, event.target_id) == ("organisation.unit", str(unit.pk))
    assert (event.changes, event.reason, event.unit_id) == ({"slug": ["cũ", "mới"]}, "để thử", unit.pk)
    assert chain_fault() is None


def test_records_are_numbered_without_a_gap_and_each_names_the_one_before(system, unit) -> None:
    before = head()
    events = record_many(system, [Entry("organisation.version_added", unit) for _ in range(5)])

    assert [event.seq for event in events] == list(range(before[0] + 1, before[0] + 6))
    assert [event.prev_hash for event in events] == [before[1], *(event.hash for event in events[:-1])]
    assert head() == (events[-1].seq, events[-1].hash)


def test_a_record_outside_a_transaction_is_refused(system, unit, monkeypatch) -> None:
    """The test itself runs inside one, so the service is handed a connection that does not."""
    monkeypatch.setattr(services, "connection", SimpleNamespace(in_atomic_block=False))

    with pytest.raises(OutsideTransaction):
        record(system, "organisation.version_added", unit)


def test_a_write_that_fails_leaves_no_record(system, unit) -> None:
    before = head()

    with pytest.raises(ValueError, match="broken"), transaction.atomic():
        record(system, "organisation.version_added", unit)
        raise ValueError("broken")

    assert head() == before
    record(system, "organisation.version_added", unit)
    assert chain_fault() is None


def test_a_sensitive_value_is_remembered_only_as_changed(system) -> None:
    cadre = make_cadre(make_province()["xuan_huong"])
    changes = {
        "full_name": ["Nguyễn Văn An", "Nguyễn Văn Ân"],
        "birth": ["1970", "1971"],
        "ethnicity": ["Kinh", "Tày"],
        "identity_number": ["012345678901", "012345678902"],
    }

    event = record(system, "cadres.cadre_corrected", cadre, changes)

    assert event.changes["full_name"] == changes["full_name"]
    assert event.changes["birth"] == changes["birth"]
    assert event.changes["ethnicity"] == event.changes["identity_number"] == [CHANGED, CHANGED]
    kept = all_of(AuditEvent, seq=event.seq)[0]
    assert "Tày" not in str(kept.changes)
    assert "0123456789" not in str(kept.changes)


def test_no_sensitive_value_of_a_registered_person_stands_in_the_record() -> None:
    make_cadre(make_province()["xuan_huong"], ethnicity="Sán Dìu", identity_number="024070001234")

    text = " ".join(str(event.changes) for event in all_of(AuditEvent))

    assert "Sán Dìu" not in text
    assert "024070001234" not in text


def test_the_history_of_a_thing_is_for_those_who_see_the_thing(system, actor_with) -> None:
    land = make_province()
    cadre = make_cadre(land["xuan_huong"])
    own, other = actor_with("xa", land["xuan_huong"]), actor_with("xa", land["dong_son"])

    assert [event.target_id for event in history_of(own, cadre)] == [str(cadre.pk)]
    with pytest.raises(NotVisible):
        history_of(other, cadre)


def test_many_records_cost_far_fewer_round_trips_than_records(
    system, unit, django_assert_max_num_queries
) -> None:
    entries = [Entry("organisation.version_added", unit) for _ in range(1500)]

    with django_assert_max_num_queries(30):
        record_many(system, entries)

    assert chain_fault() is None


def test_the_record_reads_the_same_after_it_went_through_the_database(system, unit) -> None:
    """Times and identifiers come back in another type; the hash must be of what is kept."""
    actor = SystemActor(key="system:thử", label="Người có dấu: Đặng Thị Ngọc", on=system.on)
    changes = {
        "slug": [None, "đ"],
        "valid_from": ["2020-08-31", None],
        "n": [1, True],
        "list": [["a"], {"b": 1}],
    }
    record(actor, "organisation.version_added", unit, changes, unit_id=unit.pk)

    with system_scope("tests: look at rows"):
        assert AuditEvent.objects.count() == head()[0]
    assert chain_fault() is None
