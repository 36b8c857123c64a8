"""Verdicts of people: over their posts, on a day, within somebody's reach."""

from datetime import date

import pytest

from caunoi.apps.cadres.choices import PostingKind, Verification
from caunoi.apps.standards.selectors import Asked, asked_of, verdicts
from caunoi.apps.standards.selectors.asked import UnreadableQuestion
from caunoi.domain.eligibility.verdict import Verdict
from tests.apps.standards.land import DAY, held, make_crowd, make_official, paper, post

KEY = Asked(DAY, group="chu-chot")


def verdict_of(actor, cadre, asked: Asked = KEY) -> Verdict:
    found = verdicts(actor, on=asked.on)
    return Verdict(int(found.judged(asked.chosen_titles).overall[found.places[cadre.pk]]))


def test_an_official_with_degree_and_theory_is_at_standard(land, board) -> None:
    cadre = make_official("Phạm An", post("CX-CTUB", land["xuan_huong"]))

    assert verdict_of(board, cadre) == Verdict.MET


def test_two_key_posts_are_one_person_at_standard_only_when_at_standard_for_both(land, board) -> None:
    cadre = make_official(
        "Phạm An",
        post("CX-CTHD", land["dong_son"]),
        post("CX-BT", land["dong_son"], kind=PostingKind.CONCURRENT),
        papers=held(political="so_cap"),
    )

    tally = verdicts(board, on=DAY).tally(KEY)

    assert (tally.people, tally.not_met) == (1, 1)
    assert verdict_of(board, cadre, Asked(DAY, titles=("CX-CTHD",))) == Verdict.MET
    assert verdict_of(board, cadre, Asked(DAY, titles=("CX-BT",))) == Verdict.NOT_MET


def test_a_blank_level_is_unknown_and_counted_apart(land, board) -> None:
    cadre = make_official("Phạm An", post("CX-CTUB", land["xuan_huong"]), papers=held(political=""))

    tally = verdicts(board, on=DAY).tally(KEY)

    assert verdict_of(board, cadre) == Verdict.UNKNOWN
    assert (tally.met, tally.not_met, tally.unknown, tally.people) == (0, 0, 1, 1)


def test_a_diploma_counts_from_the_day_it_was_issued(land, board) -> None:
    papers = (*held(political="so_cap"), paper("political_theory", "trung_cap", "2020-08-31"))
    cadre = make_official("Phạm An", post("CX-CTUB", land["xuan_huong"]), papers=papers)

    assert verdict_of(board, cadre, Asked(date(2020, 8, 30), group="chu-chot")) == Verdict.NOT_MET
    assert verdict_of(board, cadre) == Verdict.MET


def test_rejected_evidence_never_raises_a_verdict(land, board) -> None:
    papers = (
        *held(political="so_cap"),
        paper("political_theory", "trung_cap", verification=Verification.REJECTED),
    )
    cadre = make_official("Phạm An", post("CX-CTUB", land["xuan_huong"]), papers=papers)

    assert verdict_of(board, cadre) == Verdict.NOT_MET


def test_an_unverified_diploma_counts_and_is_counted_apart(land, board) -> None:
    make_official(
        "Phạm An", post("CX-CTUB", land["xuan_huong"]), papers=held(verification=Verification.UNVERIFIED)
    )
    make_official("Lê Bình", post("CX-CTUB", land["tan_thanh"]))

    found = verdicts(board, on=DAY)

    assert found.tally(KEY).met == 2
    assert [found.count(Asked(DAY, group="chu-chot", evidence=each)) for each in ("du", "cho")] == [1, 1]


def test_a_post_only_planned_or_already_ended_asks_nothing(land, board) -> None:
    make_official(
        "Phạm An",
        post("CX-BT", land["xuan_huong"], kind=PostingKind.PLANNED),
        post("CC-VPTK", land["xuan_huong"]),
    )
    make_official("Lê Bình", post("CX-BT", land["xuan_huong"], until=DAY))

    found = verdicts(board, on=DAY)

    assert found.tally(KEY).people == 0
    assert found.tally(Asked(DAY)).people == 1


def test_mountains_are_asked_less_and_an_unknown_area_decides_nothing(land, board) -> None:
    low = make_official("Phạm An", post("CX-CTUB", land["xuan_huong"]), papers=held(political="so_cap"))
    high = make_official("Lê Bình", post("CX-CTUB", land["dong_son"]), papers=held(political="so_cap"))

    assert verdict_of(board, low) == Verdict.NOT_MET
    assert verdict_of(board, high) == Verdict.MET


def test_a_clerk_judges_only_the_people_of_their_commune(land, actor_with) -> None:
    mine = make_official("Phạm An", post("CX-CTUB", land["xuan_huong"]))
    make_official("Lê Bình", post("CX-CTUB", land["tan_thanh"]))

    found = verdicts(actor_with("xa", land["xuan_huong"]), on=DAY)

    assert found.ids(KEY) == [mine.pk]


def test_a_role_without_the_right_judges_nobody(land, actor_with) -> None:
    make_official("Phạm An", post("CX-CTUB", land["xuan_huong"]))

    assert len(verdicts(actor_with("quantri"), on=DAY).snapshot) == 0


def test_after_a_write_nobody_is_shown_yesterdays_verdict(land, board) -> None:
    cadre = make_official("Phạm An", post("CX-CTUB", land["xuan_huong"]), papers=held(political="so_cap"))
    before = verdict_of(board, cadre)

    make_official("Lê Bình", post("CX-CTUB", land["tan_thanh"]))

    assert (before, verdicts(board, on=DAY).tally(KEY).people) == (Verdict.NOT_MET, 2)


def test_verdicts_are_kept_while_nothing_is_written(land, board, django_assert_num_queries) -> None:
    make_official("Phạm An", post("CX-CTUB", land["xuan_huong"]))
    kept = verdicts(board, on=DAY)

    with django_assert_num_queries(1):  # the edition of the register and the head of the record
        again = verdicts(board, on=DAY)

    assert again is kept


@pytest.mark.parametrize("people", [1, 12])
def test_reading_the_facts_takes_the_same_statements_for_any_number_of_people(
    land, board, people, django_assert_max_num_queries
) -> None:
    for number in range(people):
        make_official(f"Trần Văn {chr(65 + number)}", post("CX-CTUB", land["xuan_huong"]))
    verdicts(board, on=date(2019, 1, 1))

    with django_assert_max_num_queries(9):
        found = verdicts(board, on=DAY)

    assert found.tally(KEY).people == people


def test_one_person_alone_gets_what_they_get_among_all(land, board) -> None:
    make_crowd(land, 40)
    everybody = verdicts(board, on=DAY)

    for cadre_id, place in everybody.places.items():
        alone = verdicts(board, on=DAY, cadre_ids=[cadre_id])
        assert alone.judged().overall[0] == everybody.judged().overall[place]
        assert (alone.judged().matrix[0] == everybody.judged().matrix[place]).all()
    assert len(everybody.places) > 20


def test_the_same_question_twice_has_the_same_hashes_in_any_order_of_reading(land, board) -> None:
    make_crowd(land, 30)
    one, two = (
        verdicts(board, on=DAY),
        verdicts(board, on=DAY, cadre_ids=list(verdicts(board, on=DAY).places)),
    )

    assert one.data_hash(KEY) == two.data_hash(KEY)
    assert one.assessment.digest() == two.assessment.digest()


@pytest.mark.parametrize(("params", "told"), [
    ({"thieu": ["KHONG-CO"]}, "thieu"), ({"dat": ["co"]}, "dat"), ({"nhom": ["ai"]}, "nhom"), ({"xa": ["99999"]}, "99999"),
    ({"chuc-danh": ["CX-XX"]}, "CX-XX"),
])  # fmt: skip
def test_a_word_nobody_knows_is_refused_with_its_name(land, params, told) -> None:
    with pytest.raises(UnreadableQuestion, match=told):
        asked_of(DAY, params)


def test_a_question_survives_being_written_as_an_address(land) -> None:
    asked = asked_of(DAY, {"nhom": ["chu-chot"], "thieu": ["llct", "CM"], "xa": ["07420"], "dat": ["chua"]})

    again = asked_of(DAY, {k: v if isinstance(v, list) else [v] for k, v in asked.as_params().items()})

    assert again == asked
    assert asked.lacks == ("LLCT", "CM")
