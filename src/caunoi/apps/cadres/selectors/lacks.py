"""What a file lacks of the facts an office may be asked for."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import QualificationKind, QualificationStatus, Verification
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.models.asked_fact import Lack
from caunoi.foundation.actors import Actor
from caunoi.foundation.db.columns import column_of
from caunoi.foundation.policy import readable_fields

PERSONAL = ("birth", "sex", "phone")
"""Columns of the person that every office keeping files can fill."""


def askable(actor: Actor) -> list[tuple[str, str]]:
    """What this role may ask for, each with its words."""
    readable = readable_fields(actor, Cadre)
    columns = [name for name in PERSONAL if name in readable]
    return [(name, words_of(name)) for name in (*columns, *QualificationKind.values)]


def words_of(column: str) -> str:
    if column in QualificationKind:
        return _(QualificationKind(column).label)
    return _(str(column_of(Cadre, column).verbose_name)).capitalize()


def lacks(column: str, people: Any, papers: Any) -> Mapping[UUID, Lack | None]:
    """Of these people, who lacks the fact and how; ``people`` and ``papers`` are what the caller may read."""
    if column in PERSONAL:
        values = people.order_by().values_list("pk", column)
        return {pk: None if value else Lack.MISSING for pk, value in values}
    found: dict[UUID, Lack | None] = dict.fromkeys(
        people.order_by().values_list("pk", flat=True), Lack.MISSING
    )
    held = papers.filter(kind=column, status=QualificationStatus.HELD, cadre_id__in=list(found))
    held = held.exclude(verification=Verification.REJECTED)
    for cadre_id, verification in held.order_by().values_list("cadre_id", "verification"):
        if verification == Verification.VERIFIED:
            found[cadre_id] = None
        elif found[cadre_id] is Lack.MISSING:
            found[cadre_id] = Lack.UNVERIFIED
    return found


def has_come(asked_as: str, now: Lack | None) -> bool:
    """Is the file past what was lacking: said where it was missing, verified where it was not."""
    return now is None or (asked_as == Lack.MISSING and now is Lack.UNVERIFIED)
