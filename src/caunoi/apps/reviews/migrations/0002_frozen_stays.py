"""What was frozen is never changed, and a frozen round's sheets, lines and steps stand still."""

from django.db import migrations

FROZEN = ["reviews_frozenreview", "reviews_frozenperson", "reviews_adjustment"]
SAID = "kết quả rà soát đã chốt chỉ được ghi thêm"
CLOSED = "đợt rà soát đã chốt"
OF_ROUND = {
    "reviews_reviewsheet": "{row}.round_id",
    "reviews_reviewline": "(SELECT round_id FROM reviews_reviewsheet WHERE id = {row}.sheet_id)",
    "reviews_reviewstep": "(SELECT round_id FROM reviews_reviewsheet WHERE id = {row}.sheet_id)",
}
# A person's line leaves with the person's file, and goes with it to another record of the same person.
MOVES = {
    "reviews_reviewsheet": ["INSERT", "UPDATE", "DELETE"],
    "reviews_reviewline": ["INSERT", "UPDATE OF sheet_id, answer, told, note, saved_at, saved_by"],
    "reviews_reviewstep": ["INSERT", "UPDATE", "DELETE"],
}


def _sqlite():
    for table in FROZEN:
        for move in ("UPDATE", "DELETE"):
            yield f"""CREATE TRIGGER {table}_never_{move.lower()}d BEFORE {move} ON {table}
                      BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
    yield f"""CREATE TRIGGER reviews_round_stays BEFORE UPDATE ON reviews_reviewround WHEN OLD.state = 'frozen'
              BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END"""
    yield f"""CREATE TRIGGER reviews_round_kept BEFORE DELETE ON reviews_reviewround WHEN OLD.state = 'frozen'
              BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END"""
    for table, moves in MOVES.items():
        for move in moves:
            word = move.split()[0]
            of_round = OF_ROUND[table].format(row="NEW" if word == "INSERT" else "OLD")
            yield f"""CREATE TRIGGER {table}_stays_{word.lower()} BEFORE {move} ON {table}
                      WHEN (SELECT state FROM reviews_reviewround WHERE id = {of_round}) = 'frozen'
                      BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END"""


def _postgresql():
    yield f"""CREATE FUNCTION reviews_append_only() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN RAISE EXCEPTION '{SAID}'; END $$"""
    for table in FROZEN:
        yield f"""CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
                  FOR EACH ROW EXECUTE FUNCTION reviews_append_only()"""
    yield f"""CREATE FUNCTION reviews_round_closed() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN RAISE EXCEPTION '{CLOSED}'; END $$"""
    yield """CREATE TRIGGER reviews_round_stays BEFORE UPDATE OR DELETE ON reviews_reviewround
             FOR EACH ROW WHEN (OLD.state = 'frozen') EXECUTE FUNCTION reviews_round_closed()"""
    for table, moves in MOVES.items():
        yield from _guard_of(table, moves)


def _guard_of(table, moves):
    name = f"{table}_stays"
    of_round = OF_ROUND[table].format(row="held")
    yield f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
              SET search_path = public, pg_temp AS
              $$ DECLARE held {table}%ROWTYPE;
                 BEGIN
                   IF TG_OP = 'INSERT' THEN held := NEW; ELSE held := OLD; END IF;
                   IF (SELECT state FROM reviews_reviewround WHERE id = {of_round}) = 'frozen' THEN
                     RAISE EXCEPTION '{CLOSED}';
                   END IF;
                   IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                   RETURN NEW;
                 END $$"""
    yield f"""CREATE TRIGGER {name} BEFORE {" OR ".join(moves)} ON {table}
              FOR EACH ROW EXECUTE FUNCTION {name}()"""


def guard(apps, schema_editor):
    statements = _postgresql() if schema_editor.connection.vendor == "postgresql" else _sqlite()
    for statement in statements:
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in ("reviews_append_only", "reviews_round_closed", *(f"{table}_stays" for table in MOVES)):
            schema_editor.execute(f"DROP FUNCTION {name}() CASCADE")
        return
    for table in FROZEN:
        for move in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_never_{move}d")
    for name in ("reviews_round_stays", "reviews_round_kept"):
        schema_editor.execute(f"DROP TRIGGER {name}")
    for table, moves in MOVES.items():
        for move in moves:
            schema_editor.execute(f"DROP TRIGGER {table}_stays_{move.split()[0].lower()}")


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_review_rounds")]

    operations = [migrations.RunPython(guard, unguard)]
