"""Pairs of records that may be one person, both within reach; and where a record went that was joined to another."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from caunoi.apps.cadres.models import Cadre, CadreMerge, KnownApart, Posting
from caunoi.apps.cadres.selectors.suspects import all_suspects, facts_of, known_of, posts_among
from caunoi.domain.likeness.person import Known, Post
from caunoi.domain.likeness.suspicion import Suspicion, compared
from caunoi.foundation.actors import Actor
from caunoi.foundation.db.encryption import blind_index
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.policy import get_or_404, visible

Pair = tuple[UUID, UUID]


def suspects(actor: Actor) -> list[Suspicion]:
    """Pairs within reach that nobody has settled yet, the surest first."""
    found = all_suspects()
    mine = visible(actor, Cadre, "merge").filter(pk__among=list(found.people))
    seen = set(mine.order_by().values_list("pk", flat=True)) if found.people else set()
    pairs = [pair for pair in found.pairs if pair.one in seen and pair.other in seen]
    settled = settled_pairs(actor) if pairs else {}
    return [pair for pair in pairs if not _is_settled(pair, found.people, settled)]


def posts_of(actor: Actor, cadre_ids: Iterable[UUID]) -> Mapping[UUID, Sequence[Post]]:
    """The careers of these people, as far as they tell people apart."""
    return posts_among(visible(actor, Posting).filter(cadre_id__among=list(cadre_ids)))


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
    return blind_index("\n".join(facts_of(person) for person in sides), purpose="twins")


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
