"""All rounds, and the board of one: which unit is done, late, returned; then what was frozen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Rating
from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.reviews.choices import HANDED_IN, RoundState, SheetState
from caunoi.apps.reviews.models import Adjustment, FrozenReview, ReviewRound, ReviewSheet
from caunoi.apps.reviews.presenters.results import name_of
from caunoi.apps.reviews.presenters.words import frozen_chip, round_chip, sheet_chip
from caunoi.apps.reviews.selectors.checking import in_groups
from caunoi.apps.reviews.selectors.reminders import parts
from caunoi.apps.reviews.selectors.sheets import is_late
from caunoi.foundation.actors import Actor
from caunoi.foundation.jobs.models import Job
from caunoi.foundation.jobs.presenters import present_progress
from caunoi.foundation.policy.decisions import holds
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
    Tab,
    Table,
    Tabs,
    Tally,
)
from caunoi.foundation.ui.numbers import day

HOME = "/ra-soat/"
SEES = "xem"
VIEWS = ("tat-ca", "chua-gui", "qua-han", "cho-duyet", "tra-lai", "da-khoa")


@dataclass(frozen=True)
class RoundPage:
    """What the view read of one round (đợt rà soát đang mở)."""

    actor: Actor
    round: ReviewRound
    sheets: Sequence[ReviewSheet]
    figures: Mapping[str, Any]
    shown: str
    may_change: bool
    frozen: FrozenReview | None
    adjustments: Sequence[Adjustment]
    names: Mapping[UUID, str]
    job: Job | None

    @property
    def freezing(self) -> Job | None:
        """A job is on its way, or ended without freezing."""
        return self.job if self.job and self.round.state == RoundState.OPEN else None

    @property
    def address(self) -> str:
        return f"{HOME}{self.round.pk}/"


# ---- all rounds


def present_rounds(actor: Actor, rounds: Sequence[ReviewRound], *, may_open: bool) -> dict[str, Any]:
    lead = _("Mỗi năm mỗi đơn vị xác nhận từng cán bộ của mình; cấp trên duyệt, rồi cả đợt được chốt.")
    buttons = [Button(_("Mở đợt"), url=f"{HOME}mo/", kind="primary")] if may_open else []
    check = Button(_("Kiểm tra mã"), url=f"{HOME}ma/")
    if holds(actor, Rating, "add"):
        buttons.append(Button(_("Xếp loại hằng năm"), url="/xep-loai/"))
    units = unit_labels({each.unit_id for each in rounds}, actor.on)
    columns = [
        Column(_("Đợt")),
        Column(_("Của đơn vị")),
        Column(_("Ngày chốt số liệu"), "date"),
        Column(_("Hạn gửi"), "date"),
        Column(_("Tình trạng"), "chips"),
    ]
    rows = [
        Row(
            [
                Link(each.name, f"{HOME}{each.pk}/"),
                units[each.unit_id],
                each.as_of,
                each.due_on,
                [round_chip(each)],
            ],
            name=each.name,
        )
        for each in rounds
    ]
    preview = _("Mở đợt, chọn ngày chốt và hạn gửi; mỗi đơn vị thấy ba việc phải làm ngay ở trang chính.")
    empty = EmptyState(_("Chưa có đợt rà soát nào."), buttons[:1] if may_open else [], preview)
    return {
        "head": Heading(_("Rà soát hằng năm"), lead, [Link(_("Trang đầu"), "/")], [*buttons, check]),
        "table": Table(columns, rows, caption=_("Các đợt rà soát"), count=len(rows), empty=empty),
    }


# ---- one round


def present_round(page: RoundPage) -> dict[str, Any]:
    return {
        "head": _head(page),
        "notice": _notice(page),
        "freezing": present_progress(page.freezing) if page.freezing else None,
        "tally": Tally(_counts(page), _("Các đơn vị đến đâu")),
        "buttons": _buttons(page),
        "tabs": _tabs(page),
        "units": _units(page),
        "facts": KeyFacts(_facts(page)),
        "outcome": _outcome(page),
        "adjustments": _adjustments(page) if page.frozen else None,
    }


def _head(page: RoundPage) -> Heading:
    told = {"day": day(page.round.as_of), "due": day(page.round.due_on)}
    lead = _("Số liệu chốt ngày %(day)s, các đơn vị gửi trước hết ngày %(due)s.") % told
    return Heading(page.round.name, lead, [Link(_("Rà soát"), HOME)])


def _notice(page: RoundPage) -> Callout | None:
    if page.frozen is None:
        return None
    told = {"day": day(page.frozen.frozen_at), "who": page.frozen.frozen_by, "n": page.frozen.people}
    words = _("Chốt lúc %(day)s bởi %(who)s: %(n)s người. Không sửa được nữa; sai sót ghi thành điều chỉnh.")
    return Callout(_("Đợt đã chốt"), words % told, "dat")


def _counts(page: RoundPage) -> list[Count]:
    states: Mapping[str, State] = {"review.late": "loi", "review.returned": "chu-y", "review.locked": "dat"}
    return [
        Count(_(value.figure.title), value, states.get(code, "trung-tinh") if value.value else "trung-tinh")
        for code, value in page.figures.items()
    ]


def _buttons(page: RoundPage) -> list[Button]:
    if page.frozen is not None:
        return [Button(_("Kết quả từng người"), url=f"{page.address}ket-qua/", kind="primary")]
    if not page.may_change or page.round.state == RoundState.FROZEN:
        return []
    waiting = [sheet for sheet in page.sheets if sheet.state not in HANDED_IN]
    done = all(sheet.state == SheetState.LOCKED for sheet in page.sheets)
    found = []
    if waiting:
        words = _("Nhắc %(n)s đơn vị chưa gửi") % {"n": len(waiting)}
        found.append(Button(words, url=f"{page.address}nhac/", post=True))
        found += _letters(page, len(waiting))
    if done and not (page.freezing and not page.freezing.has_ended):
        found.append(Button(_("Chốt đợt"), url=f"{page.address}chot/", kind="primary"))
    return found


def _letters(page: RoundPage, many: int) -> list[Button]:
    """A file of letters; several where one would take too long."""
    address, made = f"{page.address}thu-nhac/", parts(many)
    if len(made) == 1:
        return [Button(_("Thư nhắc để in"), url=address, icon="printer")]
    words = _("Thư nhắc để in %(first)s–%(last)s")
    return [
        Button(words % {"first": first, "last": last}, url=with_query(address, phan=part), icon="printer")
        for part, (first, last) in enumerate(made, 1)
    ]


def _kept(page: RoundPage, shown: str) -> list[ReviewSheet]:
    on, due = page.actor.on, page.round.due_on
    tests = {
        "chua-gui": lambda sheet: sheet.state not in HANDED_IN,
        "qua-han": lambda sheet: is_late(sheet, due, on),
        "cho-duyet": lambda sheet: sheet.state in (SheetState.SENT, SheetState.AGREED),
        "tra-lai": lambda sheet: sheet.state == SheetState.RETURNED,
        "da-khoa": lambda sheet: sheet.state == SheetState.LOCKED,
    }
    keep = tests.get(shown)
    return [sheet for sheet in page.sheets if keep is None or keep(sheet)]


def _tabs(page: RoundPage) -> Tabs:
    words = {
        "tat-ca": _("Tất cả"),
        "chua-gui": _("Chưa gửi"),
        "qua-han": _("Quá hạn"),
        "cho-duyet": _("Chờ duyệt"),
        "tra-lai": _("Trả lại"),
        "da-khoa": _("Đã khóa"),
    }
    tabs = [
        Tab(
            words[view],
            with_query(page.address, xem=view if view != VIEWS[0] else None),
            current=page.shown == view,
            count=str(len(_kept(page, view))),
        )
        for view in VIEWS
    ]
    return Tabs(tabs, _("Đơn vị theo tình trạng"))


def _units(page: RoundPage) -> Table:
    labels = unit_labels({sheet.unit_id for sheet in page.sheets}, page.round.as_of)
    columns = [
        Column(_("Đơn vị")),
        Column(_("Tình trạng"), "chips"),
        Column(_("Gửi ngày"), "date"),
        Column(_("Số biên nhận")),
        Column(_("Nhắc ngày"), "date"),
    ]
    sheets = sorted(_kept(page, page.shown), key=lambda sheet: labels[sheet.unit_id])
    rows = [_unit_row(page, sheet, labels[sheet.unit_id]) for sheet in sheets]
    empty = EmptyState(_("Không có đơn vị nào ở tình trạng này."))
    return Table(columns, rows, caption=_("Từng đơn vị"), count=len(rows), empty=empty)


def _unit_row(page: RoundPage, sheet: ReviewSheet, label: str) -> Row:
    chips = [sheet_chip(sheet)]
    if is_late(sheet, page.round.due_on, page.actor.on):
        chips.append(Chip(_("quá hạn"), "loi"))
    reminded = day(sheet.reminded_at) if sheet.reminded_at else ""
    link = Link(label, f"{HOME}bang/{sheet.pk}/")
    return Row([link, chips, sheet.sent_on or "", sheet.receipt, reminded], name=label)


def _facts(page: RoundPage) -> list[Fact]:
    round_ = page.round
    opened = _("%(who)s, %(when)s") % {"who": round_.opened_by, "when": day(round_.opened_at)}
    return [
        Fact(_("Người mở"), opened),
        Fact(_("Cách duyệt"), _("Cấp huyện đồng ý, rồi đơn vị mở đợt duyệt và khóa"))
        if round_.in_two_steps
        else Fact(_("Cách duyệt"), _("Đơn vị mở đợt duyệt và khóa")),
        Fact(_("Dấu bộ tiêu chuẩn dùng cho đợt này"), round_.rule_hash[:16]),
        Fact(_("Hướng dẫn"), round_.message or None),
    ]


# ---- what was frozen


def _outcome(page: RoundPage) -> KeyFacts | None:
    if page.frozen is None:
        return None
    kept = page.frozen
    return KeyFacts(
        [
            Fact(_("Dấu kết quả"), Link(in_groups(kept.sha256), f"{HOME}ma/{kept.sha256}/")),
            Fact(_("Dấu dữ liệu"), kept.data_hash[:16]),
            Fact(_("Bản đồ đơn vị"), kept.edition[:16]),
            Fact(_("Tính đến bản ghi nhật ký số"), str(kept.known_seq)),
        ]
    )


def _adjustments(page: RoundPage) -> Table:
    columns = [
        Column(_("Số")),
        Column(_("Họ và tên")),
        Column(_("Đã chốt"), "chips"),
        Column(_("Điều chỉnh thành"), "chips"),
        Column(_("Lý do")),
        Column(_("Ngày"), "date"),
    ]
    rows = [
        Row(
            [
                str(each.ordinal),
                Link(name_of(page.names, each.cadre_id), f"{page.address}ket-qua/{each.cadre_id}/"),
                [frozen_chip(each.before)],
                [frozen_chip(each.after)],
                each.reason,
                day(each.at),
            ],
            name=str(each.ordinal),
        )
        for each in page.adjustments
    ]
    empty = EmptyState(_("Chưa có điều chỉnh nào sau khi chốt."))
    return Table(
        columns, rows, caption=_("Điều chỉnh sau chốt"), count=len(rows), empty=empty, id="dieu-chinh"
    )
