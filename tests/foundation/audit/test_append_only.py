"""The database itself refuses to change or remove a record, and a chain that was broken all the same is found."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from caunoi.foundation.audit import chain
from caunoi.foundation.audit.invariants import invariants
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.audit.selectors import chain_fault
from caunoi.foundation.audit.services import Entry, record_many
from caunoi.foundation.policy import system_scope
from tests.factories.cadres import all_of
from tests.factories.organisation import make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def events(system) -> list[AuditEvent]:
    unit = make_unit()
    return list(
        record_many(system, [Entry("organisation.version_added", unit, {"n": [0, n]}) for n in range(4)])
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditevent SET actor_label = 'người khác' WHERE seq = %s",
        "UPDATE audit_auditevent SET hash = hash WHERE seq = %s",
        "DELETE FROM audit_auditevent WHERE seq = %s",
    ],
)
def test_the_database_refuses_to_change_or_remove_a_record(events, statement) -> None:
    with (
        pytest.raises(DatabaseError, match=r"chỉ được ghi thêm|permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, [events[1].seq])

    assert chain_fault() is None


def test_the_models_own_ways_are_refused_as_well(events) -> None:
    with system_scope("tests: try to change the record"):
        with pytest.raises(DatabaseError), transaction.atomic():
            AuditEvent.objects.filter(seq=events[0].seq).update(reason="khác")
        with pytest.raises(DatabaseError), transaction.atomic():
            events[0].delete()
        events[0].actor_label = "người khác"
        with pytest.raises(DatabaseError), transaction.atomic():
            events[0].save()


def test_a_whole_chain_has_no_fault(events) -> None:
    assert [list(each.check()) for each in invariants()] == [[]]


@dataclass(frozen=True)
class Line:
    """A record taken out of the database, to be tampered with."""

    seq: int
    at: Any
    actor_key: str
    actor_label: str
    action: str
    target_type: str
    target_id: str
    unit_id: Any
    changes: Any
    reason: str
    batch_id: Any
    prev_hash: str
    hash: str


def lines() -> list[Line]:
    names = list(Line.__dataclass_fields__)
    return [Line(**{name: getattr(event, name) for name in names}) for event in all_of(AuditEvent)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("actor_key", "user:khác"),
        ("actor_label", "Người khác"),
        ("action", "organisation.version_removed"),
        ("target_id", "khác"),
        ("changes", {"n": [0, 99]}),
        ("reason", "thêm lý do"),
        ("unit_id", "00000000-0000-0000-0000-000000000000"),
        ("prev_hash", chain.GENESIS),
        ("hash", "0" * 64),
    ],
)
def test_an_altered_record_is_named(events, name, value) -> None:
    kept = lines()
    kept[2] = replace(kept[2], **{name: value})

    assert chain.first_fault(kept) == f"Bản ghi nhật ký số {kept[2].seq} đã bị sửa sau khi ghi."


def test_a_record_altered_together_with_its_hash_breaks_the_next(events) -> None:
    kept = lines()
    forged = replace(kept[1], reason="sửa khéo")
    kept[1] = replace(forged, hash=chain.link(chain.body_of(forged), forged.prev_hash))

    assert chain.first_fault(kept) == f"Bản ghi nhật ký số {kept[2].seq} đã bị sửa sau khi ghi."


def test_a_removed_record_is_named(events) -> None:
    kept = lines()
    removed = kept.pop(2)

    assert chain.first_fault(kept) == f"Thiếu bản ghi nhật ký số {removed.seq} (gặp số {removed.seq + 1})."


def test_two_records_that_changed_places_are_found(events) -> None:
    kept = lines()
    kept[1], kept[2] = kept[2], kept[1]

    assert chain.first_fault(kept) is not None
