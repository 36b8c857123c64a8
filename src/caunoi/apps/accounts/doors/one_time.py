"""One-time codes (RFC 6238): six digits from a shared key and the half minute it is."""

import secrets
from base64 import b32decode, b32encode
from datetime import datetime

import segno
from cryptography.hazmat.primitives import constant_time
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.utils.safestring import SafeString, mark_safe

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
    return _generator(key).generate(step * SECONDS).decode()


def fitting_step(key: str, code: str, at: datetime) -> int | None:
    """The step of time the code belongs to; None when it fits none near the moment."""
    now, typed = step_of(at), code.encode()
    fitting = [
        now + drift for drift in DRIFT if constant_time.bytes_eq(code_at(key, now + drift).encode(), typed)
    ]
    return fitting[0] if fitting else None


def picture(key: str, username: str, title: str) -> SafeString:
    """What a phone scans, drawn by the server: it leaves no trace elsewhere."""
    address = _generator(key).get_provisioning_uri(username, ISSUER)
    drawn = segno.make(address, error="m", micro=False)
    return mark_safe(  # noqa: S308  # the drawing is the library's; the one text in it, the title, it escapes
        drawn.svg_inline(
            scale=4, border=4, light="#fff", dark="#000", title=title, svgclass="qr", omitsize=False
        )
    )


def _generator(key: str) -> TOTP:
    # Phones' programs know no other hash than SHA-1; what counts here is HMAC, which it does not weaken.
    return TOTP(b32decode(key), DIGITS, SHA1(), SECONDS)  # noqa: S303  # RFC 6238
