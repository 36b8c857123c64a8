"""Field classes: how sensitive each column is, and up to which class a role may read."""

from enum import IntEnum

from django.db.models import Model

from caunoi.foundation.actors import Actor


class FieldClass(IntEnum):
    """P0 công khai · P1 công việc · P2 cá nhân · P3 nhạy cảm · K khóa."""

    P0 = 0
    P1 = 1
    P2 = 2
    P3 = 3
    K = 4


def field_classes_of(model: type[Model]) -> dict[str, FieldClass]:
    """``Model.field_classes`` merged along the bases; a column without a class fails the census."""
    merged: dict[str, FieldClass] = {}
    for base in reversed(model.__mro__):
        merged.update(base.__dict__.get("field_classes", {}))
    return merged


def highest_class(actor: Actor, model: type[Model]) -> FieldClass:
    """Up to which class the actor reads every row in reach.

    The answer holds for all rows alike, so of several grants the least counts: who reads sensitive columns in one
    commune must not read them in the whole province by another role. A grant on oneself counts only alone. On the
    pages of the one person whose file stands open in an emergency (``actor.focus``) that right decides.
    """
    from caunoi.foundation.policy.table import row_for

    if actor.is_system:
        return FieldClass.P3
    row = row_for(model, "view")
    held = [grant for grant in actor.grants if row.lets(grant)]
    focus = getattr(actor, "focus", None)
    if focus is not None and (opened := [grant for grant in held if grant.person_id == focus]):
        return max(row.reads_by(grant) for grant in opened)
    wider = [grant for grant in held if grant.reach != "self"] or held
    return min((row.reads_by(grant) for grant in wider), default=FieldClass.P0)


def may_read(actor: Actor, model: type[Model], field: str) -> bool:
    return field_classes_of(model)[field] <= highest_class(actor, model)


def readable_fields(actor: Actor, model: type[Model]) -> set[str]:
    """Also the list of names that may be sorted and filtered by: a hidden column is no oracle."""
    limit = highest_class(actor, model)
    return {name for name, level in field_classes_of(model).items() if level <= limit}
