"""Everything the product holds about one person (dữ liệu đang giữ về một người), found by the relations themselves.

A model that points to the file of a person, over however many steps, is found without being named. Columns that name a
person by id alone are written down here; a test demands it of every such column.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Q

from caunoi.apps.accounts.models import (
    Emergency,
    FactorReset,
    Grant,
    OpenSession,
    Passkey,
    PasswordRequest,
    User,
)
from caunoi.apps.cadres.models import BulkRow, Cadre, ImportRow
from caunoi.apps.privacy.models import (
    DataCopy,
    Disposal,
    IncidentPerson,
    LegalHold,
    Restriction,
    SubjectRequest,
)
from caunoi.apps.ratings.models import RatingAdjustment, SealedRating
from caunoi.apps.reviews.models import Adjustment, FrozenPerson
from caunoi.foundation.audit.models import AuditEvent, Reading
from caunoi.foundation.policy import FieldClass, field_classes_of, system_scope

BY_ID: Mapping[type[Model], str] = {
    User: "subject_id",
    Grant: "user__subject_id",
    OpenSession: "user__subject_id",
    Passkey: "user__subject_id",
    FactorReset: "user__subject_id",
    PasswordRequest: "user__subject_id",
    Emergency: "subject_id",
    ImportRow: "cadre_id",
    BulkRow: "cadre_id",
    Reading: "subject_id",
    SubjectRequest: "subject_id",
    DataCopy: "subject_id",
    Disposal: "subject_id",
    LegalHold: "subject_id",
    Restriction: "subject_id",
    IncidentPerson: "subject_id",
    FrozenPerson: "cadre_id",
    Adjustment: "cadre_id",
    SealedRating: "cadre_id",
    RatingAdjustment: "cadre_id",
}
MADE_OF_OTHERS: Mapping[str, frozenset[str]] = {
    "cadres.cadre": frozenset({"search_key", "sort_key", "exact_key", "identity_index"}),
    "cadres.importrow": frozenset({"problems"}),
    "cadres.knownapart": frozenset({"facts"}),
}
"""Keys made out of other columns; and what a check of a file remarked, which may name other people."""


@dataclass(frozen=True)
class Held:
    """Rows of one kind about one person (các dòng đang giữ)."""

    model: type[Model]
    rows: list[Any]

    @property
    def columns(self) -> list[Any]:
        return told_columns(self.model)


def told_columns(model: type[Model]) -> list[Any]:
    """Columns a copy tells: all but keys of the product."""
    classes, made = field_classes_of(model), MADE_OF_OTHERS.get(model._meta.label_lower, frozenset())
    return [
        field
        for field in model._meta.concrete_fields
        if classes.get(field.name, FieldClass.K) < FieldClass.K and field.name not in made
    ]


@cache
def paths() -> Mapping[type[Model], tuple[str, ...]]:
    """For each model that speaks of people, the lookups from a row to the file of the person."""
    found: dict[type[Model], set[str]] = defaultdict(set, {Cadre: {"pk"}})
    found |= {model: {path} for model, path in BY_ID.items()}
    reached: list[type[Model]] = [Cadre, SubjectRequest]
    while reached:
        target = reached.pop()
        for model, name in _pointing_at(target):
            if model not in found:
                reached.append(model)
            if model not in BY_ID:
                found[model] |= {_joined(name, path) for path in found[target]}
    return {model: tuple(sorted(ways)) for model, ways in found.items()}


def _pointing_at(target: type[Model]) -> Iterator[tuple[type[Model], str]]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is target and model is not target:
                yield model, field.name


def _joined(name: str, path: str) -> str:
    return name if path == "pk" else f"{name}__{path}"


def carries_scans(model: type[Model]) -> bool:
    """Does a row lead to a scan in the store, with its drawn pages?"""
    return {"sha256", "media_type", "pages"} <= {field.name for field in model._meta.concrete_fields}


def of_person(model: type[Model], subject_id: UUID) -> Q:
    condition = Q()
    for path in paths()[model]:
        condition |= Q(**{path: subject_id})
    return condition


def everything_about(subject_id: UUID) -> list[Held]:
    """Every row, kind by kind; kinds without a row are left out."""
    with system_scope("privacy: everything held about one person"):
        found = [
            Held(model, list(model._default_manager.filter(of_person(model, subject_id)).distinct()))
            for model in sorted(paths(), key=_order)
        ]
    return [held for held in found if held.rows]


def _order(model: type[Model]) -> tuple[int, str]:
    first = {"cadres": 0, "standards": 1, "planning": 2, "accounts": 3}
    return (-1 if model is Cadre else first.get(model._meta.app_label, 9), model._meta.label_lower)


def written_about(held: list[Held]) -> list[AuditEvent]:
    """What was written down about these rows, oldest first."""
    asked = Q(pk__in=[])
    for each in held:
        ids = [str(row.pk) for row in each.rows]
        asked |= Q(target_type=each.model._meta.label_lower, target_id__in=ids)
    with system_scope("privacy: everything held about one person"):
        return list(AuditEvent.objects.filter(asked).order_by("seq"))
