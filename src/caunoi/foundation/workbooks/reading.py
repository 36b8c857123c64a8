"""Open a workbook safely (đọc tệp): a child process parses it under limits, rows come back as plain values.

``read_workbook`` either returns everything that stands in the file, or raises ``RefusedFile`` with a sentence
for the person. It never hangs longer than the limit and never lets the file's parser into this process.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from datetime import time as time_of_day
from pathlib import Path
from typing import IO

from caunoi.foundation.workbooks import limits
from caunoi.foundation.workbooks.refusals import (
    REMOVE_STRAY_CELLS,
    SAVE_AGAIN,
    SPLIT_FILE,
    ReadingStopped,
    RefusedFile,
)

__all__ = ["Cell", "Merge", "RawBook", "RawSheet", "ReadingStopped", "RefusedFile", "read_workbook"]

Cell = str | int | float | bool | date | datetime | time_of_day
"""A blank cell is the empty text."""
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; counted from 0, all inside."""
Progress = Callable[[int], None]
StopAsked = Callable[[], bool]

READER = ["-P", "-s", "-m", "caunoi.foundation.workbooks.reader_process"]
SOURCE_ROOT = Path(__file__).resolve().parents[3]
GRACE_SECONDS = 1.0
ROWS_BETWEEN_REPORTS = 500
LOOK_UP_SECONDS = 0.1
LAST_LINE = b'{"end": "end"}'
PIPE_PIECE = 256 * 1024


@dataclass(frozen=True)
class RawSheet:
    """One sheet as it stands (trang tính): row 0 is the first row of the file, blanks included."""

    name: str
    rows: list[list[Cell]]
    merges: tuple[Merge, ...] = ()
    visible: bool = True


@dataclass(frozen=True)
class RawBook:
    """All sheets of a file (sổ tính)."""

    sheets: list[RawSheet] = field(default_factory=list)


def read_workbook(
    path: str | Path, *, progress: Progress | None = None, should_stop: StopAsked | None = None
) -> RawBook:
    """Read an xlsx, xls, ods, csv or tsv file; ``progress`` hears how many rows have come."""
    _check_size(Path(path))
    with Path(path).open("rb") as file:
        child = _start(file)
    sheets: list[RawSheet] = []
    try:
        rows = 0
        for line in _lines_of(child, should_stop):
            rows += _take(line, sheets)
            if progress and rows and rows % ROWS_BETWEEN_REPORTS == 0:
                progress(rows)
    finally:
        _end(child)
    if progress:
        progress(rows)
    return RawBook(sheets)


def _check_size(path: Path) -> None:
    size = path.stat().st_size
    if not size:
        raise RefusedFile("Tệp trống, không có dữ liệu.", "Chọn lại tệp có danh sách.")
    if size > limits.UPLOAD_BYTES:
        raise RefusedFile(f"Tệp {size / limits.MEGABYTE:.0f} MB, tối đa 20 MB.", SPLIT_FILE)


def _start(file: IO[bytes]) -> subprocess.Popen[bytes]:
    """The child gets the file's bytes and an environment with nothing in it but where the code is."""
    return subprocess.Popen(  # noqa: S603  # every word is a constant: this interpreter and READER above
        [sys.executable, *READER],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": str(SOURCE_ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        cwd="/",
        close_fds=True,
        start_new_session=True,
    )


def _lines_of(child: subprocess.Popen[bytes], should_stop: StopAsked | None) -> Iterator[bytes]:
    """Lines of the child until it ends well; refuses when it was killed, too slow or says too much."""
    ends_at = time.monotonic() + limits.PARSE_SECONDS - GRACE_SECONDS
    received, rest, last = 0, b"", b""
    for piece in _pieces_of(child, ends_at, should_stop):
        received += len(piece)
        if received > limits.HANDED_OVER_BYTES:
            raise RefusedFile("Tệp chứa quá nhiều dữ liệu.", SPLIT_FILE)
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines
        last = lines[-1] if lines else last
    _check_ending(child, whole=last == LAST_LINE and not rest)


def _pieces_of(
    child: subprocess.Popen[bytes], ends_at: float, should_stop: StopAsked | None
) -> Iterator[bytes]:
    assert child.stdout is not None
    with selectors.DefaultSelector() as waiting:
        waiting.register(child.stdout, selectors.EVENT_READ)
        while True:
            if should_stop and should_stop():
                raise ReadingStopped
            if time.monotonic() > ends_at:
                raise RefusedFile(f"Tệp mở quá {limits.PARSE_SECONDS} giây chưa xong.", REMOVE_STRAY_CELLS)
            if not waiting.select(LOOK_UP_SECONDS):
                continue
            piece = os.read(child.stdout.fileno(), PIPE_PIECE)
            if not piece:
                return
            yield piece


def _check_ending(child: subprocess.Popen[bytes], *, whole: bool) -> None:
    code = child.wait()
    if code == -signal.SIGXCPU or code == -signal.SIGKILL:
        raise RefusedFile(f"Tệp mở quá {limits.PARSE_SECONDS} giây chưa xong.", REMOVE_STRAY_CELLS)
    if code in (-signal.SIGABRT, -signal.SIGSEGV):
        raise RefusedFile(
            "Tệp cần quá 300 MB bộ nhớ để mở, thường do có ô lạc ở rất xa bảng.", REMOVE_STRAY_CELLS
        )
    if code or not whole:
        raise RefusedFile("Tệp bị hỏng hoặc không đúng dạng bảng tính.", SAVE_AGAIN)


def _take(line: bytes, sheets: list[RawSheet]) -> int:
    """Put one line of the child where it belongs; how many rows it was."""
    value = json.loads(line)
    if isinstance(value, list):
        sheets[-1].rows.append([_untagged(cell) if type(cell) is list else cell for cell in value])
        return 1
    if "refused" in value:
        raise RefusedFile(*value["refused"])
    if "sheet" in value:
        merges = tuple((a, b, c, d) for a, b, c, d in value["merges"])
        sheets.append(RawSheet(value["sheet"], [], merges, value["visible"]))
    return 0


def _untagged(cell: list[str]) -> Cell:
    tag, text = cell
    if tag == "d":
        return date.fromisoformat(text)
    if tag == "t":
        return datetime.fromisoformat(text)
    return time_of_day.fromisoformat(text) if tag == "h" else float(text)


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        with suppress(ProcessLookupError):
            child.kill()
    if child.stdout:
        child.stdout.close()
    child.wait()
