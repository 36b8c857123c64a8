"""The two shapes all models share: a thing with an identity, and a fact with effective dates."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from caunoi.domain.vocabulary.period import Period
from caunoi.foundation.db.columns import column_of
from caunoi.foundation.policy.scoping import ScopedQuerySet


class Record(models.Model):
    """A thing with its own identity (bản ghi), which never depends on a code that people give out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class DatedQuerySet(ScopedQuerySet):
    """Facts asked on a day: half-open, so the last day of one is never also the first day of the next."""

    def on(self, day: date) -> Self:
        return self.filter(valid_on(day))

    def ever_within(self, period: Period) -> Self:
        ends_after = Q(valid_to__isnull=True) | Q(valid_to__gt=period.start) if period.start else Q()
        begins_before = Q(valid_from__lt=period.end) if period.end else Q()
        return self.filter(ends_after & begins_before)


DatedManager = models.Manager.from_queryset(DatedQuerySet, class_name="DatedManager")


def valid_on(day: date, prefix: str = "") -> Q:
    """The condition "in force on ``day``" for a related table: ``valid_on(day, "postings__")``."""
    begins = Q(**{f"{prefix}valid_from__lte": day})
    return begins & (Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": day}))


class EffectiveDated(Record):
    """A fact that holds from a day until before another (có hiệu lực từ – đến): ``[valid_from, valid_to)``."""

    valid_from = models.DateField("có hiệu lực từ ngày")
    valid_to = models.DateField("hết hiệu lực từ ngày", null=True, blank=True)

    objects = DatedManager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="%(app_label)s_%(class)s_period_not_empty",
                violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
            )
        ]

    @property
    def period(self) -> Period:
        return Period(self.valid_from, self.valid_to)

    def holds_on(self, day: date) -> bool:
        return self.period.contains(day)


class NoOverlap(models.BaseConstraint):
    """Two facts of one owner never hold on the same day.

    On PostgreSQL the database refuses (exclusion over ``daterange``); on SQLite ``full_clean()`` does,
    and ``caunoi invariants`` looks again over the whole table.
    """

    def __init__(
        self, *, owner: str | Iterable[str], name: str, violation_error_message: str | None = None
    ) -> None:
        self.owners = (owner,) if isinstance(owner, str) else tuple(owner)
        message = (
            violation_error_message
            or "Khoảng thời gian chồng lên một khoảng đã có; hãy kết thúc khoảng cũ trước."
        )
        super().__init__(name=name, violation_error_message=message)

    def _columns(self, model: type[models.Model]) -> list[str]:
        return [str(column_of(model, owner).column) for owner in self.owners]

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        """Nothing where the database cannot check it; Django passes nothing over."""
        if schema_editor.connection.vendor != "postgresql":
            return ""
        quote = schema_editor.quote_name
        owners = ", ".join(f"{quote(column)} WITH =" for column in self._columns(model))
        period = "daterange(valid_from, valid_to, '[)') WITH &&"
        return f"CONSTRAINT {quote(self.name)} EXCLUDE USING gist ({owners}, {period})"

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        body = self.constraint_sql(model, schema_editor)
        return f"ALTER TABLE {schema_editor.quote_name(model._meta.db_table)} ADD {body}" if body else ""

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        if schema_editor.connection.vendor != "postgresql":
            return ""
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} DROP CONSTRAINT {schema_editor.quote_name(self.name)}"

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = "default") -> None:
        mine = {owner: getattr(instance, column_of(model, owner).attname) for owner in self.owners}
        others = model._base_manager.using(using).filter(**mine).exclude(pk=instance.pk)
        if instance.valid_to:
            others = others.filter(valid_from__lt=instance.valid_to)
        if others.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=instance.valid_from)).exists():
            raise ValidationError(self.get_violation_error_message(), code="overlap")

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        kwargs["owner"] = self.owners[0] if len(self.owners) == 1 else list(self.owners)
        return path, tuple(args), kwargs

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoOverlap) and (self.name, self.owners) == (other.name, other.owners)
