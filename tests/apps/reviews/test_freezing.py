"""The end of a round: sealed with what it rests on, the same bytes again, and no way to change it."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from caunoi.apps.cadres.choices import QualificationKind
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.services import PostingRecord, add_qualification
from caunoi.apps.cadres.services.merging import merge
from caunoi.apps.reviews import invariants
from caunoi.apps.reviews.models import Adjustment, FrozenPerson, FrozenReview
from caunoi.apps.reviews.selectors.checking import check_code
from caunoi.apps.reviews.selectors.frozen import judge_round
from caunoi.apps.reviews.services import approving, filling, freezing, rounds, sending
from caunoi.apps.reviews.services.filling import Change
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope
from caunoi.foundation.policy.census import addresses, methods_declared
from tests.apps.reviews.rounds import begun, lock_all
from tests.factories.cadres import SYSTEM, all_of, make_cadre
from tests.owner import as_owner

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


# ---- no path changes it


def by_the_instance(review: FrozenReview, row: FrozenPerson) -> None:
    row.verdict = "met"
    row.save(update_fields=["verdict"])


def by_the_review(review: FrozenReview, row: FrozenPerson) -> None:
    review.people = 0
    review.save()


def by_a_query(review: FrozenReview, row: FrozenPerson) -> None:
    FrozenPerson.objects.filter(review=review).update(verdict="met")


def by_taking_away(review: FrozenReview, row: FrozenPerson) -> None:
    row.delete()


def by_adding(review: FrozenReview, row: FrozenPerson) -> None:
    FrozenPerson(review=review, cadre_id=uuid4(), unit_id=row.unit_id, verdict="met", is_key=False).save(
        force_insert=True
    )


def by_writing_many(review: FrozenReview, row: FrozenPerson) -> None:
    row.verdict = "met"
    FrozenPerson.objects.bulk_update([row], ["verdict"])


WAYS = [by_the_instance, by_the_review, by_a_query, by_taking_away, by_adding, by_writing_many]


@pytest.mark.parametrize("change", WAYS)
def test_no_model_and_no_query_changes_what_was_frozen(story, change):
    review = frozen(story)
    row = all_of(FrozenPerson)[0]

    with system_scope("tests: try to change"), pytest.raises(DatabaseError), transaction.atomic():
        change(review, row)

    assert broken() == []


def test_no_service_changes_a_closed_round(story):
    frozen(story)
    sheet, line = story.sheet("xuan_huong"), story.line(story.an)
    deeds = [
        lambda: filling.say_same(actor=SYSTEM, line=line),
        lambda: filling.say_rest_same(actor=SYSTEM, sheet=sheet),
        lambda: sending.send(actor=SYSTEM, sheet=sheet),
        lambda: approving.send_back(actor=SYSTEM, sheet=sheet, reason="x"),
        lambda: approving.ask_unlock(actor=SYSTEM, sheet=sheet, reason="x"),
        lambda: rounds.list_newcomers(actor=SYSTEM, sheet=sheet),
        lambda: rounds.remind(actor=SYSTEM, round_=story.round),
        lambda: freezing.freeze_round(actor=SYSTEM, round_=story.round),
    ]

    for deed in deeds:
        with pytest.raises(Refused, match="đã chốt"):
            deed()


def test_neither_admin_nor_api_offers_a_way_to_write_a_review(settings):
    offered = [
        (method, address.route)
        for address in addresses()
        if address.route.startswith(("api/", "admin")) and re.search("review|ra-soat", address.route)
        for method in methods_declared(address.view)
    ]

    assert [each for each in offered if each[0] != "GET"] == []
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


def broken() -> list[str]:
    with system_scope("tests: look at rows"):
        return list(invariants.broken_seals())


@pytest.mark.usefixtures("owner_at_hand")
def test_the_truths_find_a_seal_that_does_not_fit_its_rows(story):
    review = frozen(story)
    assert broken() == []

    change_past_the_walls()

    assert broken() == [f"review {review.pk}"]


def change_past_the_walls() -> None:
    """As somebody would who holds the database itself: the guard taken away, one verdict written."""
    if connection.vendor == "postgresql":
        as_owner(
            "CREATE OR REPLACE FUNCTION reviews_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RETURN NEW; END $$"
        )
    else:
        as_owner("DROP TRIGGER reviews_frozenperson_never_updated")
    as_owner("UPDATE reviews_frozenperson SET verdict = 'met'")


@pytest.mark.usefixtures("owner_at_hand")
def test_a_code_of_a_row_that_was_changed_past_the_walls_says_so(story):
    review = frozen(story)
    mark = all_of(FrozenPerson)[0].mark
    assert check_code(mark).unchanged and check_code(review.sha256).unchanged

    change_past_the_walls()

    assert not check_code(mark).unchanged and not check_code(review.sha256).unchanged
    assert "Sổ đã bị sửa" in Client().get(f"/ra-soat/ma/{mark}/").content.decode()


def test_somebody_frozen_is_joined_to_another_record_and_the_frozen_row_keeps_its_own(story):
    review = frozen(story)
    cadre_id = all_of(FrozenPerson, review=review)[0].cadre_id
    before = PostingRecord(
        "CX-PBT", story.land["tan_thanh"].pk, valid_from=date(2010, 1, 1), valid_to=date(2015, 6, 1)
    )
    kept = make_cadre(story.land["tan_thanh"], "Người ghi hai lần", postings=(before,))
    lost = all_of(Cadre, pk=cadre_id)[0]

    merge(actor=SYSTEM, kept=kept, lost=lost, said={}, reason="Cùng một người")

    assert all_of(FrozenPerson, cadre_id=cadre_id) != []
    assert all_of(FrozenPerson, cadre_id=kept.pk) == []
