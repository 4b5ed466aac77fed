"""What was agreed, answered or issued is written once."""

from django.db import migrations

from smartcity_portal.kit.append_only import append_only

CERTIFICATE = [
    "plan_id", "participation_id", "code", "serial", "revision", "number", "name", "words", "issued_at",
    "issued_by_id", "replaces_id",
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("workshops", "0002_what_a_bimtek_holds")]
    operations = [
        *append_only("workshops_minutesversion"),
        *append_only("workshops_surveyanswer"),
        *append_only("workshops_letterissue"),
        *append_only("workshops_certificate", fixed=CERTIFICATE),
        *append_only("workshops_certificateprint"),
    ]
