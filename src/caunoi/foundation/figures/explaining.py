"""A figure in words: how it came about, of what and when, from where, and why it is not what it was."""

from datetime import date
from typing import Any

from django.http import Http404
from django.utils.html import format_html
from django.utils.translation import gettext as _

from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.figures.apart import kept_apart
from caunoi.foundation.figures.latest import latest_words
from caunoi.foundation.figures.registry import FigureValue, Scope
from caunoi.foundation.figures.scopes import scope_words
from caunoi.foundation.ui import numbers, with_query
from caunoi.foundation.ui.components import Explanation, Link
from caunoi.foundation.ui.figure import figure_html, written


def explanation_of(actor: Actor, value: FigureValue, *, rows_url: str) -> Explanation:
    return Explanation(
        title=_(value.figure.title),
        definition=_(value.figure.definition),
        formula=value.formula or formula_of(value),
        figure=value,
        scope=value.scope_label or scope_words(value.scope),
        as_at=numbers.day(value.scope.on),
        excluded=_left_out(actor, value) or [_("Không bỏ ra dòng nào trong phạm vi này.")],
        sources=list(value.sources) or [_source(value.scope)],
        changed=latest_words(actor, value),
        differs=difference(actor, value),
        rows=Link(_("Xem danh sách phía sau con số"), value.url or rows_url),
    )


def _left_out(actor: Actor, value: FigureValue) -> list[str]:
    return [
        _("%(what)s: %(count)s") % {"what": what, "count": count}
        for what, count in [*value.excluded, *kept_apart(actor, value.scope)]
    ]


def _source(scope: Scope) -> str:
    """Where a figure names no document of its own: what is written here, as known by the point asked for."""
    if scope.known is None:
        return _("Dữ liệu đang ghi trong hệ thống, có hiệu lực trong ngày này.")
    return _("Dữ liệu của hệ thống như đã biết ở mốc %(point)s.") % {"point": scope.known}


def formula_of(value: FigureValue) -> Any:
    """ "1.300 / 1.368 = 95,0 %", both numbers with their lists; without a whole, how it is counted."""
    if not value.denominator:
        return _counting(value)
    share = numbers.percent(value.numerator / value.denominator)
    whole = figure_html(Whole(value)) if value.denominator_url else numbers.number(value.denominator)
    return format_html("{} / {} = {}", figure_html(value), whole, share)


def _counting(value: FigureValue) -> str:
    if value.value is None:
        return _("Chưa ai ghi những gì con số này được tính từ đó.")
    rows, unit = numbers.number(len(value.rows)), _(value.figure.unit_of_measure)
    if value.counted is None:
        return _("Đếm %(rows)s dòng của danh sách, mỗi dòng là một %(unit)s.") % {"rows": rows, "unit": unit}
    told = {"rows": rows, "unit": unit, "sum": numbers.number(value.numerator)}
    return _("Cộng %(rows)s dòng của danh sách được %(sum)s %(unit)s.") % told


def difference(actor: Actor, value: FigureValue) -> Any:
    """Against the same day a year before: how many rows came and how many went, and the way to why."""
    before = a_year_earlier(value.scope.on)
    earlier = _asked_on(actor, value, before) if value.figure.compared else None
    if earlier is None:
        return ""
    now, then = {row.id for row in value.rows}, {row.id for row in earlier.rows}
    told = {
        "day": numbers.day(before),
        "before": written(earlier),
        "came": numbers.number(len(now - then)),
        "went": numbers.number(len(then - now)),
    }
    words = _("Ngày %(day)s là %(before)s; từ đó thêm %(came)s, bớt %(went)s.") % told
    return Link(words, with_query(value.change_url, tu=before.isoformat())) if value.change_url else words


def _asked_on(actor: Actor, value: FigureValue, on: date) -> FigureValue | None:
    """None where the question has no answer on that day: the unit or the rules were not there yet."""
    scope = Scope(on=on, unit_id=value.scope.unit_id, where=value.scope.where)
    try:
        return value.figure.answer(actor, scope)
    except (Refused, Http404, LookupError):
        return None


def a_year_earlier(on: date) -> date:
    return on.replace(year=on.year - 1, day=28 if (on.month, on.day) == (2, 29) else on.day)


class Whole:
    """The whole a share is taken of (mẫu số): a number with its own code and list."""

    def __init__(self, value: FigureValue) -> None:
        self.code = value.denominator_code or value.code
        self.value = value.denominator
        self.url = value.denominator_url
