"""The name under which a large round is frozen beside the pages."""

from typing import Any

from caunoi.apps.reviews.choices import RoundState
from caunoi.apps.reviews.models import ReviewRound
from caunoi.apps.reviews.services.freezing import freeze_round
from caunoi.apps.reviews.services.freezing_jobs import FREEZE
from caunoi.foundation.jobs import JobContext, job
from caunoi.foundation.policy import get_or_404


def register() -> None:
    job(FREEZE, needs=(ReviewRound, "change"), time_limit=3600, max_attempts=2)(freeze)


def freeze(context: JobContext) -> dict[str, Any]:
    round_ = get_or_404(context.actor, ReviewRound, "change", pk=context.payload["round"])
    if round_.state == RoundState.FROZEN:  # killed after the commit and before it could say so
        return {"state": round_.state}
    context.progress(0, 0, "Đọc hồ sơ và xét từng người")

    def tell(done: int, total: int) -> None:
        context.stop_if_asked()
        context.progress(done, total, "Ghi kết quả")

    review = freeze_round(actor=context.actor, round_=round_, tell=tell)
    return {"state": RoundState.FROZEN, "people": review.people, "sha256": review.sha256}
