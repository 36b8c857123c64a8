"""The planner on published instances (bài toán đã công bố), beside exact solvers and the best values known.

What a folder's instances are worth stands in a table (`bench/published.tsv`): the best value published, in the sense of
the publication, and the limit nobody can pass where that is known. A bound on the wrong side of the best value, and a
value on the wrong side of the limit, are faults and end the command with 1.
"""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from csv import DictReader
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from caunoi.config.bench.measure import is_noisy
from caunoi.config.bench.planner import SEED, THREADS, told_missing
from caunoi.config.bench.published import read_published
from caunoi.config.contest.references import MODULES, OURS, is_installed
from caunoi.config.contest.run import NEAR, Run, run_engine

SECONDS, QUICK_SECONDS = 60.0, 3.0
TABLE = "published.tsv"


@dataclass(frozen=True)
class Known:
    """What is published of an instance (giá trị đã công bố), as the planner maximises.

    `best` is held by somebody, `limit` nobody can pass; None where it is not known.
    """

    best: float
    limit: float | None

    def against(self, run: Run) -> Run:
        """The run with the fault of a bound below the best value, or of a value above the limit."""
        checked = run.against(self.best)
        slack = NEAR * max(1.0, abs(self.best))
        if run.value is None or self.limit is None or run.value <= self.limit + slack:
            return checked
        return replace(
            checked, fault=checked.fault or f"{run.value:.6f} cao hơn giới hạn đã biết {self.limit:.6f}"
        )

    def off(self, run: Run) -> float | None:
        """Per cent of the best value that is missing; below zero where the run is better."""
        return (
            None if run.value is None else round(100 * (self.best - run.value) / max(abs(self.best), 1e-9), 4)
        )


@dataclass(frozen=True)
class PlanSet:
    """The instances of a folder, one engine after another on each."""

    files: Sequence[Path]
    known: dict[str, Known]
    time_limit: float
    references: tuple[str, ...]

    def rows(self, bench: str) -> list[dict[str, Any]]:
        """A row an instance and engine, then one an engine over all."""
        asked = (OURS, *self.references)
        found = [row for path in self.files for row in self._of(path, [e for e in asked if is_installed(e)])]
        whole = [_over_all(engine, found) for engine in asked if is_installed(engine)]
        missing = [_head(engine, "") | told_missing(engine) for engine in asked if not is_installed(engine)]
        return [{"bench": bench, "off_percent": None} | row for row in (*found, *whole, *missing)]

    def _of(self, path: Path, engines: Sequence[str]) -> Iterator[dict[str, Any]]:
        instance, known = read_published(path), self.known[path.stem]
        for engine in engines:
            run = known.against(
                run_engine(engine, instance, time_limit=self.time_limit, seed=SEED, threads=THREADS)
            )
            head = _head(engine, f"{path.stem}, {self.time_limit:g} s")
            told = {
                "n": len(instance["requests"]["person"]),
                "best": known.best,
                "off_percent": known.off(run),
            }
            yield head | {"noisy": is_noisy()} | run.figures() | told | {"wrong": bool(run.fault)}


def cases(options: Namespace) -> Iterator[PlanSet]:
    """The instances of the folder that was named, those of `--only` if any are named."""
    if not options.dir:
        return
    folder = Path(options.dir)
    known = read_known(Path(options.best) if options.best else folder / TABLE)
    patterns = options.only or ["*"]
    files = [path for path in sorted(folder.iterdir()) if path.stem in known]
    wanted = [path for path in files if any(fnmatch(path.stem, pattern) for pattern in patterns)]
    limit = options.time or (QUICK_SECONDS if options.quick else SECONDS)
    yield PlanSet(wanted, known, limit, tuple(MODULES) if options.ref is None else options.ref)


def read_known(path: Path) -> dict[str, Known]:
    """Lines of name, sense (min, max), best and limit; costs become values below zero."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["name"]: _known(row) for row in DictReader(lines, delimiter="\t")}


def _known(row: dict[str, str]) -> Known:
    sign = -1.0 if row["sense"] == "min" else 1.0
    return Known(sign * float(row["best"]), sign * float(row["limit"]) if row["limit"] else None)


def _head(engine: str, case: str) -> dict[str, Any]:
    return {"case": case, "reference": "" if engine == OURS else engine}


def _over_all(engine: str, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Mean and worst of what is missing, how many were proven, how many found nothing, how many were wrong."""
    head = _head(engine, "")
    mine = [row for row in rows if row["reference"] == head["reference"]]
    off = [row["off_percent"] for row in mine if row["off_percent"] is not None]
    proven, wrong = sum(row["status"] == "optimal" for row in mine), sum(row["wrong"] for row in mine)
    return head | {
        "case": "tất cả: trung bình, xấu nhất",
        "n": len(mine),
        "off_percent": round(sum(off) / len(off), 4) if off else None,
        "worst_percent": max(off, default=None),
        "status": f"{proven} tối ưu, {len(mine) - len(off)} không phương án",
        "wall_s": round(sum(row["wall_s"] for row in mine), 1),
        "cpu_s": round(sum(row["cpu_s"] for row in mine), 1),
        "fault": f"{wrong} sai" if wrong else "",
    }
