"""Who is this? A record meets the person it speaks of, by number first and by name last, and never by guess.

Only people within the actor's reach are looked at; of others nothing is said but that a number is taken.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre, CadreMerge
from caunoi.apps.cadres.services.describing import name_of_unit
from caunoi.apps.cadres.services.records import SHOWN_DIGITS, PersonRecord, Problem
from caunoi.apps.cadres.services.standing import KnownPerson, people_within
from caunoi.domain.vocabulary.vietnamese import PartialDate, format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import system_scope, visible


@dataclass
class Candidates:
    """The people records may speak of, found with a few queries and asked in memory."""

    by_number: dict[str, KnownPerson] = field(default_factory=dict)
    by_identity: dict[str, list[KnownPerson]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[KnownPerson]] = field(default_factory=lambda: defaultdict(list))
    by_id: dict[UUID, KnownPerson] = field(default_factory=dict)
    taken_numbers: set[str] = field(default_factory=set)
    taken_identities: set[str] = field(default_factory=set)
    former_numbers: set[str] = field(default_factory=set)

    def take(self, people: Iterable[KnownPerson]) -> None:
        for cadre in people:
            if cadre.pk in self.by_id:
                continue
            self.by_id[cadre.pk] = cadre
            self.by_name[cadre.search_key].append(cadre)
            if cadre.number:
                self.by_number[cadre.number] = cadre
            if cadre.identity_index:
                self.by_identity[cadre.identity_index].append(cadre)


def candidates_for(records: Sequence[PersonRecord], *, actor: Actor) -> Candidates:
    """Everybody within reach whose number, identity or name without marks is among the records."""
    numbers = {record.number for record in records if record.number}
    identities = {record.identity_index for record in records if record.identity_number}
    names = {record.keys.search for record in records}
    found = Candidates()
    named = Q(number__among=numbers) | Q(identity_index__among=identities) | Q(search_key__among=names)
    found.take(people_within(actor, named))
    _take_former_numbers(found, numbers - set(found.by_number), actor)
    with system_scope("cadres: is a number taken by somebody out of reach"):
        found.taken_numbers = _elsewhere("number", numbers - set(found.by_number))
        found.taken_identities = _elsewhere("identity_index", identities - set(found.by_identity))
    return found


def _take_former_numbers(found: Candidates, numbers: set[str], actor: Actor) -> None:
    """Numbers of records that were joined to others lead to those, so that a list cannot bring the twin back."""
    if not numbers:
        return
    gone = visible(actor, CadreMerge).filter(lost_number__among=numbers, undone_at__isnull=True)
    heirs = dict(gone.values_list("lost_number", "kept_id"))
    found.take(people_within(actor, Q(pk__among=set(heirs.values()))))
    for number, kept_id in heirs.items():
        if kept_id in found.by_id:
            found.by_number[number] = found.by_id[kept_id]
            found.former_numbers.add(number)


def _elsewhere(column: str, wanted: set[str]) -> set[str]:
    return set(Cadre.objects.filter(**{f"{column}__among": wanted}).values_list(column, flat=True))


@dataclass(frozen=True)
class Match:
    """The person a record speaks of, or None for somebody new, or a problem that a human must settle."""

    cadre: Any = None
    problem: Problem | None = None


def match(record: PersonRecord, known: Candidates, *, on: date, decision: str = "") -> Match:
    """``decision`` is what a human said about a doubtful row: ``new``, or the id of the person it is."""
    if decision and decision != "new":
        return Match(known.by_id.get(UUID(decision)))
    if record.number and (settled := _by_number(record, known)):
        return settled
    if record.identity_number and (settled := _by_identity(record, known)):
        return settled
    return _by_name(record, known, on, new_said=decision == "new")


def _by_number(record: PersonRecord, known: Candidates) -> Match | None:
    number = record.number or ""
    cadre = known.by_number.get(number)
    if cadre is None:
        if number in known.taken_numbers:
            words = _("Số hiệu %(number)s đã có ở đơn vị ngoài phạm vi của bạn.")
            return _refuse("number", words % {"number": number})
        return None
    if _is_somebody_else(record, cadre):
        words = _("Số hiệu %(number)s đang là của %(name)s, sinh %(birth)s. Kiểm tra lại số hiệu.")
        told = {"number": number, "name": cadre.full_name, "birth": format_date(cadre.birth) or "–"}
        return Match(problem=Problem(words % told, "number", value=number, other=described(cadre)))
    return Match(cadre)


def _is_somebody_else(record: PersonRecord, cadre: Any) -> bool:
    other_name = record.keys.search != cadre.search_key
    return other_name and not agree(record.birth, cadre.birth)


def _by_identity(record: PersonRecord, known: Candidates) -> Match | None:
    index = record.identity_index
    if index in known.taken_identities:
        words = _("Số định danh kết thúc %(end)s đã có ở đơn vị ngoài phạm vi của bạn.")
        return _refuse("identity_number", words % {"end": record.identity_number[-SHOWN_DIGITS:]})
    found = known.by_identity.get(index, [])
    same = [cadre for cadre in found if agree(record.birth, cadre.birth)]
    if len(same) == 1:
        return Match(same[0])
    if not found:
        return None
    words = _(
        "Số định danh kết thúc %(end)s đang là của %(name)s, sinh %(birth)s. Kiểm tra lại số và ngày sinh."
    )
    told = {
        "end": record.identity_number[-SHOWN_DIGITS:],
        "name": found[0].full_name,
        "birth": format_date(found[0].birth) or "–",
    }
    return Match(problem=Problem(words % told, "identity_number", other=described(found[0])))


def _by_name(record: PersonRecord, known: Candidates, on: date, *, new_said: bool) -> Match:
    keys = record.keys
    namesakes = [cadre for cadre in known.by_name.get(keys.search, ()) if not _other_number(record, cadre)]
    home = record.home(on)
    here = [cadre for cadre in namesakes if cadre.custodian_id == home]
    sure = [
        cadre for cadre in here if cadre.exact_key == keys.exact and surely_equal(record.birth, cadre.birth)
    ]
    if len(sure) == 1:
        return Match(sure[0])
    doubtful = sure or [cadre for cadre in namesakes if _may_be(record, cadre, cadre in here)]
    if not doubtful or new_said:
        return Match()
    return Match(problem=_ask(record, doubtful[0], len(doubtful)))


def _other_number(record: PersonRecord, cadre: Any) -> bool:
    """Two official numbers, or two identity numbers, are two people."""
    if record.number and cadre.number and record.number != cadre.number:
        return True
    both = bool(record.identity_number and cadre.identity_index)
    return both and record.identity_index != cadre.identity_index


def _may_be(record: PersonRecord, cadre: Any, same_unit: bool) -> bool:
    """Elsewhere a full equal birthday is needed to wonder; in one unit it is enough that nothing speaks against."""
    if same_unit:
        return agree(record.birth, cadre.birth)
    return record.birth is not None and record.birth.precision == "day" and record.birth == cadre.birth


def _ask(record: PersonRecord, cadre: Any, count: int) -> Problem:
    words = _(
        "Có thể trùng với %(name)s, sinh %(birth)s, %(unit)s đã có trong sổ. Chọn: cùng một người hay người khác."
    )
    other = described(cadre)
    told = {"name": cadre.full_name, "birth": other["birth"] or "–", "unit": other["unit"] or "–"}
    more = _(" Còn %(n)s người nữa cũng giống.") % {"n": count - 1} if count > 1 else ""
    return Problem(words % told + more, "full_name", value=record.full_name, other=other)


def _refuse(column: str, message: str) -> Match:
    return Match(problem=Problem(message, column))


def described(cadre: Any) -> dict[str, str]:
    """The other side of a possible duplicate; only ever of somebody within the actor's reach."""
    return {
        "id": str(cadre.pk),
        "name": cadre.full_name,
        "number": cadre.number or "",
        "birth": format_date(cadre.birth),
        "unit": name_of_unit(cadre.custodian_id),
    }


def agree(said: PartialDate | None, known: PartialDate | None) -> bool:
    """Nothing speaks against the two being one day."""
    if said is None or known is None:
        return True
    return said.earliest() <= known.latest() and known.earliest() <= said.latest()


def surely_equal(said: PartialDate | None, known: PartialDate | None) -> bool:
    """Both are known, and say the same as far as the coarser one goes."""
    return said is not None and known is not None and agree(said, known)
