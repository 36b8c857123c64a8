"""Truths over all reviews."""

from collections.abc import Iterable, Iterator

from caunoi.apps.organisation.selectors import unanswered
from caunoi.apps.reviews.choices import RoundState, SheetState
from caunoi.apps.reviews.models import FrozenReview, ReviewRound, ReviewSheet
from caunoi.apps.reviews.selectors.frozen import is_whole
from caunoi.foundation.invariants import Invariant


def invariants() -> list[Invariant]:
    return [
        Invariant("Kết quả rà soát đã chốt vẫn đúng dấu niêm phong", broken_seals),
        Invariant("Đợt rà soát đã chốt có kết quả và mọi bảng đã khóa", half_closed),
        Invariant("Bảng rà soát đang mở nào cũng có đơn vị còn tồn tại trả lời", orphaned_sheets),
    ]


def broken_seals() -> Iterator[str]:
    for review in FrozenReview.objects.order_by("pk"):
        if not is_whole(review):
            yield f"review {review.pk}"


def half_closed() -> Iterable[str]:
    closed = ReviewRound.objects.filter(state=RoundState.FROZEN)
    for key in closed.filter(frozen__isnull=True).values_list("pk", flat=True):
        yield f"round {key}"
    open_ = ReviewSheet.objects.filter(round__state=RoundState.FROZEN).exclude(state=SheetState.LOCKED)
    yield from (f"sheet {key}" for key in open_.values_list("pk", flat=True))


def orphaned_sheets() -> Iterator[str]:
    """The unit that was asked may have ended; then its heir, or what stood above it, goes on."""
    asked = dict(ReviewSheet.objects.filter(round__state=RoundState.OPEN).values_list("pk", "unit_id"))
    lost = unanswered(asked.values())
    yield from (f"sheet {sheet}" for sheet, unit_id in asked.items() if unit_id in lost)
