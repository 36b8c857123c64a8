"""Doing what only the owner of the tables may, inside the transaction of a test that runs as the application."""

from typing import Any

from django.db import connections

FUNCTION = """CREATE OR REPLACE FUNCTION public.tests_as_owner(statement text) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER AS $$ BEGIN EXECUTE statement; END $$"""


connection: Any = connections["default"]


def be_at_hand() -> None:
    """Once for the database of a run; SQLite has no owners."""
    if connection.vendor == "postgresql":
        with connection.as_owner(), connection.cursor() as cursor:
            cursor.execute(FUNCTION)


def as_owner(statement: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT public.tests_as_owner(%s)", [statement])
        else:
            cursor.execute(statement)
