"""What the product does by itself once a day: taking away what may no longer be kept."""

import logging
import time
from collections.abc import Callable
from datetime import date

from caunoi.foundation import clock
from caunoi.foundation.actors import Actor, SystemActor

log = logging.getLogger("caunoi.housekeeping")
EVERY = 6 * 3600.0
Chore = Callable[[Actor, date], int]
_chores: dict[str, Chore] = {}


def daily(name: str, chore: Chore) -> None:
    """``chore(actor, on)`` gives back how many things it took away; it must be safe to do again at once."""
    _chores[name] = chore


def chores() -> list[str]:
    return sorted(_chores)


def keep_house(on: date) -> dict[str, int]:
    """Do every chore; one that fails is written to the log and does not keep the others from being done."""
    actor = SystemActor(key="system:housekeeping", label="Dọn hằng ngày", on=on)
    done = {}
    for name, chore in sorted(_chores.items()):
        try:
            done[name] = chore(actor, on)
        except Exception:
            log.exception("chore %s failed", name)
    return done


class House:
    """Remembers when the worker last kept house."""

    def __init__(self) -> None:
        self.kept_at = float("-inf")

    def keep_if_due(self) -> None:
        if time.monotonic() - self.kept_at >= EVERY:
            self.kept_at = time.monotonic()
            keep_house(clock.today())
