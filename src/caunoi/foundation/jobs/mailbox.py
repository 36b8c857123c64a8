"""Small files between a running job and those who watch it.

A long import holds SQLite's one write lock until it commits, so neither its progress nor a wish to stop can go
through the database while it runs; a file beside the database can.
"""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings


def _folder() -> Path:
    folder = Path(settings.VAR) / "jobs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def tell(job_id: UUID, change: dict[str, Any]) -> None:
    """Replace the note at once, so a reader sees the old one or the new one and never a half."""
    note = _folder() / f"{job_id}.json"
    fresh = note.with_suffix(".part")
    fresh.write_text(json.dumps({**read(job_id), **change}, ensure_ascii=False), encoding="utf-8")
    fresh.replace(note)


def read(job_id: UUID) -> dict[str, Any]:
    try:
        note: dict[str, Any] = json.loads((_folder() / f"{job_id}.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return note


def ask_to_stop(job_id: UUID) -> None:
    (_folder() / f"{job_id}.stop").touch()


def stop_is_asked(job_id: UUID) -> bool:
    return (_folder() / f"{job_id}.stop").exists()


def clear(job_id: UUID) -> None:
    for suffix in ("json", "stop", "part"):
        (_folder() / f"{job_id}.{suffix}").unlink(missing_ok=True)
