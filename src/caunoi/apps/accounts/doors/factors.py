"""The factors of an account beside its password: added and taken away by its owner, each use judged and remembered."""

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.accounts.doors import one_time
from caunoi.apps.accounts.models import OneTimeKey, Passkey, RecoveryCode, User
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.db.encryption import blind_index
from caunoi.foundation.errors import Forbidden, Refused
from caunoi.foundation.policy import system_scope

Way = Literal["", "one_time", "recovery"]
CODES, LETTERS = 10, "23456789abcdefghjkmnpqrstuvwxyz"  # without letters and digits that look alike


@dataclass(frozen=True)
class Factors:
    """What an account has besides its password (yếu tố thứ hai)."""

    one_time: OneTimeKey | None
    passkeys: tuple[Passkey, ...]
    codes_left: int

    def __bool__(self) -> bool:
        return bool(self.one_time or self.passkeys)

    @property
    def count(self) -> int:
        return len(self.passkeys) + (self.one_time is not None)


def factors_of(user: User) -> Factors:
    with system_scope("accounts: one's own factors"):
        return Factors(
            OneTimeKey.objects.filter(user=user).first(),
            tuple(Passkey.objects.filter(user=user).order_by("added_at")),
            RecoveryCode.objects.filter(user=user, used_at__isnull=True).count(),
        )


def has_factor(user: User) -> bool:
    with system_scope("accounts: one's own factors"):
        keys = OneTimeKey.objects.filter(user=user).values("user_id")
        return keys.union(Passkey.objects.filter(user=user).values("user_id")).exists()


@transaction.atomic
def enrol_one_time(*, actor: Actor, user: User, key: str, code: str, at: datetime) -> list[str]:
    """From now on a code of this key is asked for. Gives the recovery codes, for the first factor of an account."""
    check_own(actor, user)
    step = one_time.fitting_step(key, plain(code), at)
    if step is None:
        raise Refused(wrong_code())
    first = not factors_of(user)
    with system_scope("accounts: one's own factors"):
        OneTimeKey.objects.update_or_create(
            user=user,
            defaults={"sealed": _bound(user, key), "last_step": step, "enrolled_at": at},
        )
    record(actor, "accounts.one_time_enrolled", user)
    return _new_codes(user) if first else []


@transaction.atomic
def drop_one_time(*, actor: Actor, user: User, needed: bool) -> None:
    check_own(actor, user)
    check_not_last(user, needed)
    with system_scope("accounts: one's own factors"):
        OneTimeKey.objects.filter(user=user).delete()
    forget_codes_without_factor(user)
    record(actor, "accounts.one_time_dropped", user)


@transaction.atomic
def renew_codes(*, actor: Actor, user: User) -> list[str]:
    """A new set; the old one opens nothing any more."""
    check_own(actor, user)
    if not has_factor(user):
        raise Refused(_("Bật mã một lần hoặc thêm khóa truy cập trước, rồi lấy mã khôi phục."))
    record(actor, "accounts.recovery_codes_renewed", user)
    return _new_codes(user)


def take_code(*, actor: Actor, user: User, typed: str, at: datetime) -> Way:
    """Judges a one-time or recovery code and uses it up: of two who bring the same code at once, one comes in."""
    code = plain(typed)
    if len(code) == one_time.DIGITS and code.isdigit():
        return "one_time" if _take_one_time(user, code, at) else ""
    return "recovery" if _take_recovery(actor, user, code, at) else ""


def _take_one_time(user: User, code: str, at: datetime) -> bool:
    with system_scope("accounts: a factor at the door"):
        kept = OneTimeKey.objects.filter(user=user).first()
        if kept is None:
            return False
        step = one_time.fitting_step(_unbound(user, kept.sealed), code, at)
        if step is None:
            return False
        # The database decides: the step only moves forward, and only one statement moves it past this code.
        return OneTimeKey.objects.filter(user=user, last_step__lt=step).update(last_step=step) == 1


@transaction.atomic
def _take_recovery(actor: Actor, user: User, code: str, at: datetime) -> bool:
    with system_scope("accounts: a factor at the door"):
        fitting = RecoveryCode.objects.filter(
            user=user, fingerprint=_fingerprint(user, code), used_at__isnull=True
        )
        taken = fitting.update(used_at=at) == 1
    if taken:
        record(actor, "accounts.recovery_code_used", user)
    return taken


def take_everything(user: User) -> None:
    """Begin anew: decided by two administrators, or by the owner of the machine."""
    with system_scope("accounts: factors taken away"):
        for model in (OneTimeKey, Passkey, RecoveryCode):
            model.objects.filter(user=user).delete()


def check_own(actor: Actor, user: User) -> None:
    """Nobody else adds, takes away or renews a factor; administrators only reset, and two of them."""
    if actor.key != user.key:
        raise Forbidden(_("Chỉ chính chủ tài khoản đổi được cách xác thực của mình."))


def check_not_last(user: User, needed: bool) -> None:
    """Kept by the role or by a password that is too short alone."""
    if not (needed or user.needs_factor) or factors_of(user).count > 1:
        return
    if needed:
        raise Refused(
            _("Vai trò của bạn phải xác thực hai bước. Thêm một cách khác trước, rồi mới bỏ cách này.")
        )
    raise Refused(
        _(
            "Mật khẩu của bạn ngắn nên cần xác thực hai bước. Đổi sang mật khẩu dài hơn trước, rồi mới bỏ cách này."
        )
    )


def forget_codes_without_factor(user: User) -> None:
    if not has_factor(user):
        with system_scope("accounts: one's own factors"):
            RecoveryCode.objects.filter(user=user).delete()


def first_codes(user: User) -> list[str]:
    """For an account that has no recovery codes yet; an account that has some keeps them."""
    with system_scope("accounts: one's own factors"):
        if RecoveryCode.objects.filter(user=user).exists():
            return []
    return _new_codes(user)


def wrong_code() -> str:
    return _(
        "Mã chưa đúng hoặc đã dùng rồi. Chờ mã mới hiện trên điện thoại rồi nhập lại; xem giờ điện thoại có đúng không."
    )


def plain(typed: str) -> str:
    """As a person types it: with spaces, hyphens, capitals or full-width digits."""
    return "".join(unicodedata.normalize("NFKC", typed).replace("-", " ").split()).lower()


def _new_codes(user: User) -> list[str]:
    codes = [random_code(10) for _code in range(CODES)]
    with system_scope("accounts: one's own factors"):
        RecoveryCode.objects.filter(user=user).delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(user=user, fingerprint=_fingerprint(user, code)) for code in codes
        )
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def random_code(length: int) -> str:
    """To be read from paper and typed."""
    return "".join(secrets.choice(LETTERS) for _each in range(length))


def _fingerprint(user: User, code: str) -> str:
    # Fifty bits by chance under a key: unlike a password they need no slow hash.
    return blind_index(code, purpose=f"recovery:{user.pk}")


def _bound(user: User, key: str) -> str:
    return f"{user.pk}:{key}"


def _unbound(user: User, sealed: str) -> str:
    owner, _colon, key = sealed.partition(":")
    if owner != str(user.pk):
        raise MovedKey(f"the one-time key of {user.pk} was made for another account")
    return key


class MovedKey(RuntimeError):
    """Somebody moved a sealed key in the database to another account."""
