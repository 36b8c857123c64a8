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
    told = [
        Flip(code, then.get(code, nothing), now.get(code, nothing)) for code in _codes(before, after, person)
    ]
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


def _codes(before: Looked, after: Looked, person: UUID) -> Sequence[str]:
    """The requirements the number asks about: those named, else those that count for the person's posts."""
    asked = after.asked
    named = (*asked.lacks, *asked.unknown_of)
    if named:
        return after.found.codes if ANY in named else named
    if asked.level:
        return (PROFESSIONAL,)
    counted = {lane for look in (before, after) for lane in _counted(look, person)}
    return [code for code in after.found.codes if after.found.lane(code) in counted]


def _counted(look: Looked, person: UUID) -> set[int]:
    assessment = look.found.assessment
    return {lane for row in look.found.rows_of(person) for lane in assessment.group(row).counted}
