"""Rows that are to be written, as values: looked at before, written as foreseen, taken back afterwards.

What is foreseen and what is done is one list, so they cannot differ.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from caunoi.foundation.db.fields import EncryptedTextField
from caunoi.foundation.policy.scoping import in_system_scope

Values = Mapping[str, Any]
JSON = DjangoJSONEncoder


@dataclass(frozen=True)
class RowChange:
    """One row written (một dòng ghi): by column attribute; without ``before`` it is new, without ``after`` it goes."""

    model: str
    pk: UUID
    before: Values | None
    after: Values | None

    @property
    def reverse(self) -> "RowChange":
        return RowChange(self.model, self.pk, self.after, self.before)

    @property
    def deed(self) -> str:
        if self.before is None:
            return "added"
        return "changed" if self.after is not None else "removed"

    @property
    def target(self) -> models.Model:
        """The row by its key alone, to be named in a record."""
        return apps.get_model(self.model)(pk=self.pk)

    @property
    def told(self) -> dict[str, list[Any]]:
        """Field → [before, after], as the audit keeps it."""
        names = {field.attname: field.name for field in apps.get_model(self.model)._meta.concrete_fields}
        before, after = self.before or {}, self.after or {}
        changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        return {names[name]: [before.get(name), after.get(name)] for name in changed}


def added(row: models.Model) -> RowChange:
    return RowChange(row._meta.label, row.pk, None, _all_of(row))


def changed(row: models.Model, **after: Any) -> RowChange:
    """The row with some of its columns given anew."""
    before = {name: getattr(row, name) for name in after}
    return RowChange(row._meta.label, row.pk, before, after)


def write(changes: Sequence[RowChange]) -> None:
    """In the order given, in the caller's transaction and system scope; neighbours of one kind go together."""
    if not in_system_scope():
        raise RuntimeError("rows are written as foreseen inside a system_scope that names the purpose")
    for (label, deed), group in groupby(changes, key=lambda change: (change.model, change.deed)):
        _write(apps.get_model(label), deed, list(group))


def taken_back(changes: Sequence[RowChange]) -> list[RowChange]:
    """The changes that undo these, in the order in which that is possible."""
    return [change.reverse for change in reversed(changes)]


def no_longer_so(changes: Sequence[RowChange]) -> list[RowChange]:
    """Those whose row somebody has written since: taking them back would lose that."""
    found = []
    for label in dict.fromkeys(change.model for change in changes):
        mine = _last_of([change for change in changes if change.model == label])
        there = apps.get_model(label)._default_manager.in_bulk([change.pk for change in mine])
        found += [change for change in mine if not _is_so(change, there.get(change.pk))]
    return found


def packed(changes: Iterable[RowChange]) -> list[dict[str, Any]]:
    """Fit for a JSON column with ``encoder=rows.JSON``; sealed columns never are."""
    changes = list(changes)
    for label in {change.model for change in changes}:
        sealed = _names_of(label, EncryptedTextField)
        if any(sealed & {*(change.before or ()), *(change.after or ())} for change in changes):
            raise TypeError(f"{label}: sealed columns are not kept in clear")
    return [
        {"model": each.model, "pk": each.pk, "before": each.before, "after": each.after} for each in changes
    ]


def unpacked(kept: Iterable[Mapping[str, Any]]) -> Iterator[RowChange]:
    for each in kept:
        model = apps.get_model(each["model"])
        yield RowChange(
            each["model"], UUID(str(each["pk"])), _read(model, each["before"]), _read(model, each["after"])
        )


def _all_of(row: models.Model) -> Values:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _write(model: type[models.Model], deed: str, changes: Sequence[RowChange]) -> None:
    manager = model._default_manager
    if deed == "added":
        manager.bulk_create([model(**each.after or {}) for each in changes], batch_size=500)
    elif deed == "removed":
        manager.filter(pk__in=[each.pk for each in changes]).delete()
    else:
        for names, alike in groupby(changes, key=lambda each: tuple(each.after or ())):
            given = [model(pk=each.pk, **each.after or {}) for each in alike]
            manager.bulk_update(given, [_field_of(model, name) for name in names], batch_size=200)


def _field_of(model: type[models.Model], attname: str) -> str:
    return next(field.name for field in model._meta.concrete_fields if field.attname == attname)


def _names_of(label: str, kind: "type[models.Field[Any, Any]]") -> set[str]:
    fields = apps.get_model(label)._meta.concrete_fields
    return {field.attname for field in fields if isinstance(field, kind)}


def _last_of(changes: Sequence[RowChange]) -> list[RowChange]:
    """A row written twice is judged by how it was left."""
    return list({change.pk: change for change in changes}.values())


def _is_so(change: RowChange, row: models.Model | None) -> bool:
    if row is None or change.after is None:
        return row is None and change.after is None
    return all(getattr(row, name) == value for name, value in change.after.items())


def _read(model: type[models.Model], values: Values | None) -> Values | None:
    if values is None:
        return None
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: _value(fields[name], value) for name, value in values.items()}


def _value(field: Any, value: Any) -> Any:
    target = field.target_field if field.is_relation else field
    return target.to_python(value)
