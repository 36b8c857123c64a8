"""What the product does by itself: a few things every minute, and once in a while taking away what may go."""

import logging
import time
from collections.abc import Callable
from datetime import date

from caunoi.foundation import clock
from caunoi.foundation.actors import Actor, SystemActor
from caunoi.foundation.policy.walls import acting

log = logging.getLogger("caunoi.housekeeping")
EVERY, OFTEN = 6 * 3600.0, 60.0
Chore = Callable[[Actor, date], int]
_chores: dict[str, Chore] = {}
_often: dict[str, Chore] = {}


def daily(name: str, chore: Chore) -> None:
    """``chore(actor, on)`` gives back how many things it took away; it must be safe to do again at once."""
    _chores[name] = chore


def often(name: str, chore: Chore) -> None:
    """The same, every minute: what must not lie about for hours."""
    _often[name] = chore


def chores() -> list[str]:
    return sorted({**_chores, **_often})


def keep_house(on: date) -> dict[str, int]:
    """Do every chore of the day; one that fails is written to the log and does not keep the others from being done."""
    return _do(_chores, on)


def look_round(on: date) -> dict[str, int]:
    """Do what is done every minute."""
    return _do(_often, on)


def _do(chores: dict[str, Chore], on: date) -> dict[str, int]:
    actor = SystemActor(key="system:housekeeping", label="Dọn hằng ngày", on=on)
    done = {}
    for name, chore in sorted(chores.items()):
        try:
            with acting(actor):
                done[name] = chore(actor, on)
        except Exception:
            log.exception("chore %s failed", name)
    return done


class House:
    """Remembers when the worker last kept house."""

    def __init__(self) -> None:
        self.kept_at = self.looked_at = float("-inf")

    def keep_if_due(self) -> None:
        now = time.monotonic()
        if now - self.kept_at >= EVERY:
            self.kept_at = now
            keep_house(clock.today())
        if now - self.looked_at >= OFTEN:
            self.looked_at = now
            look_round(clock.today())
