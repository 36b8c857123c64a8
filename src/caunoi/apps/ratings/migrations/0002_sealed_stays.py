"""What was sealed is never changed, and the sheets and steps of a sealed year stand still."""

from django.db import migrations

SEALED = ["ratings_ratingseal", "ratings_sealedrating", "ratings_ratingadjustment"]
SAID = "kết quả xếp loại đã chốt chỉ được ghi thêm"
CLOSED = "xếp loại năm của đơn vị đã chốt"
WHOLE = """(SELECT count(*) FROM ratings_sealedrating WHERE seal_id = NEW.seal_id)
           >= (SELECT people FROM ratings_ratingseal WHERE id = NEW.seal_id)"""
OF_YEAR = {
    "ratings_ratinground": "SELECT rated.id FROM ratings_ratedunit rated WHERE rated.round_id = {row}.id",
    "ratings_ratedunit": "{row}.id",
    "ratings_ratingsheet": "{row}.rated_id",
    "ratings_ratingstep": "SELECT sheet.rated_id FROM ratings_ratingsheet sheet WHERE sheet.id = {row}.sheet_id",
}
# A person's sheet leaves with the person's file, and goes with it to another record of the same person.
WRITTEN = (
    "rated_id, post, head, decider, state, said, self_level, self_score, by_office, comment, proposed_level, "
    "proposed_score, proposed_by_key, decided_level, decided_score"
)
MOVES = {
    "ratings_ratinground": ["UPDATE", "DELETE"],
    "ratings_ratedunit": ["UPDATE", "DELETE"],
    "ratings_ratingsheet": ["INSERT", f"UPDATE OF {WRITTEN}"],
    "ratings_ratingstep": ["INSERT", "UPDATE"],
}


def _is_sealed(table, row):
    years = OF_YEAR[table].format(row=row)
    return f"EXISTS (SELECT 1 FROM ratings_ratingseal seal WHERE seal.rated_id IN ({years}))"


def _sqlite():
    for table in SEALED:
        for move in ("UPDATE", "DELETE"):
            yield f"""CREATE TRIGGER {table}_never_{move.lower()}d BEFORE {move} ON {table}
                      BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
    yield f"""CREATE TRIGGER ratings_sealedrating_stays_whole BEFORE INSERT ON ratings_sealedrating WHEN {WHOLE}
              BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END"""
    for table, moves in MOVES.items():
        for move in moves:
            word = move.split()[0]
            yield f"""CREATE TRIGGER {table}_stays_{word.lower()} BEFORE {move} ON {table}
                      WHEN {_is_sealed(table, "NEW" if word == "INSERT" else "OLD")}
                      BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END"""


def _postgresql():
    yield f"""CREATE FUNCTION ratings_append_only() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN RAISE EXCEPTION '{SAID}'; END $$"""
    for table in SEALED:
        yield f"""CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
                  FOR EACH ROW EXECUTE FUNCTION ratings_append_only()"""
    yield f"""CREATE FUNCTION ratings_sealedrating_stays_whole() RETURNS trigger LANGUAGE plpgsql
              SECURITY DEFINER SET search_path = public, pg_temp AS
              $$ BEGIN
                   IF {WHOLE} THEN RAISE EXCEPTION '{CLOSED}'; END IF;
                   RETURN NEW;
                 END $$"""
    yield """CREATE TRIGGER ratings_sealedrating_stays_whole BEFORE INSERT ON ratings_sealedrating
             FOR EACH ROW EXECUTE FUNCTION ratings_sealedrating_stays_whole()"""
    for table, moves in MOVES.items():
        yield from _guard_of(table, moves)


def _guard_of(table, moves):
    name = f"{table}_stays"
    yield f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
              SET search_path = public, pg_temp AS
              $$ DECLARE held {table}%ROWTYPE;
                 BEGIN
                   IF TG_OP = 'INSERT' THEN held := NEW; ELSE held := OLD; END IF;
                   IF {_is_sealed(table, "held")} THEN
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
        names = ["ratings_append_only", "ratings_sealedrating_stays_whole", *(f"{table}_stays" for table in MOVES)]
        for name in names:
            schema_editor.execute(f"DROP FUNCTION {name}() CASCADE")
        return
    for table in SEALED:
        for move in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_never_{move}d")
    schema_editor.execute("DROP TRIGGER ratings_sealedrating_stays_whole")
    for table, moves in MOVES.items():
        for move in moves:
            schema_editor.execute(f"DROP TRIGGER {table}_stays_{move.split()[0].lower()}")


class Migration(migrations.Migration):
    dependencies = [("ratings", "0001_a_year_of_rating")]

    operations = [migrations.RunPython(guard, unguard)]
