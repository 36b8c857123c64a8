"""Dated data beside the rules (dữ liệu mốc): terms, which evidence counts, what fields are called."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.vocabulary.period import Period
from caunoi.domain.vocabulary.vietnamese import fold


@dataclass(frozen=True)
class Term:
    """A term of office (nhiệm kỳ)."""

    name: str
    period: Period
    source: str


@dataclass(frozen=True)
class EvidenceRule:
    """Which states of verification count towards a level held (minh chứng được tính)."""

    counts: frozenset[str]
    period: Period
    source: str


def _table(name: str) -> Mapping[str, Any]:
    file = files("caunoi.regulations") / "reporting" / name
    return tomllib.loads(file.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def terms_of_office() -> tuple[Term, ...]:
    rows = _table("terms.toml")["term"]
    return tuple(Term(row["name"], Period(row["from"], row.get("to")), row["source"]) for row in rows)


def term_on(on: date) -> Term | None:
    """The term a day lies in; None before the first one written down."""
    return next((term for term in terms_of_office() if term.period.contains(on)), None)


@lru_cache(maxsize=1)
def _evidence_rules() -> tuple[EvidenceRule, ...]:
    rows = _table("evidence.toml")["evidence"]
    return tuple(
        EvidenceRule(frozenset(row["counts"]), Period(row["from"], row.get("to")), row["source"])
        for row in rows
    )


def evidence_on(on: date) -> EvidenceRule:
    """What counts on the day; where nothing is written down only what was verified."""
    nothing = EvidenceRule(frozenset({"verified"}), Period(None, None), "")
    return next((rule for rule in _evidence_rules() if rule.period.contains(on)), nothing)


def field_number(text: str) -> int:
    """The group of fields a name on a diploma belongs to; 0 where nobody has said."""
    words = _words(text)
    if not words:
        return 0
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            found = _field_names().get(" ".join(words[start : start + length]))
            if found:
                return found
    return 0


@lru_cache(maxsize=1)
def _field_names() -> Mapping[str, int]:
    numbers = load_terms().field_numbers
    known = dict(numbers)
    for code, names in _table("fields.toml")["names"].items():
        known |= {" ".join(_words(name)): numbers[code] for name in names}
    return known


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() or letter == "_" else " " for letter in fold(text)).split()
