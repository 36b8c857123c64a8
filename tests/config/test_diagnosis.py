"""``caunoi doctor`` tells what is wrong and hides what is secret."""

from datetime import timedelta

import pytest

from caunoi.config.operations import diagnosis
from caunoi.config.operations.backup import history
from caunoi.config.operations.diagnosis import Health, examine, masked
from caunoi.foundation import clock
from caunoi.foundation.audit.chain import Walk
from caunoi.foundation.audit.verified import Verified


def _named(name: str) -> list[diagnosis.Finding]:
    return [finding for finding in examine() if finding.name == name]


def test_a_secret_is_said_to_be_there_and_not_what_it_is():
    assert masked("CAUNOI_SECRET_KEY", "abc123") == "(đã đặt, 6 ký tự)"
    assert "mật" not in masked("DATABASE_URL", "postgresql://caunoi:mật-khẩu@db:5432/caunoi")
    assert masked("DATABASE_URL", "postgresql://caunoi@db/caunoi") == "postgresql://caunoi@db/caunoi"
    assert masked("CAUNOI_HOSTS", "caunoi.example.vn") == "caunoi.example.vn"


@pytest.mark.django_db
def test_a_sound_installation_has_nothing_red():
    assert [finding for finding in examine() if finding.health is Health.RED] == []


@pytest.mark.django_db
def test_a_wrong_database_setting_is_red(monkeypatch):
    monkeypatch.setattr(diagnosis, "wrong_settings", lambda connection: ["synchronous đang là 1, cần 2."])

    assert [each.health for each in _named("cơ sở dữ liệu")] == [Health.RED]


@pytest.mark.django_db
def test_a_missing_step_of_the_schema_is_red(monkeypatch):
    monkeypatch.setattr(diagnosis, "missing_migrations", lambda: ["cadres.0002_more"])

    assert [each.health for each in _named("nâng cấp")] == [Health.RED]


@pytest.mark.django_db
def test_a_broken_chain_is_red(monkeypatch):
    broken = Verified(Walk(fault="Thiếu bản ghi nhật ký số 7."), clock.now())
    monkeypatch.setattr(diagnosis, "verify_new", lambda: broken)

    assert [each.health for each in _named("nhật ký")] == [Health.RED]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("age", "health"),
    [(timedelta(hours=1), Health.GREEN), (timedelta(days=2), Health.YELLOW), (timedelta(days=8), Health.RED)],
)
def test_a_backup_grows_old(settings, tmp_path, age, health):
    settings.VAR = tmp_path
    history.remember(history.Taken(clock.now() - age, "đêm-qua.caunoi", True))

    assert [each.health for each in _named("sao lưu")] == [health]


@pytest.mark.django_db
def test_a_key_that_others_can_read_is_red(settings, tmp_path):
    settings.VAR = tmp_path
    (tmp_path / "data_key").write_text("khóa")
    (tmp_path / "data_key").chmod(0o644)

    assert [each.health for each in _named("khóa data_key")] == [Health.RED]
