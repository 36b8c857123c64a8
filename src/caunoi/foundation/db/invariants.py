"""What always holds of dated facts and of references, on whichever database."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef

from caunoi.foundation.db.base import EffectiveDated, NoOverlap
from caunoi.foundation.db.columns import column_of
from caunoi.foundation.invariants import Invariant

Reference = models.ForeignKey[Any, Any]


def invariants() -> list[Invariant]:
    return [
        Invariant("Mọi tham chiếu đều dẫn tới một bản ghi có thật", _references_lead_somewhere),
        Invariant("Mọi khoảng thời gian đều kết thúc sau khi bắt đầu", _periods_are_not_empty),
        Invariant("Không có hai khoảng thời gian chồng nhau ở nơi đã cấm", _periods_do_not_overlap),
    ]


def _references_lead_somewhere() -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey):
                yield from _dangling(model, field)


def _dangling(model: type[models.Model], field: Reference) -> Iterator[str]:
    """Asked by existence: a join would lose the very rows that are looked for."""
    target = field.target_field
    there = target.model._base_manager.filter(**{target.attname: OuterRef(field.attname)})
    lost = model._base_manager.filter(~Exists(there), **{f"{field.attname}__isnull": False})
    for key in lost.values_list("pk", flat=True).iterator():
        yield f"{model._meta.verbose_name} {key}: {field.verbose_name} không còn tồn tại."


def _dated_models() -> list[type[EffectiveDated]]:
    return [model for model in apps.get_models() if issubclass(model, EffectiveDated)]


def _periods_are_not_empty() -> Iterator[str]:
    for model in _dated_models():
        for row in model.objects.filter(valid_to__lte=models.F("valid_from")).iterator():
            yield f"{model._meta.verbose_name} {row.pk}: từ {row.valid_from} đến {row.valid_to}."


def _periods_do_not_overlap() -> Iterator[str]:
    for model in _dated_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, NoOverlap):
                yield from _overlaps(model, constraint)


def _overlaps(model: type[EffectiveDated], constraint: NoOverlap) -> Iterator[str]:
    """Sorted by owner and first day, a row overlaps when it begins before the latest end of its owner."""
    owners = [column_of(model, owner).attname for owner in constraint.owners]
    rows = model.objects.order_by(*owners, "valid_from").values_list(*owners, "valid_from", "valid_to", "pk")
    owner, latest = None, None
    for *key, begins, ends, pk in rows.iterator():
        if key == owner and (latest is None or begins < latest):
            yield f"{model._meta.verbose_name} {pk}: bắt đầu {begins} khi khoảng trước chưa kết thúc."
        latest = ends if key != owner or (latest is not None and (ends is None or ends > latest)) else latest
        owner = key
