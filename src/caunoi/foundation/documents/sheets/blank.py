"""The templates that come with a form (mẫu đi kèm của biểu): drawn from its columns, to be edited by the office."""

from dataclasses import replace
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from caunoi.foundation.documents.sheets.as_workbook import PARTY, STATE, sheet_workbook
from caunoi.foundation.documents.sheets.form import Sheet, SheetCell, SheetColumn, SheetRow, heads_of
from caunoi.foundation.documents.sheets.values import ROWS, place_key

CENTRE = WD_ALIGN_PARAGRAPH.CENTER
WIDE = 297 - 30
LOUD = ("{{ cap_tren }}", "{{ don_vi }}", "{{ tieu_de }}")


def blank_workbook(sheet: Sheet) -> bytes:
    """The printed workbook with a field in every place: what the office changes around them stays."""
    row = SheetRow([SheetCell(_in_row(place_key(place))) for place in range(len(sheet.columns))])
    group = SheetRow([SheetCell(_in_row("nhom"))], "group")
    columns = tuple(replace(column, kind="text") for column in sheet.columns)
    return sheet_workbook(replace(_fields(sheet), columns=columns, rows=[group, row]))


def _fields(sheet: Sheet) -> Sheet:
    return replace(
        sheet,
        number="{{ so_bieu }}", title="{{ tieu_de }}", office="{{ don_vi }}", above="{{ cap_tren }}",
        mark="{{ dau_mau }}", total="{{ tong_cong }}", notes=["{{ ghi_chu }}"], day="{{ ngay_tinh }}",
    )  # fmt: skip


def _in_row(name: str) -> str:
    return f"{{{{ {ROWS}.{name} }}}}"


def blank_letter(sheet: Sheet) -> bytes:
    """The form in Word: the headings merged as on paper, one row written again for every row of data."""
    document = _page(sheet.wide)
    _above(document, sheet)
    table = document.add_table(rows=sheet.depth + 1, cols=len(sheet.columns))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    _headings(table, sheet)
    _lines(table, len(sheet.columns))
    _widths(table, sheet.columns)
    _below(document, sheet)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _page(wide: bool) -> Any:
    document = Document()
    section, style = document.sections[0], document.styles["Normal"]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(25 if wide else 20), Mm(18)
    section.left_margin, section.right_margin = Mm(15 if wide else 30), Mm(15)
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    style.paragraph_format.space_after = Pt(0)
    document.core_properties.author, document.core_properties.title = "Cầu Nối", ""
    return document


def _write(paragraph: Any, text: str, *, size: float = 12, bold: bool = False, italic: bool = False) -> None:
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    run.font.all_caps = text in LOUD


def _line(document: Any, text: str, *, size: float = 12, bold: bool = False, italic: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTRE
    _write(paragraph, text, size=size, bold=bold, italic=italic)


def _above(document: Any, sheet: Sheet) -> None:
    _line(document, "{{ dau_mau }}", size=10, bold=True)
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    for cell, words in ((left, ("{{ cap_tren }}", "{{ don_vi }}")), (right, _right(sheet))):
        for place, text in enumerate(filter(None, words)):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            paragraph.alignment = CENTRE
            _write(paragraph, text, bold=cell is right or place > 0)
    _line(document, "{{ so_bieu }}", size=11, italic=True)
    _line(document, "{{ tieu_de }}", size=14, bold=True)
    _line(document, "(Số liệu tính đến ngày {{ ngay_tinh }})", italic=True)


def _right(sheet: Sheet) -> tuple[str, str]:
    return PARTY if sheet.system == "party" else STATE


def _headings(table: Any, sheet: Sheet) -> None:
    for head in (head for row in heads_of(sheet) for head in row):
        first = table.cell(head.row, head.column)
        cell = first.merge(table.cell(head.row + head.down - 1, head.column + head.across - 1))
        cell.paragraphs[0].alignment = CENTRE
        _write(cell.paragraphs[0], head.text, size=10, bold=True)
    for place, cell in enumerate(table.rows[sheet.depth].cells):
        cell.paragraphs[0].alignment = CENTRE
        _write(cell.paragraphs[0], f"({place + 1})", size=9, italic=True)
    for row in table.rows:
        _repeat(row)


def _repeat(row: Any) -> None:
    """Said again on top of every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _lines(table: Any, count: int) -> None:
    """A group across where a row names one, else the cells."""
    for text in (f"{{%tr for d in {ROWS} %}}", "{%tr if d.nhom %}"):
        _write(table.add_row().cells[0].paragraphs[0], text, size=8)
    group = table.add_row().cells
    _write(group[0].merge(group[-1]).paragraphs[0], "{{ d.nhom }}", size=10, bold=True)
    _write(table.add_row().cells[0].paragraphs[0], "{%tr else %}", size=8)
    for place, cell in enumerate(table.add_row().cells[:count]):
        _write(cell.paragraphs[0], f"{{{{ d.{place_key(place)} }}}}", size=10)
    for text in ("{%tr endif %}", "{%tr endfor %}"):
        _write(table.add_row().cells[0].paragraphs[0], text, size=8)


def _widths(table: Any, columns: tuple[SheetColumn, ...]) -> None:
    whole = sum(column.width for column in columns)
    for place, column in enumerate(columns):
        table.columns[place].width = Mm(WIDE * column.width / whole)


def _below(document: Any, sheet: Sheet) -> None:
    for text in ("{{ tong_cong }}", "{{ ghi_chu }}"):
        _write(document.add_paragraph(), text, size=10, italic=True)
    cells = document.add_table(rows=1, cols=len(sheet.signers)).rows[0].cells
    for cell, words in zip(cells, sheet.signers, strict=True):
        cell.paragraphs[0].alignment = CENTRE
        _write(cell.paragraphs[0], words.upper(), bold=True)
