"""Nothing is added to a sealed outcome either: its people are written before the round closes, and never after."""

from django.db import migrations

TABLE, CLOSED = "reviews_frozenperson", "đợt rà soát đã chốt"
OF_ROUND = "(SELECT round_id FROM reviews_frozenreview WHERE id = NEW.review_id)"
IS_CLOSED = f"(SELECT state FROM reviews_reviewround WHERE id = {OF_ROUND}) = 'frozen'"


def _sqlite():
    yield f"""CREATE TRIGGER {TABLE}_stays_whole BEFORE INSERT ON {TABLE} WHEN {IS_CLOSED}
              BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END"""


def _postgresql():
    yield f"""CREATE FUNCTION {TABLE}_stays_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
              SET search_path = public, pg_temp AS
              $$ BEGIN
                   IF {IS_CLOSED} THEN RAISE EXCEPTION '{CLOSED}'; END IF;
                   RETURN NEW;
                 END $$"""
    yield f"""CREATE TRIGGER {TABLE}_stays_whole BEFORE INSERT ON {TABLE}
              FOR EACH ROW EXECUTE FUNCTION {TABLE}_stays_whole()"""


def guard(apps, schema_editor):
    statements = _postgresql() if schema_editor.connection.vendor == "postgresql" else _sqlite()
    for statement in statements:
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP FUNCTION {TABLE}_stays_whole() CASCADE")
        return
    schema_editor.execute(f"DROP TRIGGER {TABLE}_stays_whole")


class Migration(migrations.Migration):
    dependencies = [("reviews", "0003_mark_and_job")]

    operations = [migrations.RunPython(guard, unguard)]
