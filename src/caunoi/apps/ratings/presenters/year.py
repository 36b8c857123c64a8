"""A year of rating from above: one sentence, people by level, limits by unit, what is open, what was corrected."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import Grade
from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.ratings import figures
from caunoi.apps.ratings.presenters.board import HOME, YEARS_SHOWN, Number, scheme_facts
from caunoi.apps.ratings.presenters.steps import columns_of_units, steps_of_unit, tally
from caunoi.apps.ratings.presenters.words import sealed_chip
from caunoi.apps.ratings.selectors.overview import RoundSeen, YearSeen
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import Scope, figure_or_404
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import numbers, with_query

ADDRESS = f"{HOME}toan-canh/"


def address_of(seen: YearSeen, **more: str) -> str:
    return with_query(ADDRESS, nam=seen.year, ngay=seen.on.isoformat(), **more)


def present_year(actor: Actor, seen: YearSeen) -> dict[str, Any]:
    buttons = [ui.Button(_("Tải về Excel"), url=address_of(seen, format="xlsx"), icon="download")]
    if seen.named:
        buttons.append(ui.Button(_("Từng đơn vị, từng mức"), url=with_query(HOME, nam=seen.year)))
    return {
        "head": ui.Heading(
            _("Toàn cảnh xếp loại năm %(year)s") % {"year": seen.year},
            _("Theo hồ sơ và các đợt xếp loại trong phạm vi được xem."),
            [ui.Link(_("Trang đầu"), "/")],
            buttons,
        ),
        "years": _years(seen),
        "sentence": sentence(seen),
        "levels": _levels(seen) if seen.found.whole else None,
        "masked": not seen.named,
        "scheme": scheme_facts(seen.found),
        "limits": _limits(seen),
        "units": _units(seen),
        "rounds": [_round(actor, seen, each) for each in seen.rounds],
        "corrected": ui.Tally(
            [_count(seen, figures.CORRECTED, seen.corrected)], _("Điều chỉnh sau khi chốt")
        ),
    }


def _years(seen: YearSeen) -> ui.Tabs:
    latest = max(seen.year, seen.on.year)
    tabs = [
        ui.Tab(
            _("Năm %(year)s") % {"year": year},
            with_query(ADDRESS, nam=year, ngay=seen.on.isoformat()),
            current=year == seen.year,
        )
        for year in range(latest, latest - YEARS_SHOWN, -1)
    ]
    return ui.Tabs(tabs, _("Năm xếp loại"))


def sentence(seen: YearSeen) -> str:
    """What a leader asks first; a number that may not be told is left out of it."""
    return " ".join([_rated(seen), _still_open(seen)])


def _rated(seen: YearSeen) -> str:
    told = {
        "year": seen.year,
        "rated": numbers.number(seen.told[""]),
        "over": numbers.number(len(seen.found.over)),
    }
    if not seen.found.whole:
        return _("Năm %(year)s chưa ghi xếp loại của ai trong phạm vi được xem.") % told
    if seen.told[""] is None:
        return _("Năm %(year)s có quá ít người đã xếp loại để nêu số.") % told
    if seen.found.scheme.top_percent is None:
        return _("%(rated)s người đã xếp loại năm %(year)s.") % told
    if seen.found.over:
        return (
            _("%(rated)s người đã xếp loại năm %(year)s; %(over)s đơn vị vượt tỷ lệ của mức cao nhất.") % told
        )
    return _("%(rated)s người đã xếp loại năm %(year)s; không đơn vị nào vượt tỷ lệ của mức cao nhất.") % told


def _still_open(seen: YearSeen) -> str:
    if not seen.rounds:
        return _("Năm này không có đợt xếp loại nào được mở.")
    if not seen.open:
        return _("Không ai còn chờ mức quyết định.")
    return _("%(open)s người chưa có mức quyết định.") % {"open": numbers.number(seen.open)}


# ---- by level


def _levels(seen: YearSeen) -> ui.Table:
    columns = [ui.Column(_("Mức")), ui.Column(_("Số người"), "number"), ui.Column(_("Tỷ lệ"), "number")]
    rows = [_level_row(seen, level, _(Grade(level).label)) for level in seen.found.scheme.levels]
    rows.append(_level_row(seen, "", _("Đã xếp loại")))
    return ui.Table(columns, rows, caption=_("Người đã xếp loại, theo mức"), count=len(rows), id="muc")


def _level_row(seen: YearSeen, level: str, label: str) -> ui.Row:
    many, every = seen.told[level], seen.told[""]
    if many is None:
        return ui.Row([label, _("ít người, không hiện"), None], name=label)
    url = figures.list_url(figures.AT_LEVEL, figures.scope_of(seen.year, seen.on, level)) if many else ""
    share = numbers.percent(many / every) if every else None
    return ui.Row([label, Number(many, url, figures.AT_LEVEL), share], name=label)


# ---- the limit


def _limits(seen: YearSeen) -> ui.Tally | None:
    if seen.found.scheme.top_percent is None:
        return None
    counts = [
        _count(seen, figures.OVER, len(seen.found.over), "loi"),
        _count(seen, figures.NEAR, len(seen.found.near), "chu-y"),
    ]
    return ui.Tally(counts, _("Đơn vị, theo tỷ lệ của mức cao nhất"))


def _count(seen: YearSeen, code: str, many: int, state: ui.State = "trung-tinh") -> ui.Count:
    url = figures.list_url(code, figures.scope_of(seen.year, seen.on)) if many else ""
    return ui.Count(_(figure_or_404(code).title), Number(many, url, code), state if many else "trung-tinh")


def _units(seen: YearSeen) -> ui.Table | None:
    """Who is above the limit and who has used it up; the numbers only for whoever reads a level."""
    named = [pk for pk in (*seen.found.over, *seen.found.near) if seen.may_name(pk)]
    if not named:
        return None
    labels = unit_labels(set(named), seen.on)
    columns = [ui.Column(_("Đơn vị")), ui.Column(_("Tỷ lệ mức cao nhất"), "chips")]
    if seen.named:
        columns += [ui.Column(words, "number") for words in (_("Ở mức cao nhất"), _("Nhiều nhất được"))]
    rows = [_limit_row(seen, pk, labels[pk]) for pk in named]
    return ui.Table(columns, rows, caption=_("Đơn vị vượt hoặc đã hết tỷ lệ"), count=len(rows), id="ty-le")


def _limit_row(seen: YearSeen, unit_id: UUID, label: str) -> ui.Row:
    limit = seen.found.limit(unit_id)
    link = ui.Link(label, with_query(f"/don-vi/{unit_id}/", ngay=seen.on.isoformat()))
    cells: list[Any] = [link, [ui.Chip(limit_word(seen, unit_id), "loi" if limit.excess else "chu-y")]]
    return ui.Row([*cells, limit.given, limit.allowed] if seen.named else cells, name=label)


def limit_word(seen: YearSeen, unit_id: UUID) -> str:
    if unit_id in seen.found.over:
        return _("Vượt tỷ lệ")
    return _("Đã hết tỷ lệ") if unit_id in seen.found.near else _("Trong tỷ lệ")


# ---- what is open


def _round(actor: Actor, seen: YearSeen, each: RoundSeen) -> dict[str, Any]:
    """One round: how many stand at which step, and the units that are not done."""
    label = unit_labels({each.round.unit_id}, seen.on)[each.round.unit_id]
    told = {
        "unit": label,
        "sealed": numbers.number(len(each.sealed & {unit.pk for unit in each.units})),
        "units": numbers.number(len(each.units)),
        "due": numbers.day(each.round.due_on),
    }
    return {
        "title": _("Đợt của %(unit)s") % told,
        "words": _("%(sealed)s trên %(units)s đơn vị đã chốt; hạn hoàn thành %(due)s.") % told,
        "tally": tally(actor, Scope(on=seen.on, where={figures.ROUND: str(each.round.pk)})),
        "table": _waiting(seen, each),
    }


def _waiting(seen: YearSeen, each: RoundSeen) -> ui.Table | None:
    units = [unit for unit in each.units if unit.pk not in each.sealed]
    if not units:
        return None
    labels = unit_labels({unit.unit_id for unit in units}, seen.on)
    units.sort(key=lambda unit: (-each.open_in(unit.pk), labels[unit.unit_id], str(unit.pk)))
    rows = [
        ui.Row(
            [
                ui.Link(
                    labels[unit.unit_id], with_query(f"/don-vi/{unit.unit_id}/", ngay=seen.on.isoformat())
                ),
                *steps_of_unit(each.counts.get(unit.pk, {}), unit.pk, seen.on),
                [sealed_chip(sealed=False)],
            ],
            name=labels[unit.unit_id],
        )
        for unit in units
    ]
    return ui.Table(
        columns_of_units(),
        rows,
        caption=_("Đơn vị chưa chốt"),
        count=len(rows),
        id=f"dot-{each.round.pk.hex[:8]}",
    )
