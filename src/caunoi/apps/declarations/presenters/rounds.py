"""Rounds: each with its figures, how far every unit is, and who is still missing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.declarations.choices import HANDED_IN, OPEN_TO_CHECK, OPEN_TO_SAY, DeclarationState
from caunoi.apps.declarations.figures.sheets import ROUND, TITLES, counted, told
from caunoi.apps.declarations.models import Declaration, DeclarationRound
from caunoi.apps.declarations.presenters.words import group_name, sheet_chip
from caunoi.apps.declarations.selectors.sheets import is_late
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import Scope
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.components import (
    Button,
    Callout,
    Chip,
    Column,
    Count,
    EmptyState,
    Fact,
    Heading,
    KeyFacts,
    Link,
    Row,
    State,
    Table,
    Tally,
)
from caunoi.foundation.ui.numbers import day

CODES = ("asked", "sent", "waiting", "returned", "checked", "late")
STATES: Mapping[str, State] = {"late": "loi", "returned": "chu-y", "waiting": "chu-y", "checked": "dat"}
PEOPLE_AT_ONCE = 300
UnitStates = Mapping[UUID, Mapping[str, int]]


@dataclass(frozen=True)
class RoundPage:
    """What the view read of one round: its sheets by unit and state, and the people of one unit."""

    actor: Actor
    round: DeclarationRound
    states: UnitStates
    people: Sequence[Declaration]
    unit_id: UUID | None
    accounts: frozenset[UUID]
    newcomers: int
    may_change: bool
    may_remind: bool

    @property
    def scope(self) -> Scope:
        return Scope(on=self.actor.on, unit_id=self.unit_id, where={ROUND: str(self.round.pk)})

    @property
    def address(self) -> str:
        return f"/ke-khai/{self.round.pk}/"


# ---- all rounds


def present_rounds(actor: Actor, rounds: Sequence[DeclarationRound], *, may_open: bool) -> dict[str, Any]:
    lead = _("Cán bộ tự xem và kê khai từng mục hồ sơ; người khác xác nhận rồi mục đó mới vào hồ sơ.")
    buttons = [Button(_("Mở đợt"), url="/ke-khai/mo/", kind="primary")] if may_open else []
    units = unit_labels({each.unit_id for each in rounds}, actor.on)
    columns = [
        Column(_("Đợt")),
        Column(_("Của đơn vị")),
        Column(_("Hạn gửi"), "date"),
        Column(_("Tình trạng"), "chips"),
        *(Column(_(TITLES[f"declarations.{code}"]), "number") for code in ("asked", "sent", "checked")),
    ]
    rows = [_round_row(actor, each, units[each.unit_id]) for each in rounds]
    preview = _(
        "Mở đợt, chọn phần cần hỏi và hạn gửi; mỗi người thấy tờ kê khai ngay ở trang chính của mình."
    )
    empty = EmptyState(_("Chưa có đợt tự kê khai nào."), buttons, preview)
    return {
        "head": Heading(_("Tự kê khai"), lead, [Link(_("Trang đầu"), "/")], buttons),
        "table": Table(columns, rows, caption=_("Các đợt tự kê khai"), empty=empty),
        "queue": Link(_("Đối chiếu minh chứng"), "/minh-chung/") if may_open else None,
    }


def _round_row(actor: Actor, each: DeclarationRound, unit: str) -> Row:
    scope = Scope(on=actor.on, where={ROUND: str(each.pk)})
    numbers = [counted(actor, scope, f"declarations.{code}") for code in ("asked", "sent", "checked")]
    return Row(
        [Link(each.name, f"/ke-khai/{each.pk}/"), unit, each.due_on, [_round_chip(each, actor.on)], *numbers],
        name=each.name,
    )


def _round_chip(each: DeclarationRound, on: date) -> Chip:
    if each.closed_at:
        return Chip(_("Đã đóng"))
    return Chip(_("Đã quá hạn"), "chu-y") if on > each.due_on else Chip(_("Đang mở"), "thong-tin")


# ---- one round


def present_round(page: RoundPage) -> dict[str, Any]:
    return {
        "head": _head(page),
        "notice": _notice(page),
        "tally": _tally(page),
        "buttons": _buttons(page),
        "facts": KeyFacts(_facts(page)),
        "units": _units(page) if len(page.states) > 1 else None,
        "people": _people(page) if page.unit_id or len(page.states) <= 1 else None,
    }


def _head(page: RoundPage) -> Heading:
    crumbs = [Link(_("Trang đầu"), "/"), Link(_("Tự kê khai"), "/ke-khai/")]
    if page.unit_id is None:
        return Heading(page.round.name, _("Số liệu ngay lúc này."), crumbs)
    unit = unit_labels({page.unit_id}, page.actor.on)[page.unit_id]
    return Heading(unit, page.round.name, [*crumbs, Link(page.round.name, page.address)])


def _notice(page: RoundPage) -> Callout | None:
    if page.round.closed_at:
        words = _("Đóng ngày %(when)s. Điều đã nhận vẫn nằm trong hồ sơ; không kê khai hay kiểm tra thêm.")
        return Callout(_("Đợt đã đóng"), words % {"when": day(page.round.closed_at)})
    if page.actor.on > page.round.due_on:
        words = _("Hạn gửi là %(due)s. Người chưa gửi vẫn gửi được và được ghi là gửi muộn.")
        return Callout(_("Đã quá hạn gửi"), words % {"due": day(page.round.due_on)}, "chu-y")
    return None


def _tally(page: RoundPage) -> Tally:
    sums = Counter[str]()
    for unit, states in page.states.items():
        if page.unit_id in (None, unit):
            sums.update(_by_code(states, page))
    counts = [_count(page, code, sums[code]) for code in CODES]
    return Tally(counts, _("Đợt này đến đâu"))


def _count(page: RoundPage, code: str, number: int) -> Count:
    title = _(TITLES[f"declarations.{code}"])
    value = told(page.scope, f"declarations.{code}", number)
    return Count(title, value, STATES.get(code, "trung-tinh") if number else "trung-tinh")


def _by_code(states: Mapping[str, int], page: RoundPage) -> dict[str, int]:
    """The figures of one unit from its sheets by state: the same definitions, counted once for all units."""
    sent = sum(many for state, many in states.items() if state in HANDED_IN)
    asked = sum(states.values())
    return {
        "asked": asked,
        "sent": sent,
        "waiting": sum(many for state, many in states.items() if state in OPEN_TO_CHECK),
        "returned": states.get(DeclarationState.RETURNED, 0),
        "checked": states.get(DeclarationState.DONE, 0),
        "late": asked - sent if page.actor.on > page.round.due_on else 0,
    }


def _facts(page: RoundPage) -> list[Fact]:
    round_ = page.round
    opened = _("%(who)s, %(when)s") % {"who": round_.opened_by, "when": day(round_.opened_at)}
    groups = "; ".join(group_name(group) for group in round_.groups)
    return [
        Fact(_("Hạn gửi"), day(round_.due_on)),
        Fact(_("Hỏi những phần"), groups),
        Fact(_("Người mở"), opened),
        Fact(_("Lời nhắn"), round_.message or None),
    ]


def _buttons(page: RoundPage) -> list[Button]:
    if page.round.closed_at:
        return []
    found = []
    if page.may_remind:
        hidden = (("xa", str(page.unit_id)),) if page.unit_id else ()
        words = _("Nhắc người chưa gửi của đơn vị này") if page.unit_id else _("Nhắc mọi người chưa gửi")
        found.append(Button(words, url=f"{page.address}nhac/", post=True, kind="primary", hidden=hidden))
    if page.may_change and page.newcomers:
        words = _("Hỏi thêm %(n)s người mới") % {"n": page.newcomers}
        found.append(Button(words, url=f"{page.address}them-nguoi/", post=True))
    if page.may_change:
        found.append(Button(_("Đóng đợt"), url=f"{page.address}dong/", kind="quiet"))
    return found


def _units(page: RoundPage) -> Table:
    labels = unit_labels(set(page.states), page.actor.on)
    columns = [
        Column(_("Đơn vị")),
        *(Column(_(TITLES[f"declarations.{code}"]), "number") for code in CODES),
    ]
    order = sorted(page.states, key=lambda unit: (-_left(page.states[unit]), labels[unit]))
    rows = [_unit_row(page, unit, labels[unit]) for unit in order]
    return Table(columns, rows, caption=_("Từng đơn vị, nơi còn thiếu nhiều đứng trước"), count=len(rows))


def _left(states: Mapping[str, int]) -> int:
    return sum(many for state, many in states.items() if state not in HANDED_IN)


def _unit_row(page: RoundPage, unit: UUID, label: str) -> Row:
    numbers = _by_code(page.states[unit], page)
    scope = Scope(on=page.actor.on, unit_id=unit, where={ROUND: str(page.round.pk)})
    link = Link(label, with_query(page.address, xa=str(unit)))
    return Row([link, *(told(scope, f"declarations.{code}", numbers[code]) for code in CODES)], name=label)


def _people(page: RoundPage) -> Table:
    columns = [
        Column(_("Họ và tên")),
        Column(_("Tình trạng"), "chips"),
        Column(_("Gửi ngày"), "date"),
        Column(_("Nhắc ngày"), "date"),
        Column(_("Việc")),
    ]
    rows = [_person_row(page, sheet) for sheet in page.people[:PEOPLE_AT_ONCE]]
    empty = EmptyState(_("Không có ai của đơn vị này trong đợt."))
    return Table(columns, rows, caption=_("Từng người"), count=len(page.people), empty=empty)


def _person_row(page: RoundPage, sheet: Declaration) -> Row:
    chips = [sheet_chip(sheet)]
    if is_late(sheet, page.actor.on):
        chips.append(Chip(_("quá hạn"), "loi"))
    name = Link(sheet.cadre.full_name, f"/can-bo/{sheet.cadre_id}/")
    sent, told_at = (stamp and day(stamp) for stamp in (sheet.sent_at, sheet.reminded_at))
    return Row([name, chips, sent or "", told_at or "", _task(page, sheet)], name=sheet.cadre.full_name)


def _task(page: RoundPage, sheet: Declaration) -> Any:
    """What this reader can do about it."""
    if not page.may_remind or page.round.closed_at:
        return ""
    if sheet.state in OPEN_TO_CHECK and sheet.cadre_id != page.actor.subject_id:
        return Link(_("Kiểm tra"), f"/ke-khai/to/{sheet.pk}/kiem-tra/")
    if sheet.state in OPEN_TO_SAY and sheet.cadre_id not in page.accounts:
        return Link(_("Kê khai thay"), f"/ke-khai/to/{sheet.pk}/")
    return ""
