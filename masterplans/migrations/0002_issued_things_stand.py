"""Revisions, verdicts and issued editions are written once; an edition may only be withdrawn."""

from django.db import migrations

from smartcity_portal.kit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("masterplans", "0001_initial")]
    operations = [
        *append_only("masterplans_chapterrevision"),
        *append_only("masterplans_verdict"),
        *append_only(
            "masterplans_bookedition",
            fixed=[
                "book_id",
                "number",
                "sha256",
                "pages",
                "size",
                "revisions",
                "records",
                "issued_by_id",
                "issued_at",
            ],
        ),
    ]
