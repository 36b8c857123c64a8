"""When the last backup was taken: a note beside the database, for ``caunoi doctor``."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Taken:
    """A backup that was taken."""

    at: datetime
    file: str
    encrypted: bool


def _note() -> Path:
    return Path(settings.VAR) / "last_backup.json"


def remember(taken: Taken) -> None:
    fresh = _note().with_suffix(".part")
    told = {"at": taken.at.isoformat(), "file": taken.file, "encrypted": taken.encrypted}
    fresh.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    fresh.replace(_note())


def last_backup() -> Taken | None:
    try:
        told = json.loads(_note().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Taken(datetime.fromisoformat(told["at"]), told["file"], told["encrypted"])
