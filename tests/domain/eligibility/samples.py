"""The sample rulebook of the tests, and people drawn at random."""

import tomllib
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from caunoi.domain.eligibility.rulebook import Rulebook
from caunoi.domain.eligibility.terms import load_terms

TERMS = load_terms()
SAMPLE = tomllib.loads((Path(__file__).parent / "sample_rules.toml").read_text(encoding="utf-8"))
SAMPLE_BOOK = Rulebook.from_tables({"sample_rules.toml": SAMPLE})


def one_rule(require: str, *, title: str = "CX-BT", start: str = "2010-01-01", end: str = "") -> Rulebook:
    """A rulebook of one rule with the given requirements (TOML)."""
    head = (
        '[source]\ndocument = "Mẫu"\nissuer = "Mẫu"\nconfidence = "cao"\n'
        f'[[rule]]\nid = "MAU"\nname = "Mẫu"\ntitles = ["{title}"]\nfrom = {start}\n'
    )
    return Rulebook.from_tables({"mau.toml": tomllib.loads(head + (f"to = {end}\n" if end else "") + require)})


def _maybe(values: list[Any]) -> st.SearchStrategy[Any]:
    return st.sampled_from([None, *values])


def _day(first: int, last: int) -> st.SearchStrategy[str | None]:
    days = st.dates(min_value=_date(first), max_value=_date(last))
    return st.one_of(
        st.none(),
        days.map(lambda day: f"{day:%d/%m/%Y}"),
        days.map(lambda day: f"{day.month}/{day.year}"),
        days.map(lambda day: str(day.year)),
    )


def _date(year: int) -> Any:
    from datetime import date

    return date(year, 1, 1)


TRAININGS = st.lists(st.sampled_from(list(TERMS.trainings)), unique=True, max_size=4)


def people(titles: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    """A person in a post as a readable record, any of whose facts may be missing."""
    levels = {what: _maybe(list(scale.ranks)) for what, scale in TERMS.scales.items()}
    states = {what: _maybe(list(scale.ranks)) for what, scale in TERMS.states.items()}
    return st.fixed_dictionaries(
        {
            "title": _maybe(titles),
            "area": _maybe(list(TERMS.areas)),
            "professional_field": _maybe(["luat", "kinh_te", "khac"]),
            "studying_professional": _maybe(["trung_cap", "dai_hoc"]),
            "trained": TRAININGS,
            "not_trained": TRAININGS,
            "birth": _day(1940, 2000),
            "appointed": _day(2005, 2025),
            "first_elected": _day(2005, 2025),
            "retires": _day(2008, 2030),
            **levels,
            **states,
        }
    )
