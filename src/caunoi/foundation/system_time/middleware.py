"""``?known=`` on any page, list, file or figure: the same answer as could be given then."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from caunoi.foundation.errors import Refused, answer_refusal
from caunoi.foundation.system_time.asked import point_asked
from caunoi.foundation.system_time.reading import PastIsReadOnly, as_known

READING = frozenset({"GET", "HEAD"})
KEY = "known"


def known_then(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def answer(request: HttpRequest) -> HttpResponse:
        text = request.GET.get(KEY, "").strip()
        if not text:
            return get_response(request)
        try:
            point = point_asked(text)
            if request.method not in READING:
                raise PastIsReadOnly()
        except Refused as refusal:
            return answer_refusal(request, refusal)
        with as_known(point):
            return get_response(request)

    return answer
