"""The one picture (bức tranh chung): its parts, made once for page, printed pack and file alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.reports import selectors
from caunoi.apps.reports.figures import flow as flows
from caunoi.apps.reports.presenters.homes import gaps, terms
from caunoi.apps.reports.presenters.homes.blocks import Block, Statement
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.figures import FigureValue, Scope
from caunoi.foundation.ui import numbers, with_query
from caunoi.foundation.ui.components import Link
from caunoi.foundation.ui.pictures import Bullet, Bullets, Stage, Stages, bullets, stages

PACK = "/bao-cao/tai-lieu-hop/"


def address_of(on: date) -> str:
    """Of the same picture, for a meeting."""
    return with_query(PACK, ngay=on.isoformat())


@dataclass(frozen=True)
class Overview:
    """What the leader reads (bức tranh chung của một ngày): sentences first, then its parts in their order."""

    on: date
    sentences: Sequence[Statement]
    parts: Sequence[Block]


def overview(actor: Actor, on: date) -> Overview:
    sentences = [
        gaps.sentence(actor, on, _("cán bộ chủ chốt cấp xã đạt chuẩn")),
        gaps.remaining(actor, on),
        gaps.communes_without(actor, on),
    ]
    read = read_flow(actor, on)
    parts = [
        against_plan(actor, on, read),
        gaps.where_it_is_missing(actor, on),
        flow(read),
        terms.compared(actor, on),
        gaps.plan_block(actor, on),
    ]
    return Overview(on, [each for each in sentences if each], gaps.listed(parts))


# ---- against the plan


def against_plan(actor: Actor, on: date, read: flows.Flow | None) -> Block:
    """How far the standard is met, and how far it will be once everybody who has a class has finished it."""
    met = selectors.answer(actor, on, "standard.met")
    unknown = selectors.answer(actor, on, "standard.unknown")
    bars = [_met(met, unknown, read)]
    for code, name in (("LLCT", _("Lý luận chính trị")), ("CM", _("Chuyên môn"))):
        bars.append(_not_lacking(actor, on, code, name, met.denominator or 0))
    bars.append(
        _share(_("Cao đẳng, đại học trở lên"), selectors.answer(actor, on, "education.college_or_higher"))
    )
    bars += _seated(actor, on)
    return Block(
        _("So với kế hoạch"), [bullets(Bullets(_("Phần trăm cán bộ chủ chốt"), bars))], _what_is_planned(read)
    )  # fmt: skip


def _what_is_planned(read: flows.Flow | None) -> str:
    if read is None:
        return _("Chưa có kế hoạch nào để so.")
    return _("Kế hoạch: mức đạt được khi mọi người đã có lớp cho điều còn thiếu học xong và đạt.")


def _met(met: FigureValue, unknown: FigureValue, read: flows.Flow | None) -> Bullet:
    """Who met the standard by the day on another way is counted once: the plan adds those still short of it."""
    people = met.denominator or 0
    if gaps.much(unknown, people):
        return _not_known(_("Đạt chuẩn chung"), unknown)
    planned = len(read.covered & read.short) if read else None
    return _bar(_("Đạt chuẩn chung"), int(met.numerator), people, met.url, planned)


def _not_lacking(actor: Actor, on: date, code: str, label: str, people: int) -> Bullet:
    """Those who do not lack it; the bar opens the list of those who do."""
    unknown = selectors.answer(actor, on, f"gap.unknown.{code}")
    if gaps.much(unknown, people):
        return _not_known(label, unknown)
    lacking = selectors.answer(actor, on, f"gap.{code}")
    planned = selectors.lacking_and_planned(actor, on, code)
    told = int(planned.numerator) if planned else None
    return _bar(label, people - int(lacking.numerator), people, lacking.url, told)


def _bar(label: str, reached: int, people: int, url: str, planned: int | None) -> Bullet:
    share = reached / people if people else 0.0
    plan = (reached + planned) / people if planned is not None and people else None
    return Bullet(
        label,
        100 * share,
        100,
        numbers.percent(share),
        plan=None if plan is None else 100 * plan,
        plan_text=numbers.percent(plan) if plan is not None else "",
        url=url,
    )


def _share(label: str, value: FigureValue) -> Bullet:
    percent = value.share or 0.0
    return Bullet(label, percent, 100, numbers.percent(percent / 100), url=value.url)


def _not_known(label: str, unknown: FigureValue) -> Bullet:
    """No share where too many are unknown: an empty frame that says so, and opens those people."""
    return Bullet(label, None, 100, _("chưa rõ"), url=unknown.url)


def _seated(actor: Actor, on: date) -> list[Bullet]:
    """Of everything somebody lacks, what has a class in the plan; all of it is what a plan is for."""
    told = selectors.plan_figures(actor, on, "plan.seats", "plan.unserved")
    if not told:
        return []
    seats, unserved = (int(told[code].numerator) for code in ("plan.seats", "plan.unserved"))
    wanted = seats + unserved
    if not wanted:
        return []
    share = seats / wanted
    label = _("Lượt cần học đã xếp lớp")
    return [
        Bullet(label, 100 * share, 100, numbers.percent(share), plan=100, plan_text=numbers.percent(1.0),
               url=told["plan.seats"].url)
    ]  # fmt: skip


# ---- the flow


def read_flow(actor: Actor, on: date) -> flows.Flow | None:
    """Under the plan that stands; None where there is none, or it was made after the day."""
    if not selectors.there_is_a_plan(actor):
        return None
    try:
        return flows.flow_of(actor, Scope(on=on))
    except NotVisible:
        return None


def flow(read: flows.Flow | None) -> Block | None:
    """From need to standard, with what is lost at each step."""
    if read is None:
        return None
    drawn = stages(Stages(_("Từ cần đào tạo đến đạt chuẩn"), [_stage(read, step) for step in flows.STEPS]))
    note = _("%(plan)s, lập ngày %(day)s; ngày khai giảng tính theo lịch của kế hoạch.") % {
        "plan": read.rows.plan.name,
        "day": numbers.day(read.rows.plan.on),
    }
    return Block(_("Dòng chảy"), [drawn], note, [Link(_("Mở kế hoạch"), f"/ke-hoach/{read.rows.plan.pk}/")])


def _stage(read: flows.Flow, step: flows.Step) -> Stage:
    value = flows.value_of(read, step.code)
    lost: Any = flows.value_of(read, step.code + flows.LOST) if step.lost_title else None
    return Stage(_(step.label), int(value.numerator), value.url, lost.url if lost else "")
