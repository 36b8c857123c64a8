"""A year seen from above: people by level, units by their limit, corrections; masked for whoever reads no level."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.choices import Grade
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.ratings.figures.people import COLUMNS, LEVEL, YEAR, level_of, list_url, rows_of
from caunoi.apps.ratings.figures.sheets import units_under
from caunoi.apps.ratings.models import RatingAdjustment
from caunoi.apps.ratings.selectors.years import (
    YearRated,
    many_enough,
    rated,
    rated_from_above,
    reads_levels,
    told,
    year_of,
)
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import Figure, FigureValue, Scope, figure_or_404
from caunoi.foundation.figures import register as register_figure
from caunoi.foundation.figures.registry import Row
from caunoi.foundation.policy import visible

AT_LEVEL, OVER, NEAR, CORRECTED = "rating.level", "rating.over", "rating.near", "rating.corrected"
MASKED = "•••"
OF_UNITS = (
    gettext_noop("Đơn vị"),
    gettext_noop("Ở mức cao nhất"),
    gettext_noop("Nhiều nhất được"),
    gettext_noop("Vượt"),
)
OF_CORRECTIONS = (
    gettext_noop("Họ và tên"),
    gettext_noop("Đơn vị"),
    gettext_noop("Năm"),
    gettext_noop("Ghi ngày"),
    gettext_noop("Quyết định"),
)
SOURCE = gettext_noop("Xếp loại ghi trong hồ sơ từng người, đến lúc này")


def register() -> None:
    people, units = gettext_noop("người"), gettext_noop("đơn vị")
    _figure(
        AT_LEVEL,
        gettext_noop("Người ở từng mức"),
        gettext_noop(
            "Số người được xếp mức đã chọn trong năm, trong phạm vi được xem. Vai trò không đọc mức của từng người thì "
            "không thấy tên; số quá ít người thì không hiện, để không ai bị đoán ra."
        ),
        _at_level,
        COLUMNS,
        people,
    )
    _figure(
        OVER,
        gettext_noop("Đơn vị vượt tỷ lệ mức cao nhất"),
        gettext_noop("Số đơn vị có nhiều người ở mức cao nhất hơn cách xếp loại của năm cho phép."),
        lambda actor, scope: _units(actor, scope, OVER),
        OF_UNITS,
        units,
    )
    _figure(
        NEAR,
        gettext_noop("Đơn vị đã hết tỷ lệ mức cao nhất"),
        gettext_noop("Số đơn vị đã dùng vừa hết số người được ở mức cao nhất: thêm một người là vượt."),
        lambda actor, scope: _units(actor, scope, NEAR),
        OF_UNITS,
        units,
    )
    _figure(
        CORRECTED,
        gettext_noop("Điều chỉnh sau khi chốt"),
        gettext_noop("Số điều chỉnh kèm quyết định đã ghi sau khi năm của đơn vị được chốt."),
        _corrected,
        OF_CORRECTIONS,
        gettext_noop("điều chỉnh"),
    )


def _figure(
    code: str,
    title: str,
    text: str,
    answer: Callable[[Actor, Scope], FigureValue],
    columns: tuple[str, ...],
    measure: str,
) -> None:
    register_figure(Figure(code, title, text, answer, columns, unit_of_measure=measure))


def scope_of(year: int, on: date, level: str = "") -> Scope:
    where = {YEAR: str(year), **({LEVEL: level} if level else {})}
    return Scope(on=on, where=where)


def _year(actor: Actor, scope: Scope) -> YearRated:
    """Of everybody in reach; of one unit alone a count would be a name, so only for whoever reads levels."""
    year = year_of(scope.where.get(YEAR, ""), scope.on)
    return rated(actor, year, scope.on, scope.unit_id) if scope.unit_id else rated_from_above(actor, year)


def _value(
    code: str, scope: Scope, rows: Sequence[Row], *, counted: int | None = None, recorded: bool = True
) -> FigureValue:
    figure, url = figure_or_404(code), list_url(code, scope)
    return FigureValue(figure, scope, rows, url=url, sources=[_(SOURCE)], counted=counted, recorded=recorded)


# ---- people by level


def _at_level(actor: Actor, scope: Scope) -> FigureValue:
    level, found = level_of(scope), _year(actor, scope)
    many = told(actor, found, scope.on).get(level)
    if many is None:
        return _value(AT_LEVEL, scope, [], recorded=False)
    rows = rows_of(actor, scope) if reads_levels(actor) else _masked(found.year, level, many)
    return _value(AT_LEVEL, scope, rows)


def _masked(year: int, level: str, many: int) -> list[Row]:
    """As many rows as people, without a name, a unit or a paper."""
    word = _(Grade(level).label) if level else MASKED
    return [Row(str(place), (MASKED, MASKED, str(year), word, MASKED)) for place in range(1, many + 1)]


# ---- units by their limit


def _units(actor: Actor, scope: Scope, code: str) -> FigureValue:
    found = _year(actor, scope)
    units = found.over if code == OVER else found.near
    labels, reads = unit_labels(set(units), scope.on), reads_levels(actor)
    return _value(code, scope, [_unit_row(found, pk, labels[pk], reads=reads, on=scope.on) for pk in units])


def _unit_row(found: YearRated, unit_id: UUID, label: str, *, reads: bool, on: date) -> Row:
    """Of a unit of so few people that its limit would be a name, nothing is told but that there is one."""
    if not reads and not many_enough(found, unit_id, on):
        return Row("", (_("Đơn vị ít người, không nêu tên"), *(MASKED,) * 3))
    limit = found.limit(unit_id)
    numbers: tuple[Any, ...] = (limit.given, limit.allowed or 0, limit.excess) if reads else (MASKED,) * 3
    return Row(str(unit_id), (label, *numbers), f"/don-vi/{unit_id}/")


def limits_of(actor: Actor, year: int, on: date) -> list[FigureValue]:
    """How many units are above the limit of a year and how many have used it up, without their rows."""
    found, scope = rated_from_above(actor, year), scope_of(year, on)
    if found.scheme.top_percent is None:
        return []
    return [
        _value(code, scope, (), counted=len(many)) for code, many in ((OVER, found.over), (NEAR, found.near))
    ]


# ---- corrections


def _corrected(actor: Actor, scope: Scope) -> FigureValue:
    year, reads = year_of(scope.where.get(YEAR, ""), scope.on), reads_levels(actor)
    found = visible(actor, RatingAdjustment).filter(seal__rated__round__year=year).order_by("at", "pk")
    if scope.unit_id:
        found = found.filter(unit_id__among=units_under(scope.unit_id, scope.on))
    every = list(found)
    labels = unit_labels({each.unit_id for each in every}, scope.on)
    names = _names(actor, [each.cadre_id for each in every]) if reads else {}
    rows = [
        Row(
            str(each.pk),
            (
                names.get(each.cadre_id, MASKED),
                labels[each.unit_id],
                str(year),
                format_date(each.at.astimezone(clock.HANOI).date()),
                each.document if reads else MASKED,
            ),
        )
        for each in every
    ]
    return _value(CORRECTED, scope, rows)


def _names(actor: Actor, cadre_ids: Sequence[UUID]) -> dict[UUID, str]:
    people = visible(actor, Cadre).filter(pk__among=list(cadre_ids))
    return dict(people.values_list("pk", "full_name"))
