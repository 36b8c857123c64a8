"""Seats and posts of a day as figures: each number counts the rows of one table of seats and people."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.figures.seat_rows import (
    Counting,
    Holders,
    Rows,
    acting,
    heads,
    people_of,
    posts_of,
    seated,
    seats,
    uncounted,
)
from caunoi.apps.cadres.selectors import SeatTable, occupancy
from caunoi.apps.organisation.figures import list_url
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.foundation import figures
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.figures import Figure, FigureValue, Scope

TITLE, ALONE = "chuc-danh", "rieng"
SEATS = (
    gettext_noop("Đơn vị"), gettext_noop("Thuộc"), gettext_noop("Chức danh"), gettext_noop("Thứ tự"),
    gettext_noop("Giữ trên số chỗ"), gettext_noop("Người giữ"),
)  # fmt: skip
ROSTER = (
    gettext_noop("Họ và tên"), gettext_noop("Chức danh"), gettext_noop("Cách giữ"), gettext_noop("Đơn vị"),
    gettext_noop("Thuộc"), gettext_noop("Giữ từ ngày"), gettext_noop("Quyết định"),
)  # fmt: skip
PEOPLE = (gettext_noop("Họ và tên"), gettext_noop("Chức danh"), gettext_noop("Đơn vị"))


@dataclass(frozen=True)
class Counted:
    """How a figure comes about: the number at once, and the rows when somebody asks for them."""

    count: Callable[[SeatTable], int]
    rows: Rows
    columns: tuple[str, ...]
    measure: str


def _seats(count: Counting, of: str = "rows") -> Counted:
    return Counted(
        lambda table: sum(count(row) or 0 for row in getattr(table, of)),
        seats(count, of),
        SEATS,
        gettext_noop("chỗ"),
    )


def _posts(holders: Holders) -> Counted:
    return Counted(lambda table: len(holders(table)), posts_of(holders), ROSTER, gettext_noop("lượt giữ"))


def _people(holders: Holders) -> Counted:
    return Counted(
        lambda table: len({each.cadre_id for each in holders(table)}),
        people_of(holders),
        PEOPLE,
        gettext_noop("người"),
    )


def _unknown(table: SeatTable) -> int:
    return sum(row.seat is None for row in table.rows)


@dataclass(frozen=True)
class Definition:
    """A figure of seats and posts: what it is called, what it says, what it counts."""

    code: str
    title: str
    text: str
    counted: Counted


DEFINITIONS = (
    Definition(
        "seats.allowed",
        gettext_noop("Số chỗ"),
        gettext_noop(
            "Số chỗ của các chức danh theo văn bản có hiệu lực trong ngày; nơi chưa ghi số chỗ không cộng vào."
        ),
        _seats(lambda row: row.filling.allowed),
    ),
    Definition(
        "seats.held",
        gettext_noop("Chỗ có người giữ"),
        gettext_noop(
            "Số lượt giữ chính và kiêm nhiệm trong ngày ở những chức danh đã ghi số chỗ; "
            "quyền, phụ trách không tính là có người giữ."
        ),
        _posts(seated),
    ),
    Definition(
        "seats.vacant",
        gettext_noop("Chỗ trống"),
        gettext_noop(
            "Số chỗ trừ số lượt giữ chính và kiêm nhiệm, tính riêng từng chức danh ở từng đơn vị; "
            "nơi chưa ghi số chỗ không tính."
        ),
        _seats(lambda row: row.filling.vacant),
    ),
    Definition(
        "seats.surplus",
        gettext_noop("Dôi so với số chỗ"),
        gettext_noop(
            "Số lượt giữ chính và kiêm nhiệm vượt số chỗ, tính riêng từng chức danh ở từng đơn vị; "
            "ai trong những người giữ là người dôi do cấp có thẩm quyền quyết định."
        ),
        _seats(lambda row: row.filling.surplus),
    ),
    Definition(
        "seats.acting",
        gettext_noop("Quyền, phụ trách"),
        gettext_noop("Số lượt quyền hoặc phụ trách trong ngày; chỗ vẫn tính là trống."),
        _posts(acting),
    ),
    Definition(
        "seats.unknown",
        gettext_noop("Chưa ghi số chỗ"),
        gettext_noop(
            "Số chức danh ở từng đơn vị có người giữ trong ngày mà chưa ai ghi số chỗ: chưa biết trống hay dôi."
        ),
        Counted(_unknown, uncounted, SEATS, gettext_noop("chức danh")),
    ),
    Definition(
        "posts.held",
        gettext_noop("Danh sách người giữ chức danh"),
        gettext_noop(
            "Số lượt giữ chức danh trong ngày, kể cả kiêm nhiệm, quyền và phụ trách; "
            "một người giữ hai chức danh là hai lượt."
        ),
        _posts(lambda table: table.holders),
    ),
    Definition(
        "people.in_post",
        gettext_noop("Người đang giữ chức danh"),
        gettext_noop(
            "Số người giữ ít nhất một chức danh trong ngày; một người giữ hai chức danh vẫn là một người."
        ),
        _people(lambda table: table.holders),
    ),
    Definition(
        "staff.allowed",
        gettext_noop("Biên chế"),
        gettext_noop(
            "Số cán bộ, công chức được giao theo văn bản có hiệu lực trong ngày, ở những đơn vị đã ghi số."
        ),
        _seats(lambda row: row.filling.allowed, "staff"),
    ),
    Definition(
        "staff.held",
        gettext_noop("Người trong biên chế"),
        gettext_noop(
            "Số người có chức danh chính thuộc nhóm được giao biên chế, ở những đơn vị đã ghi số; "
            "mỗi người tính một lần."
        ),
        _people(heads),
    ),
    Definition(
        "staff.vacant",
        gettext_noop("Biên chế còn thiếu người"),
        gettext_noop("Số được giao trừ số người, tính riêng từng đơn vị đã ghi số."),
        _seats(lambda row: row.filling.vacant, "staff"),
    ),
    Definition(
        "staff.surplus",
        gettext_noop("Dôi so với biên chế"),
        gettext_noop("Số người vượt số được giao, tính riêng từng đơn vị đã ghi số."),
        _seats(lambda row: row.filling.surplus, "staff"),
    ),
)
OF_SEATS = frozenset(
    f"{of}.{what}" for of in ("seats", "staff") for what in ("allowed", "held", "vacant", "surplus")
)
BY_CODE: Mapping[str, Definition] = {each.code: each for each in DEFINITIONS}


def register() -> None:
    for each in DEFINITIONS:
        made = each.counted
        figures.register(
            Figure(
                each.code, each.title, each.text, _answering(each), made.columns, unit_of_measure=made.measure
            )
        )


def _answering(each: Definition) -> Callable[[Actor, Scope], FigureValue]:
    def answer(actor: Actor, scope: Scope) -> FigureValue:
        table = table_of(actor, scope)
        unknown = _unknown(table) if each.code.startswith("seats.") else 0
        return FigureValue(
            figures.figure_or_404(each.code),
            scope,
            list(each.counted.rows(table)),
            recorded=_is_recorded(each.code, table),
            url=list_url(each.code, scope, TITLE, ALONE),
            scope_label=table.tree.path_label(scope.unit_id) if scope.unit_id else "",
            excluded=[(_("Chức danh chưa ghi số chỗ"), unknown)] if unknown else [],
            sources=[_("Số chỗ theo văn bản ghi ở từng dòng; người giữ theo quá trình công tác")],
        )

    return answer


def table_of(actor: Actor, scope: Scope) -> SeatTable:
    """The table a scope asks about; a unit that is not there on the day is nowhere."""
    if scope.unit_id and scope.unit_id not in unit_tree(on=scope.on):
        raise NotVisible(f"organisation.Unit {scope.unit_id} {scope.on}")
    titles = [code for code in scope.where.get(TITLE, "").split(",") if code]
    return occupancy(actor, scope.on, scope.unit_id, titles=titles, alone=ALONE in scope.where)


@dataclass(frozen=True)
class Number:
    """A number of a page that has many of them: the value is at hand, only code and address are written."""

    code: str
    value: int | None
    url: str = ""
    explain_url: str = ""


def count_of(code: str, table: SeatTable) -> int | None:
    """None where the figure needs numbers of seats and nobody recorded one."""
    return BY_CODE[code].counted.count(table) if _is_recorded(code, table) else None


def _is_recorded(code: str, table: SeatTable) -> bool:
    rows = table.staff if code.startswith("staff.") else table.rows if code in OF_SEATS else ()
    return code not in OF_SEATS or any(row.seat for row in rows)


def number_of(code: str, table: SeatTable, scope: Scope | None) -> Number:
    """The number of a table at hand; without rows, or without an address for the place, there is no way to them."""
    value = count_of(code, table)
    url = list_url(code, scope, TITLE, ALONE) if scope else ""
    return Number(code, value, url if value else "", url.replace("danh-sach/", ""))
