"""A year of rating from the own words to the decision: who does what, and what is refused with which sentence."""

from datetime import date

import pytest

from caunoi.apps.cadres.models import Cadre, Rating
from caunoi.apps.ratings.choices import Decider, SheetState
from caunoi.apps.ratings.models import RatingRound, RatingSheet, RatingStep
from caunoi.apps.ratings.services import deciding, rounds, saying
from caunoi.apps.ratings.services.saying import Own
from caunoi.foundation.actors import SystemActor
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.policy import system_scope, visible
from tests.apps.ratings.years import DUE, THEN, begun, decided, own, proposed, said
from tests.factories.cadres import all_of, make_cadre

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return begun()


def test_everybody_in_post_gets_a_sheet_and_the_head_is_decided_on_above(story):
    sheets = {sheet.cadre_id: sheet for sheet in all_of(RatingSheet)}

    assert len(sheets) == 4
    assert (sheets[story.an.pk].head, sheets[story.an.pk].decider) == (True, Decider.ABOVE)
    assert (sheets[story.binh.pk].head, sheets[story.binh.pk].decider) == (False, Decider.OFFICE)
    assert sheets[story.an.pk].post == "Bí thư Đảng ủy"


def test_the_scheme_of_the_year_is_kept_with_the_round_under_its_mark(story):
    found = all_of(RatingRound)[0]

    assert (found.by.scheme.id, found.by.scheme.top_percent) == ("ND48-2023", 20)
    assert len(found.rule_mark) == 64


@pytest.mark.parametrize(
    ("year", "due", "words"),
    [
        (2025, DUE, "Năm 2025 chưa tới"),
        (2024, date(2024, 12, 1), "Hạn hoàn thành đã qua"),
        (2024, DUE, "đã mở xếp loại"),
        (2005, DUE, "chưa có cách xếp loại"),
    ],
)
def test_a_wrong_year_or_day_has_its_sentence(story, year, due, words):
    with pytest.raises(Refused, match=words):
        rounds.open_round(actor=THEN, unit=story.land["province"], year=year, due_on=due)

    assert len(all_of(RatingRound)) == 1


def test_a_person_hands_in_their_own_words_and_nobody_elses(story):
    person = story.on(story.person)

    saying.hand_in(actor=person, sheet=story.sheet(story.binh), own=own("htt"))

    sheet = story.sheet(story.binh)
    assert (sheet.state, sheet.self_level, sheet.by_office) == (SheetState.SAID, "htt", False)
    with pytest.raises(NotVisible):
        saying.hand_in(actor=person, sheet=story.sheet(story.an), own=own("htt"))


def test_a_draft_is_kept_and_a_missing_part_is_named_with_nothing_written(story):
    some = Own({"chinh_tri": "Chấp hành tốt."}, "htt")
    saying.keep_draft(actor=THEN, sheet=story.sheet(story.binh), own=some)

    with pytest.raises(Refused, match="Tác phong, lề lối làm việc"):
        saying.hand_in(actor=THEN, sheet=story.sheet(story.binh), own=some)

    sheet = story.sheet(story.binh)
    assert (sheet.state, sheet.said) == (SheetState.ASKED, {"chinh_tri": "Chấp hành tốt."})
    assert all_of(RatingStep) == []


def test_a_level_the_scheme_does_not_know_is_refused(story):
    with pytest.raises(Refused, match="không có trong cách xếp loại của năm 2024"):
        saying.hand_in(actor=THEN, sheet=story.sheet(story.binh), own=own("gioi"))


def test_without_own_words_the_collective_has_nothing_to_speak_of(story):
    with pytest.raises(Refused, match="Trần Thị Bình chưa tự đánh giá"):
        deciding.comment(actor=THEN, sheet=story.sheet(story.binh), words="Tốt.")


def test_another_level_than_ones_own_needs_a_reason(story):
    said(story, story.binh, "htxs")
    deciding.comment(actor=THEN, sheet=story.sheet(story.binh), words="Tốt.")

    with pytest.raises(Refused, match="Thiếu lý do"):
        deciding.propose(actor=THEN, sheet=story.sheet(story.binh), level="htt")

    deciding.propose(actor=THEN, sheet=story.sheet(story.binh), level="htt", reason="Còn việc trễ hạn")
    assert story.sheet(story.binh).proposed_level == "htt"


def test_nobody_acts_on_their_own_sheet(story):
    user = story.clerk
    user.subject_id = story.binh.pk
    user.save()
    said(story, story.binh)

    with pytest.raises(Refused, match="phiếu của chính bạn"):
        deciding.comment(actor=story.on(user), sheet=story.sheet(story.binh), words="Tốt.")


def test_an_office_does_not_decide_on_its_head_nor_on_what_it_proposed_itself(story):
    clerk = story.on(story.clerk)
    proposed(story, story.an)
    proposed(story, story.binh, actor=clerk)

    with pytest.raises(Refused, match="do cấp trên quyết định"):
        deciding.decide(actor=clerk, sheet=story.sheet(story.an), level="htt")
    with pytest.raises(Refused, match="Bạn là người đề xuất"):
        deciding.decide(actor=clerk, sheet=story.sheet(story.binh), level="htt")

    deciding.decide(actor=story.on(story.board), sheet=story.sheet(story.binh), level="htt")
    assert story.sheet(story.binh).decided_level == "htt"


def test_an_office_decides_on_its_civil_servant_whom_another_proposed(story):
    proposed(story, story.binh)

    deciding.decide(actor=story.on(story.clerk), sheet=story.sheet(story.binh), level="htt")

    assert story.sheet(story.binh).state == SheetState.DECIDED


def test_a_year_that_is_not_over_is_not_decided_on(story):
    proposed(story, story.binh)
    early = SystemActor(key="system:sớm", label="Sớm", on=date(2024, 11, 30))

    with pytest.raises(Refused, match="quyết định được từ ngày 01/12/2024"):
        deciding.decide(actor=early, sheet=story.sheet(story.binh), level="htt")


def test_a_head_above_the_own_unit_is_weighed_with_a_reason(story):
    rounds.rate_unit(actor=THEN, rated=story.rated(), level="htt", document="QĐ 12")
    proposed(story, story.an, "htxs")

    with pytest.raises(Refused) as refused:
        deciding.decide(actor=THEN, sheet=story.sheet(story.an), level="htxs")
    assert "không cao hơn mức của đơn vị" in refused.value.mend

    deciding.decide(
        actor=THEN, sheet=story.sheet(story.an), level="htxs", reason="Đơn vị bị trừ vì thiên tai"
    )
    assert story.sheet(story.an).decided_level == "htxs"


def test_deciding_as_proposed_leaves_out_whom_one_has_to_weigh(story):
    rounds.rate_unit(actor=THEN, rated=story.rated(), level="htt", document="QĐ 12")
    proposed(story, story.an, "htxs")
    proposed(story, story.binh)
    proposed(story, story.chi)

    many = deciding.decide_as_proposed(actor=story.on(story.board), rated=story.rated())

    assert many == 2
    assert story.sheet(story.an).state == SheetState.PROPOSED


def test_what_comes_back_goes_to_whoever_has_to_mend_it(story):
    said(story, story.binh)
    deciding.send_back(actor=THEN, sheet=story.sheet(story.binh), reason="Viết rõ kết quả")
    assert story.sheet(story.binh).state == SheetState.ASKED

    proposed(story, story.binh)
    deciding.send_back(actor=THEN, sheet=story.sheet(story.binh), reason="Nhận xét chung chung")
    assert story.sheet(story.binh).state == SheetState.COMMENTED


def test_somebody_who_left_is_not_rated_but_named_with_a_reason(story):
    proposed(story, story.binh)
    with system_scope("tests: somebody leaves"):
        Cadre.objects.filter(pk=story.binh.pk).update(left_on=date(2024, 12, 1))

    with pytest.raises(Refused, match="đã thôi công tác từ ngày 01/12/2024"):
        deciding.decide(actor=THEN, sheet=story.sheet(story.binh), level="htt")

    deciding.excuse(actor=THEN, sheet=story.sheet(story.binh), reason="Nghỉ hưu từ 01/12/2024")
    assert story.sheet(story.binh).state == SheetState.EXCUSED


def test_a_sheet_goes_along_with_somebody_who_moved(story):
    said(story, story.binh)
    with system_scope("tests: somebody moves"):
        Cadre.objects.filter(pk=story.binh.pk).update(custodian=story.land["tan_thanh"])
    newcomer = make_cadre(story.land["tan_thanh"], "Lê Thị Giang", title_code="CC-TCKT")

    many = rounds.list_newcomers(actor=THEN, rated=story.rated("tan_thanh"))

    assert many == 2
    moved = story.sheet(story.binh)
    assert (moved.rated_id, moved.state) == (story.rated("tan_thanh").pk, SheetState.SAID)
    assert story.sheet(newcomer).state == SheetState.ASKED


def test_every_step_is_recorded_with_its_actor_and_no_level(story):
    proposed(story, story.binh)
    sheet = story.sheet(story.binh)

    steps = all_of(RatingStep, sheet=sheet)
    events = [event for event in all_of(AuditEvent) if event.target_id == str(sheet.pk)]
    assert [step.kind for step in steps] == ["said", "commented", "proposed"]
    assert {step.actor_label for step in steps} == {"Dữ liệu thử"}
    assert [event.action for event in events] == [f"ratings.sheet_{step.kind}" for step in steps]
    assert "htt" not in str([event.changes for event in events])


def test_a_clerk_sees_the_sheets_of_the_own_commune_alone(story):
    decided(story, dung="htt")

    mine = {sheet.cadre_id for sheet in visible(story.on(story.clerk), RatingSheet)}

    assert mine == {story.an.pk, story.binh.pk, story.chi.pk}
    assert all_of(Rating) == []
