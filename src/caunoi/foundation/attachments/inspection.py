"""Look at a stranger's scan safely (kiểm tra tệp): a child opens it under limits, we keep what it hands back."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from caunoi.foundation.attachments import limits
from caunoi.foundation.attachments.frames import framed, unframed
from caunoi.foundation.attachments.refusals import DAMAGED, PHOTOGRAPH_AGAIN, TOO_LARGE_TO_OPEN, RefusedScan
from caunoi.foundation.errors import Refused

INSPECTOR = ["-P", "-s", "-m", "caunoi.foundation.attachments.inspector_process"]
SOURCE_ROOT = Path(__file__).resolve().parents[3]
MEDIA_TYPES = {"application/pdf", "image/jpeg", "image/png"}
AT_ONCE = 100
"""Files of one child: it starts in a fifth of a second, and what it hands back must fit its limit."""


@dataclass(frozen=True)
class Scan:
    """A file that may be kept (bản chụp đã kiểm tra): what it is, its clean content, its pages as pictures."""

    media_type: str
    content: bytes
    pages: tuple[bytes, ...] = ()


def inspect(content: bytes) -> Scan:
    """One file; Refused with a reason and a way to mend it when it may not be kept."""
    return inspect_many([content])[0]


def inspect_many(contents: Sequence[bytes]) -> list[Scan]:
    """Several files in their order; the first that may not be kept refuses them all."""
    for content in contents:
        _check_weight(content)
    found: list[Scan] = []
    for start in range(0, len(contents), AT_ONCE):
        some = contents[start : start + AT_ONCE]
        found += _read(_ask(some), len(some))
    return found


def _check_weight(content: bytes) -> None:
    if not content:
        raise Refused("Tệp trống.", mend=PHOTOGRAPH_AGAIN)
    if len(content) > limits.UPLOAD_BYTES:
        most = limits.UPLOAD_BYTES // limits.MEGABYTE
        raise Refused(
            f"Tệp {len(content) / limits.MEGABYTE:.0f} MB, tối đa {most} MB.",
            mend="Quét ở 200–300 dpi, hoặc chỉ nạp các trang cần thiết.",
        )


def _ask(contents: Sequence[bytes]) -> bytes:
    """The child gets the bytes and an environment with nothing in it but where the code is."""
    try:
        done = subprocess.run(  # noqa: S603  # every word is a constant: this interpreter and INSPECTOR above
            [sys.executable, *INSPECTOR],
            input=framed(*contents),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": str(SOURCE_ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            cwd="/",
            close_fds=True,
            start_new_session=True,
            timeout=limits.SECONDS * len(contents),
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise _refused(TOO_LARGE_TO_OPEN) from fault
    if done.returncode:
        raise _refused(TOO_LARGE_TO_OPEN)
    if len(done.stdout) > limits.HANDED_OVER_BYTES:
        raise _refused(TOO_LARGE_TO_OPEN)
    return done.stdout


def _read(answer: bytes, expected: int) -> list[Scan]:
    try:
        pieces = unframed(answer)
        scans = [_scan(json.loads(next(pieces)), pieces) for _ in range(expected)]
    except (ValueError, KeyError, TypeError, StopIteration) as fault:
        raise _refused(DAMAGED) from fault
    return scans


def _scan(head: dict[str, object], pieces: Iterator[bytes]) -> Scan:
    if told := head.get("refused"):
        if not isinstance(told, list):
            raise TypeError("a refusal is a reason and a way to mend it")
        reason, mend = map(str, told)
        raise Refused(reason, mend=mend)
    media_type, pages = str(head["media_type"]), int(str(head["pages"]))
    if media_type not in MEDIA_TYPES or not 0 <= pages <= limits.PDF_PAGES:
        raise ValueError(media_type)
    return Scan(media_type, next(pieces), tuple(next(pieces) for _ in range(pages)))


def _refused(scan: RefusedScan) -> Refused:
    return Refused(scan.reason, mend=scan.mend)
