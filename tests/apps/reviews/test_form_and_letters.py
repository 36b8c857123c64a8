"""The form of a sheet on page and in files, on the office's template; the reminder as a letter."""

import io
import re
import zipfile
from datetime import date

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from caunoi.apps.reviews.choices import StepKind
from caunoi.apps.reviews.models import ReviewStep
from caunoi.apps.reviews.selectors import reminders
from caunoi.apps.reviews.services import filling, rounds
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.documents import kind_or_404
from caunoi.foundation.documents.filling import check_template
from caunoi.foundation.documents.refusals import UnfitTemplate
from caunoi.foundation.documents.services import bring_in_template
from tests.apps.accounts.people import signed_in
from tests.apps.reviews.rounds import begun, send_all
from tests.factories.cadres import SYSTEM, all_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return begun(message="Kèm bản chụp quyết định.")


@pytest.fixture
def clerk(story):
    return signed_in("xa", story.land["xuan_huong"])


@pytest.fixture
def board(story):
    return signed_in("btc", story.land["province"])


def address(story, unit: str = "xuan_huong") -> str:
    return f"/ra-soat/bang/{story.sheet(unit).pk}/"


def words_of(document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return re.sub(r"\s+", " ", " ".join([*(each.text for each in document.paragraphs), *cells]))


# ---- the form of the sheet


def test_the_sheet_leads_to_its_form_and_the_form_to_three_files(story, clerk):
    assert f"{address(story)}bieu/" in clerk.get(address(story)).content.decode()

    page = clerk.get(f"{address(story)}bieu/").content.decode()

    assert "Nguyễn Văn An" in page and "Giáp Văn Chi" not in page
    assert "Còn 2 người chưa xác nhận." in page
    assert all(f"format={each}" in page for each in ("xlsx", "docx", "pdf"))


def test_workbook_word_and_pdf_say_the_same_of_everybody(story, clerk):
    filling.say_left(actor=SYSTEM, line=story.line(story.an), on=date(2020, 8, 1), reason="Nghỉ hưu")
    send_all(story, "xuan_huong")
    files = {
        each: clerk.get(f"{address(story)}bieu/?format={each}").content for each in ("xlsx", "docx", "pdf")
    }

    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"])).active
    cells = " ".join(str(cell) for row in book.iter_rows(values_only=True) for cell in row if cell)
    letter = words_of(docx.Document(io.BytesIO(files["docx"])))
    pages = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(files["pdf"])).pages)
    printed = re.sub(r"\s+", " ", pages)
    told = ("Nguyễn Văn An", "Trần Thị Bình", "Thôi giữ chức", story.sheet("xuan_huong").receipt)
    for said in (cells, letter, printed):
        assert [each for each in told if each not in said] == []
        assert "{{" not in said


def test_the_form_is_filled_on_the_template_the_office_brought_in(story, clerk):
    kind = kind_or_404("bieu-ra-soat-don-vi")
    own = docx.Document(io.BytesIO(kind.default.read_bytes()))
    own.add_paragraph("Mẫu của Ban Tổ chức tỉnh")
    data = io.BytesIO()
    own.save(data)
    bring_in_template(
        actor=SYSTEM, kind=kind, data=data.getvalue(), file_name="mau.docx", valid_from=date(2020, 1, 1)
    )

    answer = clerk.get(f"{address(story)}bieu/?format=docx")

    assert "Mẫu của Ban Tổ chức tỉnh" in words_of(docx.Document(io.BytesIO(answer.content)))


@pytest.mark.parametrize("key", ["bieu-ra-soat-don-vi", "bieu-ra-soat-don-vi-xlsx", "nhac-ra-soat"])
def test_the_templates_that_come_along_are_fit_and_others_are_told_what_they_lack(key):
    kind = kind_or_404(key)
    check_template(kind, kind.default.read_bytes())
    empty = io.BytesIO()
    if kind.format == "xlsx":
        openpyxl.Workbook().save(empty)
    else:
        docx.Document().save(empty)

    with pytest.raises(UnfitTemplate, match="dau_mau"):
        check_template(kind, empty.getvalue())


def test_a_file_of_a_sheet_is_remembered_and_only_for_who_exports_people(story, clerk):
    clerk.get(f"{address(story)}bieu/?format=docx")
    leader = signed_in("lanhdao", story.land["province"])

    page = leader.get(f"{address(story)}bieu/").content.decode()

    assert [each.changes["rows"] for each in all_of(AuditEvent) if each.changes.get("form")] == [[None, 2]]
    assert "format=xlsx" not in page and "Nguyễn Văn An" in page
    assert leader.get(f"{address(story)}bieu/?format=xlsx").status_code == 409


def test_what_somebody_changed_is_not_printed_for_a_role_that_may_not_read_it(story):
    filling.say_left(actor=SYSTEM, line=story.line(story.an), on=date(2020, 8, 1), reason="Nghỉ hưu")
    leader = signed_in("lanhdao", story.land["province"])

    page = leader.get(f"{address(story)}bieu/").content.decode()

    assert "Nghỉ hưu" not in page and "Cột để trống vì vai trò" in page


def test_another_kind_of_file_has_its_sentence(story, clerk):
    answer = clerk.get(f"{address(story)}bieu/?format=exe")

    assert answer.status_code == 400 and "xlsx, docx hoặc pdf" in answer.content.decode()


# ---- the reminder as a letter


def test_the_letter_names_the_unit_its_number_and_how_late_it_is(story, board, settings):
    filling.say_same(actor=SYSTEM, line=story.line(story.an))
    rounds.remind(actor=SYSTEM, round_=story.round)
    rounds.remind(actor=SYSTEM, round_=story.round)
    settings.TODAY = date(2020, 10, 3)
    assert f"{address(story)}thu-nhac/" in board.get(f"{address(story)}gui/").content.decode()

    answer = board.get(f"{address(story)}thu-nhac/")

    said = words_of(docx.Document(io.BytesIO(answer.content)))
    assert "Kính gửi: Xã Xuân Hương" in said
    assert "30/09/2020 (đã chậm 3 ngày)" in said
    assert "1 trên 2 người" in said and "lần 2" in said
    assert "Kèm bản chụp quyết định." in said
    assert not any(each.full_name in said for each in (story.an, story.binh))


def test_letters_to_all_who_are_waited_for_come_in_one_file(story, board):
    send_all(story, "tan_thanh")

    answer = board.get(f"/ra-soat/{story.round.pk}/thu-nhac/")

    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert len(archive.namelist()) == 1
    assert "Xã Xuân Hương" in words_of(docx.Document(io.BytesIO(archive.read(archive.namelist()[0]))))
    assert not [step for step in all_of(ReviewStep) if step.kind == StepKind.REMINDED]


def test_many_letters_come_in_parts_and_a_part_beyond_the_last_is_refused(story, board, monkeypatch):
    monkeypatch.setattr(reminders, "AT_ONCE", 1)
    address = f"/ra-soat/{story.round.pk}/"
    page = board.get(address).content.decode()
    assert "Thư nhắc để in 1–1" in page and "Thư nhắc để in 2–2" in page

    names = [
        zipfile.ZipFile(io.BytesIO(board.get(f"{address}thu-nhac/?phan={part}").content)).namelist()
        for part in (1, 2)
    ]

    assert [len(each) for each in names] == [1, 1] and names[0] != names[1]
    assert board.get(f"{address}thu-nhac/?phan=3").status_code == 409
    assert board.get(f"{address}thu-nhac/?phan=x").status_code == 409


def test_who_has_sent_gets_no_letter_and_a_unit_prints_none_itself(story, board, clerk):
    assert clerk.get(f"{address(story)}thu-nhac/").status_code == 403
    assert "thu-nhac" not in clerk.get(f"{address(story)}gui/").content.decode()

    send_all(story, "xuan_huong", "tan_thanh")

    assert board.get(f"{address(story)}thu-nhac/").status_code == 409
    assert board.get(f"/ra-soat/{story.round.pk}/thu-nhac/").status_code == 409
