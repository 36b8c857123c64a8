"""Stored cases (ca mẫu): what each rule file must answer for people a jurist can picture."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from caunoi.domain.eligibility.reading import standards_folder
from caunoi.domain.eligibility.terms import load_terms


@dataclass(frozen=True)
class StoredCase:
    """One case (ca mẫu): whom it pictures, on which day, what the rules must say; run by the tests."""

    name: str
    on: date
    title_code: str
    then: Mapping[str, str]
    clause: str

    @property
    def words(self) -> list[str]:
        """ "Lý luận chính trị: chưa đạt", the whole verdict first."""
        names = load_terms().columns
        whole = [self.then["overall"]] if "overall" in self.then else []
        return whole + [
            f"{names[code].name}: {said}" for code, said in self.then.items() if code != "overall"
        ]


@lru_cache(maxsize=1)
def all_cases() -> Sequence[StoredCase]:
    files = sorted((standards_folder() / "cases").iterdir(), key=lambda file: file.name)
    tables = [
        tomllib.loads(file.read_text(encoding="utf-8")) for file in files if file.name.endswith(".toml")
    ]
    return [_case(row) for table in tables for row in table["case"]]


def _case(row: Mapping[str, Any]) -> StoredCase:
    return StoredCase(row["name"], row["on"], row["given"].get("title", ""), row["then"], row["clause"])


def cases_of(title_code: str) -> list[StoredCase]:
    """The cases of one title, latest day first."""
    found = [case for case in all_cases() if case.title_code == title_code]
    return sorted(found, key=lambda case: (case.on, case.name), reverse=True)
