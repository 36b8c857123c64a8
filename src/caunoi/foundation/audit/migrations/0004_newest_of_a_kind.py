from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_who_read_whose_file")]

    operations = [
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["target_type", "seq"], name="audit_by_kind"),
        ),
    ]
