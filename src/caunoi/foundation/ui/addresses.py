"""Addresses that keep their filter: the same query with a few changes."""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest

from caunoi.foundation.system_time.known import known_point

KNOWN = "known"


def with_query(address: str | HttpRequest, *, without: str = "", **changes: Any) -> str:
    """``address`` (or the page asked for) with some of its query changed.

    ``None`` takes a key away, a list repeats it; ``without="thieu:llct"`` takes one value of a key away.
    While a page is read as it was known, its links lead on in the same knowledge.
    """
    if point := known_point():
        changes.setdefault(KNOWN, str(point))
    url = address if isinstance(address, str) else address.get_full_path()
    parts = urlsplit(url)
    kept = [pair for pair in parse_qsl(parts.query) if pair[0] not in changes and ":".join(pair) != without]
    added = [(key, value) for key, given in changes.items() for value in _values(given)]
    return urlunsplit(parts._replace(query=urlencode(kept + added)))


def _values(given: Any) -> list[Any]:
    if given is None or given == "":
        return []
    return list(given) if isinstance(given, list | tuple | set) else [given]
