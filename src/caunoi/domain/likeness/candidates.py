"""Which pairs are worth comparing: records that share a key, found in one pass, never everybody with everybody."""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from itertools import combinations
from typing import Any

from caunoi.domain.likeness.person import Known
from caunoi.domain.likeness.weights import Weights

IDENTITY, PHONE = "i", "p"


def keys_of(person: Known) -> Iterator[str]:
    """The keys under which a record is looked up.

    A mistake spoils some of them and leaves others: a wrong given name leaves what stands before it with the birth
    day, a wrong day leaves the whole name with the year or with the unit.
    """
    if person.identity:
        yield IDENTITY + person.identity
    if person.phone:
        yield PHONE + person.phone
    words = person.syllables
    if not words:
        return
    given, rest, whole = words[-1], " ".join(words[:-1]), " ".join(sorted(words))
    if person.home is not None:
        yield f"u{whole}|{person.home}"
    birth = person.birth
    if birth is None:
        return
    yield f"w{whole}|{birth.year}"
    if person.home is not None:
        yield f"e{words[0]} {given}|{birth.year}|{person.home}"
        yield f"f{rest}|{birth.year}|{person.home}"
    if birth.precision == "day":
        day = f"|{birth.year}-{birth.month}-{birth.day}"
        yield f"g{given}{day}"
        yield f"r{rest}{day}"


def candidate_pairs(
    people: Sequence[Known], weights: Weights, changed: Container[Any] | None = None
) -> Iterator[tuple[int, int]]:
    """Places in ``people`` of records that share a key, each pair once, the lower place first.

    With ``changed`` only pairs in which one of these records stands.
    """
    sharing: dict[str, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        for key in keys_of(person):
            sharing[key].append(place)
    seen: set[int] = set()
    size = len(people)
    for key, places in sharing.items():
        if len(places) < 2 or _says_nothing(key, len(places), weights):
            continue
        for one, other in combinations(places, 2):
            if changed is not None and people[one].key not in changed and people[other].key not in changed:
                continue
            pair = one * size + other
            if pair not in seen:
                seen.add(pair)
                yield one, other


def _says_nothing(key: str, sharing: int, weights: Weights) -> bool:
    """So many share it that it tells nobody apart; an identity number always does."""
    if key[0] == IDENTITY:
        return False
    return sharing > (weights.most_sharing_a_phone if key[0] == PHONE else weights.most_sharing_a_name)
