"""Every row that joining two records writes, in an order in which it can be written and taken back."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import TextField, Value
from django.db.models.functions import Cast

from caunoi.apps.cadres.models import (
    Cadre,
    KnownApart,
    Posting,
    PostingEvidence,
    Qualification,
    QualificationEvidence,
    Selected,
)
from caunoi.apps.cadres.selectors.twins import in_order
from caunoi.apps.cadres.services.joined_facts import FACTS, JoinedFacts, Twice
from caunoi.apps.cadres.services.joined_fields import JoinedField, columns_taken
from caunoi.foundation.db.columns import column_of
from caunoi.foundation.db.rows import RowChange, changed

SCANS: dict[type[models.Model], type[models.Model]] = {
    Posting: PostingEvidence,
    Qualification: QualificationEvidence,
}
BY_ID = ("subject_id", "cadre_id")
"""What a column is called that names a person without being a relation."""
NEVER_REWRITTEN = frozenset({"audit"})
SEALED = "identity_number"


def all_rows(kept: Cadre, lost: Cadre, fields: Sequence[JoinedField], facts: JoinedFacts) -> list[RowChange]:
    """In the caller's system scope. The record that goes is removed when nothing points at it any more."""
    return [
        *_told_twice(facts.twice),
        *(changed(fact, cadre_id=kept.pk) for fact in facts.moving),
        *_apart(kept, lost),
        *_selected(kept, lost),
        *_pointing(kept, lost),
        removed(lost, but=SEALED),
        changed(kept, **columns_taken(fields, lost), version=kept.version + 1),
    ]


def removed(row: models.Model, but: str = "") -> RowChange:
    """The row taken out, with all it takes to put it back."""
    names = [field.attname for field in row._meta.concrete_fields if field.attname != but]
    return RowChange(row._meta.label, row.pk, {name: getattr(row, name) for name in names}, None)


def _told_twice(pairs: Sequence[Twice]) -> Iterator[RowChange]:
    for pair in pairs:
        yield from _scans(pair)
        yield removed(pair.going)


def _scans(pair: Twice) -> Iterator[RowChange]:
    """The paper behind the row that goes stands behind the one that stays; the newest scan there still counts."""
    scans = SCANS.get(type(pair.going))
    if scans is None:
        return
    newest: Any = scans._default_manager.filter(fact=pair.staying, replaced_at__isnull=True).first()
    going: Any = scans._default_manager.filter(fact=pair.going).order_by("pk")
    for scan in going:
        after: dict[str, Any] = {"fact_id": pair.staying.pk}
        if newest is not None and scan.replaced_at is None:
            after["replaced_at"] = max(newest.added_at, scan.added_at)
        yield changed(scan, **after)


def pointing_columns() -> list[tuple[type[models.Model], str]]:
    """Every column of every table that names a person, but for the facts and conclusions that are joined one by one."""
    every: Any = Cadre._meta.get_fields(include_hidden=True)
    relations = [
        (each.related_model, each.field.attname)
        for each in every
        if each.auto_created and not each.concrete and (each.one_to_many or each.one_to_one)
    ]
    singly = {*FACTS, KnownApart, Selected}
    return [each for each in (*relations, *_named_by_id()) if each[0] not in singly]


def _named_by_id() -> Iterator[tuple[type[models.Model], str]]:
    """A model whose rows must stay with the record they were made for says so: ``stays_when_joined``."""
    for model in apps.get_models():
        if model._meta.app_label in NEVER_REWRITTEN or getattr(model, "stays_when_joined", False):
            continue
        for column in model._meta.concrete_fields:
            if column.name in BY_ID and isinstance(column, models.UUIDField):
                yield model, column.attname


def _pointing(kept: Cadre, lost: Cadre) -> Iterator[RowChange]:
    for model, column in pointing_columns():
        for row in model._default_manager.filter(**{column: lost.pk}).order_by("pk"):
            yield changed(row, **{column: kept.pk})


def _apart(kept: Cadre, lost: Cadre) -> Iterator[RowChange]:
    """What was found of the record that goes holds of the one that stays, unless that is said already."""
    mine = KnownApart.objects.filter(models.Q(first=kept) | models.Q(second=kept))
    said = {in_order(row.first_id, row.second_id) for row in mine}
    theirs = KnownApart.objects.filter(models.Q(first=lost) | models.Q(second=lost))
    for row in theirs.order_by("pk"):
        other = row.second_id if row.first_id == lost.pk else row.first_id
        first, second = in_order(kept.pk, other)
        if other == kept.pk or (first, second) in said:
            yield removed(row)
        else:
            yield changed(row, first_id=first, second_id=second)


def _selected(kept: Cadre, lost: Cadre) -> Iterator[RowChange]:
    """On a list that names both the person stands once, with what was noted of either."""
    mine = {row.selection_id: row for row in Selected.objects.filter(cadre=kept)}
    longest = column_of(Selected, "note").max_length
    for row in Selected.objects.filter(cadre=lost).order_by("pk"):
        own = mine.get(row.selection_id)
        if own is None:
            yield changed(row, cadre_id=kept.pk)
            continue
        yield removed(row)
        if row.note and row.note != own.note:
            yield changed(own, note="; ".join(filter(None, [own.note, row.note]))[:longest])


# ---- the number in cipher: carried as it lies, never opened


def cipher_of(cadre: Cadre) -> str:
    """The identity number as the database keeps it."""
    lying = Cadre.objects.annotate(lying=Cast(SEALED, TextField())).filter(pk=cadre.pk)
    return str(lying.values_list("lying", flat=True).get() or "")


def put_cipher(cadre_id: Any, cipher: str) -> None:
    """The same letters back, so that not a byte differs."""
    Cadre.objects.filter(pk=cadre_id).update(**{SEALED: Value(cipher, output_field=TextField())})
