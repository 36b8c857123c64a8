"""A country of provinces solved side by side (cả nước): some pieces at once, each in a process with one thread.

The pieces are asked of the same engine as the job ``planning.solve`` asks; no row is written, so the queue
itself is not measured.
"""

from argparse import Namespace
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic
from typing import Any

from caunoi.config.bench.measure import is_noisy
from caunoi.config.contest.references import OURS
from caunoi.config.contest.run import Run, run_engine
from caunoi.domain.allocation.answer import relative_gap
from caunoi.domain.allocation.generate import generate_province
from caunoi.domain.allocation.instance_format import problem_as_json

PROVINCES = 34


@dataclass(frozen=True)
class Country:
    """So many invented provinces of one size, and how many are solved at once."""

    size: str
    pieces: int
    workers: int
    time_limit: float

    def rows(self, bench: str) -> list[dict[str, Any]]:
        """A row a piece, then the whole with what 34 such pieces would take at this pace."""
        noisy, begun = is_noisy(), monotonic()
        with ThreadPoolExecutor(self.workers) as pool:
            runs = list(pool.map(self._solved, range(1, self.pieces + 1)))
        wall = monotonic() - begun
        head = {"bench": bench, "n": self.pieces, "noisy": noisy, "value_ratio": None}
        named = [
            {"case": f"province-{self.size.lower()}-s{seed}", **run.figures()}
            for seed, run in enumerate(runs, 1)
        ]
        return [head | row for row in (*named, self._whole(runs, wall))]

    def _solved(self, seed: int) -> Run:
        instance = problem_as_json(generate_province(self.size, seed))
        return run_engine(OURS, instance, time_limit=self.time_limit, seed=seed, threads=1)

    def _whole(self, runs: list[Run], wall: float) -> dict[str, Any]:
        value, bound = (_total([getattr(run, name) for run in runs]) for name in ("value", "bound"))
        gap = relative_gap(value, bound)
        near = sum(run.within(0.01) is not None for run in runs)
        minutes = wall / self.pieces * PROVINCES / 60
        pace = f"{PROVINCES} tỉnh theo nhịp này: {minutes:.0f} phút"
        return {
            "case": f"{self.pieces} tỉnh, {self.workers} tiến trình; {pace}",
            "status": f"{near}/{self.pieces} trong 1 %",
            "value": value,
            "bound": bound,
            "gap_percent": None if gap is None else round(100 * gap, 3),
            "wall_s": round(wall, 1),
            "cpu_s": round(sum(run.cpu for run in runs), 1),
            "rss_mb": round(sum(sorted((run.rss_mb for run in runs), reverse=True)[: self.workers])),
            "fault": "; ".join(run.fault for run in runs if run.fault),
        }


def cases(options: Namespace) -> Iterator[Country]:
    """Quick: two small pieces; else four provinces of 1.400 people unless told otherwise."""
    usual = ("XS", 2, 5.0) if options.quick else ("L", 4, 60.0)
    for size in options.size or usual[:1]:
        yield Country(size, options.pieces or usual[1], options.workers or 2, options.time or usual[2])


def _total(values: list[float | None]) -> float | None:
    """The sum, where every piece has one."""
    known = [value for value in values if value is not None]
    return round(sum(known), 4) if len(known) == len(values) else None
