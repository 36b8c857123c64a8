"""Truths over all yearly ratings."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef

from caunoi.apps.cadres.models import Rating
from caunoi.apps.organisation.selectors import unanswered
from caunoi.apps.ratings.models import RatedUnit, RatingAdjustment, RatingSeal, SealedRating
from caunoi.apps.ratings.selectors.sealed import content_mark
from caunoi.foundation.invariants import Invariant


def invariants() -> list[Invariant]:
    return [
        Invariant("Kết quả xếp loại đã chốt vẫn đúng dấu niêm phong", broken_seals),
        Invariant("Hồ sơ ghi đúng mức đã chốt, hoặc mức của điều chỉnh cuối cùng", differing_files),
        Invariant("Năm xếp loại chưa chốt nào cũng có đơn vị còn tồn tại trả lời", orphaned_years),
    ]


def broken_seals() -> Iterator[str]:
    for seal in RatingSeal.objects.select_related("rated__round").order_by("pk"):
        found = SealedRating.objects.filter(seal=seal).values_list("cadre_id", "level", "score")
        rows = [(str(cadre_id), level, score) for cadre_id, level, score in found]
        if len(rows) != seal.people or content_mark(seal.rated, rows) != seal.sha256:
            yield f"seal {seal.pk}"


def differing_files() -> Iterator[str]:
    """Somebody wrote another level into the file past the decision."""
    last = {
        (each.seal_id, each.cadre_id): each.after for each in RatingAdjustment.objects.order_by("ordinal")
    }
    rated = Rating.objects.filter(cadre=OuterRef("cadre_id"), year=OuterRef("seal__rated__round__year"))
    for row in SealedRating.objects.filter(Exists(rated)).select_related("seal__rated__round"):
        word = last.get((row.seal_id, row.cadre_id), row.level)
        kept = Rating.objects.get(cadre=row.cadre_id, year=row.seal.rated.round.year)
        if kept.grade != word and word:
            yield f"rating {kept.pk}"


def orphaned_years() -> Iterable[str]:
    open_ = dict(RatedUnit.objects.filter(seal__isnull=True).values_list("pk", "unit_id"))
    lost = unanswered(open_.values())
    yield from (f"unit {pk}" for pk, unit_id in open_.items() if unit_id in lost)
