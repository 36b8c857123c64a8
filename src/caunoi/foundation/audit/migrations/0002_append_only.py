"""The record may only grow: both databases refuse to change or remove a row."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER audit_never_updated BEFORE UPDATE ON audit_auditevent
       BEGIN SELECT RAISE(ABORT, 'nhật ký chỉ được ghi thêm'); END""",
    """CREATE TRIGGER audit_never_deleted BEFORE DELETE ON audit_auditevent
       BEGIN SELECT RAISE(ABORT, 'nhật ký chỉ được ghi thêm'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'nhật ký chỉ được ghi thêm'; END $$""",
    """CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit_auditevent
       FOR EACH ROW EXECUTE FUNCTION audit_append_only()""",
]


def guard(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER audit_append_only ON audit_auditevent")
        schema_editor.execute("DROP FUNCTION audit_append_only()")
        return
    schema_editor.execute("DROP TRIGGER audit_never_updated")
    schema_editor.execute("DROP TRIGGER audit_never_deleted")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_audit_event")]

    operations = [migrations.RunPython(guard, unguard)]
