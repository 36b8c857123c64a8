"""What a sealed year holds: its mark (dấu niêm phong), and the word of it on each person."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import Grade
from caunoi.apps.cadres.extensions import ClosedYear
from caunoi.apps.cadres.models import CadreMerge
from caunoi.apps.ratings.models import RatedUnit, RatingAdjustment, RatingSeal, RatingSheet, SealedRating
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible

Words = Mapping[tuple[UUID, UUID], RatingAdjustment]
"""The last correction of each person of each seal."""


def content_mark(rated: RatedUnit, rows: Sequence[tuple[str, str, int | None]]) -> str:
    """SHA-256 of who has which level, person by person in one order, with the scheme it was decided by."""
    whole = [str(rated.round_id), str(rated.unit_id), rated.round.rule_mark, sorted(map(list, rows), key=str)]
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def sealed_for(actor: Actor, seal: RatingSeal, cadre_id: UUID) -> SealedRating | None:
    """The person's row of the seal; after two records were joined it may be the one of the record that went."""
    joined = visible(actor, CadreMerge).filter(kept=cadre_id, undone_at__isnull=True)
    theirs = {cadre_id, *joined.values_list("lost_id", flat=True)}
    rows = list(visible(actor, SealedRating).filter(seal=seal, cadre_id__in=theirs).order_by("cadre_id"))
    return min(rows, key=lambda row: row.cadre_id != cadre_id, default=None)


def last_corrections(seal_ids: Collection[UUID]) -> Words:
    """In the caller's system scope."""
    rows = RatingAdjustment.objects.filter(seal__among=list(seal_ids)).order_by("ordinal")
    return {(row.seal_id, row.cadre_id): row for row in rows}


class ClosedRatings:
    """Years that were sealed (năm đã chốt), as the files must hold them."""

    key = "ratings"

    def closed(self, cadre_ids: Collection[UUID]) -> Mapping[UUID, Sequence[ClosedYear]]:
        rows = SealedRating.objects.filter(cadre_id__among=cadre_ids).select_related("seal__rated__round")
        mine = list(rows.order_by("seal__sealed_at", "pk"))
        later = last_corrections({row.seal_id for row in mine})
        sheets = _sheets_of(mine)
        found: dict[UUID, list[ClosedYear]] = {}
        for row in mine:
            found.setdefault(row.cadre_id, []).append(
                _closed(row, later.get((row.seal_id, row.cadre_id)), sheets.get((row.seal_id, row.cadre_id)))
            )
        return found


def _sheets_of(rows: Sequence[SealedRating]) -> Mapping[tuple[UUID, UUID], UUID | None]:
    """The sheet of each row, with whichever record of the person it stands now."""
    people = {row.cadre_id for row in rows}
    joined = CadreMerge.objects.filter(lost_id__among=people, undone_at__isnull=True)
    now = dict(joined.values_list("lost_id", "kept_id"))
    years = {row.seal.rated_id for row in rows}
    sheets = RatingSheet.objects.filter(rated__among=years, cadre__among=people | set(now.values()))
    found = {(rated, cadre): pk for pk, rated, cadre in sheets.values_list("pk", "rated_id", "cadre_id")}
    return {
        (row.seal_id, row.cadre_id): found.get((row.seal.rated_id, row.cadre_id))
        or found.get((row.seal.rated_id, now.get(row.cadre_id, row.cadre_id)))
        for row in rows
    }


def _closed(row: SealedRating, later: RatingAdjustment | None, sheet_id: UUID | None) -> ClosedYear:
    year, grade = row.seal.rated.round.year, later.after if later else row.level
    decision = later.document if later else row.seal.document
    told = {
        "year": year,
        "level": _(Grade(grade).label) if grade else "",
        "document": decision,
        "day": format_date(row.seal.decided_on),
    }
    if later:
        words = _("Xếp loại năm %(year)s đã chốt và điều chỉnh thành “%(level)s” theo %(document)s.")
    elif grade:
        words = _("Xếp loại năm %(year)s đã chốt “%(level)s” theo %(document)s ngày %(day)s.")
    else:
        words = _("Năm %(year)s đã chốt là không xếp loại người này, theo %(document)s ngày %(day)s.")
    return ClosedYear(year, grade, decision, words % told, f"/xep-loai/phieu/{sheet_id}/" if sheet_id else "")
