"""Pages follow what came since the last look; the whole chain is walked only where nothing is known."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from caunoi.foundation.audit import verified
from caunoi.foundation.audit.chain import GENESIS, START, Walk
from caunoi.foundation.audit.services import record
from caunoi.foundation.audit.verified import verify_new, verify_whole
from caunoi.foundation.jobs.housekeeping import keep_house
from tests.factories.organisation import make_unit
from tests.owner import as_owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("owner_at_hand")]


@pytest.fixture(autouse=True)
def notes_of_the_test(tmp_path, settings):
    settings.VAR = tmp_path


@pytest.fixture
def unit(system):
    unit = make_unit()
    for _ in range(5):
        write(system, unit)
    return unit


def write(system, unit) -> None:
    with transaction.atomic():
        record(system, "organisation.version_added", unit)


def walked(ask) -> tuple[Walk, list[int]]:
    """The answer, and from where each walk began."""
    begun: list[int] = []
    real = verified.walk_chain

    def walking(after=START):
        begun.append(after.seq)
        return real(after)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verified, "walk_chain", walking)
        return ask().walk, begun


def test_the_first_look_walks_the_whole(unit) -> None:
    walk, begun = walked(verify_new)

    assert (walk.seq, walk.fault, begun) == (5, "", [0])


def test_the_next_look_walks_what_came_since(system, unit) -> None:
    whole_at = verify_new().whole_at
    write(system, unit)

    walk, begun = walked(verify_new)

    assert (walk.seq, begun) == (6, [5])
    assert verify_new().whole_at == whole_at


def test_a_look_where_nothing_was_written_is_two_questions_of_one_row(unit) -> None:
    verify_new()

    with CaptureQueriesContext(connection) as asked:
        verify_new()

    assert len(asked) == 2


def test_a_record_that_does_not_fit_is_found_by_the_next_look_and_stays_said(system, unit) -> None:
    verify_new()
    write(system, unit)
    forge(seq=6, reason="sửa khéo")

    found = verify_new()

    assert found.walk.fault == "Bản ghi nhật ký số 6 đã bị sửa sau khi ghi."
    assert walked(verify_new) == (found.walk, [])


def test_where_the_last_look_holds_no_longer_the_whole_is_walked(unit) -> None:
    verify_new()
    forge(seq=5, hash="0" * 64)

    walk, begun = walked(verify_new)

    assert begun == [0]
    assert "số 5" in walk.fault


def test_a_record_changed_long_ago_is_found_by_the_walk_of_the_whole(unit) -> None:
    verify_new()
    forge(seq=2, reason="sửa khéo")

    assert verify_new().walk.fault == ""
    assert "số 2" in verify_whole().walk.fault
    assert "số 2" in verify_new().walk.fault


@pytest.mark.parametrize("left", ["", "{", "[]", '{"seq": 1}', '{"seq": 1, "whole_at": "hôm qua"}'])
def test_a_note_that_was_not_written_to_its_end_is_no_note(unit, tmp_path, left) -> None:
    (tmp_path / "audit-verified.json").write_text(left)

    assert verify_new().walk.seq == 5


def test_an_empty_chain_holds() -> None:
    assert verify_new().walk == Walk(0, GENESIS)


def forge(*, seq: int, **changed: str) -> None:
    """As somebody with the database file would: past the triggers."""
    column, value = next(iter(changed.items()))
    guard = (
        "audit_append_only ON audit_auditevent"
        if connection.vendor == "postgresql"
        else "audit_never_updated"
    )
    as_owner(f"DROP TRIGGER IF EXISTS {guard}")
    as_owner(f"UPDATE audit_auditevent SET {column} = '{value}' WHERE seq = {seq}")


def test_the_house_is_kept_with_a_walk_of_the_whole(unit, day) -> None:
    verify_new()
    forge(seq=2, reason="sửa khéo")

    assert keep_house(day)["audit.verify"] == 0
    assert "số 2" in verify_new().walk.fault
