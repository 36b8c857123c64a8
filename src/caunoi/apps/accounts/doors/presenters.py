"""What the doors and the page about one's own sign-in show."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext as _

from caunoi.apps.accounts.doors import devices, elsewhere, one_time, requirements, store
from caunoi.apps.accounts.doors.factors import Factors
from caunoi.apps.accounts.doors.requests import PersonsRequest
from caunoi.apps.accounts.models import OpenSession, User
from caunoi.apps.accounts.selectors import Person
from caunoi.foundation.ui.addresses import with_query
from caunoi.foundation.ui.components import (
    Button,
    Callout,
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
FORGOTTEN, SET = "/dang-nhap/quen-mat-khau/", "/dang-nhap/dat-mat-khau/"


def present_elsewhere(next_url: str) -> dict[str, Any]:
    """The button to another house's sign-in, where the operator has connected one."""
    if not elsewhere.is_on():
        return {"elsewhere": None}
    words = _("Đăng nhập qua %(name)s") % {"name": elsewhere.name()}
    return {"elsewhere": Button(words, url=with_query("/dang-nhap/noi-khac/", next=next_url), large=True)}


def present_forgotten(form: BaseForm | None) -> dict[str, Any]:
    """The form, or once it was sent what happens now: the same words for every name."""
    return {
        "head": Heading(_("Quên mật khẩu"), "", [Link(_("Đăng nhập"), settings.LOGIN_URL)]),
        "form": form,
        "errors": ErrorSummary.of(form) if form else None,
        "sent": None
        if form
        else Callout(
            _("Đã nhận yêu cầu"),
            _(
                "Nếu có tài khoản đang mở tên ấy, quản trị viên của tỉnh đã thấy yêu cầu. Gặp hoặc gọi quản trị viên, "
                "đưa giấy tờ để đối chiếu và nhận giấy có mã. Mật khẩu cũ vẫn dùng được đến khi đặt mật khẩu mới."
            ),
            "thong-tin",
        ),
        "set": Link(_("Đã có giấy: đặt mật khẩu mới"), SET),
    }


def present_set_password(form: BaseForm) -> dict[str, Any]:
    return {
        "head": Heading(
            _("Đặt mật khẩu mới"),
            _("Dùng mã trên giấy mà quản trị viên đã đưa."),
            [Link(_("Đăng nhập"), settings.LOGIN_URL), Link(_("Quên mật khẩu"), FORGOTTEN)],
        ),
        "form": form,
        "errors": ErrorSummary.of(form),
    }


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
    request: PersonsRequest, factors: Factors, sessions: Sequence[OpenSession], *, next_url: str
) -> dict[str, Any]:
    return {
        "head": Heading(_("Đăng nhập an toàn"), request.actor.label, [Link(_("Cài đặt của tôi"), "/toi/")]),
        "needed": needed_callout(request.actor, request.account, factors, next_url),
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


def needed_callout(actor: Person, user: User, factors: Factors, next_url: str = "/") -> Callout | None:
    """An invitation before the day, a condition from it on, and the way back once it is met."""
    needed = requirements.needed_from(actor.roles)
    if factors:
        back = [Link(_("Tiếp tục việc đang làm"), next_url)]
        met = Callout(_("Đã bật xác thực hai bước"), state="dat", links=back)
        return None if next_url == "/" else met
    if user.needs_factor:
        return _owed(_("Mật khẩu của bạn ngắn, chỉ dùng được cùng xác thực hai bước."))
    if needed is None:
        return None
    if needed.since <= actor.on:
        return _owed(_("Vai trò của bạn cần xác thực hai bước từ ngày %(day)s.") % {"day": day(needed.since)})
    return Callout(
        _("Nên bật xác thực hai bước từ bây giờ"),
        _("Từ ngày %(day)s vai trò của bạn phải có; bật trước thì hôm ấy không bị gián đoạn.")
        % {"day": day(needed.since)},
    )


def _owed(why: str) -> Callout:
    told = " ".join([why, _("Việc này mất khoảng hai phút.")])
    return Callout(_("Bật xác thực hai bước để làm việc tiếp"), told, "chu-y")


def security_summary(
    actor: Person, user: User, factors: Factors, sessions: Sequence[OpenSession]
) -> dict[str, Any]:
    """The panel on one's own page."""
    state = Chip(_("Đang bật"), "dat") if factors else Chip(_("Chưa bật"), "chu-y")
    count = _("%(count)d máy") % {"count": len(sessions)}
    return {
        "needed": needed_callout(actor, user, factors),
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
