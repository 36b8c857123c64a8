"""Requirement (yêu cầu của một chức danh): a rule, the column it fills, its source and its reliefs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from caunoi.domain.eligibility.facts import Rowset
from caunoi.domain.eligibility.groups import AtLeast
from caunoi.domain.eligibility.reliefs import Relief, soften
from caunoi.domain.eligibility.rules import LevelAtLeast, Route, Rule
from caunoi.domain.eligibility.terms import Terms
from caunoi.domain.eligibility.verdict import U8, Verdict, agreement, constant
from caunoi.domain.vocabulary.period import Period


@dataclass(frozen=True)
class Source:
    """Where a rule comes from (căn cứ): the document, and how sure we are of what it says."""

    document: str
    issued: date | None
    issuer: str
    confidence: str
    note: str = ""


@dataclass(frozen=True)
class Requirement:
    """One requirement as it applies to one title in one area."""

    code: str
    rule: Rule
    clause: str
    rule_id: str
    confidence: str
    reliefs: tuple[Relief, ...] = ()
    note: str = ""

    def evaluate(self, rows: Rowset, terms: Terms, on: date) -> U8:
        base = self.rule.evaluate(rows, terms, on)
        return soften(base, self.reliefs, rows, terms, on) if self.reliefs else base

    def threshold(self, terms: Terms) -> int:
        """The level a plain requirement asks for in its own scale; 0 when it is not that plain."""
        plain = isinstance(self.rule, LevelAtLeast) and self.rule.what in terms.scales
        if isinstance(self.rule, LevelAtLeast) and plain and terms.scales[self.rule.what].code == self.code:
            return self.rule.rank(terms)
        return 0

    def sentence(self, terms: Terms) -> str:
        return self.rule.sentence(terms)

    def held(self, rows: Rowset, terms: Terms) -> str:
        return self.rule.held(rows, terms)

    def routes(self, rows: Rowset, terms: Terms, on: date) -> list[Route]:
        return self.rule.routes(rows, terms, on)


@dataclass(frozen=True)
class DependsOnArea:
    """A requirement in a unit whose area is not known: decided only where every area would decide alike."""

    variants: tuple[Requirement | None, ...]

    def evaluate(self, rows: Rowset, terms: Terms, on: date) -> U8:
        return agreement(
            [
                variant.evaluate(rows, terms, on) if variant else constant(Verdict.NOT_ASKED, rows.size)
                for variant in self.variants
            ]
        )

    def sentence(self, terms: Terms) -> str:
        said = dict.fromkeys(variant.sentence(terms) for variant in self.variants if variant)
        return "Tùy khu vực của đơn vị: " + " hoặc ".join(f"({one})" for one in said)

    def held(self, rows: Rowset, terms: Terms) -> str:
        held = next(variant.held(rows, terms) for variant in self.variants if variant)
        return f"{held}; chưa biết khu vực của đơn vị"

    def routes(self, rows: Rowset, terms: Terms, on: date) -> list[Route]:
        """What satisfies the requirement in every area: each area's own way out, taken together."""
        asked = tuple(dict.fromkeys(variant.rule for variant in self.variants if variant))
        return AtLeast(len(asked), asked).routes(rows, terms, on)


@dataclass(frozen=True)
class TitleRule:
    """A rule set (bộ tiêu chuẩn): what one act asks of some titles in a period."""

    id: str
    name: str
    titles: tuple[str, ...]
    areas: tuple[str, ...]
    period: Period
    source: Source
    special: bool
    templates: tuple["Template", ...]
    judged: tuple[str, ...] = ()
    confirmed_until: date | None = None
    raw: str = field(default="", repr=False)

    def applies(self, title: str, area: str, on: date) -> bool:
        return title in self.titles and (not self.areas or area in self.areas) and self.period.contains(on)

    def requirements(self, title: str, area: str) -> dict[str, Requirement]:
        chosen = (template.for_post(title, area) for template in self.templates)
        return {requirement.code: requirement for requirement in chosen if requirement}


@dataclass(frozen=True)
class Variant:
    """A requirement and the titles and areas it is limited to (empty: no limit)."""

    requirement: Requirement
    titles: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()

    def fits(self, title: str, area: str) -> bool:
        return (not self.titles or title in self.titles) and (not self.areas or area in self.areas)


@dataclass(frozen=True)
class Template:
    """A requirement with its overrides: the last override that fits prevails over the general words."""

    base: Variant
    overrides: Sequence[Variant] = ()

    def for_post(self, title: str, area: str) -> Requirement | None:
        fitting = [variant for variant in (self.base, *self.overrides) if variant.fits(title, area)]
        return fitting[-1].requirement if fitting else None
