import uuid

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import commitments.models.check
from smartcity_portal.kit.append_only import append_only


class Migration(migrations.Migration):
    replaces = [
        ("commitments", "0001_initial"),
        ("commitments", "0002_signed_things_stand"),
        ("commitments", "0003_successor_signs"),
        ("commitments", "0004_kinds_of_sheets"),
        ("commitments", "0005_stamped_sheets"),
        ("commitments", "0006_mandates_and_aides"),
        ("commitments", "0007_outside_routes"),
        ("commitments", "0008_paper"),
        ("commitments", "0009_revocations"),
        ("commitments", "0010_sheets_in_series"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0005_seals_of_history"),
        ("masterplans", "0001_squashed_0014_volumes_and_forewords"),
        ("programs", "0001_squashed_0008_readiness_components"),
    ]

    operations = [
        migrations.CreateModel(
            name="Aide",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(blank=True, null=True)),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aides",
                        to="programs.office",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aided_offices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "aide",
                "verbose_name_plural": "aides",
                "ordering": ["office", "since"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("office", "user"),
                        name="one_aide_per_office",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("seal", "Seal of the portal"),
                            ("clock", "Clock of the portal"),
                            ("person", "One signature of a person"),
                            ("other", "Certificate of another authority"),
                        ],
                        max_length=6,
                    ),
                ),
                ("serial", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=200)),
                ("pem", models.TextField()),
                ("made_at", models.DateTimeField()),
                (
                    "issuer",
                    models.CharField(
                        blank=True, help_text="empty for the portal's own", max_length=200
                    ),
                ),
            ],
            options={
                "verbose_name": "certificate",
                "verbose_name_plural": "certificates",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("serial", "issuer"), name="one_certificate_per_issuer"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["seal", "clock", "person", "other"])),
                        name="certificate_kind_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=commitments.models.check.new_token, max_length=24, unique=True
                    ),
                ),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("size", models.PositiveIntegerField(help_text="bytes")),
                ("report", models.JSONField(default=dict)),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("done_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "check of a file",
                "verbose_name_plural": "checks of files",
                "ordering": ["-asked_at"],
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "pattern",
                    models.CharField(
                        default="555/{ordinal:03d}/{kind}/{year}",
                        help_text="{ordinal:03d} and {year} are filled in, and {kind}: KB-SC for the joint commitment, LK-SC for sheets of one person, AD-SC for addenda.",
                        max_length=80,
                        verbose_name="pattern",
                    ),
                ),
                ("last", models.PositiveIntegerField(default=0, verbose_name="last number given")),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="number_series",
                        to="programs.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "number series",
                "verbose_name_plural": "number series",
                "ordering": ["region", "-year"],
                "constraints": [
                    models.UniqueConstraint(fields=("region", "year"), name="one_series_per_year")
                ],
            },
        ),
        migrations.CreateModel(
            name="RevocationList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("issuer", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("entries", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                (
                    "due_at",
                    models.DateTimeField(help_text="the next list follows before this moment"),
                ),
            ],
            options={
                "verbose_name": "revocation list",
                "verbose_name_plural": "revocation lists",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("issuer", "number"), name="one_list_per_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Scan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("upload_sha256", models.CharField(max_length=64)),
                ("leaf", models.PositiveSmallIntegerField(default=1)),
                ("picture_sha256", models.CharField(max_length=64)),
                ("straight_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "serial",
                    models.CharField(blank=True, max_length=20, verbose_name="serial number"),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="programs.enrolment",
                    ),
                ),
            ],
            options={
                "verbose_name": "scan of a signed page",
                "verbose_name_plural": "scans of signed pages",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enrolment", "upload_sha256", "leaf"),
                        name="one_row_per_scanned_page",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SheetWording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("joint", "Joint commitment"),
                            ("head", "Commitment of the head of region"),
                            ("agency", "Commitment of an agency (OPD)"),
                            ("addendum", "Addendum"),
                            ("document", "Other document"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("preamble", models.TextField(verbose_name="preamble")),
                ("clauses", models.JSONField(default=list, verbose_name="clauses")),
                ("closing", models.TextField(blank=True, verbose_name="closing sentence")),
                (
                    "footer",
                    models.CharField(
                        choices=[
                            ("portal", "Says that the signatures are electronic and not certified"),
                            (
                                "certified",
                                "Quotes the law on certified signatures, where they all are",
                            ),
                            ("plain", "Only the address where the sheet is checked"),
                        ],
                        default="portal",
                        max_length=9,
                        verbose_name="foot of the sheet",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sheet_wordings",
                        to="programs.guidanceedition",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sheet_wordings",
                        to="programs.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "wording of sheets",
                "verbose_name_plural": "wordings of sheets",
                "ordering": ["edition", "kind", "region"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("region__isnull", True)),
                        fields=("edition", "kind"),
                        name="one_wording_for_all_regions",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("region__isnull", False)),
                        fields=("edition", "kind", "region"),
                        name="one_wording_per_region",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SigningEndpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "base_url",
                    models.URLField(
                        help_text="For example https://esign.bontangkota.go.id",
                        verbose_name="address",
                    ),
                ),
                (
                    "api_version",
                    models.CharField(
                        choices=[("v1", "Version 1 (form data)"), ("v2", "Version 2 (JSON)")],
                        default="v2",
                        max_length=2,
                        verbose_name="interface",
                    ),
                ),
                (
                    "username",
                    models.CharField(max_length=100, verbose_name="account of the portal there"),
                ),
                ("password_sealed", models.TextField(blank=True, editable=False)),
                (
                    "identity",
                    models.CharField(
                        choices=[
                            ("email", "E-mail address"),
                            ("nik", "NIK, typed at each signature and not kept"),
                        ],
                        default="email",
                        max_length=5,
                        verbose_name="people are known by",
                    ),
                ),
                (
                    "factor",
                    models.CharField(
                        choices=[("passphrase", "Passphrase"), ("totp", "One-time code (TOTP)")],
                        default="passphrase",
                        max_length=10,
                        verbose_name="people confirm with",
                    ),
                ),
                (
                    "tls_ca",
                    models.TextField(
                        blank=True,
                        help_text="Only where the service has no public certificate.",
                        verbose_name="certificate of the service's own authority (PEM)",
                    ),
                ),
                (
                    "allows_http",
                    models.BooleanField(
                        default=False,
                        help_text="Only inside a closed network: passphrases then travel in the clear.",
                        verbose_name="speak without encryption",
                    ),
                ),
                (
                    "timeout",
                    models.PositiveSmallIntegerField(
                        default=60, verbose_name="patience in seconds"
                    ),
                ),
                ("enabled", models.BooleanField(default=True, verbose_name="in use")),
                ("checked_at", models.DateTimeField(editable=False, null=True)),
                ("problem", models.CharField(blank=True, editable=False, max_length=300)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signing_endpoints",
                        to="programs.region",
                        verbose_name="region",
                    ),
                ),
            ],
            options={
                "verbose_name": "signing service",
                "verbose_name_plural": "signing services",
                "ordering": ["region__name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Coalesce(
                            "region", models.Value(0), output_field=models.BigIntegerField()
                        ),
                        name="one_endpoint_per_region",
                        violation_error_message="There is a signing service for this already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("api_version__in", ["v1", "v2"])),
                        name="endpoint_version_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("factor", "passphrase"), ("api_version", "v2"), _connector="OR"
                        ),
                        name="one_time_codes_need_v2",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("identity", "nik"), ("api_version", "v2"), _connector="OR"
                        ),
                        name="email_needs_v2",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revocation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("misused", "Somebody else signed with it"),
                            ("compromised", "Its key may be known to others"),
                            ("mistaken", "Made in error: wrong person or office"),
                            ("replaced", "Replaced by a new certificate"),
                        ],
                        max_length=11,
                        verbose_name="reason",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        help_text="Read by the ministry; not shown to the public.",
                        verbose_name="what happened",
                    ),
                ),
                (
                    "since",
                    models.DateTimeField(
                        help_text="What was signed earlier stays valid.",
                        verbose_name="does not count from",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "certificate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revocation",
                        to="commitments.certificate",
                    ),
                ),
            ],
            options={
                "verbose_name": "revocation",
                "verbose_name_plural": "revocations",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reason__in", ["misused", "compromised", "mistaken", "replaced"])
                        ),
                        name="revocation_reason_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("since__lte", models.F("at"))),
                        name="revoked_from_the_past",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                (
                    "version",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="version"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        editable=False, max_length=9, unique=True, verbose_name="code"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("preamble", models.TextField(verbose_name="preamble")),
                ("clauses", models.JSONField(default=list, verbose_name="clauses")),
                ("closing", models.TextField(blank=True, verbose_name="closing sentence")),
                ("place", models.CharField(blank=True, max_length=100, verbose_name="place")),
                ("dated", models.DateField(verbose_name="date on the sheet")),
                ("number", models.CharField(blank=True, max_length=80, verbose_name="number")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("issued", "Issued"),
                            ("signing", "Being signed"),
                            ("finalising", "Being sealed"),
                            ("completed", "Completed"),
                            ("void", "Void"),
                            ("expired", "Expired"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("state_since", models.DateTimeField(editable=False, verbose_name="since")),
                ("text", models.JSONField(default=dict, editable=False)),
                ("text_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("issued_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("head_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("pages", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "issued_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="issued at"),
                ),
                (
                    "completed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="completed at"),
                ),
                (
                    "void_reason",
                    models.TextField(blank=True, editable=False, verbose_name="reason"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="masterplans.bookedition",
                        verbose_name="book edition",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="programs.enrolment",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="commitments.numberseries",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="programs.agency",
                        verbose_name="agency (OPD)",
                    ),
                ),
                ("changes", models.JSONField(default=list, editable=False)),
                (
                    "countersigned",
                    models.BooleanField(
                        default=True,
                        help_text="On the sheet of an agency: “Mengetahui”, beside the head of the agency.",
                        verbose_name="the head of region takes note of it",
                    ),
                ),
                (
                    "due_on",
                    models.DateField(blank=True, null=True, verbose_name="to be signed until"),
                ),
                ("footer", models.CharField(default="portal", editable=False, max_length=9)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("joint", "Joint commitment"),
                            ("head", "Commitment of the head of region"),
                            ("agency", "Commitment of an agency (OPD)"),
                            ("addendum", "Addendum"),
                            ("document", "Other document"),
                        ],
                        default="joint",
                        editable=False,
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "needs_emeterai",
                    models.BooleanField(
                        default=False,
                        help_text="The printed file is stamped elsewhere and taken in before the first signature.",
                        verbose_name="carries an e-Meterai",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addenda",
                        to="commitments.sheet",
                        verbose_name="changes the sheet",
                    ),
                ),
                (
                    "signing_order",
                    models.CharField(
                        choices=[
                            ("parallel", "All at the same time"),
                            (
                                "groups",
                                "Heads of agencies first, then the head of region, then witnesses",
                            ),
                            ("sequence", "One after the other, in the order of the sheet"),
                        ],
                        default="parallel",
                        max_length=8,
                        verbose_name="order of signing",
                    ),
                ),
                ("stamped_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "subject",
                    models.CharField(
                        blank=True, editable=False, max_length=80, verbose_name="subject"
                    ),
                ),
                (
                    "subject_path",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="page"
                    ),
                ),
                (
                    "witnesses",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Mentors and people of the ministry who sign as witnesses.",
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="witnesses",
                    ),
                ),
                ("printed_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "open_to_outside",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="issued under an ordinary seal, so that a service may add its own field",
                    ),
                ),
                (
                    "in_series",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="one of many alike, which people are told about together",
                    ),
                ),
            ],
            options={
                "verbose_name": "commitment sheet",
                "verbose_name_plural": "commitment sheets",
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("series__isnull", False)),
                        fields=("series", "number"),
                        name="one_sheet_per_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "issued",
                                    "signing",
                                    "finalising",
                                    "completed",
                                    "void",
                                    "expired",
                                ],
                            )
                        ),
                        name="sheet_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["joint", "head", "agency", "addendum", "document"])
                        ),
                        name="sheet_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signing_order__in", ["parallel", "groups", "sequence"])
                        ),
                        name="signing_order_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "document"), _negated=True),
                        fields=("enrolment", "version"),
                        name="one_sheet_per_version",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["void", "expired"]), _negated=True),
                            ("kind__in", ["joint", "head"]),
                        ),
                        fields=("enrolment", "kind"),
                        name="one_standing_sheet_per_kind",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["void", "expired"]), _negated=True),
                            ("kind", "agency"),
                        ),
                        fields=("enrolment", "agency"),
                        name="one_standing_sheet_per_agency",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["void", "expired"]), _negated=True),
                            models.Q(("subject", ""), _negated=True),
                        ),
                        fields=("subject",),
                        name="one_standing_document_per_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agency__isnull", False), ("kind", "agency")),
                            ("kind", "addendum"),
                            models.Q(
                                models.Q(("kind__in", ["agency", "addendum"]), _negated=True),
                                ("agency__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="agency_sheet_has_its_agency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "void", "expired"]),
                            models.Q(
                                models.Q(("issued_sha256", ""), _negated=True),
                                models.Q(("text_sha256", ""), _negated=True),
                                models.Q(("number", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="issued_sheet_is_frozen",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InkAnnex",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("size", models.PositiveIntegerField(help_text="bytes")),
                ("pages", models.PositiveSmallIntegerField()),
                ("signatures", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "sheet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ink_annex",
                        to="commitments.sheet",
                    ),
                ),
            ],
            options={
                "verbose_name": "annex of handwritten signatures",
                "verbose_name_plural": "annexes of handwritten signatures",
            },
        ),
        migrations.CreateModel(
            name="ScanFiling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.PositiveSmallIntegerField(default=0, help_text="from 0")),
                (
                    "found",
                    models.CharField(
                        choices=[
                            ("code", "by its QR code"),
                            ("hand", "chosen by hand"),
                            ("aside", "set aside"),
                        ],
                        max_length=5,
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "scan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filing",
                        to="commitments.scan",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filings",
                        to="commitments.sheet",
                    ),
                ),
            ],
            options={
                "verbose_name": "filing of a scan",
                "verbose_name_plural": "filings of scans",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("found", "aside"), ("sheet__isnull", True)),
                            models.Q(("found__in", ["code", "hand"]), ("sheet__isnull", False)),
                            _connector="OR",
                        ),
                        name="scan_is_filed_or_set_aside",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SheetVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("issued", "As issued"),
                            ("signed", "With one more signature"),
                            ("final", "Final version"),
                        ],
                        max_length=6,
                    ),
                ),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("size", models.PositiveIntegerField(help_text="bytes")),
                ("signatures", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="commitments.sheet",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a sheet",
                "verbose_name_plural": "versions of sheets",
                "ordering": ["sheet", "number"],
                "indexes": [models.Index(fields=["size"], name="sheet_version_by_size")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sheet", "number"), name="sheet_versions_run_on"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["issued", "signed", "final"])),
                        name="sheet_version_kind_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signatory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                ("office", models.CharField(max_length=200, verbose_name="office")),
                ("rank", models.CharField(blank=True, max_length=80, verbose_name="rank")),
                ("nip", models.CharField(blank=True, max_length=18, verbose_name="NIP")),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("portal", "In the portal"),
                            ("bsre", "Through BSrE"),
                            ("brought", "Signed elsewhere, brought back"),
                            ("paper", "On paper"),
                        ],
                        default="portal",
                        max_length=8,
                        verbose_name="route",
                    ),
                ),
                ("field", models.CharField(max_length=20)),
                ("page", models.PositiveSmallIntegerField(editable=False, null=True)),
                ("box", models.JSONField(default=list, editable=False)),
                ("pledge", models.JSONField(default=list, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Not asked yet"),
                            ("asked", "Waiting for signature"),
                            ("seen", "Opened, not signed yet"),
                            ("signed", "Signed"),
                            ("declined", "Declined"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("state_since", models.DateTimeField(editable=False, null=True)),
                ("asked_at", models.DateTimeField(editable=False, null=True, verbose_name="asked")),
                ("seen_at", models.DateTimeField(editable=False, null=True, verbose_name="seen")),
                (
                    "signed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="signed"),
                ),
                (
                    "reminded_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="reminded"),
                ),
                (
                    "decline_reason",
                    models.TextField(blank=True, editable=False, verbose_name="reason"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatories",
                        to="programs.agency",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatories",
                        to="commitments.sheet",
                    ),
                ),
                (
                    "tenure",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatories",
                        to="programs.tenure",
                    ),
                ),
                (
                    "printed_tenure",
                    models.ForeignKey(
                        editable=False,
                        help_text="whom the paper names, when a successor in the office signs in their place",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.tenure",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        help_text="Of a witness; whoever holds an office signs by the office.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "group",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="turn"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("signatory", "Signatory"),
                            ("initials", "Initials (paraf)"),
                            ("knowing", "Takes note (mengetahui)"),
                            ("witness", "Witness"),
                        ],
                        default="signatory",
                        max_length=9,
                        verbose_name="role",
                    ),
                ),
                (
                    "on_behalf",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="a.n., u.b., Plh. or Plt. when a mandate lets another official sign here",
                        max_length=4,
                    ),
                ),
            ],
            options={
                "verbose_name": "signatory",
                "verbose_name_plural": "signatories",
                "ordering": ["sheet", "order"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "asked", "seen", "signed", "declined"])
                        ),
                        name="signatory_state_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("sheet", "field"), name="one_field_per_signatory"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["signatory", "initials", "knowing", "witness"])
                        ),
                        name="signatory_role_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("account__isnull", True), ("tenure__isnull", False)),
                            models.Q(("account__isnull", False), ("tenure__isnull", True)),
                            _connector="OR",
                        ),
                        name="signatory_has_office_or_account",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("on_behalf", "")),
                        fields=("sheet", "tenure"),
                        name="one_place_per_tenure",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("route__in", ["portal", "bsre", "brought", "paper"])),
                        name="signatory_route_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AideNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="note")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "signatory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aide_notes",
                        to="commitments.signatory",
                    ),
                ),
            ],
            options={
                "verbose_name": "note of an aide",
                "verbose_name_plural": "notes of aides",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("portal", "In the portal"),
                            ("bsre", "Through BSrE"),
                            ("brought", "Signed elsewhere, brought back"),
                            ("paper", "On paper"),
                        ],
                        max_length=8,
                        verbose_name="route",
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Prepared"),
                            ("sending", "Sent out"),
                            ("validating", "Being checked"),
                            ("done", "Signed"),
                            ("failed", "Not signed"),
                            ("unknown", "Outcome unknown"),
                        ],
                        default="prepared",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("consent_sha256", models.CharField(max_length=64)),
                ("before_sha256", models.CharField(max_length=64)),
                ("after_sha256", models.CharField(blank=True, max_length=64)),
                ("mark", models.CharField(default="none", max_length=8)),
                ("authenticated_by", models.CharField(blank=True, max_length=20)),
                (
                    "document_id",
                    models.CharField(
                        blank=True, help_text="as the service calls it", max_length=64
                    ),
                ),
                ("problem", models.CharField(blank=True, help_text="a code", max_length=40)),
                ("begun_at", models.DateTimeField(auto_now_add=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("lease_until", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="commitments.sheet",
                    ),
                ),
                (
                    "signatory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="commitments.signatory",
                    ),
                ),
                (
                    "endpoint",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="commitments.signingendpoint",
                    ),
                ),
            ],
            options={
                "verbose_name": "attempt to sign",
                "verbose_name_plural": "attempts to sign",
                "ordering": ["-begun_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["prepared", "sending", "validating", "done", "failed", "unknown"],
                            )
                        ),
                        name="attempt_state_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ("prepared", "sending", "validating", "unknown"))
                        ),
                        fields=("signatory",),
                        name="one_open_attempt_per_signatory",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("prepared", "sending", "validating"))),
                        fields=("sheet",),
                        name="one_lease_per_sheet",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InkSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("verifiers", models.JSONField(default=list)),
                ("at", models.DateTimeField(verbose_name="verified")),
                (
                    "signatory",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ink",
                        to="commitments.signatory",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="commitments.scan",
                    ),
                ),
            ],
            options={
                "verbose_name": "handwritten signature",
                "verbose_name_plural": "handwritten signatures",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("a.n.", "On behalf of (a.n.)"),
                            ("u.b.", "For the one on whose behalf (u.b.)"),
                            ("Plh.", "Daily executor (Plh.)"),
                            ("Plt.", "Acting (Plt.)"),
                        ],
                        max_length=4,
                        verbose_name="signs as",
                    ),
                ),
                ("decree", models.CharField(max_length=120, verbose_name="number of the mandate")),
                ("file_sha256", models.CharField(blank=True, max_length=64)),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.tenure",
                        verbose_name="instead of",
                    ),
                ),
                (
                    "given_to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.tenure",
                        verbose_name="who signs",
                    ),
                ),
                (
                    "signatory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="commitments.signatory",
                    ),
                ),
            ],
            options={
                "verbose_name": "mandate",
                "verbose_name_plural": "mandates",
                "ordering": ["signatory", "at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["a.n.", "u.b.", "Plh.", "Plt."])),
                        name="mandate_kind_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="question")),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "signatory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="commitments.signatory",
                    ),
                ),
            ],
            options={
                "verbose_name": "question of a signatory",
                "verbose_name_plural": "questions of signatories",
                "ordering": ["asked_at"],
            },
        ),
        migrations.CreateModel(
            name="ScanCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[("confirmed", "Signature confirmed"), ("refused", "Scan refused")],
                        max_length=9,
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="commitments.scan",
                    ),
                ),
                (
                    "signatory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scan_checks",
                        to="commitments.signatory",
                    ),
                ),
            ],
            options={
                "verbose_name": "check of a scan",
                "verbose_name_plural": "checks of scans",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["confirmed", "refused"])),
                        name="scan_verdict_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("scan", "signatory", "by"),
                        name="one_check_per_person_and_signature",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=20)),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("portal", "In the portal"),
                            ("bsre", "Through BSrE"),
                            ("brought", "Signed elsewhere, brought back"),
                            ("paper", "On paper"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "mark",
                    models.CharField(
                        choices=[
                            ("drawn", "Drawn"),
                            ("uploaded", "Uploaded"),
                            ("typed", "Typed"),
                            ("none", "Set by the service"),
                        ],
                        max_length=8,
                    ),
                ),
                ("consent_sha256", models.CharField(max_length=64)),
                ("authenticated_by", models.CharField(help_text="password, totp", max_length=20)),
                ("before_sha256", models.CharField(max_length=64)),
                ("after_sha256", models.CharField(max_length=64, unique=True)),
                ("at", models.DateTimeField()),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="commitments.certificate",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="commitments.sheet",
                    ),
                ),
                (
                    "signatory",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signature",
                        to="commitments.signatory",
                    ),
                ),
                (
                    "certified",
                    models.BooleanField(
                        default=False,
                        help_text="the chain of the certificate ends in a root of BSrE",
                    ),
                ),
                (
                    "clock",
                    models.CharField(
                        blank=True,
                        help_text="who stamped the time; empty for the portal",
                        max_length=200,
                    ),
                ),
            ],
            options={
                "verbose_name": "signature",
                "verbose_name_plural": "signatures",
                "ordering": ["sheet", "at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sheet", "field"), name="one_signature_per_field"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("route__in", ["portal", "bsre", "brought", "paper"])),
                        name="signature_route_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mark__in", ["drawn", "uploaded", "typed", "none"])),
                        name="signature_mark_is_known",
                    ),
                ],
            },
        ),
        *append_only("commitments_sheetversion"),
        *append_only("commitments_mandate"),
        *append_only("commitments_signature"),
        *append_only("commitments_scan"),
        *append_only("commitments_scanfiling"),
        *append_only("commitments_scancheck"),
        *append_only("commitments_inksignature"),
        *append_only("commitments_inkannex"),
        *append_only("commitments_certificate"),
        *append_only("commitments_revocation"),
        *append_only("commitments_revocationlist"),
    ]
