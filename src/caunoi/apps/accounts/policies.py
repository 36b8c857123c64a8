"""Accounts and grants are the administrator's; nobody grants anything to themselves."""

from django.utils.translation import gettext as _

from caunoi.apps.accounts.models import Grant, SignInAttempt, User
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import FieldClass


def declare() -> None:
    administrator = {"quantri": FieldClass.P1}
    policy.register(User, view=administrator, add=administrator, change=administrator)
    policy.register(Grant, view=administrator, add=administrator, change=administrator)
    policy.register(SignInAttempt, view={})
    readers = {"btc": FieldClass.P2, "xa": FieldClass.P2, "kiemtra": FieldClass.P1}
    policy.register(AuditEvent, unit="unit_id", view=readers)


def check_can_grant(actor: Actor, user: User) -> None:
    """Không ai tự giao quyền cho mình."""
    policy.check_create(actor, Grant)
    if actor.key == f"user:{user.pk}":
        raise Refused(_("Không thể tự giao quyền cho mình; nhờ một quản trị viên khác giao."))
