"""The end of a round: sealed with what it rests on, the same bytes again, and no way to change it."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from caunoi.apps.cadres.choices import QualificationKind
from caunoi.apps.cadres.services import add_qualification
from caunoi.apps.reviews.models import Adjustment, FrozenPerson, FrozenReview
from caunoi.apps.reviews.selectors.frozen import judge_round
from caunoi.apps.reviews.services import filling, freezing
from caunoi.apps.reviews.services.filling import Change
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.errors import Refused
from tests.apps.reviews.rounds import begun, lock_all
from tests.factories.cadres import SYSTEM, all_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return begun()


def frozen(story) -> FrozenReview:
    lock_all(story, "xuan_huong", "tan_thanh")
    return freezing.freeze_round(actor=SYSTEM, round_=story.round)


def study(cadre, level: str = "trung_cap") -> None:
    add_qualification(
        actor=SYSTEM,
        cadre=cadre,
        kind=QualificationKind.POLITICAL_THEORY,
        level=level,
        issued=PartialDate(2018),
    )


def test_a_round_freezes_only_when_every_unit_is_locked(story):
    lock_all(story, "xuan_huong")

    with pytest.raises(Refused, match="Còn 1 đơn vị chưa duyệt xong"):
        freezing.freeze_round(actor=SYSTEM, round_=story.round)

    assert all_of(FrozenReview) == []


def test_everybody_in_post_is_sealed_once_with_rules_facts_and_map(story):
    review = frozen(story)

    rows = all_of(FrozenPerson)
    assert {row.cadre_id for row in rows} == {story.an.pk, story.binh.pk, story.chi.pk}
    assert review.people == 3
    assert review.rule_hash == story.round.rule_hash
    assert all(len(mark) == 64 for mark in (review.sha256, review.data_hash, review.edition))


def test_asked_again_later_the_same_bytes_come_back_though_facts_were_corrected(story):
    review = frozen(story)
    study(story.an)

    again = judge_round(story.round, review.known_seq)

    assert again.sha256 == review.sha256
    assert judge_round(story.round, review.known_seq + 10_000).sha256 != review.sha256


def test_the_standards_of_the_round_are_those_it_keeps(story):
    review = frozen(story)
    texts = dict(story.round.rules)
    texts["qd-04-2004.toml"] = texts["qd-04-2004.toml"].replace("trung_cap", "so_cap")
    story.round.rules = texts

    assert judge_round(story.round, review.known_seq).rule_hash != review.rule_hash


@pytest.mark.parametrize("model", [FrozenReview, FrozenPerson])
@pytest.mark.parametrize("move", ["UPDATE {table} SET id = id", "DELETE FROM {table}"])
def test_the_database_refuses_to_change_what_was_frozen(story, model, move):
    frozen(story)
    statement = move.format(table=model._meta.db_table)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reviews_reviewround SET name = 'x'",
        "UPDATE reviews_reviewsheet SET state = 'filling'",
        "DELETE FROM reviews_reviewstep",
        "UPDATE reviews_reviewline SET answer = 'left'",
    ],
)
def test_a_closed_round_stands_still_by_any_path(story, statement):
    frozen(story)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_closed_round_takes_no_more_answers(story):
    frozen(story)

    with pytest.raises(Refused, match="đã chốt"):
        filling.say_changed(
            actor=SYSTEM,
            line=story.line(story.an),
            change=Change(story.an.version, {"phone": "0912 345 678"}),
        )


def test_a_correction_after_freezing_is_a_named_adjustment_beside_the_frozen_row(story):
    review = frozen(story)
    before = {row.cadre_id: (row.verdict, row.verdicts) for row in all_of(FrozenPerson)}
    study(story.an)

    made = freezing.adjust(
        actor=SYSTEM, review=review, cadre_id=story.an.pk, reason="Bằng trung cấp năm 2018 nộp muộn"
    )

    assert before == {row.cadre_id: (row.verdict, row.verdicts) for row in all_of(FrozenPerson)}
    assert (made.ordinal, made.before) == (1, before[story.an.pk][0])
    assert made.verdicts["LLCT"] == "met" != before[story.an.pk][1]["LLCT"]


def test_an_adjustment_that_changes_nothing_is_refused(story):
    review = frozen(story)

    with pytest.raises(Refused, match="vẫn ra kết luận đã chốt"):
        freezing.adjust(actor=SYSTEM, review=review, cadre_id=story.an.pk, reason="Xem lại")

    assert all_of(Adjustment) == []
    assert review.as_of == date(2020, 8, 31)
