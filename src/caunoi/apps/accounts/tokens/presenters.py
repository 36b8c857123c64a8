"""What an office and the administrators see of keys."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.forms import BaseForm
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.accounts.choices import Reach, ReadsUpTo, Role
from caunoi.apps.accounts.models import AccessToken, User
from caunoi.apps.accounts.presenters import ALL_TOKENS as ALL
from caunoi.apps.accounts.presenters import TOKENS as MINE
from caunoi.apps.accounts.presenters_of_decisions import accounts_link, name_of, present_one
from caunoi.apps.accounts.tokens.meter import used
from caunoi.apps.accounts.tokens.selectors import Held
from caunoi.apps.accounts.tokens.standing import Fallen
from caunoi.apps.organisation.selectors import version_on
from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.ui.components import (
    Button,
    Cell,
    Chip,
    Column,
    EmptyState,
    ErrorSummary,
    Fact,
    Heading,
    KeyFacts,
    Link,
    Row,
    Table,
)
from caunoi.foundation.ui.components.words import State
from caunoi.foundation.ui.numbers import day, number

EXAMPLE = "/api/v1/cadres?limit=5"
WORDS: dict[Fallen | None, tuple[str, State]] = {
    None: (gettext_noop("Đang dùng được"), "dat"),
    Fallen.PENDING: (gettext_noop("Chờ duyệt"), "chu-y"),
    Fallen.REFUSED: (gettext_noop("Không duyệt"), "loi"),
    Fallen.NOT_TAKEN: (gettext_noop("Đã duyệt, chưa lấy mã"), "thong-tin"),
    Fallen.WITHDRAWN: (gettext_noop("Đã thu hồi"), "trung-tinh"),
    Fallen.ENDED: (gettext_noop("Đã hết hạn"), "trung-tinh"),
    Fallen.UNIT_ENDED: (gettext_noop("Hết hiệu lực: đơn vị đã chấm dứt"), "trung-tinh"),
    Fallen.RIGHT_LOST: (gettext_noop("Hết hiệu lực: người xin không còn quyền"), "trung-tinh"),
}


def standing_of(held: Held) -> Chip:
    told, tone = WORDS[held.fallen]
    return Chip(_(told), tone)


def present_mine(found: Sequence[Held], form: BaseForm | None, on: date) -> dict[str, Any]:
    return {
        "head": Heading(
            _("Mã truy cập của đơn vị"),
            _("Để phần mềm khác đọc dữ liệu qua API: chỉ đọc, có ngày hết, ai xem cũng được ghi lại."),
            [Link(_("Cài đặt của tôi"), "/toi/")],
        ),
        "table": _table(found, on, MINE, _("Đơn vị chưa có mã truy cập nào.")),
        "form": form,
        "errors": ErrorSummary.of(form) if form else None,
        "nothing": EmptyState(
            _("Chỉ người giữ quyền của chính mình ở Ban Tổ chức hoặc văn phòng xã, phường mới xin mã được.")
        ),
    }


def present_all(found: Sequence[Held], on: date) -> dict[str, Any]:
    return {
        "head": Heading(
            _("Mã truy cập của các đơn vị"),
            _(
                "Mã chỉ dùng được khi một quản trị viên đã duyệt. Quản trị viên không thấy mã, chỉ thấy mã ngắn."
            ),
            [accounts_link()],
        ),
        "table": _table(found, on, ALL, _("Chưa đơn vị nào xin mã truy cập.")),
    }


def _table(found: Sequence[Held], on: date, address: str, nothing: str) -> Table:
    columns = [
        Column(_("Tên mã")),
        Column(_("Đọc gì, ở đâu")),
        Column(_("Đến trước ngày"), "date"),
        Column(_("Tình trạng"), "chips"),
        Column(_("Dùng lần cuối"), "date"),
        Column(_("Số lần"), "number"),
    ]
    rows = [_row(each, on, address) for each in found]
    return Table(columns, rows, caption=_("Mã truy cập"), count=len(rows), empty=EmptyState(nothing))


def _row(held: Held, on: date, address: str) -> Row:
    token, last = held.token, used(held.token)
    return Row(
        [
            Cell(Link(token.name, f"{address}{token.pk}/"), sub=token.handle),
            Cell(_right_words(token, on), sub=_(ReadsUpTo(token.up_to).label)),
            token.valid_to,
            [standing_of(held)],
            last.on,
            last.count,
        ],
        name=token.name,
    )


def _right_words(token: AccessToken, on: date) -> str:
    return f"{_(Role(token.role).label)} – {_unit_name(token, on)} ({_(Reach(token.reach).label)})"


def _unit_name(token: AccessToken, on: date) -> str:
    """As it is called on the day, or as it was when the key was asked for."""
    version = version_on(token.unit_id, on=on) or version_on(token.unit_id, on=token.drawn_from.valid_from)
    return version.full_name if version else "–"


def present_token(actor: Actor, held: Held, *, names: Mapping[str, str]) -> dict[str, Any]:
    token = held.token
    return {
        "head": Heading(
            token.name, token.handle, [Link(_("Mã truy cập của đơn vị"), MINE)], _buttons(actor, held)
        ),
        "facts": KeyFacts([*_facts(held, actor.on), *_history(token, names)]),
        "state": standing_of(held),
    }


def _buttons(actor: Actor, held: Held) -> list[Button]:
    token, here = held.token, f"{MINE}{held.token.pk}/"
    may_take = held.fallen == Fallen.NOT_TAKEN and actor.key == token.asked_by
    may_close = held.fallen not in {Fallen.WITHDRAWN, Fallen.REFUSED}
    return [
        *(
            [Button(_("Lấy mã (chỉ hiện một lần)"), url=f"{here}lay-ma/", post=True, kind="primary")]
            if may_take
            else []
        ),
        *([Button(_("Thu hồi mã"), url=f"{here}thu-hoi/", kind="danger")] if may_close else []),
    ]


def _facts(held: Held, on: date) -> list[Fact]:
    token, last = held.token, used(held.token)
    told: list[tuple[str, Any]] = [
        (_("Tình trạng"), standing_of(held)),
        (_("Mã ngắn"), token.handle),
        (_("Để làm gì"), token.reason),
        (_("Vai trò"), _(Role(token.role).label)),
        (_("Đơn vị"), _unit_name(token, on)),
        (_("Phạm vi"), _(Reach(token.reach).label)),
        (_("Đọc đến"), _(ReadsUpTo(token.up_to).label)),
        *([(_("Vì sao cần dữ liệu cá nhân"), token.personal_reason)] if token.personal_reason else []),
        (_("Đến trước ngày"), day(token.valid_to)),
        (_("Dùng lần cuối"), day(last.on) if last.on else _("chưa dùng")),
        (_("Số lần dùng"), number(last.count)),
    ]
    return [Fact(label, value) for label, value in told]


def _history(token: AccessToken, names: Mapping[str, str]) -> list[Fact]:
    told: list[tuple[str, Any]] = [
        (_("Người xin"), _by(token.asked_by, names)),
        (_("Xin lúc"), _moment(token.asked_at)),
    ]
    if token.decided_by:
        told += [(_("Người duyệt"), _by(token.decided_by, names)), (_("Lý do"), token.decision or "–")]
    if token.issued_at:
        told.append((_("Lấy mã lúc"), _moment(token.issued_at)))
    if token.withdrawn_at:
        told += [
            (_("Người thu hồi"), _by(token.withdrawn_by, names)),
            (_("Thu hồi lúc"), _moment(token.withdrawn_at)),
            (_("Lý do thu hồi"), token.withdrawal),
        ]
    return [Fact(label, value) for label, value in told]


def _moment(at: datetime) -> str:
    return f"{at.astimezone(clock.HANOI):%H:%M %d/%m/%Y}"


def _by(key: str, names: Mapping[str, str]) -> str:
    return names.get(key) or (_("Dòng lệnh") if key.startswith("command:") else "–")


def present_secret(held: Held, secret: str, host: str) -> dict[str, Any]:
    """The one time the key is shown."""
    here = f"{MINE}{held.token.pk}/"
    return {
        "head": Heading(_("Mã truy cập: chỉ hiện lần này"), held.token.name),
        "secret": secret,
        "example": f'curl -H "Authorization: Bearer $CAUNOI_MA" "{host}{EXAMPLE}"',
        "described": f"{host}/api/v1/openapi.json",
        "next": here,
    }


def present_withdrawal(held: Held, form: BaseForm, on: date) -> dict[str, Any]:
    here = f"{MINE}{held.token.pk}/"
    return {
        "head": Heading(_("Thu hồi mã truy cập"), held.token.name, [Link(held.token.name, here)]),
        "facts": KeyFacts(_facts(held, on)),
        "form": form,
        "errors": ErrorSummary.of(form),
        "back": Button(_("Không thu hồi"), url=here),
        "send": Button(_("Thu hồi, không lấy lại được"), kind="danger"),
    }


def present_decision(
    held: Held, names: Mapping[str, User], form: BaseForm, hindrance: str, on: date
) -> dict[str, Any]:
    token = held.token
    by_name = {key: user.named for key, user in names.items()}
    opened = Fact(_("Tài khoản người xin do ai mở"), name_of(token.drawn_from.user.opened_by, names))
    waiting = held.fallen == Fallen.PENDING
    context = present_one(
        Heading(_("Duyệt mã truy cập"), token.name, [Link(_("Mã truy cập của các đơn vị"), ALL)]),
        [*_facts(held, on), *_history(token, by_name), opened],
        form if waiting else None,
        why_not=hindrance if waiting else "",
        yes=_("Duyệt"),
    )
    close = held.fallen not in {Fallen.WITHDRAWN, Fallen.REFUSED, Fallen.PENDING}
    context["close"] = (
        Button(_("Thu hồi mã"), url=f"{MINE}{token.pk}/thu-hoi/", kind="danger") if close else None
    )
    return context
