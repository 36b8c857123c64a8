"""A form filled (biểu đã điền): every number with the people it counts, every row with whom it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from uuid import UUID

from caunoi.apps.forms.selectors.definitions import FormDefinition

Value = str | int | float | date | None


@dataclass(frozen=True)
class FormScope:
    """What a form is asked about (phạm vi biểu): a day, a unit with all under it, the class of a list of a class."""

    on: date
    unit_id: UUID | None = None
    class_id: UUID | None = None


@dataclass(frozen=True)
class Number:
    """A number of a form (số của biểu): the people it counts, and the list that shows them."""

    people: frozenset[UUID]
    url: str

    @property
    def value(self) -> int:
        return len(self.people)


@dataclass(frozen=True)
class Line:
    """A row (dòng): its title, its numbers or its words by column, and the person it is about."""

    key: str
    title: str
    kind: Literal["plain", "strong", "group"] = "plain"
    numbers: Mapping[str, Number] = field(default_factory=dict)
    words: Mapping[str, Value] = field(default_factory=dict)
    person: UUID | None = None


@dataclass(frozen=True)
class Filled:
    """The form with its rows; ``hidden`` are columns the reader's role does not read, left empty and said."""

    definition: FormDefinition
    scope: FormScope
    lines: Sequence[Line]
    hidden: tuple[str, ...] = ()
    subtitle: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def people(self) -> frozenset[UUID]:
        """Whoever the rows are about, or the people of the first total."""
        if self.definition.content != "counts":
            return frozenset(line.person for line in self.lines if line.person)
        first = self.definition.columns[0].key
        return self.lines[0].numbers[first].people if self.lines else frozenset()

    @property
    def count(self) -> int:
        """How many rows of people; of a form of numbers how many rows."""
        return sum(line.kind != "group" for line in self.lines)
