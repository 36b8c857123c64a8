"""The list of people: who is on it under conditions, in which order, one page at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact, GreaterThan, LessThanOrEqual

from caunoi.apps.cadres import extensions
from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.models import Cadre, Posting, Selected
from caunoi.apps.cadres.selectors.by_unit import unit_by_unit
from caunoi.apps.cadres.selectors.conditions import (
    EVERYBODY,
    NOT_HOLDING,
    Conditions,
    conditions_of,
    read_ids,
)
from caunoi.apps.cadres.selectors.counts import remembered_count
from caunoi.apps.cadres.selectors.search import matching
from caunoi.apps.cadres.selectors.titles import codes_of_blocks
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.domain.tenure.months import add_months
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.actors import Actor
from caunoi.foundation.db import keyset
from caunoi.foundation.db.base import valid_on
from caunoi.foundation.db.fields import kept
from caunoi.foundation.policy import readable_fields, visible
from caunoi.foundation.ui import slots

PAGE_SIZE = 40
SHOWN = ("id", "number", "full_name", "birth", "sex", "is_party_member", "custodian_id")
ON_DEMAND = {"dan-toc": "ethnicity", "dien-thoai": "phone"}
"""Columns read only for a list that shows them: the word of each in the address."""


@dataclass(frozen=True)
class PersonRow:
    """One person of the list (dòng danh sách): a column the actor may not read is None."""

    id: UUID
    full_name: str
    number: str | None = None
    birth: PartialDate | None = None
    sex: str | None = None
    is_party_member: bool | None = None
    custodian_id: UUID | None = None
    ethnicity: str | None = None
    phone: str | None = None


def roster(actor: Actor, *, on: date, unit_id: UUID | None = None) -> QuerySet[Cadre]:
    """Everybody the actor may see who holds a post on ``on``, in the unit or anywhere under it."""
    return people(actor, Conditions(on=on, unit_id=unit_id))


def people(actor: Actor, asked: Conditions) -> QuerySet[Cadre]:
    """Everybody the actor may see under the conditions, in no order yet; ``relevance`` ranks a search."""
    found = visible(actor, Cadre)
    found = _by_posts(actor, found, asked)
    found = _by_person(found, asked)
    found = matching(actor, found, asked.search)
    if asked.selection_id:
        selected = visible(actor, Selected).filter(selection=asked.selection_id)
        found = found.filter(pk__in=selected.values("cadre_id"))
    kept = _kept_by_extensions(actor, asked)
    return found if kept is None else found.filter(pk__in=kept)


def _by_posts(actor: Actor, found: Any, asked: Conditions) -> Any:
    narrows = bool(asked.unit_id or asked.titles or asked.blocks)
    if asked.in_post == EVERYBODY and not narrows:
        return found
    if asked.in_post == NOT_HOLDING and narrows:
        return found.none()  # nobody holds no post and yet one of these
    held = visible(actor, Posting).on(asked.on).exclude(kind=PostingKind.PLANNED)
    held = posts_asked_for(held, asked)
    if asked.unit_id:
        # Few posts out of many: begin with them.
        return found.filter(pk__in=held.values("cadre_id"))
    holds = Exists(held.filter(cadre_id=OuterRef("pk")))
    return found.filter(~holds if asked.in_post == NOT_HOLDING else holds)


def posts_asked_for(held: Any, asked: Conditions) -> Any:
    if asked.unit_id:
        held = held.filter(unit_id__in=units_under(asked.unit_id, asked.on))
    if asked.titles:
        held = held.filter(title_code__in=asked.titles)
    if asked.blocks:
        held = held.filter(title_code__in=codes_of_blocks(asked.blocks))
    return held


def units_under(unit_id: UUID, on: date) -> set[UUID]:
    """The unit, all under it on ``on``, and what passed into them: posts stay with the unit of then."""
    tree = unit_tree(on=on)
    return tree.answered_by({node.id for node in tree.below(unit_id)})


def _by_person(found: Any, asked: Conditions) -> Any:
    """Age is counted from the earliest day the birth may have been, as the kept text sorts.

    Half of the people are of either sex, and as many older than some age: no index narrows that, and the
    database must not be tempted to leave the order for one. So the columns are hidden from it.
    """
    hidden = {column: Coalesce(F(column), Value(""), output_field=CharField()) for column in ("sex", "birth")}
    if asked.sex:
        found = found.filter(Exact(hidden["sex"], Value(asked.sex)))
    if asked.party is not None:
        found = found.filter(is_party_member=asked.party)
    if asked.age_from is not None:
        eldest = kept(PartialDate.of(add_months(asked.on, -12 * asked.age_from)))
        found = found.filter(
            GreaterThan(hidden["birth"], Value("")), LessThanOrEqual(hidden["birth"], Value(eldest))
        )
    if asked.age_to is not None:
        youngest = kept(PartialDate.of(add_months(asked.on, -12 * (asked.age_to + 1))))
        found = found.filter(GreaterThan(hidden["birth"], Value(youngest)))
    return found


def _kept_by_extensions(actor: Actor, asked: Conditions) -> set[UUID] | None:
    kept: set[UUID] | None = None
    for extension in slots.of(extensions.LIST_SLOT):
        ids = extension.narrow(actor, asked.on, asked.params)
        if ids is not None:
            kept = set(ids) if kept is None else kept & set(ids)
    return kept


def order_of(asked: Conditions) -> tuple[keyset.Key, ...]:
    """A search puts the best matches first; then the order asked for; name and id settle what is equal."""
    down = asked.order.startswith("-")
    keys = [keyset.Key("relevance", kind="number")] if asked.search else []
    match asked.order.removeprefix("-"):
        case "tuoi":
            keys.append(keyset.Key("born", descending=not down))
        case "so-hieu":
            keys.append(keyset.Key("listed"))
        case "xa":
            keys += [keyset.Key("place"), keyset.Key("custodian_id", kind="id")]
    by_name = keyset.Key("sort_key", descending=asked.order == "-ten")
    return (*keys, by_name, keyset.Key("id", kind="id"))


def parts_of(asked: Conditions) -> tuple[keyset.Part, ...]:
    """The order as stretches an index can walk: nobody is left out for having no birth date or no number."""
    keys = order_of(asked)
    column = {"tuoi": "birth", "-tuoi": "birth", "so-hieu": "number"}.get(asked.order)
    if column is None or asked.search:
        return (keyset.Part("all", Q(), keys),)
    unknown = keyset.Part("unknown", Q(**{f"{column}__isnull": True}), keys[1:])
    known = keyset.Part("known", Q(**{f"{column}__isnull": False}), keys)
    return (known, unknown) if keys[0].descending else (unknown, known)


def _with_order_columns(found: Any, keys: Sequence[keyset.Key], asked: Conditions) -> Any:
    """Columns of the order that may be empty: as they are where an index walks them, else read as empty text."""
    names = {key.name for key in keys}
    text = CharField()
    for name, column in (("born", "birth"), ("listed", "number")):
        if name in names:
            plain = ExpressionWrapper(F(column), output_field=text)
            read = Coalesce(F(column), Value(""), output_field=text) if asked.search else plain
            found = found.annotate(**{name: read})
    if "place" in names:
        on_the_day = valid_on(asked.on, "custodian__versions__")
        found = found.annotate(
            called=FilteredRelation("custodian__versions", condition=on_the_day),
            place=Coalesce(F("called__sort_key"), Value(""), output_field=text)
            if asked.search
            else F("called__sort_key"),
        )
    if "relevance" in names and "relevance" not in found.query.annotations:
        found = found.annotate(relevance=Value(0, output_field=IntegerField()))
    return found


def _whole_order(keys: Sequence[keyset.Key]) -> list[Any]:
    """The order of all parts at once, on both databases: unknown before the lowest, units of other days last."""
    return [
        F(key.name).desc(nulls_last=True)
        if key.descending
        else F(key.name).asc(**({"nulls_last": True} if key.name == "place" else {"nulls_first": True}))
        for key in keys
    ]


def _columns(actor: Actor, asked: Conditions) -> list[str]:
    allowed = readable_fields(actor, Cadre)
    named = ",".join(asked.params.get("cot", ())).split(",")
    wanted = [*SHOWN, *(column for key, column in ON_DEMAND.items() if key in named)]
    return [name for name in wanted if name.removesuffix("_id") in allowed or name == "id"]


def people_page(
    actor: Actor, asked: Conditions, *, after: str = "", before: str = "", size: int = PAGE_SIZE
) -> tuple[list[PersonRow], keyset.Slice]:
    """One page of the list and the cursors of its neighbours."""
    found, columns = people(actor, asked), _columns(actor, asked)
    if asked.order == "xa" and not asked.search:
        part = unit_by_unit(
            actor, found, columns, on=asked.on, size=size, cursor=before or after, backwards=bool(before)
        )
        return [_row(row) for row in part.rows], part
    keys, parts = order_of(asked), parts_of(asked)
    query = _with_order_columns(found, keys, asked)
    query = query.values(*columns, *(key.name for key in keys if key.name not in columns))
    part = keyset.chained(query, parts, size=size, after=after, before=before)
    return [_row(row) for row in part.rows], part


def rows_of(actor: Actor, asked: Conditions) -> list[PersonRow]:
    """Every row of the list, for a file."""
    keys = order_of(asked)
    query = _with_order_columns(people(actor, asked), keys, asked)
    ordered = query.order_by(*_whole_order(keys))
    return [_row(row) for row in ordered.values(*_columns(actor, asked))]


def rows_by_ids(actor: Actor, asked: Conditions, ids: Sequence[UUID]) -> list[PersonRow]:
    """The rows of these people in the order of ``ids``."""
    seen = visible(actor, Cadre).filter(pk__in=ids).values(*_columns(actor, asked))
    rows = {row["id"]: _row(row) for row in seen}
    return [rows[cadre_id] for cadre_id in ids if cadre_id in rows]


def _row(row: Mapping[str, Any]) -> PersonRow:
    return PersonRow(**{name: row[name] for name in (*SHOWN, *ON_DEMAND.values()) if name in row})


def count_of(actor: Actor, asked: Conditions) -> int:
    """How many people the conditions keep."""
    return remembered_count(people(actor, asked))


def cadre_count(actor: Actor) -> int:
    """How many people the actor may see at all, whatever they hold."""
    return remembered_count(visible(actor, Cadre))


def ids_of(actor: Actor, asked: Conditions) -> list[UUID]:
    """Everybody of the list in its order."""
    keys = order_of(asked)
    query = _with_order_columns(people(actor, asked), keys, asked)
    return list(query.order_by(*_whole_order(keys)).values_list("pk", flat=True))


def chosen(
    actor: Actor,
    on: date,
    params: Mapping[str, Sequence[str]],
    *,
    picked: Iterable[str] = (),
    everybody: bool = False,
) -> list[UUID]:
    """The people a form of the list speaks of: those picked, or everybody the filter in its address keeps.

    Whoever is outside the actor's reach is left out, so a made-up id does nothing.
    """
    if everybody:
        return ids_of(actor, conditions_of(actor, on, params))
    seen = visible(actor, Cadre).filter(pk__in=read_ids(picked))
    return list(seen.order_by("sort_key", "id").values_list("pk", flat=True))
