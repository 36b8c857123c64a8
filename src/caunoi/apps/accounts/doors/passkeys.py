"""Passkeys (WebAuthn): a key pair on the person's device signs a challenge that was given to this session only."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from caunoi.apps.accounts.doors import factors
from caunoi.apps.accounts.models import Passkey, User
from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.policy import system_scope

NAME, CHALLENGE = "Cầu Nối", "passkey_challenge"
REQUIRED, PREFERRED = UserVerificationRequirement.REQUIRED, UserVerificationRequirement.PREFERRED
Answer = Mapping[str, Any]


@dataclass(frozen=True)
class Signed:
    """A challenge signed by a known key (lần ký): whose, and whether the device asked for finger, face or PIN."""

    passkey: Passkey
    verified: bool
    counter: int


def server_for(request: HttpRequest) -> Fido2Server:
    """The house is the host of the request, which Django has compared with the hosts it serves."""
    host = request.get_host()
    origin = f"{request.scheme}://{host}"
    entity = PublicKeyCredentialRpEntity(name=NAME, id=host.rpartition(":")[0] or host)
    return Fido2Server(entity, verify_origin=lambda told: told == origin)


def offer_new(request: HttpRequest, user: User) -> dict[str, Any]:
    """What the browser needs to make a key pair."""
    person = PublicKeyCredentialUserEntity(name=user.username, id=user.pk.bytes, display_name=user.full_name)
    options, state = server_for(request).register_begin(
        person,
        credentials=_credentials(factors.factors_of(user).passkeys),
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=PREFERRED,
    )
    request.session[CHALLENGE] = state
    return dict(options)


@transaction.atomic
def add(request: HttpRequest, *, actor: Actor, user: User, name: str, answer: Answer) -> list[str]:
    """Keeps the public half. Gives the recovery codes, for the first factor of an account."""
    factors.check_own(actor, user)
    try:
        made = server_for(request).register_complete(_challenge(request), answer).credential_data
    except (ValueError, KeyError, TypeError) as fault:
        raise Refused(not_recognised()) from fault
    if made is None:
        raise Refused(not_recognised())
    kept = Passkey(
        user=user,
        name=name,
        credential_id=_text(made.credential_id),
        credential=_text(made),
        added_at=clock.now(),
    )
    try:
        with transaction.atomic():
            kept.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(_("Khóa này đã được thêm rồi.")) from twice
    record(actor, "accounts.passkey_added", user)
    return factors.first_codes(user)


@transaction.atomic
def remove(*, actor: Actor, user: User, passkey_id: UUID, needed: bool) -> None:
    factors.check_own(actor, user)
    with system_scope("accounts: one's own factors"):
        mine = Passkey.objects.filter(user=user, pk=passkey_id)
        if not mine.exists():
            raise NotVisible("accounts.Passkey")
        factors.check_not_last(user, needed)
        mine.delete()
    factors.forget_codes_without_factor(user)
    record(actor, "accounts.passkey_removed", user)


def ask_to_sign(request: HttpRequest, user: User | None) -> dict[str, Any]:
    """A challenge for the keys of the account; for nobody in particular, one that a device with a lock must sign."""
    held = factors.factors_of(user).passkeys if user else ()
    options, state = server_for(request).authenticate_begin(
        _credentials(held) or None, user_verification=PREFERRED if user else REQUIRED
    )
    request.session[CHALLENGE] = state
    return dict(options)


def owner_of(answer: Answer) -> User | None:
    """Whose key the answer speaks of, so that the try is counted for that account before it is judged."""
    found = _found(answer)
    return found.user if found else None


def signed(request: HttpRequest, answer: Answer) -> Signed | None:
    """Judges the signature and counts it: a key whose counter goes back was copied."""
    found = _found(answer)
    if found is None:
        request.session.pop(CHALLENGE, None)
        return None
    credential = AttestedCredentialData(_bytes(found.credential))
    try:
        server_for(request).authenticate_complete(_challenge(request), [credential], answer)
        told = AuthenticationResponse.from_dict(answer).response.authenticator_data
    except (ValueError, KeyError, TypeError):
        return None
    taken = Signed(found, told.is_user_verified(), told.counter)
    return taken if found.user.is_active and _counted(taken) else None


def _counted(taken: Signed) -> bool:
    """Devices without a counter always say zero."""
    onwards = {"counter": 0} if taken.counter == 0 else {"counter__lt": taken.counter}
    with system_scope("accounts: a factor at the door"):
        mine = Passkey.objects.filter(pk=taken.passkey.pk, **onwards)
        return mine.update(counter=taken.counter, used_at=clock.now()) == 1


def not_recognised() -> str:
    return _("Chưa nhận được khóa truy cập. Thử lại, hoặc dùng cách khác.")


def _found(answer: Answer) -> Passkey | None:
    with system_scope("accounts: a factor at the door"):
        kept = Passkey.objects.filter(credential_id=str(answer.get("id", ""))[:1400])
        return kept.select_related("user").first()


def _challenge(request: HttpRequest) -> Any:
    """Each challenge is answered once, rightly or wrongly."""
    state = request.session.pop(CHALLENGE, None)
    if state is None:
        raise ValueError("no challenge was given to this session")
    return state


def _credentials(held: Sequence[Passkey]) -> list[AttestedCredentialData]:
    return [AttestedCredentialData(_bytes(each.credential)) for each in held]


def _text(data: bytes) -> str:
    return urlsafe_b64encode(bytes(data)).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
