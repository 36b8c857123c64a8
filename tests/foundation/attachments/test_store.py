"""Content under its own hash, sealed, whole or not there."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from caunoi.foundation.attachments import store
from caunoi.foundation.errors import Refused

TEXT = "Quyết định số 12-QĐ/HU".encode()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> Path:
    settings.FILES = tmp_path
    return tmp_path


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_put_in_comes_back_by_its_hash():
    digest = store.put(TEXT)

    assert digest == hashlib.sha256(TEXT).hexdigest()
    assert store.get(digest) == TEXT
    assert store.is_whole(digest)


def test_the_disk_holds_nothing_readable(folder):
    store.put(TEXT)

    assert not any(TEXT[:8] in path.read_bytes() for path in files(folder))
    assert {path.stat().st_mode & 0o077 for path in files(folder)} == {0}


def test_the_same_content_is_kept_once(folder):
    assert store.put(TEXT) == store.put(TEXT)

    assert len(files(folder)) == 1


def test_content_that_was_changed_moved_or_lost_is_not_given_out(folder):
    first, second = store.put(TEXT), store.put(b"another")
    one, other = (next(path for path in files(folder) if path.name == each) for each in (first, second))

    other.write_bytes(one.read_bytes())
    with pytest.raises(Refused, match="đã hỏng hoặc bị đổi"):
        store.get(second)
    one.unlink()
    with pytest.raises(Refused, match="không còn trong kho"):
        store.get(first)
    assert not store.is_whole(first) and not store.is_whole(second)


@pytest.mark.parametrize("name", ["../../secret_key", "", "A" * 64, "0" * 63, "/etc/passwd"])
def test_only_a_hash_leads_to_a_file(name):
    with pytest.raises(ValueError, match="SHA-256"):
        store.get(name)


def test_what_is_swept_out_is_old_and_gone():
    digest = store.put(TEXT)
    later = datetime.now(UTC) + timedelta(minutes=5)

    assert store.everything(older_than=later) == {digest}
    assert store.everything(older_than=later - timedelta(days=1)) == set()
    store.forget(digest)
    assert store.everything(older_than=later) == set()
