"""What is in a backup (bản kê): every part with its hash, and what the database held when it was taken."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from caunoi.config.operations.backup.seal import CHUNK, damaged

FORMAT = 1
NAME = "manifest.json"


@dataclass(frozen=True)
class Contents:
    """What a database holds: rows of every table, the end of the audit chain, the schema's steps."""

    rows: Mapping[str, int]
    audit_records: int
    audit_head: str
    migrations: tuple[str, ...]

    @property
    def total(self) -> int:
        return sum(self.rows.values())


@dataclass(frozen=True)
class Part:
    """One file inside the backup."""

    sha256: str
    bytes: int


@dataclass(frozen=True)
class Manifest:
    """Everything a restore is checked by."""

    app_version: str
    taken_at: str
    database: str
    contents: Contents
    data_key: str
    parts: Mapping[str, Part] = field(default_factory=dict)
    format: int = FORMAT

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()


def read_manifest(raw: bytes) -> Manifest:
    try:
        told = json.loads(raw)
        return _manifest(told)
    except (ValueError, KeyError, TypeError) as fault:
        raise damaged("không đọc được bản kê") from fault


def _manifest(told: dict[str, Any]) -> Manifest:
    contents = told.pop("contents")
    parts = {name: Part(**part) for name, part in told.pop("parts").items()}
    contents["migrations"] = tuple(contents["migrations"])
    return Manifest(contents=Contents(**contents), parts=parts, **told)


def part_of(path: Path) -> Part:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return Part(digest.hexdigest(), path.stat().st_size)


def data_key_fingerprint() -> str:
    """Tells whether two keys are the same and nothing else about them: the key itself is in no backup."""
    return hashlib.scrypt(
        settings.DATA_KEY.encode(), salt=b"caunoi data key", n=2**14, r=8, p=1, dklen=8
    ).hex()
