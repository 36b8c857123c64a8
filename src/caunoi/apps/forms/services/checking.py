"""Do the forms agree (đối chiếu biểu)? Each check names the rows that disagree, and whom the difference is about."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.forms.selectors.definitions import CheckDefinition, Side, all_checks, form_or_404
from caunoi.apps.forms.services.filled import Filled, FormScope, Line
from caunoi.apps.forms.services.filling import fill_form
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible
from caunoi.foundation.policy.decisions import holds

Counted = Counter[UUID]


@dataclass(frozen=True)
class Disagreement:
    """A row on which the two sides differ (dòng lệch); ``missing`` are only on the right, ``extra`` too often left."""

    row: str
    left: int
    right: int
    missing: tuple[UUID, ...]
    extra: tuple[UUID, ...]


@dataclass(frozen=True)
class Checked:
    """A check done (kết quả đối chiếu); ``unread`` where the role does not read all of its columns."""

    check: CheckDefinition
    rows: int
    differing: tuple[Disagreement, ...]
    unread: bool = False


class Checking:
    """All checks over one scope: a form used by several is filled once."""

    def __init__(self, actor: Actor, scope: FormScope) -> None:
        self.actor, self.scope = actor, scope
        self._filled: dict[str, Filled] = {}

    def form(self, key: str) -> Filled:
        if key not in self._filled:
            self._filled[key] = fill_form(self.actor, form_or_404(key, self.scope.on), self.scope)
        return self._filled[key]

    def outcomes(self) -> list[Checked]:
        return [self._outcome(check) for check in all_checks()]

    @cached_property
    def _may_list(self) -> bool:
        return holds(self.actor, Cadre, "export")

    def _outcome(self, check: CheckDefinition) -> Checked:
        if not all(self._is_read(side) for side in (check.left, check.right)):
            return Checked(check, 0, (), unread=True)
        left, right = self._rows(check.left, check.by), self._rows(check.right, check.by)
        both = [key for key in left if key in right]
        pairs = [(left[key][0], left[key][1], right[key][1]) for key in both]
        differing = [_difference(*pair) for pair in pairs if pair[1] != pair[2]]
        return Checked(check, len(both), tuple(differing))

    def _is_read(self, side: Side) -> bool:
        if not side.columns:
            return self._may_list
        first = self.form(side.form).lines[0].numbers
        return first.keys() >= set(side.columns)

    def _rows(self, side: Side, by: str) -> Mapping[str, tuple[str, Counted]]:
        """Row by row who is counted, and how often; the total of a list is everybody on it."""
        filled = self.form(side.form)
        if not side.columns:
            return {"tong": ("", Counter(filled.people))}
        lines = filled.lines if by == "row" else filled.lines[:1]
        return {line.key: (line.title, _counted(line, side)) for line in lines}


def _counted(line: Line, side: Side) -> Counted:
    return Counter(person for key in side.columns for person in line.numbers[key].people)


def _difference(row: str, left: Counted, right: Counted) -> Disagreement:
    missing, extra = right - left, left - right
    return Disagreement(
        row, left.total(), right.total(), tuple(sorted(missing, key=str)), tuple(sorted(extra, key=str))
    )


def names_of(actor: Actor, checked: list[Checked]) -> Mapping[UUID, str]:
    """The names of whom the differences are about, as far as the actor may see them."""
    meant = {person for each in checked for row in each.differing for person in (*row.missing, *row.extra)}
    return dict(visible(actor, Cadre).filter(pk__in=meant).values_list("pk", "full_name"))
