"""What a program shows at the API (tiêu đề Authorization): how a key looks, and how it is taken off a request.

First of all middleware: behind it nobody, no log and no page of an error, finds the key itself, only its digest. What
comes with a key comes without cookies: those sent beside it are somebody else's, and a header asks for the language.
"""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request

MARK, LETTERS = "caunoi", "abcdefghijklmnopqrstuvwxyz234567"
FORM = re.compile(rf"{MARK}_([a-z2-7]{{8}})_[A-Za-z0-9_-]{{43}}")
SCHEME, API = "bearer ", "/api/"
CHALLENGE = 'Bearer realm="caunoi"'
Answering = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True)
class Bearer:
    """A key as it was shown (mã được đưa ra), without the key: which one it says it is, and its digest."""

    handle: str
    digest: str


def new_handle() -> str:
    return "".join(secrets.choice(LETTERS) for _each in range(8))


def new_secret(handle: str) -> str:
    """256 bits that nobody guesses, behind words by which one knows what was found in a wrong place."""
    return f"{MARK}_{handle}_{secrets.token_urlsafe(32)}"


def digest_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def bearer_of(request: HttpRequest) -> Bearer | None:
    found: Bearer | None = getattr(request, "bearer", None)
    return found


def keys_apart(get_response: Answering) -> Answering:
    def answer(request: HttpRequest) -> HttpResponse:
        to_api = request.path.startswith(API)
        shown = _taken_off(request, to_api)
        if shown:
            _without_cookies(request, shown)
        response = get_response(request)
        if to_api and response.status_code == 401:
            response.headers.setdefault("WWW-Authenticate", CHALLENGE)
        if to_api:
            patch_vary_headers(response, ("Authorization", *(["Accept-Language"] if shown else [])))
        return response

    return answer


def _taken_off(request: HttpRequest, to_api: bool) -> Bearer | None:
    """On a page only a key of ours says anything: a proxy in front may send there what it has itself."""
    words = request.META.pop("HTTP_AUTHORIZATION", "")
    if words[: len(SCHEME)].casefold() != SCHEME:
        return None
    key = words[len(SCHEME) :].strip()
    fit = FORM.fullmatch(key)
    return Bearer(fit[1] if fit else "", digest_of(key)) if fit or to_api else None


def _without_cookies(request: HttpRequest, shown: Bearer) -> None:
    request.META.pop("HTTP_COOKIE", None)
    told = {"bearer": shown, "COOKIES": {}, "_dont_enforce_csrf_checks": True}
    for name, value in told.items():
        setattr(request, name, value)
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = get_language_from_request(request)
