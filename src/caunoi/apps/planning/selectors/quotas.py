"""Seats of units as somebody typed or pasted them (chỉ tiêu của đơn vị), read strictly, every mistake with its line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.organisation.selectors import unit_tree, units_called
from caunoi.apps.organisation.selectors.trees import Node
from caunoi.domain.vocabulary.vietnamese import UnreadableNumber, parse_count

CELLS = 4
MOST_LINES = 500


class UnreadableQuotas(ValueError):
    """What is wrong, line by line (chỉ tiêu không đọc được)."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Within:
    """Where quotas may point (phạm vi của chỉ tiêu): units below one, on a day, and programmes by code."""

    on: date
    unit_id: UUID | None
    programmes: Mapping[str, str]


def quotas_in(text: str, within: Within) -> list[dict[str, Any]]:
    """One quota a line: unit; programme or nothing; at least; at most. Tabs do as well as semicolons."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_LINES:
        raise UnreadableQuotas([_("Nhiều nhất %(n)s dòng chỉ tiêu.") % {"n": MOST_LINES}])
    read, faults = list[dict[str, Any]](), list[str]()
    for number, line in lines:
        try:
            read.append(_quota(line, within))
        except ValueError as fault:
            faults.append(_("Dòng %(n)s: %(why)s") % {"n": number, "why": fault})
    faults += _twice(read)
    if faults:
        raise UnreadableQuotas(faults)
    return read


def _quota(line: str, within: Within) -> dict[str, Any]:
    cells = [cell.strip() for cell in line.replace("\t", ";").split(";")]
    if len(cells) != CELLS:
        raise ValueError(
            _("cần đủ 4 ô cách nhau bằng dấu chấm phẩy: đơn vị; chương trình; ít nhất; nhiều nhất.")
        )
    unit, programme, least, most = cells
    node, code = _unit(unit, within), _programme(programme, within)
    told = {"least": _seats(least), "most": _seats(most)}
    if told["least"] is None and told["most"] is None:
        raise ValueError(_("ghi ít nhất bao nhiêu suất, nhiều nhất bao nhiêu suất, hoặc cả hai."))
    if told["least"] is not None and told["most"] is not None and told["least"] > told["most"]:
        raise ValueError(_("ít nhất %(least)s lại lớn hơn nhiều nhất %(most)s.") % told)
    return {"unit": str(node.id), "name": node.name, "programme": code, **told}


def _unit(text: str, within: Within) -> Node:
    if not text:
        raise ValueError(_("thiếu tên đơn vị."))
    tree = unit_tree(on=within.on)
    inside = tree if within.unit_id is None else {node.id for node in tree.below(within.unit_id)}
    by_code = tree.by_code(text)
    called = [by_code] if by_code else units_called(text, on=within.on)
    found = [
        node for node in called if within.unit_id is None or node.id in inside or node.id == within.unit_id
    ]
    if not found:
        raise ValueError(_("trong phạm vi này không có đơn vị nào tên “%(unit)s”.") % {"unit": text})
    if len(found) > 1:
        told = {"n": len(found), "unit": text}
        raise ValueError(
            _("có %(n)s đơn vị tên “%(unit)s”; ghi thêm tên huyện sau dấu phẩy, hoặc ghi mã đơn vị.") % told
        )
    return found[0]


def _programme(text: str, within: Within) -> str:
    if text and text.upper() not in within.programmes:
        raise ValueError(
            _("không có chương trình mã “%(code)s”; để trống ô này nếu tính mọi chương trình.")
            % {"code": text}
        )
    return text.upper()


def _seats(text: str) -> int | None:
    try:
        return parse_count(text) if text else None
    except UnreadableNumber as fault:
        raise ValueError(_("“%(text)s” không phải số suất.") % {"text": text}) from fault


def _twice(read: Iterable[Mapping[str, Any]]) -> list[str]:
    """The same unit and programme in two lines could mean two things."""
    seen, faults = set[tuple[str, str]](), list[str]()
    for row in read:
        key = row["unit"], row["programme"]
        if key in seen:
            faults.append(_("%(unit)s có hai dòng cho cùng chương trình.") % {"unit": row["name"]})
        seen.add(key)
    return faults
