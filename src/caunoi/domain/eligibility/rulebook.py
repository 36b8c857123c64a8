"""Rulebook (bộ tiêu chuẩn): all rule sets of all times, and the ones in force on a day."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from importlib.resources.abc import Traversable

from caunoi.domain.eligibility.measures import KeyTitles, Measure, read_measures
from caunoi.domain.eligibility.reading import Table, UnreadableRule, read_toml, standards_folder
from caunoi.domain.eligibility.requirement import DependsOnArea, Requirement, TitleRule
from caunoi.domain.eligibility.rulefile import canonical, read_rules
from caunoi.domain.eligibility.rules import Unstated
from caunoi.domain.eligibility.terms import Terms, Title, load_terms
from caunoi.domain.vocabulary.finding import Finding
from caunoi.domain.vocabulary.vietnamese import format_date

NOT_RULES = ("scales.toml", "titles.toml", "measures.toml", "awards.toml")
DEFAULT_MEASURE = "dat-chuan"
DAYS_KEPT = 1000
Asked = Requirement | DependsOnArea
UNPUBLISHED = Requirement("KHAC", Unstated("không có tiêu chuẩn nào đang có hiệu lực"), "", "", "thap")


@dataclass(frozen=True)
class Post:
    """What is asked of one title in one area on the day; without a rule nothing can be said."""

    rule: TitleRule | None
    requirements: Mapping[str, Asked]


class Rulebook:
    """All rule sets, measures and terms (bộ tiêu chuẩn mọi thời kỳ)."""

    def __init__(
        self, rules: Iterable[TitleRule], measures: Iterable[Measure], keys: Iterable[KeyTitles], terms: Terms
    ) -> None:
        self.rules = tuple(sorted(rules, key=lambda rule: rule.id))
        self.measures = tuple(measures)
        self.keys = tuple(keys)
        self.terms = terms
        self._days: dict[tuple[date, str, date], RulesOnDay] = {}
        _refuse_clashes(self.rules)

    @classmethod
    def from_tables(
        cls, files: Mapping[str, Table], terms: Terms | None = None, measures: Table | None = None
    ) -> "Rulebook":
        """From the content of rule files by name; measures are those that ship unless given."""
        known = terms or load_terms()
        rules = _read_all(files, known)
        counted, keys = read_measures(measures or read_toml(standards_folder() / "measures.toml"), known)
        return cls(rules, counted, keys, known)

    def for_day(
        self, on: date, measure: str = DEFAULT_MEASURE, *, judging: date | None = None
    ) -> "RulesOnDay":
        """The rules in force on the day, ready to be applied; kept, for they are asked again and again.

        ``judging`` is the day of the facts, where it is another one: what would be said of them under these rules.
        """
        key = (on, measure, judging or on)
        found = self._days.get(key)
        if found is None:
            if len(self._days) >= DAYS_KEPT:
                self._days.clear()
            found = self._days[key] = RulesOnDay(self, on, self.measure(measure, on), judging)
        return found

    def measure(self, measure_id: str, on: date) -> Measure:
        named = [measure for measure in self.measures if measure.id == measure_id]
        for measure in named:
            if measure.period.contains(on):
                return measure
        known = ", ".join(dict.fromkeys(measure.id for measure in self.measures))
        raise LookupError(
            f"Không có cách tính “{measure_id}” vào ngày {format_date(on)}. Các cách tính đã biết: {known}."
        )

    def key_titles(self, on: date) -> tuple[str, ...]:
        """The titles counted as key cadres on the day (cán bộ chủ chốt)."""
        return tuple(code for keys in self.keys if keys.period.contains(on) for code in keys.titles)

    def with_tables(self, files: Mapping[str, Table]) -> "Rulebook":
        """A draft: these rule sets in place of those with the same id, everything else as it is."""
        drafts = _read_all(files, self.terms)
        replaced = {rule.id for rule in drafts}
        kept = [rule for rule in self.rules if rule.id not in replaced]
        return Rulebook([*kept, *drafts], self.measures, self.keys, self.terms)


def _read_all(files: Mapping[str, Table], terms: Terms) -> list[TitleRule]:
    return [rule for name, table in files.items() for rule in read_rules(table, f"Tệp {name}", terms)]


@lru_cache(maxsize=1)
def load_rulebook() -> Rulebook:
    """The rule files that ship with the product (chỉ đọc một lần)."""
    return read_rulebook(standards_folder(), load_terms())


def read_rulebook(folder: Traversable, terms: Terms) -> Rulebook:
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    tables = {name: read_toml(folder / name) for name in names if name not in NOT_RULES}
    return Rulebook.from_tables(tables, terms, read_toml(folder / "measures.toml"))


class RulesOnDay:
    """The rules in force on one day under one measure (tiêu chuẩn có hiệu lực trong ngày)."""

    def __init__(self, book: Rulebook, on: date, measure: Measure, judging: date | None = None) -> None:
        self.book, self.on, self.measure, self.terms = book, on, measure, book.terms
        self.judging = judging or on
        self.rules = tuple(rule for rule in book.rules if rule.period.contains(on))

    @cached_property
    def rule_hash(self) -> str:
        """SHA-256 of all that decides a verdict on this day: rules, titles, scales, areas, measure."""
        scales = [*self.terms.scales.values(), *self.terms.states.values()]
        words = [[scale.what, scale.code, list(scale.ranks)] for scale in scales]
        titles = [[title.code, title.kind] for title in self.terms.titles_on(self.on)]
        parts = [[rule.raw for rule in self.rules], words, titles, [*self.terms.areas], self.measure.raw]
        return hashlib.sha256(canonical(parts).encode()).hexdigest()

    def post(self, title: Title, area: str | None) -> Post:
        """What is asked of a title in an area; None is an area not known."""
        if not title.period.contains(self.on):
            return Post(None, {})
        return self._in_area(title, area) if area else self._anywhere(title)

    def _in_area(self, title: Title, area: str) -> Post:
        fitting = [rule for rule in self.rules if rule.applies(title.code, area, self.on)]
        general = [rule for rule in fitting if not rule.special]
        if not general:
            return Post(None, {})
        asked: dict[str, Asked] = dict(general[0].requirements(title.code, area))
        for rule in fitting:
            if rule.special:
                asked |= rule.requirements(title.code, area)
        return Post(general[0], asked)

    def _anywhere(self, title: Title) -> Post:
        posts = [self._in_area(title, area) for area in self.terms.areas]
        rules = [post.rule for post in posts if post.rule]
        if not rules:
            return Post(None, {})
        codes = dict.fromkeys(code for post in posts for code in post.requirements)
        return Post(rules[0], {code: _alike([_asked(post, code) for post in posts]) for code in codes})

    def findings(self) -> list[Finding]:
        """Titles that exist on the day without a rule, and rules nobody has confirmed up to the day."""
        return [
            *(
                self.no_rule(title)
                for title in self.terms.titles_on(self.on)
                if not self._anywhere(title).rule
            ),
            *self.stale_among(self.rules),
        ]

    def stale_among(self, rules: Iterable[TitleRule | None]) -> list[Finding]:
        """A warning for each rule nobody has confirmed up to the day, in a fixed order."""
        known = sorted((rule for rule in rules if rule), key=lambda rule: rule.id)
        return [self._unconfirmed(rule) for rule in known if self._is_stale(rule)]

    def no_rule(self, title: Title) -> Finding:
        """Why a title cannot be judged on the day: it does not exist then, or no rule is in force."""
        day = format_date(self.on)
        if not title.period.contains(self.on):
            message = f"Chức danh “{title.name}” không có vào ngày {day}."
            return Finding("title-not-in-force", message, title.source, "warning")
        message = f"Chức danh “{title.name}”: không có tiêu chuẩn nào đang có hiệu lực vào ngày {day}."
        expired = self._expired(title)
        if expired:
            message += f" {expired.source.document} đã hết hiệu lực, cần văn bản thay thế."
        return Finding("no-standard-in-force", message, expired.source.document if expired else "", "warning")

    def _expired(self, title: Title) -> TitleRule | None:
        """The rule that last applied to the title and no longer does."""
        ended = [
            (rule.period.end, rule.id, rule)
            for rule in self.book.rules
            if title.code in rule.titles and rule.period.end and rule.period.end <= self.on
        ]
        return max(ended)[2] if ended else None

    def _is_stale(self, rule: TitleRule) -> bool:
        return rule.confirmed_until is not None and rule.confirmed_until <= self.on

    def _unconfirmed(self, rule: TitleRule) -> Finding:
        day = format_date(rule.confirmed_until)
        message = f"Tiêu chuẩn “{rule.name}” chưa được xác nhận còn hiệu lực từ ngày {day}."
        return Finding("standard-not-confirmed", message, rule.source.document, "warning")


def _asked(post: Post, code: str) -> Requirement | None:
    if post.rule is None:
        return UNPUBLISHED
    found = post.requirements.get(code)
    return found if isinstance(found, Requirement) else None


def _alike(variants: list[Requirement | None]) -> Asked:
    """One requirement where all areas ask the same, else one that depends on the area."""
    first = variants[0]
    if first is not None and all(variant == first for variant in variants):
        return first
    return DependsOnArea(tuple(dict.fromkeys(variants)))


def _refuse_clashes(rules: tuple[TitleRule, ...]) -> None:
    general = [rule for rule in rules if not rule.special]
    for place, rule in enumerate(general):
        for other in general[place + 1 :]:
            titles = sorted(set(rule.titles) & set(other.titles))
            areas = not rule.areas or not other.areas or set(rule.areas) & set(other.areas)
            if titles and areas and rule.period.overlaps(other.period):
                what = f"cùng quy định “{', '.join(titles)}” trong một thời gian."
                where = f"“{rule.id}” và “{other.id}”"
                raise UnreadableRule(where, what, "ghi ngày hết hiệu lực cho văn bản cũ.")
