"""The planner beside exact solvers on the plain formulation (đo bộ xếp kế hoạch): value, bound, and how soon.

Ours runs with two threads, and so does CP-SAT; HiGHS and SCIP have one each. Every engine has a fresh process and the
same seconds; every plan goes through the independent checker.
"""

from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from caunoi.config.bench.measure import is_noisy
from caunoi.config.contest.references import MODULES, OURS, is_installed
from caunoi.config.contest.run import Run, run_engine
from caunoi.domain.allocation.generate import generate_province
from caunoi.domain.allocation.instance_format import problem_as_json, read_json

SEED = 1
THREADS = 2
SIZES, SECONDS = ("XS", "M"), 60.0
QUICK_SIZES, QUICK_SECONDS = ("XS",), 10.0


@dataclass(frozen=True)
class Contest:
    """One instance, ours and the references one after another (một bài, lần lượt từng bộ giải)."""

    instance: dict[str, Any]
    time_limit: float
    references: tuple[str, ...]

    def rows(self, bench: str) -> list[dict[str, Any]]:
        """A row an engine; a reference that is not installed is a row that says so."""
        asked = (OURS, *self.references)
        runs = [self._run(engine) for engine in asked if is_installed(engine)]
        best = max((run.value for run in runs if run.value is not None), default=None)
        checked = [run if best is None else run.against(best) for run in runs]
        name = self.instance.get("name") or "?"
        head: dict[str, Any] = {"bench": bench, "case": f"{name}, {self.time_limit:g} s"}
        head |= {"n": len(self.instance["requests"]["person"])}
        missing = [head | told_missing(engine) for engine in asked if not is_installed(engine)]
        return [head | row for row in _compared(checked)] + missing

    def _run(self, engine: str) -> Run:
        return run_engine(engine, self.instance, time_limit=self.time_limit, seed=SEED, threads=THREADS)


def cases(options: Namespace) -> Iterator[Contest]:
    """The file that was named, or generated provinces of the sizes asked for."""
    limit = options.time or (QUICK_SECONDS if options.quick else SECONDS)
    references = tuple(MODULES) if options.ref is None else options.ref
    if options.file:
        yield Contest({"name": options.file, **read_json(options.file)}, limit, references)
        return
    for size in options.size or (QUICK_SIZES if options.quick else SIZES):
        yield Contest(problem_as_json(generate_province(size, SEED)), limit, references)


def engines(text: str) -> tuple[str, ...]:
    """``highs,cpsat`` as names; empty for none."""
    names = tuple(name for name in text.split(",") if name)
    unknown = [name for name in names if name not in MODULES]
    if unknown:
        raise ArgumentTypeError(f"không có mốc {', '.join(unknown)}; có: {', '.join(MODULES)}")
    return names


def told_missing(engine: str) -> dict[str, Any]:
    """A reference that cannot be asked here is named with what to install."""
    return {
        "reference": engine,
        "status": "missing",
        "value_ratio": None,
        "fault": f"chưa cài {MODULES[engine]}: pip install 'caunoi[bench]'",
    }


def _compared(runs: list[Run]) -> Iterator[dict[str, Any]]:
    """Ours first; beside each reference how many times its value ours is and, where both proved it, its time ours."""
    mine = runs[0]
    for run in runs:
        row = {"reference": "" if run is mine else run.engine, "noisy": is_noisy(), "value_ratio": None}
        if run is not mine:
            row |= {"value_ratio": _ratio(mine.value, run.value), "ratio": _times_sooner(mine, run)}
        yield row | run.figures()


def _times_sooner(mine: Run, run: Run) -> float | None:
    proven = mine.status == run.status == "optimal"
    return _ratio(run.steps[-1].t, mine.steps[-1].t) if proven else None


def _ratio(one: float | None, other: float | None) -> float | None:
    return round(one / other, 4) if one is not None and other is not None and other > 0 else None
