"""The list going out: what comes in again changes nothing, and nobody carries away what the role may not read."""

import io
from datetime import date

import openpyxl
import pytest

from caunoi.apps.cadres import services
from caunoi.apps.cadres.services import PostingRecord, QualificationRecord, RatingRecord
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.errors import Refused
from tests.factories.cadres import all_of, make_people, make_province, person_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_province()


@pytest.fixture
def people(units):
    return make_people(
        person_record(
            units["xuan_huong"],
            "Nguyễn Văn An",
            number="BG1",
            birth=PartialDate(1975, 4, 3),
            sex="nam",
            ethnicity="Kinh",
            identity_number="024075004821",
            is_party_member=True,
            party_joined=PartialDate(1998, 5),
            party_official=PartialDate(1999, 5, 3),
            postings=(
                PostingRecord(
                    "CX-BT", units["xuan_huong"].pk, valid_from=date(2015, 6, 1), decision="12-QĐ/HU"
                ),
                PostingRecord("CX-CTHD", units["xuan_huong"].pk, "concurrent", date(2016, 7, 1)),
                PostingRecord("CX-PBT", units["tan_thanh"].pk, "acting", date(2019, 2, 1)),
            ),
            qualifications=(
                QualificationRecord("general_education", "thpt"),
                QualificationRecord(
                    "professional", "trung_cap", field="nong_nghiep", issued=PartialDate(1996)
                ),
                QualificationRecord("professional", "dai_hoc", field="luat", issued=PartialDate(2009, 7, 1)),
                QualificationRecord("political_theory", "so_cap"),
                QualificationRecord(
                    "political_theory", "trung_cap", status="studying", study_ends=PartialDate(2020, 12)
                ),
                QualificationRecord("specialised", "co", field="xay_dung_dang"),
                QualificationRecord("specialised", "co", field="mat_tran_doan_the"),
            ),
            ratings=(RatingRecord(2018, "ht"), RatingRecord(2019, "htt")),
        ),
        person_record(
            units["tan_thanh"], "Trần Thị Ánh", birth=PartialDate(1968), sex="nu", title_code="CX-PN"
        ),
        person_record(units["tan_thanh_2"], "Vi Văn Páo", birth=PartialDate(1980, 2), title_code="CC-VPTK"),
        person_record(units["yen_the"], "Hoàng Thị Mai", number="BG4", birth=PartialDate(1981, 1, 1)),
    )


def exported(actor, day, form="plain", unit_id=None):
    out = io.BytesIO()
    count = services.export_people(actor=actor, target=out, on=day, form=form, unit_id=unit_id)
    return out.getvalue(), count


@pytest.mark.parametrize("form", ["plain", "csv", "official"])
def test_an_export_taken_in_again_changes_nothing(people, system, day, form):
    content, count = exported(system, day, form)

    checked = services.check_only(actor=system, file_name="x", content=content, on=day)

    told = [problem.message for plan in checked.plans for problem in plan.errors]
    assert (count, told) == (4, [])
    assert checked.counts == {"rows": 4, "added": 0, "changed": 0, "unchanged": 4, "rejected": 0}


def test_only_the_unit_asked_for_and_what_lies_below_goes_out(people, units, system, day):
    assert exported(system, day, unit_id=units["yen_the"].pk)[1] == 2
    assert exported(system, day, unit_id=units["xuan_huong"].pk)[1] == 1


def test_a_clerk_gets_the_own_commune_without_sensitive_columns(people, units, actor_with, day):
    content, count = exported(actor_with("xa", units["xuan_huong"]), day)

    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    text = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    assert count == 1
    assert "Nguyễn Văn An" in text
    assert "4821" not in text
    assert "Dân tộc" not in text
    assert "Trần Thị Ánh" not in text


def test_the_official_form_of_a_clerk_shows_no_more_than_the_list(people, units, actor_with, day):
    content, _ = exported(actor_with("xa", units["xuan_huong"]), day, "official")

    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    text = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    assert "Nguyễn Văn An" in text
    assert "Dân tộc" not in text


def test_a_reader_without_the_right_takes_no_list_away(people, units, actor_with, day):
    with pytest.raises(Refused, match="không xuất được"):
        exported(actor_with("kiemtra", units["province"]), day)


def test_a_list_that_leaves_is_remembered(people, units, system, day):
    exported(system, day, unit_id=units["yen_the"].pk)

    (event,) = all_of(AuditEvent, action="cadres.people_exported")

    assert event.changes == {"people": [None, 2], "form": [None, "plain"]}


@pytest.mark.parametrize("form", ["plain", "csv"])
def test_text_that_looks_like_a_formula_goes_out_as_text_and_comes_back(units, system, day, form):
    harmful = '=HYPERLINK("http://x","y")'
    posts = (PostingRecord("CX-BT", units["xuan_huong"].pk, valid_from=date(2015, 6, 1), decision=harmful),)
    make_people(person_record(units["xuan_huong"], birth=PartialDate(1975), postings=posts))

    content, _ = exported(system, day, form)

    if form == "plain":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == harmful]
        assert [cell.data_type for cell in cells] == ["s"]
    else:
        assert content.startswith(b"\xef\xbb\xbf")
        assert b',"=HYPERLINK' not in content
    checked = services.check_only(actor=system, file_name="x", content=content, on=day)
    assert checked.counts["unchanged"] == 1
