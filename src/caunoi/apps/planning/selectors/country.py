"""How a run over many provinces stands: piece by piece, and in all."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from caunoi.apps.planning.models import CountryPiece
from caunoi.apps.planning.selectors.plans import job_of
from caunoi.domain.allocation.answer import relative_gap
from caunoi.domain.allocation.verify import verify
from caunoi.foundation.actors import Actor
from caunoi.foundation.jobs.models import Job
from caunoi.foundation.policy import visible

NEAR = 1e-6


@dataclass(frozen=True)
class PieceState:
    """A piece with the job that solves it (tình trạng một bài toán)."""

    piece: CountryPiece
    job: Job | None

    @property
    def is_over(self) -> bool:
        """Solved, or given up by the queue."""
        return self.piece.is_solved or self.job is None or self.job.has_ended


def states_of(actor: Actor, run: str) -> list[PieceState]:
    """Every piece of a run by name, without the problems themselves."""
    found = visible(actor, CountryPiece).filter(run=run).defer("instance", "placements", "trajectory")
    return [PieceState(piece, job_of(piece)) for piece in found.order_by("name")]


def figures_of(actor: Actor, run: str) -> list[dict[str, Any]]:
    """A row a piece: what was found, by whom, and what the checker says of it now, from the rows alone."""
    return [_figures(piece) for piece in visible(actor, CountryPiece).filter(run=run).order_by("name")]


def _figures(piece: CountryPiece) -> dict[str, Any]:
    job = job_of(piece)
    return {
        "name": piece.name,
        "people": len(set(piece.instance["requests"]["person"])),
        "status": piece.status or (job.state if job else "–"),
        "value": piece.objective,
        "bound": piece.bound,
        "gap": piece.gap,
        "seconds": piece.seconds,
        "verified": is_verified(piece),
        "worker": piece.worker or (job.worker if job else ""),
        "attempt": piece.attempt or (job.attempts if job else 0),
        "fault": job.fault if job and not piece.is_solved else "",
        "trajectory": piece.trajectory,
    }


def is_verified(piece: CountryPiece) -> bool | None:
    """Does the checker, which shares nothing with the solver, count the kept plan to the kept value? None: no plan."""
    if piece.objective is None:
        return None
    verdict = verify(piece.instance, piece.placements)
    near = NEAR * max(1.0, abs(piece.objective))
    bounded = piece.bound is None or piece.bound >= verdict.objective - near
    return verdict.valid and bounded and abs(verdict.objective - piece.objective) <= near


def sum_of(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The country as the sum of its provinces: provinces share no class, seat or money, so bounds add up."""
    every = list(rows)
    value, bound = (_total([row[name] for row in every]) for name in ("value", "bound"))
    return {
        "name": "∑",
        "people": sum(row["people"] for row in every),
        "status": f"{sum(row['value'] is not None for row in every)}/{len(every)}",
        "value": value,
        "bound": bound,
        "gap": relative_gap(value, bound),
        "seconds": _total([row["seconds"] for row in every]),
        "verified": all(row["verified"] for row in every),
        "worker": str(len({row["worker"] for row in every if row["worker"]})),
        "attempt": max((row["attempt"] for row in every), default=0),
        "fault": "",
    }


def _total(values: list[float | None]) -> float | None:
    """The sum, where every piece has one."""
    known = [value for value in values if value is not None]
    return round(sum(known), 6) if len(known) == len(values) else None


def plans_of(actor: Actor, run: str) -> list[tuple[str, list[list[int]]]]:
    """The plan of each piece that has one, as the checker reads it from a file."""
    found = visible(actor, CountryPiece).filter(run=run, objective__isnull=False).order_by("name")
    return list(found.values_list("name", "placements"))
