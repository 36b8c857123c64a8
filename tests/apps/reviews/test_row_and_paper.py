"""What a clerk has on the row itself: last year beside this year, a scan handed in; and the receipt as a paper."""

import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from caunoi.apps.cadres.choices import QualificationKind
from caunoi.apps.cadres.models import QualificationEvidence
from caunoi.apps.cadres.services import add_qualification
from caunoi.apps.reviews.choices import Answer
from caunoi.apps.reviews.selectors.sheets import lines_of
from caunoi.apps.reviews.services import approving, filling, freezing, sending
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.errors import Refused
from tests.apps.accounts.people import signed_in
from tests.apps.reviews.rounds import begun, lock_all, opened, send_all
from tests.factories.cadres import SYSTEM, all_of, make_cadre
from tests.foundation.attachments.scans import drawing

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return begun()


@pytest.fixture
def clerk(story):
    return signed_in("xa", story.land["xuan_huong"])


def learn(cadre, level: str, year: int):
    return add_qualification(
        actor=SYSTEM,
        cadre=cadre,
        kind=QualificationKind.POLITICAL_THEORY,
        level=level,
        issued=PartialDate(year),
    )


def address(story, cadre=None) -> str:
    sheet = f"/ra-soat/bang/{story.sheet('xuan_huong').pk}/"
    return f"{sheet}{story.line(cadre).pk}/" if cadre else sheet


# ---- last year beside this year


@pytest.fixture
def second_year():
    """Last year's round was sealed while An lacked political theory; since then An has it, and Dũng came."""
    story = begun(as_of=date(2019, 12, 31), due_on=date(2020, 8, 31))
    learn(story.an, "so_cap", 2016)
    learn(story.binh, "trung_cap", 2016)
    lock_all(story, "xuan_huong", "tan_thanh")
    freezing.freeze_round(actor=SYSTEM, round_=story.round)
    learn(story.an, "trung_cap", 2020)
    make_cadre(story.land["xuan_huong"], "Vũ Văn Dũng", title_code="CX-PCT-UBND")
    story.round = opened(story.land["province"], as_of=date(2020, 8, 31))
    return story


def row_of(page: str, name: str) -> str:
    article = next(part for part in page.split("<article")[1:] if f">{name}</a>" in part)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", article))


def test_last_years_verdict_stands_on_the_row_with_what_differs_now(second_year):
    clerk = signed_in("xa", second_year.land["xuan_huong"])

    page = clerk.get(address(second_year)).content.decode()

    assert "Năm 2019:" in row_of(page, "Nguyễn Văn An")
    assert "LLCT: chưa đạt → đạt" in row_of(page, "Nguyễn Văn An")
    assert "Nay khác" not in row_of(page, "Trần Thị Bình")
    assert "Năm 2019: chưa có ở đơn vị này" in row_of(page, "Vũ Văn Dũng")


def test_before_any_review_was_sealed_nothing_is_said_of_it(story, clerk):
    assert "chưa có ở đơn vị này" not in clerk.get(address(story)).content.decode()


# ---- a scan from the row


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("bang.png", drawing(), "image/png")


def test_a_scan_dropped_on_the_row_stands_beside_the_paper_and_is_told(story, clerk):
    paper = learn(story.an, "trung_cap", 2018)
    form = clerk.get(f"{address(story, story.an)}?kem=1", HTTP_HX_REQUEST="true").content.decode()
    assert "chưa có bản chụp" in form

    answer = clerk.post(
        address(story, story.an), {"kem": "1", "giay": str(paper.pk), "tep": upload()}, HTTP_HX_REQUEST="true"
    )

    assert answer.status_code == 200
    assert [scan.fact_id for scan in all_of(QualificationEvidence)] == [paper.pk]
    line = story.line(story.an)
    assert line.answer == Answer.CHANGED
    assert line.told[0].startswith("Kèm bản chụp:")


def test_without_a_file_the_row_says_so_and_nothing_is_answered(story, clerk):
    paper = learn(story.an, "trung_cap", 2018)

    answer = clerk.post(address(story, story.an), {"kem": "1", "giay": str(paper.pk)}, HTTP_HX_REQUEST="true")

    assert answer.status_code == 422
    assert story.line(story.an).answer == Answer.OPEN


def test_a_paper_of_somebody_else_is_not_taken(story, clerk):
    theirs = learn(story.binh, "trung_cap", 2018)

    answer = clerk.post(
        address(story, story.an),
        {"kem": "1", "giay": str(theirs.pk), "tep": upload()},
        HTTP_HX_REQUEST="true",
    )

    assert answer.status_code == 422
    assert all_of(QualificationEvidence) == []


def test_a_scan_for_a_sheet_that_was_sent_is_refused_before_anybody_looks_at_it(story):
    paper = learn(story.an, "trung_cap", 2018)
    send_all(story, "xuan_huong")
    line = story.line(story.an)
    line.sheet = story.sheet("xuan_huong")

    with pytest.raises(Refused, match="đã gửi"):
        filling.attach_paper(actor=SYSTEM, line=line, fact=paper, content=b"not looked at", file_name="x")


def test_whose_file_names_no_paper_is_told_to_write_one_down_first(story, clerk):
    form = clerk.get(f"{address(story, story.binh)}?kem=1", HTTP_HX_REQUEST="true").content.decode()

    assert "Hồ sơ chưa ghi bằng cấp" in form
    assert "Nạp bản chụp" not in form


# ---- the receipt


def text_of(answer) -> str:
    reader = PdfReader(io.BytesIO(answer.content))
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def test_the_receipt_is_a_paper_with_number_people_and_code(story, clerk):
    filling.say_left(actor=SYSTEM, line=story.line(story.an), on=date(2020, 8, 1), reason="Nghỉ hưu")
    send_all(story, "xuan_huong")
    sheet = story.sheet("xuan_huong")

    answer = clerk.get(f"{address(story)}phieu/")
    text = text_of(answer)

    assert answer["Content-Type"] == "application/pdf"
    assert sheet.receipt in answer["Content-Disposition"]
    assert all(words in text for words in (sheet.receipt, "Nguyễn Văn An", "Trần Thị Bình", "Nghỉ hưu"))
    assert sheet.sha256 in text.replace(" ", "")
    assert "Giáp Văn Chi" not in text


def test_the_same_receipt_comes_out_in_the_same_bytes(story, clerk):
    send_all(story, "xuan_huong")

    assert clerk.get(f"{address(story)}phieu/").content == clerk.get(f"{address(story)}phieu/").content


def test_a_sheet_that_was_not_sent_or_came_back_has_no_receipt(story, clerk):
    assert clerk.get(f"{address(story)}phieu/").status_code == 409

    send_all(story, "xuan_huong")
    approving.send_back(actor=SYSTEM, sheet=story.sheet("xuan_huong"), reason="Thiếu bằng")

    assert clerk.get(f"{address(story)}phieu/").status_code == 409


def test_a_receipt_of_a_sheet_sent_late_says_so(story, clerk):
    send_all(story, "xuan_huong")
    sheet = story.sheet("xuan_huong")
    sheet.sent_on = date(2020, 10, 5)
    sheet.save(update_fields=["sent_on"])

    assert "gửi muộn" in text_of(clerk.get(f"{address(story)}phieu/"))


def test_what_was_sent_is_the_same_as_what_is_printed(story):
    send_all(story, "xuan_huong")
    sheet = story.sheet("xuan_huong")

    assert sending.content_hash(sheet, lines_of(SYSTEM, sheet)) == sheet.sha256
