"""Records against the registry: who is meant, what changes, and that all of it is written or nothing."""

from datetime import date

import pytest

from caunoi.apps.cadres import services
from caunoi.apps.cadres.models import Cadre, Posting, Qualification, Rating
from caunoi.apps.cadres.services import PostingRecord, QualificationRecord, RatingRecord
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.audit.models import AuditEvent
from tests.factories.cadres import all_of, make_cadre, make_people, make_province, person_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_province()


def compared(actor, day, *records, **options):
    return services.compare(records, actor=actor, on=day, **options)


def test_somebody_new_is_added_with_posts_levels_and_ratings(units, system, day):
    said = person_record(
        units["xuan_huong"],
        "Trần Thị Ánh",
        birth=PartialDate(1985, 8),
        sex="nu",
        identity_number="024185000123",
        qualifications=(QualificationRecord("political_theory", "trung_cap"),),
        ratings=(RatingRecord(2019, "htt"),),
    )

    plans = compared(system, day, said)
    counts = services.write(plans, actor=system, on=day)

    assert counts == {"rows": 1, "added": 1, "changed": 0, "unchanged": 0, "rejected": 0}
    (cadre,) = all_of(Cadre)
    assert (cadre.full_name, cadre.search_key, cadre.birth) == (
        "Trần Thị Ánh",
        "tran thi anh",
        PartialDate(1985, 8),
    )
    assert cadre.identity_number == "024185000123"
    assert cadre.custodian_id == units["xuan_huong"].pk
    assert [len(all_of(model)) for model in (Posting, Qualification, Rating)] == [1, 1, 1]


def test_the_same_records_again_change_nothing(units, system, day):
    said = person_record(
        units["xuan_huong"],
        birth=PartialDate(1975),
        qualifications=(QualificationRecord("professional", "dai_hoc", field="luat"),),
        ratings=(RatingRecord(2019, "htt"),),
    )
    make_people(said)

    (plan,) = compared(system, day, said)

    assert (plan.verdict, plan.changes) == ("unchanged", {})


def test_one_person_typed_in_three_ways_is_one_person(units, system, day):
    make_cadre(units["xuan_huong"], "Đỗ Thị Hòa", birth=PartialDate(1980, 2, 3))
    typed = ["\u00d0ỗ Thị Hòa", "Đô\u0303 Thị Ho\u0300a", "ĐỖ THỊ HOÀ"]

    for name in typed:
        (plan,) = compared(
            system, day, person_record(units["xuan_huong"], name, birth=PartialDate(1980, 2, 3))
        )

        assert plan.verdict == "unchanged", name


def test_a_coarser_birthday_says_no_more_and_a_finer_one_is_taken(units, system, day):
    cadre = make_cadre(units["xuan_huong"], birth=PartialDate(1980, 2))

    (coarse,) = compared(system, day, person_record(units["xuan_huong"], birth=PartialDate(1980)))
    (fine,) = compared(system, day, person_record(units["xuan_huong"], birth=PartialDate(1980, 2, 3)))

    assert (coarse.verdict, coarse.cadre_id) == ("unchanged", cadre.pk)
    assert fine.changes == {"birth": ["2/1980", "03/02/1980"]}


def test_a_new_main_post_ends_the_old_one_and_moves_the_file(units, system, day):
    cadre = make_cadre(units["xuan_huong"], number="CB1")
    moved = person_record(units["tan_thanh"], number="CB1", title_code="CX-CTUB", valid_from=date(2020, 7, 1))

    plans = compared(system, day, moved)
    services.write(plans, actor=system, on=day)

    posts = sorted(all_of(Posting), key=lambda post: post.valid_from)
    assert [(post.title_code, post.valid_to) for post in posts] == [
        ("CX-BT", date(2020, 7, 1)),
        ("CX-CTUB", None),
    ]
    assert all_of(Cadre, pk=cadre.pk)[0].custodian_id == units["tan_thanh"].pk


def test_a_stale_list_does_not_undo_a_newer_post(units, system, day):
    make_cadre(units["xuan_huong"], number="CB1", title_code="CX-CTUB", valid_from=date(2019, 1, 1))

    (plan,) = compared(
        system, day, person_record(units["xuan_huong"], number="CB1", valid_from=date(2015, 6, 1))
    )

    assert plan.verdict == "rejected"
    assert "chức danh chính mới hơn" in plan.errors[0].message


def test_a_higher_level_is_added_and_the_study_for_it_ends(units, system, day):
    studying = QualificationRecord(
        "political_theory", "trung_cap", status="studying", study_ends=PartialDate(2020, 12)
    )
    make_cadre(
        units["xuan_huong"], qualifications=(QualificationRecord("political_theory", "so_cap"), studying)
    )
    reached = QualificationRecord("political_theory", "trung_cap", highest=True)

    plans = compared(system, day, person_record(units["xuan_huong"], qualifications=(reached,)))

    assert plans[0].verdict == "rejected"  # no birthday known on either side: a human must say who it is
    settled = compared(
        system,
        day,
        person_record(units["xuan_huong"], qualifications=(reached,), row_number=7),
        decisions={"7": plans[0].errors[0].other["id"]},
    )
    services.write(settled, actor=system, on=day)
    levels = {(fact.level, fact.status) for fact in all_of(Qualification)}
    assert levels == {("so_cap", "held"), ("trung_cap", "held")}


def test_a_list_does_not_lower_what_was_verified(units, system, day):
    verified = QualificationRecord("professional", "dai_hoc", verification="verified")
    make_cadre(units["xuan_huong"], number="CB1", qualifications=(verified,))
    lower = QualificationRecord("professional", "trung_cap", highest=True)

    (plan,) = compared(system, day, person_record(units["xuan_huong"], number="CB1", qualifications=(lower,)))

    assert plan.verdict == "rejected"
    assert "thấp hơn trong sổ" in plan.errors[0].message


def test_a_namesake_of_the_same_day_elsewhere_is_asked_about_not_merged(units, system, day):
    known = make_cadre(units["xuan_huong"], birth=PartialDate(1980, 2, 3))
    elsewhere = person_record(units["dong_son"], birth=PartialDate(1980, 2, 3), row_number=9)

    (asked,) = compared(system, day, elsewhere)
    (new,) = compared(system, day, elsewhere, decisions={"9": "new"})
    (same,) = compared(system, day, elsewhere, decisions={"9": str(known.pk)})

    assert asked.errors[0].other["id"] == str(known.pk)
    assert (new.verdict, new.cadre_id) == ("added", None)
    assert same.cadre_id == known.pk


def test_two_rows_of_one_file_about_one_person_keep_the_first(units, system, day):
    first = person_record(units["xuan_huong"], identity_number="024080004821", row_number=37)
    second = person_record(units["tan_thanh"], "Lê Văn Ân", identity_number="024080004821", row_number=512)

    plans = compared(system, day, first, second)

    assert [plan.verdict for plan in plans] == ["added", "rejected"]
    assert plans[1].errors[0].message == "Trùng số định danh (kết thúc 4821) với dòng 37; giữ một dòng."


def test_a_clerk_neither_writes_nor_learns_about_another_commune(units, actor_with, day):
    make_cadre(units["tan_thanh"], "Phạm Bí Mật", number="CB77", birth=PartialDate(1970, 1, 1))
    clerk = actor_with("xa", units["xuan_huong"])

    outside = services.compare([person_record(units["tan_thanh"])], actor=clerk, on=day)
    number = services.compare([person_record(units["xuan_huong"], number="CB77")], actor=clerk, on=day)
    namesake = services.compare(
        [person_record(units["xuan_huong"], "Phạm Bí Mật", birth=PartialDate(1970, 1, 1))],
        actor=clerk,
        on=day,
    )

    assert "ngoài phạm vi" in outside[0].errors[0].message
    assert "ngoài phạm vi" in number[0].errors[0].message
    assert "Phạm Bí Mật" not in str(number[0].errors)
    assert namesake[0].verdict == "added"


def test_a_clerk_s_file_does_not_write_sensitive_columns(units, actor_with, day):
    clerk = actor_with("xa", units["xuan_huong"])
    said = person_record(units["xuan_huong"], ethnicity="Tày", identity_number="024080004821")

    plans = services.compare([said], actor=clerk, on=day)
    services.write(plans, actor=clerk, on=day)

    (cadre,) = all_of(Cadre)
    assert (cadre.ethnicity, cadre.identity_number) == ("", "")


def test_every_person_written_leaves_a_record_without_sensitive_text(units, system, day):
    make_people(person_record(units["xuan_huong"], ethnicity="Tày", identity_number="024080004821"))

    (event,) = all_of(AuditEvent, action="cadres.cadre_registered")

    assert event.changes["full_name"] == [None, "Nguyễn Văn An"]
    assert "Tày" not in str(event.changes)
    assert "4821" not in str(event.changes)


def test_posts_that_cannot_be_are_refused(units, system, day):
    posts = (
        PostingRecord(
            "CX-BT", units["xuan_huong"].pk, valid_from=date(2019, 1, 1), valid_to=date(2018, 1, 1)
        ),
    )

    (plan,) = compared(system, day, person_record(units["xuan_huong"], postings=posts))

    assert plan.errors[0].message == "Ngày thôi giữ (01/01/2018) phải sau ngày giữ chức danh (01/01/2019)."
