"""The flow: each step a part of the one before, each number its list, what is lost a list as well."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from caunoi.apps.planning import services
from caunoi.apps.planning.models import Need, Offering
from caunoi.apps.planning.selectors import plan_or_404
from caunoi.apps.planning.services import solve_plan
from caunoi.apps.reports.figures.flow import FIGURES, LOST, STEPS, flow_of, value_of
from caunoi.apps.selection.choices import NominationState
from caunoi.apps.selection.models import Nomination
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.figures import Scope
from tests.apps.accounts.people import signed_in
from tests.factories.cadres import SYSTEM, all_of, make_people, person_record
from tests.factories.planning import COMMUNES, DAY, NAMES, PROVINCE, held, make_plan, make_scene, papers, unit

pytestmark = pytest.mark.django_db
MADE = date(2021, 12, 31)


@pytest.fixture
def solved() -> Any:
    make_scene(12)
    return solve_plan(actor=SYSTEM, plan=make_plan())


def numbers(on: date) -> dict[str, int]:
    flow = flow_of(SYSTEM, Scope(on=on))
    return {code: int(value_of(flow, code).numerator) for code in FIGURES}


def learn(index: int, issued: PartialDate) -> None:
    """One of the twelve brings home the diploma that was lacking."""
    given = (*papers(), held("political_theory", "trung_cap", issued=issued))
    make_people(
        person_record(unit(COMMUNES[index]), f"Nguyễn Văn {NAMES[index]}", title_code="CX-PCTUB",
                      number=f"BG{index:03d}", qualifications=given, birth=PartialDate(1980, 5, 6), sex="nam"),
        on=MADE,
    )  # fmt: skip


def placed(plan: Any) -> list[Need]:
    return [need for need in all_of(Need, plan=plan) if need.offering_id and need.mandatory]


def test_on_the_day_of_the_plan_nobody_has_begun(solved) -> None:
    found = numbers(DAY)

    assert found["flow.needed"] == 12
    assert found["flow.placed"] == len({need.cadre_id for need in placed(solved)}) > 0
    assert found["flow.begun"] == found["flow.certified"] == found["flow.met"] == 0
    assert found["flow.begun.lost"] == found["flow.placed"]


def put_forward(who: Any, requirement: str, state: str, year: int = 2021) -> None:
    Nomination(
        cadre_id=who, unit=unit(COMMUNES[0]), year=year, requirement=requirement, missing="Trung cấp",
        state=state, nominated_on=DAY, nominated_by="Văn phòng xã",
    ).save()  # fmt: skip


def test_who_is_nominated_stands_between_the_need_and_the_plan(solved) -> None:
    taken = {need.cadre_id for need in placed(solved)}
    chosen = placed(solved)[0]
    services.place_by_hand(actor=SYSTEM, need=chosen, offering=None)
    assert numbers(DAY)["flow.nominated"] == len(taken) - 1

    put_forward(chosen.cadre_id, chosen.requirement, NominationState.RETURNED)
    put_forward(chosen.cadre_id, chosen.requirement, NominationState.SENT, year=2020)
    assert numbers(DAY)["flow.nominated"] == len(taken) - 1
    put_forward(chosen.cadre_id, chosen.requirement, NominationState.SENT)
    found = numbers(DAY)

    assert found["flow.nominated"] == len(taken)
    assert (found["flow.placed"], found["flow.placed.lost"]) == (len(taken) - 1, 1)


def test_a_class_has_begun_from_its_first_day_on(solved) -> None:
    first = min(each.starts_on for each in all_of(Offering, plan=solved, opened=True))

    assert numbers(first - timedelta(days=1))["flow.begun"] == 0
    assert numbers(first)["flow.begun"] > 0


def test_who_brings_home_the_paper_is_certified_and_meets_the_standard(solved) -> None:
    index = placed(solved)[0].index
    number = next(n for n in range(12) if _index_of(solved, n) == index)
    learn(number, PartialDate(2021, 12, 1))

    found = numbers(MADE)

    assert (found["flow.certified"], found["flow.met"]) == (1, 1)
    assert numbers(date(2021, 11, 30))["flow.certified"] == 0


def _index_of(plan: Any, number: int) -> int:
    flow = flow_of(SYSTEM, Scope(on=DAY))
    return next(
        needs[0].index
        for who, needs in flow.needs.items()
        if flow.rows.people[who].full_name == f"Nguyễn Văn {NAMES[number]}"
    )


def test_a_paper_older_than_the_plan_certifies_nobody(solved) -> None:
    learn(0, PartialDate(2019, 5, 1))

    assert numbers(MADE)["flow.certified"] == 0


@pytest.mark.parametrize("on", [DAY, date(2021, 4, 1), MADE])
def test_each_step_and_what_it_loses_make_the_step_before(solved, on) -> None:
    learn(3, PartialDate(2021, 10, 1))
    found = numbers(on)

    for before, step in pairwise(STEPS):
        assert found[before.code] == found[step.code] + found[step.code + LOST]


def test_a_plan_made_later_says_nothing_of_an_earlier_day(solved) -> None:
    with pytest.raises(NotVisible):
        flow_of(SYSTEM, Scope(on=DAY - timedelta(days=1)))


def test_a_unit_counts_its_own_people(solved) -> None:
    own = unit(COMMUNES[0])

    assert value_of(flow_of(SYSTEM, Scope(on=DAY, unit_id=own.pk)), "flow.needed").numerator == 1


def test_every_number_opens_its_list_and_the_api_says_the_same(solved) -> None:
    client = signed_in("lanhdao", unit(PROVINCE))
    flow = flow_of(SYSTEM, Scope(on=DAY, where={"ke-hoach": str(plan_or_404(SYSTEM, solved.pk).pk)}))

    for code in FIGURES:
        value = value_of(flow, code)
        page = client.get(value.url)
        api = client.get(f"/api/v1/figures/{code}?{value.url.partition('?')[2]}").json()
        assert f'data-count="{value.value}"' in page.content.decode(), code
        assert api["value"] == api["rows"] == value.value, code


def test_the_leader_reads_the_flow_and_what_is_lost(solved) -> None:
    page = signed_in("lanhdao", unit(PROVINCE)).get("/").content.decode()

    assert "Dòng chảy" in page
    assert "/giai-thich/flow.placed.lost/danh-sach/" in page or numbers(DAY)["flow.placed.lost"] == 0
    assert "/giai-thich/flow.begun.lost/danh-sach/" in page
