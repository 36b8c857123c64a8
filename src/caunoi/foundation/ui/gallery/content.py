"""Invented people and numbers for the component page; nothing here comes from a database."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from caunoi.foundation.ui.components import Cell, Chip, Column, Link, Row, heat


@dataclass(frozen=True)
class SampleFigure:
    """A number with an address of this very page (con số mẫu)."""

    code: str
    value: float | None
    url: str = "/giao-dien/#bang"
    text: str = ""
    label: Any = ""
    explain_url: str = "/giao-dien/bang-ben/"


MET = SampleFigure("sample.met", 1300, label=_("Đạt chuẩn"))
PEOPLE = SampleFigure("sample.people", 1368)
SHARE = SampleFigure("sample.share", 0.9503, text="95,0 %")

PEOPLE_COLUMNS = [
    Column(_("Họ và tên"), sort_url="?sap=ten", sorted="ascending"),
    Column(_("Chức danh")),
    Column(_("Xã")),
    Column(_("Đang thiếu"), "chips"),
    Column(_("Sinh"), "date", sort_url="?sap=sinh"),
    Column(_("Số năm"), "number", sort_url="?sap=nam"),
]

_NAMES = [
    ("Phạm An", "Chủ tịch HĐND", "An Lạc", ["LLCT"], "14/03/1971", 4),
    ("Trần Thị Ánh", "Phó Bí thư", "Bố Hạ", ["LLCT"], "8/1980", 2),
    ("Lê Văn Ân", "Bí thư Đảng ủy", "Ngọc Vân", ["LLCT", "CM"], "02/09/1968", 9),
    ("Giáp Quang Bảo", "Bí thư Đảng ủy", "Lê Lợi", [], "1975", 6),
    ("Nguyễn Đức Đường", "Chủ tịch UBND", "Xuân Hương", ["QLNN"], "30/11/1983", 1),
]


def lacking(missing: list[str]) -> list[Chip]:
    return [Chip(short, "loi") for short in missing] or [Chip(str(_("Đạt chuẩn")), "dat")]


def people_rows() -> list[Row]:
    return [
        Row(
            [Link(name, "#bang"), post, unit, lacking(missing), born, years],
            pick=str(index),
            name=name,
        )
        for index, (name, post, unit, missing, born, years) in enumerate(_NAMES)
    ]  # fmt: skip


MATRIX_COLUMNS = [
    Column(_("Xã, phường")),
    *(
        Column(title, "number", index=f"({index})")
        for index, title in enumerate(
            [
                _("Lý luận chính trị"),
                _("Chuyên môn"),
                _("Quản lý nhà nước"),
                _("Tin học"),
                _("Ngoại ngữ"),
                _("Cộng"),
            ],
            1,
        )
    ),
]

_GAPS = [
    ("Xã An Lạc", [9, 4, 2, 1, 0]),
    ("Xã Cảnh Thụy", [6, 0, 1, 0, 0]),
    ("Thị trấn Bố Hạ", [3, 2, 0, 0, 1]),
    ("Xã Xuân Hương", [1, 1, 0, 0, 0]),
    ("Xã Ngọc Vân", [0, 0, 0, 0, 0]),
]


def gap(value: int) -> SampleFigure:
    return SampleFigure("sample.gap", value)


def matrix_rows() -> list[Row]:
    return [
        Row(
            [
                Link(unit, "#ma-tran"),
                *(Cell(gap(n), heat=heat(n, [1, 2, 4, 8])) for n in counts),
                gap(sum(counts)),
            ]
        )
        for unit, counts in _GAPS
    ]


def matrix_total() -> list[object]:
    sums = [sum(column) for column in zip(*(counts for _, counts in _GAPS), strict=True)]
    return [_("Cộng"), *(gap(n) for n in sums), gap(sum(sums))]
