"""A trial: who turns is who a full reading under the draft judges otherwise; the data stays as it is."""

from collections import Counter
from datetime import date

import pytest

from caunoi.apps.laboratory.selectors.drafts import book_with
from caunoi.apps.laboratory.selectors.questions import FEWER, MORE, OTHER, SAME, Question
from caunoi.apps.laboratory.selectors.trial import trial_of
from caunoi.apps.laboratory.services.costing import ask_for_cost, cost_of, costing_of
from caunoi.apps.laboratory.services.writing import change_draft, put_away
from caunoi.apps.planning.services import instance_of
from caunoi.apps.standards.selectors.verdicts import verdicts_by
from caunoi.domain.allocation.process import solve_in_process
from caunoi.domain.eligibility.rulebook import load_rulebook
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.foundation.errors import Refused
from caunoi.foundation.jobs.worker import run_here
from tests.apps.laboratory.drafts import DAY, draft, make_others, scene, text_with
from tests.factories.cadres import SYSTEM, all_of
from tests.factories.planning import make_scene
from tests.whole_database import every_row, fingerprint

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def notes_of_the_test(tmp_path, settings):
    settings.VAR = tmp_path


def test_everybody_who_has_less_than_the_draft_asks_turns():
    made = scene(12)

    trial = trial_of(SYSTEM, made.text, DAY)

    assert trial.count(Question()) == 12
    assert trial.count(Question(turn=MORE)) == trial.count(Question(turn=MORE, code="LLCT")) == 12
    assert trial.count(Question(before="dat", after="chua")) == 12


def test_a_draft_that_asks_less_takes_people_off_the_list():
    make_scene(12)

    trial = trial_of(SYSTEM, text_with("so_cap"), DAY)

    assert (trial.count(Question(turn=FEWER)), trial.count(Question(turn=MORE))) == (12, 0)


def test_a_copy_of_the_law_turns_nobody():
    make_scene(12)

    trial = trial_of(SYSTEM, text_with("trung_cap"), DAY)

    assert trial.count(Question(turn=SAME)) == trial.count(Question()) == 12


def test_a_trial_equals_a_full_reading_under_either_book():
    make_scene(6)
    make_others(6, "CX-CTHD", sex="nu")
    text = text_with("so_cap")

    trial = trial_of(SYSTEM, text, DAY)

    was, becomes = (verdicts_by(SYSTEM, book, on=DAY) for book in (load_rulebook(), book_with(text)))
    by_hand = Counter(
        (_worst(was, trial.titles, person), _worst(becomes, trial.titles, person))
        for person in was.snapshot.people
    )
    words = {"dat": Verdict.MET, "chua": Verdict.NOT_MET, "thieu-du-lieu": Verdict.UNKNOWN}
    counted = {
        (old, new): trial.count(Question(before=one, after=other))
        for one, old in words.items()
        for other, new in words.items()
    }
    assert {pair: n for pair, n in counted.items() if n} == dict(by_hand)


def _worst(found, titles, person):
    """One person's posts one after the other, as the words of the definition say."""
    rows = [row for row in found.rows_of(person) if found.snapshot.titles[row] in titles]
    return Verdict(max(int(found.assessment.overall[row]) for row in rows))


def test_the_turns_add_up_for_every_requirement_sex_age_and_commune():
    scene(12)
    make_others(5, "CX-CTHD", sex="nu")

    trial = trial_of(SYSTEM, text_with("cao_cap"), DAY)

    whole = trial.count(Question())
    for part in ({}, {"sex": "nam"}, {"sex": "nu"}, {"age": "40-49"}, {"age": "chua-ro"}, {"code": "CM"}):
        turns = [trial.count(Question(turn=turn, **part)) for turn in (MORE, FEWER, OTHER, SAME)]
        assert sum(turns) == trial.count(Question(**part))
    assert trial.count(Question(sex="nam")) + trial.count(Question(sex="nu")) == whole == 17
    assert (trial.count(Question(age="40-49")), trial.count(Question(age="chua-ro"))) == (12, 5)
    by_commune = trial.by_commune([Question(), Question(turn=MORE)])
    assert sum(row[0] for row in by_commune.values()) == whole
    for unit_id, (people, turned) in by_commune.items():
        assert people == trial.count(Question(unit_id))
        assert turned == trial.count(Question(unit_id, turn=MORE))


def test_a_trial_of_a_day_before_anybody_held_the_post_counts_nobody():
    scene(12)

    trial = trial_of(SYSTEM, text_with("cao_cap", since=date(2005, 1, 1)), date(2006, 1, 1))

    assert trial.count(Question()) == 0


def test_a_draft_of_next_year_judges_the_people_of_today():
    scene(12)

    trial = trial_of(SYSTEM, text_with("cao_cap", since=date(2021, 3, 1)), DAY)

    assert trial.rules_day == date(2021, 3, 1)
    assert trial.count(Question(turn=MORE)) == 12


def test_trying_and_costing_change_no_row_of_the_data():
    made = scene(12)
    before = fingerprint(every_row())

    trial_of(SYSTEM, made.text, DAY).count(Question(turn=MORE))
    cost_of(SYSTEM, made.text, DAY)

    assert fingerprint(every_row()) == before


def test_writing_a_draft_changes_its_own_table_only():
    make_scene(3)
    before = fingerprint(every_row("laboratory.DraftStandard"))

    change_draft(actor=SYSTEM, draft=draft(text_with("cao_cap")), text=text_with("so_cap"))

    assert fingerprint(every_row("laboratory.DraftStandard")) == before


def test_the_cost_is_that_of_the_gaps_only_the_draft_makes():
    made = scene(12)
    make_others(3, "CX-BT")

    cost = cost_of(SYSTEM, made.text, DAY)

    assert (cost["people"], cost["needs"]) == (12, 12)
    assert cost["placed"] + sum(many for _why, many in cost["left"]) == 12
    assert cost["cost"] == sum(row["cost"] for row in cost["programmes"])
    assert cost["least"] <= cost["cost"]


def test_the_bound_is_that_of_the_solver_itself():
    made = scene(12)
    costing = costing_of(trial_of(SYSTEM, made.text, DAY))
    assert costing.open

    solution = solve_in_process(instance_of(costing.setting, "x"), time_limit=20)
    cost = cost_of(SYSTEM, made.text, DAY)

    seats = 50.0 * len(solution.placements)
    assert cost["placed"] == len(solution.placements) > 0
    assert cost["cost"] == pytest.approx((seats - solution.objective) * 100_000_000, abs=1)
    assert cost["least"] == pytest.approx((seats - solution.bound) * 100_000_000, abs=1)


def test_a_draft_that_makes_nobody_lack_anything_costs_nothing():
    make_scene(3)

    cost = cost_of(SYSTEM, text_with("so_cap"), DAY)

    assert (cost["needs"], cost["placed"], cost["cost"], cost["left"]) == (0, 0, 0, [])


def test_the_cost_is_found_by_a_job_and_given_up_when_the_text_changes():
    made = scene(12)

    held = ask_for_cost(actor=SYSTEM, draft=made, on=DAY)
    run_here(held.job_id)

    kept = all_of(type(made), pk=made.pk)[0]
    assert kept.cost["placed"] > 0
    assert change_draft(actor=SYSTEM, draft=kept, text=text_with("so_cap")).cost == {}


def test_a_text_with_a_fault_is_not_kept():
    made = scene(1)

    with pytest.raises(Refused, match=r"Dòng \d+, mục “level”"):
        change_draft(actor=SYSTEM, draft=made, text=made.text.replace('"cao_cap"', '"rat_cao"'))


def test_what_was_put_away_is_not_changed():
    made = scene(1)
    put_away(actor=SYSTEM, draft=made)

    with pytest.raises(Refused, match="đã cất"):
        change_draft(actor=SYSTEM, draft=made, text=made.text)
