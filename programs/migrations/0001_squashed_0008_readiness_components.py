import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import programs.models.relation


class Migration(migrations.Migration):
    replaces = [
        ("programs", "0001_initial"),
        ("programs", "0002_edition_parts"),
        ("programs", "0003_selection"),
        ("programs", "0004_board_views_and_handover"),
        ("programs", "0005_certificate_share"),
        ("programs", "0006_section_trees"),
        ("programs", "0007_weighed_criteria"),
        ("programs", "0008_readiness_components"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0005_seals_of_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="BoardView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("query", models.CharField(blank=True, max_length=500)),
                (
                    "shared",
                    models.BooleanField(
                        default=False,
                        help_text="Others can open it; only you can change it.",
                        verbose_name="for everybody who reads the board",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="board_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "view of the board",
                "verbose_name_plural": "views of the board",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("by", "name"), name="one_view_per_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="GuidanceEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("revision", models.PositiveSmallIntegerField(default=1, verbose_name="revision")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("open", "In use"), ("frozen", "Frozen")],
                        default="draft",
                        editable=False,
                        max_length=6,
                        verbose_name="state",
                    ),
                ),
                ("programme", models.CharField(max_length=120, verbose_name="programme")),
                ("ministry", models.CharField(max_length=120, verbose_name="ministry")),
                ("unit", models.CharField(max_length=160, verbose_name="unit")),
                ("theme", models.CharField(blank=True, max_length=200, verbose_name="theme")),
                (
                    "period_years",
                    models.PositiveSmallIntegerField(default=10, verbose_name="years of the plan"),
                ),
                (
                    "sources",
                    models.JSONField(
                        default=dict, help_text="code → citation", verbose_name="sources"
                    ),
                ),
                (
                    "inferred",
                    models.JSONField(default=list, verbose_name="not confirmed by a source"),
                ),
                (
                    "quick_win_minimum",
                    models.PositiveSmallIntegerField(default=3, verbose_name="fewest quick wins"),
                ),
                (
                    "quick_win_maximum",
                    models.PositiveSmallIntegerField(default=6, verbose_name="most quick wins"),
                ),
                (
                    "quick_win_per_dimension",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="quick wins per dimension"
                    ),
                ),
                (
                    "quick_win_months",
                    models.PositiveSmallIntegerField(
                        default=12, verbose_name="months of a quick win"
                    ),
                ),
                (
                    "quick_win_criteria",
                    models.JSONField(
                        default=list,
                        help_text="rows of code, title, weight",
                        verbose_name="criteria of quick wins",
                    ),
                ),
                (
                    "commitment_title",
                    models.CharField(max_length=200, verbose_name="title of the commitment"),
                ),
                (
                    "commitment_preamble",
                    models.TextField(verbose_name="preamble of the commitment"),
                ),
                (
                    "commitment_clauses",
                    models.JSONField(default=list, verbose_name="clauses of the commitment"),
                ),
                ("commitment_note", models.CharField(blank=True, max_length=200)),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="programs.guidanceedition",
                    ),
                ),
                (
                    "evaluation_questions",
                    models.JSONField(
                        default=list,
                        help_text="rows of code, text, kind",
                        verbose_name="evaluation questions",
                    ),
                ),
                ("letters", models.JSONField(default=dict, verbose_name="letters")),
                ("reason", models.TextField(blank=True, verbose_name="reason of the revision")),
                (
                    "selection_criteria",
                    models.JSONField(
                        default=list,
                        help_text="rows of code, title, weight",
                        verbose_name="selection criteria",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "certificate_share",
                    models.PositiveSmallIntegerField(
                        default=75,
                        verbose_name="least share of sessions for a certificate, in percent",
                    ),
                ),
                (
                    "head_approves",
                    models.BooleanField(
                        default=False,
                        verbose_name="the head of the agency approves a chapter before the mentor",
                    ),
                ),
                (
                    "approvals",
                    models.CharField(
                        choices=[
                            ("one", "One mentor is enough"),
                            ("all", "Every mentor of the region"),
                        ],
                        default="one",
                        max_length=3,
                        verbose_name="approvals that a chapter needs",
                    ),
                ),
                (
                    "readiness_components",
                    models.JSONField(
                        default=list,
                        help_text="in reading order",
                        verbose_name="components of readiness",
                    ),
                ),
            ],
            options={
                "verbose_name": "guidance edition",
                "verbose_name_plural": "guidance editions",
                "ordering": ["-year", "-revision"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "revision"), name="one_edition_per_revision"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "open", "frozen"])),
                        name="edition_state_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mentor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "institution",
                    models.CharField(blank=True, max_length=160, verbose_name="institution"),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentor",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("expertise", models.TextField(blank=True, verbose_name="expertise")),
                (
                    "letter",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="letter of appointment"
                    ),
                ),
                (
                    "letter_on",
                    models.DateField(blank=True, null=True, verbose_name="date of the letter"),
                ),
                ("letter_sha256", models.CharField(blank=True, editable=False, max_length=64)),
            ],
            options={
                "verbose_name": "mentor",
                "verbose_name_plural": "mentors",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="MinistryMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "since",
                    models.DateField(default=programs.models.relation.today, verbose_name="since"),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("unit", models.CharField(blank=True, max_length=160, verbose_name="unit")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ministry_terms",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "ministry staff",
                "verbose_name_plural": "ministry staff",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("user",),
                        name="one_open_ministry_term",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Official",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                ("nip", models.CharField(blank=True, max_length=18, verbose_name="NIP")),
                ("rank", models.CharField(blank=True, max_length=80, verbose_name="rank")),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="officials",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "official",
                "verbose_name_plural": "officials",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(max_length=5, unique=True, verbose_name="Kemendagri code"),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("provinsi", "Province"),
                            ("kabupaten", "Regency"),
                            ("kota", "City"),
                        ],
                        max_length=9,
                        verbose_name="kind",
                    ),
                ),
                (
                    "timezone",
                    models.CharField(
                        default="Asia/Jakarta", max_length=20, verbose_name="time zone"
                    ),
                ),
                ("slug", models.SlugField(max_length=110, unique=True)),
                (
                    "province",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="regions",
                        to="programs.region",
                        verbose_name="province",
                    ),
                ),
            ],
            options={
                "verbose_name": "region",
                "verbose_name_plural": "regions",
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["provinsi", "kabupaten", "kota"])),
                        name="region_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "provinsi"), ("province", None)),
                            models.Q(
                                models.Q(("kind", "provinsi"), _negated=True),
                                ("province__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="only_provinces_have_no_province",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Agency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                ("short_name", models.CharField(max_length=40, verbose_name="short name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("coordinator", "Communication and informatics"),
                            ("planning", "Planning"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=11,
                        verbose_name="kind",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agencies",
                        to="programs.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "agency (OPD)",
                "verbose_name_plural": "agencies (OPD)",
                "ordering": ["region", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("region", "name"), name="one_agency_per_name"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "coordinator")),
                        fields=("region",),
                        name="one_coordinating_agency",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BookPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=160)),
                ("short", models.CharField(max_length=20)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="books",
                        to="programs.guidanceedition",
                    ),
                ),
            ],
            options={
                "ordering": ["edition", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "number"), name="one_plan_per_book")
                ],
            },
        ),
        migrations.CreateModel(
            name="Cohort",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="year")),
                ("theme", models.CharField(blank=True, max_length=200, verbose_name="theme")),
                (
                    "invited",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="invited"),
                ),
                (
                    "assessed",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="assessed"
                    ),
                ),
                (
                    "places",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="chosen"),
                ),
                (
                    "memorandum_on",
                    models.DateField(blank=True, null=True, verbose_name="day of the MoU"),
                ),
                (
                    "memorandum_place",
                    models.CharField(blank=True, max_length=160, verbose_name="place of the MoU"),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cohorts",
                        to="programs.guidanceedition",
                    ),
                ),
            ],
            options={
                "verbose_name": "cohort",
                "verbose_name_plural": "cohorts",
                "ordering": ["-year"],
            },
        ),
        migrations.CreateModel(
            name="Coordinator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "since",
                    models.DateField(default=programs.models.relation.today, verbose_name="since"),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coordinations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coordinators",
                        to="programs.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "coordinator of a region",
                "verbose_name_plural": "coordinators of regions",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("region", "user"),
                        name="one_open_coordination",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Dimension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=30)),
                ("name", models.CharField(max_length=60)),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dimensions",
                        to="programs.guidanceedition",
                    ),
                ),
            ],
            options={
                "ordering": ["edition", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "code"), name="one_dimension_per_code"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Horizon",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=20)),
                ("label", models.CharField(max_length=60)),
                ("first_year", models.PositiveSmallIntegerField()),
                ("last_year", models.PositiveSmallIntegerField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="horizons",
                        to="programs.guidanceedition",
                    ),
                ),
            ],
            options={
                "ordering": ["edition", "first_year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "code"), name="one_horizon_per_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_year__gte", models.F("first_year"))),
                        name="horizon_runs_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Letterhead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        help_text="The second line, such as: Dinas Komunikasi dan Informatika",
                        max_length=160,
                        verbose_name="unit",
                    ),
                ),
                (
                    "address",
                    models.TextField(
                        blank=True,
                        help_text="Street, telephone, site and e-mail; two lines.",
                        verbose_name="address",
                    ),
                ),
                ("arms_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "pattern",
                    models.CharField(
                        default="005/{ordinal:03d}/{unit}/{year}",
                        help_text="{ordinal:03d} is filled in, and so are {year}, {month} in Roman figures and {unit}.",
                        max_length=80,
                        verbose_name="pattern of numbers",
                    ),
                ),
                (
                    "unit_code",
                    models.CharField(
                        blank=True,
                        help_text="Such as: Diskominfo",
                        max_length=40,
                        verbose_name="short name in numbers",
                    ),
                ),
                (
                    "region",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letterhead",
                        to="programs.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "letterhead",
                "verbose_name_plural": "letterheads",
            },
        ),
        migrations.CreateModel(
            name="NumberRegister",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.SlugField(max_length=20, verbose_name="kind")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("last", models.PositiveIntegerField(default=0, verbose_name="last number given")),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registers",
                        to="programs.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "register of numbers",
                "verbose_name_plural": "registers of numbers",
                "ordering": ["region", "kind", "-year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "kind", "year"), name="one_register_per_kind_and_year"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Observer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "since",
                    models.DateField(default=programs.models.relation.today, verbose_name="since"),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="observations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="observers",
                        to="programs.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "observer",
                "verbose_name_plural": "observers",
            },
        ),
        migrations.CreateModel(
            name="StagePlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=160)),
                ("days", models.PositiveSmallIntegerField(default=2)),
                ("goals", models.JSONField(default=list)),
                ("agenda", models.JSONField(default=list)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="programs.guidanceedition",
                    ),
                ),
            ],
            options={
                "ordering": ["edition", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "number"), name="one_plan_per_stage"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__range", (1, 4))), name="stages_are_one_to_four"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgencyMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "since",
                    models.DateField(default=programs.models.relation.today, verbose_name="since"),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "role",
                    models.CharField(
                        choices=[("writer", "Writer"), ("head", "Head")],
                        default="writer",
                        max_length=6,
                        verbose_name="role",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="programs.agency",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agency_memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "member of an agency",
                "verbose_name_plural": "members of agencies",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("agency", "user", "role"),
                        name="one_open_membership",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AssessorAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "since",
                    models.DateField(default=programs.models.relation.today, verbose_name="since"),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessors",
                        to="programs.cohort",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessors",
                        to="programs.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "assessor of a region",
                "verbose_name_plural": "assessors of regions",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("cohort", "region", "user"),
                        name="one_open_assessment",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChapterPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=160)),
                ("standfirst", models.TextField(blank=True)),
                ("guidance", models.TextField(blank=True)),
                ("checklist", models.JSONField(default=list)),
                (
                    "owner",
                    models.CharField(
                        choices=[
                            ("coordinator", "Coordinating agency"),
                            ("planning", "Planning agency"),
                            ("any", "Any agency"),
                        ],
                        default="any",
                        max_length=11,
                    ),
                ),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chapters",
                        to="programs.bookplan",
                    ),
                ),
            ],
            options={
                "ordering": ["book", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("book", "number"), name="one_plan_per_chapter")
                ],
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "stage",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="stage"
                    ),
                ),
                (
                    "enrolled_on",
                    models.DateField(blank=True, null=True, verbose_name="enrolled on"),
                ),
                (
                    "period_start",
                    models.PositiveSmallIntegerField(verbose_name="first year of the plan"),
                ),
                (
                    "period_end",
                    models.PositiveSmallIntegerField(verbose_name="last year of the plan"),
                ),
                (
                    "presented_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="presented at the ministry on"
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="programs.cohort",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="programs.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "enrolment",
                "verbose_name_plural": "enrolments",
                "ordering": ["-cohort__year", "region__code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cohort", "region"), name="one_enrolment_per_region_and_cohort"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__range", (1, 5))),
                        name="enrolment_stage_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period_end__gte", models.F("period_start"))),
                        name="period_runs_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GateRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("requirement", models.SlugField(max_length=40)),
                ("parameters", models.JSONField(default=dict)),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requirements",
                        to="programs.stageplan",
                    ),
                ),
            ],
            options={
                "ordering": ["stage", "order"],
            },
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                (
                    "is_head",
                    models.BooleanField(
                        default=True,
                        help_text="Heads sign commitments.",
                        verbose_name="heads the region or agency",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offices",
                        to="programs.agency",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offices",
                        to="programs.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "office",
                "verbose_name_plural": "offices",
                "ordering": ["region", "agency__name", "title"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "agency", "title"), name="one_office_per_title"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OutputPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("title", models.CharField(max_length=160)),
                (
                    "kind",
                    models.CharField(
                        choices=[("computed", "computed"), ("file", "file")], max_length=8
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outputs",
                        to="programs.stageplan",
                    ),
                ),
            ],
            options={
                "ordering": ["stage", "order"],
                "constraints": [
                    models.UniqueConstraint(fields=("stage", "code"), name="one_output_per_code")
                ],
            },
        ),
        migrations.CreateModel(
            name="PassLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=80, verbose_name="number")),
                ("dated", models.DateField(verbose_name="date")),
                ("place", models.CharField(default="Jakarta", max_length=60, verbose_name="place")),
                (
                    "nature",
                    models.CharField(
                        choices=[("biasa", "Biasa"), ("penting", "Penting"), ("segera", "Segera")],
                        default="penting",
                        max_length=7,
                        verbose_name="nature of the letter",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="subject of the letter")),
                ("body", models.TextField(verbose_name="text")),
                (
                    "signer_office",
                    models.CharField(max_length=160, verbose_name="office of the signer"),
                ),
                (
                    "signer_name",
                    models.CharField(max_length=150, verbose_name="name of the signer"),
                ),
                ("signer_nip", models.CharField(blank=True, max_length=18, verbose_name="NIP")),
                ("issued_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="programs.cohort",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "pass letter",
                "verbose_name_plural": "pass letters",
                "ordering": ["-dated", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SubDimension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=100)),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "dimension",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="programs.dimension",
                    ),
                ),
            ],
            options={
                "ordering": ["dimension", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dimension", "code"), name="one_subdimension_per_code"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorksheetPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("order", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=160)),
                ("guidance", models.TextField(blank=True)),
                (
                    "records",
                    models.CharField(
                        choices=[
                            ("readiness", "Readiness"),
                            ("swot", "SWOT"),
                            ("gaps", "Gaps"),
                            ("programs", "Programmes"),
                            ("actions", "Action plan"),
                            ("quick_wins", "Quick wins"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "groups",
                    models.CharField(
                        choices=[
                            ("component", "One group per component"),
                            ("dimension", "One group per dimension"),
                            ("strand", "One group per strand of the action plan"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="worksheets",
                        to="programs.stageplan",
                    ),
                ),
            ],
            options={
                "ordering": ["stage", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("stage", "code"), name="one_worksheet_per_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "records__in",
                                ["readiness", "swot", "gaps", "programs", "actions", "quick_wins"],
                            )
                        ),
                        name="worksheet_records_are_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("groups__in", ["component", "dimension", "strand"])),
                        name="worksheet_groups_are_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Body",
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
                            ("dewan", "Dewan Smart City"),
                            ("tim", "Tim Pelaksana Smart City"),
                            ("forum", "Forum Smart City"),
                        ],
                        max_length=5,
                        verbose_name="kind",
                    ),
                ),
                ("decree", models.CharField(max_length=120, verbose_name="number of the decree")),
                (
                    "decreed_on",
                    models.DateField(blank=True, null=True, verbose_name="date of the decree"),
                ),
                ("members", models.TextField(blank=True, verbose_name="members")),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bodies",
                        to="programs.enrolment",
                    ),
                ),
            ],
            options={
                "verbose_name": "local body",
                "verbose_name_plural": "local bodies",
                "ordering": ["enrolment", "kind"],
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "kind"), name="one_body_per_kind")
                ],
            },
        ),
        migrations.CreateModel(
            name="Candidacy",
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
                    "origin",
                    models.CharField(
                        choices=[
                            ("invited", "Invited by the ministry"),
                            ("applied", "Applied by itself"),
                        ],
                        default="invited",
                        max_length=7,
                        verbose_name="how it came in",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "Waiting for assessment"),
                            ("assessed", "Has been assessed"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="invited",
                        editable=False,
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="reason")),
                (
                    "decided_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="decided on"
                    ),
                ),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=150, verbose_name="contact person"),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail of the contact person"
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                ("letter_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("letter_mailed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidacies",
                        to="programs.cohort",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidacies",
                        to="programs.region",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidacies",
                        to="programs.passletter",
                    ),
                ),
            ],
            options={
                "verbose_name": "candidacy",
                "verbose_name_plural": "candidacies",
                "ordering": ["-cohort__year", "region__code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cohort", "region"), name="one_candidacy_per_region_and_cohort"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["invited", "assessed", "accepted", "declined", "withdrawn"],
                            )
                        ),
                        name="candidacy_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="declined_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Memorandum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "number_ministry",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="number of the ministry"
                    ),
                ),
                (
                    "number_region",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="number of the region"
                    ),
                ),
                (
                    "party_ministry",
                    models.CharField(blank=True, max_length=200, verbose_name="for the ministry"),
                ),
                (
                    "party_region",
                    models.CharField(blank=True, max_length=200, verbose_name="for the region"),
                ),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="place")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("luring", "On site"),
                            ("daring", "Online"),
                            ("hibrida", "Hybrid"),
                        ],
                        default="luring",
                        max_length=7,
                        verbose_name="mode",
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until"),
                ),
                ("file_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memorandum",
                        to="programs.enrolment",
                    ),
                ),
                (
                    "behalf_ministry",
                    models.CharField(blank=True, max_length=160, verbose_name="on behalf of"),
                ),
                (
                    "behalf_region",
                    models.CharField(blank=True, max_length=160, verbose_name="on behalf of"),
                ),
                (
                    "capacity_ministry",
                    models.CharField(
                        choices=[
                            ("definitif", "Definitif"),
                            ("pj", "Pj."),
                            ("plt", "Plt."),
                            ("plh", "Plh."),
                        ],
                        default="definitif",
                        max_length=9,
                        verbose_name="capacity",
                    ),
                ),
                (
                    "capacity_region",
                    models.CharField(
                        choices=[
                            ("definitif", "Definitif"),
                            ("pj", "Pj."),
                            ("plt", "Plt."),
                            ("plh", "Plh."),
                        ],
                        default="definitif",
                        max_length=9,
                        verbose_name="capacity",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("kesepahaman", "Nota Kesepahaman"),
                            ("kesepakatan", "Nota Kesepakatan"),
                        ],
                        default="kesepahaman",
                        max_length=11,
                        verbose_name="kind of agreement",
                    ),
                ),
                (
                    "office_ministry",
                    models.CharField(blank=True, max_length=160, verbose_name="office"),
                ),
                (
                    "office_region",
                    models.CharField(blank=True, max_length=160, verbose_name="office"),
                ),
                ("scope", models.TextField(blank=True, verbose_name="scope")),
                (
                    "signer_ministry",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="signed for the ministry by"
                    ),
                ),
                (
                    "signer_region",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="signed for the region by"
                    ),
                ),
                ("witnesses", models.TextField(blank=True, verbose_name="witnesses")),
            ],
            options={
                "verbose_name": "memorandum (MoU)",
                "verbose_name_plural": "memoranda (MoU)",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_on", None),
                            ("valid_until", None),
                            ("valid_until__gte", models.F("signed_on")),
                            _connector="OR",
                        ),
                        name="memorandum_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity_ministry__in", ["definitif", "pj", "plt", "plh"]),
                            ("capacity_region__in", ["definitif", "pj", "plt", "plh"]),
                        ),
                        name="memorandum_capacities_are_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MentorAssignment",
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
                    "since",
                    models.DateField(default=programs.models.relation.today, verbose_name="since"),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "letter",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="letter of assignment"
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentor_assignments",
                        to="programs.enrolment",
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="programs.mentor",
                    ),
                ),
            ],
            options={
                "verbose_name": "mentor of an enrolment",
                "verbose_name_plural": "mentors of enrolments",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("enrolment", "mentor"),
                        name="one_open_assignment_per_mentor",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SectionPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=160)),
                ("guidance", models.TextField(blank=True)),
                ("blocks", models.JSONField(default=list)),
                (
                    "chapter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="programs.chapterplan",
                    ),
                ),
                ("checklist", models.JSONField(default=list)),
                ("example", models.TextField(blank=True)),
                ("level", models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                "ordering": ["chapter", "order"],
            },
        ),
        migrations.CreateModel(
            name="Tenure",
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
                    "capacity",
                    models.CharField(
                        choices=[
                            ("definitif", "Definitif"),
                            ("pj", "Pj."),
                            ("plt", "Plt."),
                            ("plh", "Plh."),
                        ],
                        default="definitif",
                        max_length=9,
                        verbose_name="capacity",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("decree", models.CharField(blank=True, max_length=120, verbose_name="decree")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tenures",
                        to="programs.office",
                    ),
                ),
                (
                    "official",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tenures",
                        to="programs.official",
                    ),
                ),
            ],
            options={
                "verbose_name": "tenure",
                "verbose_name_plural": "tenures",
                "ordering": ["office", "-since"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("capacity__in", ["definitif", "pj", "plt", "plh"])),
                        name="capacity_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("office",),
                        name="one_holder_of_an_office",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since", None),
                            ("until", None),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="tenure_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                (
                    "reminded_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="reminded"),
                ),
                (
                    "acknowledged_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="acknowledged"),
                ),
                ("handed_over", models.JSONField(default=list, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="handed_on",
                        to="programs.tenure",
                    ),
                ),
                (
                    "tenure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acknowledgement",
                        to="programs.tenure",
                    ),
                ),
            ],
            options={
                "verbose_name": "acknowledgement of an office",
                "verbose_name_plural": "acknowledgements of offices",
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("acknowledged_at", None), ("by__isnull", False), _connector="OR"
                        ),
                        name="an_acknowledgement_has_its_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "scores",
                    models.JSONField(
                        default=dict, help_text="code of criterion → 0–100", verbose_name="scores"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("handed_in_at", models.DateTimeField(blank=True, null=True)),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                (
                    "assessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="score_sheets",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "candidacy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sheets",
                        to="programs.candidacy",
                    ),
                ),
            ],
            options={
                "verbose_name": "score sheet",
                "verbose_name_plural": "score sheets",
                "ordering": ["candidacy", "assessor__name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("candidacy", "assessor"),
                        name="one_sheet_per_assessor_and_candidate",
                    )
                ],
            },
        ),
    ]
