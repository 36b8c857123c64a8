"""The files of an import: where they are kept, read again, mended, and forgotten."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import ImportBatch
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.db import encryption
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy.table import row_for
from caunoi.foundation.workbooks import limits

FOLDER = "nhap"
UNDO_DAYS = 30


@dataclass(frozen=True)
class KeptFile:
    """A file as it was handed in (tệp gốc): under a random name, sealed with the data key."""

    stored_as: str
    sha256: str

    @property
    def path(self) -> Path:
        return Path(settings.FILES) / self.stored_as


def keep(content: bytes) -> KeptFile:
    """Put the bytes away sealed; their name says nothing, and each use is checked against the hash."""
    if len(content) > limits.UPLOAD_BYTES:
        words = _("Tệp %(size)s MB, tối đa %(most)s MB. Chia danh sách thành nhiều tệp nhỏ hơn.")
        size = {"size": round(len(content) / limits.MEGABYTE), "most": limits.UPLOAD_BYTES // limits.MEGABYTE}
        raise Refused(words % size)
    kept = KeptFile(f"{FOLDER}/{uuid4().hex}", hashlib.sha256(content).hexdigest())
    kept.path.parent.mkdir(parents=True, exist_ok=True)
    kept.path.touch(mode=0o600)
    kept.path.write_bytes(encryption.seal(content, place=kept.stored_as))
    return kept


@contextmanager
def opened(kept: KeptFile) -> Iterator[Path]:
    """A kept file that is still what it was, under a path to read it by; in the clear it stands in memory only."""
    content = _content(kept)
    with os.fdopen(os.memfd_create(FOLDER), "wb") as memory:
        memory.write(content)
        memory.flush()
        yield Path(f"/proc/self/fd/{memory.fileno()}")


def _content(kept: KeptFile) -> bytes:
    if not kept.path.is_file():
        raise Refused(_("Tệp gốc không còn (giữ 30 ngày). Nạp lại tệp."))
    changed = Refused(_("Tệp đã bị đổi sau khi nạp. Nạp lại tệp."))
    try:
        content = encryption.unseal(kept.path.read_bytes(), place=kept.stored_as)
    except encryption.UnreadableSecret as fault:
        raise changed from fault
    if hashlib.sha256(content).hexdigest() != kept.sha256:
        raise changed
    return content


def files_of(batch: ImportBatch) -> list[KeptFile]:
    """The first file, then the mended ones in their order."""
    mended = [KeptFile(each["stored_as"], each["sha256"]) for each in batch.overrides.get("corrections", ())]
    return [KeptFile(batch.stored_as, batch.sha256), *mended]


def forget_files(batch: ImportBatch) -> None:
    for kept in files_of(batch):
        if kept.stored_as:
            kept.path.unlink(missing_ok=True)


def home_unit(actor: Actor) -> UUID | None:
    """The unit in whose name somebody imports: that of the first grant that may; the product has none."""
    row = row_for(ImportBatch, "add")
    return next((grant.unit_id for grant in actor.grants if row.admits(grant.role)), None)


def undo_until(batch: ImportBatch) -> date:
    """The last day on which the batch may be taken back."""
    written = batch.written_at or batch.created_at
    return written.astimezone(clock.HANOI).date() + timedelta(days=UNDO_DAYS)


def locked(actor: Actor, batch: ImportBatch) -> ImportBatch:
    """The batch as it stands now, held until the transaction ends."""
    policy.check(actor, "change", batch)
    return policy.visible(actor, ImportBatch, "change").select_for_update().get(pk=batch.pk)


def as_one(rows: Sequence[Any], replaced: Sequence[int], mended: Sequence[Any]) -> list[Any]:
    """Rows of a table with the mended ones in the place of those they replace.

    The mended file holds the bad rows in their order; what stands beyond is new and gets numbers of its own,
    what is missing was taken out by the person.
    """
    gone = set(replaced)
    last = max((row.number for row in rows), default=0)
    numbers = [*replaced, *range(last + 1, last + 1 + max(0, len(mended) - len(replaced)))]
    fresh = {number: replace(row, number=number) for number, row in zip(numbers, mended, strict=False)}
    kept = [fresh.pop(row.number, None) if row.number in gone else row for row in rows]
    return [row for row in kept if row is not None] + list(fresh.values())
