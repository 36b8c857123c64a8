"""Names under which services can be run later; ``tasks.py`` of each module binds them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from caunoi.foundation.actors import Actor
from caunoi.foundation.policy.census import Declared


class Stopped(Exception):
    """The person asked to stop; whatever the job began is undone by its transaction."""


@dataclass
class JobContext:
    """What a running job may use: its parameters, its person, and a way to tell how far it is.

    ``worker`` names the worker that runs it, ``attempt`` says for which time.
    """

    payload: dict[str, Any]
    actor: Actor
    report: Callable[[dict[str, Any]], None] = field(default=lambda change: None)
    stop_asked: Callable[[], bool] = field(default=lambda: False)
    ask_rights: Callable[[], None] = field(default=lambda: None)
    worker: str = ""
    attempt: int = 1

    def progress(self, done: int, total: int, stage: str = "", **detail: Any) -> None:
        """Each step tells how far it is, and asks whether its person may still do it."""
        self.ask_rights()
        self.report({"done": done, "total": total, "stage": stage, **({"detail": detail} if detail else {})})

    def stop_if_asked(self) -> None:
        if self.stop_asked():
            raise Stopped


JobFunction = Callable[[JobContext], dict[str, Any] | None]


@dataclass(frozen=True)
class Registered:
    name: str
    run: JobFunction
    policy: Declared
    time_limit: int
    max_attempts: int


_registry: dict[str, Registered] = {}


def job(
    name: str, *, needs: tuple[type[Model], str], time_limit: int = 3600, max_attempts: int = 3
) -> Callable[[JobFunction], JobFunction]:
    """Bind ``name`` to a function. ``needs`` is (Model, verb), asked when queued and again when it starts."""

    def bind(run: JobFunction) -> JobFunction:
        declared = Declared("needs", needs[0], needs[1])
        _registry[name] = Registered(name, run, declared, time_limit, max_attempts)
        return run

    return bind


def registered(name: str) -> Registered:
    return _registry[name]


def all_registered() -> list[Registered]:
    return sorted(_registry.values(), key=lambda each: each.name)
