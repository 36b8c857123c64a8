"""Who read my file (ai đã xem hồ sơ tôi): by day, who, in which office, which part, why."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.accounts.choices import Need, Role
from caunoi.apps.cadres.readings import SOMEWHERE, WORDS
from caunoi.apps.cadres.selectors import unit_labels
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.models import Reading
from caunoi.foundation.audit.readings import Look
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.components import Cell, Column, EmptyState, Heading, Link, Pager, Row, Table
from caunoi.foundation.ui.numbers import day as day_words

ON_A_PAGE = 50
Group = tuple[Look, list[str]]


def present_readers(looks: Sequence[Look], on: date, url: str, page: int) -> dict[str, Any]:
    """One line for a reader, a day and a reason; the parts that were read stand together."""
    groups = _grouped(looks)
    some = groups[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    units = unit_labels({look.unit_id for look, _ways in some if look.unit_id}, on)
    columns = [Column(_("Ngày")), Column(_("Ai xem")), Column(_("Xem phần nào")), Column(_("Vì sao"))]
    rows = [_row(look, ways, units) for look, ways in some]
    empty = EmptyState(
        _("Chưa ai khác mở hồ sơ của bạn. Từ nay ai mở, mở phần nào và vì sao đều hiện ở đây.")
    )
    return {
        "head": Heading(
            _("Ai đã xem hồ sơ tôi"),
            _("Mỗi người, mỗi ngày, mỗi phần một lần. Bạn tự xem hồ sơ của mình thì không ghi."),
            [Link(_("Cài đặt của tôi"), "/toi/")],
        ),
        "table": Table(columns, rows, caption=_("Lượt xem hồ sơ"), count=len(groups), empty=empty),
        "pager": Pager(
            with_query(url, trang=page - 1) if page > 1 else "",
            with_query(url, trang=page + 1) if page * ON_A_PAGE < len(groups) else "",
        ),
    }


def _grouped(looks: Sequence[Look]) -> list[Group]:
    """Newest day first, within it by the first look of a reader."""

    def same(look: Look) -> tuple[Any, ...]:
        return look.day, look.reader_key, look.reason

    by_reader = groupby(sorted(looks, key=lambda look: (*map(str, same(look)), look.at)), key=same)
    groups = [(list(each)) for _same, each in by_reader]
    groups.sort(key=lambda each: (each[0].day, each[0].at), reverse=True)
    return [(each[0], list(dict.fromkeys(way_words(look.way) for look in each))) for each in groups]


def _row(look: Look, ways: list[str], units: Any) -> Row:
    return Row(
        [
            day_words(look.day),
            Cell(look.reader_label, sub=office(look, units)),
            "; ".join(ways),
            why(look),
        ],
        name=look.reader_label,
    )


def way_words(way: str) -> str:
    return _(WORDS.get(way, SOMEWHERE))


def office(look: Look, units: dict[UUID, str]) -> str:
    """In which role and where: "Chuyên viên Ban Tổ chức, Tỉnh Bắc Giang"."""
    if look.reader_key.startswith("command:"):
        return _("người giữ máy chủ")
    names = [_(Role(role).label) for role in look.roles.split() if role in Role]
    where = units.get(look.unit_id, "") if look.unit_id else ""
    return ", ".join(filter(None, [*names, where]))


def why(look: Look) -> Any:
    """What was stated; where nothing had to be, that it was work of the role."""
    if look.need in Need:
        return Cell(look.reason, sub=_(Need(look.need).label))
    return look.reason or _("Công việc của vai trò này")


class WhoReadMyFile:
    """The link on one's own page, for whoever has a file."""

    key = "cadres.readers"
    order = 20

    def link(self, actor: Actor) -> Link | None:
        mine = actor.subject_id is not None and holds(actor, Reading, "view")
        return Link(_("Ai đã xem hồ sơ tôi"), "/toi/ai-da-xem/") if mine else None
