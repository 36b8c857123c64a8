"""Builds the letters that come with the product (mẫu văn bản đi kèm): run again after a change of looks.

The office edits what comes out of this in Word; nothing here is needed at run time.
"""

from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

APPS = Path(__file__).resolve().parent.parent / "src/caunoi/apps"
FOLDER = APPS / "planning/document_templates"
REVIEWS = APPS / "reviews/document_templates"
CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def new_document(*, landscape: bool = False) -> Document:
    """A4, Times New Roman 13, margins of an administrative letter."""
    document = Document()
    section = document.sections[0]
    size = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = size
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    document.core_properties.author, document.core_properties.title = "Cầu Nối", ""
    return document


def write(cell_or_paragraph, text: str, *, bold=False, italic=False, size=None, align=None) -> None:
    paragraph = (
        cell_or_paragraph.paragraphs[0] if hasattr(cell_or_paragraph, "paragraphs") else cell_or_paragraph
    )
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    if size:
        run.font.size = Pt(size)
    paragraph.paragraph_format.space_after = Pt(0)
    if align is not None:
        paragraph.alignment = align


def heading(document: Document, place: str) -> None:
    """Issuing body at the left, the state's heading at the right, the sample mark above both."""
    write(document.add_paragraph(), "{{ dau_mau }}", bold=True, size=11, align=CENTRE)
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    write(left, "{{ don_vi }}", size=12, align=CENTRE)
    write(left.add_paragraph(), "Số: {{ van_ban }}", size=12, align=CENTRE)
    write(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=12, align=CENTRE)
    write(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", bold=True, size=13, align=CENTRE)
    write(right.add_paragraph(), f"{place}, ngày      tháng      năm", italic=True, size=13, align=CENTRE)
    document.add_paragraph()


def grid(document: Document, loop: str, columns: list[tuple[str, str, int]]) -> None:
    """A table whose middle row is written once for every entry of a list."""
    name, row_name = loop.split()
    table = document.add_table(rows=5, cols=len(columns))
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for place, (title, field, width) in enumerate(columns):
        cells = table.columns[place].cells
        for cell in cells:
            cell.width = Mm(width)
        write(cells[0], title, bold=True, size=11, align=CENTRE)
        write(cells[1], f"({place + 1})", italic=True, size=10, align=CENTRE)
        write(cells[3], f"{{{{ {row_name}.{field} }}}}", size=11)
    write(table.rows[2].cells[0], f"{{%tr for {row_name} in {name} %}}", size=8)
    write(table.rows[4].cells[0], "{%tr endfor %}", size=8)
    repeat(table.rows[0])
    repeat(table.rows[1])


def repeat(row) -> None:
    """Said again on top of every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def signatures(document: Document) -> None:
    document.add_paragraph()
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    write(left, "Nơi nhận:", bold=True, italic=True, size=11)
    write(left.add_paragraph(), "- Như trên;", size=11)
    write(left.add_paragraph(), "- Lưu: VT.", size=11)
    write(right, "THỦ TRƯỞNG ĐƠN VỊ", bold=True, align=CENTRE)
    write(right.add_paragraph(), "(Ký, ghi rõ họ tên, đóng dấu)", italic=True, size=12, align=CENTRE)
    write(document.add_paragraph(), "{{ tinh_trang }}", bold=True, size=10)
    write(
        document.add_paragraph(),
        "Mã nội dung kế hoạch: {{ ma_ke_hoach }}. Số liệu tính đến {{ ngay_tinh }}. "
        "Ai giữ văn bản này kiểm tra được mã ở trang /ke-hoach/ma/.",
        italic=True,
        size=10,
    )


LINES = [
    ("TT", "stt", 10), ("Mã", "ma", 24), ("Chương trình", "chuong_trinh", 40), ("Nơi học", "noi_hoc", 34),
    ("Khai giảng", "khai_giang", 24), ("Số người", "so_nguoi", 14), ("Chi phí", "chi_phi", 28),
]  # fmt: skip


def plan() -> Document:
    document = new_document()
    heading(document, "Bắc Giang")
    write(document.add_paragraph(), "KẾ HOẠCH", bold=True, size=14, align=CENTRE)
    write(document.add_paragraph(), "{{ ten_ke_hoach }}", bold=True, size=14, align=CENTRE)
    document.add_paragraph()
    write(document.add_paragraph(), "I. Nội dung", bold=True)
    document.add_paragraph(
        "Trên cơ sở rà soát tiêu chuẩn chức danh tính đến ngày {{ ngay_tinh }}, năm {{ nam }} mở {{ so_lop }} lớp "
        "cho {{ so_nguoi }} người ({{ so_luot }} lượt học). Tổng chi phí {{ tong_chi }}, "
        "trong ngân sách {{ ngan_sach }}."
    )
    document.add_paragraph("{{ muc_chung_minh }}")
    write(document.add_paragraph(), "II. Các lớp", bold=True)
    grid(document, "lop l", LINES)
    document.add_paragraph()
    write(document.add_paragraph(), "III. Nhu cầu chưa xếp trong năm", bold=True)
    grid(
        document,
        "chua_xep c",
        [
            ("TT", "stt", 10), ("Họ và tên", "ho_ten", 34), ("Chức danh, đơn vị", "chuc_danh }}, {{ c.don_vi", 44),
            ("Còn thiếu", "con_thieu", 36), ("Vì sao", "vi_sao", 50),
        ],
    )  # fmt: skip
    signatures(document)
    return document


def decision() -> Document:
    """What whoever decides is asked to sign; the list of people goes with it."""
    document = new_document()
    heading(document, "Bắc Giang")
    write(document.add_paragraph(), "QUYẾT ĐỊNH", bold=True, size=14, align=CENTRE)
    write(document.add_paragraph(), "Phê duyệt {{ ten_ke_hoach }}", bold=True, align=CENTRE)
    write(document.add_paragraph(), "{{ tinh_trang }}", italic=True, size=11, align=CENTRE)
    document.add_paragraph()
    for words in (
        "Căn cứ chức năng, nhiệm vụ, quyền hạn của {{ don_vi }};",
        "Căn cứ kết quả rà soát tiêu chuẩn chức danh tính đến ngày {{ ngay_tinh }};",
        "Xét tờ trình của {{ nguoi_trinh }},",
    ):
        write(document.add_paragraph(), words, italic=True)
    write(document.add_paragraph(), "QUYẾT ĐỊNH:", bold=True, align=CENTRE)
    document.add_paragraph(
        "Điều 1. Phê duyệt {{ ten_ke_hoach }}: mở {{ so_lop }} lớp cho {{ so_nguoi }} người ({{ so_luot }} lượt học), "
        "tổng chi phí {{ tong_chi }} trong ngân sách {{ ngan_sach }}, gồm các lớp sau:"
    )
    grid(document, "lop l", LINES)
    document.add_paragraph()
    document.add_paragraph(
        "Điều 2. Cử những người có tên trong danh sách kèm theo đi học các lớp nêu tại Điều 1."
    )
    document.add_paragraph(
        "Điều 3. Quyết định có hiệu lực từ ngày ký. Đơn vị có người được cử, cơ sở đào tạo và người có tên trong "
        "danh sách chịu trách nhiệm thi hành."
    )
    signatures(document)
    return document


def people() -> Document:
    document = new_document(landscape=True)
    heading(document, "Bắc Giang")
    write(document.add_paragraph(), "DANH SÁCH CỬ ĐI HỌC", bold=True, size=14, align=CENTRE)
    write(document.add_paragraph(), "(Kèm theo {{ ten_ke_hoach }})", italic=True, align=CENTRE)
    document.add_paragraph()
    grid(
        document,
        "nguoi n",
        [
            ("TT", "stt", 10), ("Họ và tên", "ho_ten", 42), ("Chức danh", "chuc_danh", 38), ("Đơn vị", "don_vi", 34),
            ("Chương trình", "chuong_trinh", 48), ("Lớp", "lop", 24), ("Nơi học", "noi_hoc", 34),
            ("Khai giảng", "khai_giang", 24),
        ],
    )  # fmt: skip
    write(document.add_paragraph(), "Danh sách có {{ so_luot }} lượt của {{ so_nguoi }} người.", italic=True)
    signatures(document)
    return document


def reminder() -> Document:
    """To one unit that has not sent its sheet of a review."""
    document = new_document()
    write(document.add_paragraph(), "{{ dau_mau }}", bold=True, size=11, align=CENTRE)
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    write(left, "{{ cap_tren }}", bold=True, size=12, align=CENTRE)
    write(left.add_paragraph(), "Số:        ", size=12, align=CENTRE)
    write(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=12, align=CENTRE)
    write(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", bold=True, size=13, align=CENTRE)
    write(right.add_paragraph(), "Ngày {{ ngay_lap }}", italic=True, size=13, align=CENTRE)
    document.add_paragraph()
    write(
        document.add_paragraph(),
        "V/v nhắc gửi bảng rà soát cán bộ (lần {{ lan_nhac }})",
        bold=True,
        align=CENTRE,
    )
    document.add_paragraph()
    document.add_paragraph("Kính gửi: {{ noi_nhan }}")
    document.add_paragraph(
        "{{ ten_dot }} lấy số liệu ngày {{ ngay_chot }}, hạn gửi là {{ han_gui }} ({{ cham }}). "
        "Bảng rà soát của đơn vị đang ở bước “{{ tinh_trang }}”: {{ so_con_lai }} trên {{ so_nguoi }} người "
        "chưa được xác nhận."
    )
    document.add_paragraph(
        "Đề nghị đơn vị xác nhận đủ từng người, bổ sung minh chứng còn thiếu rồi gửi bảng."
    )
    document.add_paragraph("{{ huong_dan }}")
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    write(left, "Nơi nhận:", bold=True, italic=True, size=11)
    write(left.add_paragraph(), "- Như trên;", size=11)
    write(left.add_paragraph(), "- Lưu: VT.", size=11)
    write(right, "NGƯỜI LẬP", bold=True, align=CENTRE)
    write(right.add_paragraph(), "{{ nguoi_lap }}", align=CENTRE)
    return document


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    plan().save(FOLDER / "ke-hoach.docx")
    decision().save(FOLDER / "quyet-dinh.docx")
    people().save(FOLDER / "danh-sach.docx")
    REVIEWS.mkdir(parents=True, exist_ok=True)
    reminder().save(REVIEWS / "nhac-ra-soat.docx")
