"""Refused and not found: said once below, translated once here to a page, a fragment or a JSON problem."""

import logging
import secrets
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

log = logging.getLogger("caunoi.errors")


class Refused(Exception):
    """A "no" with its reason in words for the person, and the clause it stands on if there is one."""

    status = 409
    template = "ui/_refusal_words.html"
    """What the page of the refusal holds beside its head; a kind of refusal may offer how to mend it there."""

    def __init__(self, reason: str, *, clause: str = "", mend: str = "") -> None:
        super().__init__(reason)
        self.reason, self.clause, self.mend = reason, clause, mend


class Forbidden(Refused):
    """Inside the person's reach, but the role does not hold this verb."""

    status = 403


class NotVisible(Http404):
    """Outside the person's reach: answered exactly like something that does not exist."""


class ErrorMiddleware:
    """The one place where a Refused becomes an answer; views have no ``try``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if isinstance(fault, Refused):
            return answer_refusal(request, fault)
        return None


def wants_json(request: HttpRequest) -> bool:
    return request.path.startswith("/api/") or request.GET.get("format") == "json"


def answer_refusal(request: HttpRequest, refusal: Refused) -> HttpResponse:
    if wants_json(request):
        return problem(refusal.status, refusal.reason, clause=refusal.clause)
    template = "ui/_refusal.html" if getattr(request, "htmx", False) else "ui/refusal.html"
    return render(request, template, {"refusal": refusal, "status": refusal.status}, status=refusal.status)


def problem(status: int, title: str, **more: Any) -> JsonResponse:
    """An RFC 9457 problem answer."""
    body = {"type": "about:blank", "title": title, "status": status, **{k: v for k, v in more.items() if v}}
    return JsonResponse(body, status=status, content_type="application/problem+json")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if wants_json(request):
        return problem(404, _("Không tìm thấy."))
    return render(request, "ui/not_found.html", status=404)


def forbidden(request: HttpRequest, exception: PermissionDenied | None = None) -> HttpResponse:
    if wants_json(request):
        return problem(403, _("Vai trò của bạn không làm được việc này."))
    return render(request, "ui/forbidden.html", status=403)


def server_fault(request: HttpRequest) -> HttpResponse:
    """Never a trace: a short code that also stands in the log."""
    code = f"K{secrets.randbelow(10)}-{secrets.randbelow(1000):03d}"
    log.error("fault shown to a person with code %s at %s", code, request.path)
    if wants_json(request):
        return problem(500, _("Máy chủ gặp lỗi."), code=code)
    # Without the request: its context processors ask the database, which may be what is broken.
    return HttpResponse(render_to_string("ui/server_fault.html", {"code": code, "bare": True}), status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "ui/form_expired.html", status=403)
