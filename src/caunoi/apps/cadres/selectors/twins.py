"""Pairs of records that may be one person, both within reach; and where a record went that was joined to another."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet

from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.models import Cadre, CadreMerge, KnownApart, Posting
from caunoi.apps.organisation.selectors import data_version
from caunoi.domain.likeness.person import Known, Post, digits_of
from caunoi.domain.likeness.suspicion import Suspicion, compared, suspect, with_posts
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.actors import Actor
from caunoi.foundation.db.encryption import blind_index
from caunoi.foundation.db.fields import kept
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.policy import get_or_404, visible

KEPT = 16
COLUMNS = (
    "pk",
    "exact_key",
    "search_key",
    "birth",
    "identity_index",
    "phone",
    "sex",
    "number",
    "custodian_id",
)
Pair = tuple[UUID, UUID]


@dataclass(frozen=True)
class Suspects:
    """What one pass over the people in reach found (các cặp nghi trùng), with who is meant."""

    pairs: Sequence[Suspicion]
    people: Mapping[UUID, Known]


_found: OrderedDict[tuple[str, str], Suspects] = OrderedDict()


def suspects(actor: Actor) -> list[Suspicion]:
    """Pairs within reach that nobody has settled yet, the surest first."""
    found = _remembered(actor)
    settled = settled_pairs(actor) if found.pairs else {}
    return [pair for pair in found.pairs if not _is_settled(pair, found.people, settled)]


def _remembered(actor: Actor) -> Suspects:
    """Looked for once until the next write: it takes one pass over everybody in reach."""
    people = visible(actor, Cadre, "merge").order_by().values_list(*COLUMNS)
    try:
        sql, values = people.query.sql_with_params()
    except EmptyResultSet:
        return Suspects((), {})
    key = (data_version(), f"{sql}{values}")
    if key not in _found:
        _found[key] = _look(actor, people)
        while len(_found) > KEPT:
            _found.popitem(last=False)
    return _found[key]


def _look(actor: Actor, people: Any) -> Suspects:
    known = [_known(row) for row in people.iterator(chunk_size=5000)]
    pairs = suspect(known)
    named = {key for pair in pairs for key in (pair.one, pair.other)}
    found = with_posts(pairs, posts_of(actor, named))
    meant = {key for pair in found for key in (pair.one, pair.other)}
    return Suspects(found, {person.key: person for person in known if person.key in meant})


def _known(row: Sequence[Any]) -> Known:
    pk, exact, plain, birth, identity, phone, sex, number, home = row
    return Known(pk, exact, plain, birth, identity, digits_of(phone), sex, number or "", home)


def known_of(cadre: Cadre) -> Known:
    """The record as far as it is compared."""
    return _known([getattr(cadre, name) for name in COLUMNS])


def posts_of(actor: Actor, cadre_ids: Iterable[UUID]) -> Mapping[UUID, Sequence[Post]]:
    """The careers of these people, as far as they tell people apart; what is only planned does not."""
    found: dict[UUID, list[Post]] = defaultdict(list)
    posts = visible(actor, Posting).filter(cadre_id__among=list(cadre_ids)).exclude(kind=PostingKind.PLANNED)
    columns = ("cadre_id", "title_code", "unit_id", "valid_from", "valid_to", "kind")
    for cadre_id, title, unit, start, end, kind in posts.order_by().values_list(*columns):
        found[cadre_id].append(Post(title, unit, start, end, main=kind == PostingKind.MAIN))
    return found


def suspicion_of(actor: Actor, one: Cadre, other: Cadre) -> Suspicion:
    """What speaks for and against these two being one person."""
    posts = posts_of(actor, [one.pk, other.pk])
    return compared(known_of(one), known_of(other), posts.get(one.pk, ()), posts.get(other.pk, ()))


def mergeable_or_404(actor: Actor, cadre_id: UUID) -> Cadre:
    """A record the actor may join to another; any other answers like one that does not exist."""
    return get_or_404(actor, Cadre, "merge", pk=cadre_id)


# ---- pairs found to be two people


def settled_pairs(actor: Actor) -> dict[Pair, str]:
    """Pairs somebody found to be two people, with the fingerprint of what was compared then."""
    rows = visible(actor, KnownApart).order_by().values_list("first_id", "second_id", "facts")
    return {(first, second): facts for first, second, facts in rows}


def _is_settled(pair: Suspicion, people: Mapping[UUID, Known], settled: Mapping[Pair, str]) -> bool:
    facts = settled.get(in_order(pair.one, pair.other))
    return facts is not None and facts == facts_mark(people[pair.one], people[pair.other])


def in_order(one: UUID, other: UUID) -> Pair:
    """A pair is the same from either side."""
    return (one, other) if one.hex < other.hex else (other, one)


def facts_mark(one: Known, other: Known) -> str:
    """A keyed fingerprint of the key facts of both: it changes when one of them does, and tells nothing else."""
    sides = sorted((one, other), key=lambda person: person.key.hex)
    return blind_index("\n".join(_facts(person) for person in sides), purpose="twins")


def _facts(person: Known) -> str:
    birth = kept(person.birth) if isinstance(person.birth, PartialDate) else ""
    return "|".join((person.exact, birth, person.identity, person.phone, person.sex))


def settled_as(actor: Actor, one: UUID, other: UUID) -> KnownApart | None:
    """That the two were found to be two people, by whom and why."""
    first, second = in_order(one, other)
    found: KnownApart | None = visible(actor, KnownApart).filter(first=first, second=second).first()
    return found


# ---- records that were joined


def joined_into(actor: Actor, cadre: Cadre) -> list[CadreMerge]:
    """Records that were joined to this one and still are, the newest first."""
    return list(visible(actor, CadreMerge).filter(kept=cadre, undone_at__isnull=True))


def found_or_gone(actor: Actor, cadre_id: UUID) -> tuple[Cadre | None, UUID | None]:
    """The person, or the record theirs went into; for who may see neither, the answer for nobody at all."""
    cadre = visible(actor, Cadre).filter(pk=cadre_id).first()
    heir = where_it_went(actor, cadre_id) if cadre is None else None
    if cadre is None and heir is None:
        raise NotVisible(Cadre._meta.label)
    return cadre, heir


def where_it_went(actor: Actor, cadre_id: UUID) -> UUID | None:
    """The record that an id leads to now, for those who may see that record."""
    gone = visible(actor, CadreMerge).filter(lost_id=cadre_id, undone_at__isnull=True)
    found: UUID | None = gone.values_list("kept_id", flat=True).first()
    return found


def merge_or_404(actor: Actor, merge_id: UUID) -> CadreMerge:
    """One joining with the record that stayed, for whoever may take the two apart."""
    done: CadreMerge | None = (
        visible(actor, CadreMerge, "change").select_related("kept").filter(pk=merge_id).first()
    )
    if done is None:
        raise NotVisible(CadreMerge._meta.label)
    return done


def joined_lately(actor: Actor, most: int) -> list[CadreMerge]:
    """The newest records that were joined and still are, for whoever may take them apart."""
    mine = visible(actor, CadreMerge, "change").filter(undone_at__isnull=True).select_related("kept")
    return list(mine.order_by("-merged_at")[:most])
