"""The blocks about standards and the plan that several homes share: every number comes from its figure."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.organisation.selectors import Node
from caunoi.apps.reports import selectors
from caunoi.apps.reports.presenters.homes.blocks import Block, Statement
from caunoi.domain.eligibility.terms import load_terms
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import FigureValue
from caunoi.foundation.ui import numbers, with_query
from caunoi.foundation.ui.components import Cell, Column, Count, EmptyState, Link, Row, Table, Tally, heat

HEAT = (1, 2, 4, 8)
WHOLE_PLAN = ("plan.people", "plan.lines", "plan.unserved", "plan.cost")
OWN_PEOPLE = ("plan.people", "plan.unserved")
MUCH_UNKNOWN = 0.1
COUNTING = ("LLCT", "CM")
NAMES = {"LLCT": gettext_noop("thiếu lý luận chính trị"), "CM": gettext_noop("thiếu chuyên môn")}


def sentence(actor: Actor, on: date, who: str) -> Statement:
    """ "1.300 / 1.368 cán bộ chủ chốt cấp xã đạt chuẩn (95,0 %)"; what is not known comes first where it is much."""
    met, people = (selectors.answer(actor, on, code) for code in ("standard.met", "standard.people"))
    unknown = selectors.answer(actor, on, "standard.unknown")
    if much(unknown, people.numerator):
        return _mostly_unknown(unknown, people, met)
    share = f"({numbers.percent(met.share / 100)})" if met.share is not None else ""
    return Statement([met, "/", people, who, share], lead=True)


def much(unknown: FigureValue, people: float) -> bool:
    """So many unknown that a share of the rest would mislead."""
    return unknown.numerator > MUCH_UNKNOWN * people


def _mostly_unknown(unknown: FigureValue, people: FigureValue, met: FigureValue) -> Statement:
    """A share of those at standard would read as if the others were short of it."""
    words = _("cán bộ chủ chốt chưa đủ dữ liệu để kết luận. Trong số còn lại:")
    return Statement([unknown, "/", people, words, met, _("người đạt chuẩn")], lead=True)


def remaining(actor: Actor, on: date) -> Statement:
    """How many are short of the standard, and of what; somebody may lack both."""
    not_met = selectors.answer(actor, on, "standard.not_met")
    parts: list[Any] = [_("Còn"), not_met, _("người chưa đạt:")]
    for code, end in zip(COUNTING, (",", ""), strict=True):
        parts += [selectors.answer(actor, on, f"gap.{code}"), _(NAMES[code]) + end]
    planned = selectors.short_and_planned(actor, on)
    if planned:
        parts += [_("· đã vào kế hoạch:"), planned, _("người")]
    return Statement(parts)


def communes_without(actor: Actor, on: date) -> Statement | None:
    """Where somebody lacks something and nobody is in the plan."""
    told = selectors.plan_figures(actor, on, "plan.communes_without")
    words = _("xã, phường có người còn thiếu mà chưa có ai trong kế hoạch.")
    return Statement([*told.values(), words]) if told else None


def what_is_missing(actor: Actor, on: date) -> Block:
    """The way into the work: each number opens the people behind it."""
    gaps = selectors.gaps_asked(actor, on)
    counts = [Count(name, value, "loi" if value.value else "trung-tinh") for name, value in gaps]
    times = selectors.answer(actor, on, "gap.times")
    body = Tally([*counts, Count(_("Lượt thiếu"), times, total=True)], _("Thiếu gì"))
    note = _("Một người có thể thiếu hai điều, nên tổng lượt có thể nhiều hơn số người.")
    return Block(_("Thiếu gì"), [body], note, [Link(_("Cả ma trận theo xã"), _on("/thieu-chuan/", on))])


def where_it_is_missing(actor: Actor, on: date, most: int = 10) -> Block:
    """The communes with the most gaps, each number a list of people."""
    nodes, words = selectors.communes_lacking_most(actor, on, most), load_terms().columns
    columns = [
        Column(_("Xã, phường")),
        *(Column(_(words[code].name), "number") for code in COUNTING),
        Column(_("Chưa đạt"), "number"),
    ]
    rows = [Row(_cells(actor, on, node), name=node.full_name) for node in nodes]
    empty = EmptyState(_("Không còn ai thiếu chuẩn trong phạm vi này."))
    table = Table(columns, rows, caption=_("Nơi thiếu nhiều nhất"), empty=empty, matrix=True)
    links = [
        Link(_("Xem cả ma trận"), _on("/thieu-chuan/", on)),
        Link(_("Lập bảng chéo"), _on("/bao-cao/bang-cheo/", on)),
    ]
    return Block(_("Thiếu ở đâu"), [table], links=links)


def _cells(actor: Actor, on: date, node: Node) -> list[Any]:
    name = Link(node.full_name, _on(f"/don-vi/{node.id}/", on))
    gaps = [selectors.answer(actor, on, f"gap.{code}", unit_id=node.id) for code in COUNTING]
    short = selectors.answer(actor, on, "standard.not_met", unit_id=node.id)
    return [name, *(Cell(gap, heat=heat(int(gap.numerator), HEAT)) for gap in gaps), short]


def who_is_short(actor: Actor, on: date, unit_id: UUID | None = None, most: int = 12) -> Block:
    """The people themselves, for a commune that knows each of them."""
    value = selectors.answer(actor, on, "standard.not_met", unit_id=unit_id)
    columns = [Column(_(name)) for name in value.figure.columns]
    rows = [
        Row([Link(str(row.cells[0]), row.url), *row.cells[1:]], name=str(row.cells[0]))
        for row in value.rows[:most]
    ]
    empty = EmptyState(_("Không còn ai thiếu chuẩn ở đơn vị này."))
    links = [Link(_("Cả danh sách"), value.url)] if value.value else []
    return Block(
        _("Ai chưa đạt chuẩn"),
        [Table(columns, rows, caption=_("Người chưa đạt chuẩn"), empty=empty)],
        "",
        links,
        wide=True,
    )


def plan_block(actor: Actor, on: date, codes: Sequence[str] = WHOLE_PLAN, whose: str = "") -> Block:
    """What is being done about it; ``codes`` are the figures that speak of the reader's own people."""
    told = selectors.plan_figures(actor, on, *codes)
    if not told:
        words = _("Chưa có kế hoạch nào. Kế hoạch lập từ những gì còn thiếu, máy tính lớp và chỗ học.")
        return Block(_("Kế hoạch đào tạo"), [], words, [Link(_("Mở trang kế hoạch"), "/ke-hoach/")])
    titles = {
        "plan.people": _("Người được học"),
        "plan.lines": _("Lớp mở"),
        "plan.unserved": _("Lượt chưa xếp"),
        "plan.cost": _("Chi phí (đồng)"),
    }
    body = Tally([Count(titles[code], value) for code, value in told.items()], _("Kế hoạch đào tạo"))
    any_value: FigureValue = next(iter(told.values()))
    note = f"{any_value.scope_label}. {whose}" if whose else any_value.scope_label
    return Block(_("Kế hoạch đào tạo"), [body], note, [Link(_("Mở kế hoạch"), "/ke-hoach/")])


def unverified(actor: Actor, on: date) -> FigureValue:
    """People at standard by papers nobody has confirmed yet."""
    return selectors.answer(actor, on, "standard.met.unverified")


def _on(address: str, on: date) -> str:
    return with_query(address, ngay=on.isoformat())


def listed(blocks: Sequence[Block | None]) -> list[Block]:
    return [block for block in blocks if block is not None]
