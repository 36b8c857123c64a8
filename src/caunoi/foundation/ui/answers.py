"""What a view gives back: a page, a fragment, a panel, a file; and what it tells the person on the way."""

import json
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string

from caunoi.foundation.ui.components.words import Link

LEVELS = {
    "dat": messages.SUCCESS,
    "chu-y": messages.WARNING,
    "loi": messages.ERROR,
    "thong-tin": messages.INFO,
}
Context = dict[str, Any]


def page(
    request: HttpRequest, template: str, context: Context | None = None, status: int = 200
) -> HttpResponse:
    """A whole page."""
    return render(request, template, context, status=status)


def swap(
    request: HttpRequest,
    fragment: str,
    context: Context | None = None,
    *,
    redirect_to: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The fragment for htmx, with its toasts; without script a redirect, or the fragment as a page."""
    if asked_by_htmx(request):
        toasts = render_to_string("ui/_toasts_swap.html", request=request)
        answer = render(request, fragment, context, status=status)
        answer.write(toasts)
        return answer
    if request.method == "POST" or redirect_to:
        return HttpResponseRedirect(redirect_to or request.get_full_path())
    return render(request, "ui/fragment.html", {**(context or {}), "fragment": fragment}, status=status)


def panel(request: HttpRequest, template: str, context: Context | None = None) -> HttpResponse:
    """Something opened beside the page; a page of its own without script."""
    return swap(request, template, context)


def asked_by_htmx(request: HttpRequest) -> bool:
    # A boosted or history request of htmx wants the whole page, like a plain one.
    htmx = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def bare(template: str, context: Context | None = None, status: int = 200) -> HttpResponse:
    """A page that asks nothing of the database or the session: for when those are what is broken."""
    return HttpResponse(render_to_string(template, {**(context or {}), "bare": True}), status=status)


def download(
    request: HttpRequest, data: bytes | str, filename: str, content_type: str = "application/octet-stream"
) -> HttpResponse:
    """A file to keep, under its Vietnamese name."""
    answer = HttpResponse(data, content_type=content_type)
    plain = filename.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    answer["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename)}"
    return answer


def tell(
    request: HttpRequest, text: str, *, state: str = "dat", undo: str = "", link: Link | None = None
) -> None:
    """A sentence shown as a toast on the next page or with the next fragment; ``undo`` is posted to."""
    extras = {"state": state, "undo": undo, "link": [link.text, link.url] if link else None}
    messages.add_message(request, LEVELS[state], text, extra_tags=json.dumps(extras))
