"""What a step changed of one person (kết luận đổi): each requirement that is judged otherwise, and the group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.standards.selectors.asked import ANY
from caunoi.apps.standards.selectors.changes import Change, Looked
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.domain.movement.parts import Step

PROFESSIONAL = "CM"


@dataclass(frozen=True)
class Flip:
    """A requirement judged otherwise than before (yêu cầu đổi kết luận)."""

    code: str
    before: Verdict
    after: Verdict

    @property
    def words(self) -> str:
        told = {
            "name": _(load_terms().columns[self.code].name),
            "before": _(self.before.label),
            "after": _(self.after.label),
        }
        return _("%(name)s: %(before)s → %(after)s") % told


def flips_of(change: Change, person: UUID, step: Step) -> list[Flip]:
    """Among the requirements the number asks about."""
    before, after = change.around(step)
    then, now = _verdicts_of(before, person), _verdicts_of(after, person)
    nothing = Verdict.NOT_ASKED
    told = [Flip(code, then.get(code, nothing), now.get(code, nothing)) for code in _codes(after)]
    return [flip for flip in told if flip.before != flip.after]


def in_group(change: Change, person: UUID, step: Step) -> tuple[bool, bool]:
    """Whether the group looked at holds the person before and after the step."""
    before, after = (_group_of(look, person) for look in change.around(step))
    return before, after


def _verdicts_of(look: Looked, person: UUID) -> Mapping[str, Verdict]:
    place = look.found.places.get(person)
    if place is None:
        return {}
    row = look.found.judged(look.asked.chosen_titles).matrix[place]
    return {code: Verdict(int(number)) for code, number in zip(look.found.codes, row, strict=True)}


def _group_of(look: Looked, person: UUID) -> bool:
    place = look.found.places.get(person)
    return place is not None and bool(look.everybody_there[place])


def _codes(look: Looked) -> Sequence[str]:
    """The requirements the number asks about; all, where it asks for the whole verdict."""
    named = (*look.asked.lacks, *look.asked.unknown_of)
    if named and ANY not in named:
        return named
    return (PROFESSIONAL,) if look.asked.level else look.found.codes
