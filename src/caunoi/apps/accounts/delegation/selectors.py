"""Delegations as the two people concerned see them, and what there is to pass on."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from caunoi.apps.accounts.choices import GrantState
from caunoi.apps.accounts.delegation.rules import may_be_passed_on
from caunoi.apps.accounts.models import Grant, User
from caunoi.apps.accounts.selectors import rights_of
from caunoi.apps.accounts.standing import Right
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.policy import system_scope


@dataclass(frozen=True)
class Delegation:
    """One delegation (một lần ủy quyền), with what decides whether it counts."""

    grant: Grant
    right: Right


def own_rights(actor: Actor) -> list[Delegation]:
    """The rights the actor may pass on today."""
    with system_scope("accounts: one's own grants"):
        grants = list(Grant.objects.on(actor.on).filter(user_id=_account(actor)).order_by("valid_from", "pk"))
    rights = rights_of(grants)
    return [
        Delegation(each, rights[each.pk])
        for each in grants
        if may_be_passed_on(each, rights[each.pk], actor.on)
    ]


def delegations_of(actor: Actor) -> list[Delegation]:
    """Given and received ones, the newest first."""
    mine = _account(actor)
    with system_scope("accounts: one's own delegations"):
        found = Grant.objects.filter(Q(user_id=mine) | Q(delegated_from__user_id=mine))
        found = found.filter(delegated_from__isnull=False).select_related("user", "delegated_from__user")
        grants = list(found.order_by("-valid_from", "-pk"))
    rights = rights_of(grants)
    return [Delegation(each, rights[each.pk]) for each in grants]


def delegation_or_404(actor: Actor, grant_id: UUID) -> Grant:
    """For one of the two people it concerns; for anybody else as if it were not there."""
    found = next((each.grant for each in delegations_of(actor) if each.grant.pk == grant_id), None)
    if found is None:
        raise NotVisible(Grant._meta.label)
    return found


def own_right_or_404(actor: Actor, grant_id: UUID) -> Delegation:
    found = next((each for each in own_rights(actor) if each.grant.pk == grant_id), None)
    if found is None:
        raise NotVisible(Grant._meta.label)
    return found


def deputy_called(username: str) -> User:
    """One sentence for an account that is closed and one that is not there."""
    found = User.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise Refused(
            _("Không có tài khoản đang mở tên %(name)s. Hỏi người nhận tên đăng nhập.") % {"name": username}
        )
    return found


def waits_or_counts(grant: Grant) -> bool:
    return grant.state in {GrantState.PENDING, GrantState.GIVEN}


def _account(actor: Actor) -> UUID:
    """The account somebody acts with; nobody's for the command line."""
    kind, _colon, rest = actor.key.partition(":")
    return UUID(rest) if kind == "user" else UUID(int=0)
