"""Measures (cách tính đạt chuẩn): which requirements count, and which titles are the key ones, on a day."""

from collections.abc import Mapping
from dataclasses import dataclass

from caunoi.domain.eligibility.reading import CONFIDENCES, Entry, Table
from caunoi.domain.eligibility.rulefile import canonical
from caunoi.domain.eligibility.terms import Terms
from caunoi.domain.vocabulary.period import Period

EVERYTHING = "*"


@dataclass(frozen=True)
class Measure:
    """A way to say "at standard" (cách tính): the requirement codes that count, per class of titles."""

    id: str
    name: str
    source: str
    period: Period
    counts: Mapping[str, frozenset[str]]
    raw: str

    def counting(self, kind: str, code: str) -> bool:
        counted = self.counts.get(kind, frozenset([EVERYTHING]))
        return EVERYTHING in counted or code in counted


@dataclass(frozen=True)
class KeyTitles:
    """The titles counted as key cadres (cán bộ chủ chốt) in a period."""

    id: str
    name: str
    titles: tuple[str, ...]
    period: Period
    source: str
    confidence: str


def read_measures(content: Table, terms: Terms) -> tuple[list[Measure], list[KeyTitles]]:
    top = Entry(content, "Tệp measures.toml")
    measures = [_measure(entry, terms) for entry in top.tables("measure", "cách tính")]
    keys = [_key_titles(entry, terms) for entry in top.tables("key_titles", "diện chủ chốt")]
    top.finish()
    return measures, keys


def _measure(entry: Entry, terms: Terms) -> Measure:
    counts: dict[str, frozenset[str]] = {}
    for part in entry.tables("counts", "phần"):
        codes = _known(part, "codes", {**terms.columns, EVERYTHING: None})
        counts |= dict.fromkeys(_known(part, "classes", terms.kinds), frozenset(codes))
        part.finish()
    measure = Measure(
        id=entry.text("id"),
        name=entry.text("name"),
        source=entry.text("source"),
        period=Period(entry.required_day("from"), entry.day("to")),
        counts=counts,
        raw=canonical(entry.table),
    )
    entry.finish()
    return measure


def _key_titles(entry: Entry, terms: Terms) -> KeyTitles:
    found = KeyTitles(
        id=entry.text("id"),
        name=entry.text("name"),
        titles=_known(entry, "titles", terms.titles),
        period=Period(entry.required_day("from"), entry.day("to")),
        source=entry.text("source"),
        confidence=entry.one_of("confidence", CONFIDENCES),
    )
    entry.finish()
    return found


def _known(entry: Entry, key: str, allowed: Mapping[str, object]) -> tuple[str, ...]:
    words = entry.words(key)
    strangers = [word for word in words if word not in allowed]
    if strangers or not words:
        raise entry.fault(f"“{key}” có “{', '.join(strangers)}”.", f"chọn: {', '.join(allowed)}.")
    return words
