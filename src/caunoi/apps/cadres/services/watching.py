"""How long work tells how far it is, and hears that it should stop: a job, a terminal, or nobody."""

from collections.abc import Callable
from dataclasses import dataclass

from caunoi.foundation.jobs import JobContext, Stopped


def _tell_nobody(done: int, total: int, stage: str) -> None:
    """The default of ``Watch.tell``."""


@dataclass(frozen=True)
class Watch:
    """Whoever looks on (người theo dõi)."""

    tell: Callable[[int, int, str], None] = _tell_nobody
    stop_asked: Callable[[], bool] = lambda: False

    @classmethod
    def of_job(cls, context: JobContext) -> "Watch":
        return cls(context.progress, context.stop_asked)

    def go_on(self) -> None:
        """Raise ``Stopped`` when the person asked to stop; the transaction around undoes what was begun."""
        if self.stop_asked():
            raise Stopped


NOBODY = Watch()
