"""The files keep what was sealed: a rating of a decided year is the level of the seal or of its last correction.

What is written goes by the words of the seal, whichever record of the person it was decided under. The row itself
leaves only with the person's file: as long as the sheet of the year stands, it stays.
"""

from django.db import migrations

SAID = "xếp loại năm đã chốt: hồ sơ giữ mức đã chốt hoặc mức của điều chỉnh cuối cùng"
JOINED = "SELECT lost_id FROM cadres_cadremerge WHERE kept_id = {row}.cadre_id AND undone_at IS NULL"
INTO = "SELECT kept_id FROM cadres_cadremerge WHERE lost_id = {row}.cadre_id AND undone_at IS NULL"
OF_PERSON = f"({{who}} = {{row}}.cadre_id OR {{who}} IN ({JOINED}))"
OF_YEAR = """ratings_ratedunit rated
  JOIN ratings_ratingseal seal ON seal.rated_id = rated.id
  JOIN ratings_ratinground asked ON asked.id = rated.round_id AND asked.year = {row}.year"""
LAST = """(SELECT later.{column} FROM ratings_ratingadjustment later
           WHERE later.seal_id = kept.seal_id AND later.cadre_id = kept.cadre_id ORDER BY later.ordinal DESC LIMIT 1)"""
SEALED = f"SELECT 1 FROM {OF_YEAR} JOIN ratings_sealedrating kept ON kept.seal_id = seal.id WHERE "
AS_DECIDED = f""" AND coalesce({LAST.format(column="after")}, kept.level) = {{row}}.grade
  AND coalesce({LAST.format(column="document")}, seal.document) = {{row}}.decision"""


def held(row):
    """Was the year of the person decided?"""
    return f"EXISTS ({SEALED.format(row=row)} {OF_PERSON.format(who='kept.cadre_id', row=row)})"


def same(row):
    """Does the row say what was decided?"""
    words = AS_DECIDED.format(row=row)
    return f"EXISTS ({SEALED.format(row=row)} {OF_PERSON.format(who='kept.cadre_id', row=row)} {words})"


def wrong():
    return f"{held('NEW')} AND NOT {same('NEW')}"


def taken_away():
    """The decided row given another year, or to somebody who is not the same person."""
    follows = f"NEW.cadre_id = OLD.cadre_id OR OLD.cadre_id IN ({JOINED.format(row='NEW')})"
    return f"{same('OLD')} AND NOT (NEW.year = OLD.year AND ({follows}))"


def carried_on():
    """A row that contradicted the seal before it came, taken along as it is, or back when two are parted again."""
    parted = "SELECT 1 FROM cadres_cadremerge gone WHERE gone.kept_id = OLD.cadre_id AND gone.lost_id = NEW.cadre_id"
    content = "NEW.year = OLD.year AND NEW.grade = OLD.grade AND NEW.decision = OLD.decision"
    return f"{content} AND ({held('OLD')} OR EXISTS ({parted}))"


def lost():
    """Nothing says any more what was decided, though the person's sheet of the year still stands."""
    sheet = f"""EXISTS (SELECT 1 FROM {OF_YEAR.format(row="OLD")}
                JOIN ratings_ratingsheet sheet ON sheet.rated_id = rated.id
                WHERE {OF_PERSON.format(who="sheet.cadre_id", row="OLD")})"""
    other = f"""EXISTS (SELECT 1 FROM cadres_rating stays WHERE stays.id <> OLD.id AND stays.year = OLD.year
                AND ({OF_PERSON.format(who="stays.cadre_id", row="OLD")} OR stays.cadre_id IN ({INTO.format(row="OLD")}))
                AND {same("stays")})"""
    return f"{same('OLD')} AND {sheet} AND NOT {other}"


def rules():
    yield "INSERT", "INSERT", wrong()
    yield "UPDATE", "UPDATE OF cadre_id, year, grade, decision", (
        f"({wrong()} AND NOT ({carried_on()})) OR ({taken_away()})"
    )
    yield "DELETE", "DELETE", lost()


def _sqlite():
    for word, move, fault in rules():
        yield f"""CREATE TRIGGER ratings_file_keeps_{word.lower()} BEFORE {move} ON cadres_rating WHEN {fault}
                  BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""


def _postgresql():
    """After the row policies have spoken: whoever writes beyond the wall learns of no seal behind it."""
    for word, move, fault in rules():
        name = f"ratings_file_keeps_{word.lower()}"
        yield f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
                  SET search_path = public, pg_temp AS
                  $$ BEGIN
                       IF {fault} THEN RAISE EXCEPTION '{SAID}'; END IF;
                       RETURN NULL;
                     END $$"""
        yield f"""CREATE TRIGGER {name} AFTER {move} ON cadres_rating
                  FOR EACH ROW EXECUTE FUNCTION {name}()"""


def guard(apps, schema_editor):
    statements = _postgresql() if schema_editor.connection.vendor == "postgresql" else _sqlite()
    for statement in statements:
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    for word, _move, _fault in rules():
        name = f"ratings_file_keeps_{word.lower()}"
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION {name}() CASCADE")
        else:
            schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [
        ("ratings", "0002_sealed_stays"),
        ("cadres", "0010_facts_asked_and_people_selected"),
    ]

    operations = [migrations.RunPython(guard, unguard)]
