"""Choices somebody fixed: kept by every solving, shown, let go of, refused in words where they cannot be kept."""

import re

import pytest

from caunoi.apps.planning.choices import PinKind, ProposalState
from caunoi.apps.planning.models import Need, Offering, Plan, PlanProposal
from caunoi.apps.planning.selectors import plan_or_404, rows_of
from caunoi.apps.planning.selectors.pins import Pins, pins_of
from caunoi.apps.planning.services import (
    Fixed,
    Stale,
    pin,
    place_by_hand,
    propose_plan,
    solve_again,
    solve_plan,
    unpin,
)
from caunoi.apps.planning.services.choosing import faults_of
from caunoi.apps.planning.services.solving import sound_start
from caunoi.domain.allocation.answer import Solution
from caunoi.domain.vocabulary.finding import Finding
from caunoi.foundation.errors import Forbidden, Refused
from tests.apps.cadres.readers import signed_in
from tests.apps.planning.test_views import lan, page
from tests.factories.cadres import SYSTEM, all_of
from tests.factories.planning import PROVINCE, unit

pytestmark = pytest.mark.django_db


def now(plan) -> Plan:
    return plan_or_404(SYSTEM, plan.pk)


def opened(plan) -> Offering:
    return rows_of(SYSTEM, now(plan)).opened[0]


def shut(plan) -> Offering:
    """A line of the same programme that nobody sits in."""
    rows = rows_of(SYSTEM, now(plan))
    return next(
        line
        for line in rows.offerings
        if not line.opened and line.programme_id == rows.opened[0].programme_id
    )


def seated(plan) -> Need:
    return rows_of(SYSTEM, now(plan)).served[0]


def solved(plan) -> Plan:
    """Asked for on the page and found by a worker."""
    again = solve_again(actor=SYSTEM, plan=now(plan))
    return solve_plan(actor=SYSTEM, plan=now(again))


def fix(plan, kind, **what) -> Plan:
    return pin(actor=SYSTEM, plan=now(plan), fixed=Fixed(kind, **what))


# ---- kept by every solving


def test_a_class_pinned_shut_is_not_opened_again(plan):
    line = opened(plan)
    fix(plan, PinKind.SHUT, line=line)
    assert line in rows_of(SYSTEM, now(plan)).opened

    solved(plan)

    rows = rows_of(SYSTEM, now(plan))
    assert line not in rows.opened and len(rows.served) == 12 and faults_of(rows) == []


def test_a_class_pinned_open_opens(plan):
    line = shut(plan)
    fix(plan, PinKind.OPEN, line=line)

    solved(plan)

    assert line in rows_of(SYSTEM, now(plan)).opened
    assert Pins.of(now(plan).instance).opened == {line.index}


def test_somebody_pinned_out_gets_no_seat_and_somebody_pinned_in_keeps_theirs(plan):
    first, second = rows_of(SYSTEM, plan).served[:2]
    fix(plan, PinKind.OUT, need=first)
    fix(plan, PinKind.SEAT, need=second, line=rows_of(SYSTEM, plan).offering(second.offering_id))

    solved(plan)

    rows = rows_of(SYSTEM, now(plan))
    places = {need.pk: need.offering_id for need in rows.needs}
    assert places[first.pk] is None and places[second.pk] == second.offering_id
    assert len(rows.served) == 11


# ---- at once, where the plan keeps it; waiting otherwise


def test_a_pin_the_plan_keeps_holds_moves_by_hand_and_leaves_the_bound(plan):
    need = seated(plan)
    line = rows_of(SYSTEM, plan).offering(need.offering_id)

    after = fix(plan, PinKind.SEAT, need=need, line=line)

    assert Pins.of(after.instance).placed == {(need.index, line.index)} and after.bound == plan.bound
    with pytest.raises(Refused, match="đã chốt"):
        place_by_hand(actor=SYSTEM, need=all_of(Need, pk=need.pk)[0], offering=None)


def test_a_pin_the_plan_does_not_keep_waits_and_the_plan_stays_valid(plan):
    after = fix(plan, PinKind.SHUT, line=opened(plan))

    assert not Pins.of(after.instance) and len(pins_of(after)) == 1
    assert faults_of(rows_of(SYSTEM, now(plan))) == [] and after.bound == plan.bound


def test_a_pin_let_go_frees_the_next_solving_and_the_bound_of_the_tighter_problem_goes(plan):
    line = opened(plan)
    fix(plan, PinKind.SHUT, line=line)
    solved(plan)

    after = unpin(actor=SYSTEM, plan=now(plan), fixed=Fixed(PinKind.SHUT, line))

    assert after.bound is None and not pins_of(after) and "locks" not in after.instance


def test_every_pin_counts_a_version_and_voids_what_was_proposed(plan, actor_with):
    propose_plan(actor=actor_with("btc", unit(PROVINCE)), plan=plan)
    seen = now(plan).version

    after = fix(plan, PinKind.OUT, need=seated(plan))

    assert after.version == seen + 1
    assert [each.state for each in all_of(PlanProposal, plan=plan)] == [ProposalState.VOIDED]
    with pytest.raises(Stale):
        pin(actor=SYSTEM, plan=now(plan), fixed=Fixed(PinKind.OPEN, opened(plan)), seen=seen)


# ---- the plan before as a start


def test_solving_begins_with_the_plan_before_where_it_keeps_every_pin(plan):
    assert len(sound_start(SYSTEM, now(plan))) == 12

    broken = now(plan)
    broken.instance = Pins(closed=frozenset({opened(plan).index})).put(broken.instance)

    assert sound_start(SYSTEM, broken) == []


def test_where_nothing_is_found_the_plan_before_stays(plan, monkeypatch):
    nothing = Solution(
        "infeasible", (), None, None, 0.1, (), (Finding("allocation.lock", "Không có kế hoạch nào."),)
    )
    monkeypatch.setattr("caunoi.apps.planning.services.solving.solve_in_process", lambda *_a, **_k: nothing)

    after = solved(plan)

    assert len(rows_of(SYSTEM, now(plan)).served) == 12 and after.objective == plan.objective
    assert after.state == "draft" and after.findings == ["Không có kế hoạch nào."]


# ---- what cannot be kept


def test_pins_that_contradict_each_other_are_named_before_anything_is_written(plan):
    line, need = opened(plan), seated(plan)
    there = rows_of(SYSTEM, plan).offering(need.offering_id)
    fix(plan, PinKind.OPEN, line=line)
    fix(plan, PinKind.OUT, need=need)
    before = now(plan).version

    for kind, what, words in (
        (PinKind.SHUT, {"line": line}, f"Lớp {line.code} vừa chốt mở vừa chốt không mở"),
        (PinKind.SEAT, {"need": need, "line": there}, "vừa chốt vào lớp"),
        (PinKind.SEAT, {"need": rows_of(SYSTEM, plan).served[1], "line": wrong_line(plan)}, "không xin học"),
        (PinKind.OPEN, {"line": line}, "đã được chốt rồi"),
        (PinKind.OPEN, {}, "Chưa có cách chốt này"),
    ):
        with pytest.raises(Refused, match=words):
            fix(plan, kind, **what)

    assert now(plan).version == before


def wrong_line(plan) -> Offering:
    """A line of the plan made to teach something else in the problem."""
    line, held = shut(plan), now(plan)
    held.instance["offerings"]["programme"][line.index] += 1
    held.save(update_fields=["instance"])
    return line


def test_a_class_pinned_open_that_too_few_can_reach_is_named(plan):
    line = shut(plan)
    for need in rows_of(SYSTEM, plan).served[: 12 - line.min_size + 1]:
        fix(plan, PinKind.OUT, need=need)

    with pytest.raises(Refused, match=f"{line.code} chốt mở cần ít nhất {line.min_size} người"):
        fix(plan, PinKind.OPEN, line=line)


@pytest.mark.parametrize("role", ["lanhdao", "truong", "kiemtra", "xa"])
def test_only_the_board_pins(plan, actor_with, role):
    with pytest.raises(Forbidden):
        pin(actor=actor_with(role, unit(PROVINCE)), plan=plan, fixed=Fixed(PinKind.OPEN, opened(plan)))


# ---- the page


def test_pins_are_set_on_the_page_of_a_class_shown_on_the_plan_and_let_go(plan):
    officer, line = signed_in("btc", unit(PROVINCE)), opened(plan)
    there, address = f"/ke-hoach/{plan.pk}/dong/{line.code}/", f"/ke-hoach/{plan.pk}/chot/"
    html = page(officer, there)
    assert "Chốt lớp này mở" in html and "Chốt ở lớp này" in html

    said = {"loai": "khong-mo", "dong": line.code, "lan": lan(html), "o-day": "1"}
    sent = officer.post(address, said)
    assert sent.headers["Location"] == there and "Gỡ chốt: lớp này không mở" in page(officer, there)

    shown = page(officer, f"/ke-hoach/{plan.pk}/")
    assert f"Lớp {line.code} không mở" in shown and "Chờ tính lại" in shown
    officer.post(address, {"loai": "khong-mo", "dong": line.code, "lan": lan(shown), "go": "1"})
    assert "Chờ tính lại" not in page(officer, f"/ke-hoach/{plan.pk}/") and not pins_of(now(plan))


def test_whoever_only_reads_the_plan_reads_its_pins_and_is_offered_none(plan):
    fix(plan, PinKind.OUT, need=seated(plan))

    html = page(signed_in("lanhdao", unit(PROVINCE)), f"/ke-hoach/{plan.pk}/")

    assert "lần này không xếp" in html and "Gỡ chốt" not in html and "/chot/" not in html


def test_a_class_with_pins_carries_a_sign_on_the_calendar_that_is_said_in_both_languages(plan):
    officer, line, address = signed_in("btc", unit(PROVINCE)), opened(plan), f"/ke-hoach/{plan.pk}/"
    assert "#pin" not in page(officer, address)
    fix(plan, PinKind.OPEN, line=line)
    for need in rows_of(SYSTEM, now(plan)).in_line(line)[:2]:
        fix(plan, PinKind.SEAT, need=need, line=line)

    for language, words in (
        ("vi", "chốt mở, 2 người chốt ở lớp này"),
        ("en", "pinned open, 2 people pinned here"),
    ):
        officer.post("/ngon-ngu/", {"language": language})
        (bar,) = re.findall(r'<a class="bar.*?</a>', page(officer, address), re.S)
        assert f'{words}"' in bar and f"{words}</span>" in bar
        assert re.search(r"#pin.*?</svg>2</span>", bar)


def test_an_open_class_pinned_shut_says_that_it_waits(plan):
    fix(plan, PinKind.SHUT, line=opened(plan))

    (bar,) = re.findall(
        r'<a class="bar.*?</a>', page(signed_in("btc", unit(PROVINCE)), f"/ke-hoach/{plan.pk}/"), re.S
    )
    assert "chốt không mở, chờ tính lại</span>" in bar and "#pin" in bar
