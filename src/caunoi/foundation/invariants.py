"""Truths over the whole database (điều luôn đúng): each module names its own, one command walks them all.

A module's ``invariants.py`` offers ``invariants() -> list[Invariant]``. A check yields one sentence for each
row that breaks the truth, naming the row so that somebody can find it.
"""

import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice

from django.apps import apps

from caunoi.foundation.policy import system_scope

SHOWN = 20


@dataclass(frozen=True)
class Invariant:
    """One truth: its sentence, and the search for whatever breaks it."""

    name_vi: str
    check: Callable[[], Iterable[str]]


@dataclass(frozen=True)
class Walked:
    """A truth after the walk: how many rows break it, and the first of them."""

    module: str
    name_vi: str
    faults: int
    shown: tuple[str, ...] = ()


def all_invariants() -> list[tuple[str, Invariant]]:
    """Every truth of every installed module, with the module it belongs to."""
    found = []
    for config in apps.get_app_configs():
        name = f"{config.name}.invariants"
        if config.name.startswith("caunoi.") and find_spec(name):
            found += [(config.label, each) for each in importlib.import_module(name).invariants()]
    return found


def walk() -> Iterable[Walked]:
    """Check every truth over all rows, one after the other."""
    for module, truth in all_invariants():
        with system_scope("invariants: walk every row"):
            faults = iter(truth.check())
            shown = tuple(islice(faults, SHOWN))
            yield Walked(module, truth.name_vi, len(shown) + sum(1 for _ in faults), shown)
