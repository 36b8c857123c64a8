"""Shadows and their triggers in PostgreSQL's words: one function for each table, once for each statement."""

from typing import Any

from caunoi.foundation.audit.services import ADVISORY_LOCK
from caunoi.foundation.system_time.tables import RECORD, Kept

EVENTS = {
    "insert": "REFERENCING NEW TABLE AS fresh",
    "update": "REFERENCING OLD TABLE AS gone NEW TABLE AS fresh",
    "delete": "REFERENCING OLD TABLE AS gone",
}


def column_types(cursor: Any, table: str) -> dict[str, str]:
    cursor.execute(
        "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute "
        "WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
        [f'public."{table}"'],
    )
    return dict(cursor.fetchall())


def shadow(kept: Kept, types: dict[str, str]) -> list[str]:
    columns = ", ".join(f'"{column}" {types[column]}' for column in kept.columns)
    return [
        f'CREATE TABLE public."{kept.shadow}" ({columns}, known_from bigint NOT NULL, known_to bigint)',
        f'CREATE UNIQUE INDEX "{kept.shadow}_open" ON public."{kept.shadow}" ("{kept.key}") '
        "WHERE known_to IS NULL",
        f'CREATE INDEX "{kept.shadow}_ended" ON public."{kept.shadow}" (known_to) WHERE known_to IS NOT NULL',
    ]


def another_column(kept: Kept, column: str, kind: str) -> list[str]:
    return [
        f'ALTER TABLE public."{kept.shadow}" ADD COLUMN "{column}" {kind}',
        f'UPDATE public."{kept.shadow}" s SET "{column}" = b."{column}" FROM public."{kept.table}" b '  # noqa: S608  # our own names
        f'WHERE b."{kept.key}" = s."{kept.key}" AND s.known_to IS NOT NULL',
    ]


def has_triggers(cursor: Any, kept: Kept) -> bool:
    """Present, and made from the columns of today: the first line of the function names them."""
    cursor.execute(
        "SELECT count(*) FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
        "WHERE t.tgrelid = %s::regclass AND p.proname = %s AND position(%s in p.prosrc) > 0",
        [f'public."{kept.table}"', _function(kept), _shape(kept)],
    )
    return bool(cursor.fetchone()[0] == len(EVENTS) + 1)


def triggers_to_drop(cursor: Any) -> list[str]:
    cursor.execute(
        "SELECT DISTINCT proname FROM pg_proc WHERE proname LIKE %s AND pronamespace = 'public'::regnamespace",
        ["%\\_keep\\_known"],
    )
    return [f'DROP FUNCTION public."{row[0]}"() CASCADE' for row in cursor.fetchall()]


def triggers(kept: Kept) -> list[str]:
    made = [
        f'DROP FUNCTION IF EXISTS public."{_function(kept)}"() CASCADE',
        _body(kept),
        # The order of records is the order of knowing, so whoever writes facts waits for the end of the record.
        f'CREATE TRIGGER "{kept.table}_known_turn" BEFORE INSERT OR UPDATE OR DELETE ON public."{kept.table}" '
        f'FOR EACH STATEMENT EXECUTE FUNCTION public."{_function(kept)}"()',
    ]
    for event, seeing in EVENTS.items():
        made.append(
            f'CREATE TRIGGER "{kept.table}_known_{event}" AFTER {event.upper()} ON public."{kept.table}" '
            f'{seeing} FOR EACH STATEMENT EXECUTE FUNCTION public."{_function(kept)}"()'
        )
    return made


def _function(kept: Kept) -> str:
    return f"{kept.table}_keep_known"


def _shape(kept: Kept) -> str:
    return f"-- keeps {' '.join(kept.columns)}\n"


def _body(kept: Kept) -> str:
    columns = ", ".join(f'"{column}"' for column in kept.columns)
    old = ", ".join(f'o."{column}"' for column in kept.columns)
    now_differs = " OR ".join(f'o."{column}" IS DISTINCT FROM n."{column}"' for column in kept.columns)
    key, shadow_table = f'"{kept.key}"', f'public."{kept.shadow}"'
    image = (
        f"INSERT INTO {shadow_table} ({columns}, known_from, known_to) "  # noqa: S608  # our own names
        f"SELECT {old}, coalesce(m.known_from, 0), point FROM gone o "
        f"LEFT JOIN {shadow_table} m ON m.{key} = o.{key} AND m.known_to IS NULL"
    )
    mark = f"ON CONFLICT ({key}) WHERE known_to IS NULL DO UPDATE SET known_from = excluded.known_from"
    changed = f"JOIN fresh n ON n.{key} = o.{key}"
    return f"""
CREATE FUNCTION public."{_function(kept)}"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $keep$
{_shape(kept)}DECLARE point bigint;
BEGIN
  IF TG_WHEN = 'BEFORE' THEN
    PERFORM pg_advisory_xact_lock({ADVISORY_LOCK});
    RETURN NULL;
  END IF;
  SELECT coalesce(max(seq), 0) + 1 INTO point FROM public.{RECORD};
  IF TG_OP = 'INSERT' THEN
    INSERT INTO {shadow_table} ({key}, known_from) SELECT {key}, point FROM fresh {mark};
  ELSIF TG_OP = 'UPDATE' THEN
    {image} {changed} WHERE coalesce(m.known_from, 0) < point AND ({now_differs});
    INSERT INTO {shadow_table} ({key}, known_from)
      SELECT o.{key}, point FROM gone o {changed} WHERE {now_differs} {mark};
  ELSE
    {image} WHERE coalesce(m.known_from, 0) < point;
    DELETE FROM {shadow_table} m USING gone o WHERE m.{key} = o.{key} AND m.known_to IS NULL;
  END IF;
  RETURN NULL;
END $keep$"""  # noqa: S608  # our own names
