"""The rules themselves: which are in force on a day, of which time each title's versions are, what is unsure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from caunoi.domain.eligibility.describe import RuleText, rule_text
from caunoi.domain.eligibility.requirement import TitleRule
from caunoi.domain.eligibility.rulebook import RulesOnDay, load_rulebook
from caunoi.domain.eligibility.terms import Title, load_terms
from caunoi.domain.vocabulary.finding import Finding
from caunoi.domain.vocabulary.vietnamese import fold, format_date
from caunoi.foundation.errors import NotVisible, Refused


@dataclass(frozen=True)
class RuleVersion:
    """One rule set of a title in words (phiên bản tiêu chuẩn), and whether it is in force on the day."""

    rule: TitleRule
    text: RuleText
    in_force: bool


@dataclass(frozen=True)
class TitleStandard:
    """What a title is asked on a day (tiêu chuẩn của chức danh), and what must be said about it."""

    title: Title
    versions: tuple[RuleVersion, ...]
    findings: tuple[Finding, ...]

    @property
    def in_force(self) -> tuple[RuleVersion, ...]:
        return tuple(version for version in self.versions if version.in_force)


def titles_kept(codes: Collection[str], on: date) -> Mapping[str, str]:
    """The title itself if it exists on the day, else the one of the same name; empty where there is none."""
    titles, there = load_terms().titles, {title.code: title for title in load_terms().titles_on(on)}
    named = {fold(title.name): code for code, title in there.items()}
    names = {code: titles[code].name if code in titles else code for code in codes}
    return {code: code if code in there else named.get(fold(name), "") for code, name in names.items()}


class NoRulesThen(Refused):
    """Nobody is judged on a day of which no rules are known."""


def rules_on(on: date) -> RulesOnDay:
    try:
        return load_rulebook().for_day(on)
    except LookupError as fault:
        raise NoRulesThen(
            _("Ngày %(day)s chưa có tiêu chuẩn nào được ghi lại để đối chiếu. Chọn một ngày sau.")
            % {"day": format_date(on)}
        ) from fault


@lru_cache(maxsize=64)
def codes_asked_on(on: date) -> tuple[str, ...]:
    """Every requirement some rule in force on the day asks, in the order of the matrix."""
    asked = {
        variant.requirement.code
        for rule in rules_on(on).rules
        for template in rule.templates
        for variant in (template.base, *template.overrides)
    }
    return tuple(code for code in load_terms().lanes if code in asked)


def standards_on(on: date) -> list[TitleStandard]:
    """Every title that exists on the day with the rules in force."""
    return [_standard(title, on) for title in load_terms().titles_on(on)]


def standard_of(title_code: str, on: date) -> TitleStandard:
    """One title with its rules of all times, oldest first."""
    title = load_terms().titles.get(title_code)
    if title is None:
        raise NotVisible(f"standards.Title {title_code}")
    return _standard(title, on)


def _standard(title: Title, on: date) -> TitleStandard:
    rules = [rule for rule in load_rulebook().rules if title.code in rule.titles]
    ordered = sorted(rules, key=lambda rule: (rule.period.start or date.min, rule.special, rule.id))
    versions = tuple(RuleVersion(rule, _text(rule.id), rule.period.contains(on)) for rule in ordered)
    day = rules_on(on)
    used = [version.rule for version in versions if version.in_force]
    silent = [] if used and title.period.contains(on) else [day.no_rule(title)]
    return TitleStandard(title, versions, (*silent, *day.stale_among(used)))


@lru_cache(maxsize=256)
def _text(rule_id: str) -> RuleText:
    rule = next(rule for rule in load_rulebook().rules if rule.id == rule_id)
    return rule_text(rule, load_terms())
