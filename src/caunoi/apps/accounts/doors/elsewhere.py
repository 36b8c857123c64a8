"""Sign-in at another house (OpenID Connect): off unless configured; its signed answer is judged here, word by word."""

import hashlib
import json
import logging
import secrets
import time
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import (
    BaseHandler,
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
)

import jwt
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from caunoi.apps.accounts.models import User
from caunoi.foundation.errors import Refused

log = logging.getLogger("caunoi.door")
SIGNED_BY = ["RS256", "PS256", "ES256", "ES384", "EdDSA"]  # never "none", never a shared secret
ASKED, PATIENCE, KEPT_FOR, SECONDS, LONGEST = "asked_elsewhere", 600, 3600, 10, 1_000_000
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_kept: dict[str, tuple[float, Any]] = {}


class Unfit(Exception):
    """The answer of the other house does not fit what was asked; why stands in the log, not on the page."""


@dataclass(frozen=True)
class Answer:
    """What the other house says of somebody (câu trả lời đăng nhập): an account's name, and whether by two factors."""

    username: str
    second_factor: bool
    next_url: str


def is_on() -> bool:
    return bool(settings.OIDC_ISSUER and settings.OIDC_CLIENT_ID)


def name() -> str:
    return settings.OIDC_NAME or urlsplit(settings.OIDC_ISSUER).hostname or ""


def ask(request: HttpRequest, wanted: str) -> str:
    """Where the browser goes; what it must come back with stays in this session, for ten minutes and one answer."""
    try:
        begin = _house()["authorization_endpoint"]
    except (Unfit, KeyError) as fault:
        raise _refusal(fault) from fault
    told = {word: secrets.token_urlsafe(32) for word in ("state", "nonce", "verifier")}
    request.session[ASKED] = {**told, "since": time.time(), "next": wanted}
    question = {
        "response_type": "code",
        "client_id": settings.OIDC_CLIENT_ID,
        "redirect_uri": _back(request),
        "scope": "openid profile",
        "state": told["state"],
        "nonce": told["nonce"],
        "code_challenge": _digest(told["verifier"]),
        "code_challenge_method": "S256",
    }
    return f"{begin}{'&' if '?' in begin else '?'}{urlencode(question)}"


def answered(request: HttpRequest) -> Answer:
    """The code is changed into a signed answer, which must be for us, for this question, and of now."""
    asked = request.session.pop(ASKED, None)
    try:
        claims = _claims(request, asked)
    except (Unfit, KeyError, jwt.PyJWTError) as fault:
        raise _refusal(fault) from fault
    username = claims.get(settings.OIDC_CLAIM)
    return Answer(username if isinstance(username, str) else "", _by_two_factors(claims), asked["next"])


def account_for(answer: Answer) -> User | None:
    """Among the accounts an administrator opened; none is ever made here."""
    return User.objects.filter(username=answer.username, is_active=True).first() if answer.username else None


def _claims(request: HttpRequest, asked: Mapping[str, Any] | None) -> dict[str, Any]:
    if asked is None or time.time() - asked["since"] > PATIENCE:
        raise Unfit("nothing was asked in this session, or too long ago")
    if not constant_time_compare(request.GET.get("state", ""), asked["state"]):
        raise Unfit("the state is of another question")
    if "code" not in request.GET:
        raise Unfit(f"no code: {request.GET.get('error', '')[:60]!r}")
    house = _house()
    told = _fetch(house["token_endpoint"], _exchange(request, asked["verifier"]))
    token = str(told["id_token"])
    claims = jwt.decode(
        token,
        _key(house, jwt.get_unverified_header(token)),
        algorithms=SIGNED_BY,
        audience=settings.OIDC_CLIENT_ID,
        issuer=settings.OIDC_ISSUER,
        leeway=60,
        options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
    )
    if not constant_time_compare(str(claims["nonce"]), asked["nonce"]):
        raise Unfit("the nonce is of another question")
    if claims.get("azp", settings.OIDC_CLIENT_ID) != settings.OIDC_CLIENT_ID:
        raise Unfit("the answer was given to another party")
    return claims


def _exchange(request: HttpRequest, verifier: str) -> bytes:
    return urlencode({
        "grant_type": "authorization_code",
        "code": request.GET["code"],
        "redirect_uri": _back(request),
        "code_verifier": verifier,
    }).encode()  # fmt: skip


def _key(house: Mapping[str, Any], header: Mapping[str, Any]) -> Any:
    """The key the header names; asked for anew once, because houses change their keys."""
    for fresh in (False, True):
        for each in _known(house["jwks_uri"], fresh=fresh).get("keys", []):
            if each.get("kid") == header.get("kid") and each.get("use", "sig") == "sig":
                return jwt.PyJWK(each)
    raise Unfit("signed with a key the other house does not show")


def _by_two_factors(claims: Mapping[str, Any]) -> bool:
    """Taken over only where the operator says which words of the other house mean it."""
    said = claims.get("amr")
    methods = set(said) if isinstance(said, list) else set()
    return bool(methods & set(settings.OIDC_FACTOR_AMR)) or claims.get("acr") in settings.OIDC_FACTOR_ACR


def _house() -> Any:
    issuer = settings.OIDC_ISSUER
    told = _known(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if told.get("issuer") != issuer:
        raise Unfit("the description is of another issuer")
    return told


def _known(address: str, *, fresh: bool = False) -> Any:
    """Descriptions and keys are kept for an hour."""
    at, told = _kept.get(address, (0.0, None))
    if fresh or told is None or time.monotonic() - at > KEPT_FOR:
        told = _fetch(address)
        _kept[address] = (time.monotonic(), told)
    return told


def _fetch(address: str, sent: bytes | None = None) -> Any:
    try:
        with _opener(address, secret=sent is not None).open(address, sent, SECONDS) as answer:
            return json.loads(answer.read(LONGEST))
    except (URLError, TimeoutError, ValueError) as fault:
        raise Unfit(f"{urlsplit(address).path} did not answer: {fault}") from fault


def _opener(address: str, *, secret: bool) -> OpenerDirector:
    """Knows https only, and on this machine http: no other scheme can be asked, and no answer sends us elsewhere."""
    parts = urlsplit(address)
    here = parts.scheme == "http" and parts.hostname in LOOPBACK
    if parts.scheme != "https" and not here:
        raise Unfit("the other house must be asked over https")
    opener = OpenerDirector()
    ways: list[BaseHandler] = [HTTPHandler()] if here else [ProxyHandler(), HTTPSHandler()]
    for handler in (*ways, HTTPErrorProcessor(), HTTPDefaultErrorHandler()):
        opener.add_handler(handler)
    opener.addheaders = [("Accept", "application/json")]
    if secret:
        opener.addheaders.append(("Authorization", f"Basic {_secret()}"))
    return opener


def _secret() -> str:
    pair = f"{quote(settings.OIDC_CLIENT_ID, safe='')}:{quote(settings.OIDC_CLIENT_SECRET, safe='')}"
    return b64encode(pair.encode()).decode()


def _digest(verifier: str) -> str:
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("accounts:back_from_elsewhere"))


def _refusal(fault: Exception) -> Refused:
    log.warning("elsewhere refused: %s: %r", type(fault).__name__, str(fault))
    return Refused(
        _(
            "Chưa đăng nhập được qua %(name)s. Thử lại; nếu vẫn vậy, dùng mật khẩu ở đây hoặc báo quản trị viên."
        )
        % {"name": name()}
    )
