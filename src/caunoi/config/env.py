"""Typed getters for the environment: a wrong or missing variable answers with how to set it."""

import os
import secrets
from datetime import date
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit


class WrongSetting(SystemExit):
    """A setting that keeps the product from starting; its text says how to mend it."""


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise WrongSetting(
            f"Thiếu biến môi trường {name}. Đặt trong tệp .env hoặc trước lệnh: {name}=… caunoi …"
        )
    return value


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value not in {"0", "1", "true", "false", "yes", "no"}:
        raise WrongSetting(f"{name}={value!r} không hiểu được. Dùng {name}=1 (bật) hoặc {name}=0 (tắt).")
    return value in {"1", "true", "yes"}


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def day(name: str) -> date | None:
    value = os.environ.get(name, "").strip()
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as fault:
        raise WrongSetting(f"{name}={value!r} không phải ngày. Dùng dạng {name}=2020-08-31.") from fault


def folder(name: str, default: Path) -> Path:
    path = Path(os.environ.get(name, default)).resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path


def secret(name: str, keep_in: Path) -> str:
    """The secret from the environment, else one made once and kept beside the database, readable by us alone."""
    if value := os.environ.get(name):
        return value
    if not keep_in.exists():
        keep_in.touch(mode=0o600)
        keep_in.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return keep_in.read_text(encoding="ascii").strip()


def database(name: str, default_file: Path, owner: str = "") -> dict[str, object]:
    """``DATABASE_URL``: ``sqlite:///path`` or ``postgresql://user:password@host:port/name``.

    ``owner`` names the variable with the address of the same database for the role that owns its tables.
    """
    address = os.environ.get(name, "").strip() or f"sqlite:///{default_file}"
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path[1:]) if parts.path.startswith("//") else unquote(parts.path))
    if parts.scheme in {"postgres", "postgresql"}:
        return {**_postgresql(parts), **_owner(owner, parts)}
    raise WrongSetting(
        f"{name} bắt đầu bằng {parts.scheme!r}. Dùng sqlite:////đường/dẫn/tệp.sqlite3 "
        "hoặc postgresql://người_dùng:mật_khẩu@máy_chủ:5432/tên_cơ_sở_dữ_liệu."
    )


def _sqlite(path: str) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


def _postgresql(parts: SplitResult) -> dict[str, object]:
    return {
        "ENGINE": "caunoi.foundation.db.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _owner(name: str, of_application: SplitResult) -> dict[str, object]:
    """Who owns the tables, for steps of the schema; without it the one role of ``DATABASE_URL`` does everything."""
    parts = urlsplit(os.environ.get(name, "").strip())
    if not parts.scheme:
        return {}
    here = (of_application.hostname, of_application.port, of_application.path)
    if (parts.hostname, parts.port, parts.path) != here or not parts.username:
        raise WrongSetting(
            f"{name} phải dẫn tới cùng máy chủ, cổng và cơ sở dữ liệu với DATABASE_URL, chỉ khác người dùng: "
            "postgresql://chủ_sở_hữu:mật_khẩu@máy_chủ:5432/tên_cơ_sở_dữ_liệu."
        )
    return {
        "OWNER": {"USER": unquote(parts.username), "PASSWORD": unquote(parts.password or "")},
        "APP_ROLE": unquote(of_application.username or ""),
        "APP_PASSWORD": unquote(of_application.password or ""),
    }
