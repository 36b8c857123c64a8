"""From the query of an address to the scope of a figure: the day, the unit, and every other word as a condition."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.figures.registry import Scope

UNIT_KEYS = ("unit", "xa", "thuoc")
NOT_CONDITIONS = frozenset({
        "ngay", "on", "known", "format", "trang", "sap", "sau", "truoc", "chon", "cot", "gop", "xem", "bo", "len",
        "xuong", "chinh-cot", *UNIT_KEYS,
})  # fmt: skip
UnitFinder = Callable[[str, date], UUID]
UnitNamer = Callable[[UUID, date], str]
_finder: list[UnitFinder] = []
_namer: list[UnitNamer] = []
Params = Mapping[str, Sequence[str]]


class UnanswerableScope(Refused):
    """A scope no figure can be asked for."""

    status = 400


def set_unit_finder(finder: UnitFinder) -> None:
    """``organisation`` says which unit carries a code, a lasting key or an id on a day, or raises NotVisible."""
    _finder[:] = [finder]


def set_unit_namer(namer: UnitNamer) -> None:
    """``organisation`` says what a unit is called on a day; nothing for one that is not there."""
    _namer[:] = [namer]


def scope_words(scope: Scope) -> str:
    """For a figure that has no words of its own for what it was asked about."""
    name = _namer[0](scope.unit_id, scope.on) if _namer and scope.unit_id else ""
    return name or _("Toàn bộ phạm vi được xem")


def scope_of(params: Params, on: date) -> Scope:
    """``on`` has been read by whoever asks, and the point of knowing stands around the whole question."""
    return Scope(on=on, unit_id=_unit(params, on), where=_conditions(params))


def _unit(params: Params, on: date) -> UUID | None:
    text = next((found for key in UNIT_KEYS if (found := _last(params, key))), "")
    return _finder[0](text, on) if text else None


def _conditions(params: Params) -> dict[str, str]:
    kept = {key: [value for value in values if value] for key, values in params.items()}
    return {key: ",".join(values) for key, values in kept.items() if values and key not in NOT_CONDITIONS}


def _last(params: Params, key: str) -> str:
    values = params.get(key) or ("",)
    return values[-1].strip()


def id_in(scope: Scope, word: str, model: str) -> UUID | None:
    """The row a condition of the scope names; None where it names none.

    Raises NotVisible where what stands there is no id.
    """
    text = scope.where.get(word, "")
    try:
        return UUID(text) if text else None
    except ValueError as fault:
        raise NotVisible(f"{model} {text}") from fault
