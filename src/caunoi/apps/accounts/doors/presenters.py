"""What the doors and the page about one's own sign-in show."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext as _

from caunoi.apps.accounts.choices import ResetState
from caunoi.apps.accounts.doors import devices, elsewhere, one_time, requirements, store
from caunoi.apps.accounts.doors.factors import Factors
from caunoi.apps.accounts.models import FactorReset, OpenSession, User
from caunoi.apps.accounts.selectors import Person
from caunoi.foundation.ui.addresses import with_query
from caunoi.foundation.ui.components import (
    Button,
    Callout,
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
from caunoi.foundation.ui.numbers import day

SECURITY = "/toi/bao-mat/"
RESETS = "/qt/dat-lai/"


def present_elsewhere(next_url: str) -> dict[str, Any]:
    """The button to another house's sign-in, where the operator has connected one."""
    if not elsewhere.is_on():
        return {"elsewhere": None}
    words = _("Đăng nhập qua %(name)s") % {"name": elsewhere.name()}
    return {"elsewhere": Button(words, url=with_query("/dang-nhap/noi-khac/", next=next_url), large=True)}


def present_second_step(form: BaseForm, next_url: str, *, factors: Factors, recovery: bool) -> dict[str, Any]:
    return {
        "head": Heading(_("Bước thứ hai"), _("Mật khẩu đã đúng. Còn một bước để chắc chắn là bạn.")),
        "form": form,
        "errors": ErrorSummary.of(form),
        "next": next_url,
        "by_code": recovery or factors.one_time is not None,
        "by_passkey": bool(factors.passkeys) and not recovery,
        "recovery": recovery,
    }


def present_proof(
    request: HttpRequest,
    form: BaseForm,
    deed: str,
    factors: Factors,
    *,
    kept: Sequence[tuple[str, str]] = (),
    next_url: str = "",
) -> dict[str, Any]:
    return {
        "head": Heading(
            _("Xác nhận lại"),
            _(
                "%(deed)s là việc quan trọng. Nhập mật khẩu hoặc mã một lần để làm tiếp; chữ đã nhập giữ nguyên."
            )
            % {"deed": deed},
        ),
        "form": form,
        "errors": ErrorSummary.of(form),
        "kept": kept,
        "next": next_url,
        "address": request.get_full_path(),
        "by_passkey": bool(factors.passkeys),
    }


def present_security(
    request: HttpRequest, actor: Person, factors: Factors, sessions: Sequence[OpenSession], *, next_url: str
) -> dict[str, Any]:
    return {
        "head": Heading(_("Đăng nhập an toàn"), actor.label, [Link(_("Cài đặt của tôi"), "/toi/")]),
        "needed": needed_callout(actor, factors, next_url),
        "one_time": _one_time_facts(factors),
        "one_time_buttons": _one_time_buttons(factors, next_url),
        "passkeys": _passkeys_table(factors),
        "add_passkey": Button(_("Thêm khóa truy cập"), url=with_query(f"{SECURITY}khoa/", next=next_url)),
        "codes": _codes_facts(factors),
        "codes_button": Button(_("Làm bộ mã mới"), url=f"{SECURITY}ma-khoi-phuc/", post=True)
        if factors
        else None,
        "sessions": sessions_table(request, sessions),
        "end_others": Button(_("Đăng xuất mọi máy khác"), url="/toi/phien/ket-thuc/", post=True)
        if len(sessions) > 1
        else None,
    }


def needed_callout(actor: Person, factors: Factors, next_url: str = "/") -> Callout | None:
    """An invitation before the day, a condition from it on, and the way back once it is met."""
    needed = requirements.needed_from(actor.roles)
    if needed is None:
        return None
    if factors:
        return (
            None
            if next_url == "/"
            else Callout(
                _("Đã bật xác thực hai bước"),
                state="dat",
                links=[Link(_("Tiếp tục việc đang làm"), next_url)],
            )
        )
    if needed.since <= actor.on:
        return Callout(
            _("Bật xác thực hai bước để làm việc tiếp"),
            _("Vai trò của bạn cần xác thực hai bước từ ngày %(day)s. Việc này mất khoảng hai phút.")
            % {"day": day(needed.since)},
            "chu-y",
        )
    return Callout(
        _("Nên bật xác thực hai bước từ bây giờ"),
        _("Từ ngày %(day)s vai trò của bạn phải có; bật trước thì hôm ấy không bị gián đoạn.")
        % {"day": day(needed.since)},
    )


def security_summary(actor: Person, factors: Factors, sessions: Sequence[OpenSession]) -> dict[str, Any]:
    """The panel on one's own page."""
    state = Chip(_("Đang bật"), "dat") if factors else Chip(_("Chưa bật"), "chu-y")
    count = _("%(count)d máy") % {"count": len(sessions)}
    return {
        "needed": needed_callout(actor, factors),
        "facts": KeyFacts([
            Fact(_("Xác thực hai bước"), state, act=Link(_("Thay đổi") if factors else _("Bật"), SECURITY)),
            Fact(_("Đang đăng nhập"), count, act=Link(_("Xem"), f"{SECURITY}#phien")),
        ]),
    }  # fmt: skip


def _one_time_facts(factors: Factors) -> KeyFacts:
    kept = factors.one_time
    state = Chip(_("Đang bật"), "dat") if kept else Chip(_("Chưa bật"), "trung-tinh")
    since = [Fact(_("Bật lúc"), day(kept.enrolled_at))] if kept else []
    return KeyFacts([Fact(_("Tình trạng"), state), *since])


def _one_time_buttons(factors: Factors, next_url: str) -> list[Button]:
    enrol = f"{SECURITY}ma-mot-lan/"
    if factors.one_time is None:
        return [Button(_("Bật mã một lần"), url=with_query(enrol, next=next_url), kind="primary")]
    return [
        Button(_("Đổi sang điện thoại khác"), url=enrol),
        Button(_("Tắt mã một lần"), url=f"{enrol}bo/", post=True, kind="danger"),
    ]


def _passkeys_table(factors: Factors) -> Table | None:
    if not factors.passkeys:
        return None
    columns = [Column(_("Tên")), Column(_("Thêm lúc")), Column(_("Dùng lần cuối")), Column(_("Việc"))]
    rows = [
        Row(
            [
                each.name,
                day(each.added_at),
                day(each.used_at),
                Button(_("Bỏ khóa này"), url=f"{SECURITY}khoa/{each.pk}/bo/", post=True),
            ],
            name=each.name,
        )
        for each in factors.passkeys
    ]
    return Table(columns, rows, caption=_("Khóa truy cập"), count=len(rows))


def present_new_passkey(form: BaseForm, next_url: str) -> dict[str, Any]:
    return {
        "head": Heading(_("Thêm khóa truy cập"), "", [Link(_("Đăng nhập an toàn"), SECURITY)]),
        "form": form,
        "errors": ErrorSummary.of(form),
        "next": next_url,
    }


def _codes_facts(factors: Factors) -> KeyFacts | str:
    if not factors:
        return _("Có sau khi bật mã một lần hoặc thêm khóa truy cập.")
    state: State = "dat" if factors.codes_left > 3 else "chu-y"
    return KeyFacts([Fact(_("Còn dùng được"), Chip(_("%(n)d mã") % {"n": factors.codes_left}, state))])


def sessions_table(request: HttpRequest, sessions: Sequence[OpenSession]) -> Table:
    mine = request.session.get(store.HANDLE)
    here = request.session.get(store.NETWORK, "")
    columns = [
        Column(_("Máy")),
        Column(_("Nơi")),
        Column(_("Mở lúc")),
        Column(_("Dùng lần cuối")),
        Column(_("Việc")),
    ]
    rows = [
        Row(
            [
                devices.told(each.browser),
                devices.place(each.network, here=here),
                day(each.opened_at),
                day(each.seen_at),
                Chip(_("Máy này"), "dat")
                if str(each.handle) == mine
                else Button(_("Đăng xuất"), url=f"/toi/phien/{each.handle}/ket-thuc/", post=True),
            ],
            name=devices.told(each.browser),
        )
        for each in sessions
    ]
    empty = EmptyState(_("Không có phiên nào khác."))
    return Table(columns, rows, caption=_("Nơi đang đăng nhập"), count=len(rows), empty=empty)


def present_enrol(form: Any, user: User, next_url: str) -> dict[str, Any]:
    return {
        "head": Heading(_("Bật mã một lần"), "", [Link(_("Đăng nhập an toàn"), SECURITY)]),
        "form": form,
        "errors": ErrorSummary.of(form),
        "picture": one_time.picture(form.key, user.username, _("Hình để ứng dụng xác thực quét")),
        "key": one_time.spelled(form.key),
        "next": next_url,
    }


def present_codes(codes: Sequence[str], user: User, next_url: str) -> dict[str, Any]:
    return {
        "head": Heading(_("Mã khôi phục"), user.username, [Link(_("Đăng nhập an toàn"), SECURITY)]),
        "codes": codes,
        "next": next_url,
    }


def present_reset(user: User, form: BaseForm, *, waits: bool) -> dict[str, Any]:
    return {
        "head": Heading(
            _("Đặt lại xác thực hai bước"),
            f"{user.full_name} ({user.username})",
            [
                Link(_("Người dùng và phạm vi"), "/qt/nguoi-dung/"),
                Link(user.username, f"/qt/nguoi-dung/{user.pk}/"),
            ],
        ),
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
    empty = EmptyState(_("Không có yêu cầu đặt lại xác thực nào chờ duyệt."))
    return {
        "head": Heading(
            _("Yêu cầu đặt lại xác thực"),
            _("Chỉ đặt lại khi một quản trị viên khác người đề nghị đã duyệt."),
            [Link(_("Người dùng và phạm vi"), "/qt/nguoi-dung/")],
        ),
        "table": Table(columns, rows, caption=_("Yêu cầu đặt lại xác thực"), count=len(rows), empty=empty),
    }


def present_reset_decision(
    asked: FactorReset, names: Mapping[str, User], form: BaseForm, why_not: str
) -> dict[str, Any]:
    facts = [
        Fact(_("Tình trạng"), _(ResetState(asked.state).label)),
        Fact(_("Tài khoản"), f"{asked.user.full_name} ({asked.user.username})"),
        Fact(_("Lý do"), asked.reason),
        Fact(_("Người đề nghị"), name_of(asked.asked_by, names)),
        Fact(_("Đề nghị lúc"), day(asked.asked_at)),
    ]
    approve = Button(_("Duyệt đặt lại"), kind="primary", name="viec", value="duyet", disabled_because=why_not)
    return {
        "head": Heading(
            _("Duyệt đặt lại xác thực"), asked.user.full_name, [Link(_("Yêu cầu đặt lại xác thực"), RESETS)]
        ),
        "facts": KeyFacts(facts),
        "form": form if asked.state == ResetState.PENDING else None,
        "errors": ErrorSummary.of(form),
        "hindrance": Callout(why_not) if why_not else None,
        "approve": approve,
    }


def name_of(key: str, names: Mapping[str, User]) -> str:
    user = names.get(key)
    if user:
        return f"{user.full_name} ({user.username})"
    return _("Dòng lệnh") if key.startswith("command:") else "–"
