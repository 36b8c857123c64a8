"""``caunoi restore``: open, verify everything, and only then put it in place."""

import os
import shutil
import time
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from caunoi.config.operations.backup import manifest, postgresql, seal, sqlite
from caunoi.config.operations.backup.contents import holds_nothing
from caunoi.config.operations.backup.manifest import Contents, Manifest
from caunoi.config.operations.migrations import known_migrations
from caunoi.foundation.audit import chain
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope

STAGED = "restoring"


@dataclass(frozen=True)
class Wish:
    """How far the person wants to go."""

    replace: bool = False
    discard_newer: bool = False
    other_data_key: bool = False
    migrate: bool = False
    only_verify: bool = False


@dataclass(frozen=True)
class Restored:
    """What was put back, for the person who asked."""

    restored: bool
    taken_at: str
    app_version: str
    database: str
    rows: int
    files: int
    audit_records: int
    audit_head: str
    seconds: float

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def restore_backup(source: Path, wish: Wish) -> Restored:
    """Refuses, with a sentence and without a change, whatever does not fit."""
    began = time.monotonic()
    if not source.is_file():
        raise Refused(f"Không có tệp {source}. Kiểm tra lại đường dẫn.")
    with TemporaryDirectory(dir=settings.VAR, prefix=".caunoi-restore-") as name:
        folder = Path(name)
        told = unpack(source, folder)
        _check_fit(told, wish)
        _check_room(told, wish)
        _put_back(told, folder, wish)
    return Restored(
        restored=not wish.only_verify,
        taken_at=told.taken_at,
        app_version=told.app_version,
        database=told.database,
        rows=told.contents.total,
        files=len(told.parts) - 1,
        audit_records=told.contents.audit_records,
        audit_head=told.contents.audit_head,
        seconds=round(time.monotonic() - began, 1),
    )


def unpack(source: Path, folder: Path) -> Manifest:
    """Open the seal and every part; all hashes must be those of the manifest."""
    whole = source
    if seal.is_encrypted(source):
        password = os.environ.get("CAUNOI_BACKUP_KEY", "")
        if not password:
            raise Refused(
                "Bản sao lưu này đã mã hóa. Đặt CAUNOI_BACKUP_KEY bằng khóa của lần sao lưu rồi chạy lại."
            )
        whole = folder / "whole.zip"
        seal.decrypt(source, whole, password)
    seal.check_plain(whole)
    try:
        with zipfile.ZipFile(whole) as archive:
            return _unpack_parts(archive, folder / "parts")
    except zipfile.BadZipFile as fault:
        raise seal.damaged("không mở được tệp nén") from fault


def _unpack_parts(archive: zipfile.ZipFile, folder: Path) -> Manifest:
    names = set(archive.namelist()) - {manifest.NAME}
    if manifest.NAME not in archive.namelist():
        raise seal.damaged("thiếu bản kê")
    told = manifest.read_manifest(archive.read(manifest.NAME))
    _check_format(told)
    for name in sorted(told.parts.keys() | names):
        if name not in names:
            raise seal.damaged(f"thiếu phần {name}")
        if name not in told.parts:
            raise seal.damaged(f"có phần {name} không nằm trong bản kê")
        _unpack_part(archive, name, told, folder)
    return told


def _unpack_part(archive: zipfile.ZipFile, name: str, told: Manifest, folder: Path) -> None:
    target = (folder / name).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise seal.damaged(f"phần {name} có đường dẫn lạ")
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as packed, target.open("wb") as file:
        shutil.copyfileobj(packed, file, seal.CHUNK)
    if manifest.part_of(target) != told.parts[name]:
        raise seal.damaged(f"phần {name} không khớp bản kê")


def _check_format(told: Manifest) -> None:
    if told.format > manifest.FORMAT:
        raise Refused(
            f"Bản sao lưu có dạng {told.format}, phần mềm này chỉ đọc đến dạng {manifest.FORMAT}. "
            "Nâng cấp phần mềm trước."
        )


def _check_fit(told: Manifest, wish: Wish) -> None:
    """Does the backup fit this program, this kind of database and this data key?"""
    if told.database != connection.vendor:
        raise Refused(
            f"Bản sao lưu là của {told.database}, cơ sở dữ liệu ở đây là {connection.vendor}. "
            "Đặt DATABASE_URL cùng loại."
        )
    known, taken = known_migrations(), set(told.contents.migrations)
    if newer := sorted(taken - known):
        raise Refused(
            f"Bản sao lưu do phiên bản mới hơn ({told.app_version}) tạo: phần mềm này chưa biết {newer[0]}. "
            "Nâng cấp phần mềm trước."
        )
    if (older := sorted(known - taken)) and not wish.migrate:
        raise Refused(
            f"Bản sao lưu do phiên bản cũ hơn ({told.app_version}) tạo: thiếu {len(older)} bước nâng cấp. "
            "Khôi phục và nâng cấp luôn bằng: caunoi restore TỆP --migrate"
        )
    if told.data_key != manifest.data_key_fingerprint() and not wish.other_data_key:
        raise Refused(
            "Khóa dữ liệu ở đây không phải khóa đã dùng khi sao lưu, nên các cột mã hóa sẽ không đọc được. "
            "Đặt lại CAUNOI_DATA_KEY (hoặc tệp data_key) đúng như cũ, rồi chạy lại."
        )


def _check_room(told: Manifest, wish: Wish) -> None:
    """Nothing that is there is overwritten unless it was said, twice if it is newer than the backup."""
    here = contents_here()
    if holds_nothing(here) or wish.only_verify:
        return
    if not wish.replace:
        raise Refused(
            "Cơ sở dữ liệu ở đây đã có dữ liệu. Khôi phục vào nơi trống, hoặc thay hẳn bằng: --replace"
        )
    if here.audit_records > told.contents.audit_records and not wish.discard_newer:
        raise Refused(
            f"Cơ sở dữ liệu ở đây mới hơn bản sao lưu: "
            f"{here.audit_records - told.contents.audit_records} lần ghi sau đó sẽ mất. "
            "Sao lưu nó trước, rồi nếu chắc chắn: --replace --discard-newer"
        )


def contents_here() -> Contents:
    if connection.vendor == "sqlite":
        connection.close()
        return sqlite.contents_of_file(_live_file())
    return postgresql.contents_of_database()


def _live_file() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def _put_back(told: Manifest, folder: Path, wish: Wish) -> None:
    parts = folder / "parts"
    if connection.vendor == "sqlite":
        _put_back_sqlite(told, parts / sqlite.PART, wish)
    elif not wish.only_verify:
        _put_back_postgresql(told, parts / postgresql.PART, wish)
    if not wish.only_verify:
        _put_back_files(parts / "files")


def _put_back_sqlite(told: Manifest, staged: Path, wish: Wish) -> None:
    """Everything is verified, and upgraded if wished, on the copy; the live file is written last."""
    _compare(told.contents, sqlite.check(staged))
    connections.settings[STAGED] = {**connections.settings["default"], "NAME": str(staged)}
    try:
        _check_chain(STAGED)
        if wish.migrate and not wish.only_verify:
            call_command("migrate", database=STAGED, verbosity=0)
    finally:
        connections[STAGED].close()
    if wish.only_verify:
        return
    expected = sqlite.contents_of_file(staged)
    sqlite.load(staged, _live_file())
    _compare(expected, sqlite.contents_of_file(_live_file()))


def _put_back_postgresql(told: Manifest, staged: Path, wish: Wish) -> None:
    postgresql.load(staged, told.contents)
    _compare(told.contents, postgresql.contents_of_database())
    _check_chain("default")
    if wish.migrate:
        call_command("migrate", verbosity=0)


def _compare(told: Contents, found: Contents) -> None:
    for table in sorted(told.rows.keys() | found.rows.keys()):
        if told.rows.get(table) != found.rows.get(table):
            raise seal.damaged(
                f"bảng {table} có {found.rows.get(table)} dòng, bản kê ghi {told.rows.get(table)}"
            )
    if (told.audit_records, told.audit_head) != (found.audit_records, found.audit_head):
        raise seal.damaged("đầu chuỗi nhật ký không khớp bản kê")


def _check_chain(using: str) -> None:
    with system_scope("restore: walk the restored chain"):
        fault = chain.first_fault(AuditEvent.objects.using(using).order_by("seq").iterator(chunk_size=5000))
    if fault:
        raise seal.damaged(fault.rstrip("."))


def _put_back_files(staged: Path) -> None:
    """The new folder takes the old one's place; the old one goes last."""
    live = Path(settings.FILES)
    staged.mkdir(exist_ok=True)
    fresh, old = live.with_name(f"{live.name}.new"), live.with_name(f"{live.name}.old")
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(staged, fresh)
    if live.exists():
        live.replace(old)
    fresh.replace(live)
    shutil.rmtree(old, ignore_errors=True)
