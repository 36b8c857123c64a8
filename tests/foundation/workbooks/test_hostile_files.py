"""Every hostile file gets a clear refusal within 10 s and 300 MB, and leaves no process behind (S-25, R-25)."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from caunoi.foundation.workbooks import limits, reading
from tests.foundation.workbooks.corpus import Hostile, hostile_files

CORPUS = list(hostile_files())


def test_the_corpus_is_large_and_no_two_files_share_a_name() -> None:
    names = [file.name for file in CORPUS]

    assert len(names) >= 80
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.name)
def test_a_hostile_file_is_refused_in_words_and_an_odd_one_is_read(file: Hostile, tmp_path: Path) -> None:
    path = tmp_path / "tep"
    path.write_bytes(file.data)

    started = time.monotonic()
    refusal = refusal_of(path)
    seconds = time.monotonic() - started

    assert seconds < limits.PARSE_SECONDS
    if file.says is None:
        assert refusal is None
    else:
        assert refusal is not None
        assert file.says in refusal.reason_vi
        assert len(refusal.how_to_mend_vi) > 10


# In an interpreter of its own: what other tests' children took is not counted.
READ_ALL = """
import resource, sys
from pathlib import Path
from tests.foundation.workbooks.corpus import hostile_files
from tests.foundation.workbooks.test_hostile_files import refusal_of
path = Path(sys.argv[1]) / "tep"
for file in hostile_files():
    path.write_bytes(file.data)
    refusal_of(path)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
"""


def test_no_child_ever_took_more_than_the_memory_limit(tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    environment = {**os.environ, "PYTHONPATH": f"{root / 'src'}:{root}"}

    answer = subprocess.run(
        [sys.executable, "-c", READ_ALL, str(tmp_path)],
        cwd=root, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert 0 < int(answer.stdout) < limits.PARSE_BYTES


def refusal_of(path: Path) -> reading.RefusedFile | None:
    try:
        book = reading.read_workbook(path)
    except reading.RefusedFile as refused:
        return refused
    assert [cell for sheet in book.sheets for row in sheet.rows for cell in row if cell != ""]
    return None
