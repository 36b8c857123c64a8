"""The sheet as the fields of a template: the rows under ``dong``, their columns c1, c2, c3 … from left to right."""

from typing import Any

from django.utils.translation import gettext_noop

from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.documents.sheets.form import Sheet, SheetRow

ROWS = "dong"
FIELDS = {
    "dau_mau": gettext_noop("“DỮ LIỆU MẪU” trên dữ liệu dùng thử, trống trên dữ liệu thật"),
    "cap_tren": gettext_noop("Đơn vị cấp trên trực tiếp"),
    "don_vi": gettext_noop("Đơn vị mà biểu nói về"),
    "so_bieu": gettext_noop("Số của biểu"),
    "tieu_de": gettext_noop("Tên biểu"),
    "ngay_tinh": gettext_noop("Ngày của số liệu"),
    "tong_cong": gettext_noop("Câu nói danh sách có bao nhiêu người; trống ở biểu số liệu"),
    "ghi_chu": gettext_noop("Cột để trống và người đếm riêng, nếu có"),
    ROWS: gettext_noop("Các dòng của biểu; mỗi dòng có nhom (đầu nhóm) và các cột c1, c2, c3… từ trái sang"),
}


def place_key(place: int) -> str:
    return f"c{place + 1}"


def values_of(sheet: Sheet, *, as_words: bool = True) -> dict[str, Any]:
    """Words for Word; with ``as_words`` False numbers and days stay what they are, for a workbook."""
    return {
        "dau_mau": sheet.mark,
        "cap_tren": sheet.above,
        "don_vi": sheet.office,
        "so_bieu": sheet.number,
        "tieu_de": sheet.title,
        "ngay_tinh": format_date(sheet.on),
        "tong_cong": sheet.total,
        "ghi_chu": " ".join(sheet.notes),
        ROWS: [_row(sheet, row, as_words) for row in sheet.rows],
    }


def _row(sheet: Sheet, row: SheetRow, as_words: bool) -> dict[str, Any]:
    empty = {place_key(place): "" for place in range(len(sheet.columns))}
    if row.kind == "group":
        return {**empty, "nhom": row.cells[0].words}
    filled = {
        place_key(place): cell.words if as_words else cell.value for place, cell in enumerate(row.cells)
    }
    return {**empty, **filled, "nhom": ""}
