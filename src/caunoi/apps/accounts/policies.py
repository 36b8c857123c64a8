"""Accounts and grants are the administrators'; nobody grants anything to themselves, and nobody grants alone."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.accounts.choices import MAY_OPEN, GrantState, Reach, Role
from caunoi.apps.accounts.extensions import Post
from caunoi.apps.accounts.models import (
    AccessToken,
    Emergency,
    FactorReset,
    Grant,
    OneTimeKey,
    OpenSession,
    Passkey,
    PasswordRequest,
    RecoveryCode,
    SignInAttempt,
    User,
)
from caunoi.apps.accounts.reaching import (
    who_may_after as who_may_after,
)  # for modules that foresee who decides
from caunoi.apps.accounts.selectors import account_of, posts_of
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import FieldClass


def declare() -> None:
    administrator = {"quantri": FieldClass.P1}
    looking = {"btc": FieldClass.P2}
    openers = dict.fromkeys(sorted(MAY_OPEN), FieldClass.P2)
    policy.register(Emergency, unit="unit", view=looking, look=looking, open=openers)
    policy.register(User, view=administrator, add=administrator, change=administrator)
    policy.register(Grant, view=administrator, add=administrator, change=administrator, approve=administrator)
    policy.register(AccessToken, view=administrator, approve=administrator, change=administrator)
    for asked in (FactorReset, PasswordRequest):
        policy.register(asked, view=administrator, add=administrator, approve=administrator)
    # the doors alone read these
    for nobodys in (SignInAttempt, OneTimeKey, RecoveryCode, Passkey, OpenSession):
        policy.register(nobodys, view={})
    readers = {"btc": FieldClass.P2, "xa": FieldClass.P2, "kiemtra": FieldClass.P1}
    policy.register(AuditEvent, unit="unit_id", view=readers)


def check_can_grant(actor: Actor, user: User) -> None:
    """Không ai tự giao quyền cho mình."""
    policy.check_create(actor, Grant)
    if actor.key == user.key:
        raise Refused(_("Không thể tự giao quyền cho mình; nhờ một quản trị viên khác giao."))


def check_duties_apart(user: User, role: str, reach: str, held: Iterable[Grant]) -> None:
    """Whoever keeps the accounts holds no role that reads people's data, and the other way round."""
    if reach == Reach.SELF:
        return
    others = {grant.role for grant in held if grant.reach != Reach.SELF and grant.state != GrantState.REFUSED}
    if (role == Role.ADMINISTRATOR and others - {Role.ADMINISTRATOR}) or (
        role != Role.ADMINISTRATOR and Role.ADMINISTRATOR in others
    ):
        raise Refused(
            _("Một tài khoản không vừa quản trị vừa giữ vai trò khác. Mở tài khoản riêng cho việc kia.")
        )


def check_post_is_held(user: User, post: Post | None, on: date) -> None:
    """A right is tied only to a post that the holder's file names, held now or to begin later."""
    if post and post.value not in {offered.value for offered in posts_of(user, on)}:
        raise Refused(
            _("Hồ sơ của người này không có chức danh đã chọn. Chọn một chức danh đang giữ hoặc sắp giữ.")
        )


def check_second_person(actor: Actor, *, first: str, user: User) -> None:
    """Neither who did the step before, nor whose account it is, nor an account the first one opened."""
    if actor.is_system:
        return
    if actor.key == first:
        raise Refused(_("Người đề nghị không tự duyệt; chờ một quản trị viên khác duyệt."))
    if actor.key == user.key:
        raise Refused(_("Không tự duyệt việc đặt lại của chính mình."))
    approver = account_of(actor)
    if first and approver is not None and approver.opened_by == first:
        raise Refused(_("Tài khoản của bạn do chính người đề nghị mở nên chưa tính là người thứ hai."))


def first_state(actor: Actor) -> GrantState:
    """A person's grant waits for a second person; the command line is the owner of the machine."""
    return GrantState.GIVEN if actor.is_system else GrantState.PENDING


def check_can_approve(actor: Actor, grant: Grant, approver: User | None) -> None:
    """The second person is neither the one who asks, nor the one who gains, nor an account the first one made."""
    policy.check(actor, "approve", grant)
    if actor.key == grant.granted_by:
        raise Refused(_("Người giao không tự duyệt; chờ một quản trị viên khác duyệt."))
    if actor.key == f"user:{grant.user_id}":
        raise Refused(_("Không thể tự duyệt quyền của mình; chờ một quản trị viên khác duyệt."))
    giver = grant.delegated_from.user if grant.delegated_from else None
    if giver is not None and giver.opened_by == actor.key:
        raise Refused(
            _("Bạn đã mở tài khoản của người ủy quyền nên không tự duyệt; chờ một quản trị viên khác duyệt.")
        )
    if approver is not None and approver.opened_by == grant.granted_by:
        raise Refused(
            _(
                "Tài khoản của bạn do chính người giao mở nên chưa tính là người thứ hai. "
                "Chờ một quản trị viên có tài khoản do người khác mở."
            )
        )
