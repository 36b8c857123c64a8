"""Rules (yêu cầu): one small class per kind of requirement.

Each can judge columns (`evaluate`), say itself in Vietnamese (`sentence`), say what a person holds (`held`),
and list the missing facts that would satisfy it (`routes`). A requirement that cannot be decided from what
is known answers unknown, never no.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np

from caunoi.domain.eligibility.facts import Rowset
from caunoi.domain.eligibility.routes import Missing, Route
from caunoi.domain.eligibility.terms import Terms
from caunoi.domain.eligibility.verdict import U8, Flags, Verdict, constant, from_bounds

Bounds = tuple[Flags, Flags]
"""Where a rule is surely satisfied, and where it possibly is."""


class Rule(Protocol):
    """What every kind of requirement can do."""

    def evaluate(self, rows: Rowset, terms: Terms, on: date) -> U8: ...

    def sentence(self, terms: Terms) -> str: ...

    def held(self, rows: Rowset, terms: Terms) -> str: ...

    def routes(self, rows: Rowset, terms: Terms, on: date) -> list[Route]: ...


class Bounded(ABC):
    """A rule told by two questions (hai cận): is it surely satisfied, and may it be."""

    @abstractmethod
    def bounds(self, rows: Rowset, terms: Terms, on: date) -> Bounds: ...

    def evaluate(self, rows: Rowset, terms: Terms, on: date) -> U8:
        return from_bounds(*self.bounds(rows, terms, on))


@dataclass(frozen=True)
class LevelAtLeast(Bounded):
    """A level of a scale or more (trình độ từ … trở lên)."""

    what: str
    level: str

    def rank(self, terms: Terms) -> int:
        return terms.scale(self.what).ranks[self.level]

    def ranks_of(self, rows: Rowset, terms: Terms) -> U8:
        if self.what in terms.states:
            return rows.column(self.what).astype(np.uint8)
        return rows.lane("levels", list(terms.scales).index(self.what))

    def bounds(self, rows: Rowset, terms: Terms, on: date) -> Bounds:
        ranks = self.ranks_of(rows, terms)
        return ranks >= self.rank(terms), ranks == 0

    def sentence(self, terms: Terms) -> str:
        scale = terms.scale(self.what)
        rank = self.rank(terms)
        said = scale.label(rank) + ("" if rank == len(scale.levels) else " trở lên")
        return said if self.what in terms.states else f"{scale.name}: {said}"

    def held(self, rows: Rowset, terms: Terms) -> str:
        return terms.scale(self.what).label(int(self.ranks_of(rows, terms)[0]))

    def routes(self, rows: Rowset, terms: Terms, on: date) -> list[Route]:
        return [frozenset([Missing(self.what, self.level, self.rank(terms))])]


@dataclass(frozen=True)
class StateIs(Bounded):
    """A state is exactly this one (trạng thái đúng là …)."""

    what: str
    value: str

    def bounds(self, rows: Rowset, terms: Terms, on: date) -> Bounds:
        ranks = rows.column(self.what)
        return ranks == terms.states[self.what].ranks[self.value], ranks == 0

    def sentence(self, terms: Terms) -> str:
        scale = terms.states[self.what]
        return scale.label(scale.ranks[self.value])

    def held(self, rows: Rowset, terms: Terms) -> str:
        return terms.states[self.what].label(int(rows.column(self.what)[0]))

    def routes(self, rows: Rowset, terms: Terms, on: date) -> list[Route]:
        """A state of this kind is not earned; it can only turn out to be so while it is not known."""
        unknown = rows.column(self.what)[0] == 0
        return [frozenset([Missing(self.what, self.value)])] if unknown else []


@dataclass(frozen=True)
class FieldIn(Bounded):
    """The professional qualification is in one of these fields (ngành đào tạo phù hợp)."""

    fields: tuple[str, ...]

    def bounds(self, rows: Rowset, terms: Terms, on: date) -> Bounds:
        held = rows.column("professional_field")
        fitting = np.zeros(len(terms.fields) + 1, np.bool_)
        fitting[[terms.field_numbers[code] for code in self.fields]] = True
        return np.take(fitting, held), held == 0

    def sentence(self, terms: Terms) -> str:
        return "Ngành đào tạo: " + _one_of([terms.fields[code].name for code in self.fields])

    def held(self, rows: Rowset, terms: Terms) -> str:
        number = int(rows.column("professional_field")[0])
        return list(terms.fields.values())[number - 1].name if number else "chưa có dữ liệu"

    def routes(self, rows: Rowset, terms: Terms, on: date) -> list[Route]:
        return [frozenset([Missing("professional_field", code)]) for code in self.fields]


@dataclass(frozen=True)
class TrainedIn(Bounded):
    """All of these specialised trainings (đã bồi dưỡng nghiệp vụ)."""

    trainings: tuple[str, ...]

    def bounds(self, rows: Rowset, terms: Terms, on: date) -> Bounds:
        asked = np.uint32(sum(terms.training_bits[code] for code in self.trainings))
        held = rows.column("trained") & asked
        surely = held == asked
        lacking = np.bitwise_xor(held, asked, out=held)
        lacking &= rows.column("trained_known")
        return surely, lacking == 0

    def sentence(self, terms: Terms) -> str:
        return "Đã bồi dưỡng " + ", ".join(terms.trainings[code].name for code in self.trainings)

    def held(self, rows: Rowset, terms: Terms) -> str:
        has = [
            terms.trainings[code].name for code in self.trainings if self._bit(rows, "trained", terms, code)
        ]
        open_ = [code for code in self.trainings if not self._bit(rows, "trained_known", terms, code)]
        said = ", ".join(has) if has else ("" if open_ else "chưa bồi dưỡng")
        unclear = ", ".join(terms.trainings[code].name for code in open_)
        return "; ".join(part for part in (said, f"chưa có dữ liệu: {unclear}" if unclear else "") if part)

    def routes(self, rows: Rowset, terms: Terms, on: date) -> list[Route]:
        lacking = [code for code in self.trainings if not self._bit(rows, "trained", terms, code)]
        return [frozenset(Missing("trained", code) for code in lacking)]

    def _bit(self, rows: Rowset, column: str, terms: Terms, code: str) -> bool:
        return bool(int(rows.column(column)[0]) & terms.training_bits[code])


@dataclass(frozen=True)
class Unstated:
    """The law asks for something here, but the value is not published or not found (chưa rõ quy định)."""

    note: str

    def evaluate(self, rows: Rowset, terms: Terms, on: date) -> U8:
        return constant(Verdict.UNKNOWN, rows.size)

    def sentence(self, terms: Terms) -> str:
        return f"Chưa có quy định cụ thể: {self.note}"

    def held(self, rows: Rowset, terms: Terms) -> str:
        return "không so được vì chưa có quy định"

    def routes(self, rows: Rowset, terms: Terms, on: date) -> list[Route]:
        return []


def _one_of(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " hoặc " + names[-1]
