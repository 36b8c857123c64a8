"""The page of the open tables: one year as a table, what is withheld and why, and the files."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.portal.limits import fewest, licence
from caunoi.apps.portal.presenters.open_files import CATALOGUE, CSV, CSVW, HOME, JSON, PACKAGE, name_of_table
from caunoi.apps.portal.selectors import ALL, OUTCOMES, OpenRow
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components import (
    Callout,
    Column,
    EmptyState,
    Fact,
    Heading,
    KeyFacts,
    Link,
    Row,
    Tab,
    Table,
    Tabs,
)

YEAR = "nam"


def present_open_data(rows: Sequence[OpenRow], *, asked: str, today: date) -> dict[str, Any]:
    years = sorted({row.on.year for row in rows}, reverse=True)
    year = next((each for each in years if str(each) == asked), years[0] if years else today.year)
    mine = [row for row in rows if row.on.year == year]
    return {
        "head": Heading(_("Dữ liệu mở"), name_of_table(), [Link(_("Số liệu công khai"), "/so-lieu/")]),
        "years": Tabs(
            [Tab(str(each), f"{HOME}?{YEAR}={each}", current=each == year) for each in years], _("Năm")
        ),
        "table": _table(mine),
        "note": _note(today),
        "files": _files(today),
    }


def _table(rows: Sequence[OpenRow]) -> Table:
    units = list(dict.fromkeys((row.unit_code, row.unit) for row in rows))
    found = {(row.unit_code, row.outcome): row.people for row in rows}
    outcomes = (*OUTCOMES, ALL)
    columns = [Column(_("Đơn vị")), *(Column(title, "number") for title in _outcome_titles())]
    caption = (
        _("Cán bộ chủ chốt cấp xã ngày %(day)s") % {"day": format_date(rows[0].on)}
        if rows
        else _("Chưa có năm nào")
    )
    lines = [
        Row([name or _("Toàn tỉnh"), *(_cell(found[code, outcome]) for outcome in outcomes)], name=name)
        for code, name in units
    ]
    empty = EmptyState(_("Chưa có năm nào đã khép lại mà có số liệu."))
    return Table(columns, lines, caption=caption, count=len(lines), empty=empty)


def _outcome_titles() -> list[str]:
    return [_("Đạt"), _("Chưa đạt"), _("Đang chuyển tiếp"), _("Chưa rõ"), _("Tất cả")]


def _cell(people: int | None) -> Any:
    return _("che") if people is None else numbers.number(people)


def _note(today: date) -> Callout:
    words = _(
        "Số dưới %(fewest)d người không được nói ra. Che một ô thì tổng trừ đi các ô còn lại vẫn lộ, nên có ô khác "
        "che cùng; ô che ở năm này cũng che ở các năm khác để so hai năm không lộ ra."
    )
    return Callout(_("Vì sao có ô “che”"), words % {"fewest": fewest(today)}, "thong-tin")


def _files(today: date) -> KeyFacts:
    known = licence(today)
    tables = [Link("CSV", HOME + CSV), " · ", Link("JSON", HOME + JSON)]
    described = [("Table Schema", PACKAGE), ("CSVW", CSVW), ("DCAT-AP", CATALOGUE)]
    links = [each for name, file in described for each in (" · ", Link(name, HOME + file))][1:]
    return KeyFacts([
        Fact(_("Tải về"), tables),
        Fact(_("Mô tả cho máy"), links),
        Fact(_("Giấy phép"), _("%(name)s: được dùng tự do, ghi nguồn") % {"name": known.name}),
        Fact(_("Cập nhật"), _("Mỗi năm một lần, theo ngày 31/12.")),
    ])  # fmt: skip
