"""Many provinces side by side (tính nhiều tỉnh cạnh nhau): each a job of its own, for whichever worker is free.

Nothing here knows how many workers there are or where: they meet in the queue of the one database.
"""

from dataclasses import asdict, dataclass
from hashlib import sha256
from json import dumps
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.organisation.models import Unit
from caunoi.apps.planning.models import CountryPiece
from caunoi.apps.planning.selectors.plans import job_of
from caunoi.apps.planning.services.solving import Watch, points_of, refuse_unverified
from caunoi.domain.allocation.answer import Effort, Solution
from caunoi.domain.allocation.instance_format import plan_as_json, problem_from_json
from caunoi.domain.allocation.process import SolverDied, solve_in_process
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit import services as audit
from caunoi.foundation.errors import Refused
from caunoi.foundation.jobs import services as jobs
from caunoi.foundation.policy import visible

PIECE = "planning.piece"
ANSWER = (
    "status", "objective", "bound", "gap", "seconds", "trajectory", "placements", "worker", "attempt", "solved_at",
)  # fmt: skip


@dataclass(frozen=True)
class Order:
    """What is asked of every problem of a run (yêu cầu của một lần tính): its name, how hard to try, for which unit."""

    run: str
    effort: Effort
    unit: Unit | None = None


@dataclass(frozen=True)
class Run:
    """Who solves a piece, for which time (lần chạy)."""

    worker: str
    attempt: int


@transaction.atomic
def ask_piece(*, actor: Actor, order: Order, name: str, instance: dict[str, Any]) -> CountryPiece:
    """Put a problem on the queue; the same again is the same piece, and a job that came to nothing is asked for anew.

    Raises `FormatError` for what is no problem, `Refused` for another problem or effort under a name of the run.
    """
    policy.check_create(actor, CountryPiece, unit_id=order.unit.pk if order.unit else None)
    problem_from_json(instance)
    held: Any = visible(actor, CountryPiece, "change").select_for_update(of=("self",))
    piece = held.filter(run=order.run, name=name).first()
    if piece is None:
        piece = _written(actor, order, name, instance)
    elif (piece.instance_hash, piece.effort) != (_hash(instance), asdict(order.effort)):
        told = {"run": order.run, "name": name}
        raise Refused(
            _("Lần tính “%(run)s” đã có “%(name)s” với bài toán hoặc mức cố gắng khác.") % told,
            mend=_("Đặt tên khác cho lần tính."),
        )
    if not piece.is_solved and _nobody_works_on(piece):
        _queue(actor, piece)
    return piece


def _written(actor: Actor, order: Order, name: str, instance: dict[str, Any]) -> CountryPiece:
    return CountryPiece.objects.create(
        run=order.run, name=name, unit=order.unit, instance=instance, instance_hash=_hash(instance),
        effort=asdict(order.effort), asked_at=clock.now(), asked_by=actor.label,
    )  # fmt: skip


def _hash(instance: dict[str, Any]) -> str:
    return sha256(dumps(instance, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _nobody_works_on(piece: CountryPiece) -> bool:
    job = job_of(piece)
    return job is None or job.has_ended


def _queue(actor: Actor, piece: CountryPiece) -> None:
    job = jobs.enqueue(
        actor=actor, name=PIECE, title=f"Giải {piece.name} của {piece.run}"[:200], payload={"piece": str(piece.pk)}
    )  # fmt: skip
    piece.job_id = job.pk
    piece.save(update_fields=["job_id"])
    audit.record(actor, "planning.piece_asked", piece, {"run": [None, piece.run], "name": [None, piece.name]})


def solve_piece(*, actor: Actor, piece: CountryPiece, run: Run, watch: Watch | None = None) -> CountryPiece:
    """Solve with one thread and keep what was found; each worker is one process beside others."""
    policy.check(actor, "change", piece)
    watch, effort = watch or Watch(), Effort(**piece.effort)
    try:
        solution = solve_in_process(
            piece.instance, gap=effort.gap, time_limit=effort.time_limit, seed=effort.seed, threads=effort.threads,
            on_progress=watch.tell, should_stop=watch.should_stop,
        )  # fmt: skip
    except SolverDied as fault:
        raise Refused(str(fault)) from fault
    refuse_unverified(piece.instance, solution)
    return _keep(actor, piece, solution, run)


@transaction.atomic
def _keep(actor: Actor, piece: CountryPiece, solution: Solution, run: Run) -> CountryPiece:
    """Two workers may have solved it, when one was thought dead: the answer kept first stays."""
    held: Any = visible(actor, CountryPiece, "change").select_for_update(of=("self",))
    kept: CountryPiece = held.get(pk=piece.pk)
    if kept.is_solved:
        return kept
    kept.status, kept.objective, kept.bound, kept.gap = (
        solution.status, solution.objective, solution.bound, solution.gap,
    )  # fmt: skip
    kept.seconds, kept.trajectory = round(solution.seconds, 3), points_of(solution.trajectory)
    kept.placements = plan_as_json(solution.placements)
    kept.worker, kept.attempt, kept.solved_at = run.worker, run.attempt, clock.now()
    kept.save(update_fields=ANSWER)
    told = ("status", "objective", "bound", "worker")
    audit.record(actor, "planning.piece_solved", kept, {name: [None, getattr(kept, name)] for name in told})
    return kept
