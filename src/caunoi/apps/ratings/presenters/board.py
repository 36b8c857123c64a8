"""A year's ratings by unit: one sentence, the limit of the highest level, every number with its people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import Grade
from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.ratings.extensions import UNIT_SLOT
from caunoi.apps.ratings.figures import KEEPER, LEVEL, PEOPLE, YEAR, list_url
from caunoi.apps.ratings.models import RatingRound
from caunoi.apps.ratings.selectors.years import YearRated
from caunoi.domain.eligibility.reading import CONFIDENCES
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import Scope
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import numbers, slots, with_query
from caunoi.foundation.ui.languages import as_written

HOME = "/xep-loai/"
YEARS_SHOWN = 4
"""The years one goes to from here: this one and those before it."""


@dataclass(frozen=True)
class Number:
    """How many of a unit were rated how, with the way to them (con số trong ô)."""

    value: int
    url: str
    code: str = PEOPLE
    label: str = ""


def present_board(
    actor: Actor, found: YearRated, on: date, rounds: Sequence[RatingRound] = (), *, may_open: bool = False
) -> dict[str, Any]:
    lead = _("Mức từng người ghi trong hồ sơ, theo đơn vị quản lý hồ sơ.")
    return {
        "head": ui.Heading(
            _("Xếp loại chất lượng năm %(year)s") % {"year": found.year},
            lead,
            [ui.Link(_("Trang đầu"), "/")],
            _buttons(found, rounds, may_open=may_open),
        ),
        "years": _years(found, on),
        "sentence": sentence(found),
        "scheme": scheme_facts(found),
        "tally": ui.Tally(_counts(found, on), _("Người đã xếp loại, theo mức")),
        "over": _over(found, on) if found.over else None,
        "table": _table(actor, found, on),
    }


def _buttons(found: YearRated, rounds: Sequence[RatingRound], *, may_open: bool) -> list[ui.Button]:
    """To the work of the year where it was opened; else to opening it."""
    words = _("Tiến độ năm %(year)s") % {"year": found.year}
    ways = [ui.Button(words, url=f"{HOME}dot/{each.pk}/", kind="primary") for each in rounds]
    if may_open and not ways:
        words = _("Mở xếp loại năm %(year)s") % {"year": found.year}
        ways = [ui.Button(words, url=with_query(f"{HOME}mo/", nam=found.year))]
    return [ui.Button(_("Toàn cảnh"), url=with_query(f"{HOME}toan-canh/", nam=found.year)), *ways]


def _years(found: YearRated, on: date) -> ui.Tabs:
    latest = max(found.year, on.year)
    tabs = [
        ui.Tab(
            _("Năm %(year)s") % {"year": year},
            with_query(HOME, nam=year, ngay=on.isoformat()),
            current=year == found.year,
        )
        for year in range(latest, latest - YEARS_SHOWN, -1)
    ]
    return ui.Tabs(tabs, _("Năm xếp loại"))


def sentence(found: YearRated) -> str:
    told = {
        "rated": numbers.number(sum(found.whole.values())),
        "top": numbers.number(found.whole.get(found.scheme.top, 0)),
        "over": numbers.number(len(found.over)),
        "year": found.year,
    }
    if not found.whole:
        return _("Năm %(year)s chưa ghi xếp loại của ai trong phạm vi được xem.") % told
    if found.scheme.top_percent is None:
        return _("%(rated)s người đã xếp loại năm %(year)s, %(top)s người ở mức cao nhất.") % told
    if found.over:
        return (
            _("%(rated)s người đã xếp loại năm %(year)s; %(over)s đơn vị vượt tỷ lệ của mức cao nhất.") % told
        )
    return _("%(rated)s người đã xếp loại năm %(year)s; không đơn vị nào vượt tỷ lệ của mức cao nhất.") % told


def scheme_facts(found: YearRated) -> ui.KeyFacts:
    scheme = found.scheme
    limit = (
        _("Mức cao nhất không quá %(n)s %% số người từ mức thứ hai trở lên trong cùng đơn vị")
        % {"n": scheme.top_percent}
        if scheme.top_percent is not None
        else _("Chưa có con số trong dữ liệu quy định, nên không kiểm")
    )
    facts = [
        ui.Fact(_("Theo văn bản"), as_written(scheme.document), source=_(CONFIDENCES[scheme.confidence])),
        ui.Fact(_("Tỷ lệ tối đa"), limit),
    ]
    if scheme.scores:
        levels = zip(scheme.levels, scheme.scores, strict=True)
        words = "; ".join(f"{_(Grade(level).label)}: {score}" for level, score in levels)
        facts.append(ui.Fact(_("Điểm thấp nhất của mức"), words))
    if scheme.note:
        facts.append(ui.Fact(_("Ghi chú"), as_written(scheme.note)))
    return ui.KeyFacts(facts)


def number(found: YearRated, on: date, value: int, level: str = "", unit_id: UUID | None = None) -> Number:
    """The way to the people where there are any: of one unit those whose files it keeps itself."""
    told = {YEAR: str(found.year), LEVEL: level, KEEPER: str(unit_id) if unit_id else ""}
    scope = Scope(on=on, where={key: word for key, word in told.items() if word})
    return Number(value, list_url(PEOPLE, scope) if value else "")


def _counts(found: YearRated, on: date) -> list[ui.Count]:
    states: tuple[ui.State, ...] = ("dat", "dat", "trung-tinh", "loi")
    told = [
        ui.Count(
            _(Grade(level).label),
            number(found, on, found.whole.get(level, 0), level),
            state if found.whole.get(level) else "trung-tinh",
        )
        for level, state in zip(found.scheme.levels, states, strict=True)
    ]
    rated = number(found, on, sum(found.whole.values()))
    return [*told, ui.Count(_("Đã xếp loại"), rated, total=True)]


def _over(found: YearRated, on: date) -> ui.Table:
    labels = unit_labels(set(found.over), on)
    columns = [
        ui.Column(_("Đơn vị")),
        ui.Column(_("Ở mức cao nhất"), "number"),
        ui.Column(_("Nhiều nhất được"), "number"),
        ui.Column(_("Vượt"), "number"),
    ]
    rows = []
    for unit_id in found.over:
        limit = found.limit(unit_id)
        top = number(found, on, limit.given, found.scheme.top, unit_id)
        rows.append(ui.Row([labels[unit_id], top, limit.allowed, limit.excess], name=labels[unit_id]))
    return ui.Table(
        columns, rows, caption=_("Đơn vị vượt tỷ lệ của mức cao nhất"), count=len(rows), id="vuot"
    )


def _table(actor: Actor, found: YearRated, on: date) -> ui.Table:
    units = sorted(found.counts.keys() | found.people.keys(), key=str)
    labels = unit_labels(set(units), on)
    units.sort(key=lambda unit_id: (labels[unit_id], str(unit_id)))
    extra = [(each.title, each.cells(actor, on, found.year, units)) for each in slots.of(UNIT_SLOT)]
    columns = [
        ui.Column(_("Đơn vị")),
        *(ui.Column(_(Grade(level).label), "number") for level in found.scheme.levels),
        ui.Column(_("Đã xếp loại"), "number"),
        ui.Column(_("Hồ sơ đang quản lý"), "number"),
        *(ui.Column(title) for title, _cells in extra),
    ]
    rows = [
        ui.Row(
            [
                *_cells_of(found, on, unit_id, labels[unit_id]),
                *(cells.get(unit_id) for _title, cells in extra),
            ],
            name=labels[unit_id],
        )
        for unit_id in units
    ]
    empty = ui.EmptyState(_("Không có đơn vị nào trong phạm vi được xem."))
    return ui.Table(columns, rows, caption=_("Xếp loại từng đơn vị"), count=len(rows), empty=empty)


def _cells_of(found: YearRated, on: date, unit_id: UUID, label: str) -> list[Any]:
    counts = found.counts.get(unit_id, {})
    levels = [number(found, on, counts.get(level, 0), level, unit_id) for level in found.scheme.levels]
    rated = number(found, on, sum(counts.values()), "", unit_id)
    link = ui.Link(label, with_query(f"/don-vi/{unit_id}/", ngay=on.isoformat()))
    return [link, *levels, rated, found.people.get(unit_id, 0)]
