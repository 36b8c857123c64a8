"""The restore drill: from the backup alone, on an empty place, on the database of the run."""

import zipfile
from pathlib import Path

import pytest

from caunoi.config.operations.backup import seal
from caunoi.config.operations.backup.restoring import unpack
from caunoi.foundation.errors import Refused
from tests.config.places import Place, new_place

KEY = "khóa sao lưu dài và khó đoán"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("places")


@pytest.fixture(scope="module")
def original(folder) -> Place:
    place = new_place(folder, "drill_original")
    place.migrate()
    place.write_accounts("hoa", "hung")
    uploaded = place.folder / "files" / "phieu" / "quyết định.pdf"
    uploaded.parent.mkdir(parents=True)
    uploaded.write_bytes(b"%PDF one and only")
    return place


@pytest.fixture(scope="module")
def plain(original, folder) -> Path:
    return _taken(original, folder / "plain.caunoi")


@pytest.fixture(scope="module")
def sealed(original, folder) -> Path:
    return _taken(original, folder / "sealed.caunoi", CAUNOI_BACKUP_KEY=KEY)


@pytest.fixture
def empty(tmp_path) -> Place:
    return new_place(tmp_path, "drill_empty")


def _taken(place: Place, file: Path, **environment: str) -> Path:
    answer = place.run("backup", str(file), **environment)
    assert answer.code == 0, answer.told
    return file


def _state(place: Place) -> list[list[tuple]]:
    return [
        place.ask("SELECT id, username, password FROM accounts_user ORDER BY username"),
        place.ask("SELECT seq, action, hash FROM audit_auditevent ORDER BY seq"),
    ]


@pytest.mark.parametrize("kind", ["plain", "sealed"])
def test_everything_comes_back_in_an_empty_place(request, original, empty, kind):
    file = request.getfixturevalue(kind)

    answer = empty.run("restore", str(file), "--format", "json", CAUNOI_BACKUP_KEY=KEY)

    assert answer.code == 0, answer.told
    assert answer.json()["restored"] is True
    assert answer.json()["audit_records"] == 2
    assert _state(empty) == _state(original)
    assert (empty.folder / "files" / "phieu" / "quyết định.pdf").read_bytes() == b"%PDF one and only"


def test_a_restored_place_is_backed_up_and_restored_again(original, plain, empty, tmp_path):
    empty.run("restore", str(plain))
    empty.write_accounts("lan")
    again = _taken(empty, tmp_path / "again.caunoi")

    answer = original_copy(tmp_path).run("restore", str(again))

    assert answer.code == 0, answer.told


def original_copy(folder: Path) -> Place:
    return new_place(folder, "drill_second")


def test_a_restored_place_is_green(plain, empty):
    empty.run("restore", str(plain))

    assert empty.run("invariants").code == 0
    assert "2 bản ghi nối liền" in empty.run("doctor").out


def test_a_backup_says_whether_it_is_encrypted(original, tmp_path):
    answer = original.run("backup", str(tmp_path / "one.caunoi"))

    assert "KHÔNG mã hóa" in answer.out


def test_a_plain_backup_is_an_ordinary_zip(plain):
    with zipfile.ZipFile(plain) as archive:
        assert archive.testzip() is None
        assert "manifest.json" in archive.namelist()


def test_an_encrypted_backup_shows_nothing(sealed):
    content = sealed.read_bytes()

    assert b"manifest" not in content
    assert "Nguyễn".encode() not in content


def test_the_data_key_is_in_no_backup(plain, original):
    with zipfile.ZipFile(plain) as archive:
        for name in archive.namelist():
            assert original.data_key.encode() not in archive.read(name)


@pytest.mark.parametrize("kind", ["plain", "sealed"])
@pytest.mark.parametrize("place", [0, 30, 0.1, 0.3, 0.6, 0.9, -3])
def test_one_flipped_byte_is_refused(request, monkeypatch, tmp_path, kind, place):
    content = bytearray(request.getfixturevalue(kind).read_bytes())
    at = int(place * len(content)) if isinstance(place, float) else place
    content[at] ^= 1
    monkeypatch.setenv("CAUNOI_BACKUP_KEY", KEY)

    with pytest.raises(Refused, match="hỏng"):
        unpack(_written(tmp_path, content), tmp_path)


@pytest.mark.parametrize("kind", ["plain", "sealed"])
def test_a_file_cut_short_is_refused(request, monkeypatch, tmp_path, kind):
    content = request.getfixturevalue(kind).read_bytes()
    monkeypatch.setenv("CAUNOI_BACKUP_KEY", KEY)

    with pytest.raises(Refused, match="hỏng"):
        unpack(_written(tmp_path, content[:-1000]), tmp_path)


def _written(folder: Path, content: bytes) -> Path:
    damaged = folder / "damaged.caunoi"
    damaged.write_bytes(content)
    return damaged


def test_a_damaged_backup_leaves_the_place_untouched(plain, empty, tmp_path):
    content = bytearray(plain.read_bytes())
    content[len(content) // 2] ^= 1

    answer = empty.run("restore", str(_written(tmp_path, content)))

    assert answer.code == 1
    assert "hỏng" in answer.told
    assert _is_untouched(empty)


def test_a_missing_part_is_refused_even_when_sealed_again(plain, empty, tmp_path):
    poorer = tmp_path / "poorer.caunoi"
    with zipfile.ZipFile(plain) as whole, zipfile.ZipFile(poorer, "w") as fewer:
        fewer.comment = b" " * seal.COMMENT_LENGTH
        for name in whole.namelist():
            if not name.startswith("files/"):
                fewer.writestr(name, whole.read(name))
    seal.seal_plain(poorer)

    answer = empty.run("restore", str(poorer))

    assert answer.code == 1
    assert "thiếu phần files/phieu/quyết định.pdf" in answer.told
    assert _is_untouched(empty)


def test_a_wrong_key_is_refused(sealed, empty):
    answer = empty.run("restore", str(sealed), CAUNOI_BACKUP_KEY="khóa khác")

    assert answer.code == 1
    assert "sai khóa" in answer.told
    assert _is_untouched(empty)


def test_an_encrypted_backup_without_a_key_asks_for_it(sealed, empty):
    answer = empty.run("restore", str(sealed))

    assert answer.code == 1
    assert "CAUNOI_BACKUP_KEY" in answer.told


def test_another_data_key_is_noticed_before_anything_is_written(plain, empty):
    stranger = Place(empty.folder, empty.database, data_key="khóa dữ liệu khác")

    answer = stranger.run("restore", str(plain))

    assert answer.code == 1
    assert "CAUNOI_DATA_KEY" in answer.told
    assert _is_untouched(empty)


def test_data_that_is_there_is_not_overwritten_unasked(original, plain):
    before = _state(original)

    answer = original.run("restore", str(plain))

    assert answer.code == 1
    assert "--replace" in answer.told
    assert _state(original) == before


def test_an_older_copy_does_not_silently_replace_newer_data(plain, empty):
    empty.run("restore", str(plain))
    empty.write_accounts("lan")

    refused = empty.run("restore", str(plain), "--replace")
    accepted = empty.run("restore", str(plain), "--replace", "--discard-newer")

    assert refused.code == 1
    assert "1 lần ghi sau đó sẽ mất" in refused.told
    assert accepted.code == 0, accepted.told
    assert empty.ask("SELECT count(*) FROM accounts_user") == [(2,)]


def test_a_backup_of_an_older_version_is_refused_until_upgrading_is_wished(empty, tmp_path):
    older_place = new_place(tmp_path, "drill_older")
    older_place.migrate()
    older_place.migrate("sessions", "zero")
    older = _taken(older_place, tmp_path / "older.caunoi")

    refused = empty.run("restore", str(older))
    upgraded = empty.run("restore", str(older), "--migrate")

    assert refused.code == 1
    assert "phiên bản cũ hơn" in refused.told
    assert upgraded.code == 0, upgraded.told
    assert "đủ mọi bước" in empty.run("doctor").out


def test_a_backup_of_a_newer_version_is_refused(plain, empty, tmp_path):
    newer = _with_migrations(
        plain, tmp_path / "newer.caunoi", lambda taken: [*taken, "cadres.9999_from_the_future"]
    )

    answer = empty.run("restore", str(newer))

    assert answer.code == 1
    assert "Nâng cấp phần mềm trước" in answer.told


def test_a_trial_run_verifies_and_writes_nothing(plain, empty):
    answer = empty.run("restore", str(plain), "--dry-run", "--format", "json")

    assert answer.code == 0, answer.told
    assert answer.json()["restored"] is False
    assert _is_untouched(empty)


def test_a_backup_never_overwrites_another(original, plain):
    before = plain.read_bytes()

    answer = original.run("backup", str(plain))

    assert answer.code == 1
    assert plain.read_bytes() == before


def _is_untouched(place: Place) -> bool:
    table = (
        "pg_tables WHERE schemaname = 'public'" if place.database.startswith("postgres") else "sqlite_master"
    )
    return place.ask(f"SELECT count(*) FROM {table}") == [(0,)]


def _with_migrations(source: Path, target: Path, change) -> Path:
    import json

    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(target, "w") as other:
        other.comment = b" " * seal.COMMENT_LENGTH
        for name in whole.namelist():
            content = whole.read(name)
            if name == "manifest.json":
                told = json.loads(content)
                told["contents"]["migrations"] = change(told["contents"]["migrations"])
                content = json.dumps(told).encode()
            other.writestr(name, content)
    seal.seal_plain(target)
    return target
