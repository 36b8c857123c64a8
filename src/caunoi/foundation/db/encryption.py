"""Sensitive text at rest: AES-256-GCM bound to its column, and a keyed index to find an equal value again."""

import hashlib
import hmac
import os
from base64 import b64decode, b64encode
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VERSION = "v1"


class UnreadableSecret(ValueError):
    """The key does not fit, or the text was moved or changed."""


@cache
def _key(purpose: str, secret: str) -> bytes:
    return hmac.new(secret.encode(), f"caunoi:{purpose}".encode(), hashlib.sha256).digest()


def encrypt(text: str, *, place: str) -> str:
    nonce = os.urandom(12)
    sealed = AESGCM(_key("data", settings.DATA_KEY)).encrypt(nonce, text.encode(), place.encode())
    return f"{VERSION}:{b64encode(nonce + sealed).decode()}"


def decrypt(sealed: str, *, place: str) -> str:
    version, _, body = sealed.partition(":")
    try:
        raw = b64decode(body, validate=True)
        # Base64 leaves bits of its last letter unread: another letter there would open just the same.
        if b64encode(raw).decode() != body:
            raise InvalidTag
        return AESGCM(_key("data", settings.DATA_KEY)).decrypt(raw[:12], raw[12:], place.encode()).decode()
    except (InvalidTag, ValueError) as fault:
        raise UnreadableSecret(
            f"Không giải mã được {place} ({version}): sai khóa dữ liệu hoặc dữ liệu đã bị đổi."
        ) from fault


def seal(content: bytes, *, place: str) -> bytes:
    """Bytes of a file at rest, bound to the place they lie in."""
    nonce = os.urandom(12)
    return nonce + AESGCM(_key("data", settings.DATA_KEY)).encrypt(nonce, content, place.encode())


def unseal(sealed: bytes, *, place: str) -> bytes:
    try:
        return AESGCM(_key("data", settings.DATA_KEY)).decrypt(sealed[:12], sealed[12:], place.encode())
    except (InvalidTag, ValueError) as fault:
        raise UnreadableSecret(f"Không mở được {place}: sai khóa dữ liệu hoặc tệp đã bị đổi.") from fault


def blind_index(text: str, *, purpose: str) -> str:
    """A keyed fingerprint: equal values meet, and nobody without the key can try them all."""
    return hmac.new(_key(f"index:{purpose}", settings.DATA_KEY), text.encode(), hashlib.sha256).hexdigest()
