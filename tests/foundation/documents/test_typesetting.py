"""Pages set as PDF: words stay words, the same bytes every time, headings and page numbers on every page."""

import io
import re
from datetime import date

import pytest
from django.test import override_settings
from pypdf import PdfReader

from caunoi.foundation.documents import typesetting
from caunoi.foundation.documents.typesetting import TooMuchToSet, UnfitPage, typeset

DAY = date(2020, 8, 31)
LIST = """#import "/a4.typ": *
#show: a4.with(data.title)
= #data.title
#listing(data.head, data.rows, ("middle", "text", "number"), widths: (1, 6, 2), total: data.total, numbered: true)
"""
HEAD = [
    [{"text": "STT", "down": 2}, {"text": "Cán bộ", "across": 2}],
    [{"text": "Họ và tên"}, {"text": "Tuổi"}],
]


def people(count: int, name: str = "Nguyễn Thị Hường") -> dict:
    rows = [[str(place), f"{name} {place}", "45"] for place in range(1, count + 1)]
    return {"title": "Danh sách trích ngang", "head": HEAD, "rows": rows, "total": ["", "Cộng", str(count)]}


def pages_of(pdf: bytes) -> list[str]:
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_words_of_a_document_read_back_letter_by_letter_in_both_looks():
    words = "Ưỡn ẵm đỗ quyên, Ậu Ợ Ẫ; Hoàng Thị Nghĩa"

    pdf = typeset(LIST, people(2, words), on=DAY)

    assert f"{words} 1" in pages_of(pdf)[0]
    fonts = PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/Font"]
    assert {found.get_object()["/BaseFont"].split("+")[1] for found in fonts.values()} >= {
        "LiberationSerif", "LiberationSerif-Bold"
    }  # fmt: skip


def test_headings_and_page_numbers_stand_on_every_page():
    pages = pages_of(typeset(LIST, people(200), on=DAY))

    assert len(pages) > 3
    for place, page in enumerate(pages, start=1):
        assert all(heading in page for heading in ("STT", "Cán bộ", "Họ và tên Tuổi (1) (2) (3)"))
        assert page.endswith(f"Số liệu tính đến 31/08/2020. {place}/{len(pages)}")
    assert "Cộng 200" in pages[-1]


def test_what_reads_like_a_command_is_set_as_words():
    sly = '#panic("x") *đậm* $x$ // \\ #read("/a4.typ") <b>'

    assert sly in pages_of(typeset(LIST, people(1, sly), on=DAY))[0]


def test_the_same_question_gives_the_same_bytes():
    assert typeset(LIST, people(30), on=DAY) == typeset(LIST, people(30), on=DAY)


def test_the_document_is_tagged_for_readers_and_for_the_archive():
    found = PdfReader(io.BytesIO(typeset(LIST, people(1), on=DAY)))

    assert found.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert found.trailer["/Root"]["/Lang"] == "vi"
    assert found.metadata.title == "Danh sách trích ngang"
    archive = found.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in archive
    assert "2020-08-31" in archive


@override_settings(DEMO=True)
def test_every_page_of_invented_data_says_so():
    assert all("DỮ LIỆU MẪU" in page for page in pages_of(typeset(LIST, people(80), on=DAY)))


def test_real_data_carry_no_mark_of_invented_ones():
    with override_settings(DEMO=False):
        assert "DỮ LIỆU MẪU" not in pages_of(typeset(LIST, people(1), on=DAY))[0]


def test_a_name_with_a_sign_the_letters_lack_is_still_printed():
    assert "Nguyễn" in pages_of(typeset(LIST, people(1, "Nguyễn 漢"), on=DAY))[0]


def test_a_template_reads_nothing_outside_its_folder():
    with pytest.raises(UnfitPage):
        typeset('#read("../typesetting.py")', {}, on=DAY)


def test_a_template_that_asks_for_what_is_not_there_is_a_fault_with_its_reason():
    with pytest.raises(UnfitPage, match="not_there"):
        typeset('#import "/a4.typ": *\n#data.not_there', {}, on=DAY)


def test_what_takes_too_long_is_refused_with_a_way_out(monkeypatch):
    monkeypatch.setattr(typesetting, "LONGEST_SECONDS", 0.01)

    with pytest.raises(TooMuchToSet, match="Thu hẹp danh sách"):
        typeset(LIST, people(500), on=DAY)
