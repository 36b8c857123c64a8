"""The part of an address that is worth keeping: the question, without the day, the page of it and the reader."""

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from django.utils.translation import gettext as _

from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.lists.kinds import ListKind
from caunoi.foundation.lists.shapes import DOWN, LEFT_OUT, OPEN, UP, VIEW

LONGEST = 2000
NOT_KEPT = frozenset({
    "ngay", "on", "known", "sau", "truoc", "trang", "chon", "format", "csrfmiddlewaretoken", VIEW, LEFT_OUT, UP, DOWN,
    OPEN,
})  # fmt: skip
Params = Mapping[str, Sequence[str]]


def question_in(address: str) -> str:
    """The query of an address that a view keeps; the same question is always written the same way."""
    query = urlsplit(address).query if "?" in address or "/" in address else address
    kept: dict[str, list[str]] = {}
    for key, value in parse_qsl(query, max_num_fields=200):
        if key not in NOT_KEPT and value.strip():
            kept.setdefault(key, []).append(value.strip())
    joined = {key: [",".join(values)] if key == "cot" else values for key, values in kept.items()}
    return urlencode(sorted(joined.items()), doseq=True)


def params_in(query: str) -> dict[str, list[str]]:
    return parse_qs(query, max_num_fields=200)


def refuse_unreadable(actor: Actor, kind: ListKind, query: str, on: date) -> None:
    """A view is kept only where the page would answer it now."""
    if len(query) > LONGEST:
        raise Refused(_("Bộ điều kiện này quá dài để lưu. Bỏ bớt điều kiện rồi lưu lại."))
    kind.ask(actor, on, params_in(query))


def readable_part(
    actor: Actor, kind: ListKind, query: str, on: date
) -> tuple[dict[str, list[str]], list[str]]:
    """What of a kept question this reader can ask on the day, and the keys that had to be left out."""
    params = params_in(query)
    if _answers(actor, kind, params, on):
        return params, []
    alone = {key: values for key, values in params.items() if _answers(actor, kind, {key: values}, on)}
    left_out = [key for key in params if key not in alone]
    if _answers(actor, kind, alone, on):
        return alone, left_out
    return {}, list(params)


def _answers(actor: Actor, kind: ListKind, params: Params, on: date) -> bool:
    try:
        kind.ask(actor, on, params)
    except Refused:
        return False
    return True
