"""Counting what a database holds, through any connection that answers SQL."""

from collections.abc import Callable, Sequence
from typing import Any

from caunoi.config.operations.backup.manifest import Contents
from caunoi.foundation.audit.chain import GENESIS
from caunoi.foundation.db.statements import statement

Ask = Callable[[str], Sequence[tuple[Any, ...]]]
TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename",
}
OF_DJANGO = {"django_migrations", "django_content_type", "django_session", "auth_permission"}
HEAD = "SELECT seq, hash FROM audit_auditevent ORDER BY seq DESC LIMIT 1"
MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"


def contents_of(ask: Ask, vendor: str) -> Contents:
    tables = [name for (name,) in ask(TABLES[vendor])]
    rows = {name: int(ask(statement("SELECT count(*) FROM {name}", name=name))[0][0]) for name in tables}
    head = ask(HEAD) if "audit_auditevent" in tables else []
    migrations = ask(MIGRATIONS) if "django_migrations" in tables else []
    seq, last = head[0] if head else (0, GENESIS)
    return Contents(rows, int(seq), str(last), tuple(f"{app}.{name}" for app, name in migrations))


def holds_nothing(contents: Contents) -> bool:
    """Empty, or migrated and not used yet."""
    return not any(count for name, count in contents.rows.items() if name not in OF_DJANGO)
