"""Content kept under its own hash (kho tệp): sealed with the data key, written once, never changed.

The folder lies under ``FILES``, which a backup takes whole. The same content is kept once, however often it is used.
"""

import hashlib
import os
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from caunoi.foundation.db import encryption
from caunoi.foundation.errors import Refused

FOLDER = "minh-chung"


def put(content: bytes) -> str:
    """Keep the content; answers with its SHA-256, by which it is asked for again."""
    digest = hashlib.sha256(content).hexdigest()
    path = _path(digest)
    if path.is_file():
        path.touch()  # named again: whoever sweeps out old content must see it as new
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_at_once(path, encryption.seal(content, place=_place(digest)))
    return digest


def get(digest: str) -> bytes:
    """The content, if it is still what was put in."""
    path = _path(digest)
    if not path.is_file():
        raise Refused(
            _("Tệp minh chứng không còn trong kho."), mend=_("Báo quản trị khôi phục từ bản sao lưu.")
        )
    try:
        content = encryption.unseal(path.read_bytes(), place=_place(digest))
    except encryption.UnreadableSecret as fault:
        raise Refused(
            _("Tệp minh chứng đã hỏng hoặc bị đổi."), mend=_("Báo quản trị khôi phục từ bản sao lưu.")
        ) from fault
    return content


def is_whole(digest: str) -> bool:
    """Does the store still give back exactly what was put in?"""
    try:
        return hashlib.sha256(get(digest)).hexdigest() == digest
    except Refused:
        return False


def forget(digest: str) -> None:
    """Take the content away; whoever asks has made sure that nothing names it any more."""
    _path(digest).unlink(missing_ok=True)


def everything(*, older_than: datetime) -> set[str]:
    """The hashes of all that was put in before then."""
    root, limit = Path(settings.FILES) / FOLDER, older_than.timestamp()
    kept = (path for path in root.glob("??/*") if not path.suffix)
    return {path.name for path in kept if path.stat().st_mtime < limit}


def _path(digest: str) -> Path:
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise ValueError("not a SHA-256")
    return Path(settings.FILES) / FOLDER / digest[:2] / digest


def _place(digest: str) -> str:
    return f"{FOLDER}/{digest}"


def _write_at_once(path: Path, sealed: bytes) -> None:
    """On the disk under another name first: a name that can be seen is a whole file."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    with part.open("wb") as file:
        part.chmod(0o600)
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
