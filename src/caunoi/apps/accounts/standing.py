"""Whether a right counts on a day (quyền có hiệu lực): judged from what is written, whenever it is asked.

Nothing here is stored, so nothing can go stale: a post that ends, a decision taken back or a right that its holder
loses is felt by the next question.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from caunoi.apps.accounts.choices import GrantState
from caunoi.domain.vocabulary.period import Period, merged

Span = Sequence[str | None]


class Why(Enum):
    """Why a right does not count on the day (vì sao chưa hoặc không còn hiệu lực)."""

    PENDING = "pending"
    REFUSED = "refused"
    NOT_BEGUN = "not_begun"
    ENDED = "ended"
    NO_POST = "no_post"
    POST_NOT_BEGUN = "post_not_begun"
    POST_ENDED = "post_ended"
    GIVER_LOST = "giver_lost"


@dataclass(frozen=True)
class Right:
    """A role somebody was given (quyền), with everything that decides whether it counts."""

    role: str
    unit_id: UUID | None
    reach: str
    state: str
    period: Period
    tied: bool = False
    posts: tuple[Period, ...] = ()
    behind: "Right | None" = None
    open: bool = True
    on_behalf_of: str = ""

    def counts(self, on: date) -> bool:
        return self.why_not(on) is None

    def why_not(self, on: date) -> Why | None:
        """The first reason; None when it counts."""
        return self._undecided() or self._of_its_time(on) or self._of_the_post(on) or self._of_the_giver(on)

    def _undecided(self) -> Why | None:
        return {GrantState.PENDING: Why.PENDING, GrantState.REFUSED: Why.REFUSED}.get(GrantState(self.state))

    def _of_its_time(self, on: date) -> Why | None:
        if self.period.contains(on):
            return None
        return Why.NOT_BEGUN if self.period.start and on < self.period.start else Why.ENDED

    def _of_the_post(self, on: date) -> Why | None:
        """Who leaves a post and comes back to it is given the right anew: it does not wake up by itself."""
        if not self.tied:
            return None
        held = [span for span in merged(self.posts) if span.end is None or span.end > self._begins]
        if not held:
            return Why.POST_ENDED if self.posts else Why.NO_POST
        if held[0].contains(on):
            return None
        return Why.POST_NOT_BEGUN if held[0].start and on < held[0].start else Why.POST_ENDED

    def _of_the_giver(self, on: date) -> Why | None:
        if self.behind is None or (self.behind.open and self.behind.counts(on)):
            return None
        return Why.GIVER_LOST

    @property
    def _begins(self) -> date:
        return self.period.start or date.min


def periods(spans: Iterable[Span] | None) -> tuple[Period, ...]:
    """Out of ``[from, to, left]`` of each post: whoever has left holds no post any more."""
    return tuple(period for span in spans or () if (period := _period(span)))


def _period(span: Span) -> Period | None:
    start, *ends = (date.fromisoformat(day) if day else None for day in span)
    end = min((day for day in ends if day), default=None)
    return Period(start, end) if start and (end is None or start < end) else None
