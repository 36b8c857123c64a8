"""Does the wall stand? Asked of the database's own catalogue, told in words with what to do."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections
from django.utils.translation import gettext as _

from caunoi.foundation.policy.walls.open_tables import open_tables
from caunoi.foundation.policy.walls.plan import SHADOW, Walled, questions_of, walled_tables
from caunoi.foundation.policy.walls.questions import PREFIX
from caunoi.foundation.policy.walls.settings_told import walled_models


@dataclass(frozen=True)
class Standing:
    """How the wall stands: tables behind it, and whatever is wrong, each with how to mend it."""

    role: str
    walled: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def whole(self) -> bool:
        return not self.faults


def wall_standing(using: str = "default") -> Standing | None:
    """None on a database that has no row policies."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        there = columns_of(cursor)
        planned = list(walled_tables(connection, there))
        cursor.execute("SELECT current_user")
        (role,) = cursor.fetchone()
        faults = _role_faults(cursor, role) or [
            *_table_faults(cursor, planned),
            *_question_faults(cursor, planned),
            *_gaps(set(there)),
            *_views(cursor),
        ]
    return Standing(role, tuple(each.table for each in planned), tuple(faults))


def columns_of(cursor: Any) -> dict[str, list[str]]:
    """Every table of the product's schema with its columns."""
    cursor.execute(
        "SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum) FROM pg_class c JOIN pg_attribute a "
        "ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
        "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') GROUP BY c.relname"
    )
    return dict(cursor.fetchall())


def stands(cursor: Any, walled: Walled) -> bool:
    """Row policies on, also for the owner, and made from the table of the policy as it is now."""
    cursor.execute(
        "SELECT c.relrowsecurity AND c.relforcerowsecurity AND obj_description(p.oid, 'pg_policy') = %s "
        "AND (SELECT count(*) FROM pg_policy every WHERE every.polrelid = c.oid) = %s "
        "FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'wall_select' "
        "WHERE c.relnamespace = 'public'::regnamespace AND c.relname = %s",
        [walled.mark, len(walled.policies), walled.table],
    )
    found = cursor.fetchone()
    return bool(found and found[0])


def _role_faults(cursor: Any, role: str) -> list[str]:
    cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
    over, past = cursor.fetchone()
    cursor.execute(
        "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v') "
        "AND pg_has_role(current_user, relowner, 'MEMBER')"
    )
    owned = cursor.fetchone()[0]
    if not (over or past or owned):
        return []
    told = _(
        "Tường thứ hai không có: máy chủ nối vào cơ sở dữ liệu bằng “%(role)s”, vai này không chịu chính sách "
        "dòng nào. Chỉ còn bộ lọc của phần mềm giữ dữ liệu các đơn vị riêng ra. Tạo một vai riêng cho ứng dụng theo "
        "docs/operations.md, phần PostgreSQL."
    )
    return [told % {"role": role}]


def _table_faults(cursor: Any, planned: list[Walled]) -> list[str]:
    fallen = [each.table for each in planned if not stands(cursor, each)]
    if not fallen:
        return []
    told = _("Chính sách dòng thiếu hoặc đã cũ ở %(count)s bảng: %(tables)s. Chạy: caunoi wall raise")
    return [told % {"count": len(fallen), "tables": ", ".join(fallen)}]


def _question_faults(cursor: Any, planned: list[Walled]) -> list[str]:
    """A policy is only as good as the functions it asks."""
    there = questions_there(cursor)
    other = [name for name, each in questions_of(planned).items() if there.get(name) != each.told]
    if not other:
        return []
    told = _("Hàm mà chính sách dòng hỏi thiếu hoặc đã bị sửa: %(functions)s. Chạy: caunoi wall raise")
    return [told % {"functions": ", ".join(sorted(other))}]


def questions_there(cursor: Any) -> dict[str, tuple[str, str, bool, str]]:
    """The wall's functions as they stand; one that somebody else than the owner of the tables made is none of them."""
    cursor.execute(
        "SELECT proname, pg_get_function_arguments(oid), pg_get_function_result(oid), prosecdef, prosrc FROM pg_proc "
        "WHERE pronamespace = 'public'::regnamespace AND proname LIKE %s AND prokind = 'f' AND proowner = "
        "(SELECT relowner FROM pg_class WHERE oid = 'public.django_migrations'::regclass)",
        [PREFIX.replace("_", r"\_") + "%"],
    )
    return {name: tuple(told) for name, *told in cursor.fetchall()}


def _gaps(there: set[str]) -> list[str]:
    """A table is behind the wall or on the list of open ones; nothing is left out in silence."""
    behind = {model._meta.db_table for model in walled_models()}
    known = behind | open_tables().keys()
    lost = {name for name in there if name.removesuffix(SHADOW) not in known}
    told = _("Bảng %(table)s không có trong bảng quyền, cũng không được khai là bảng mở.")
    return [told % {"table": name} for name in sorted(lost)]


def _views(cursor: Any) -> list[str]:
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'v' "
        "AND NOT coalesce('security_invoker=true' = ANY(reloptions), false) ORDER BY relname"
    )
    told = _("Khung nhìn %(view)s đọc bằng quyền của chủ sở hữu. Đặt lại với security_invoker = true.")
    return [told % {"view": name} for (name,) in cursor.fetchall()]


def unlisted_models() -> list[str]:
    """Models that are neither behind the wall nor on the list of open tables."""
    known = {model._meta.db_table for model in walled_models()} | open_tables().keys()
    found = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return sorted(found - known)
