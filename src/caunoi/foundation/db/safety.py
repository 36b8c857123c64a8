"""Are the database's settings what we think? A wrong one refuses to start and says how to mend it (R-05)."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.checks import Error
from django.db import connections

SQLITE = {
    "journal_mode": (
        "wal",
        "Mở tệp bằng một bản SQLite ghi được và đặt trên ổ đĩa cục bộ, không phải ổ mạng.",
    ),
    "synchronous": (
        2,
        "Bỏ mọi PRAGMA synchronous khác; cần FULL (2) để dữ liệu đã báo lưu không mất khi mất điện.",
    ),
    "foreign_keys": (1, "Dùng bản SQLite có khóa ngoại và không tắt PRAGMA foreign_keys."),
}
POSTGRESQL = {
    "fsync": ("on", "Đặt fsync = on trong postgresql.conf rồi khởi động lại PostgreSQL."),
    "full_page_writes": ("on", "Đặt full_page_writes = on trong postgresql.conf rồi nạp lại cấu hình."),
    "synchronous_commit": ("on", "Đặt synchronous_commit = on trong postgresql.conf rồi nạp lại cấu hình."),
    "data_checksums": (
        "on",
        "Tạo cụm với initdb --data-checksums, hoặc bật bằng pg_checksums --enable khi đã dừng máy chủ.",
    ),
    "server_encoding": ("UTF8", "Tạo cơ sở dữ liệu với ENCODING 'UTF8'."),
}
STRONGER = {"synchronous_commit": {"remote_write", "remote_apply"}}


def keep_to_ourselves(connection: Any, **kwargs: Any) -> None:
    """A new SQLite file and its log are readable by everybody on the machine; ours hold people, so they are not."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():
        return
    for ending in ("", "-wal", "-shm"):
        kept = Path(f"{connection.settings_dict['NAME']}{ending}")
        with suppress(OSError):  # not there, or another account's: then its owner decides
            if kept.stat().st_mode & 0o077:
                kept.chmod(0o600)


def check_database_settings(app_configs: Any = None, databases: Any = None, **kwargs: Any) -> list[Error]:
    """Django runs this with the database checks; ``caunoi serve`` and ``caunoi doctor`` run it at every start."""
    return [
        Error(f"Cơ sở dữ liệu: {sentence}", id="caunoi.E001")
        for alias in (databases or ["default"])
        for sentence in wrong_settings(connections[alias])
    ]


def wrong_settings(connection: Any) -> list[str]:
    if connection.vendor == "sqlite":
        return _wrong_sqlite(connection)
    return _wrong_postgresql(connection)


def _wrong_sqlite(connection: Any) -> list[str]:
    wrong = []
    with connection.cursor() as cursor:
        for name, (wanted, mend) in SQLITE.items():
            found = cursor.execute(f"PRAGMA {name}").fetchone()[0]
            in_memory = name == "journal_mode" and found == "memory"
            if found != wanted and not in_memory:
                wrong.append(f"{name} đang là {found}, cần {wanted}. {mend}")
        busy = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
    if busy < 5000:
        wrong.append(
            f"busy_timeout đang là {busy} ms, cần ít nhất 5000 ms. Đặt OPTIONS timeout từ 5 giây trở lên."
        )
    if connection.settings_dict["OPTIONS"].get("transaction_mode") != "IMMEDIATE":
        wrong.append("transaction_mode phải là IMMEDIATE. Đặt lại OPTIONS transaction_mode trong cấu hình.")
    return wrong


def _wrong_postgresql(connection: Any) -> list[str]:
    wrong = []
    with connection.cursor() as cursor:
        for name, (wanted, mend) in POSTGRESQL.items():
            cursor.execute("SELECT current_setting(%s)", [name])
            found = cursor.fetchone()[0]
            if found != wanted and found not in STRONGER.get(name, set()):
                wrong.append(f"{name} đang là {found}, cần {wanted}. {mend}")
    return wrong
