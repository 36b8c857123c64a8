"""A plan as it is kept, read into the domain's words; what cannot be read says where and how to mend it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from caunoi.apps.organisation.models import Reorganisation
from caunoi.domain import lineage
from caunoi.domain.lineage import ChangeKind, Confidence, Move, NewUnit, Share, UnitType
from caunoi.foundation.errors import Refused

Word = TypeVar("Word", bound=StrEnum)


def read_plan(draft: Reorganisation) -> lineage.Reorganisation:
    """The moves and the new units, cited by the number of the act."""
    return lineage.Reorganisation(
        act=draft.number,
        on=draft.effective_on,
        moves=tuple(_move(row, at) for at, row in enumerate(_listed(draft.plan, "moves"), start=1)),
        new_units=tuple(
            _new_unit(row, at) for at, row in enumerate(_listed(draft.plan, "new_units"), start=1)
        ),
        source=draft.number,
        households=_households(draft.plan.get("households", {})),
        confidence=_word(draft.plan.get("confidence") or "high", Confidence, _("độ tin cậy")),
    )


def plan_as_json(
    moves: Sequence[Move], new_units: Sequence[NewUnit], households: Mapping[str, int] | None = None
) -> dict[str, Any]:
    """The same, as it is kept: only what is said."""
    counted = {"households": dict(households)} if households else {}
    return {
        **counted,
        "moves": [_said(asdict(move)) for move in moves],
        "new_units": [_said(asdict(unit)) for unit in new_units],
    }


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in row.items()
        if value not in (None, "", (), False)
    }


def _listed(plan: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    rows = plan.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Refused(_("Phương án: mục “%(name)s” phải là danh sách các dòng.") % {"name": name})
    return rows


def _move(row: Mapping[str, Any], at: int) -> Move:
    where = _("Biến động thứ %(at)d") % {"at": at}
    return Move(
        unit=_text(row, "unit", where, required=True),
        kind=_word(_text(row, "kind", where, required=True), ChangeKind, where),
        into=_text(row, "into", where) or None,
        share=_word(_text(row, "share", where) or "whole", Share, where),
        name=_text(row, "name", where),
        type=_word(row["type"], UnitType, where) if row.get("type") else None,
        code=_text(row, "code", where),
        parent=_text(row, "parent", where),
        below=tuple(str(each) for each in row.get("below", [])),
        dissolves=row.get("dissolves") is True,
        confidence=_word(row["confidence"], Confidence, where) if row.get("confidence") else None,
        note=_text(row, "note", where),
        households=_count(row.get("households"), where),
    )


def _households(told: Any) -> dict[str, int]:
    """How many households each unit has before the act."""
    where = _("Số hộ trước sắp xếp")
    if not isinstance(told, dict):
        raise Refused(_("%(where)s: ghi mỗi đơn vị một số.") % {"where": where})
    return {str(unit): _count(number, f"{where}, {unit}") or 0 for unit, number in told.items()}


def _count(value: Any, where: str) -> int | None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        raise Refused(_("%(where)s: số hộ là số nguyên, không âm.") % {"where": where})
    return value


def _new_unit(row: Mapping[str, Any], at: int) -> NewUnit:
    where = _("Đơn vị thành lập thứ %(at)d") % {"at": at}
    return NewUnit(
        unit=_text(row, "unit", where, required=True),
        name=_text(row, "name", where, required=True),
        type=_word(_text(row, "type", where, required=True), UnitType, where),
        parent=_text(row, "parent", where) or None,
        code=_text(row, "code", where),
    )


def _text(row: Mapping[str, Any], name: str, where: str, *, required: bool = False) -> str:
    value = row.get(name) or ""
    if not isinstance(value, str) or (required and not value.strip()):
        told = {"where": where, "name": name}
        raise Refused(_("%(where)s: chưa ghi đúng mục “%(name)s”. Ghi bằng chữ.") % told)
    return value.strip()


def _word(text: Any, words: type[Word], where: str) -> Word:
    try:
        return words(text)
    except ValueError as fault:
        told = {"where": where, "text": text, "words": ", ".join(words)}
        raise Refused(_("%(where)s: không có “%(text)s”. Chọn một trong: %(words)s.") % told) from fault
