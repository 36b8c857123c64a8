"""A copy of everything held about one person: asked for, made by a job, taken away after its days."""

import hashlib
import os
import tomllib
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.privacy.models import DataCopy, SubjectRequest
from caunoi.apps.privacy.services.packing import pack
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.readings import note
from caunoi.foundation.audit.services import record
from caunoi.foundation.db import encryption
from caunoi.foundation.errors import Forbidden, Refused
from caunoi.foundation.jobs import services as jobs
from caunoi.foundation.policy import system_scope
from caunoi.foundation.policy.decisions import holds

COPY = "privacy.copy"
FOLDER = "ban-sao-du-lieu"
WAY = "privacy:copy"


@transaction.atomic
def ask_copy(*, actor: Actor, cadre: Cadre, request: SubjectRequest | None = None) -> DataCopy:
    """Somebody wants everything about themselves, or the board for them; a job makes it."""
    own = actor.subject_id == cadre.pk and holds(actor, DataCopy, "make")
    if not own:
        policy.check(actor, "view", cadre)
        policy.check_create(actor, DataCopy, unit_id=cadre.custodian_id)
    if _being_made(cadre):
        raise Refused(_("Một bản sao của hồ sơ này đang được làm. Chờ xong rồi tải về."))
    copy = DataCopy(
        subject_id=cadre.pk,
        unit_id=cadre.custodian_id,
        request=request,
        asked_by=actor.key,
        asked_label=actor.label[:200],
        asked_at=clock.now(),
    )
    copy.save(force_insert=True)
    record(actor, "privacy.copy_asked", copy, unit_id=copy.unit_id)
    address = "/toi/du-lieu/" if own else f"/ban-sao-du-lieu/cua/{cadre.pk}/"
    if request is not None:
        address = f"/yeu-cau-du-lieu/{request.pk}/"
    payload = {"copy": str(copy.pk), "url": address}
    job = jobs.enqueue(actor=actor, name=COPY, title=_("Lập bản sao dữ liệu cá nhân"), payload=payload)
    with system_scope("privacy: the job of a copy"):
        DataCopy.objects.filter(pk=copy.pk).update(job_id=job.pk)
    copy.job_id = job.pk
    return copy


def _being_made(cadre: Cadre) -> bool:
    """A copy whose job has not ended; one that was interrupted stands in nobody's way."""
    lately = clock.now() - timedelta(minutes=10)
    with system_scope("privacy: is a copy being made"):
        return DataCopy.objects.filter(
            subject_id=cadre.pk, made_at__isnull=True, emptied_at__isnull=True, asked_at__gte=lately
        ).exists()


def make_copy(*, actor: Actor, copy: DataCopy, on: date) -> DataCopy:
    """The file, sealed beside the database. Made again it replaces itself."""
    policy.check(actor, "make", copy)
    if copy.is_there:
        return copy
    note(actor, [copy.subject_id], WAY)
    packed = pack(copy.subject_id, on)
    _write(copy, packed.content)
    copy.made_at, copy.rows, copy.scans = clock.now(), packed.rows, packed.scans
    copy.size, copy.sha256 = len(packed.content), hashlib.sha256(packed.content).hexdigest()
    copy.keep_until = on + timedelta(days=_days())
    with transaction.atomic():
        with system_scope("privacy: a copy that was made"):
            copy.save()
        told: dict[str, list[Any]] = {"rows": [None, copy.rows], "scans": [None, copy.scans]}
        record(actor, "privacy.copy_made", copy, told, unit_id=copy.unit_id)
    return copy


def open_copy(*, actor: Actor, copy: DataCopy) -> bytes:
    """The file, for whoever may have it; each taking is written down."""
    policy.check(actor, "make", copy)
    if copy.asked_by != actor.key and actor.subject_id != copy.subject_id:
        policy.check_create(actor, DataCopy, unit_id=copy.unit_id)
    if not copy.is_there:
        raise Refused(_("Bản sao này không còn trên máy chủ. Lập bản sao mới rồi tải về."))
    try:
        content = encryption.unseal(_path(copy).read_bytes(), place=_place(copy))
    except (OSError, encryption.UnreadableSecret) as fault:
        raise Forbidden(_("Không mở được tệp bản sao. Lập bản sao mới rồi tải về.")) from fault
    note(actor, [copy.subject_id], WAY)
    with transaction.atomic():
        record(actor, "privacy.copy_exported", copy, unit_id=copy.unit_id)
    return content


def forget_old_copies(*, actor: Actor, on: date) -> int:
    """Files past their day go; that there was one stays."""
    with system_scope("privacy: copies past their day"):
        old = list(DataCopy.objects.filter(keep_until__lt=on, emptied_at__isnull=True))
        for copy in old:
            take_file_away(copy)
    return len(old)


def take_file_away(copy: DataCopy) -> None:
    _path(copy).unlink(missing_ok=True)
    DataCopy.objects.filter(pk=copy.pk).update(emptied_at=clock.now(), sha256="")


def _days() -> int:
    file = files("caunoi.regulations") / "privacy" / "retention.toml"
    return int(tomllib.loads(file.read_text(encoding="utf-8"))["copy"]["days"])


def _path(copy: DataCopy) -> Path:
    return Path(settings.FILES) / FOLDER / str(copy.pk)


def _place(copy: DataCopy) -> str:
    return f"{FOLDER}/{copy.pk}"


def _write(copy: DataCopy, content: bytes) -> None:
    path = _path(copy)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_bytes(encryption.seal(content, place=_place(copy)))
    part.chmod(0o600)
    part.replace(path)
