"""One-time codes (RFC 6238): six digits from a shared key and the half minute it is."""

import hmac
import secrets
from base64 import b32decode, b32encode
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from urllib.parse import quote, urlencode

import segno
from django.utils.crypto import constant_time_compare
from django.utils.html import format_html
from django.utils.safestring import SafeString

ISSUER = "Cầu Nối"
DIGITS, SECONDS, BYTES = 6, 30, 20
SCALE, QUIET = 4, 4
"""Pixels of a module of the picture, and the modules left white around it."""
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
    """What a phone scans, drawn by the server: it leaves no trace elsewhere."""
    drawn = segno.make(address_for_phone(key, username), error="m", micro=False)
    modules = drawn.symbol_size(border=QUIET)[0]
    return format_html(
        '<svg class="qr" width="{0}" height="{0}" viewBox="0 0 {1} {1}" role="img"><title>{2}</title>'
        '<path fill="#fff" d="M0 0h{1}v{1}H0z"/><path stroke="#000" d="{3}"/></svg>',
        modules * SCALE,
        modules,
        title,
        "".join(_strokes(drawn)),
    )


def _strokes(drawn: segno.QRCode) -> Iterator[str]:
    """Dark modules that touch are one stroke, drawn along the middle of its row."""
    for y, row in enumerate(drawn.matrix_iter(border=QUIET)):
        x = 0
        for dark, touching in groupby(row):
            run = len(list(touching))
            if dark:
                yield f"M{x} {y}.5h{run}"
            x += run
