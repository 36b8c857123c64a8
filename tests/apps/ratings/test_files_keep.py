"""What was sealed stays in the files: each way of writing a rating is refused with its sentence, and so is any other."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from caunoi.apps.cadres import services as cadres
from caunoi.apps.cadres.models import Cadre, CadreMerge, ImportBatch, Rating
from caunoi.apps.cadres.services import PostingRecord, RatingRecord
from caunoi.apps.cadres.services.closed_years import YearClosed
from caunoi.apps.cadres.services.merging import merge, plan_merge
from caunoi.apps.cadres.services.splitting import split
from caunoi.apps.privacy.services.erasing import erase_person
from caunoi.apps.ratings import invariants
from caunoi.apps.ratings.models import RatingAdjustment, RatingSheet, SealedRating
from caunoi.apps.ratings.services import deciding, sealing
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope
from tests.apps.accounts.people import browser_of
from tests.apps.cadres.lists import HEADINGS, good_row, workbook
from tests.apps.ratings.years import DAY, PAPER, THEN, YEAR, begun, decided, sealed
from tests.factories.cadres import all_of, make_cadre, make_people, person_record

pytestmark = pytest.mark.django_db
LATER = "QĐ 9-QĐ/HU"
OF_THE_YEAR = [*HEADINGS[:-1], f"Xếp loại năm {YEAR}"]


@pytest.fixture
def story():
    return begun()


@pytest.fixture
def done(story):
    """An and Bình are sealed as ``htt``, Chi as not rated."""
    decided(story, an="htt", binh="htt")
    deciding.excuse(actor=THEN, sheet=story.sheet(story.chi), reason="Công tác chưa đủ 6 tháng")
    sealed(story)
    return story


def rating_of(cadre):
    return all_of(Rating, cadre=cadre, year=YEAR)[0]


def faults():
    with system_scope("tests: walk the truths"):
        return [fault for each in invariants.invariants() for fault in each.check()]


def test_another_level_by_hand_is_refused_with_decision_and_way(done):
    with pytest.raises(YearClosed) as refused:
        cadres.rate_cadre(actor=THEN, cadre=done.binh, year=YEAR, grade="htxs", decision="QĐ khác")

    assert (
        "năm 2024 đã chốt “Hoàn thành tốt nhiệm vụ” theo QĐ 88-QĐ/HU ngày 05/12/2024" in refused.value.reason
    )
    assert "điều chỉnh kèm quyết định" in refused.value.mend
    assert refused.value.url == f"/xep-loai/phieu/{done.sheet(done.binh).pk}/"
    assert rating_of(done.binh).grade == "htt"


def test_the_page_of_the_refusal_leads_to_the_sheet(done):
    typed = {"year": str(YEAR), "grade": "htxs", "decision": ""}

    answer = browser_of(done.board).post(f"/can-bo/{done.binh.pk}/xep-loai/", typed)

    assert answer.status_code == 409
    assert f'href="/xep-loai/phieu/{done.sheet(done.binh).pk}/"' in answer.content.decode()


def test_somebody_sealed_as_not_rated_gets_no_level_either(done):
    with pytest.raises(YearClosed, match="chốt là không xếp loại"):
        cadres.rate_cadre(actor=THEN, cadre=done.chi, year=YEAR, grade="htt", decision=PAPER)


def test_a_year_that_is_not_sealed_and_the_same_words_again_are_written(done):
    cadres.rate_cadre(actor=THEN, cadre=done.binh, year=YEAR - 1, grade="htxs")
    cadres.rate_cadre(actor=THEN, cadre=done.binh, year=YEAR, grade="htt", decision=PAPER)
    cadres.rate_cadre(actor=THEN, cadre=done.dung, year=YEAR, grade="htxs")

    assert rating_of(done.dung).grade == "htxs"
    assert faults() == []


def test_after_a_correction_the_files_hold_the_corrected_level(done):
    sealing.adjust(actor=THEN, sheet=done.sheet(done.binh), level="ht", document=LATER, reason="Thanh tra")

    with pytest.raises(YearClosed, match="điều chỉnh thành “Hoàn thành nhiệm vụ” theo QĐ 9-QĐ/HU"):
        cadres.rate_cadre(actor=THEN, cadre=done.binh, year=YEAR, grade="htt", decision=PAPER)
    assert rating_of(done.binh).grade == "ht"


# ---- lists


def numbered(cadre):
    """A staff number, by which a list finds the person."""
    with system_scope("tests: past the services"):
        Cadre.objects.filter(pk=cadre.pk).update(number="BG00001")


def listed(story, cadre, title, grade):
    numbered(cadre)
    unit, said = story.land["xuan_huong"], (RatingRecord(YEAR, grade),)
    return person_record(unit, cadre.full_name, title_code=title, number="BG00001", ratings=said)


def test_a_row_of_a_list_with_another_level_is_rejected_and_says_why(done):
    wrong, right = (listed(done, done.binh, "CC-TPHT", level) for level in ("htxs", "htt"))

    plans = [cadres.compare([each], actor=THEN, on=DAY)[0] for each in (wrong, right)]

    assert [plan.verdict for plan in plans] == ["rejected", "unchanged"]
    problem = plans[0].problems[-1]
    assert (problem.column, problem.value) == ("rating", "Hoàn thành xuất sắc nhiệm vụ")
    assert "theo QĐ 88-QĐ/HU" in problem.message
    cadres.write(plans, actor=THEN, on=DAY)
    assert rating_of(done.binh).grade == "htt"


def test_a_list_gives_no_level_to_somebody_sealed_as_not_rated(done):
    plan = cadres.compare([listed(done, done.chi, "CC-TCKT", "ht")], actor=THEN, on=DAY)[0]

    assert plan.verdict == "rejected"
    assert "không xếp loại" in plan.problems[-1].message


def test_taking_an_import_back_leaves_a_year_that_was_sealed_since(story):
    numbered(story.chi)
    book = workbook([good_row(1, Họ_tên="Giáp Văn Chi", Chức_vụ="Tài chính – Kế toán")], OF_THE_YEAR)
    batch = cadres.start_import(actor=THEN, file_name="ds.xlsx", on=DAY, in_background=False, content=book)
    cadres.import_now(actor=THEN, batch=batch)
    chi = rating_of(story.chi)
    decided(story, an="htt", binh="htt")
    deciding.excuse(actor=THEN, sheet=story.sheet(story.chi), reason="Công tác chưa đủ 6 tháng")
    sealed(story)

    plan = cadres.preview_undo(actor=THEN, batch=all_of(ImportBatch)[0], on=DAY)

    assert [row.cadre_id for row in plan.cannot] == [story.chi.pk]
    assert "Năm 2024 đã chốt" in plan.cannot[0].reason
    cadres.undo_batch(actor=THEN, batch=all_of(ImportBatch)[0], on=DAY)
    assert rating_of(story.chi) == chi


# ---- two records of one person


def other_record(story, level):
    """Another record of Bình, of a post before this one, with a level of the year."""
    said = (RatingRecord(YEAR, level),) if level else ()
    unit = story.land["tan_thanh"]
    post = PostingRecord("CC-TPHT", unit.pk, valid_from=date(2010, 1, 1), valid_to=date(2015, 6, 1))
    return make_people(person_record(unit, "Tran Thi Binh", postings=(post,), ratings=said))[0]


@pytest.mark.parametrize("sealed_stays", [True, False])
def test_two_records_are_joined_only_with_what_was_sealed(done, sealed_stays):
    other = other_record(done, "ht")
    kept, lost = (done.binh, other) if sealed_stays else (other, done.binh)
    mine, theirs = rating_of(done.binh), rating_of(other)
    wrong = {f"bai-{(theirs if sealed_stays else mine).pk}": "nhap" if sealed_stays else "giu"}
    right = {f"bai-{(theirs if sealed_stays else mine).pk}": "giu" if sealed_stays else "nhap"}

    stops = plan_merge(actor=THEN, kept=kept, lost=lost, said=wrong).stops
    with pytest.raises(Refused, match="chọn giữ mức đã chốt"):
        merge(actor=THEN, kept=kept, lost=lost, said=wrong, reason="Cùng một người")
    merge(actor=THEN, kept=kept, lost=lost, said=right, reason="Cùng một người")

    assert "theo QĐ 88-QĐ/HU" in stops[0]
    assert (rating_of(kept).grade, rating_of(kept).decision) == ("htt", PAPER)
    assert faults() == []


def test_what_was_sealed_of_the_record_that_went_holds_for_the_one_that_stays(done):
    other = other_record(done, "")
    merge(actor=THEN, kept=other, lost=done.binh, said={}, reason="Cùng một người")

    with pytest.raises(YearClosed):
        cadres.rate_cadre(actor=THEN, cadre=other, year=YEAR, grade="htxs")
    sheet = done.sheet(other)
    sealing.adjust(actor=THEN, sheet=sheet, level="ht", document=LATER, reason="Thanh tra")

    assert all_of(RatingAdjustment)[0].cadre_id == done.binh.pk
    assert rating_of(other).grade == "ht"
    assert faults() == []


@pytest.mark.parametrize("sealed_stays", [True, False])
def test_records_taken_apart_again_hold_what_each_held(done, sealed_stays):
    other = other_record(done, "ht")
    kept, lost = (done.binh, other) if sealed_stays else (other, done.binh)
    theirs = rating_of(lost)
    merge(
        actor=THEN, kept=kept, lost=lost, said={f"bai-{theirs.pk}": "giu" if sealed_stays else "nhap"},
        reason="Cùng một người",
    )  # fmt: skip

    plan = split(actor=THEN, done=all_of(CadreMerge)[0], reason="Nhầm")

    assert plan.is_whole
    assert (rating_of(done.binh).grade, rating_of(other).grade) == ("htt", "ht")
    assert faults() == []


def test_a_level_sealed_while_two_were_joined_stays_with_the_record_that_was_kept(story):
    other = other_record(story, "htt")
    merge(actor=THEN, kept=story.binh, lost=other, said={}, reason="Cùng một người")
    decided(story, an="htt", binh="htt", chi="htt")
    sealed(story)

    plan = split(actor=THEN, done=all_of(CadreMerge)[0], reason="Nhầm")

    assert any("2024" in words and "đã chốt" in words for words in plan.stays)
    assert rating_of(story.binh).decision == PAPER
    assert all_of(Rating, cadre=other) == []
    assert faults() == []


# ---- past the services

WRITTEN = [
    lambda story: Rating.objects.filter(cadre=story.binh).update(grade="htxs"),
    lambda story: Rating.objects.filter(cadre=story.binh).update(decision="QĐ khác"),
    lambda story: Rating.objects.filter(cadre=story.binh).update(year=YEAR - 1),
    lambda story: _given_to_another(story),
    lambda story: Rating.objects.filter(cadre=story.binh).delete(),
    lambda story: Rating.objects.create(cadre=story.chi, year=YEAR, grade="htt", recorded_at=_now(story)),
    lambda story: Rating.objects.filter(cadre=story.dung).update(cadre=story.chi),
    lambda story: Rating.objects.bulk_create(
        [_over(story)], update_conflicts=True, unique_fields=["id"], update_fields=["grade"]
    ),
]


def _now(story):
    return rating_of(story.binh).recorded_at


def _given_to_another(story):
    """To somebody who has none of the year, so that nothing else stands in the way."""
    Rating.objects.filter(cadre=story.dung).delete()
    return Rating.objects.filter(cadre=story.binh).update(cadre=story.dung)


def _over(story):
    row = rating_of(story.binh)
    row.grade = "htxs"
    return row


@pytest.mark.parametrize("move", WRITTEN)
def test_both_databases_refuse_a_rating_that_differs_from_what_was_sealed(done, move):
    cadres.rate_cadre(actor=THEN, cadre=done.dung, year=YEAR, grade="htxs")

    with (
        system_scope("tests: past the services"),
        pytest.raises(DatabaseError, match="xếp loại năm đã chốt"),
        transaction.atomic(),
    ):
        move(done)

    assert faults() == []


def test_the_rating_leaves_with_the_person_s_file(done):
    erase_person(done.binh.pk)

    assert all_of(Rating, cadre=done.binh.pk) == []
    assert all_of(RatingSheet, cadre=done.binh.pk) == []
    assert [row.level for row in all_of(SealedRating, cadre_id=done.binh.pk)] == ["htt"]
    assert faults() == []


def test_evidence_of_a_sealed_rating_may_be_added(done):
    with system_scope("tests: past the services"):
        Rating.objects.filter(cadre=done.binh).update(evidence="Bản quét 12")

    assert rating_of(done.binh).evidence == "Bản quét 12"


def test_somebody_of_another_unit_is_not_asked_about(done):
    stranger = make_cadre(done.land["tan_thanh"], "Lê Thị Hoa")

    cadres.rate_cadre(actor=THEN, cadre=stranger, year=YEAR, grade="htxs")

    assert rating_of(stranger).grade == "htxs"
