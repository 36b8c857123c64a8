"""Who read whose file (ai đã xem hồ sơ): once for a reader, a person, a day and a way, for the person concerned.

A look must neither wait for SQLite's one write lock, which an import holds until it commits, nor add a statement to a
page. So it is written as a line of a file beside the database, on the disk before the answer leaves, and the worker
brings the lines into the table; whoever asks meanwhile is told both. A look that cannot be written down is refused.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.utils.translation import gettext as _

from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.deputies import label_of_reader
from caunoi.foundation.audit.models import Reading
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope

OPEN = "open.jsonl"
AT_ONCE = 1000
REMEMBERED = 200_000
_noted: set[tuple[str, str, date, str, UUID, str]] = set()
"""What this process has already written down: a page opened again costs nothing."""


@dataclass(frozen=True)
class Look:
    """One look as it is told to the person concerned (một lượt xem)."""

    subject_id: UUID
    day: date
    reader_key: str
    reader_label: str
    roles: str
    unit_id: UUID | None
    way: str
    need: str
    reason: str
    at: datetime

    @property
    def once(self) -> tuple[Any, ...]:
        return self.subject_id, self.day, self.reader_key, self.way, self.reason


def note(actor: Actor, subject_ids: Iterable[UUID], way: str, *, need: str = "", reason: str = "") -> None:
    """Remember that ``actor`` read these files; one's own file and the product's own work are no looks."""
    if actor.is_system and not actor.key.startswith("command:"):
        return
    kept = {(str(settings.VAR), actor.key, actor.on, way, each, reason) for each in subject_ids}
    fresh = {each for each in kept - _noted if each[4] != actor.subject_id}
    if not fresh:
        return
    _write([_look(actor, each[4], way, need, reason) for each in fresh])
    if len(_noted) > REMEMBERED:
        _noted.clear()
    _noted.update(fresh)


def _look(actor: Actor, subject_id: UUID, way: str, need: str, reason: str) -> Look:
    held = [grant for grant in actor.grants if grant.reach != "self"]
    return Look(
        subject_id=subject_id,
        day=actor.on,
        reader_key=actor.key,
        reader_label=label_of_reader(actor)[:200],
        roles=" ".join(dict.fromkeys(grant.role for grant in held))[:120],
        unit_id=next((grant.unit_id for grant in held if grant.unit_id), None),
        way=way,
        need=need,
        reason=reason[:300],
        at=clock.now(),
    )


# ---- the file beside the database


def _folder() -> Path:
    folder = Path(settings.VAR) / "readings"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write(looks: list[Look]) -> None:
    lines = "".join(json.dumps(asdict(look), ensure_ascii=False, default=str) + "\n" for look in looks)
    try:
        with _the_open_file() as file:
            os.write(file, lines.encode())
            os.fsync(file)
    except OSError as fault:
        raise Refused(
            _("Máy chủ chưa ghi được ai xem hồ sơ nên chưa mở hồ sơ. Báo quản trị xem ổ đĩa còn chỗ không.")
        ) from fault


@contextmanager
def _the_open_file() -> Iterator[int]:
    """The file that is written to now, held; one that was taken away while we waited is let go."""
    path = _folder() / OPEN
    while True:
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            if _is_there(path, file):
                yield file
                return
        finally:
            os.close(file)


def _is_there(path: Path, file: int) -> bool:
    try:
        return path.stat().st_ino == os.fstat(file).st_ino
    except FileNotFoundError:
        return False


def gather() -> int:
    """Bring the lines into the table. Stopped in between, the same lines are brought again and count once."""
    folder = _folder()
    if (folder / OPEN).exists():
        with _the_open_file():
            (folder / OPEN).rename(folder / f"{uuid4()}.jsonl")
    return sum(_bring(path) for path in sorted(folder.glob("*.jsonl")) if path.name != OPEN)


def _bring(path: Path) -> int:
    looks = list(_read(path))
    with system_scope("audit: who read whose file"):
        rows = [Reading(**asdict(look)) for look in looks]
        Reading.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)
    path.unlink(missing_ok=True)
    return len(looks)


def _read(path: Path) -> Iterator[Look]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:  # the worker has just brought it in
        return
    for line in lines:
        try:
            told = json.loads(line)
        except json.JSONDecodeError:  # a line cut short by a power cut: its page never left the machine
            continue
        unit_id = told["unit_id"] and UUID(told["unit_id"])
        day, at = date.fromisoformat(told["day"]), datetime.fromisoformat(told["at"])
        yield Look(
            **{**told, "subject_id": UUID(told["subject_id"]), "unit_id": unit_id, "day": day, "at": at}
        )


# ---- asking


def readings_of(subject_id: UUID) -> list[Look]:
    """Who read the file of this person, newest first, to the last look; for the person concerned alone."""
    waiting = [look for look in _waiting() if look.subject_id == subject_id]
    with system_scope("audit: who read whose file"):
        rows = list(Reading.objects.filter(subject_id=subject_id).values(*Look.__dataclass_fields__))
    looks = [*(Look(**row) for row in rows), *waiting]
    once = {look.once: look for look in sorted(looks, key=lambda look: look.at, reverse=True)}
    return sorted(once.values(), key=lambda look: look.at, reverse=True)


def read_by(reader_key: str, first: date, last: date) -> set[tuple[UUID, date]]:
    """Whose files somebody read on which of these days, to the last look; for whoever clears up an incident."""
    waiting = [look for look in _waiting() if look.reader_key == reader_key and first <= look.day <= last]
    with system_scope("audit: whose files a reader opened"):
        rows = Reading.objects.filter(reader_key=reader_key, day__range=(first, last))
        known = set(rows.values_list("subject_id", "day"))
    return known | {(look.subject_id, look.day) for look in waiting}


def _waiting() -> list[Look]:
    """The lines the worker has not brought in yet."""
    return [look for path in _folder().glob("*.jsonl") for look in _read(path)]
