"""Years of rating that were decided: whichever way a rating is written, it says what was decided or is refused."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.extensions import RATING_SLOT, ClosedYear
from caunoi.apps.cadres.models import Cadre, CadreMerge, Rating
from caunoi.apps.cadres.services.describing import rating_text
from caunoi.apps.cadres.services.standing import chunks
from caunoi.foundation.db.rows import RowChange
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope
from caunoi.foundation.ui import slots

SYSTEM = "cadres: years of rating that were decided"
Closed = Mapping[UUID, Sequence[ClosedYear]]


class YearClosed(Refused):
    """A rating of a decided year was to be written; ``url`` is where a later decision corrects it."""

    template = "cadres/_year_closed.html"

    def __init__(self, year: ClosedYear) -> None:
        super().__init__(year.words, mend=how_to_mend())
        self.url = year.url


def how_to_mend() -> str:
    return _("Mức ấy chỉ đổi bằng điều chỉnh kèm quyết định, ghi ở phiếu xếp loại của người ấy.")


def closed_years(cadre_ids: Collection[UUID]) -> Closed:
    """By person, with what was decided under a record that was joined to theirs."""
    found: dict[UUID, list[ClosedYear]] = defaultdict(list)
    with system_scope(SYSTEM):
        for some in chunks(cadre_ids):
            own = {pk: pk for pk in some}
            joined = CadreMerge.objects.filter(kept__among=some, undone_at__isnull=True)
            own |= dict(joined.values_list("lost_id", "kept_id"))
            for pk, years in decided_under(own).items():
                found[own[pk]] += years
    return found


def decided_under(cadre_ids: Collection[UUID]) -> Closed:
    """By the record a year was decided under; in the caller's system scope."""
    found: dict[UUID, list[ClosedYear]] = defaultdict(list)
    for each in slots.of(RATING_SLOT):
        for pk, years in each.closed(cadre_ids).items():
            found[pk] += years
    return found


def contradicted(years: Iterable[ClosedYear], year: int, grade: str, decision: str) -> ClosedYear | None:
    """The decision that a rating differs from; none where it says what one of them decided."""
    mine = [each for each in years if each.year == year]
    if any((each.grade, each.decision) == (grade, decision) for each in mine):
        return None
    return mine[-1] if mine else None


def refuse_contradiction(cadre: Cadre, rating: Any) -> None:
    years = closed_years([cadre.pk]).get(cadre.pk, ())
    if closed := contradicted(years, rating.year, rating.grade, rating.decision):
        raise YearClosed(closed)


# ---- two records joined, and taken apart again


def contradictions(kept: Cadre, lost: Cadre, staying: Iterable[Rating]) -> list[str]:
    """Ratings the joined record would hold against what was decided under either; in the caller's system scope."""
    both = closed_years([kept.pk, lost.pk])
    years = [each for found in both.values() for each in found]
    found = []
    for rating in staying:
        said = rating.year, rating.grade, rating.decision
        closed = contradicted(years, *said)
        if closed and not contradicted(both.get(rating.cadre_id, ()), *said):
            told = {"words": closed.words, "what": rating_text(rating)}
            found.append(_("%(words)s Hồ sơ chung sẽ ghi “%(what)s”: chọn giữ mức đã chốt, rồi nhập.") % told)
    return found


def stays_decided(done: CadreMerge, back: RowChange, there: Any) -> ClosedYear | None:
    """Why a rating does not go back when two are parted: its year was decided since, or says another level."""
    if back.model != Rating._meta.label:
        return None
    row = there or Rating(**back.after or {})
    said = row.year, row.grade, row.decision
    joined = CadreMerge.objects.filter(kept=row.cadre_id, undone_at__isnull=True).exclude(pk=done.pk)
    under = decided_under({row.cadre_id, *joined.values_list("lost_id", flat=True)})
    years = [each for found in under.values() for each in found if each.year == row.year]
    if there is None:
        return contradicted(years, *said)
    return next((each for each in years if not contradicted([each], *said)), None)


def ratings_decided(rating_ids: Collection[UUID]) -> dict[UUID, ClosedYear]:
    """By person, a year among these ratings that was decided since."""
    with system_scope(SYSTEM):
        rows = Rating.objects.filter(pk__among=rating_ids).values_list("cadre_id", "year")
        of_people = [*rows]
    closed = closed_years({pk for pk, _year in of_people})
    return {pk: each for pk, year in of_people for each in closed.get(pk, ()) if each.year == year}
