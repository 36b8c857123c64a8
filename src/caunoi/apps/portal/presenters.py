"""What a visitor sees."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.portal.selectors import FEWEST, Published
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components import (
    Button,
    Callout,
    Cell,
    Column,
    Downloads,
    EmptyState,
    Heading,
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
        "on": on,
    }


def present_figures(figures: Sequence[Published], *, on: date, path: str) -> dict[str, Any]:
    columns = [
        Column(_("Chỉ tiêu")),
        Column(_("Giá trị"), "number"),
        Column(_("Trên tổng số"), "number"),
        Column(_("Tỷ lệ"), "number"),
        Column(_("Cách tính")),
    ]
    empty = EmptyState(_("Chưa công bố chỉ tiêu nào cho ngày này. Chọn ngày khác ở ô “Tính đến”."))
    return {
        "head": Heading(_("Số liệu công khai"), _("Toàn tỉnh, tính đến %(day)s") % {"day": format_date(on)}),
        "table": Table(
            columns, [_row(each) for each in figures], caption=_("Chỉ tiêu"), count=len(figures), empty=empty
        ),
        "note": Callout(
            _("Số nhỏ hơn %(fewest)d được che") % {"fewest": FEWEST},
            _("để không chỉ ra một người cụ thể."),
            "thong-tin",
        ),
        "downloads": Downloads(path),
    }


def _row(each: Published) -> Row:
    hidden = _("dưới %(fewest)d") % {"fewest": FEWEST}
    share = numbers.percent(each.share) if each.share is not None else ""
    value: Any = each if each.value is not None else hidden
    return Row([_(each.title), value, each.denominator, share, Cell(_(each.definition))], name=_(each.title))


def as_record(each: Published) -> dict[str, Any]:
    """One published figure for a program."""
    return {name: getattr(each, name) for name in COLUMNS}
