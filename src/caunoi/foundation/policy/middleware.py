"""Asks the declared policy before a view runs; a view that declared nothing does not run at all."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from caunoi.foundation.actors import Program
from caunoi.foundation.errors import problem, wants_json
from caunoi.foundation.policy.census import declared_of, methods_declared

READING = frozenset({"GET", "HEAD", "OPTIONS"})


class PolicyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _is_somebody(request):
            add_never_cache_headers(response)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not _is_answered(view, request.method):
            return _no_such_method(view)
        if isinstance(_actor(request), Program) and request.method not in READING:
            return problem(403, _("Mã truy cập chỉ đọc, không ghi được gì."))
        declared = declared_of(view, request.method)
        if declared is None:
            raise ImproperlyConfigured(f"{view.__module__}.{view.__qualname__} declares no policy")
        if declared.kind == "public":
            return None
        if not _is_somebody(request):
            return ask_to_sign_in(request)
        if not declared.admits(request.actor):
            raise PermissionDenied
        return None


def _actor(request: HttpRequest) -> Any:
    return getattr(request, "actor", None)


def _is_somebody(request: HttpRequest) -> bool:
    """A person who signed in, or a program that came with a key."""
    return request.user.is_authenticated or isinstance(_actor(request), Program)


def _is_answered(view: Any, method: str | None) -> bool:
    """Addresses of the API say of each method whether they answer it; before anybody is asked who they are."""
    known = methods_declared(view)
    return not known or method in known


def _no_such_method(view: Any) -> HttpResponse:
    answer = problem(405, _("Địa chỉ này không nhận cách hỏi ấy."))
    answer["Allow"] = ", ".join(methods_declared(view))
    return answer


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        return problem(401, _("Cần đăng nhập."))
    if getattr(request, "htmx", False):
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = settings.LOGIN_URL
        return answer
    return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}")
