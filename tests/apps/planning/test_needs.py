"""Needs come from gaps: each closed by a programme, and closing one takes exactly that one away."""

from dataclasses import replace

import pytest

from caunoi.apps.cadres import services as cadres
from caunoi.apps.planning.selectors import needs_of
from caunoi.domain.vocabulary.vietnamese import PartialDate
from tests.factories.cadres import SYSTEM, make_people, person_record
from tests.factories.classes import programme
from tests.factories.planning import COMMUNES, DAY, held, make_land, make_scene, papers, small_options, unit

pytestmark = pytest.mark.django_db


def found(**changed):
    return needs_of(SYSTEM, on=DAY, options=small_options(**changed))


def codes(needs) -> list[tuple[str, str]]:
    return sorted((gap.requirement, gap.programme.code if gap.programme else "") for gap in needs.gaps)


def test_somebody_short_of_political_theory_needs_the_course_that_gives_the_level_asked_for():
    make_scene(1)

    needs = found()

    assert codes(needs) == [("LLCT", "LLCT-TC")]
    assert (needs.people, needs.lacking) == (1, 1)
    assert needs.gaps[0].words == "Lý luận chính trị: Trung cấp"


def test_somebody_who_lacks_two_things_has_two_needs():
    make_scene(1, qualifications=papers(professional="so_cap"))

    assert codes(found()) == [("CM", "CM-TC"), ("LLCT", "LLCT-TC")]


@pytest.mark.parametrize("gap", [0, 1])
def test_finishing_the_programme_takes_exactly_its_gap_away(gap):
    cadre = make_scene(1, qualifications=papers(professional="so_cap"))[0]
    needs = sorted(found().gaps, key=lambda each: each.requirement)
    given = programme(needs[gap].programme.code).closes[0]

    cadres.add_qualification(
        actor=SYSTEM, cadre=cadre, kind=given["what"], level=given["level"], issued=PartialDate(2020, 8, 1)
    )

    assert codes(found()) == codes(replace_gaps(needs, gap))


def replace_gaps(needs, gone):
    """The same finding without one gap."""
    whole = found()
    return replace(whole, gaps=tuple(each for index, each in enumerate(needs) if index != gone))


def test_what_is_not_known_is_a_question_of_data_and_no_need():
    make_land()
    make_people(person_record(unit(COMMUNES[0]), title_code="CX-PCTUB"))

    assert found().gaps == ()
    assert found().people == 1


def test_somebody_already_learning_it_is_told_apart_until_the_day_it_ends():
    learning = held("political_theory", "trung_cap", status="studying", study_ends=PartialDate(2021, 3))
    make_scene(1, qualifications=(*papers(), learning))

    needs = found()

    assert [gap.studying for gap in needs.gaps] == [True]
    assert needs.open == []


def test_a_course_that_was_to_end_before_the_day_is_no_longer_being_learned():
    learning = held("political_theory", "trung_cap", status="studying", study_ends=PartialDate(2020, 3))
    make_scene(1, qualifications=(*papers(), learning))

    assert [gap.studying for gap in found().gaps] == [False]


def test_a_requirement_that_counts_for_the_standard_weighs_more_and_leaders_before_deputies():
    make_land()
    make_people(
        person_record(unit(COMMUNES[0]), "Nguyễn Văn An", title_code="CX-CTUB", qualifications=papers()),
        person_record(unit(COMMUNES[1]), "Nguyễn Văn Bình", title_code="CX-PCTUB", qualifications=papers()),
    )

    weights = {gap.title_code: gap.weight for gap in found().gaps}

    assert weights == {"CX-CTUB": 15, "CX-PCTUB": 13}
    assert all(gap.counts for gap in found().gaps)


def test_only_key_officials_unless_everybody_is_asked_for():
    make_land()
    papers_of_clerk = (
        held("general_education", "thpt"),
        held("professional", "dai_hoc"),
        held("it", "khong"),
    )
    make_people(person_record(unit(COMMUNES[0]), title_code="CC-VPTK", qualifications=papers_of_clerk))

    assert found().gaps == ()
    assert "TH" in {gap.requirement for gap in found(group="", transition=True).gaps}


def test_a_unit_narrows_to_its_own_people():
    make_scene(3)

    needs = needs_of(SYSTEM, on=DAY, options=small_options(), unit_id=unit(COMMUNES[0]).pk)

    assert needs.people == 1
    assert {gap.unit_id for gap in needs.gaps} == {unit(COMMUNES[0]).pk}


def test_a_clerk_sees_the_needs_of_the_own_commune_alone(actor_with):
    make_scene(3)

    needs = needs_of(actor_with("xa", unit(COMMUNES[1])), on=DAY, options=small_options())

    assert {gap.unit_id for gap in needs.gaps} == {unit(COMMUNES[1]).pk}
