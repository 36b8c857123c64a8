"""Two cores, two questions (tính song song): the bound is sought while the plan is improved."""

from __future__ import annotations

import threading
from types import TracebackType

from caunoi.domain.allocation.bounding import Bounding
from caunoi.domain.allocation.problem import Floats


class Beside:
    """Runs a bound beside the plan, or before it where there is one thread; its fault is raised when the block ends."""

    def __init__(self, bounding: Bounding, *, beside: bool, share: float) -> None:
        self.bounding, self.beside = bounding, beside
        self.fault: BaseException | None = None
        self.share = share
        self.thread = threading.Thread(target=self._run, daemon=True)

    @property
    def openings(self) -> Floats | None:
        """How much of each class the relaxation opens, as soon as it is known."""
        return self.bounding.openings

    @property
    def is_idle(self) -> bool:
        """Whether the thread beside has nothing more to do."""
        return self.beside and not self.thread.is_alive()

    def __enter__(self) -> Beside:
        if self.beside:
            self.thread.start()
        else:
            self.bounding.within(self.share)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.beside:
            self.bounding.enough = True
            self.thread.join()
        if self.fault is not None and error is None:
            raise self.fault

    def _run(self) -> None:
        try:
            self.bounding.run()
        except BaseException as fault:
            self.fault = fault
