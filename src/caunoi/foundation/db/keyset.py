"""Pages by key (phân trang theo khóa): next and previous without counting and without skipping rows.

A page costs the same at the first row and at the millionth, and a row that appears or goes between two pages
neither repeats another nor hides one.
"""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from caunoi.foundation.errors import Refused


class UnreadableCursor(Refused):
    """The place in the list that the address names cannot be read."""

    status = 400


@dataclass(frozen=True)
class Key:
    """One column of the order; together the keys tell any two rows apart, and none is null."""

    name: str
    descending: bool = False
    kind: Literal["text", "number", "id"] = "text"

    def fits(self, value: Any) -> bool:
        """A cursor comes from an address, so anybody may have written anything into it."""
        if self.kind == "number":
            return type(value) is int and abs(value) < 10**18
        return (
            isinstance(value, str) and "\0" not in value and (self.kind == "text" or is_canonical_id(value))
        )

    def ordering(self, backwards: bool) -> str:
        return f"-{self.name}" if self.descending != backwards else self.name

    def beyond(self, backwards: bool) -> str:
        return f"{self.name}__{'lt' if self.descending != backwards else 'gt'}"


@dataclass(frozen=True)
class Slice:
    """The rows of one page and the cursors of its neighbours; empty where there is none."""

    rows: Sequence[dict[str, Any]]
    after: str = ""
    before: str = ""


def page(
    query: QuerySet[Any, dict[str, Any]], keys: Sequence[Key], *, size: int, after: str = "", before: str = ""
) -> Slice:
    """One page of a ``.values(…)`` query that holds every key."""
    backwards = bool(before)
    found = query.order_by(*(key.ordering(backwards) for key in keys))
    if after or before:
        found = found.filter(beyond(keys, read(before or after, keys), backwards))
    rows = list(found[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    return neighbours(rows, keys, earlier=more if backwards else bool(after), later=bool(before) or more)


@dataclass(frozen=True)
class Part:
    """A stretch of an order that an index can walk (đoạn của danh sách): those with a value, those without."""

    name: str
    holds: Q
    keys: tuple[Key, ...]


def chained(
    query: QuerySet[Any, dict[str, Any]],
    parts: Sequence[Part],
    *,
    size: int,
    after: str = "",
    before: str = "",
) -> Slice:
    """One page of a list that is one part after another; a part costs a statement only where the page needs it."""
    backwards = bool(before)
    names = [part.name for part in parts]
    at, values = _place(before or after, {part.name: part.keys for part in parts})
    left = parts[names.index(at) :: -1] if backwards and at else parts[names.index(at) if at else 0 :]
    rows: list[dict[str, Any]] = []
    for part in left:
        found = query.filter(part.holds).order_by(*(key.ordering(backwards) for key in part.keys))
        if part.name == at:
            found = found.filter(beyond(part.keys, values, backwards))
        rows += [{**row, PART: part} for row in found[: size + 1 - len(rows)]]
        if len(rows) > size:
            break
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    return _ends(rows, earlier=more if backwards else bool(after), later=bool(before) or more)


PART = "part of the list"


def _place(cursor: str, keys: Mapping[str, Sequence[Key]]) -> tuple[str, list[Any]]:
    if not cursor:
        return "", []
    name, *values = _told(cursor)
    if not isinstance(name, str) or name not in keys:
        raise unreadable()
    return name, _checked(values, keys[name])


def _ends(rows: list[dict[str, Any]], *, earlier: bool, later: bool) -> Slice:
    def end(row: dict[str, Any]) -> str:
        part: Part = row[PART]
        return _packed([part.name, *_values(row, part.keys)])

    if not rows:
        return Slice(rows)
    return Slice(rows, after=end(rows[-1]) if later else "", before=end(rows[0]) if earlier else "")


def neighbours(rows: list[dict[str, Any]], keys: Sequence[Key], *, earlier: bool, later: bool) -> Slice:
    if not rows:
        return Slice(rows)
    return Slice(
        rows,
        after=written(rows[-1], keys) if later else "",
        before=written(rows[0], keys) if earlier else "",
    )


def beyond(keys: Sequence[Key], values: Sequence[Any], backwards: bool = False) -> Q:
    """Rows that come after ``values`` in the order of ``keys``, or before them."""
    condition = Q()
    level: dict[str, Any] = {}
    for key, value in zip(keys, values, strict=True):
        condition |= Q(**level, **{key.beyond(backwards): value})
        level[key.name] = value
    first = keys[0].beyond(backwards)
    # Said once more for the index: the rows lie at or beyond the first key.
    return Q(**{f"{first}e": values[0]}) & condition


def written(row: dict[str, Any], keys: Sequence[Key]) -> str:
    return _packed(_values(row, keys))


def _values(row: dict[str, Any], keys: Sequence[Key]) -> list[Any]:
    return [row[key.name] if key.kind == "number" else str(row[key.name]) for key in keys]


def _packed(values: list[Any]) -> str:
    return urlsafe_b64encode(json.dumps(values, separators=(",", ":")).encode()).decode().rstrip("=")


def read(cursor: str, keys: Sequence[Key]) -> list[Any]:
    return _checked(_told(cursor), keys)


def _told(cursor: str) -> list[Any]:
    try:
        raw = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        values = json.loads(raw)
    except (ValueError, binascii.Error) as fault:
        raise unreadable() from fault
    if not isinstance(values, list) or not values:
        raise unreadable()
    return values


def _checked(values: list[Any], keys: Sequence[Key]) -> list[Any]:
    if len(values) != len(keys) or not all(key.fits(value) for key, value in zip(keys, values, strict=True)):
        raise unreadable()
    return values


def is_canonical_id(text: str) -> bool:
    """Only the one way a UUID is written: no braces, no capitals, no missing hyphens."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def unreadable() -> UnreadableCursor:
    return UnreadableCursor(_("Địa chỉ trang này không còn đúng. Mở lại danh sách từ đầu."))
