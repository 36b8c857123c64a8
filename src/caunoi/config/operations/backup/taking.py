"""``caunoi backup``: the database at one moment and the files, sealed into one file that appears only when whole."""

import os
import time
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection

from caunoi import __version__
from caunoi.config.operations.backup import history, manifest, postgresql, seal, sqlite
from caunoi.config.operations.backup.manifest import Contents, Manifest
from caunoi.foundation import clock
from caunoi.foundation.audit import readings
from caunoi.foundation.errors import Refused

STORED = {postgresql.PART}


@dataclass(frozen=True)
class BackupTaken:
    """What was taken, for the person who took it."""

    file: str
    bytes: int
    database: str
    rows: int
    files: int
    audit_records: int
    audit_head: str
    encrypted: bool
    seconds: float

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def take_backup(target: Path) -> BackupTaken:
    """Everything in ``target``, which must not exist yet; encrypted when ``CAUNOI_BACKUP_KEY`` is set."""
    if target.exists():
        raise Refused(f"Tệp {target} đã có. Chọn tên khác, ví dụ thêm ngày vào tên; bản cũ được giữ nguyên.")
    if not target.parent.is_dir():
        raise Refused(f"Không có thư mục {target.parent}. Tạo thư mục đó rồi chạy lại.")
    readings.gather()
    began, password = time.monotonic(), os.environ.get("CAUNOI_BACKUP_KEY", "")
    with TemporaryDirectory(dir=target.parent, prefix=".caunoi-backup-") as name:
        folder = Path(name)
        database, contents = dump(folder)
        told = _describe(database, contents)
        whole = _bind(folder, told, database)
        _finish(whole, target, password)
    history.remember(history.Taken(clock.now(), str(target.resolve()), bool(password)))
    return BackupTaken(
        file=str(target),
        bytes=target.stat().st_size,
        database=told.database,
        rows=contents.total,
        files=len(told.parts) - 1,
        audit_records=contents.audit_records,
        audit_head=contents.audit_head,
        encrypted=bool(password),
        seconds=round(time.monotonic() - began, 1),
    )


def dump(folder: Path) -> tuple[Path, Contents]:
    return sqlite.dump(folder) if connection.vendor == "sqlite" else postgresql.dump(folder)


def files_kept() -> dict[str, Path]:
    """Everything people uploaded or the product wrote for them, by its name in the backup."""
    root = Path(settings.FILES)
    found = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {f"files/{path.relative_to(root).as_posix()}": path for path in found}


def _describe(database: Path, contents: Contents) -> Manifest:
    parts = {name: manifest.part_of(path) for name, path in {database.name: database, **files_kept()}.items()}
    return Manifest(
        app_version=__version__,
        taken_at=clock.now().isoformat(timespec="seconds"),
        database=connection.vendor,
        contents=contents,
        data_key=manifest.data_key_fingerprint(),
        parts=parts,
    )


def _bind(folder: Path, told: Manifest, database: Path) -> Path:
    whole = folder / "whole.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        archive.comment = b" " * seal.COMMENT_LENGTH  # room for the seal
        archive.writestr(manifest.NAME, told.as_bytes())
        for name, path in {database.name: database, **files_kept()}.items():
            if name in told.parts:
                archive.write(path, name, zipfile.ZIP_STORED if name in STORED else None)
    seal.seal_plain(whole)
    return whole


def _finish(whole: Path, target: Path, password: str) -> None:
    """Out to the disk first, then the name: a backup that can be seen is whole."""
    ready = whole
    if password:
        ready = whole.with_suffix(".sealed")
        seal.encrypt(whole, ready, password)
    ready.chmod(0o600)
    with ready.open("rb") as file:
        os.fsync(file.fileno())
    ready.replace(target)
