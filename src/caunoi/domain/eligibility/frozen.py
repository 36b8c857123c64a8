"""Frozen standards (bộ tiêu chuẩn đóng băng): all rule files as text, to judge by them whatever ships later."""

import io
import zipfile
from collections.abc import Mapping
from functools import lru_cache

from caunoi.domain.eligibility.reading import standards_folder
from caunoi.domain.eligibility.rulebook import Rulebook, read_rulebook
from caunoi.domain.eligibility.terms import read_terms

ENDING = ".toml"
BOOKS_KEPT = 4


def standards_as_text() -> dict[str, str]:
    """Every file of the standards of this release by name: rules, titles, scales, measures."""
    files = [file for file in standards_folder().iterdir() if file.name.endswith(ENDING)]
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(files, key=lambda each: each.name)}


def book_of(texts: Mapping[str, str]) -> Rulebook:
    """The rulebook these files make; raises UnreadableRule where a file is not as it was kept."""
    return _book(tuple(sorted(texts.items())))


@lru_cache(maxsize=BOOKS_KEPT)
def _book(files: tuple[tuple[str, str], ...]) -> Rulebook:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files:
            archive.writestr(name, text)
    folder = zipfile.Path(zipfile.ZipFile(packed))
    return read_rulebook(folder, read_terms(folder))
