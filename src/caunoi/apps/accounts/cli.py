"""``caunoi accounts``: who may sign in, and what they may do where and when."""

import secrets
import sys
from argparse import Namespace
from datetime import date
from getpass import getpass
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.accounts import limits, passwords, selectors, services
from caunoi.apps.accounts.choices import Reach, Role
from caunoi.apps.accounts.doors import letters, resets
from caunoi.apps.accounts.extensions import Post
from caunoi.apps.accounts.models import Grant, User
from caunoi.apps.organisation.models import Unit
from caunoi.apps.organisation.selectors import node_by_code, version_on
from caunoi.foundation.actors import Actor
from caunoi.foundation.commandline import Output, arg, command, command_actor
from caunoi.foundation.commandline.days import a_day
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import get_or_404

NAME = arg("username", metavar="TÊN", help="tên đăng nhập")


@command("accounts", "list", help="Tài khoản và quyền đang có hiệu lực")
def list_accounts(options: Namespace, output: Output) -> None:
    actor = command_actor()
    rows = [
        [user.username, user.full_name, user.is_active, "; ".join(_told(actor, user))]
        for user in selectors.accounts(actor)
    ]
    output.rows(["username", "full_name", "open", "grants"], rows)


@command(
    "accounts",
    "open",
    NAME,
    arg("--name", required=True, metavar="HỌ TÊN", help="họ và tên"),
    arg(
        "--person", default="", metavar="SỐ HIỆU", help="số hiệu cán bộ, khi tài khoản là của người có hồ sơ"
    ),
    arg("--password-stdin", action="store_true", help="đọc mật khẩu từ dòng đầu của đầu vào"),
    help="Mở tài khoản; không cho mật khẩu thì máy đặt và in ra một lần",
    writes=True,
)
def open_account(options: Namespace, output: Output) -> None:
    given = _password(options)
    password = given or secrets.token_urlsafe(18)
    if given and (weakness := _weakness(given, options)):
        raise Refused(weakness)
    user = services.open_account(
        actor=command_actor(),
        username=options.username,
        full_name=options.name,
        password=password,
        subject_id=selectors.file_numbered(options.person) if options.person else None,
    )
    output.record(
        {"username": user.username, "id": str(user.pk), **({} if given else {"password": password})}
    )


@command(
    "accounts", "close", NAME, arg("--reason", default="", help="lý do"), help="Khóa tài khoản", writes=True
)
def close_account(options: Namespace, output: Output) -> None:
    user = selectors.account_called(options.username)
    services.close_account(actor=command_actor(), user=user, reason=options.reason)
    output.record({"username": user.username, "open": False})


@command(
    "accounts",
    "grant",
    NAME,
    arg("role", choices=Role.values, help="vai trò"),
    arg("--unit", metavar="MÃ", default="", help="mã đơn vị trong ngày bắt đầu"),
    arg("--reach", choices=Reach.values, default=Reach.SUBTREE, help="phạm vi"),
    arg("--from", dest="begins", type=a_day, default=None, metavar="NGÀY", help="mặc định hôm nay"),
    arg("--to", dest="ends", type=a_day, default=None, metavar="NGÀY", help="hết hiệu lực từ ngày này"),
    arg("--post", metavar="MÃ", default="", help="mã chức danh người này giữ: thôi chức danh thì hết quyền"),
    arg("--basis", required=True, help="căn cứ, ví dụ số quyết định"),
    help="Giao một vai trò cho một đơn vị trong một thời gian",
    writes=True,
)
def give_grant(options: Namespace, output: Output) -> None:
    actor = command_actor()
    begins = options.begins or actor.on
    unit = get_or_404(actor, Unit, pk=node_by_code(options.unit, on=begins).id) if options.unit else None
    user = selectors.account_called(options.username)
    grant = services.give_grant(
        actor=actor,
        user=user,
        role=options.role,
        unit=unit,
        reach=options.reach,
        valid_from=begins,
        valid_to=options.ends,
        basis=options.basis,
        post=_post_called(user, options.post, actor.on) if options.post else None,
    )
    output.record(
        {"grant": str(grant.pk), "username": options.username, "role": grant.role, "from": str(begins)}
    )


@command("accounts", "waiting", help="Quyền do người giao, chờ người thứ hai duyệt")
def list_waiting(options: Namespace, output: Output) -> None:
    actor = command_actor()
    rows = [
        [
            str(grant.pk),
            grant.user.username,
            grant.role,
            grant.reach,
            _unit_code(grant, grant.valid_from),
            grant.basis,
        ]
        for grant in selectors.grants_waiting(actor)
    ]
    output.rows(["grant", "username", "role", "reach", "unit", "basis"], rows)


@command(
    "accounts",
    "decide",
    arg("grant", type=UUID, metavar="MÃ", help="mã lần giao quyền, xem accounts waiting"),
    arg("answer", choices=["approve", "refuse"], help="duyệt hoặc không duyệt"),
    arg("--reason", default="", help="lý do; bắt buộc khi không duyệt"),
    help="Duyệt thay người thứ hai, với tư cách chủ máy; được ghi nhật ký",
    writes=True,
)
def decide_grant(options: Namespace, output: Output) -> None:
    actor = command_actor()
    grant = get_or_404(actor, Grant, pk=options.grant)
    act = services.approve_grant if options.answer == "approve" else services.refuse_grant
    output.record(
        {"grant": str(grant.pk), "state": act(actor=actor, grant=grant, reason=options.reason).state}
    )


@command(
    "accounts",
    "end",
    NAME,
    arg("role", choices=Role.values, help="vai trò"),
    arg("--on", type=a_day, default=None, metavar="NGÀY", help="mặc định hôm nay"),
    arg("--reason", default="", help="lý do"),
    help="Kết thúc các quyền đang có của một vai trò",
    writes=True,
)
def end_grants(options: Namespace, output: Output) -> None:
    actor = command_actor()
    on = options.on or actor.on
    user = selectors.account_called(options.username)
    held = [
        each for each in selectors.grants_of(actor, user) if each.role == options.role and each.holds_on(on)
    ]
    if not held:
        raise Refused(_("Tài khoản này không giữ vai trò ấy trong ngày."))
    for grant in held:
        services.end_grant(actor=actor, grant=grant, on=on, reason=options.reason)
    output.record({"username": user.username, "ended": len(held), "on": str(on)})


def _post_called(user: User, code: str, on: date) -> Post:
    """The one post with this title that the account's file names."""
    found = [post for post in selectors.posts_of(user, on) if post.title_code == code]
    if len(found) != 1:
        told = "; ".join(f"{post.title_code} ({post.words})" for post in selectors.posts_of(user, on)) or "–"
        raise Refused(
            _("Hồ sơ không có đúng một chức danh mã %(code)s. Đang có: %(posts)s.")
            % {"code": code, "posts": told}
        )
    return found[0]


@command(
    "accounts",
    "reset-factors",
    NAME,
    arg("--reason", required=True, help="lý do, ví dụ mất điện thoại"),
    help="Bỏ xác thực hai bước và mọi phiên của một tài khoản, với tư cách chủ máy; mật khẩu giữ nguyên",
    writes=True,
)
def reset_factors(options: Namespace, output: Output) -> None:
    user = selectors.account_called(options.username)
    asked = resets.ask_reset(actor=command_actor(), user=user, reason=options.reason)
    output.record({"username": user.username, "state": asked.state})


@command(
    "accounts",
    "letter",
    NAME,
    arg("--reason", required=True, help="đã đối chiếu người ấy thế nào"),
    help="Cấp mã một lần để đặt mật khẩu mới, với tư cách chủ máy; mật khẩu cũ dùng được đến khi ấy",
    writes=True,
)
def give_letter(options: Namespace, output: Output) -> None:
    actor, user = command_actor(), selectors.account_called(options.username)
    asked = letters.ask_for(actor=actor, user=user)
    code = letters.answer(actor=actor, asked=asked, reason=options.reason)
    output.record({"username": user.username, "code": code, "until": str(asked.until)})


def _weakness(password: str, options: Namespace) -> str:
    least = limits.password_length(command_actor().on)
    return passwords.weakness(password, least=least, about=[options.username, options.name])


def _password(options: Namespace) -> str:
    if options.password_stdin:
        return sys.stdin.readline().rstrip("\n")
    return getpass(_("Mật khẩu (để trống: máy đặt): ")) if sys.stdin.isatty() else ""


def _told(actor: Actor, user: User) -> list[str]:
    held = [each for each in selectors.grants_of(actor, user) if each.holds_on(actor.on)]
    return [" ".join(filter(None, [each.role, each.reach, _unit_code(each, actor.on)])) for each in held]


def _unit_code(grant: Grant, on: date) -> str:
    version = version_on(grant.unit_id, on=on) if grant.unit_id else None
    return version.code if version else ""
