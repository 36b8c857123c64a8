"""Opening accounts, giving and ending grants."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.accounts import limits, passwords
from caunoi.apps.accounts.choices import GrantState
from caunoi.apps.accounts.extensions import Post
from caunoi.apps.accounts.models import Grant, User
from caunoi.apps.accounts.policies import (
    check_can_approve,
    check_can_grant,
    check_duties_apart,
    check_post_is_held,
    first_state,
)
from caunoi.apps.accounts.selectors import account_of
from caunoi.apps.organisation.models import Unit
from caunoi.domain.vocabulary.period import Period
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope


@transaction.atomic
def open_account(
    *,
    actor: Actor,
    username: str,
    full_name: str,
    password: str,
    subject_id: UUID | None = None,
    language: str = "vi",
) -> User:
    """A new account that may do nothing until a grant is given."""
    policy.check_create(actor, User)
    if User.objects.filter(username=username).exists():
        raise Refused(_("Tên đăng nhập này đã có người dùng. Chọn tên khác."))
    user = User(
        username=username,
        full_name=full_name,
        subject_id=subject_id,
        language=language,
        opened_by=actor.key,
    )
    user.set_password(passwords.normalise(password))
    user.save()
    record(actor, "accounts.account_opened", user, {"username": [None, username]})
    return user


@transaction.atomic
def close_account(*, actor: Actor, user: User, reason: str) -> User:
    """Access ends with the next request; what the person did stays in the record."""
    policy.check(actor, "change", user)
    if actor.key == user.key:
        raise Refused(_("Không thể tự khóa tài khoản của mình; nhờ một quản trị viên khác khóa."))
    user.is_active = False
    user.save(update_fields=["is_active"])
    record(actor, "accounts.account_closed", user, {"is_active": [True, False]}, reason=reason)
    return user


@transaction.atomic
def give_grant(
    *,
    actor: Actor,
    user: User,
    role: str,
    unit: Unit | None,
    reach: str,
    valid_from: date,
    basis: str,
    valid_to: date | None = None,
    post: Post | None = None,
) -> Grant:
    """A role for a unit and a time; from a person it gives nothing until a second person approves it.

    With ``post`` it counts only while the holder's file says that this post is held.
    """
    check_can_grant(actor, user)
    check_post_is_held(user, post, actor.on)
    with system_scope("accounts: a new grant looks at those there are"):
        check_duties_apart(
            user, role, reach, Grant.objects.ever_within(Period(valid_from, valid_to)).filter(user=user)
        )
    grant = Grant(
        user=user,
        role=role,
        unit=unit,
        reach=reach,
        valid_from=valid_from,
        valid_to=valid_to,
        basis=basis,
        granted_by=actor.key,
        state=first_state(actor),
        post_title=post.title_code if post else "",
        post_unit_id=post.unit_id if post else None,
    )
    with system_scope("accounts: a new grant looks at those there are"):
        grant.full_clean()
    grant.save()
    changes = {"role": [None, role], "reach": [None, reach], "valid_from": [None, valid_from.isoformat()]}
    if post:
        changes["post_title"] = [None, post.title_code]
    action = "accounts.grant_given" if grant.state == GrantState.GIVEN else "accounts.grant_asked"
    record(actor, action, grant, changes, unit_id=grant.unit_id)
    return grant


@transaction.atomic
def approve_grant(*, actor: Actor, grant: Grant, reason: str = "") -> Grant:
    """The second person says yes: from the next request on the grant counts."""
    check_can_approve(actor, grant, account_of(actor))
    return _decide(actor, grant, GrantState.GIVEN, reason)


@transaction.atomic
def refuse_grant(*, actor: Actor, grant: Grant, reason: str) -> Grant:
    """Any administrator may say no, also whoever asked: a grant refused gives nothing to anybody."""
    policy.check(actor, "approve", grant)
    if not reason.strip():
        raise Refused(_("Ghi lý do không duyệt."))
    return _decide(actor, grant, GrantState.REFUSED, reason.strip())


def _decide(actor: Actor, grant: Grant, state: GrantState, reason: str) -> Grant:
    """Decided as it stands in the database now, so that of two who press at once one decides."""
    waiting = policy.visible(actor, Grant, "approve").filter(pk=grant.pk, state=GrantState.PENDING)
    if not waiting.update(state=state, decided_by=actor.key, decision=reason):
        raise Refused(_("Lần giao quyền này đã có người quyết định. Tải lại trang để xem."))
    grant.refresh_from_db(from_queryset=policy.visible(actor, Grant))
    action = "accounts.grant_approved" if state == GrantState.GIVEN else "accounts.grant_refused"
    record(
        actor,
        action,
        grant,
        {"state": [GrantState.PENDING.value, state.value]},
        unit_id=grant.unit_id,
        reason=reason,
    )
    return grant


@transaction.atomic
def end_grant(*, actor: Actor, grant: Grant, on: date, reason: str) -> Grant:
    """From ``on`` the grant counts no more: pages, jobs, exports and links ask again each time."""
    policy.check(actor, "change", grant)
    if grant.state != GrantState.GIVEN:
        raise Refused(_("Lần giao quyền này chưa có hiệu lực nên không có gì để kết thúc."))
    if on <= grant.valid_from:
        raise Refused(_("Ngày kết thúc phải sau ngày bắt đầu của lần giao quyền."))
    before, grant.valid_to = grant.valid_to, on
    grant.save(update_fields=["valid_to"])
    record(actor, "accounts.grant_ended", grant, {"valid_to": [str(before), on.isoformat()]}, reason=reason)
    return grant


@transaction.atomic
def choose_language(*, actor: Actor, user: User, language: str) -> User:
    """A person's own choice; needs no grant."""
    if actor.key != user.key:
        policy.check(actor, "change", user)
    before, user.language = user.language, language
    user.save(update_fields=["language"])
    record(actor, "accounts.language_chosen", user, {"language": [before, language]})
    return user


@transaction.atomic
def change_password(*, actor: Actor, user: User, password: str) -> User:
    """A person's own new password; every other session of theirs ends."""
    if actor.key != user.key:
        policy.check(actor, "change", user)
    user.set_password(passwords.normalise(password))
    user.needs_factor = passwords.length(password) < limits.password_length(actor.on)
    user.save(update_fields=["password", "needs_factor"])
    record(actor, "accounts.password_changed", user)
    return user
