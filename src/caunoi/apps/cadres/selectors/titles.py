"""Titles as the data of the law names them: kept in memory, no query."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from caunoi.domain.eligibility.terms import Title, load_terms


@dataclass(frozen=True)
class TitleRow:
    """A title (chức danh) with its block and its place in the official list."""

    code: str
    name: str
    block: str
    level: str
    rank: int


def titles_on(on: date) -> Mapping[str, TitleRow]:
    """The titles that exist on ``on`` by code, in the order of the official list."""
    return {title.code: _row(title) for title in load_terms().titles_on(on)}


def title_of(code: str) -> TitleRow:
    """The title of any time; a code the data does not know stands for itself, after all others."""
    return _all_titles().get(code) or TitleRow(code, code, "", "", 9_999)


def codes_of_blocks(blocks: Collection[str]) -> set[str]:
    return {title.code for title in _all_titles().values() if title.block in blocks}


def block_names() -> Mapping[str, str]:
    """What each block of titles is called: "Cán bộ cấp xã"."""
    return {code: word.name for code, word in load_terms().kinds.items()}


@lru_cache(maxsize=1)
def _all_titles() -> Mapping[str, TitleRow]:
    return {code: _row(title) for code, title in load_terms().titles.items()}


def _row(title: Title) -> TitleRow:
    return TitleRow(title.code, title.name, title.kind, title.place, load_terms().title_numbers[title.code])
