"""Keys as their office, the administrators and the door of the API see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.accounts.choices import GrantState, Role
from caunoi.apps.accounts.delegation.selectors import Delegation, own_rights
from caunoi.apps.accounts.models import AccessToken
from caunoi.apps.accounts.selectors import rights_of
from caunoi.apps.accounts.tokens.rules import may_be_drawn_from
from caunoi.apps.accounts.tokens.standing import Fallen, why_not
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.foundation.actors import Actor, Granted, Program
from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.policy import system_scope, visible
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.policy.table import units_reached


@dataclass(frozen=True)
class Held:
    """A key (mã của đơn vị) and why it opens nothing on the day, if so."""

    token: AccessToken
    fallen: Fallen | None


def rights_to_draw_from(actor: Actor) -> list[Delegation]:
    """The rights of one's own with which a key may be asked for."""
    return [each for each in own_rights(actor) if may_be_drawn_from(each.grant, each.right, actor.on)]


def right_or_404(actor: Actor, grant_id: UUID) -> Delegation:
    found = next((each for each in rights_to_draw_from(actor) if each.grant.pk == grant_id), None)
    if found is None:
        raise NotVisible(AccessToken._meta.label)
    return found


def office_tokens(actor: Actor) -> list[Held]:
    """The keys of the offices the actor works for, the newest first; the board sees those of its communes too."""
    reached = [_reached_by(each, actor.on) for each in rights_to_draw_from(actor)]
    with system_scope("accounts: the keys of one's own office"):
        every = AccessToken.objects.select_related("drawn_from__user").order_by("-asked_at", "-pk")
        mine = [each for each in every if any(_is_within(each, *one) for one in reached)] if reached else []
    return judged(mine, actor.on)


def _reached_by(own: Delegation, on: date) -> tuple[str, set[UUID] | None]:
    assert own.grant.unit_id is not None
    units = units_reached(own.grant.unit_id, own.grant.reach, on)
    return own.grant.role, None if units is None else set(units)


def _is_within(token: AccessToken, role: str, units: set[UUID] | None) -> bool:
    return role in {token.role, Role.BOARD} and (units is None or token.unit_id in units)


def judged(tokens: Iterable[AccessToken], on: date) -> list[Held]:
    found = list(tokens)
    rights = rights_of(each.drawn_from for each in found)
    return [
        Held(each, why_not(each, rights[each.drawn_from_id], each.drawn_from.user.is_active, on))
        for each in found
    ]


def every_token(actor: Actor) -> list[Held]:
    """For administrators: what waits first, then the newest."""
    found = visible(actor, AccessToken).select_related("drawn_from__user").order_by("-asked_at", "-pk")
    return sorted(judged(found, actor.on), key=lambda each: each.fallen != Fallen.PENDING)


def is_any_waiting(actor: Actor) -> bool:
    undecided = visible(actor, AccessToken, "approve").filter(state=GrantState.PENDING)
    found = judged(undecided.select_related("drawn_from__user"), actor.on)
    return any(each.fallen == Fallen.PENDING for each in found)


def held_or_404(actor: Actor, token_id: UUID) -> Held:
    """For the office and the administrators; for anybody else as if it were not there."""
    offered = every_token(actor) if holds(actor, AccessToken, "view") else office_tokens(actor)
    found = next((each for each in offered if each.token.pk == token_id), None)
    if found is None:
        raise NotVisible(AccessToken._meta.label)
    return found


def token_called(actor: Actor, handle: str) -> AccessToken:
    """By its short name, for the command line."""
    found = visible(actor, AccessToken).filter(handle=handle).select_related("drawn_from__user").first()
    if found is None:
        raise Refused(_("Không có mã truy cập %(handle)s. Xem accounts tokens.") % {"handle": handle})
    assert isinstance(found, AccessToken)
    return found


def shown(handle: str, on: date) -> Held | None:
    """The key somebody shows at the door, whatever its state."""
    with system_scope("accounts: the key shown at the door of the API"):
        found = AccessToken.objects.filter(handle=handle).select_related("drawn_from__user").first()
    return judged([found], on)[0] if found else None


def program_of(token: AccessToken, on: date) -> Program:
    """The reading half of one role at one unit; the label is what the record and the person concerned are told."""
    return Program(
        key=token.key,
        label=label_of(token, on),
        on=on,
        grants=(Granted(token.role, token.unit_id, token.reach, up_to=token.up_to),),
    )


def label_of(token: AccessToken, on: date) -> str:
    tree = unit_tree(on=on)
    whose = f", {tree.node(token.unit_id).full_name}" if token.unit_id in tree else ""
    return f"Mã truy cập “{token.name}” ({token.handle}){whose}"
