"""Revisions and verdicts are still written once: SQLite forgot it when the tables gained columns."""

from django.db import migrations

from smartcity_portal.kit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("masterplans", "0010_sources_and_turned_sections")]
    operations = [*append_only("masterplans_chapterrevision"), *append_only("masterplans_verdict")]
