"""What was signed stands: the database refuses to change or remove it."""

from django.db import migrations

from smartcity_portal.kit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("commitments", "0001_initial")]
    operations = [
        *append_only("commitments_signature"),
        *append_only("commitments_certificate"),
        *append_only("commitments_sheetversion"),
    ]
