"""Look a typed word up in a closed list (tra danh mục): a near miss is asked about, never taken."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from caunoi.domain.vocabulary.vietnamese import UnfitText, canonical, fold
from caunoi.foundation.workbooks.schema import Choice, Column, Schema

COMPARISONS_AT_MOST = 40_000
"""About a second of looking for what was meant: a file of nothing but unknown words costs no more."""
CLOSE_ENOUGH = 0.7
LONGEST_GUESSED = 100


@dataclass(frozen=True)
class Question:
    """A cell that could not be read for sure (ô cần hỏi lại): what to say, and the nearest reading."""

    message_vi: str
    suggestion: str = ""


@dataclass(frozen=True)
class _Words:
    """By which words the choices of a column are known: exactly, and without marks."""

    exact: Mapping[str, list[Choice]]
    folded: Mapping[str, list[Choice]]
    prefixes: tuple[str, ...]


@lru_cache(maxsize=128)
def _words_of(column: Column, parent: Column | None) -> _Words:
    """Made once for a column: a list of communes has a thousand words."""
    prefixes = tuple(sorted((canonical(word) for word in column.prefixes), key=len, reverse=True))
    labels = choice_labels(parent) if parent else {}
    exact: dict[str, list[Choice]] = {}
    folded: dict[str, list[Choice]] = {}
    for choice in column.choices:
        names = {canonical(name) for name in _names(choice, labels) if name}
        for name in names | {_without_prefix(name, prefixes) for name in names}:
            exact.setdefault(name, []).append(choice)
            folded.setdefault(fold(name), []).append(choice)
    return _Words(exact, folded, prefixes)


def _names(choice: Choice, parent_labels: Mapping[str, str]) -> Iterable[str]:
    yield from (choice.label, choice.value, *choice.aliases)
    if choice.parent in parent_labels:
        yield f"{choice.label} ({parent_labels[choice.parent]})"


def _without_prefix(typed: str, prefixes: tuple[str, ...]) -> str:
    for prefix in prefixes:
        for word in (prefix, fold(prefix)):
            rest = typed[len(word) :].lstrip(". ")
            if typed.startswith(word) and rest and not typed[len(word)].isalpha():
                return rest
    return typed


class ChoiceList:
    """The choices of one column, found by label, value or alias."""

    def __init__(self, column: Column, parent: Column | None = None) -> None:
        self.noun = column.noun
        self.parent_labels = choice_labels(parent) if parent else {}
        words = _words_of(column, parent)
        self.exact, self.folded, self.prefixes = words.exact, words.folded, words.prefixes
        self.comparisons_left = COMPARISONS_AT_MOST

    @classmethod
    def of(cls, column: Column, schema: Schema | None = None) -> ChoiceList:
        return cls(column, schema.by_key.get(column.depends_on) if schema else None)

    def find(self, text: str, parent: str | None = None) -> str | Question:
        """The value meant by ``text``, among the choices under ``parent`` when one is given."""
        try:
            typed = canonical(text)
        except UnfitText as error:
            return Question(f"{self.noun[:1].upper()}{self.noun[1:]} {error}")
        hits = self._hits(typed)
        under = [choice for choice in hits if choice.parent == parent] if parent else hits
        values = {choice.value for choice in under}
        if len(values) == 1:
            return values.pop()
        if values:
            return self._which(text, under)
        return self._elsewhere(text, hits, parent or "") if hits else self._unknown(text, typed, parent)

    def _hits(self, typed: str) -> list[Choice]:
        unmarked = typed == fold(typed)
        for name in (typed, _without_prefix(typed, self.prefixes)):
            hits = self.exact.get(name) or (self.folded.get(name) if unmarked else None)
            if hits:
                return hits
        return []

    def _shown(self, choice: Choice) -> str:
        parent = self.parent_labels.get(choice.parent)
        return f"{choice.label} ({parent})" if parent else choice.label

    def _which(self, text: str, hits: list[Choice]) -> Question:
        names = sorted({self._shown(choice) for choice in hits})
        return Question(f"Có {len(names)} {self.noun} “{text}”: {', '.join(names)}. Ghi rõ một", names[0])

    def _elsewhere(self, text: str, hits: list[Choice], parent: str) -> Question:
        inside = self.parent_labels.get(parent, parent)
        return Question(
            f"Không có {self.noun} “{text}” trong {inside}. Gần nhất: {self._shown(hits[0])}",
            self._shown(hits[0]),
        )

    def _unknown(self, text: str, typed: str, parent: str | None) -> Question:
        near = self._nearest(typed, parent)
        if near is None:
            return Question(f"Không có {self.noun} “{_short(text)}”. Chọn trong danh mục của mẫu")
        return Question(
            f"Không có {self.noun} “{_short(text)}”. Gần nhất: {self._shown(near)}", self._shown(near)
        )

    def _nearest(self, typed: str, parent: str | None) -> Choice | None:
        """The same letters anywhere; letters that only look alike are asked for under the named parent alone."""
        plain = fold(_without_prefix(typed, self.prefixes))
        same = self.folded.get(plain, [])
        alike = [choice for name in self._close_to(plain, parent) for choice in self.folded[name]]
        under = [choice for choice in same or alike if choice.parent == parent]
        anywhere = same if parent else same or alike
        return next(iter(under or anywhere), None)

    def _close_to(self, plain: str, parent: str | None) -> list[str]:
        if plain in self.folded or self.comparisons_left <= 0 or len(plain) > LONGEST_GUESSED:
            return []
        pool = [name for name, named in self.folded.items() if not parent or _any_under(parent, named)]
        self.comparisons_left -= len(pool)
        return difflib.get_close_matches(plain, pool, 3, CLOSE_ENOUGH)


def _any_under(parent: str, choices: Iterable[Choice]) -> bool:
    return any(choice.parent == parent for choice in choices)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"


@lru_cache(maxsize=64)
def choice_labels(column: Column) -> dict[str, str]:
    """Label of each value, for writing."""
    return {choice.value: choice.label for choice in column.choices}
