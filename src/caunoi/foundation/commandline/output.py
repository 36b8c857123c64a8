"""How commands answer: a table for people, JSON or CSV for programs; progress on stderr only at a terminal."""

import csv
import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TextIO


@dataclass
class Output:
    """The answer's form (``table``, ``json`` or ``csv``) and where it goes."""

    form: str = "table"
    stream: TextIO = field(default_factory=lambda: sys.stdout)

    def record(self, values: dict[str, Any]) -> None:
        """One thing with named values."""
        if self.form == "json":
            self._json(values)
        elif self.form == "csv":
            self._csv(list(values), [list(values.values())])
        else:
            width = max((len(name) for name in values), default=0)
            for name, value in values.items():
                print(f"{name:<{width}}  {_shown(value)}", file=self.stream)

    def rows(self, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Many things of one shape."""
        cells = [list(row) for row in rows]
        if self.form == "json":
            self._json([dict(zip(names, row, strict=True)) for row in cells])
        elif self.form == "csv":
            self._csv(names, cells)
        else:
            self._table(names, cells)

    def say(self, sentence: str) -> None:
        """A sentence for a person; programs get none."""
        if self.form == "table":
            print(sentence, file=self.stream)

    def _json(self, values: Any) -> None:
        print(json.dumps(values, ensure_ascii=False, default=str), file=self.stream)

    def _csv(self, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        writer = csv.writer(self.stream)
        writer.writerow(names)
        writer.writerows(rows)

    def _table(self, names: Sequence[str], rows: list[list[Any]]) -> None:
        shown = [[_shown(cell) for cell in row] for row in rows]
        widths = [
            max(len(name), *(len(row[i]) for row in shown)) if shown else len(name)
            for i, name in enumerate(names)
        ]
        for row in [list(names), ["-" * width for width in widths], *shown]:
            print(
                "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip(),
                file=self.stream,
            )


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    return (
        json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | list) else str(value)
    )


def progress_bar(done: int, total: int, stage: str = "") -> None:
    """A line on stderr, only for somebody sitting at a terminal."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return
    share = done / total if total else 0.0
    bar = "█" * round(share * 24)
    print(
        f"\r{stage[:40]:<40} {bar:<24} {done}/{total}",
        end="\n" if done >= total else "",
        file=sys.stderr,
        flush=True,
    )
