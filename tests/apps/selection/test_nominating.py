"""From a gap to a nomination approved above: reasons, who may, whose turn, and what happens when a level ends."""

from dataclasses import replace
from datetime import date

import pytest

from caunoi.apps.organisation.models import UnitVersion
from caunoi.apps.selection.choices import NominationState, StepKind
from caunoi.apps.selection.models import Nomination, NominationStep
from caunoi.apps.selection.selectors.candidates import candidates
from caunoi.apps.selection.selectors.nominations import above_on, waiting_for
from caunoi.apps.selection.services import deciding, nominating
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.errors import Forbidden, NotVisible, Refused
from tests.apps.selection.people import CODE, begun, lacking, nominated, owed_by
from tests.factories.cadres import SYSTEM, all_of, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return begun()


@pytest.fixture
def clerk(story, actor_with):
    return actor_with("xa", story.land["commune"])


@pytest.fixture
def board(story, actor_with):
    return actor_with("btc", story.land["province"])


@pytest.fixture
def district(story, actor_with):
    return actor_with("btc", story.land["district"])


def codes(candidate):
    return {reason["code"] for reason in candidate.reasons}


def test_the_office_is_proposed_its_own_people_with_gap_programme_and_reasons(story, clerk):
    found = candidates(clerk, clerk.on)

    assert [each.cadre.full_name for each in found] == ["Trần Thị Bình", "Nguyễn Văn An"]
    assert {each.requirement for each in found} == {CODE}
    assert all(each.programme is not None and codes(each) == {"counts", "left"} for each in found)


def test_who_owes_the_standard_stands_first_whoever_stays_longer(story, clerk):
    owed_by(story.an, SYSTEM)

    first = candidates(clerk, clerk.on)[0]

    assert first.cadre == story.an
    assert "owed" in codes(first)


def test_who_retires_soon_is_not_advised_and_needs_a_word_of_the_office(story, clerk):
    make_people(lacking(story.land["commune"], "Đỗ Văn Sơn", birth=PartialDate(1961, 3, 4)))
    last = candidates(clerk, clerk.on)[-1]

    with pytest.raises(Refused, match="không đề xuất cử: Đỗ Văn Sơn"):
        nominating.nominate(actor=clerk, chosen=[(last.cadre.pk, CODE)])
    kept = nominated(last.cadre, clerk, "Chưa có người thay")

    assert "short" in codes(last) and not last.advised
    assert kept.note == "Chưa có người thay"


def test_a_nomination_keeps_what_the_office_had_before_it_and_is_on_record(story, clerk):
    made = nominated(story.an, clerk)

    assert {reason["code"] for reason in made.reasons} == {"counts", "left"}
    assert (made.year, made.state, made.nominated_by) == (2021, NominationState.SENT, clerk.label)
    assert [step.kind for step in all_of(NominationStep)] == [StepKind.NOMINATED]
    assert len(all_of(AuditEvent, action="selection.nomination_nominated")) == 1


@pytest.mark.parametrize("whose", ["chi", "an"])
def test_nobody_nominates_for_another_office_or_from_above(story, clerk, board, whose):
    if whose == "chi":
        with pytest.raises((Refused, NotVisible)):
            nominated(story.chi, clerk)
    else:
        with pytest.raises(Forbidden):
            nominated(story.an, board)

    assert all_of(Nomination) == []


def test_the_same_person_is_nominated_once_a_year_for_one_thing(story, clerk):
    nominated(story.an, clerk)

    with pytest.raises(Refused, match="Đã đề cử trong năm: Nguyễn Văn An"):
        nominated(story.an, clerk)


def test_the_district_agrees_then_the_province_approves(story, clerk, district, board):
    made = nominated(story.an, clerk)

    with pytest.raises(Refused, match="Cấp huyện chưa đồng ý"):
        deciding.say_yes(actor=board, nomination_ids=[made.pk])
    deciding.say_yes(actor=district, nomination_ids=[made.pk])
    with pytest.raises(Refused, match="chờ cấp tỉnh duyệt"):
        deciding.say_yes(actor=district, nomination_ids=[made.pk])
    deciding.say_yes(actor=board, nomination_ids=[made.pk])

    assert story.nomination(story.an).state == NominationState.APPROVED
    kinds = [step.kind for step in sorted(all_of(NominationStep), key=lambda step: step.ordinal)]
    assert kinds == [StepKind.NOMINATED, StepKind.AGREED, StepKind.APPROVED]


def test_each_above_has_only_what_waits_for_them(story, clerk, district, board):
    made = nominated(story.an, clerk)

    assert [each.pk for each in waiting_for(district)] == [made.pk]
    assert waiting_for(board) == []


def test_one_that_is_not_theirs_stops_all_of_them(story, clerk, district, board):
    made, other = nominated(story.an, clerk), nominated(story.binh, clerk)
    deciding.say_yes(actor=district, nomination_ids=[made.pk])

    with pytest.raises(Refused, match="Cấp huyện chưa đồng ý đề cử Trần Thị Bình"):
        deciding.say_yes(actor=board, nomination_ids=[made.pk, other.pk])

    assert story.nomination(story.an).state == NominationState.AGREED


def test_what_comes_back_has_a_reason_and_goes_up_again_with_an_answer(story, clerk, district):
    made = nominated(story.an, clerk)

    with pytest.raises(Refused, match="Thiếu lý do"):
        deciding.send_back(actor=district, nomination_ids=[made.pk], reason=" ")
    deciding.send_back(actor=district, nomination_ids=[made.pk], reason="Thiếu quyết định bổ nhiệm")
    with pytest.raises(Refused, match="bổ sung gì"):
        nominating.send_again(actor=clerk, nomination=made, note="")
    nominating.send_again(actor=clerk, nomination=made, note="Đã gửi quyết định")

    assert story.nomination(story.an).state == NominationState.SENT


def test_what_the_province_approved_the_district_does_not_take_back(story, clerk, district, board):
    made = nominated(story.an, clerk)
    deciding.say_yes(actor=district, nomination_ids=[made.pk])
    deciding.say_yes(actor=board, nomination_ids=[made.pk])

    with pytest.raises(Refused, match="chỉ cấp tỉnh trả lại được"):
        deciding.send_back(actor=district, nomination_ids=[made.pk], reason="Không muốn")

    assert story.nomination(story.an).state == NominationState.APPROVED
    deciding.send_back(actor=board, nomination_ids=[made.pk], reason="Trùng")
    assert story.nomination(story.an).state == NominationState.RETURNED


def test_withdrawn_and_nominated_again(story, clerk):
    made = nominated(story.an, clerk)
    nominating.withdraw(actor=clerk, nomination=made)

    again = nominated(story.an, clerk)

    assert again.pk != made.pk
    with pytest.raises(Refused, match="đang ở bước “Đã rút”"):
        nominating.withdraw(actor=clerk, nomination=made)


def test_when_the_district_level_has_ended_the_province_decides_what_waited(story, clerk, board, actor_with):
    made = nominated(story.an, clerk)
    later = date(2020, 9, 15)
    lift_out_of_the_district(story, date(2020, 9, 1))
    province = replace(board, on=later)

    assert above_on(later).next_state(province, story.nomination(story.an)) == NominationState.APPROVED
    deciding.say_yes(actor=province, nomination_ids=[made.pk])

    assert story.nomination(story.an).state == NominationState.APPROVED


def lift_out_of_the_district(story, on):
    """The district ends on the day; its communes stand under the province."""
    from caunoi.foundation.policy import system_scope
    from tests.factories.organisation import new_edition

    with system_scope("tests: a level ends"):
        for version in UnitVersion.objects.filter(parent=story.land["district"]):
            UnitVersion.objects.filter(pk=version.pk).update(valid_to=on)
            version.pk, version._state.adding = None, True
            version.parent, version.valid_from, version.valid_to = story.land["province"], on, None
            version.save()
        UnitVersion.objects.filter(unit=story.land["district"]).update(valid_to=on)
    new_edition()
