"""What is due goes, from the tables and from what was known before; what must stay is refused with the article."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from caunoi.apps.cadres import services as registry
from caunoi.apps.cadres.models import Cadre, Posting, Qualification, Rating
from caunoi.apps.privacy import services
from caunoi.apps.privacy.models import Disposal, LegalHold, SubjectRequest
from caunoi.apps.privacy.selectors.holdings import everything_about
from caunoi.foundation import clock
from caunoi.foundation.attachments import store
from caunoi.foundation.audit.selectors import chain_fault, head
from caunoi.foundation.errors import Refused
from caunoi.foundation.invariants import Invariant
from caunoi.foundation.policy import system_scope
from caunoi.foundation.system_time import as_known, forgetting, invariants
from caunoi.foundation.system_time.points import Point
from tests.factories.cadres import all_of, make_cadre
from tests.leaks import world

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)
LEFT = date(2020, 9, 1)


def in_ten_years(days: int = 0) -> date:
    return date(2030, 9, 1) + timedelta(days=days)


@pytest.fixture
def left(cadre, board):
    """Somebody whose file was corrected once and who left."""
    registry.correct_cadre(actor=board, cadre=cadre, expected_version=1, changes={"phone": "0900000001"})
    found = all_of(Cadre, pk=cadre.pk)[0]
    return registry.correct_cadre(
        actor=board, cadre=found, expected_version=found.version, changes={"left_on": LEFT}
    )


def rows_of(table: str, column: str, value) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}" WHERE "{column}" = %s', [value])  # names of the test
        return int(cursor.fetchone()[0])


def kept_states(cadre: Cadre) -> int:
    key = cadre.pk if connection.vendor == "postgresql" else cadre.pk.hex
    there = {"cadres_cadre_known": "id", "cadres_posting_known": "cadre_id"}
    return sum(rows_of(table, column, key) for table, column in there.items())


def proposals() -> list[Disposal]:
    return all_of(Disposal)


@pytest.mark.parametrize(("days", "due"), [(-1, 0), (0, 1), (365, 1)])
def test_a_file_is_proposed_ten_years_after_its_person_left_and_not_a_day_before(left, system, days, due):
    assert services.propose_due(actor=system, on=in_ten_years(days)) == due


def test_proposing_again_proposes_nothing_new(left, system):
    services.propose_due(actor=system, on=in_ten_years())

    assert services.propose_due(actor=system, on=in_ten_years(1)) == 0
    assert len(proposals()) == 1


def test_a_second_person_erases_it_and_no_row_and_no_former_state_is_left(left, system, second):
    assert kept_states(left) > 1
    services.propose_due(actor=system, on=in_ten_years())

    done = services.confirm(actor=second, disposal=proposals()[0], on=in_ten_years())

    assert done.state == "done"
    assert done.erased["cadres.Cadre"] >= 1
    assert {each.model for each in everything_about(left.pk)} == {Disposal}
    assert all_of(Cadre, pk=left.pk) == all_of(Posting, cadre_id=left.pk) == []
    assert kept_states(left) == 0


def test_the_past_as_it_was_known_holds_the_person_no_longer(left, system, second):
    before = Point(head()[0])
    with as_known(before):
        assert len(all_of(Cadre, pk=left.pk)) == 1
    services.propose_due(actor=system, on=in_ten_years())

    services.confirm(actor=second, disposal=proposals()[0], on=in_ten_years())

    with as_known(before):
        assert all_of(Cadre, pk=left.pk) == []


def test_the_chain_stays_whole_and_says_who_erased_what(left, system, second):
    services.propose_due(actor=system, on=in_ten_years())
    services.confirm(actor=second, disposal=proposals()[0], on=in_ten_years())

    assert chain_fault() is None
    assert [fault for each in invariants.invariants() for fault in faults(each)] == []


def faults(invariant: Invariant) -> list[str]:
    with system_scope("tests: walk the truths"):
        return list(invariant.check())


def test_other_people_keep_everything(left, system, second, land):
    other = make_cadre(land["xuan_huong"], "Trần Văn Bình", number="CB-9")
    services.propose_due(actor=system, on=in_ten_years())

    services.confirm(actor=second, disposal=proposals()[0], on=in_ten_years())

    assert len(all_of(Cadre, pk=other.pk)) == 1
    assert kept_states(other) > 0


def test_nobody_erases_alone(left, board, second, herself):
    asked = services.ask_request(actor=herself, kind="erasure", words="Tôi đã nghỉ", on=DAY)
    services.accept_request(actor=board, request=asked, answer="Sẽ xóa", on=DAY)

    with pytest.raises(Refused, match="không tự xác nhận"):
        services.confirm(actor=board, disposal=proposals()[0], on=DAY)
    services.confirm(actor=second, disposal=proposals()[0], on=DAY)

    assert all_of(SubjectRequest, pk=asked.pk)[0].state == "done"
    assert all_of(Cadre, pk=left.pk) == []


def test_an_erase_request_on_a_person_under_legal_hold_is_refused_with_the_article(left, board, herself):
    services.place_hold(
        actor=board, cadre=left, asked_by="Thanh tra tỉnh", paper="45/TTr", reason="Đang thanh tra",
        until=date(2021, 9, 1), on=DAY,
    )  # fmt: skip
    asked = services.ask_request(actor=herself, kind="erasure", words="Tôi đã nghỉ", on=DAY)

    with pytest.raises(Refused) as refusal:
        services.accept_request(actor=board, request=asked, answer="Sẽ xóa", on=DAY)

    assert "Thanh tra tỉnh (45/TTr), đến 01/09/2021" in refusal.value.reason
    assert "Điều 14" in refusal.value.clause
    assert len(all_of(Cadre, pk=left.pk)) == 1


def test_a_hold_placed_after_the_proposal_still_saves_the_file(left, system, board, second):
    services.propose_due(actor=system, on=in_ten_years())
    services.place_hold(
        actor=board,
        cadre=left,
        asked_by="Tòa án",
        paper="1/TA",
        reason="Vụ án",
        until=None,
        on=in_ten_years(),
    )

    with pytest.raises(Refused, match="Tòa án"):
        services.confirm(actor=second, disposal=proposals()[0], on=in_ten_years())


def test_who_is_held_is_not_proposed_until_the_hold_has_ended(left, system, board):
    hold = services.place_hold(
        actor=board, cadre=left, asked_by="Tòa án", paper="1/TA", reason="Vụ án", until=None, on=DAY
    )
    assert services.propose_due(actor=system, on=in_ten_years()) == 0

    services.end_hold(actor=board, hold=all_of(LegalHold, pk=hold.pk)[0], reason="2/TA", on=in_ten_years(1))

    assert services.propose_due(actor=system, on=in_ten_years(1)) == 1


def test_what_was_declined_is_asked_about_again_a_year_later(left, system, second):
    services.propose_due(actor=system, on=in_ten_years())
    services.decline(actor=second, disposal=proposals()[0], reason="Lưu vĩnh viễn", on=in_ten_years())

    assert services.propose_due(actor=system, on=in_ten_years(364)) == 0
    assert services.propose_due(actor=system, on=in_ten_years(365)) == 1


def test_the_words_of_a_closed_request_go_after_five_years_and_the_register_stays(
    herself, board, second, system
):
    asked = services.ask_request(actor=herself, kind="objection", words="Không dùng số điện thoại", on=DAY)
    services.refuse_request(actor=board, request=asked, answer="Cần cho công vụ", clause="Điều 19", on=DAY)
    assert services.propose_due(actor=system, on=date(2025, 8, 30)) == 0
    assert services.propose_due(actor=system, on=date(2025, 8, 31)) == 1

    services.confirm(actor=second, disposal=proposals()[0], on=date(2025, 8, 31))

    kept = all_of(SubjectRequest, pk=asked.pk)[0]
    assert (kept.words, kept.answer, kept.state) == ("", "", "refused")
    assert services.propose_due(actor=system, on=date(2025, 9, 30)) == 0


def test_a_person_in_the_numbers_of_a_plan_leaves_a_row_without_a_person(system):
    """Erased with every scan and fact; the plan still counts as many."""
    both = world.build()
    cadre_id = both.things[world.OWN]["cadre_id"]
    from tests.leaks.canaries import found_in

    Cadre.objects.all().scoped().filter(pk=cadre_id).update(left_on=date(2005, 1, 1))
    LegalHold.objects.all().scoped().delete()
    Disposal.objects.all().scoped().delete()
    scans = [row.sha256 for held in everything_about(cadre_id) for row in held.rows if hasattr(row, "pages")]
    services.propose_due(actor=system, on=DAY)
    mine = next(each for each in proposals() if each.subject_id == cadre_id)

    from caunoi.foundation.actors import SystemActor

    services.confirm(actor=SystemActor("system:second", "Người thứ hai", DAY), disposal=mine, on=DAY)

    rest = all_of(Cadre, pk=cadre_id)[0]
    assert rest.full_name == "Hồ sơ đã xóa"
    assert (rest.identity_number, rest.ethnicity, rest.phone, rest.number) == ("", "", "", None)
    assert all_of(Qualification, cadre_id=cadre_id) == all_of(Rating, cadre_id=cadre_id) == []
    assert not any(store.is_whole(digest) for digest in scans)
    assert len(set(scans)) > 1
    told = "".join(
        str({f.name: getattr(row, f.attname) for f in held.columns})
        for held in everything_about(cadre_id)
        for row in held.rows
        if held.model._meta.label_lower == "cadres.cadre"
    )
    assert found_in(told.encode()) == set()
    assert services.propose_due(actor=system, on=DAY) == 0


def test_no_state_is_forgotten_without_the_record_that_says_so(left):
    with pytest.raises(forgetting.NothingRecorded):
        forgetting.forget(Cadre, [left.pk])
    assert kept_states(left) > 1


def test_the_hour_of_the_second_person_is_in_the_record(left, system, second):
    services.propose_due(actor=system, on=in_ten_years())
    services.confirm(actor=second, disposal=proposals()[0], on=in_ten_years())

    from caunoi.foundation.audit.models import AuditEvent

    last = all_of(AuditEvent, action="privacy.erased")[0]
    assert last.actor_label == second.label
    assert isinstance(last.at, datetime) and last.at <= clock.now()
    assert "Tĩnh" not in str(last.changes)
