"""Measuring side by side: A B A B …, the first round dropped, ratios pair by pair."""

import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

ROUNDS = 5
LOAD_ALLOWED = 0.5


class Rows(Protocol):
    """Whatever a bench measures and tells row by row."""

    def rows(self, bench: str) -> list[dict[str, Any]]: ...


@dataclass
class Case:
    """The product's way (``ours``) against named references doing the same work on the same data."""

    title: str
    n: int
    ours: Callable[[], Any]
    references: dict[str, Callable[[], Any]] = field(default_factory=dict)
    rounds: int = ROUNDS
    note: str = ""

    def rows(self, bench: str) -> list[dict[str, Any]]:
        """One row for ours, and one per reference with the ratio reference ÷ ours (how many times faster we are)."""
        noisy = is_noisy()
        ways = {"": self.ours, **self.references}
        times, cpu = _alternate(ways, self.rounds)
        found = [{**_figures(times[""], cpu[""]), "reference": self.note}]
        for name in self.references:
            ratios = [theirs / own for theirs, own in zip(times[name], times[""], strict=True)]
            told = {"ratio": statistics.median(ratios), "ratio_min": min(ratios), "ratio_max": max(ratios)}
            told["cpu_ratio"] = min(cpu[name]) / max(min(cpu[""]), 1e-9)
            shown = {key: float(f"{value:.3g}") for key, value in told.items()}
            found.append({**_figures(times[name], cpu[name]), "reference": name, **shown})
        head = {"bench": bench, "case": self.title, "n": self.n, "noisy": noisy}
        return [{**head, **row} for row in found]


def is_noisy() -> bool:
    """Is the machine busy with other work?"""
    return os.getloadavg()[0] > (os.cpu_count() or 1) + LOAD_ALLOWED


def _alternate(
    ways: dict[str, Callable[[], Any]], rounds: int
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Seconds by the clock, and seconds of the processor: a busy machine blurs the first, hardly the second."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    cpu: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds + 1):
        for name, way in ways.items():
            begun, worked = time.perf_counter(), time.process_time()
            way()
            cpu[name].append(time.process_time() - worked)
            times[name].append(time.perf_counter() - begun)
    return {name: taken[1:] for name, taken in times.items()}, {
        name: taken[1:] for name, taken in cpu.items()
    }


def _figures(taken: list[float], worked: list[float]) -> dict[str, float]:
    ms = [1000 * seconds for seconds in taken]
    return {
        "min_ms": round(min(ms), 3),
        "median_ms": round(statistics.median(ms), 3),
        "max_ms": round(max(ms), 3),
        "cpu_ms": round(1000 * min(worked), 3),
    }


def describe_machine() -> dict[str, Any]:
    return {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.system()}
