"""The list of people as the authority prints it: numbered columns, by district and commune."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from caunoi.apps.cadres.schema_units import unit_key
from caunoi.apps.organisation.selectors import Tree
from caunoi.foundation.workbooks.official_form import ORDER, FormColumn, FormSection, OfficialForm

LEARNING = "Trình độ"
PARTY = "Ngày vào Đảng"
OFFICIAL = OfficialForm(
    number="Biểu 2",
    title="DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ",
    authority=("TỈNH ỦY", "BAN TỔ CHỨC"),
    motto=("ĐẢNG CỘNG SẢN VIỆT NAM",),
    columns=(
        FormColumn(("TT",), ORDER, 5),
        FormColumn(("Số hiệu",), "number", 12),
        FormColumn(("Họ và tên",), "full_name", 26),
        FormColumn(("Ngày, tháng, năm sinh",), "birth", 12),
        FormColumn(("Giới tính",), "sex", 7),
        FormColumn(("Dân tộc",), "ethnicity", 9),
        FormColumn(("Chức danh",), "title", 26),
        FormColumn(("Thôn, tổ dân phố",), "village", 14),
        FormColumn(("Mã đơn vị",), "unit_code", 9),
        FormColumn(("Giữ chức danh từ ngày",), "valid_from", 12),
        FormColumn((LEARNING, "Giáo dục phổ thông"), "general_education"),
        FormColumn((LEARNING, "Chuyên môn"), "professional"),
        FormColumn((LEARNING, "Ngành đào tạo"), "professional_field", 20),
        FormColumn((LEARNING, "Lý luận chính trị"), "political_theory"),
        FormColumn((LEARNING, "Quản lý nhà nước"), "state_management"),
        FormColumn((LEARNING, "Tin học"), "it"),
        FormColumn((LEARNING, "Ngoại ngữ"), "foreign_language"),
        FormColumn((PARTY, "Dự bị"), "party_joined", 12),
        FormColumn((PARTY, "Chính thức"), "party_official", 12),
        FormColumn(("Năm xếp loại",), "rating_year", 8),
        FormColumn(("Xếp loại",), "rating", 20),
    ),
)
Row = Mapping[str, Any]


def readable_form(columns: Iterable[str]) -> OfficialForm:
    """The form without the columns somebody may not read."""
    known = {ORDER, *columns}
    kept = tuple(column for column in OFFICIAL.columns if column.key in known)
    return replace(OFFICIAL, columns=kept)


def sections_of(rows: Iterable[Row], tree: Tree) -> Iterator[FormSection]:
    """The rows, which come in the order of units, under "Huyện …" and "Xã …"."""
    names = {unit_key(node): node.full_name for node in tree.nodes.values()}
    for (district, commune), some in groupby(rows, key=lambda row: (row.get("district"), row.get("commune"))):
        groups = tuple(names[code] for code in (district, commune) if code)
        yield FormSection(groups or (names[unit_key(tree.roots[0])],), list(some))
