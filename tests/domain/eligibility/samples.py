"""The sample rulebook of the tests, and people drawn at random."""

import random
import tomllib
from pathlib import Path
from typing import Any

from caunoi.domain.eligibility.rulebook import Rulebook
from caunoi.domain.eligibility.terms import load_terms

TERMS = load_terms()
SAMPLE = tomllib.loads((Path(__file__).parent / "sample_rules.toml").read_text(encoding="utf-8"))
TRAININGS = list(TERMS.trainings)[:4]
SAMPLE_BOOK = Rulebook.from_tables({"sample_rules.toml": SAMPLE})


def one_rule(require: str, *, title: str = "CX-BT", start: str = "2010-01-01", end: str = "") -> Rulebook:
    """A rulebook of one rule with the given requirements (TOML)."""
    head = (
        '[source]\ndocument = "Mẫu"\nissuer = "Mẫu"\nconfidence = "cao"\n'
        f'[[rule]]\nid = "MAU"\nname = "Mẫu"\ntitles = ["{title}"]\nfrom = {start}\n'
    )
    return Rulebook.from_tables(
        {"mau.toml": tomllib.loads(head + (f"to = {end}\n" if end else "") + require)}
    )


def crowd(seed: int, titles: list[str], size: int = 250) -> list[dict[str, Any]]:
    """People in posts as readable records, drawn from the seed; any fact may be missing."""
    draw = random.Random(seed)
    return [_person(draw, titles) for _ in range(size)]


def _person(draw: random.Random, titles: list[str]) -> dict[str, Any]:
    ladders = {what: list(scale.ranks) for what, scale in {**TERMS.scales, **TERMS.states}.items()}
    person = {what: draw.choice([None, *ranks]) for what, ranks in ladders.items()}
    return person | {
        "title": draw.choice([*titles, *titles, *titles, None]),
        "area": draw.choice([None, *TERMS.areas]),
        "professional_field": draw.choice([None, "luat", "kinh_te", "khac"]),
        "studying_professional": draw.choice([None, "trung_cap", "dai_hoc"]),
        "trained": draw.sample(TRAININGS, draw.randint(0, 3)),
        "not_trained": draw.sample(TRAININGS, draw.randint(0, 3)),
        "birth": _day(draw, 1960, 1976),
        "appointed": _day(draw, 2008, 2024),
        "first_elected": _day(draw, 2005, 2018),
        "retires": _day(draw, 2010, 2023),
    }


def _day(draw: random.Random, first: int, last: int) -> str | None:
    """A day, a month, a year or nothing; few days and months, so that anniversaries meet often."""
    year, month, day = draw.randint(first, last), draw.choice([1, 2, 6, 12]), draw.choice([1, 2, 27, 28])
    texts = [f"{day:02d}/{month:02d}/{year}"] * 4 + [f"{month}/{year}", f"{year}", None]
    return draw.choice(texts)
