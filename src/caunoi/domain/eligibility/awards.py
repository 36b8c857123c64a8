"""Awards (văn bằng, chứng chỉ): the dated catalogue of names, old and new, and the level each stands for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from caunoi.domain.eligibility.reading import (
    CONFIDENCES,
    Entry,
    Table,
    UnreadableRule,
    read_toml,
    standards_folder,
)
from caunoi.domain.eligibility.terms import Terms, load_terms
from caunoi.domain.vocabulary.period import Period
from caunoi.domain.vocabulary.vietnamese import fold


@dataclass(frozen=True)
class Award:
    """A name of an award and the level it stands for when awarded in this period (văn bằng tương đương)."""

    what: str
    level: str
    names: tuple[str, ...]
    period: Period
    clause: str
    confidence: str


class Awards:
    """The catalogue: asked with the name on the paper and the day it was awarded."""

    def __init__(self, awards: list[Award]) -> None:
        self.awards = tuple(awards)
        self._by_name: dict[tuple[str, str], list[Award]] = {}
        for award in awards:
            for name in award.names:
                self._add(award, name)

    def _add(self, award: Award, name: str) -> None:
        known = self._by_name.setdefault((award.what, fold(name)), [])
        for other in known:
            if other.period.overlaps(award.period):
                what = f"“{name}” có hai mức trong cùng thời gian."
                raise UnreadableRule("Tệp awards.toml", what, "ghi “from”, “to” cho từng mức.")
        known.append(award)

    def find(self, what: str, name: str, *, awarded_on: date) -> Award | None:
        """The award of that name on that day; the same name may have stood for another level before."""
        for award in self._by_name.get((what, fold(name)), []):
            if award.period.contains(awarded_on):
                return award
        return None

    def level(self, what: str, name: str, *, awarded_on: date) -> str | None:
        found = self.find(what, name, awarded_on=awarded_on)
        return found.level if found else None


@lru_cache(maxsize=1)
def load_awards() -> Awards:
    """The catalogue that ships with the product."""
    return read_awards(read_toml(standards_folder() / "awards.toml"), load_terms())


def read_awards(content: Table, terms: Terms) -> Awards:
    top = Entry(content, "Tệp awards.toml")
    awards = Awards([_award(entry, terms.scales) for entry in top.tables("award", "văn bằng")])
    top.finish()
    return awards


def _award(entry: Entry, scales: Mapping[str, object]) -> Award:
    terms = load_terms()
    what = entry.one_of("what", scales)
    start, end = entry.day("from"), entry.day("to")
    award = Award(
        what=what,
        level=entry.one_of("level", terms.scales[what].ranks),
        names=entry.words("names"),
        period=Period(start, end),
        clause=entry.text("clause"),
        confidence=entry.one_of("confidence", CONFIDENCES),
    )
    entry.finish()
    return award
