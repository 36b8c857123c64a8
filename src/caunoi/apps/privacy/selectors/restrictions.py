"""Whose data only a few may use, from whom it is kept, and who keeps it."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import (
    Cadre,
    Qualification,
    QualificationEvidence,
    Rating,
    SuccessionPlan,
)
from caunoi.apps.organisation.selectors import data_version, unit_tree
from caunoi.apps.privacy.choices import RestrictionScope
from caunoi.apps.privacy.models import Restriction, SubjectRequest
from caunoi.apps.ratings.models import RatingAdjustment, RatingSheet, RatingStep, SealedRating
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.models import Reading
from caunoi.foundation.figures import Scope
from caunoi.foundation.policy import system_scope, visible, withheld
from caunoi.foundation.policy.withheld import people_kept_from

PARTS: Mapping[type[Model], RestrictionScope] = {
    Qualification: RestrictionScope.QUALIFICATIONS,
    QualificationEvidence: RestrictionScope.QUALIFICATIONS,
    Rating: RestrictionScope.RATINGS,
    RatingSheet: RestrictionScope.RATINGS,
    RatingStep: RestrictionScope.RATINGS,
    SealedRating: RestrictionScope.RATINGS,
    RatingAdjustment: RestrictionScope.RATINGS,
    SuccessionPlan: RestrictionScope.PLANS,
}
"""Kinds of facts that may be restricted by themselves; a restricted file takes every kind with it."""
STAY: tuple[type[Model], ...] = (SubjectRequest, Reading)
"""What the person's own rights are worked out with, and who looked: no restriction of the person's own closes these."""


def kept_apart(model: type[Model], key: Any, on: Any) -> QuerySet[Any] | None:
    """Ids of the people whose rows of the model are kept on the day from whoever has the key."""
    if model in STAY:
        return None
    scopes = [RestrictionScope.FILE, *([PARTS[model]] if model in PARTS else [])]
    standing = Restriction.objects.all().scoped().filter(scope__in=scopes, valid_from__lte=on)
    standing = standing.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    return standing.exclude(keeper_key=key).order_by().values("subject_id")


def is_anybody_restricted() -> bool:
    """Does any restriction stand or did one ever? Asked once for each version of the data."""
    return _any_at(data_version())


@lru_cache(maxsize=64)
def _any_at(_version: str) -> bool:
    with system_scope("privacy: does any restriction stand"):
        return Restriction.objects.exists()


def keepers() -> frozenset[str]:
    """Everybody who keeps or kept a restriction: what they see may differ from what others with their rights see."""
    with system_scope("privacy: who keeps a restriction"):
        return frozenset(Restriction.objects.order_by().values_list("keeper_key", flat=True).distinct())


def restrictions_of(actor: Actor, request: SubjectRequest) -> list[Restriction]:
    return list(visible(actor, Restriction).filter(request=request).order_by("valid_from", "pk"))


def standing_on(subject_id: UUID, on: date) -> list[Restriction]:
    """The restrictions of one person on the day, for whoever has the page of that person open."""
    with system_scope("privacy: what is restricted of a file that is open"):
        return list(Restriction.objects.on(on).filter(subject_id=subject_id).order_by("scope"))


def count_apart(actor: Actor, scope: Scope) -> list[tuple[str, int]]:
    """Who is left out of numbers and lists of the scope, in words; the conditions of a list do not narrow it."""
    files = withheld(actor, Cadre)
    unread = visible(actor, Cadre).filter(pk__in=people_kept_from(actor, Qualification))
    if scope.unit_id is not None:
        under = _keeping(scope.unit_id, scope.on)
        files, unread = files.filter(custodian__in=under), unread.filter(custodian__in=under)
    lines = [
        (_("Hồ sơ đang hạn chế xử lý, không tính và không hiện ở đây"), files.count()),
        (_("Người có văn bằng đang hạn chế xử lý, không xét tiêu chuẩn"), unread.count()),
    ]
    return [line for line in lines if line[1]]


def _keeping(unit_id: UUID, on: date) -> set[UUID]:
    tree = unit_tree(on=on)
    return tree.answered_by({node.id for node in tree.below(unit_id)})
