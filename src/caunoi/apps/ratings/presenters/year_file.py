"""The year from above as a workbook: a line for each unit, as much of it as its page tells the same reader."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import Grade
from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.ratings.presenters.steps import STEPS
from caunoi.apps.ratings.presenters.year import limit_word, sentence
from caunoi.apps.ratings.selectors.overview import RoundSeen, YearSeen
from caunoi.foundation.figures import figure_or_404
from caunoi.foundation.workbooks.schema import Column, Schema
from caunoi.foundation.workbooks.tables import write_table

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDE, NARROW = 34, 18


def year_file(seen: YearSeen) -> tuple[bytes, str, str]:
    """Bytes, name and kind."""
    target = BytesIO()
    write_table(
        target,
        Schema("ratings", _("Xếp loại năm %(year)s") % {"year": seen.year}, tuple(_columns(seen))),
        _rows(seen),
        title=sentence(seen),
        as_of=seen.on,
        demo_mark=_("DỮ LIỆU MẪU") if settings.DEMO else "",
    )
    return target.getvalue(), _("Xếp loại năm %(year)s.xlsx") % {"year": seen.year}, KIND


def _columns(seen: YearSeen) -> Iterator[Column]:
    yield Column("unit", _("Đơn vị"), width=WIDE)
    if seen.named:
        for level in seen.found.scheme.levels:
            yield Column(level, _(Grade(level).label), kind="count", width=NARROW)
    yield Column("limit", _("Tỷ lệ mức cao nhất"), width=NARROW)
    for code in STEPS:
        yield Column(code, _(figure_or_404(code).title), kind="count", width=NARROW)
    yield Column("sealed", _("Năm của đơn vị"), width=NARROW)


def _rows(seen: YearSeen) -> Iterator[dict[str, Any]]:
    rated = {unit.unit_id: (each, unit.pk) for each in seen.rounds for unit in each.units}
    labels = unit_labels({*rated, *seen.found.counts}, seen.on)
    for unit_id in sorted(labels, key=lambda pk: (labels[pk], str(pk))):
        row: dict[str, Any] = {"unit": labels[unit_id], "limit": _limit(seen, unit_id)}
        if seen.named:
            row |= dict(seen.found.counts.get(unit_id, {}))
        if unit_id in rated:
            row |= _steps(*rated[unit_id])
        yield row


def _limit(seen: YearSeen, unit_id: UUID) -> str:
    told = (
        seen.found.scheme.top_percent is not None and unit_id in seen.found.counts and seen.may_name(unit_id)
    )
    return limit_word(seen, unit_id) if told else ""


def _steps(each: RoundSeen, rated_id: UUID) -> dict[str, Any]:
    found: dict[str, Any] = {code: each.at(rated_id, states) for code, states in STEPS.items()}
    found["sealed"] = _("Đã chốt") if rated_id in each.sealed else _("Chưa chốt")
    return found
