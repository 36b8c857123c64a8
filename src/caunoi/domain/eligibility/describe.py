"""Every rule as Vietnamese sentences with its source: what the page shows and a jurist checks."""

from dataclasses import dataclass

from caunoi.domain.eligibility.reading import CONFIDENCES
from caunoi.domain.eligibility.requirement import TitleRule, Variant
from caunoi.domain.eligibility.rulebook import RulesOnDay
from caunoi.domain.eligibility.terms import Terms
from caunoi.domain.vocabulary.period import Period
from caunoi.domain.vocabulary.vietnamese import format_date


@dataclass(frozen=True)
class RuleLine:
    """One requirement of a rule set in words: who it is limited to, what it asks, where it is written."""

    code: str
    name: str
    limited_to: str
    sentence: str
    clause: str
    confidence: str
    note: str
    reliefs: tuple[str, ...]

    def __str__(self) -> str:
        head = f"{self.limited_to}: {self.sentence}" if self.limited_to else self.sentence
        tail = "".join(f" {relief}." for relief in self.reliefs)
        return f"{head} ({self.clause}).{tail}"


@dataclass(frozen=True)
class RuleText:
    """A rule set in words (tiêu chuẩn bằng lời)."""

    rule_id: str
    name: str
    titles: tuple[str, ...]
    period: str
    source: str
    confidence: str
    lines: tuple[RuleLine, ...]
    judged: tuple[str, ...]

    def __str__(self) -> str:
        lines = [
            f"{self.name} ({', '.join(self.titles)}), {self.period}.",
            f"Căn cứ: {self.source}; {self.confidence}.",
        ]
        lines += [f"- {line}" for line in self.lines]
        return "\n".join(lines + [f"- Không chấm bằng máy: {text}" for text in self.judged])


def rule_text(rule: TitleRule, terms: Terms) -> RuleText:
    variants = [variant for template in rule.templates for variant in (template.base, *template.overrides)]
    note = f" ({rule.source.note})" if rule.source.note else ""
    return RuleText(
        rule_id=rule.id,
        name=rule.name,
        titles=tuple(terms.titles[code].name for code in rule.titles),
        period=_period(rule.period),
        source=rule.source.document + note,
        confidence=CONFIDENCES[rule.source.confidence],
        lines=tuple(_line(variant, terms) for variant in variants),
        judged=rule.judged,
    )


def describe(rule: TitleRule, terms: Terms) -> str:
    """One rule set as Vietnamese text with its source."""
    return str(rule_text(rule, terms))


def describe_by_title(rules: RulesOnDay) -> dict[str, list[RuleText]]:
    """Every rule in force on the day, by title code; a title with an empty list has none."""
    texts = {rule.id: rule_text(rule, rules.terms) for rule in rules.rules}
    return {
        title.code: [texts[rule.id] for rule in rules.rules if title.code in rule.titles]
        for title in rules.terms.titles_on(rules.on)
    }


def _line(variant: Variant, terms: Terms) -> RuleLine:
    asked = variant.requirement
    return RuleLine(
        code=asked.code,
        name=terms.columns[asked.code].name,
        limited_to=_limits(variant, terms),
        sentence=asked.sentence(terms),
        clause=asked.clause,
        confidence=CONFIDENCES[asked.confidence],
        note=asked.note,
        reliefs=tuple(relief.sentence(terms) for relief in asked.reliefs),
    )


def _limits(variant: Variant, terms: Terms) -> str:
    titles = ", ".join(terms.titles[code].name for code in variant.titles)
    areas = ", ".join(terms.areas[code].name for code in variant.areas)
    return "; ".join(
        part for part in (f"Với {titles}" if titles else "", f"Ở {areas}" if areas else "") if part
    )


def _period(period: Period) -> str:
    start = f"từ ngày {format_date(period.start)}"
    return f"{start} đến hết ngày {format_date(period.last_day)}" if period.end else f"{start} đến nay"
