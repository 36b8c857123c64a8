"""A plan after a shock: as many keep a seat as can, provably few change, each is told why; taken over or left."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from caunoi.apps.planning.choices import PlanState, ProposalState
from caunoi.apps.planning.models import Need, Offering, Plan, PlanProposal
from caunoi.apps.planning.presenters import replanning
from caunoi.apps.planning.selectors import plan_or_404, rows_of
from caunoi.apps.planning.selectors.mergers import mergers_of
from caunoi.apps.planning.selectors.pins import Pins
from caunoi.apps.planning.services import (
    Shock,
    Stale,
    adopt_plan,
    copy_plan,
    drop_plan,
    order_replan,
    place_by_hand,
    propose_plan,
    replan_plan,
    solve_plan,
    take_over,
)
from caunoi.apps.planning.services.choosing import faults_of
from caunoi.apps.planning.services.replanning import KEY
from caunoi.domain.allocation.verify import verify
from caunoi.foundation.errors import Forbidden, Refused
from caunoi.foundation.jobs.models import Job
from tests.apps.planning.test_views import lan, page
from tests.factories.cadres import SYSTEM, all_of
from tests.factories.organisation import make_succession, make_unit
from tests.factories.planning import COMMUNES, DAY, PROVINCE, make_plan, unit

pytestmark = pytest.mark.django_db


def opened(plan) -> Offering:
    return rows_of(SYSTEM, plan).opened[0]


def adjusted(plan, **said) -> dict:
    """Ordered and found, as a worker would."""
    order_replan(actor=SYSTEM, plan=plan, shock=Shock(DAY, **said))
    return replan_plan(actor=SYSTEM, plan=plan_or_404(SYSTEM, plan.pk))


def now(plan) -> Plan:
    return plan_or_404(SYSTEM, plan.pk)


def places(plan) -> dict[UUID, str]:
    rows = rows_of(SYSTEM, now(plan))
    return {need.cadre_id: rows.offering(need.offering_id).code for need in rows.served}


# ---- what is found


def test_of_a_class_that_falls_everybody_moves_together_and_nobody_fewer_could(plan):
    line = opened(plan)
    sitting = sorted(need.index for need in rows_of(SYSTEM, plan).in_line(line))

    told = adjusted(plan, lines=(line.code,))

    assert (told["status"], told["had"], told["kept"], told["kept_bound"]) == ("optimal", 12, 12, 12)
    assert told["changed"] == told["changed_bound"] == len(sitting)
    assert sorted(each["need"] for each in told["shifts"]) == sitting
    assert {each["from"] for each in told["shifts"]} == {line.index}
    assert {each["rule"] for each in told["shifts"]} == {"lost"}


def test_moved_seats_are_told_where_they_are_more_than_people_and_only_then_as_proven(plan):
    proven = {"changed": 2, "changed_bound": 2, "moved": 5, "moved_bound": 5}

    assert "5 lượt học, và đã chứng minh" in replanning._moved_words(proven)[0]
    assert "ít nhất 4 lượt" in replanning._moved_words({**proven, "moved_bound": 4})[0]
    assert replanning._moved_words({**proven, "moved": 2, "moved_bound": 2}) == []
    assert replanning._moved_words({"changed": 2, "changed_bound": 2}) == []
    told = adjusted(plan, lines=(opened(plan).code,))
    assert told["moved"] == told["moved_bound"] == len(told["shifts"])


def test_asking_moves_nobody_and_counts_no_version(plan):
    before = places(plan)

    adjusted(plan, lines=(opened(plan).code,))

    assert places(plan) == before and now(plan).version == plan.version


def test_of_a_venue_or_a_lecturer_only_classes_that_meet_the_days_fall(plan):
    line = opened(plan)
    day = timedelta(days=1)

    before = Shock(DAY, venue=line.venue.code, last=line.starts_on - day)
    during = Shock(DAY, lines=(line.code,), first=line.ends_on, last=line.ends_on + day)

    assert not before.fells(line) and during.fells(line)
    assert not Shock(DAY, lines=(line.code,), first=line.ends_on + day).fells(line)
    assert Shock(DAY, venue=line.venue.code).fells(line)
    assert not Shock(DAY).fells(line)


def test_who_cannot_go_loses_the_seat_and_nobody_else_changes(plan):
    need = rows_of(SYSTEM, plan).served[0]

    told = adjusted(plan, people=(str(need.cadre_id),))

    assert (told["kept"], told["changed"], told["changed_bound"], told["hit"]) == (11, 1, 1, 1)
    assert [(each["need"], each["to"]) for each in told["shifts"]] == [(need.index, None)]


def test_a_shock_is_kept_and_read_as_it_was_told():
    shock = Shock(DAY, lines=("A", "B"), venue="V", first=DAY, people=("x",), mergers=("y",))

    assert Shock.read(shock.as_json()) == shock


# ---- communes that became one


@pytest.fixture
def merged(plan) -> Plan:
    """Two communes of the plan pass into a new one, half a year after the plan's day."""
    day = date(2021, 1, 1)
    heir = make_unit("Hợp Nhất", slug="xa-hop-nhat", parent=unit(PROVINCE), code="7999", valid_from=day)
    for slug in COMMUNES[:2]:
        old = unit(slug)
        old.versions.update(valid_to=day)
        make_succession(old, heir, day)
    return plan


def test_communes_that_merged_since_the_plan_s_day_are_offered_and_joined(merged):
    (found,) = mergers_of(rows_of(SYSTEM, merged), date(2021, 2, 1))
    shock = Shock(date(2021, 2, 1), mergers=(str(found.heir),))

    order_replan(actor=SYSTEM, plan=merged, shock=shock)
    told = replan_plan(actor=SYSTEM, plan=now(merged))
    made = take_over(actor=SYSTEM, plan=now(merged))

    assert (told["kept"], told["changed"]) == (12, 0)
    assert mergers_of(rows_of(SYSTEM, merged), DAY) == []
    people = made.instance["persons"]["unit"]
    assert len(set(people)) == 11 and sorted(made.instance["units"]["away_limit"])[-1] == 2
    assert mergers_of(rows_of(SYSTEM, made), date(2021, 2, 1)) == [] and made.bound is None


# ---- taking it over


def test_taken_over_a_draft_is_adjusted_verified_and_what_fell_stays_shut(plan):
    line = opened(plan)
    told = adjusted(plan, lines=(line.code,))

    made = take_over(actor=SYSTEM, plan=now(plan), seen=plan.version)

    assert made.pk == plan.pk and made.version == plan.version + 1
    assert line.code not in set(places(plan).values()) and len(places(plan)) == 12
    assert Pins.of(made.instance).closed == {line.index} and faults_of(rows_of(SYSTEM, made)) == []
    assert made.objective == pytest.approx(told["objective"]) and made.bound == plan.bound
    assert rows_of(SYSTEM, made).cost == told["cost"]


def test_solved_again_the_class_that_fell_stays_shut(plan):
    line = opened(plan)
    adjusted(plan, lines=(line.code,))
    take_over(actor=SYSTEM, plan=now(plan))

    solve_plan(actor=SYSTEM, plan=now(plan))

    assert line.code not in set(places(plan).values()) and len(places(plan)) == 12


def test_an_adopted_plan_is_left_and_a_copy_of_it_adjusted(plan, actor_with):
    one, second = actor_with("btc", unit(PROVINCE)), actor_with("lanhdao", unit(PROVINCE))
    propose_plan(actor=one, plan=plan)
    adopt_plan(actor=second, plan=now(plan), decision="QĐ 8", on=DAY)
    before, line = places(plan), opened(plan)
    adjusted(now(plan), lines=(line.code,))

    made = take_over(actor=SYSTEM, plan=now(plan))

    assert made.copied_from_id == plan.pk and made.state == PlanState.DRAFT
    assert places(plan) == before and now(plan).state == PlanState.ADOPTED
    assert line.code not in set(places(made).values()) and len(places(made)) == 12


def test_a_draft_may_be_left_beside_its_adjusted_copy(plan):
    before = places(plan)
    adjusted(plan, lines=(opened(plan).code,))

    made = take_over(actor=SYSTEM, plan=now(plan), copy=True)

    assert places(plan) == before and made.copied_from_id == plan.pk


def test_taken_twice_there_is_one_copy_until_it_is_dropped_or_something_else_happens(plan):
    line = opened(plan)
    adjusted(plan, lines=(line.code,))
    made = take_over(actor=SYSTEM, plan=now(plan), copy=True)

    again = take_over(actor=SYSTEM, plan=now(plan), copy=True)
    assert again == made and again.version == made.version and len(all_of(Plan)) == 2

    drop_plan(actor=SYSTEM, plan=now(made))
    third = take_over(actor=SYSTEM, plan=now(plan), copy=True)
    adjusted(now(plan), people=(str(rows_of(SYSTEM, plan).served[0].cadre_id),))
    fourth = take_over(actor=SYSTEM, plan=now(plan), copy=True)
    assert len({made.pk, third.pk, fourth.pk, plan.pk}) == 4 and line.code in set(places(fourth).values())


def test_pressed_twice_the_page_leads_to_the_copy_and_says_so(officer, plan):
    adjusted(plan, lines=(opened(plan).code,))
    address = f"/ke-hoach/{plan.pk}/dieu-chinh/"
    form = page(officer, address)
    assert "Nhận thành phương án mới" in form
    said = {"thanh": "moi", "lan": lan(form)}

    first = officer.post(address + "nhan/", said).headers["Location"]
    assert "Đã chép thành" in page(officer, first)
    second = officer.post(address + "nhan/", said).headers["Location"]

    assert second == first and "Phương án này đã nhận rồi" in page(officer, second)
    asked = page(officer, address)
    assert "Nhận thành phương án mới" not in asked and f'href="{first}"' in asked


def test_taking_over_voids_what_was_proposed(plan, actor_with):
    propose_plan(actor=actor_with("btc", unit(PROVINCE)), plan=plan)
    adjusted(now(plan), lines=(opened(plan).code,))

    take_over(actor=SYSTEM, plan=now(plan))

    assert [each.state for each in all_of(PlanProposal, plan=plan)] == [ProposalState.VOIDED]


def test_of_two_editors_the_second_is_told_and_an_answer_to_an_older_plan_is_not_taken(plan):
    need = rows_of(SYSTEM, plan).served[0]
    adjusted(plan, lines=(opened(plan).code,))
    place_by_hand(actor=SYSTEM, need=all_of(Need, pk=need.pk)[0], offering=None)

    with pytest.raises(Stale):
        take_over(actor=SYSTEM, plan=now(plan), seen=plan.version)
    with pytest.raises(Refused, match="bản trước"):
        take_over(actor=SYSTEM, plan=now(plan))


# ---- what is refused


def test_what_cannot_have_happened_is_refused(plan):
    empty = make_plan()
    for asked, shock in (
        (plan, Shock(DAY)),
        (plan, Shock(DAY, lines=("KHONG-CO",))),
        (plan, Shock(DAY, people=(str(plan.pk),))),
        (plan, Shock(DAY, mergers=(str(plan.pk),))),
        (plan, Shock(DAY, lines=(opened(plan).code,), last=date(2000, 1, 1))),
        (empty, Shock(DAY, lines=(opened(plan).code,))),
    ):
        with pytest.raises(Refused):
            order_replan(actor=SYSTEM, plan=now(asked), shock=shock)
    with pytest.raises(Refused, match="Chưa có phương án"):
        take_over(actor=SYSTEM, plan=now(plan))


@pytest.mark.parametrize("role", ["lanhdao", "truong", "kiemtra", "xa"])
def test_only_the_board_adjusts(plan, actor_with, role):
    with pytest.raises(Forbidden):
        order_replan(
            actor=actor_with(role, unit(PROVINCE)), plan=plan, shock=Shock(DAY, lines=(opened(plan).code,))
        )


def test_where_no_plan_is_left_nothing_can_be_taken_over(plan):
    poor = copy_plan(actor=SYSTEM, plan=plan, name="B", budget=plan.budget)
    adjusted(poor, people=tuple(str(need.cadre_id) for need in rows_of(SYSTEM, poor).served))

    made = take_over(actor=SYSTEM, plan=now(poor))

    assert places(made) == {} and verify(made.instance, []).valid


# ---- the page


def test_the_page_offers_what_may_happen_and_shows_who_changes_and_why(officer, plan):
    line, address = opened(plan), f"/ke-hoach/{plan.pk}/dieu-chinh/"
    assert address in page(officer, f"/ke-hoach/{plan.pk}/")
    form = page(officer, address)
    assert line.code in form and "sáp nhập" not in form.partition("<form")[2]

    sent = officer.post(address, {"lop": [line.code], "lan": lan(form)})
    waiting = page(officer, sent.headers["Location"])
    assert [job.name for job in all_of(Job)] == ["planning.replan"] and "Đang tính" in waiting
    replan_plan(actor=SYSTEM, plan=now(plan))

    html = page(officer, address)
    assert f"Không tổ chức được: {line.code}." in html and f"Lớp {line.code} không tổ chức được." in html
    assert "đã chứng minh không thể ít hơn" in html and "Mọi lượt đang có chỗ (12) vẫn có chỗ." in html
    taken = officer.post(f"{address}nhan/", {"lan": lan(html)})
    assert taken.headers["Location"] == f"/ke-hoach/{plan.pk}/"
    assert line.code not in set(places(plan).values())


def test_of_many_people_those_are_offered_whose_name_was_typed(officer, plan):
    need = rows_of(SYSTEM, plan).served[0]
    name, address = rows_of(SYSTEM, plan).name(need), f"/ke-hoach/{plan.pk}/dieu-chinh/"
    chosen = rows_of(SYSTEM, plan).served[1]

    html = page_of_search(officer, address, {"tim": name, "nguoi": [str(chosen.cadre_id)]})

    offered = html.partition('name="nguoi"')[2]
    assert name in html and offered.count("checked") == 1
    assert str(rows_of(SYSTEM, plan).served[5].cadre_id) not in html
    assert all_of(Job) == []


def page_of_search(officer, address: str, said: dict) -> str:
    answer = officer.post(address, {**said, "tim-nguoi": "1", "lan": "1"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_told_and_days_the_wrong_way_round_are_answered_beside_the_field(officer, plan):
    address = f"/ke-hoach/{plan.pk}/dieu-chinh/"

    nothing = officer.post(address, {"lan": "1"})
    backwards = officer.post(
        address, {"lop": [opened(plan).code], "tu": "02/03/2021", "den": "01/03/2021", "lan": "1"}
    )

    assert nothing.status_code == backwards.status_code == 422
    assert "Chọn ít nhất một điều" in nothing.content.decode()
    assert "Đến ngày phải từ ngày đầu" in backwards.content.decode()


def test_a_job_that_failed_is_told_and_no_longer_waited_for(officer, plan):
    order_replan(actor=SYSTEM, plan=plan, shock=Shock(DAY, lines=(opened(plan).code,)))
    job = all_of(Job)[0]
    job.state, job.fault = "failed", "hết giờ"
    job.save()

    html = page(officer, f"/ke-hoach/{plan.pk}/dieu-chinh/")

    assert "Không tính được: hết giờ" in html and "Đang tính" not in html
    assert now(plan).answers[KEY]["job"] == str(job.pk)


def test_of_many_who_change_the_first_are_shown_and_all_at_an_address(officer, plan, monkeypatch):
    monkeypatch.setattr("caunoi.apps.planning.presenters.replanning.FIRST", 2)
    line, address = opened(plan), f"/ke-hoach/{plan.pk}/dieu-chinh/"
    many = len(adjusted(plan, lines=(line.code,))["shifts"])

    first, everybody = page(officer, address), page(officer, f"{address}?tat-ca=1")

    assert many > 2 and f"Xem tất cả {many} lượt đổi" in first and 'href="' + address + "?tat-ca=1" in first
    why = f"Lớp {line.code} không tổ chức được."
    assert (first.count(why), everybody.count(why)) == (2, many)
