"""Asked once while a page is read: the version of the data does not change under one reading request.

Outside a request, and in a request that may write, every question is asked anew.
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.core.signals import got_request_exception, request_finished, request_started

from caunoi.foundation.system_time.known import known_point

P = ParamSpec("P")
R = TypeVar("R")
READING = frozenset({"GET", "HEAD"})
_answers: ContextVar[dict[Any, Any] | None] = ContextVar("answers_of_this_reading", default=None)


def once_while_reading(ask: Callable[P, R]) -> Callable[P, R]:
    """Remembers the answer until the GET request under way has been answered."""

    @wraps(ask)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        known = _answers.get()
        if known is None:
            return ask(*args, **kwargs)
        question = (known_point(), ask, args, tuple(sorted(kwargs.items())))
        if question not in known:
            known[question] = ask(*args, **kwargs)
        answer: R = known[question]
        return answer

    return asked


def _begin(sender: Any, environ: Any = None, **_more: Any) -> None:
    method = (environ or {}).get("REQUEST_METHOD", "")
    _answers.set({} if method in READING else None)


def _end(sender: Any, **_more: Any) -> None:
    _answers.set(None)


request_started.connect(_begin, dispatch_uid="caunoi.reading.begin")
request_finished.connect(_end, dispatch_uid="caunoi.reading.end")
got_request_exception.connect(_end, dispatch_uid="caunoi.reading.fault")
