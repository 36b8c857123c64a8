"""A country of provinces solved side by side (cả nước): pieces on the job queue, workers that share it.

The product is run as it is used: a database of the bench's own, ``caunoi planning country`` that asks and waits, so
many ``caunoi jobs work``. With ``--database`` that is an empty PostgreSQL; without, SQLite in a folder that goes again,
whose one write lock the workers share.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from caunoi.config.bench.measure import is_noisy
from caunoi.domain.allocation.answer import relative_gap
from caunoi.domain.allocation.generate import generate_province
from caunoi.domain.allocation.instance_format import problem_as_json, write_json
from caunoi.domain.allocation.process import SOURCE

PROVINCES, MINUTES, NEAR = 34, 60.0, 0.01
RUN = "bench"


@dataclass(frozen=True)
class Country:
    """So many invented provinces of one size, and how many are solved at once."""

    size: str
    pieces: int
    workers: int
    time_limit: float
    database: str = ""

    def rows(self, bench: str) -> list[dict[str, Any]]:
        """A row a piece, then the whole with what 34 such pieces would take at this pace."""
        with tempfile.TemporaryDirectory(prefix="caunoi-bench-") as folder:
            head = {"bench": bench, "n": self.pieces, "noisy": is_noisy(), "value_ratio": None}
            told = self._solved(Path(folder))
        return [head | row for row in (*map(_row, told["pieces"]), self._whole(told))]

    def _solved(self, folder: Path) -> dict[str, Any]:
        """What the command tells, with the seconds from its start to its end and of all its processes."""
        problems, environment = self._problems(folder), self._environment(folder)
        _run([sys.executable, "-m", "django", "migrate", "--verbosity=0", "--traceback"], environment)
        begun, worked = monotonic(), _processor()
        words = ["--run", RUN, "--workers", str(self.workers), "--time-limit", str(self.time_limit)]
        command = [sys.executable, "-m", "caunoi", "planning", "country", str(problems), *words]
        told: dict[str, Any] = json.loads(_run([*command, "--format", "json"], environment))
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        return told | {"wall": monotonic() - begun, "cpu": _processor() - worked, "rss_mb": most}

    def _problems(self, folder: Path) -> Path:
        problems = folder / "problems"
        problems.mkdir()
        for seed in range(1, self.pieces + 1):
            name = f"province-{self.size.lower()}-s{seed:02}.json"
            write_json(problems / name, problem_as_json(generate_province(self.size, seed)))
        return problems

    def _environment(self, folder: Path) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CAUNOI_")}
        return {
            **kept,
            "CAUNOI_VAR": str(folder),
            "DATABASE_URL": self.database or f"sqlite:///{folder / 'caunoi.sqlite3'}",
            "DJANGO_SETTINGS_MODULE": "caunoi.config.settings",
            "PYTHONPATH": str(SOURCE),
        }

    def _whole(self, told: dict[str, Any]) -> dict[str, Any]:
        pieces, whole = told["pieces"], told["whole"]
        minutes = told["wall"] / self.pieces * PROVINCES / MINUTES
        pace = f"{PROVINCES} tỉnh theo nhịp này: {minutes:.0f} phút"
        kind = "PostgreSQL" if self.database else "SQLite"
        near = sum(piece["gap"] is not None and piece["gap"] <= NEAR for piece in pieces)
        return {
            "case": f"{self.pieces} tỉnh, {self.workers} tiến trình, {kind}; {pace}",
            "status": f"{near}/{self.pieces} trong 1 %",
            "value": _rounded(whole["value"]),
            "bound": _rounded(whole["bound"]),
            "gap_percent": _percent(whole["gap"]),
            "wall_s": round(told["wall"], 1),
            "cpu_s": round(told["cpu"], 1),
            "rss_mb": round(told["rss_mb"]),
            "reference": f"{whole['worker']} tiến trình đã giải",
            "fault": "; ".join(_fault(piece) for piece in pieces if _fault(piece)),
        }


def cases(options: Namespace) -> Iterator[Country]:
    """Quick: two small pieces; else four provinces of 1.400 people unless told otherwise."""
    usual = ("XS", 2, 5.0) if options.quick else ("L", 4, 60.0)
    for size in options.size or usual[:1]:
        pieces, limit = options.pieces or usual[1], options.time or usual[2]
        yield Country(size, pieces, options.workers or 2, limit, options.database or "")


def _row(piece: dict[str, Any]) -> dict[str, Any]:
    steps = piece["trajectory"]
    return {
        "case": piece["name"],
        "reference": piece["worker"],
        "status": piece["status"],
        "value": _rounded(piece["value"]),
        "bound": _rounded(piece["bound"]),
        "gap_percent": _percent(piece["gap"]),
        "first_plan_s": next((t for t, value, _bound in steps if value is not None), None),
        "to_1_percent_s": next((t for t, *of in steps if _gap(of) is not None and _gap(of) <= NEAR), None),
        "wall_s": piece["seconds"],
        "fault": _fault(piece),
        "trajectory": steps,
    }


def _gap(of: Sequence[float | None]) -> Any:
    return relative_gap(of[0], of[1])


def _fault(piece: dict[str, Any]) -> str:
    """A piece without a plan the checker confirms is a fault."""
    return "" if piece["verified"] else f"{piece['name']}: {piece['fault'] or 'không có phương án được kiểm'}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _percent(gap: float | None) -> float | None:
    return None if gap is None else round(100 * gap, 3)


def _run(command: list[str], environment: dict[str, str]) -> str:
    """Our own program; 1 is its answer too: some piece is without a plan."""
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode not in (0, 1):
        done.check_returncode()
    return done.stdout


def _processor() -> float:
    """Seconds of the processor of everything started here that has ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
