"""Truths over all yearly ratings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from caunoi.apps.cadres.models import CadreMerge, Rating
from caunoi.apps.organisation.selectors import unanswered
from caunoi.apps.ratings.models import RatedUnit, RatingSeal, RatingSheet, SealedRating
from caunoi.apps.ratings.selectors.sealed import content_mark, last_corrections
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
    """Another level in the file than any decision of the year gives, or none at all while the sheet still stands."""
    for (cadre_id, year), levels in _decided().items():
        kept = Rating.objects.filter(cadre=cadre_id, year=year).first()
        if kept is not None and kept.grade not in levels:
            yield f"rating {kept.pk}"
        if kept is None and RatingSheet.objects.filter(cadre=cadre_id, rated__round__year=year).exists():
            yield f"no rating of {cadre_id} for {year}"


def _decided() -> Mapping[tuple[UUID, int], set[str]]:
    """The levels decided for each person and year, by the record the person has now."""
    last = last_corrections(RatingSeal.objects.values_list("pk", flat=True))
    now = dict(CadreMerge.objects.filter(undone_at__isnull=True).values_list("lost_id", "kept_id"))
    found: dict[tuple[UUID, int], set[str]] = defaultdict(set)
    for row in SealedRating.objects.select_related("seal__rated__round"):
        later = last.get((row.seal_id, row.cadre_id))
        if level := later.after if later else row.level:
            found[now.get(row.cadre_id, row.cadre_id), row.seal.rated.round.year].add(level)
    return found


def orphaned_years() -> Iterable[str]:
    open_ = dict(RatedUnit.objects.filter(seal__isnull=True).values_list("pk", "unit_id"))
    lost = unanswered(open_.values())
    yield from (f"unit {pk}" for pk, unit_id in open_.items() if unit_id in lost)
