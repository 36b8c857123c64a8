"""Truths over all plans."""

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef

from caunoi.apps.organisation.selectors import unanswered
from caunoi.apps.planning.choices import PlanState
from caunoi.apps.planning.models import Need, Offering, Plan
from caunoi.apps.planning.selectors.board import Board
from caunoi.apps.planning.selectors.plans import rows_of
from caunoi.foundation.actors import SystemActor
from caunoi.foundation.invariants import Invariant


def invariants() -> list[Invariant]:
    return [
        Invariant("Người được xếp đúng kế hoạch và đúng chương trình của lớp", misplaced_needs),
        Invariant("Lớp của kế hoạch mở khi và chỉ khi có người", lines_open_for_nobody),
        Invariant("Kế hoạch chưa phê duyệt nào cũng có đơn vị còn tồn tại quyết", orphaned_plans),
        Invariant("Kế hoạch đã có phương án qua được bước kiểm tra độc lập", unverified_plans),
    ]


def misplaced_needs() -> Iterable[str]:
    placed = Need.objects.filter(offering__isnull=False)
    elsewhere = placed.exclude(offering__plan=F("plan"), offering__programme=F("programme"))
    for need in elsewhere.iterator():
        yield f"need {need.pk}"


def lines_open_for_nobody() -> Iterable[str]:
    sitting = Exists(Need.objects.filter(offering=OuterRef("pk")))
    for code in Offering.objects.exclude(opened=sitting).values_list("pk", flat=True):
        yield f"offering {code}"


def orphaned_plans() -> Iterable[str]:
    """The unit that drew it up may have ended; then its heir, or what stood above it, decides."""
    waiting = Plan.objects.filter(state__in=[PlanState.SOLVING, PlanState.DRAFT])
    drawn = dict(waiting.values_list("pk", "unit_id"))
    lost = unanswered(drawn.values())
    yield from (f"plan {plan}" for plan, unit_id in drawn.items() if unit_id in lost)


def unverified_plans() -> Iterable[str]:
    for plan in Plan.objects.filter(state__in=[PlanState.DRAFT, PlanState.ADOPTED]).iterator(chunk_size=1):
        board = Board(rows_of(SystemActor("system:invariants", "Kiểm điều luôn đúng", plan.on), plan))
        if any(need.offering_id and need.offering_id not in board.index_of for need in board.rows.needs):
            continue  # somebody in a line of another plan: the first truth names it
        outcome = board.after({})
        if not outcome.valid:
            yield f"plan {plan.pk}: {outcome.verification.violations[0].message}"
