"""History is written once: the database itself refuses UPDATE and DELETE."""

from django.db import migrations

from smartcity_portal.kit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = append_only("accounts_historyentry")
