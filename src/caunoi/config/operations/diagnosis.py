"""``caunoi doctor``: the settings in force and the health of every part, each with how to mend it."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import DatabaseError, connection

from caunoi import __version__
from caunoi.config.operations.backup.history import last_backup
from caunoi.config.operations.migrations import missing_migrations
from caunoi.foundation import clock
from caunoi.foundation.audit.selectors import chain_fault, head
from caunoi.foundation.db.safety import wrong_settings
from caunoi.foundation.jobs.selectors import queue_state

SECRET = ("SECRET", "KEY", "PASSWORD")
WARN_DISK, LEAST_DISK = 0.20, 0.05
STALE_BACKUP, MISSING_BACKUP = timedelta(hours=36), timedelta(days=7)
WAITS_LONG = timedelta(minutes=10)
FONT = "ui/fonts/be-vietnam-pro-vietnamese-600.woff2"
EARLIEST_CLOCK = datetime(2026, 1, 1, tzinfo=UTC)  # a clock before this day was never set


class Health(Enum):
    """A plain fact, green, to be looked at, or broken."""

    FACT = "·"
    GREEN = "đạt"
    YELLOW = "chú ý"
    RED = "LỖI"


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    name: str
    health: Health
    told: str


def examine() -> list[Finding]:
    """Everything there is to look at; one part that cannot be looked at does not hide the others."""
    return [finding for name, part in PARTS.items() for finding in _looked_at(name, part)]


def _looked_at(name: str, part: Callable[[], Iterator[Finding]]) -> list[Finding]:
    try:
        return list(part())
    except (DatabaseError, OSError) as fault:
        return [Finding(name, Health.RED, f"Không khám được: {fault}")]


def settings_in_force() -> Iterator[Finding]:
    yield Finding("phiên bản", Health.FACT, f"Cầu Nối {__version__}, Python {sys.version.split()[0]}")
    for name, value in sorted(os.environ.items()):
        if name.startswith("CAUNOI_") or name == "DATABASE_URL":
            yield Finding(name, Health.FACT, masked(name, value))
    yield Finding("thư mục dữ liệu", Health.FACT, str(settings.VAR))
    if settings.DEBUG:
        yield Finding("CAUNOI_DEBUG", Health.RED, "Đang bật. Tắt đi khi phục vụ thật: CAUNOI_DEBUG=0.")
    if not settings.HTTPS and not settings.DEMO and _is_reachable_from_outside():
        yield Finding("HTTPS", Health.YELLOW, "Chưa bật. Khi phục vụ ngoài máy này: CAUNOI_HTTPS=1.")


def masked(name: str, value: str) -> str:
    """A secret is said to be there, never what it is; nor is the password inside an address."""
    if any(word in name for word in SECRET):
        return f"(đã đặt, {len(value)} ký tự)"
    before, at, rest = value.rpartition("@")
    if at and ":" in before.split("//", 1)[-1]:
        return f"{before.rsplit(':', 1)[0]}:•••@{rest}"
    return value


def _is_reachable_from_outside() -> bool:
    return any(host not in {"127.0.0.1", "localhost", "[::1]"} for host in settings.ALLOWED_HOSTS)


def database() -> Iterator[Finding]:
    wrong = wrong_settings(connection)
    yield from (Finding("cơ sở dữ liệu", Health.RED, sentence) for sentence in wrong)
    if not wrong:
        yield Finding(
            "cơ sở dữ liệu", Health.GREEN, f"{connection.vendor}, mọi thiết đặt an toàn đúng như cần"
        )
    missing = missing_migrations()
    if missing:
        yield Finding(
            "nâng cấp", Health.RED, f"Thiếu {len(missing)} bước. Sao lưu rồi chạy: caunoi serve --migrate"
        )
    else:
        yield Finding("nâng cấp", Health.GREEN, "đủ mọi bước")


def keys() -> Iterator[Finding]:
    for name in ("secret_key", "data_key"):
        kept = Path(settings.VAR) / name
        if kept.exists() and kept.stat().st_mode & 0o077:
            yield Finding(
                f"khóa {name}", Health.RED, f"Người khác trên máy đọc được {kept}. Chạy: chmod 600 {kept}"
            )
        elif kept.exists():
            yield Finding(
                f"khóa {name}", Health.GREEN, f"{kept}; giữ thêm một bản ở nơi khác với bản sao lưu"
            )


def disk() -> Iterator[Finding]:
    room = shutil.disk_usage(settings.VAR)
    share = room.free / room.total
    health = Health.RED if share < LEAST_DISK else Health.YELLOW if share < WARN_DISK else Health.GREEN
    mend = "" if health is Health.GREEN else ". Dọn bớt hoặc thêm ổ đĩa."
    yield Finding("ổ đĩa", health, f"còn {room.free // 2**20} MB ({share:.0%}) ở {settings.VAR}{mend}")


def clock_and_day() -> Iterator[Finding]:
    now = clock.now()
    if now < EARLIEST_CLOCK:
        yield Finding(
            "đồng hồ", Health.RED, f"Máy đang là {now:%d/%m/%Y}: đồng hồ chưa được đặt. Bật đồng bộ giờ."
        )
    else:
        yield Finding("đồng hồ", Health.GREEN, f"{now.astimezone(clock.HANOI):%H:%M %d/%m/%Y}, giờ Hà Nội")
    if settings.TODAY:
        told = f"cố định là {settings.TODAY:%d/%m/%Y} (CAUNOI_TODAY)"
        yield Finding("hôm nay", Health.FACT if settings.DEMO else Health.YELLOW, told)


def files_for_browsers() -> Iterator[Finding]:
    gathered = (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()
    yield Finding(
        "tệp giao diện",
        Health.GREEN if gathered else Health.YELLOW,
        "đã gom" if gathered else "chưa gom; caunoi serve sẽ tự gom khi chạy",
    )
    found = finders.find(FONT)
    yield Finding(
        "phông chữ",
        Health.GREEN if found else Health.RED,
        "có" if found else f"thiếu {FONT}; lấy lại từ kho mã",
    )


def audit() -> Iterator[Finding]:
    fault, (seq, last) = chain_fault(), head()
    if fault:
        yield Finding(
            "nhật ký", Health.RED, f"{fault} Giữ nguyên hiện trạng và đối chiếu với bản sao lưu gần nhất."
        )
    else:
        yield Finding("nhật ký", Health.GREEN, f"{seq} bản ghi nối liền, đầu chuỗi {last[:12]}")


def queue() -> Iterator[Finding]:
    now = clock.now()
    state = queue_state(now)
    told = f"{state.waiting} chờ, {state.running} chạy, {state.failed} lỗi"
    late = state.oldest_waiting is not None and now - state.oldest_waiting > WAITS_LONG
    if late or state.abandoned:
        yield Finding("việc nền", Health.YELLOW, f"{told}; có việc không ai làm. Chạy: caunoi jobs work")
    else:
        yield Finding("việc nền", Health.GREEN, told)


def backups() -> Iterator[Finding]:
    taken = last_backup()
    if taken is None:
        yield Finding(
            "sao lưu", Health.YELLOW, "chưa có bản nào. Chạy: caunoi backup TỆP, và đặt lịch hằng đêm"
        )
        return
    age = clock.now() - taken.at
    health = Health.RED if age > MISSING_BACKUP else Health.YELLOW if age > STALE_BACKUP else Health.GREEN
    kind = "mã hóa" if taken.encrypted else "KHÔNG mã hóa"
    yield Finding(
        "sao lưu", health, f"bản gần nhất cách đây {age // timedelta(hours=1)} giờ, {kind}: {taken.file}"
    )


PARTS: dict[str, Callable[[], Iterator[Finding]]] = {
    "cấu hình": settings_in_force,
    "cơ sở dữ liệu": database,
    "khóa": keys,
    "ổ đĩa": disk,
    "đồng hồ": clock_and_day,
    "tệp giao diện": files_for_browsers,
    "nhật ký": audit,
    "việc nền": queue,
    "sao lưu": backups,
}
