"""What administrators see of second factors and passwords that somebody lost."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import BaseForm
from django.utils.translation import gettext as _

from caunoi.apps.accounts.choices import PasswordState, ResetState
from caunoi.apps.accounts.models import FactorReset, PasswordRequest, User
from caunoi.apps.accounts.models.password import OPEN
from caunoi.apps.accounts.presenters_of_decisions import (
    account_url,
    accounts_link,
    name_of,
    present_list,
    present_one,
)
from caunoi.foundation.ui.components import (
    Callout,
    Cell,
    Chip,
    Column,
    ErrorSummary,
    Fact,
    Heading,
    Link,
    Row,
)
from caunoi.foundation.ui.numbers import day

RESETS, PASSWORDS = "/qt/dat-lai/", "/qt/mat-khau/"


def present_reset(user: User, form: BaseForm, *, waits: bool) -> dict[str, Any]:
    above = [accounts_link(), Link(user.username, account_url(user))]
    return {
        "head": Heading(_("Đặt lại xác thực hai bước"), user.named, above),
        "form": None if waits else form,
        "waits": Callout(
            _("Đang chờ một quản trị viên khác duyệt"),
            state="chu-y",
            links=[Link(_("Yêu cầu đặt lại"), RESETS)],
        )
        if waits
        else None,
        "errors": ErrorSummary.of(form),
    }


def present_resets(waiting: Sequence[FactorReset], names: Mapping[str, User]) -> dict[str, Any]:
    columns = [
        Column(_("Tài khoản")),
        Column(_("Lý do")),
        Column(_("Người đề nghị")),
        Column(_("Đề nghị lúc")),
    ]
    rows = [
        Row(
            [
                Cell(Link(each.user.full_name, f"{RESETS}{each.pk}/"), sub=each.user.username),
                each.reason,
                name_of(each.asked_by, names),
                day(each.asked_at),
            ],
            name=each.user.full_name,
        )
        for each in waiting
    ]
    return present_list(
        _("Yêu cầu đặt lại xác thực"),
        _("Chỉ đặt lại khi một quản trị viên khác người đề nghị đã duyệt."),
        columns,
        rows,
        _("Không có yêu cầu đặt lại xác thực nào chờ duyệt."),
    )


def present_reset_decision(
    asked: FactorReset, names: Mapping[str, User], form: BaseForm, why_not: str
) -> dict[str, Any]:
    above = [Link(_("Yêu cầu đặt lại xác thực"), RESETS)]
    facts = [
        Fact(_("Tình trạng"), _(ResetState(asked.state).label)),
        Fact(_("Tài khoản"), asked.user.named),
        Fact(_("Lý do"), asked.reason),
        Fact(_("Người đề nghị"), name_of(asked.asked_by, names)),
        Fact(_("Đề nghị lúc"), day(asked.asked_at)),
    ]
    return present_one(
        Heading(_("Duyệt đặt lại xác thực"), asked.user.full_name, above),
        facts,
        form if asked.state == ResetState.PENDING else None,
        why_not=why_not,
        yes=_("Duyệt đặt lại"),
    )


def present_requests(waiting: Sequence[PasswordRequest], names: Mapping[str, User]) -> dict[str, Any]:
    columns = [
        Column(_("Tài khoản")),
        Column(_("Đề nghị lúc")),
        Column(_("Người đề nghị")),
        Column(_("Tình trạng"), "chips"),
    ]
    rows = [
        Row(
            [
                Cell(Link(each.user.full_name, f"{PASSWORDS}{each.pk}/"), sub=each.user.username),
                day(each.asked_at),
                name_of(each.asked_by, names),
                Chip(_(PasswordState(each.state).label), "chu-y"),
            ],
            name=each.user.full_name,
        )
        for each in waiting
    ]
    return present_list(
        _("Quên mật khẩu"),
        _(
            "Chỉ cấp giấy cho người đã gặp và đối chiếu; "
            "tài khoản xem được dữ liệu của người khác cần hai quản trị viên."
        ),
        columns,
        rows,
        _("Không có ai đang chờ cấp lại mật khẩu."),
    )


def present_request(
    asked: PasswordRequest, names: Mapping[str, User], form: BaseForm, *, two: bool, why_not: str
) -> dict[str, Any]:
    """What the button does depends on whether somebody else still has to look."""
    first = two and asked.state == PasswordState.PENDING
    return present_one(
        Heading(_("Cấp lại mật khẩu"), asked.user.named, [Link(_("Quên mật khẩu"), PASSWORDS)]),
        _facts(asked, names, two=two),
        form if asked.state in OPEN else None,
        why_not=why_not,
        yes=_("Đã đối chiếu, chuyển người thứ hai") if first else _("Cấp giấy"),
        no=_("Không cấp"),
    )


def _facts(asked: PasswordRequest, names: Mapping[str, User], *, two: bool) -> list[Fact]:
    told: list[tuple[str, Any]] = [
        (_("Tình trạng"), _(PasswordState(asked.state).label)),
        (_("Tài khoản"), Link(asked.user.named, account_url(asked.user))),
        (_("Người đề nghị"), name_of(asked.asked_by, names)),
        (_("Đề nghị lúc"), day(asked.asked_at)),
        (
            _("Cần mấy quản trị viên"),
            _("hai: tài khoản xem được dữ liệu của người khác") if two else _("một"),
        ),
    ]
    if asked.checked_by:
        told += [(_("Người đối chiếu"), name_of(asked.checked_by, names)), (_("Đã đối chiếu"), asked.checked)]
    if asked.decided_by:
        told += [(_("Người duyệt"), name_of(asked.decided_by, names)), (_("Lý do"), asked.decision or "–")]
    if asked.until:
        told += [(_("Giấy dùng được đến"), day(asked.until))]
    return [Fact(label, value) for label, value in told]


def present_letter(asked: PasswordRequest, code: str, address: str) -> dict[str, Any]:
    """To be printed and handed over; the code is on this page and nowhere else."""
    return {
        "head": Heading(_("Giấy cấp lại mật khẩu"), asked.user.named, [Link(_("Quên mật khẩu"), PASSWORDS)]),
        "username": asked.user.username,
        "code": code,
        "address": address,
        "until": day(asked.until),
        "next": PASSWORDS,
    }
