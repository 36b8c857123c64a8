"""The decision of a unit's year: whole, within the limit, sealed for both databases, corrected only by name."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from caunoi.apps.cadres.models import Rating
from caunoi.apps.ratings import invariants
from caunoi.apps.ratings.models import (
    RatedUnit,
    RatingAdjustment,
    RatingRound,
    RatingSeal,
    RatingSheet,
    RatingStep,
    SealedRating,
)
from caunoi.apps.ratings.services import deciding, saying, sealing
from caunoi.foundation.errors import Forbidden, Refused
from caunoi.foundation.policy import system_scope
from tests.apps.ratings.years import DAY, PAPER, THEN, begun, decided, own, sealed
from tests.factories.cadres import all_of, make_cadre

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return begun()


@pytest.fixture
def done(story):
    decided(story, an="htt", binh="htt")
    deciding.excuse(actor=THEN, sheet=story.sheet(story.chi), reason="Công tác chưa đủ 6 tháng")
    sealed(story)
    return story


def faults():
    with system_scope("tests: walk the truths"):
        return [fault for each in invariants.invariants() for fault in each.check()]


def test_a_seal_freezes_levels_clause_and_scheme_and_writes_the_files(done):
    seal = all_of(RatingSeal)[0]
    rows = {row.cadre_id: row.level for row in all_of(SealedRating)}

    assert rows == {done.an.pk: "htt", done.binh.pk: "htt", done.chi.pk: ""}
    assert (seal.people, seal.rule_mark) == (3, done.round.rule_mark)
    assert "Nghị định 90/2020" in seal.clause
    assert {(each.cadre_id, each.grade, each.decision) for each in all_of(Rating)} == {
        (done.an.pk, "htt", PAPER),
        (done.binh.pk, "htt", PAPER),
    }
    assert faults() == []


def test_what_is_missing_is_named_and_nothing_is_half_written(story):
    decided(story, an="htt")

    with pytest.raises(Refused, match="2 người chưa có mức quyết định: Trần Thị Bình, Giáp Văn Chi"):
        sealed(story)

    assert (all_of(RatingSeal), all_of(SealedRating), all_of(Rating)) == ([], [], [])


def test_a_newcomer_without_a_sheet_keeps_the_year_open(story):
    decided(story, an="htt", binh="htt", chi="htt")
    make_cadre(story.land["xuan_huong"], "Lê Thị Giang")

    with pytest.raises(Refused, match="Lê Thị Giang"):
        sealed(story)


def test_above_the_limit_the_sentence_names_unit_numbers_and_clause(story):
    decided(story, an="htt", binh="htxs", chi="htxs")

    with pytest.raises(
        Refused, match="Xuân Hương có 2 người ở mức cao nhất, nhiều nhất được 0, vượt 2"
    ) as refused:
        sealed(story)

    assert "Nghị định 48/2023/NĐ-CP" in refused.value.mend
    assert all_of(Rating) == []


@pytest.mark.parametrize(
    ("paper", "day", "words"),
    [
        ("", DAY, "Ghi số quyết định"),
        (PAPER, date(2024, 12, 6), "Ngày quyết định chưa tới"),
        (PAPER, date(2024, 11, 30), "không thể ký trước ngày 01/12/2024"),
    ],
)
def test_a_wrong_paper_or_day_has_its_sentence(story, paper, day, words):
    decided(story, an="htt", binh="htt", chi="htt")

    with pytest.raises(Refused, match=words):
        sealing.seal(actor=THEN, rated=story.rated(), document=paper, decided_on=day)


def test_an_office_does_not_seal_its_own_year(story):
    decided(story, an="htt", binh="htt", chi="htt")

    with pytest.raises(Forbidden):
        sealing.seal(actor=story.on(story.clerk), rated=story.rated(), document=PAPER, decided_on=DAY)


def test_a_sealed_year_is_closed_to_every_step(done):
    with pytest.raises(Refused, match="đã chốt nên không sửa được"):
        saying.hand_in(actor=THEN, sheet=done.sheet(done.binh), own=own("htxs"))
    with pytest.raises(Refused, match="đã chốt nên không sửa được"):
        sealed(done)


MOVES = [
    lambda story: RatingSeal.objects.update(document="khác"),
    lambda story: RatingSeal.objects.all()._raw_delete("default"),
    lambda story: SealedRating.objects.update(level="htxs"),
    lambda story: SealedRating.objects.all()._raw_delete("default"),
    lambda story: SealedRating.objects.create(
        seal=RatingSeal.objects.get(), cadre_id=story.dung.pk, unit=story.land["xuan_huong"], level="htt"
    ),
    lambda story: RatingSheet.objects.filter(rated__unit=story.land["xuan_huong"]).update(
        decided_level="htxs"
    ),
    lambda story: RatingStep.objects.update(reason="khác"),
    lambda story: RatedUnit.objects.filter(unit=story.land["xuan_huong"]).update(level="htxs"),
    lambda story: RatingRound.objects.update(rule_mark="0" * 64),
]


@pytest.mark.parametrize("move", MOVES)
def test_both_databases_refuse_to_change_what_is_sealed(done, move):
    with (
        system_scope("tests: past the services"),
        pytest.raises(DatabaseError, match="đã chốt"),
        transaction.atomic(),
    ):
        move(done)


def test_a_later_decision_stands_beside_the_seal_and_reaches_the_file(done):
    sheet = done.sheet(done.binh)

    sealing.adjust(actor=THEN, sheet=sheet, level="ht", document="QĐ 9-QĐ/HU", reason="Kết luận thanh tra")

    adjusted = all_of(RatingAdjustment)[0]
    assert (adjusted.before, adjusted.after, adjusted.reason) == ("htt", "ht", "Kết luận thanh tra")
    assert all_of(SealedRating, cadre_id=done.binh.pk)[0].level == "htt"
    assert all_of(Rating, cadre=done.binh)[0].grade == "ht"
    assert faults() == []


@pytest.mark.parametrize(
    ("level", "paper", "reason", "words"),
    [
        ("htt", "QĐ 9", "vì", "bằng mức đang có"),
        ("ht", "", "vì", "Ghi số quyết định điều chỉnh"),
        ("ht", "QĐ 9", " ", "Thiếu lý do"),
        ("gioi", "QĐ 9", "vì", "không có trong cách xếp loại"),
    ],
)
def test_a_wrong_adjustment_has_its_sentence(done, level, paper, reason, words):
    with pytest.raises(Refused, match=words):
        sealing.adjust(actor=THEN, sheet=done.sheet(done.binh), level=level, document=paper, reason=reason)


def test_before_the_seal_nothing_is_adjusted(story):
    with pytest.raises(Refused, match="chưa chốt"):
        sealing.adjust(actor=THEN, sheet=story.sheet(story.binh), level="ht", document="QĐ", reason="vì")


def test_a_file_that_differs_from_the_last_decision_is_found(done):
    seal = all_of(RatingSeal)[0]

    with system_scope("tests: past the services"):
        RatingAdjustment.objects.create(
            seal=seal, cadre_id=done.binh.pk, unit=seal.unit, ordinal=1, before="htt", after="ht",
            document="QĐ 9-QĐ/HU", reason="vì", at=seal.sealed_at, by="Dữ liệu thử",
        )  # fmt: skip

    assert len(faults()) == 1
