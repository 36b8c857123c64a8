"""What may be asked of a plan (hỏi kế hoạch): prices of limits, other budgets, the price of including somebody.

Each is found by solving again in a job, beside the pages; it changes nobody's place, and says of which version it is.
"""

from dataclasses import asdict
from math import isfinite
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.planning.choices import PlanState
from caunoi.apps.planning.models import Need, Plan
from caunoi.apps.planning.selectors.board import Board
from caunoi.apps.planning.selectors.options import PlanOptions
from caunoi.apps.planning.selectors.plans import rows_of
from caunoi.apps.planning.services.holding import hold
from caunoi.apps.planning.services.instance import MILLION
from caunoi.domain.allocation.comparison import Comparison, Interval, Known
from caunoi.domain.allocation.frontier import frontier
from caunoi.domain.allocation.inclusion import price_of_inclusion
from caunoi.domain.allocation.objective import full_programme
from caunoi.domain.allocation.search import Effort
from caunoi.domain.allocation.solve import relax
from caunoi.domain.allocation.tags import (
    Offer,
    floors_let_go,
    more_money,
    one_more_away,
    one_more_lecturer_week,
    one_more_room,
    price_tags,
)
from caunoi.domain.allocation.variables import choices
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit import services as audit
from caunoi.foundation.errors import Refused
from caunoi.foundation.jobs import services as jobs

ANSWER = "planning.answer"
TAGS, FRONTIER, INCLUSION = "the-gia", "ngan-sach", "dua-vao"
KINDS = (TAGS, FRONTIER, INCLUSION)
SHARES = (0.5, 0.75, 1.0, 1.25, 1.5)
MORE_MONEY = 100
"""Million đồng: what an officer asks about first."""
EACH = 10.0
"""Seconds for each problem solved again, at most."""
MOST_PRICED = 30
Told = dict[str, Any]


@transaction.atomic
def ask_plan(*, actor: Actor, plan: Plan, kind: str, need: Need | None = None) -> Plan:
    """Order an answer; the page shows it when the job has it."""
    plan = hold(actor, plan)
    if kind not in KINDS or (kind == INCLUSION) != (need is not None):
        raise Refused(_("Chưa có câu hỏi này về kế hoạch."))
    if plan.state != PlanState.DRAFT or plan.objective is None:
        raise Refused(_("Chỉ hỏi được về kế hoạch dự thảo đã có phương án; hãy tính kế hoạch trước."))
    if need is not None and need.offering_id is not None:
        raise Refused(_("Người này đã có lớp cho điều ấy rồi."))
    job = jobs.enqueue(
        actor=actor,
        name=ANSWER,
        title=f"Hỏi về {plan.name}",
        payload={"plan": str(plan.pk), "kind": kind, "need": str(need.pk) if need else ""},
        key=f"{ANSWER}:{plan.pk}:{kind}:{need.pk if need else ''}:{plan.version}",
    )
    keep_answer(plan, key_of(kind, need), {"version": plan.version, "job": str(job.pk)})
    audit.record(actor, "planning.plan_asked", plan, {"kind": [None, kind]})
    return plan


def key_of(kind: str, need: Need | None = None) -> str:
    return f"{kind}:{need.pk}" if need is not None else kind


def answer_plan(*, actor: Actor, plan: Plan, kind: str, need: Need | None = None) -> Told:
    """Find the answer and keep it with the version of the plan it speaks of."""
    policy.check(actor, "change", plan)
    found = _find(Board(rows_of(actor, plan)), kind, need)
    with transaction.atomic():
        held = hold(actor, plan)
        keep_answer(held, key_of(kind, need), {"version": plan.version, **found})
        audit.record(actor, "planning.plan_answered", held, {"kind": [None, kind]})
    return found


def keep_answer(plan: Plan, key: str, told: Told) -> None:
    """The newest few stay; an answer is no part of what the plan decides, so its version does not count up."""
    others = {name: each for name, each in plan.answers.items() if name != key}
    plan.answers = dict([*others.items(), (key, told)][-MOST_PRICED:])
    plan.save(update_fields=["answers"])


def _find(board: Board, kind: str, need: Need | None) -> Told:
    effort = Effort(time_limit=min(EACH, float(PlanOptions.of(board.plan.options).time_limit)))
    if kind == TAGS:
        return {"rows": _tags(board, effort)}
    if kind == FRONTIER:
        return {"rows": _frontier(board, effort)}
    assert need is not None
    return _inclusion(board, board.needs[need.pk], effort)


def known_of(board: Board) -> Known:
    """The plan in hand with what no plan can pass: the proven bound, else that of the relaxation."""
    problem, placements = board.problem, board.placements
    value = problem.objective(placements)
    bound = board.plan.bound
    if bound is None:
        bound = relax(full_programme(problem, choices(problem))).bound
    return Known(placements, value, max(float(bound), value))


# ---- price tags


def _tags(board: Board, effort: Effort) -> list[Told]:
    offers = _offers(board)
    found = price_tags(board.problem, known_of(board), [offer for _what, offer in offers], effort)
    return [{**what, **_gain(tag.found)} for (what, _offer), tag in zip(offers, found, strict=True)]


def _offers(board: Board) -> list[tuple[Told, Offer]]:
    problem, places = board.problem, board.instance["offerings"]["venue"]
    rooms = {places[line.index]: line.venue.name for line in board.rows.opened}
    return [
        ({"what": "budget", "amount": MORE_MONEY * MILLION}, more_money(problem, MORE_MONEY)),
        ({"what": "away"}, one_more_away(problem)),
        *(
            ({"what": "rooms", "name": name}, one_more_room(problem, venue))
            for venue, name in sorted(rooms.items())
        ),
        *_lecturers(board),
        *_floors(board),
    ]


def _lecturers(board: Board) -> list[tuple[Told, Offer]]:
    """One more week for each pool that teaches an open class and has a limit."""
    pools, taught = board.instance.get("lecturers") or {}, board.instance["offerings"].get("lecturer") or []
    limits, names = pools.get("weeks") or [], pools.get("names") or []
    busy = {taught[line.index] for line in board.rows.opened} - {None} if taught else set()
    return [
        ({"what": "lecturer_weeks", "name": names[pool]}, one_more_lecturer_week(board.problem, pool))
        for pool in sorted(busy)
        if limits and limits[pool] is not None
    ]


def _floors(board: Board) -> list[tuple[Told, Offer]]:
    """What each floor costs: the plan without it."""
    floors = board.problem.floors
    told = [floor.name for floor in floors if floor.heads is not None]
    told += [floor.name for floor in floors if floor.share is not None]
    offers = floors_let_go(board.problem)
    return [({"what": "floor", "name": name}, offer) for name, offer in zip(told, offers, strict=True)]


def _gain(found: Comparison) -> Told:
    return {
        "status": found.status,
        "gain": _interval(found.gain),
        "money": None if found.money is None else round(found.money * MILLION),
        "heads": found.heads,
    }


def _interval(found: Interval | None) -> list[float] | None:
    known = found is not None and isfinite(found.low) and isfinite(found.high)
    return [round(found.low, 4), round(found.high, 4)] if known and found is not None else None


# ---- other budgets


def _frontier(board: Board, effort: Effort) -> list[Told]:
    budgets = [share * board.plan.budget / MILLION for share in SHARES]
    kept = ("status", "objective", "bound", "heads", "served", "weight")
    points = [asdict(point) for point in frontier(board.problem, budgets, effort)]
    return [
        {
            **{name: point[name] for name in kept},
            "budget": round(point["budget"] * MILLION),
            "spent": round(point["spent"] * MILLION),
            "lines": len({line[1] for line in point["placements"]}),
        }
        for point in points
    ]


# ---- including somebody


def _inclusion(board: Board, need: Need, effort: Effort) -> Told:
    if board.instance["requests"]["count"][need.index] == 0:
        return {"status": "unasked"}
    found = price_of_inclusion(board.problem, known_of(board), need.index, effort)
    return {
        "status": found.status,
        "loss": _interval(found.loss),
        "seen": None if found.seen is None else round(found.seen, 4),
        "money": None if found.money is None else round(found.money * MILLION),
        "lines": [board.offering_at[line].code for line in found.offerings],
        "losers": [str(board.need_at[request].pk) for request in found.losers],
        "winners": [str(board.need_at[request].pk) for request in found.winners],
    }
