"""Pairs that may be one person: both within reach, settled until a key fact changes, found without asking twice."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caunoi.apps.cadres import selectors, services
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors import twins
from caunoi.apps.cadres.services import PersonRecord
from caunoi.apps.cadres.services.apart import set_apart
from caunoi.apps.cadres.services.merging import merge
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.commandline.entry import main
from caunoi.foundation.errors import NotVisible, Refused
from tests.apps.cadres.readers import signed_in
from tests.factories.cadres import SYSTEM, all_of, make_cadre, make_people, make_province, person_record

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)
BORN = PartialDate(1970, 5, 6)


@pytest.fixture
def units() -> dict[str, Any]:
    return make_province()


@pytest.fixture
def pair(units: dict[str, Any]) -> list[Cadre]:
    """One person in two communes of two districts, once without marks."""
    return make_people(
        person_record(units["xuan_huong"], "Nguyễn Văn Hòa", birth=BORN, number="CB-1"),
        person_record(units["dong_son"], "Nguyen Van Hoa", birth=BORN, title_code="CX-CTHD"),
        person_record(units["xuan_huong"], "Trần Thị Bình", birth=PartialDate(1980, 1, 2), title_code="CX-PCTUB"),
    )  # fmt: skip


def _keys(found: list[Any]) -> list[set[Any]]:
    return [{pair.one, pair.other} for pair in found]


def test_a_pair_across_two_units_appears_only_for_who_reaches_both(
    pair: list[Cadre], units: dict[str, Any], actor_with: Any
) -> None:
    both = {pair[0].pk, pair[1].pk}

    assert _keys(twins.suspects(actor_with("btc", units["province"]))) == [both]
    assert twins.suspects(actor_with("btc", units["lang_giang"])) == []
    assert twins.suspects(actor_with("btc", units["yen_the"])) == []
    assert twins.suspects(actor_with("xa", units["xuan_huong"])) == []
    assert twins.suspects(actor_with("lanhdao", units["province"])) == []


def test_a_pair_settled_comes_back_only_when_a_key_fact_changes(pair: list[Cadre]) -> None:
    one, other, _ = pair
    set_apart(actor=SYSTEM, one=other, other=one, reason="Hai anh em con chú con bác")
    assert twins.suspects(SYSTEM) == []

    services.correct_cadre(
        actor=SYSTEM, cadre=one, expected_version=one.version, changes={"ethnicity": "Tày"}
    )
    unchanged = twins.suspects(SYSTEM)
    one = all_of(Cadre, pk=one.pk)[0]
    services.correct_cadre(
        actor=SYSTEM, cadre=one, expected_version=one.version, changes={"phone": "0912345678"}
    )

    assert unchanged == []
    assert _keys(twins.suspects(SYSTEM)) == [{one.pk, other.pk}]


def test_settling_tells_neither_commune_of_the_other(
    pair: list[Cadre], units: dict[str, Any], actor_with: Any
) -> None:
    one, other, _ = pair
    board, clerk = actor_with("btc", units["province"]), actor_with("xa", units["xuan_huong"])
    before = len(selectors.events_of(clerk, one))

    set_apart(actor=board, one=one, other=other, reason="Hai người cùng tên")

    assert len(selectors.events_of(clerk, one)) == before
    told = all_of(AuditEvent, action="cadres.found_apart")
    assert [event.unit_id for event in told] == [units["province"].pk]


def test_settling_needs_two_people_and_a_reason(
    pair: list[Cadre], units: dict[str, Any], actor_with: Any
) -> None:
    one, other, _ = pair

    with pytest.raises(Refused, match="lý do"):
        set_apart(actor=SYSTEM, one=one, other=other, reason=" ")
    with pytest.raises(Refused, match="cùng một hồ sơ"):
        set_apart(actor=SYSTEM, one=one, other=one, reason="x")
    with pytest.raises(NotVisible):
        set_apart(actor=actor_with("btc", units["lang_giang"]), one=one, other=other, reason="x")


def test_looking_again_before_anything_is_written_reads_nobody_anew(
    pair: list[Cadre], units: dict[str, Any], actor_with: Any
) -> None:
    board = actor_with("btc", units["province"])
    first = twins.suspects(board)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        again = twins.suspects(board)

    assert again == first
    assert not [each for each in asked.captured_queries if "search_key" in each["sql"]]


def test_the_same_number_of_identity_is_certain_and_its_digits_are_told_nowhere(
    units: dict[str, Any],
) -> None:
    same = "024070000123"
    one = make_cadre(units["xuan_huong"], "Nguyễn Văn Hòa", identity_number=same)
    other = services.register_cadre(
        actor=SYSTEM, full_name="Phạm Thị Thơm", unit=units["dong_son"], title_code="CX-BT",
        valid_from=DAY, identity_number=same,
    )  # fmt: skip

    found = twins.suspects(SYSTEM)

    assert _keys(found) == [{one.pk, other.pk}]
    assert found[0].is_certain
    page = signed_in("btc", units["province"]).get(f"/can-bo/{one.pk}/nhap/{other.pk}/").content.decode()
    assert same not in page
    assert "0123" in page


def test_a_list_with_the_number_of_a_record_that_went_finds_the_one_that_stayed(
    units: dict[str, Any],
) -> None:
    past = services.PostingRecord(
        "CX-CTHD", units["dong_son"].pk, valid_from=date(2010, 1, 1), valid_to=date(2012, 1, 1)
    )
    kept, lost = make_people(
        person_record(units["xuan_huong"], "Nguyễn Văn Hòa", birth=BORN, number="CB-1"),
        PersonRecord("Nguyễn Hòa", number="CB-2", birth=BORN, postings=(past,)),
    )
    merge(actor=SYSTEM, kept=kept, lost=lost, said={}, reason="Cùng một người")

    again = services.compare(
        [person_record(units["xuan_huong"], "Nguyễn Hòa", birth=BORN, number="CB-2")], actor=SYSTEM, on=DAY
    )[0]

    assert again.cadre_id == kept.pk
    assert "number" not in again.fields
    assert selectors.count_of(SYSTEM, selectors.conditions_of(SYSTEM, DAY, {"tim": ["CB-2"]})) == 1


def test_the_command_lists_the_pairs_with_their_reasons(
    pair: list[Cadre], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cadres", "duplicates", "--format", "json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert len(told) == 1
    assert {told[0]["first"], told[0]["second"]} == {"Nguyễn Văn Hòa", "Nguyen Van Hoa"}
    assert "gõ không dấu" in told[0]["for"]
    assert "cùng ngày sinh" in told[0]["for"]
