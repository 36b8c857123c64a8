"""SQL written by hand (câu lệnh): a fixed text with named places, and only checked words put into them.

A plain text is taken for the name of a table or column and is quoted; a number stays a number; a list becomes names
with commas between. What is SQL itself comes from here, or is marked as such by ``Words``. Values are never put in:
they stand as ``%s`` and go to the database beside the statement.
"""

import re
from collections.abc import Iterable

UNFIT_FOR_NAME = re.compile(r'["%\x00-\x1f]')
UNFIT_FOR_LITERAL = re.compile(r"[\\\x00]")
READS = re.compile(r"^[\s(]*(SELECT|WITH|EXPLAIN)\b", re.IGNORECASE)


class Words(str):
    """A piece of SQL that may stand as it is (đoạn câu lệnh)."""

    __slots__ = ()


Part = str | int | Iterable[str]


def statement(text: str, **parts: Part) -> Words:
    """``statement("SELECT {key} FROM {table}", key="id", table="cadres_cadre")``; braces of SQL's own are doubled."""
    return Words(text.format_map({place: _said(part) for place, part in parts.items()}))


def name(word: str) -> Words:
    """The name of a table, a column, a function: quoted, so that whatever it is it stays one name."""
    if not word or UNFIT_FOR_NAME.search(word):
        raise ValueError(f"{word!r} cannot be a name in a statement")
    return Words(f'"{word}"')


def names(words: Iterable[str], *, of: str = "") -> Words:
    """Names with commas between; ``of`` is the short name of the table they belong to."""
    before = f"{of}." if of.isidentifier() else ""
    return joined(", ", (Words(before + name(word)) for word in words))


def joined(between: str, pieces: Iterable[Words]) -> Words:
    return Words(between.join(pieces))


def literal(word: str) -> Words:
    """A fixed text inside a function of the database's own, where no value can go beside the statement."""
    if UNFIT_FOR_LITERAL.search(word):
        raise ValueError(f"{word!r} cannot be a text in a statement")
    return Words("'" + word.replace("'", "''") + "'")


def places(count: int) -> Words:
    """``%s`` as many times as there are values."""
    return Words(", ".join(["%s"] * count))


def only_reads(sql: str) -> bool:
    """Does the statement begin as a question does?"""
    return READS.match(sql) is not None


def _said(part: Part) -> Words:
    if isinstance(part, Words):
        return part
    if isinstance(part, str):
        return name(part)
    return Words(int(part)) if isinstance(part, int) else names(part)
