"""What a visitor sees."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.portal.limits import fewest
from caunoi.apps.portal.selectors import PEOPLE, Published
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components import (
    Button,
    Callout,
    Cell,
    Column,
    Downloads,
    EmptyState,
    Fact,
    Heading,
    KeyFacts,
    Row,
    Table,
)

COLUMNS = ("code", "title", "value", "denominator", "share", "unit_of_measure", "on", "definition")


def present_front(figures: Sequence[Published], *, on: date) -> dict[str, Any]:
    return {
        "head": Heading(
            _("Cầu Nối"), _("Bồi dưỡng cán bộ cơ sở: chuẩn rõ, số liệu mở, ai cũng kiểm tra được")
        ),
        "figures": [
            figure for figure in figures if figure.code in {"standard.met", "education.college_or_higher"}
        ],
        "sign_in": Button(_("Đăng nhập"), url="/dang-nhap/", kind="primary", large=True),
        "units": Button(_("Tìm xã, phường"), url="/don-vi/", icon="search", large=True),
        "on": max((figure.on for figure in figures if figure.unit_of_measure == PEOPLE), default=on),
    }


def present_figures(figures: Sequence[Published], *, on: date, path: str) -> dict[str, Any]:
    columns = [
        Column(_("Chỉ tiêu")),
        Column(_("Giá trị"), "number"),
        Column(_("Trên tổng số"), "number"),
        Column(_("Tỷ lệ"), "number"),
        Column(_("Tính đến")),
        Column(_("Cách tính")),
    ]
    empty = EmptyState(_("Chưa công bố chỉ tiêu nào cho ngày này. Chọn ngày khác ở ô “Tính đến”."))
    return {
        "head": Heading(_("Số liệu công khai"), _("Toàn tỉnh, tính đến %(day)s") % {"day": format_date(on)}),
        "table": Table(
            columns, [_row(each) for each in figures], caption=_("Chỉ tiêu"), count=len(figures), empty=empty
        ),
        "note": Callout(
            _("Số nhỏ hơn %(fewest)d được che") % {"fewest": fewest(on)},
            _("để không chỉ ra một người cụ thể. Số người được công bố theo kỳ, tính đến ngày cuối kỳ."),
            "thong-tin",
        ),
        "downloads": Downloads(path),
        "open_data": Button(_("Dữ liệu mở theo năm và đơn vị"), url="/du-lieu-mo/"),
    }


def _row(each: Published) -> Row:
    hidden = _("dưới %(fewest)d") % {"fewest": fewest(each.on)}
    share = numbers.percent(each.share) if each.share is not None else ""
    value: Any = each if each.value is not None else hidden
    return Row(
        [_(each.title), value, each.denominator, share, format_date(each.on), Cell(_(each.definition))],
        name=_(each.title),
    )


def as_record(each: Published) -> dict[str, Any]:
    """One published figure for a program."""
    return {name: getattr(each, name) for name in COLUMNS}


def present_help(*, on: date) -> dict[str, Any]:
    """P7: how to go about it, what is kept, who sees what."""
    return {
        "head": Heading(_("Trợ giúp"), _("Những điều hay hỏi nhất, trên một trang.")),
        "using": KeyFacts([
            Fact(_("Tìm"), _("Ô tìm ở đầu trang, phím Ctrl+/. Không cần gõ dấu.")),
            Fact(_("Xem ngày khác"), _("Ô “Tính đến” ở đầu trang: mọi trang trả lời theo ngày ấy.")),
            Fact(_("Con số"), _("Bấm vào số để thấy những người phía sau; dấu ? bên cạnh giải thích cách tính.")),
            Fact(_("Nhập từ Excel"), _("Thả tệp, xem trang kiểm tra, rồi mới ghi; hoàn tác được 30 ngày.")),
            Fact(_("In"), _("Nút “In A4” ở cuối danh sách, hoặc lệnh in của trình duyệt.")),
        ]),
        "kept": KeyFacts([
            Fact(_("Giữ gì"), _("Hồ sơ, quá trình công tác, trình độ, xếp loại của cán bộ; không giữ gì về khách.")),
            Fact(_("Ai xem được"), _("Người có quyền ở đơn vị ấy, trong thời gian ấy; quản trị không xem hồ sơ.")),
            Fact(_("Công bố"), _("Chỉ số đếm toàn tỉnh; số nhỏ hơn %(fewest)d được che.") % {"fewest": fewest(on)}),
            Fact(_("Nhật ký"), _("Mọi thay đổi được ghi lại và nối chuỗi; cán bộ xem được nhật ký hồ sơ của mình.")),
        ]),
    }  # fmt: skip
