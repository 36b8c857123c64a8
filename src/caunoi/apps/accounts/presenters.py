"""What the door, one's settings and the list of accounts show."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.forms import BaseForm
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from caunoi.apps.accounts.choices import GrantState, Reach, Role
from caunoi.apps.accounts.doors.presenters_resets import PASSWORDS, RESETS
from caunoi.apps.accounts.extensions import own_pages
from caunoi.apps.accounts.models import Grant, User
from caunoi.apps.accounts.policies import check_can_approve
from caunoi.apps.accounts.presenters_of_decisions import (
    account_url,
    accounts_link,
    name_of,
    present_list,
    present_one,
    why_not,
)
from caunoi.apps.accounts.presenters_of_rights import standing_of, unit_name
from caunoi.apps.accounts.selectors import Person, account_of, grants_held, post_words, rights_of
from caunoi.apps.accounts.standing import Right
from caunoi.foundation.actors import Actor
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
from caunoi.foundation.ui.numbers import day

DEMO_ACCOUNTS = [
    ("lanhdao", gettext_noop("Lãnh đạo tỉnh: một bức tranh chung")),
    ("btc", gettext_noop("Chuyên viên Ban Tổ chức: nhập Excel, ma trận, kế hoạch")),
    ("xa", gettext_noop("Văn phòng xã Xuân Hương")),
    ("xa2", gettext_noop("Văn phòng một xã khác")),
    ("truong", gettext_noop("Trường Chính trị tỉnh")),
    ("canbo", gettext_noop("Một cán bộ còn thiếu lý luận chính trị")),
    ("thon", gettext_noop("Tổ dân vận thôn Trại Phúc Mãn")),
    ("mattran", gettext_noop("Mặt trận Tổ quốc")),
    ("kiemtra", gettext_noop("Kiểm tra")),
    ("quantri", gettext_noop("Quản trị hệ thống, không xem dữ liệu cá nhân")),
    ("quantri2", gettext_noop("Quản trị viên thứ hai, duyệt quyền người kia giao")),
]
WAITING = "/qt/quyen/"
TOKENS, ALL_TOKENS = "/toi/ma-truy-cap/", "/qt/ma-truy-cap/"
DEMO_PASSWORD = "caunoi-demo"  # noqa: S105  # published: README prints it, and this page shows it where CAUNOI_DEMO is on


def present_door(form: BaseForm, next_url: str) -> dict[str, Any]:
    demo = [Fact(name, _(told)) for name, told in DEMO_ACCOUNTS] if settings.DEMO else []
    return {
        "head": Heading(_("Đăng nhập")),
        "form": form,
        "errors": ErrorSummary.of(form),
        "next": next_url,
        "demo_accounts": KeyFacts(demo) if demo else None,
        "demo_password": DEMO_PASSWORD if demo else "",
    }


def present_mine(actor: Person, form: BaseForm, *, keeps_keys: bool) -> dict[str, Any]:
    return {
        "head": Heading(_("Cài đặt của tôi"), actor.label),
        "grants": _grant_table(grants_held(actor), actor.on, ended=False),
        "links": [
            Link(_("Ủy quyền"), "/toi/uy-quyen/"),
            *([Link(_("Mã truy cập của đơn vị"), TOKENS)] if keeps_keys else []),
            *own_pages(actor),
        ],
        "form": form,
        "errors": ErrorSummary.of(form),
    }


def present_accounts(
    users: Sequence[User], form: BaseForm, *, waiting: bool, forgotten: Collection[UUID], keys: bool
) -> dict[str, Any]:
    rows = [
        Row(
            [
                Link(user.username, account_url(user)),
                user.full_name,
                [_state(user), *([Chip(_("Quên mật khẩu"), "chu-y")] if user.pk in forgotten else [])],
            ],
            name=user.username,
        )
        for user in users
    ]
    columns = [Column(_("Tên đăng nhập")), Column(_("Họ và tên")), Column(_("Tình trạng"), "chips")]
    empty = EmptyState(_("Chưa có tài khoản nào. Mở tài khoản đầu tiên ở dưới."))
    return {
        "head": Heading(
            _("Người dùng và phạm vi"),
            _("Quản trị giao quyền nhưng không xem dữ liệu cá nhân."),
            buttons=[
                Button(_("Quên mật khẩu"), url=PASSWORDS),
                Button(_("Yêu cầu đặt lại"), url=RESETS),
                Button(_("Mã truy cập"), url=ALL_TOKENS),
                Button(_("Quyền chờ duyệt"), url=WAITING),
            ],
        ),
        "table": Table(columns, rows, caption=_("Tài khoản"), count=len(rows), empty=empty),
        "calls": _calls(waiting=waiting, forgotten=len(forgotten), keys=keys),
        "form": form,
        "errors": ErrorSummary.of(form),
    }


def _calls(*, waiting: bool, forgotten: int, keys: bool) -> list[Callout]:
    """What waits for an administrator."""
    told = ngettext(
        "%(count)d người quên mật khẩu đang chờ", "%(count)d người quên mật khẩu đang chờ", forgotten
    ) % {"count": forgotten}
    links = [Link(_("Xem và duyệt"), WAITING)], [Link(_("Đối chiếu và cấp giấy"), PASSWORDS)]
    called = [
        (
            waiting,
            Callout(_("Có lần giao quyền đang chờ người thứ hai duyệt"), state="chu-y", links=links[0]),
        ),
        (forgotten, Callout(told, state="chu-y", links=links[1])),
        (
            keys,
            Callout(
                _("Có đơn vị xin mã truy cập, đang chờ duyệt"),
                state="chu-y",
                links=[Link(_("Xem và duyệt"), ALL_TOKENS)],
            ),
        ),
    ]
    return [callout for wanted, callout in called if wanted]


def present_account(user: User, grants: Sequence[Grant], form: BaseForm, *, on: date) -> dict[str, Any]:
    here = account_url(user)
    buttons = [
        Button(_("Cấp lại mật khẩu"), url=f"{here}mat-khau/", post=True),
        Button(_("Đặt lại xác thực"), url=f"{here}dat-lai/"),
        Button(_("Khóa tài khoản"), url=f"{here}khoa/", post=True, kind="danger"),
    ]
    return {
        "head": Heading(
            user.full_name,
            user.username,
            [accounts_link()],
            buttons if user.is_active else [],
        ),
        "state": _state(user),
        "grants": _grant_table(grants, on, ended=True),
        "form": form,
        "errors": ErrorSummary.of(form),
    }


def present_waiting(grants: Sequence[Grant], names: Mapping[str, User]) -> dict[str, Any]:
    columns = [
        Column(_("Giao cho")),
        Column(_("Vai trò")),
        Column(_("Đơn vị")),
        Column(_("Từ ngày"), "date"),
        Column(_("Người giao")),
    ]
    rows = [
        Row(
            [
                Link(grant.user.full_name, f"{WAITING}{grant.pk}/"),
                _(Role(grant.role).label),
                unit_name(grant),
                grant.valid_from,
                name_of(grant.granted_by, names),
            ],
            name=grant.user.full_name,
        )
        for grant in grants
    ]
    return present_list(
        _("Quyền chờ duyệt"),
        _("Quyền chỉ có hiệu lực khi một quản trị viên khác người giao đã duyệt."),
        columns,
        rows,
        _("Không có lần giao quyền nào chờ duyệt."),
    )


def present_decision(actor: Actor, grant: Grant, names: Mapping[str, User], form: BaseForm) -> dict[str, Any]:
    return present_one(
        Heading(_("Duyệt quyền"), grant.user.full_name, [Link(_("Quyền chờ duyệt"), WAITING)]),
        _grant_facts(grant, names),
        form if grant.state == GrantState.PENDING else None,
        why_not=why_not(lambda: check_can_approve(actor, grant, account_of(actor))),
        yes=_("Duyệt"),
    )


def _grant_facts(grant: Grant, names: Mapping[str, User]) -> list[Fact]:
    told: list[tuple[str, Any]] = [
        (_("Tình trạng"), _(GrantState(grant.state).label)),
        (_("Giao cho"), grant.user.named),
        (_("Tài khoản do ai mở"), name_of(grant.user.opened_by, names)),
        (_("Vai trò"), _(Role(grant.role).label)),
        (_("Đơn vị"), unit_name(grant)),
        (_("Phạm vi"), _(Reach(grant.reach).label)),
        (_("Gắn với chức danh"), post_words(grant) or "–"),
        (_("Ủy quyền từ"), _giver_of(grant) or "–"),
        (_("Tài khoản gắn với hồ sơ"), _("có") if grant.user.subject_id else _("không")),
        (_("Từ ngày"), day(grant.valid_from)),
        (_("Đến trước ngày"), day(grant.valid_to) if grant.valid_to else "–"),
        (_("Căn cứ"), grant.basis),
        (_("Người giao"), name_of(grant.granted_by, names)),
    ]
    if grant.decided_by:
        told += [(_("Người duyệt"), name_of(grant.decided_by, names)), (_("Lý do"), grant.decision or "–")]
    return [Fact(label, value) for label, value in told]


def _state(user: User) -> Chip:
    return Chip(_("Đang mở"), "dat") if user.is_active else Chip(_("Đã khóa"), "loi")


def _grant_table(grants: Sequence[Grant], on: date, *, ended: bool) -> Table:
    columns = [
        Column(_("Vai trò")),
        Column(_("Đơn vị")),
        Column(_("Phạm vi")),
        Column(_("Gắn với chức danh")),
        Column(_("Từ ngày"), "date"),
        Column(_("Đến trước ngày"), "date"),
        *([Column(_("Tình trạng"), "chips"), Column(_("Việc"))] if ended else []),
    ]
    empty = EmptyState(
        _("Chưa có quyền nào nên chưa xem được dữ liệu. Quản trị viên giao quyền theo chức danh.")
    )
    rights = rights_of(grants) if ended else {}
    rows = [_grant_row(each, on, rights.get(each.pk)) for each in grants]
    return Table(columns, rows, caption=_("Quyền đã giao"), empty=empty)


def _grant_row(grant: Grant, on: date, right: Right | None) -> Row:
    cells: list[Any] = [
        _role_cell(grant),
        unit_name(grant),
        _(Reach(grant.reach).label),
        post_words(grant) or "–",
        grant.valid_from,
        grant.valid_to,
    ]
    if right:
        cells += [standing_of(right, on), _grant_act(grant, on)]
    return Row(cells, name=_(Role(grant.role).label))


def _grant_act(grant: Grant, on: date) -> Any:
    if grant.state == GrantState.PENDING:
        return Link(_("Xem và duyệt"), f"{WAITING}{grant.pk}/")
    running = grant.state == GrantState.GIVEN and (grant.valid_to is None or grant.valid_to > on)
    return Button(_("Kết thúc hôm nay"), url=f"/qt/quyen/{grant.pk}/ket-thuc/", post=True) if running else ""


def _giver_of(grant: Grant) -> str:
    """Whoever passed the right on; empty for a right of one's own."""
    return grant.delegated_from.user.full_name if grant.delegated_from else ""


def _role_cell(grant: Grant) -> Any:
    giver = _giver_of(grant)
    role = _(Role(grant.role).label)
    return Cell(role, sub=_("thay mặt %(name)s") % {"name": giver}) if giver else role
