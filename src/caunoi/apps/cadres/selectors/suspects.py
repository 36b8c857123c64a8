"""Pairs of records that may be one person, over the whole registry: looked for once, then kept up with every write.

Every write of a person leaves a record that names the person. So after the first pass over everybody only the records
written about since are compared anew, with those that can share a key with them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Q

from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.models import Cadre, Posting
from caunoi.domain.likeness.person import Known, Post, digits_of
from caunoi.domain.likeness.suspicion import Suspicion, surest_first, suspect, with_posts
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.audit.selectors import head
from caunoi.foundation.db.fields import kept
from caunoi.foundation.policy import system_scope
from caunoi.foundation.system_time import known_point

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
LOOKING = "cadres: which records may be one person"
FEW = 100
"""More people written at once are an import: then one pass over everybody is as quick."""
Head = tuple[int, str]


@dataclass(frozen=True)
class Suspects:
    """The pairs as of one record of writes (các cặp nghi trùng), with who is meant."""

    head: Head
    pairs: Sequence[Suspicion]
    people: Mapping[UUID, Known]


_kept: list[Suspects] = []


def all_suspects() -> Suspects:
    """Every pair of the registry as it stands now, whoever may see it: rights are the caller's question."""
    with system_scope(LOOKING):
        if known_point() is not None:
            return whole_pass()
        _kept[:] = [_kept_up()]
    return _kept[0]


def _kept_up() -> Suspects:
    now = head()
    before = _kept[0] if _kept else None
    if before is None or not _leads_here(before.head):
        return whole_pass(now)
    if before.head == now:
        return before
    changed = _written_since(before.head)
    return whole_pass(now) if len(changed) > FEW else after_changes(before, changed, now)


def _leads_here(earlier: Head) -> bool:
    """Is the record we remember one of this database's; the empty one is everybody's."""
    seq, mark = earlier
    return bool(seq) and AuditEvent.objects.filter(seq=seq, hash=mark).exists()


def _written_since(earlier: Head) -> set[UUID]:
    events = AuditEvent.objects.filter(seq__gt=earlier[0], target_type=Cadre._meta.label_lower)
    return {UUID(each) for each in events.order_by().values_list("target_id", flat=True).distinct()}


def whole_pass(now: Head = (0, "")) -> Suspects:
    """Everybody with everybody who shares a key, in the caller's system scope."""
    people = [
        known_from(row) for row in Cadre.objects.order_by().values_list(*COLUMNS).iterator(chunk_size=5000)
    ]
    return _found(now, people, suspect(people))


def after_changes(before: Suspects, changed: Collection[UUID], now: Head) -> Suspects:
    """What was found before, but for these people, who are compared anew."""
    if not changed:
        return replace(before, head=now)
    people = _around(changed)
    fresh = _found(now, people, suspect(people, changed=changed))
    stay = [pair for pair in before.pairs if pair.one not in changed and pair.other not in changed]
    known = {key: person for key, person in before.people.items() if key not in changed}
    return Suspects(now, surest_first([*stay, *fresh.pairs]), known | dict(fresh.people))


def _found(now: Head, people: Iterable[Known], pairs: Sequence[Suspicion]) -> Suspects:
    named = {key for pair in pairs for key in (pair.one, pair.other)}
    found = with_posts(pairs, posts_among(Posting.objects.filter(cadre_id__among=list(named))))
    meant = {key for pair in found for key in (pair.one, pair.other)}
    return Suspects(now, found, {person.key: person for person in people if person.key in meant})


# ---- who can share a key with the people that changed


def _around(changed: Collection[UUID]) -> list[Known]:
    """These people and everybody who may share a key with one of them: all of those, and some more."""
    rows = Cadre.objects.order_by().values_list(*COLUMNS)
    mine = [known_from(row) for row in rows.filter(pk__in=list(changed))]
    keys = {*_nearby(mine), *_same_name_and_year(mine), *_same_phone(mine)} - set(changed)
    return [*mine, *(known_from(row) for row in rows.filter(pk__among=list(keys)))]


def _nearby(people: Sequence[Known]) -> Iterator[UUID]:
    """Of one unit, of one identity number, born on one day."""
    homes = {person.home for person in people}
    numbers = {person.identity for person in people if person.identity}
    days = {kept(person.birth) for person in people if person.birth and person.birth.precision == "day"}
    alike = Q(custodian_id__in=homes) | Q(identity_index__in=numbers) | Q(birth__in=days)
    yield from Cadre.objects.filter(alike).order_by().values_list("pk", flat=True)


def _same_name_and_year(people: Sequence[Known]) -> Iterator[UUID]:
    named: dict[int, set[tuple[str, ...]]] = defaultdict(set)
    for person in people:
        if person.birth is not None:
            named[person.birth.year].add(tuple(sorted(person.syllables)))
    for year, names in named.items():
        born = Cadre.objects.filter(birth__gte=f"{year:04d}", birth__lt=f"{year + 1:04d}")
        for key, plain in born.order_by().values_list("pk", "search_key"):
            if tuple(sorted(Known(key, "", plain).syllables)) in names:
                yield key


def _same_phone(people: Sequence[Known]) -> Iterator[UUID]:
    phones = {person.phone for person in people if person.phone}
    if phones:
        for key, phone in Cadre.objects.exclude(phone="").order_by().values_list("pk", "phone"):
            if digits_of(phone) in phones:
                yield key


# ---- a record as far as it is compared


def known_from(row: Sequence[Any]) -> Known:
    pk, exact, plain, birth, identity, phone, sex, number, home = row
    return Known(pk, exact, plain, birth, identity, digits_of(phone), sex, number or "", home)


def known_of(cadre: Cadre) -> Known:
    """The record as far as it is compared."""
    return known_from([getattr(cadre, name) for name in COLUMNS])


def posts_among(posts: Any) -> Mapping[UUID, Sequence[Post]]:
    """Careers as far as they tell people apart; what is only planned does not."""
    found: dict[UUID, list[Post]] = defaultdict(list)
    columns = ("cadre_id", "title_code", "unit_id", "valid_from", "valid_to", "kind")
    held = posts.exclude(kind=PostingKind.PLANNED).order_by()
    for cadre_id, title, unit, start, end, kind in held.values_list(*columns):
        found[cadre_id].append(Post(title, unit, start, end, main=kind == PostingKind.MAIN))
    return found


def facts_of(person: Known) -> str:
    """What settles a pair until it changes."""
    birth = kept(person.birth) if isinstance(person.birth, PartialDate) else ""
    return "|".join((person.exact, birth, person.identity, person.phone, person.sex))
