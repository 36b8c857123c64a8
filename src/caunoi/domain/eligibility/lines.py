"""Where in a data file a table or a key is written (dòng thứ mấy): a reader of rules knows tables, a person lines."""

import re
from collections import Counter

from caunoi.domain.eligibility.reading import Path

HEADER = re.compile(r"^\s*\[\[?\s*([A-Za-z0-9_.\- ]+?)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"^\s*\"?([A-Za-z0-9_\-]+)\"?\s*=")


def line_of(text: str, path: Path, key: str = "") -> int:
    """The line (from 1) of the key, else of its table, else of the nearest table around it."""
    found = _lines(text)
    places = [(path, key), *((path[:length], "") for length in range(len(path), -1, -1))]
    return next((found[place] for place in places if place in found), 1)


def _lines(text: str) -> dict[tuple[Path, str], int]:
    """The line of every table by its path, and of every key in it."""
    found: dict[tuple[Path, str], int] = {((), ""): 1}
    seen: Counter[tuple[Path, str]] = Counter()
    current: Path = ()
    for number, line in enumerate(text.splitlines(), 1):
        if head := HEADER.match(line):
            current = _entered(current, head[1].split("."), seen)
            found[current, ""] = number
        elif key := KEY.match(line):
            found.setdefault((current, key[1]), number)
    return found


def _entered(current: Path, names: list[str], seen: Counter[tuple[Path, str]]) -> Path:
    """The path of a table just opened: another one of its name in the table it stands in."""
    around = current[: len(names) - 1]
    name = names[-1].strip()
    seen[around, name] += 1
    return (*around, (name, seen[around, name]))
