"""Truths over all nominations and owed standards."""

from collections.abc import Iterable

from django.db.models import Q

from caunoi.apps.organisation.selectors import unanswered
from caunoi.apps.selection.choices import WAITING_ABOVE, OwedState
from caunoi.apps.selection.models import Nomination, OwedStandard
from caunoi.foundation.invariants import Invariant


def invariants() -> list[Invariant]:
    return [
        Invariant("Đề cử chờ duyệt nào cũng có đơn vị còn tồn tại giữ hồ sơ", orphaned_nominations),
        Invariant("Nợ chuẩn còn mở khi và chỉ khi chưa ghi ngày khép", half_closed),
    ]


def orphaned_nominations() -> Iterable[str]:
    """The office may have passed into another; the file goes with it, and whoever keeps it goes on."""
    waiting = Nomination.objects.filter(state__in=WAITING_ABOVE)
    kept = dict(waiting.values_list("pk", "cadre__custodian_id"))
    lost = unanswered(kept.values())
    yield from (f"nomination {pk}" for pk, unit_id in kept.items() if unit_id in lost)


def half_closed() -> Iterable[str]:
    still = Q(state=OwedState.OPEN)
    wrong = OwedStandard.objects.filter(
        (still & Q(ended_on__isnull=False)) | (~still & Q(ended_on__isnull=True))
    )
    yield from (f"owed standard {pk}" for pk in wrong.values_list("pk", flat=True))
