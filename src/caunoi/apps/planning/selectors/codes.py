"""What a code on a printed plan stands for (mã trên văn bản): for whoever holds the paper; it names nobody."""

from dataclasses import dataclass

from caunoi.apps.planning.models import PlanProposal
from caunoi.apps.planning.selectors.content import content_hash
from caunoi.foundation.policy import system_scope


@dataclass(frozen=True)
class CodeFound:
    """A proposal that carried the code (tờ trình mang mã này), and whether the plan still says the same."""

    proposal: PlanProposal
    unchanged: bool


def check_code(code: str) -> CodeFound | None:
    """The newest proposal of this content; the content is hashed again from the rows of today."""
    with system_scope("planning: what a code on a printed plan stands for, for whoever holds the paper"):
        found = (
            PlanProposal.objects.select_related("plan")
            .filter(content_hash=code)
            .order_by("-proposed_at")
            .first()
        )
    return CodeFound(found, content_hash(found.plan) == code) if found else None
