"""A year's rating as its office follows it: how far every unit is, and one unit with its people."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.ratings import figures
from caunoi.apps.ratings.choices import READY
from caunoi.apps.ratings.models import RatedUnit, RatingRound, RatingSeal, RatingSheet
from caunoi.apps.ratings.presenters.steps import columns_of_units, steps_of_unit, tally
from caunoi.apps.ratings.presenters.words import level_words, limit_words, own_level, sealed_chip, sheet_chip
from caunoi.apps.ratings.selectors.sheets import Standing
from caunoi.domain.eligibility.reading import CONFIDENCES
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import Scope
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.languages import as_written

HOME = "/xep-loai/"
NAMED = 5


@dataclass(frozen=True)
class RoundPage:
    """A round as the view read it (trang của đợt xếp loại)."""

    actor: Actor
    round: RatingRound
    units: Sequence[RatedUnit]
    counts: Mapping[UUID, Counter[str]]
    sealed: set[UUID]


def present_round(page: RoundPage) -> dict[str, Any]:
    round_, scope = page.round, Scope(on=page.actor.on, where={figures.ROUND: str(page.round.pk)})
    return {
        "head": ui.Heading(
            _("Tiến độ xếp loại năm %(year)s") % {"year": round_.year},
            round_.message,
            [ui.Link(_("Xếp loại hằng năm"), f"{HOME}?nam={round_.year}")],
        ),
        "sentence": _sentence(page),
        "facts": ui.KeyFacts(_round_facts(round_, page.actor.on)),
        "tally": tally(page.actor, scope),
        "table": _units(page),
    }


def _sentence(page: RoundPage) -> str:
    every = sum(sum(counts.values()) for counts in page.counts.values())
    done = sum(counts[state] for counts in page.counts.values() for state in READY)
    told = {
        "done": numbers.number(done),
        "every": numbers.number(every),
        "share": numbers.percent(done / every if every else None, 0),
        "sealed": numbers.number(len(page.sealed & {unit.pk for unit in page.units})),
        "units": numbers.number(len(page.units)),
    }
    return (
        _("%(done)s trên %(every)s người đã xong (%(share)s); %(sealed)s trên %(units)s đơn vị đã chốt.")
        % told
    )


def _round_facts(round_: RatingRound, on: date) -> list[ui.Fact]:
    procedure, late = round_.by.procedure, on > round_.due_on
    due = _("%(day)s, đã qua") % {"day": numbers.day(round_.due_on)} if late else numbers.day(round_.due_on)
    return [
        ui.Fact(_("Hạn hoàn thành"), due),
        ui.Fact(
            _("Quyết định được từ"),
            numbers.day(procedure.decided_from(round_.year)),
            source=_(CONFIDENCES[procedure.days_confidence]),
        ),
        ui.Fact(
            _("Theo văn bản"),
            as_written(round_.by.scheme.document),
            source=_(CONFIDENCES[round_.by.scheme.confidence]),
        ),
        ui.Fact(_("Dấu cách xếp loại"), round_.rule_mark[:12]),
    ]


def _units(page: RoundPage) -> ui.Table:
    labels = unit_labels({unit.unit_id for unit in page.units}, page.actor.on)
    units = sorted(page.units, key=lambda unit: (labels[unit.unit_id], str(unit.pk)))
    rows = [_unit_row(page, unit, labels[unit.unit_id]) for unit in units]
    empty = ui.EmptyState(_("Không có đơn vị nào trong phạm vi được xem."))
    return ui.Table(
        columns_of_units(), rows, caption=_("Tiến độ từng đơn vị"), count=len(rows), empty=empty, id="don-vi"
    )


def _unit_row(page: RoundPage, unit: RatedUnit, label: str) -> ui.Row:
    found = page.counts.get(unit.pk, Counter())
    return ui.Row(
        [
            ui.Link(label, f"{HOME}don-vi/{unit.pk}/"),
            *steps_of_unit(found, unit.pk, page.actor.on),
            [sealed_chip(sealed=unit.pk in page.sealed)],
        ],
        name=label,
    )


# ---- one unit


@dataclass(frozen=True)
class UnitPage:
    """One unit's year as the view read it (năm xếp loại của một đơn vị)."""

    actor: Actor
    rated: RatedUnit
    sheets: Sequence[RatingSheet]
    standing: Standing
    seal: RatingSeal | None
    adjusted: Mapping[UUID, str]
    may_seal: bool
    decides: int

    @property
    def address(self) -> str:
        return f"{HOME}don-vi/{self.rated.pk}/"


def present_unit(page: UnitPage) -> dict[str, Any]:
    rated, label = page.rated, unit_labels({page.rated.unit_id}, page.actor.on)[page.rated.unit_id]
    scope = Scope(on=page.actor.on, where={figures.UNIT: str(rated.pk)})
    crumbs = [
        ui.Link(_("Xếp loại hằng năm"), f"{HOME}?nam={rated.round.year}"),
        ui.Link(_("Tiến độ năm %(year)s") % {"year": rated.round.year}, f"{HOME}dot/{rated.round_id}/"),
    ]
    return {
        "head": ui.Heading(
            _("%(unit)s: xếp loại năm %(year)s") % {"unit": label, "year": rated.round.year},
            rated.round.message,
            crumbs,
            _unit_buttons(page),
        ),
        "callout": _callout(page),
        "facts": ui.KeyFacts(_unit_facts(page)),
        "tally": tally(page.actor, scope),
        "table": _people(page),
        "posts": _posts(page),
    }


def _callout(page: UnitPage) -> ui.Callout:
    """What has to be done next, in one sentence."""
    standing = page.standing
    if page.seal is not None:
        told = {
            "document": page.seal.document,
            "day": numbers.day(page.seal.decided_on),
            "n": page.seal.people,
        }
        words = _(
            "%(n)s người, theo %(document)s ngày %(day)s. Sửa sau này ghi thành điều chỉnh, mức đã chốt giữ nguyên."
        )
        return ui.Callout(_("Đã chốt năm của đơn vị"), words % told, "dat")
    if standing.limit.excess:
        words = limit_words(page.rated.round.by.scheme, standing.limit)
        return ui.Callout(_("Vượt tỷ lệ của mức cao nhất, chưa chốt được"), words, "loi")
    if standing.elsewhere:
        words = _("%(n)s phiếu chờ đơn vị đang quản lý hồ sơ nhận.") % {"n": standing.elsewhere}
        return ui.Callout(_("Có người đã chuyển đơn vị"), words, "chu-y")
    waiting = [sheet.cadre.full_name for sheet in standing.open] + [
        each.full_name for each in standing.unlisted
    ]
    if waiting:
        names = ", ".join(waiting[:NAMED]) + ("…" if len(waiting) > NAMED else "")
        title = _("Còn %(n)s người chưa xong") % {"n": len(waiting)}
        return ui.Callout(title, names, "thong-tin")
    return ui.Callout(
        _("Đủ điều kiện chốt"), _("Mọi người đã có mức quyết định hoặc lý do không xếp loại."), "dat"
    )


def _unit_facts(page: UnitPage) -> list[ui.Fact]:
    rated = page.rated
    found = [
        ui.Fact(
            _("Mức của đơn vị"),
            level_words(rated.level),
            source=rated.document,
            act=ui.Link(_("Ghi mức"), f"{page.address}muc/") if page.may_seal and page.seal is None else None,
        ),
        ui.Fact(_("Tỷ lệ mức cao nhất"), limit_words(rated.round.by.scheme, page.standing.limit)),
        ui.Fact(_("Hạn hoàn thành"), numbers.day(rated.round.due_on)),
        ui.Fact(_("Quyết định được từ"), numbers.day(decided_from(rated))),
        ui.Fact(_("Theo văn bản"), as_written(rated.round.by.scheme.document)),
    ]
    if page.seal is not None:
        found.append(ui.Fact(_("Dấu niêm phong"), page.seal.sha256[:12], source=page.seal.clause))
    return found


def _unit_buttons(page: UnitPage) -> list[ui.Button]:
    """The seal is offered once nothing is missing; until then the page says what is."""
    if page.seal is not None or not page.may_seal or is_early(page.rated, page.actor.on):
        return []
    kind: Literal["", "primary"] = "primary" if page.standing.ready else ""
    return [ui.Button(_("Chốt năm của đơn vị"), url=f"{page.address}chot/", kind=kind)]


def decided_from(rated: RatedUnit) -> date:
    return rated.round.by.procedure.decided_from(rated.round.year)


def is_early(rated: RatedUnit, on: date) -> bool:
    """Nobody's level can be decided on yet."""
    return on < decided_from(rated)


def _posts(page: UnitPage) -> list[ui.Button]:
    """What is done for many at once, each a form of its own."""
    if page.seal is not None:
        return []
    found = []
    if page.standing.unlisted:
        told = _("Đưa %(n)s người mới vào danh sách") % {"n": len(page.standing.unlisted)}
        found.append(ui.Button(told, url=f"{page.address}nguoi-moi/", post=True))
    if page.decides and not is_early(page.rated, page.actor.on):
        told = _("Quyết định %(n)s người theo mức đề xuất") % {"n": page.decides}
        found.append(ui.Button(told, url=f"{page.address}theo-de-xuat/", post=True, kind="primary"))
    return found


def _people(page: UnitPage) -> ui.Table:
    columns = [
        ui.Column(_("Họ và tên")),
        ui.Column(_("Tình trạng"), "chips"),
        ui.Column(_("Tự nhận")),
        ui.Column(_("Đề xuất")),
        ui.Column(_("Quyết định")),
    ]
    rows = [
        ui.Row(
            [
                ui.Cell(ui.Link(sheet.cadre.full_name, f"{HOME}phieu/{sheet.pk}/"), sub=sheet.post),
                [sheet_chip(sheet)],
                own_level(sheet),
                level_words(sheet.proposed_level, sheet.proposed_score),
                _decided(page, sheet),
            ],
            name=sheet.cadre.full_name,
        )
        for sheet in page.sheets
    ]
    empty = ui.EmptyState(_("Không ai của đơn vị có phiếu trong đợt này."))
    return ui.Table(
        columns, rows, caption=_("Phiếu của từng người"), count=len(rows), empty=empty, id="nguoi"
    )


def _decided(page: UnitPage, sheet: RatingSheet) -> Any:
    words = level_words(sheet.decided_level, sheet.decided_score)
    if after := page.adjusted.get(sheet.cadre_id):
        return ui.Cell(
            level_words(after), sub=_("điều chỉnh từ: %(level)s") % {"level": words or _("không xếp loại")}
        )
    return words
