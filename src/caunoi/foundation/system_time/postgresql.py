"""Shadows and their triggers in PostgreSQL's words: one function for each table, once for each statement."""

from typing import Any

from caunoi.foundation.audit.services import ADVISORY_LOCK
from caunoi.foundation.db.statements import Words, joined, names, statement
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
        statement(
            "UPDATE public.{shadow} s SET {column} = b.{column} FROM public.{table} b "
            "WHERE b.{key} = s.{key} AND s.known_to IS NOT NULL",
            shadow=kept.shadow, table=kept.table, key=kept.key, column=column,
        ),
    ]  # fmt: skip


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


IMAGE = (
    "INSERT INTO public.{shadow} ({columns}, known_from, known_to) "
    "SELECT {old}, coalesce(m.known_from, 0), point FROM gone o "
    "LEFT JOIN public.{shadow} m ON m.{key} = o.{key} AND m.known_to IS NULL"
)
MARK = "ON CONFLICT ({key}) WHERE known_to IS NULL DO UPDATE SET known_from = excluded.known_from"
KEEPING = """
CREATE FUNCTION public.{function}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $keep$
{shape}DECLARE point bigint;
BEGIN
  IF TG_WHEN = 'BEFORE' THEN
    PERFORM pg_advisory_xact_lock({lock});
    RETURN NULL;
  END IF;
  SELECT coalesce(max(seq), 0) + 1 INTO point FROM public.{record};
  IF TG_OP = 'INSERT' THEN
    INSERT INTO public.{shadow} ({key}, known_from) SELECT {key}, point FROM fresh {mark};
  ELSIF TG_OP = 'UPDATE' THEN
    {image} JOIN fresh n ON n.{key} = o.{key} WHERE coalesce(m.known_from, 0) < point AND ({now_differs});
    INSERT INTO public.{shadow} ({key}, known_from)
      SELECT o.{key}, point FROM gone o JOIN fresh n ON n.{key} = o.{key} WHERE {now_differs} {mark};
  ELSE
    {image} WHERE coalesce(m.known_from, 0) < point;
    DELETE FROM public.{shadow} m USING gone o WHERE m.{key} = o.{key} AND m.known_to IS NULL;
  END IF;
  RETURN NULL;
END $keep$"""


def _body(kept: Kept) -> str:
    image = statement(
        IMAGE, shadow=kept.shadow, columns=kept.columns, old=names(kept.columns, of="o"), key=kept.key
    )
    differs = (statement("o.{column} IS DISTINCT FROM n.{column}", column=column) for column in kept.columns)
    return statement(
        KEEPING, function=_function(kept), shape=Words(_shape(kept)), lock=ADVISORY_LOCK, record=Words(RECORD),
        shadow=kept.shadow, key=kept.key, mark=statement(MARK, key=kept.key), image=image,
        now_differs=joined(" OR ", differs),
    )  # fmt: skip
