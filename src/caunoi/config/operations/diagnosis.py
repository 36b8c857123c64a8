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
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi import __version__
from caunoi.apps.cadres.selectors.emergencies import how_many_lately
from caunoi.config.operations.backup.history import last_backup
from caunoi.config.operations.migrations import missing_migrations
from caunoi.foundation import clock
from caunoi.foundation.audit.verified import verify_new
from caunoi.foundation.db.safety import wrong_settings
from caunoi.foundation.jobs.selectors import queue_state
from caunoi.foundation.policy.walls import wall_standing

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
        return [Finding(_(name), Health.RED, _("Không khám được: %(fault)s") % {"fault": fault})]


def settings_in_force() -> Iterator[Finding]:
    yield Finding(_("phiên bản"), Health.FACT, f"Cầu Nối {__version__}, Python {sys.version.split()[0]}")
    for name, value in sorted(os.environ.items()):
        if name.startswith("CAUNOI_") or name == "DATABASE_URL":
            yield Finding(name, Health.FACT, masked(name, value))
    yield Finding(_("thư mục dữ liệu"), Health.FACT, str(settings.VAR))
    if settings.DEBUG:
        yield Finding("CAUNOI_DEBUG", Health.RED, _("Đang bật. Tắt đi khi phục vụ thật: CAUNOI_DEBUG=0."))
    if not settings.HTTPS and not settings.DEMO and _is_reachable_from_outside():
        yield Finding("HTTPS", Health.YELLOW, _("Chưa bật. Khi phục vụ ngoài máy này: CAUNOI_HTTPS=1."))


def masked(name: str, value: str) -> str:
    """A secret is said to be there, never what it is; nor is the password inside an address."""
    if any(word in name for word in SECRET):
        return _("(đã đặt, %(length)s ký tự)") % {"length": len(value)}
    before, at, rest = value.rpartition("@")
    if at and ":" in before.split("//", 1)[-1]:
        return f"{before.rsplit(':', 1)[0]}:•••@{rest}"
    return value


def _is_reachable_from_outside() -> bool:
    return any(host not in {"127.0.0.1", "localhost", "[::1]"} for host in settings.ALLOWED_HOSTS)


def database() -> Iterator[Finding]:
    wrong = wrong_settings(connection)
    yield from (Finding(_("cơ sở dữ liệu"), Health.RED, sentence) for sentence in wrong)
    if not wrong:
        told = _("%(vendor)s, mọi thiết đặt an toàn đúng như cần") % {"vendor": connection.vendor}
        yield Finding(_("cơ sở dữ liệu"), Health.GREEN, told)
    missing = missing_migrations()
    if missing:
        told = _("Thiếu %(steps)s bước. Sao lưu rồi chạy: caunoi serve --migrate") % {"steps": len(missing)}
        yield Finding(_("nâng cấp"), Health.RED, told)
    else:
        yield Finding(_("nâng cấp"), Health.GREEN, _("đủ mọi bước"))


def wall() -> Iterator[Finding]:
    standing = wall_standing()
    if standing is None:
        return
    if standing.whole:
        told = _("%(tables)s bảng sau tường, máy chủ nối bằng vai %(role)s")
        counts = {"tables": len(standing.walled), "role": standing.role}
        yield Finding(_("tường dữ liệu"), Health.GREEN, told % counts)
    yield from (Finding(_("tường dữ liệu"), Health.YELLOW, fault) for fault in standing.faults)


def keys() -> Iterator[Finding]:
    for name in ("secret_key", "data_key"):
        kept, title = Path(settings.VAR) / name, _("khóa %(name)s") % {"name": name}
        if kept.exists() and kept.stat().st_mode & 0o077:
            told = _("Người khác trên máy đọc được %(file)s. Chạy: chmod 600 %(file)s") % {"file": kept}
            yield Finding(title, Health.RED, told)
        elif kept.exists():
            told = _("%(file)s; giữ thêm một bản ở nơi khác với bản sao lưu") % {"file": kept}
            yield Finding(title, Health.GREEN, told)


def disk() -> Iterator[Finding]:
    room = shutil.disk_usage(settings.VAR)
    share = room.free / room.total
    health = Health.RED if share < LEAST_DISK else Health.YELLOW if share < WARN_DISK else Health.GREEN
    left = {"room": room.free // 2**20, "share": f"{share:.0%}", "folder": settings.VAR}
    told = _("còn %(room)s MB (%(share)s) ở %(folder)s") % left
    mend = "" if health is Health.GREEN else ". " + _("Dọn bớt hoặc thêm ổ đĩa.")
    yield Finding(_("ổ đĩa"), health, f"{told}{mend}")


def clock_and_day() -> Iterator[Finding]:
    now = clock.now()
    if now < EARLIEST_CLOCK:
        told = _("Máy đang là %(day)s: đồng hồ chưa được đặt. Bật đồng bộ giờ.") % {"day": f"{now:%d/%m/%Y}"}
        yield Finding(_("đồng hồ"), Health.RED, told)
    else:
        told = _("%(moment)s, giờ Hà Nội") % {"moment": f"{now.astimezone(clock.HANOI):%H:%M %d/%m/%Y}"}
        yield Finding(_("đồng hồ"), Health.GREEN, told)
    if settings.TODAY:
        told = _("cố định là %(day)s (CAUNOI_TODAY)") % {"day": f"{settings.TODAY:%d/%m/%Y}"}
        yield Finding(_("hôm nay"), Health.FACT if settings.DEMO else Health.YELLOW, told)


def files_for_browsers() -> Iterator[Finding]:
    gathered = (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()
    yield Finding(
        _("tệp giao diện"),
        Health.GREEN if gathered else Health.YELLOW,
        _("đã gom") if gathered else _("chưa gom; caunoi serve sẽ tự gom khi chạy"),
    )
    found = finders.find(FONT)
    yield Finding(
        _("phông chữ"),
        Health.GREEN if found else Health.RED,
        _("có") if found else _("thiếu %(file)s; lấy lại từ kho mã") % {"file": FONT},
    )


def audit() -> Iterator[Finding]:
    verified = verify_new()
    walk = verified.walk
    if walk.fault:
        mend = _("Giữ nguyên hiện trạng và đối chiếu với bản sao lưu gần nhất.")
        yield Finding(_("nhật ký"), Health.RED, f"{walk.fault} {mend}")
    else:
        at = f"{verified.whole_at.astimezone(clock.HANOI):%H:%M %d/%m/%Y}"
        told = _("%(entries)s bản ghi nối liền, đầu chuỗi %(head)s; kiểm cả chuỗi lúc %(at)s") % {
            "entries": walk.seq,
            "head": walk.hash[:12],
            "at": at,
        }
        yield Finding(_("nhật ký"), Health.GREEN, told)


def queue() -> Iterator[Finding]:
    now = clock.now()
    state = queue_state(now)
    counts = {"waiting": state.waiting, "running": state.running, "failed": state.failed}
    told = _("%(waiting)s chờ, %(running)s chạy, %(failed)s lỗi") % counts
    late = state.oldest_waiting is not None and now - state.oldest_waiting > WAITS_LONG
    if late or state.abandoned:
        told = _("%(counts)s; có việc không ai làm. Chạy: caunoi jobs work") % {"counts": told}
        yield Finding(_("việc nền"), Health.YELLOW, told)
    else:
        yield Finding(_("việc nền"), Health.GREEN, told)


def backups() -> Iterator[Finding]:
    taken = last_backup()
    if taken is None:
        told = _("chưa có bản nào. Chạy: caunoi backup TỆP, và đặt lịch hằng đêm")
        yield Finding(_("sao lưu"), Health.YELLOW, told)
        return
    age = clock.now() - taken.at
    health = Health.RED if age > MISSING_BACKUP else Health.YELLOW if age > STALE_BACKUP else Health.GREEN
    kind = _("mã hóa") if taken.encrypted else _("KHÔNG mã hóa")
    latest = {"hours": age // timedelta(hours=1), "kind": kind, "file": taken.file}
    told = _("bản gần nhất cách đây %(hours)s giờ, %(kind)s: %(file)s") % latest
    yield Finding(_("sao lưu"), health, told)


def emergencies() -> Iterator[Finding]:
    """Numbers alone: whose files they were is not the administrator's business."""
    lately, waiting = how_many_lately(clock.now())
    told = _("%(lately)s hồ sơ mở khẩn cấp trong 30 ngày, %(waiting)s lần chờ Ban Tổ chức xem lại")
    counts = {"lately": lately, "waiting": waiting}
    yield Finding(_("mở khẩn cấp"), Health.YELLOW if waiting else Health.GREEN, told % counts)


PARTS: dict[str, Callable[[], Iterator[Finding]]] = {
    gettext_noop("cấu hình"): settings_in_force,
    gettext_noop("cơ sở dữ liệu"): database,
    gettext_noop("tường dữ liệu"): wall,
    gettext_noop("khóa"): keys,
    gettext_noop("ổ đĩa"): disk,
    gettext_noop("đồng hồ"): clock_and_day,
    gettext_noop("tệp giao diện"): files_for_browsers,
    gettext_noop("nhật ký"): audit,
    gettext_noop("việc nền"): queue,
    gettext_noop("sao lưu"): backups,
    gettext_noop("mở khẩn cấp"): emergencies,
}
