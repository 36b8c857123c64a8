"""Raising the wall: policies on every table with rows of a unit, and an application role that owns nothing.

Run after every migration and by ``caunoi wall raise``; whatever stands already as it should is left alone.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db import ProgrammingError, connections, transaction
from django.utils.translation import gettext as _
from psycopg import sql

from caunoi.foundation.errors import Refused
from caunoi.foundation.policy.scoping import system_scope
from caunoi.foundation.policy.walls.looking import columns_of, questions_there, stands
from caunoi.foundation.policy.walls.plan import Walled, questions_of, walled_tables
from caunoi.foundation.policy.walls.questions import Question

PATIENCE = "SET LOCAL lock_timeout = '30s'"
MIGRATIONS = "django_migrations"


def raise_wall(using: str = "default") -> list[str]:
    """The tables whose policies were written anew.

    Nothing to do on a database without row policies, nor where one role is owner and application: it would stand on
    both sides of the wall.
    """
    connection: Any = connections[using]
    if connection.vendor != "postgresql" or not connection.owner:
        return []
    try:
        with connection.as_owner(), system_scope("wall: raise"), transaction.atomic(using=using):
            return _raise(connection)
    except ProgrammingError as fault:
        raise Refused(_cannot(fault)) from fault


def _cannot(fault: Exception) -> str:
    told = _(
        "Không dựng được tường dữ liệu: %(fault)s. Đặt CAUNOI_DATABASE_OWNER bằng địa chỉ đăng nhập của chủ sở hữu "
        "cơ sở dữ liệu rồi chạy lại: caunoi wall raise"
    )
    return told % {"fault": str(fault).strip().splitlines()[0]}


def _raise(connection: Any) -> list[str]:
    raised = []
    with connection.cursor() as cursor:
        cursor.execute(PATIENCE)
        there = columns_of(cursor)
        planned = list(walled_tables(connection, there))
        questions = questions_of(planned)
        _ask(cursor, questions)
        for walled in planned:
            if not stands(cursor, walled):
                for statement in _policies(walled):
                    cursor.execute(statement)
                raised.append(walled.table)
        _forget_others(cursor, questions)
        _make_role(cursor, connection)
        for statement in (*_rights(connection.app_role, there), *_answers(connection.app_role, questions)):
            cursor.execute(statement)
    return raised


def _ask(cursor: Any, questions: Mapping[str, Question]) -> None:
    """Write the functions that are missing, or not as they should be."""
    there = questions_there(cursor)
    for name, question in questions.items():
        if there.get(name) != question.told:
            cursor.execute(question.written)


def _forget_others(cursor: Any, questions: Mapping[str, Question]) -> None:
    """Functions no policy asks any more."""
    cursor.execute(
        "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f' "
        "AND (proname LIKE %s OR proname LIKE %s) AND proname <> ALL (%s) AND NOT EXISTS "
        "(SELECT 1 FROM pg_depend WHERE refobjid = pg_proc.oid AND classid = 'pg_policy'::regclass)",
        [r"wall\_%", r"%\_lives", list(questions)],
    )
    for (signature,) in cursor.fetchall():
        cursor.execute(f"DROP FUNCTION {signature}")


def _answers(role: str, questions: Mapping[str, Question]) -> Iterator[str]:
    """Only the application asks them."""
    for question in questions.values():
        yield f"REVOKE ALL ON FUNCTION {question.signature} FROM PUBLIC"
        yield f'GRANT EXECUTE ON FUNCTION {question.signature} TO "{role}"'


def _policies(walled: Walled) -> Iterator[str]:
    table = f'public."{walled.table}"'
    for command, clauses in walled.policies.items():
        name = f"wall_{command}"
        yield f'DROP POLICY IF EXISTS "{name}" ON {table}'
        yield f'CREATE POLICY "{name}" ON {table} FOR {command.upper()} {clauses}'
    yield f"COMMENT ON POLICY wall_select ON {table} IS '{walled.mark}'"
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"


def _make_role(cursor: Any, connection: Any) -> None:
    """The role of ``DATABASE_URL``, when nobody made it before; this needs an owner who may make roles."""
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [connection.app_role])
    if cursor.fetchone() is None:
        made = "CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD {}"
        cursor.execute(
            sql.SQL(made).format(sql.Identifier(connection.app_role), sql.Literal(connection.app_password))
        )


def _rights(role: str, there: dict[str, list[str]]) -> Iterator[str]:
    """The application role reads and writes rows; it makes, changes and empties no table, and rewrites no history."""
    quoted = f'"{role}"'
    yield f"GRANT USAGE ON SCHEMA public TO {quoted}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {quoted}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quoted}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quoted}"
    for table in sorted(set(append_only()) & set(there)):
        yield f'REVOKE UPDATE, DELETE ON public."{table}" FROM {quoted}'
    for table in sorted(name for name in there if name == MIGRATIONS or name.endswith("_known")):
        yield f'REVOKE INSERT, UPDATE, DELETE ON public."{table}" FROM {quoted}'


def append_only() -> list[str]:
    """Tables of models that say ``append_only``: a row once written stays as it is."""
    return sorted(model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False))
