"""One-time codes (RFC 6238): six digits from a shared key and the half minute it is."""

import hmac
import secrets
from base64 import b32decode, b32encode
from datetime import datetime
from urllib.parse import quote, urlencode

from django.utils.crypto import constant_time_compare
from django.utils.safestring import SafeString

from caunoi.foundation.ui.pictures.codes import scannable

ISSUER = "Cầu Nối"
DIGITS, SECONDS, BYTES = 6, 30, 20
DRIFT = (0, -1, 1)
"""Steps a clock may be behind or ahead."""


def fresh_key() -> str:
    return b32encode(secrets.token_bytes(BYTES)).decode()


def spelled(key: str) -> str:
    """In groups of four, to be typed from a page."""
    return " ".join(key[at : at + 4] for at in range(0, len(key), 4))


def step_of(at: datetime) -> int:
    return int(at.timestamp()) // SECONDS


def code_at(key: str, step: int) -> str:
    """RFC 4226, 5.3. Phones' programs know no other hash than SHA-1; under HMAC its collisions open nothing."""
    signed = hmac.digest(b32decode(key), step.to_bytes(8, "big"), "sha1")
    begin = signed[-1] & 0x0F
    number = int.from_bytes(signed[begin : begin + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def fitting_step(key: str, code: str, at: datetime) -> int | None:
    """The step of time the code belongs to; None when it fits none near the moment."""
    now = step_of(at)
    fitting = [now + drift for drift in DRIFT if constant_time_compare(code_at(key, now + drift), code)]
    return fitting[0] if fitting else None


def address_for_phone(key: str, username: str) -> str:
    """What the picture says: the key, whose it is and where (otpauth)."""
    told = {"secret": key, "issuer": ISSUER, "algorithm": "SHA1", "digits": DIGITS, "period": SECONDS}
    return f"otpauth://totp/{quote(ISSUER)}:{quote(username)}?{urlencode(told, quote_via=quote)}"


def picture(key: str, username: str, title: str) -> SafeString:
    """What a phone scans."""
    return scannable(address_for_phone(key, username), title)
