"""The way back from an import: three buckets that add up, and exports byte for byte as before."""

import io
from datetime import date, timedelta

import pytest

from caunoi.apps.cadres import services
from caunoi.apps.cadres.models import Cadre, ImportBatch, ImportRow, Posting, Qualification, Rating
from caunoi.apps.cadres.services import PostingRecord, QualificationRecord, RatingRecord
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.audit.selectors import chain_fault
from caunoi.foundation.errors import NotVisible, Refused
from tests.apps.cadres.lists import good_row, workbook
from tests.factories.cadres import all_of, make_cadre, make_people, make_province, person_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_province()


@pytest.fixture
def known(units):
    """One person the list will move and raise, one it leaves alone."""
    moved = person_record(
        units["tan_thanh"],
        "Trần Đức An",
        number="BG00001",
        title_code="CX-PCTUB",
        birth=PartialDate(1961),
        identity_number="024061004821",
        qualifications=(
            QualificationRecord(
                "political_theory", "trung_cap", status="studying", study_ends=PartialDate(2020, 6)
            ),
            QualificationRecord("professional", "trung_cap", field="kinh_te", issued=PartialDate(1990)),
        ),
        ratings=(RatingRecord(2019, "ht"),),
    )
    other = person_record(units["dong_son"], "Lê Thị Ở Lại", number="BG99999", birth=PartialDate(1970, 5, 5))
    return make_people(moved, other)


def imported(actor, day, rows):
    batch = services.start_import(
        actor=actor, file_name="ds.xlsx", content=workbook(rows), on=day, in_background=False
    )
    return services.import_now(actor=actor, batch=batch)[0]


def exported(actor, day, form="plain"):
    out = io.BytesIO()
    services.export_people(actor=actor, target=out, on=day, form=form)
    return out.getvalue()


def everything():
    """Every column of every person and fact, except the number of writes."""
    found = []
    for model in (Cadre, Posting, Qualification, Rating):
        for row in all_of(model):
            values = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
            values.pop("version", None)
            found.append((model.__name__, str(row.pk), values))
    return sorted(found, key=lambda each: each[:2])


def test_after_the_undo_everything_is_byte_for_byte_as_before(units, known, system, day):
    before, exports = everything(), [exported(system, day, form) for form in ("plain", "csv", "official")]

    batch = imported(system, day, [good_row(number) for number in range(1, 6)])
    assert (batch.added, batch.changed) == (4, 1)
    assert everything() != before
    plan = services.undo_batch(actor=system, batch=batch, on=day)

    assert plan.counts == {"restored": 5, "kept_because_edited": 0, "cannot": 0}
    assert everything() == before
    assert [exported(system, day, form) for form in ("plain", "csv", "official")] == exports
    assert chain_fault() is None


def test_whoever_was_edited_since_stays_and_is_named(units, known, system, day):
    batch = imported(system, day, [good_row(number) for number in range(1, 5)])
    edited = all_of(Cadre, number="BG00002")[0]
    services.rate_cadre(actor=system, cadre=edited, year=2018, grade="htxs")

    preview = services.preview_undo(actor=system, batch=batch, on=day)
    plan = services.undo_batch(actor=system, batch=batch, on=day)

    assert plan.counts == preview.counts == {"restored": 3, "kept_because_edited": 1, "cannot": 0}
    assert sum(plan.counts.values()) == batch.added + batch.changed
    assert plan.kept[0].cadre_id == edited.pk
    assert all_of(Cadre, number="BG00002")
    assert (
        "giữ nguyên" in all_of(ImportRow, batch=batch, number=plan.kept[0].number)[0].problems[0]["message"]
    )


def test_whoever_is_named_elsewhere_cannot_be_taken_out(units, known, system, day):
    batch = imported(system, day, [good_row(number) for number in range(1, 4)])
    planned = all_of(Cadre, number="BG00003")[0]
    services.plan_succession(
        actor=system,
        cadre=planned,
        title_code="CX-BT",
        unit=units["xuan_huong"],
        term="2020-2025",
        valid_from=day,
    )

    plan = services.undo_batch(actor=system, batch=batch, on=day)

    assert plan.counts == {"restored": 2, "kept_because_edited": 0, "cannot": 1}
    assert plan.cannot[0].reason == "Đã có trong quy hoạch."
    assert all_of(Cadre, number="BG00003")


def test_a_later_import_keeps_what_it_changed(units, system, day):
    first = imported(system, day, [good_row(number) for number in range(1, 4)])
    imported(system, day, [good_row(1, LLCT="Cao cấp")])

    plan = services.undo_batch(actor=system, batch=first, on=day)

    assert plan.counts == {"restored": 2, "kept_because_edited": 1, "cannot": 0}


def test_an_import_is_undone_once(units, system, day):
    batch = imported(system, day, [good_row(1)])
    services.undo_batch(actor=system, batch=batch, on=day)

    with pytest.raises(Refused, match="đã hoàn tác"):
        services.undo_batch(actor=system, batch=batch, on=day)


def test_after_thirty_days_it_stays(units, system, day):
    batch = imported(system, day, [good_row(1)])
    written = all_of(ImportBatch)[0].written_at.date()

    assert (
        services.preview_undo(actor=system, batch=batch, on=written + timedelta(days=29)).counts["restored"]
        == 1
    )
    with pytest.raises(Refused, match="quá 30 ngày"):
        services.preview_undo(actor=system, batch=batch, on=written + timedelta(days=32))


def test_somebody_else_s_import_is_not_there_for_a_clerk(units, system, day, actor_with):
    batch = imported(system, day, [good_row(1)])

    with pytest.raises(NotVisible):
        services.undo_batch(actor=actor_with("xa", units["xuan_huong"]), batch=batch, on=day)


def test_files_and_rows_are_forgotten_after_their_time(
    units, system, day, files_of_the_test, django_capture_on_commit_callbacks
):
    batch = imported(system, day, [good_row(1)])
    created = batch.created_at.date()

    with django_capture_on_commit_callbacks(execute=True):
        early = services.forget_old_batches(actor=system, on=created + timedelta(days=30))
        late = services.forget_old_batches(actor=system, on=created + timedelta(days=32))

    assert (early, late) == (0, 1)
    assert not all_of(ImportRow)
    assert not [path for path in files_of_the_test.rglob("*") if path.is_file()]
    assert all_of(Cadre)


def test_a_post_corrected_twice_by_one_row_goes_back_through_both(units, system, day):
    cadre = make_cadre(units["xuan_huong"], number="CB1", valid_from=date(2010, 1, 1))
    before = everything()
    posts = (
        PostingRecord("CX-BT", units["xuan_huong"].pk, valid_from=date(2010, 1, 1), decision="12-QĐ"),
        PostingRecord("CX-CTUB", units["xuan_huong"].pk, valid_from=date(2020, 1, 1)),
    )
    plans = services.compare(
        [person_record(units["xuan_huong"], number="CB1", postings=posts)], actor=system, on=day
    )
    services.write(plans, actor=system, on=day)

    assert {post.valid_to for post in all_of(Posting, cadre=cadre)} == {None, date(2020, 1, 1)}
    assert len(plans[0].inverse["old"]["postings"]) == 2
    assert everything() != before
