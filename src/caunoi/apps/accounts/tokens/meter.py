"""How often a key is used (đồng hồ đo của mã): how much is left of this minute, and how often it was used in all.

A use may not wait for SQLite's one write lock, which an import holds until it commits. So it is counted in a small file
beside the database, of which the table gets a copy once a day for the backup.
"""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from caunoi.apps.accounts.models import AccessToken
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Room:
    """What is left of the minute (còn được hỏi bao nhiêu)."""

    limit: int
    left: int
    seconds: int


@dataclass(frozen=True)
class Used:
    """How often a key was used, and when last (số lần dùng)."""

    count: int = 0
    on: date | None = None


class TooOften(Refused):
    """More questions in a minute than a key may put."""

    status = 429

    def __init__(self, room: Room) -> None:
        super().__init__(
            _("Mã truy cập này hỏi quá %(limit)d lần một phút. Chờ %(seconds)d giây rồi hỏi tiếp.")
            % {"limit": room.limit, "seconds": room.seconds}
        )
        self.room = room


def take(token: AccessToken, limit: int, *, now: datetime, on: date) -> Room:
    """One more question, counted before it is answered; the one too many is refused and not counted as a use."""
    with _the_note(token.pk) as file:
        note = _read(file) or {"uses": token.used_count, "on": None}
        began = datetime.fromisoformat(note["began"]) if "began" in note else now
        fresh = "began" not in note or not now - MINUTE < began <= now
        began, asked = (now, 0) if fresh else (began, note["asked"])
        room = Room(limit, max(0, limit - asked - 1), max(1, round((began + MINUTE - now).total_seconds())))
        if asked >= limit:
            raise TooOften(room)
        _write(
            file,
            {"began": began.isoformat(), "asked": asked + 1, "uses": note["uses"] + 1, "on": on.isoformat()},
        )
    return room


def used(token: AccessToken) -> Used:
    """To the last question: what the file says, and what the table kept where there is no file any more."""
    kept = Used(token.used_count, token.used_on)
    path = _path(token.pk)
    if not path.exists():
        return kept
    with _the_note(token.pk) as file:
        note = _read(file)
    return Used(note["uses"], date.fromisoformat(note["on"])) if note and note["uses"] >= kept.count else kept


def keep_counts(_actor: Actor, _on: date) -> int:
    """The daily copy for the backup; doing it twice changes nothing."""
    with system_scope("accounts: how often keys were used"):
        moved = [
            (each, found)
            for each in AccessToken.objects.all()
            if (found := used(each)).count > each.used_count
        ]
        for token, found in moved:
            AccessToken.objects.filter(pk=token.pk).update(used_count=found.count, used_on=found.on)
    return len(moved)


def _path(token_id: UUID) -> Path:
    folder = Path(settings.VAR) / "tokens"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{token_id}.json"


@contextmanager
def _the_note(token_id: UUID) -> Iterator[IO[str]]:
    with _path(token_id).open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def _read(file: IO[str]) -> dict[str, Any]:
    """A note cut short by a power cut begins anew."""
    file.seek(0)
    try:
        note: dict[str, Any] = json.loads(file.read() or "{}")
    except json.JSONDecodeError:
        return {}
    return note


def _write(file: IO[str], note: dict[str, Any]) -> None:
    file.seek(0)
    file.truncate()
    file.write(json.dumps(note))
    file.flush()
