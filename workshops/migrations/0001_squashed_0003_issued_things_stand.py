import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import programs.models.relation
from smartcity_portal.kit.append_only import append_only


class Migration(migrations.Migration):
    replaces = [
        ("workshops", "0001_initial"),
        ("workshops", "0002_what_a_bimtek_holds"),
        ("workshops", "0003_issued_things_stand"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0005_seals_of_history"),
        ("masterplans", "0001_squashed_0014_volumes_and_forewords"),
        ("programs", "0001_squashed_0008_readiness_components"),
    ]

    operations = [
        migrations.CreateModel(
            name="Milestone",
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
                            ("presentation", "Presentation at the ministry"),
                            ("exhibition", "Exhibition"),
                            ("award", "Award"),
                            ("handover", "Handing over of the books"),
                            ("adoption", "Adoption by regulation"),
                            ("integration", "Integration into the RPJMD"),
                            ("kickoff", "Kick-off"),
                            ("visit", "Field evaluation"),
                            ("other", "Other event"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                (
                    "text",
                    models.CharField(blank=True, max_length=300, verbose_name="what happened"),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="programs.enrolment",
                    ),
                ),
                (
                    "instrument",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("perbup", "Regulation of the regent (Perbup)"),
                            ("perwali", "Regulation of the mayor (Perwali)"),
                            ("perda", "Regional regulation (Perda)"),
                            ("sk", "Decree (SK)"),
                        ],
                        max_length=8,
                        verbose_name="instrument",
                    ),
                ),
                (
                    "is_public",
                    models.BooleanField(default=False, verbose_name="shown to everybody"),
                ),
                ("notes", models.TextField(blank=True, max_length=4000, verbose_name="notes")),
                ("number", models.CharField(blank=True, max_length=120, verbose_name="number")),
                ("people", models.JSONField(blank=True, default=list, verbose_name="people")),
                (
                    "planned",
                    models.BooleanField(default=False, verbose_name="planned, not held yet"),
                ),
                (
                    "reference",
                    models.CharField(blank=True, max_length=160, verbose_name="chapter and page"),
                ),
                ("result", models.CharField(blank=True, max_length=300, verbose_name="result")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "event beside the bimtek",
                "verbose_name_plural": "events beside the bimtek",
                "ordering": ["enrolment", "starts_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enrolment", "kind", "starts_on"),
                        name="one_milestone_per_kind_and_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="milestone_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Participant",
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
                    "name_key",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=150),
                ),
                (
                    "community",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="kelurahan or community"
                    ),
                ),
                ("position", models.CharField(blank=True, max_length=160, verbose_name="position")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                ("kept_apart", models.JSONField(default=list, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="programs.agency",
                        verbose_name="agency (OPD)",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="programs.enrolment",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spellings",
                        to="workshops.participant",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "participant",
                "verbose_name_plural": "participants",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("merged_into", models.F("pk")), _negated=True),
                        name="nobody_is_merged_into_themselves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("agency", None), ("community", ""), _connector="OR"),
                        name="from_an_agency_or_a_community",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("answer", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "receipt",
                "verbose_name_plural": "receipts",
            },
        ),
        migrations.CreateModel(
            name="StageClosure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("stage", models.PositiveSmallIntegerField(verbose_name="stage")),
                ("at", models.DateTimeField(verbose_name="at")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "overridden",
                    models.BooleanField(default=False, verbose_name="closed despite the gate"),
                ),
                ("unmet", models.JSONField(default=list, verbose_name="missing at the time")),
                ("reopened_at", models.DateTimeField(null=True, verbose_name="reopened at")),
                (
                    "reopened_reason",
                    models.TextField(blank=True, verbose_name="reason for reopening"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closures",
                        to="programs.enrolment",
                    ),
                ),
                (
                    "reopened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "closed stage",
                "verbose_name_plural": "closed stages",
                "ordering": ["enrolment", "stage", "at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reopened_at", None)),
                        fields=("enrolment", "stage"),
                        name="a_stage_is_closed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__range", (1, 4))), name="closed_stage_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("overridden", False),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="an_override_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reopened_at", None),
                            models.Q(("reopened_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_reopening_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StagePlea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stage", models.PositiveSmallIntegerField(verbose_name="stage")),
                ("reason", models.TextField(verbose_name="reason")),
                ("at", models.DateTimeField(verbose_name="at")),
                ("answered_at", models.DateTimeField(null=True)),
                ("granted", models.BooleanField(null=True, verbose_name="granted")),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pleas",
                        to="programs.enrolment",
                    ),
                ),
            ],
            options={
                "verbose_name": "request to close a stage",
                "verbose_name_plural": "requests to close a stage",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("enrolment", "stage"),
                        name="one_open_plea_per_stage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__range", (1, 4))), name="plea_stage_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="a_plea_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="standing",
                        serialize=False,
                        to="programs.enrolment",
                    ),
                ),
                ("day", models.DateField(null=True)),
                ("computed_at", models.DateTimeField(null=True)),
                (
                    "followed",
                    models.BooleanField(default=False, verbose_name="followed in the portal"),
                ),
                (
                    "done",
                    models.PositiveSmallIntegerField(default=0, verbose_name="requirements met"),
                ),
                ("asked", models.PositiveSmallIntegerField(default=0, verbose_name="requirements")),
                ("ready", models.BooleanField(default=False, verbose_name="ready to close")),
                (
                    "held_up",
                    models.BooleanField(default=False, verbose_name="bimtek held, gate not met"),
                ),
                (
                    "holder",
                    models.CharField(blank=True, max_length=40, verbose_name="in the hands of"),
                ),
                ("holder_name", models.CharField(blank=True, max_length=200)),
                ("stuck_since", models.DateField(null=True, verbose_name="since")),
                ("sentence", models.JSONField(default=dict)),
                ("memorandum_on", models.DateField(null=True, verbose_name="MoU signed on")),
                ("stage_1_on", models.DateField(null=True)),
                ("stage_2_on", models.DateField(null=True)),
                ("stage_3_on", models.DateField(null=True)),
                ("stage_4_on", models.DateField(null=True)),
                ("book_1", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("book_2", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("book_3", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("book_4", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("chapters", models.PositiveSmallIntegerField(default=0)),
                ("chapters_approved", models.PositiveSmallIntegerField(default=0)),
                ("chapters_in_review", models.PositiveSmallIntegerField(default=0)),
                (
                    "quick_wins",
                    models.PositiveSmallIntegerField(default=0, verbose_name="quick wins final"),
                ),
                (
                    "signed",
                    models.PositiveSmallIntegerField(null=True, verbose_name="commitments signed"),
                ),
                (
                    "signatories",
                    models.PositiveSmallIntegerField(null=True, verbose_name="signatories"),
                ),
                ("mentors", models.JSONField(default=list, verbose_name="mentors")),
                ("cells", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "standing of a region",
                "verbose_name_plural": "standings of regions",
                "indexes": [models.Index(fields=["stuck_since"], name="standing_by_wait")],
            },
        ),
        migrations.CreateModel(
            name="StandingChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programs.enrolment",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a standing",
                "verbose_name_plural": "changes of standings",
            },
        ),
        migrations.CreateModel(
            name="Workshop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("number", models.PositiveSmallIntegerField(verbose_name="stage")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("venue", models.CharField(blank=True, max_length=200, verbose_name="venue")),
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
                (
                    "opened_by",
                    models.CharField(blank=True, max_length=200, verbose_name="opened by"),
                ),
                (
                    "participants",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="participants"),
                ),
                ("goals", models.JSONField(default=list, verbose_name="goals")),
                ("held", models.BooleanField(default=False, editable=False, verbose_name="held")),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="workshops",
                        to="programs.enrolment",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workshops",
                        to="programs.stageplan",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guests",
                        to="workshops.workshop",
                        verbose_name="held together with",
                    ),
                ),
                (
                    "link",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="link of the online meeting"
                    ),
                ),
                (
                    "sequence",
                    models.PositiveIntegerField(
                        default=0,
                        editable=False,
                        help_text="of its calendar entry: grows when it moves",
                    ),
                ),
                (
                    "timezone",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("Asia/Jakarta", "WIB"),
                            ("Asia/Makassar", "WITA"),
                            ("Asia/Jayapura", "WIT"),
                        ],
                        help_text="Empty: the region's own.",
                        max_length=13,
                        verbose_name="time zone of the place",
                    ),
                ),
            ],
            options={
                "verbose_name": "bimtek",
                "verbose_name_plural": "bimtek",
                "ordering": ["enrolment", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enrolment", "number"), name="one_workshop_per_stage"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__range", (1, 4))),
                        name="workshop_stage_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="workshop_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["luring", "daring", "hibrida"])),
                        name="workshop_mode_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("host", models.F("pk")), _negated=True),
                        name="a_workshop_is_not_its_own_host",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("timezone__in", ["", "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
                        ),
                        name="workshop_time_zone_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.PositiveSmallIntegerField(default=1, verbose_name="day")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="from")),
                ("ends_at", models.TimeField(blank=True, null=True, verbose_name="to")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "presenter",
                    models.CharField(
                        blank=True,
                        help_text="Several names are parted by semicolons.",
                        max_length=300,
                        verbose_name="presenter",
                    ),
                ),
                (
                    "room",
                    models.CharField(
                        blank=True,
                        help_text="Empty: everybody in one room.",
                        max_length=100,
                        verbose_name="room",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="workshops.workshop",
                    ),
                ),
                (
                    "link",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="link of the online meeting"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("luring", "On site"),
                            ("daring", "Online"),
                            ("hibrida", "Hybrid"),
                        ],
                        help_text="Empty: as the whole bimtek.",
                        max_length=7,
                        verbose_name="mode",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="place among sessions without time"
                    ),
                ),
                ("plan_title", models.CharField(blank=True, editable=False, max_length=200)),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "ordering": ["workshop", "day", "starts_at", "order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_at", None),
                            ("ends_at", None),
                            ("ends_at__gt", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="session_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["", "luring", "daring", "hibrida"])),
                        name="session_mode_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificatePlan",
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
                    "minimum_share",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="least share of sessions in percent"
                    ),
                ),
                (
                    "hours",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="teaching hours"
                    ),
                ),
                ("pattern", models.CharField(max_length=80, verbose_name="number")),
                ("place", models.CharField(max_length=100, verbose_name="place")),
                ("dated", models.DateField(verbose_name="date on the certificate")),
                ("last", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "signatory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.tenure",
                        verbose_name="issued by",
                    ),
                ),
                (
                    "workshop",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificate_plan",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "rules for certificates",
                "verbose_name_plural": "rules for certificates",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minimum_share", None),
                            ("minimum_share__range", (1, 100)),
                            _connector="OR",
                        ),
                        name="least_share_is_a_percentage",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FieldVisit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("visited_on", models.DateField(verbose_name="date")),
                ("place", models.CharField(max_length=200, verbose_name="place")),
                ("title", models.CharField(max_length=160, verbose_name="what was visited")),
                ("people", models.TextField(verbose_name="who took part")),
                ("findings", models.TextField(verbose_name="what was found")),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="programs.enrolment",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="visits",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "field visit",
                "verbose_name_plural": "field visits",
                "ordering": ["enrolment", "visited_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enrolment", "visited_on", "title"),
                        name="one_visit_per_day_and_title",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("issued", "Issued"),
                            ("replaced", "Replaced"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("state_since", models.DateTimeField(editable=False, verbose_name="since")),
                ("groups", models.JSONField(default=list, verbose_name="addressees")),
                (
                    "number",
                    models.CharField(
                        blank=True,
                        help_text="Empty: the portal gives the next number when the letter is issued.",
                        max_length=80,
                        verbose_name="number",
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        choices=[
                            ("biasa", "Ordinary"),
                            ("segera", "Urgent"),
                            ("sangat-segera", "Very urgent"),
                        ],
                        default="biasa",
                        max_length=13,
                        verbose_name="urgency",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("opening", models.TextField(verbose_name="opening")),
                ("programme", models.TextField(blank=True, verbose_name="programme of the day")),
                ("closing", models.TextField(verbose_name="closing")),
                ("place", models.CharField(max_length=100, verbose_name="place")),
                ("dated", models.DateField(verbose_name="date on the letter")),
                (
                    "on_behalf",
                    models.CharField(
                        blank=True,
                        help_text="Such as: Wali Kota Bontang",
                        max_length=160,
                        verbose_name="on behalf of",
                    ),
                ),
                (
                    "copies",
                    models.TextField(
                        blank=True,
                        help_text="One per line; printed as “Tembusan”.",
                        verbose_name="copies to",
                    ),
                ),
                ("signed_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("end_reason", models.TextField(blank=True, editable=False, verbose_name="reason")),
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
                    "replaces",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replacement",
                        to="workshops.letter",
                    ),
                ),
                (
                    "tenure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.tenure",
                        verbose_name="signed by",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "letter of invitation",
                "verbose_name_plural": "letters of invitation",
                "ordering": ["workshop", "-created_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "issued", "replaced", "cancelled"])
                        ),
                        name="letter_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True),
                            models.Q(("end_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_cancelled_letter_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MilestoneFile",
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
                            ("slides", "Slides"),
                            ("regulation", "Regulation"),
                            ("document", "Document"),
                            ("certificate", "Certificate"),
                            ("photo", "Photo"),
                        ],
                        default="document",
                        max_length=11,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="file name")),
                ("sha256", models.CharField(max_length=64)),
                ("uploaded_at", models.DateTimeField()),
                (
                    "milestone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="workshops.milestone",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "file of an event",
                "verbose_name_plural": "files of events",
                "ordering": ["milestone", "uploaded_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("milestone", "sha256"), name="one_file_per_event_and_content"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("number", models.CharField(blank=True, max_length=80, verbose_name="number")),
                (
                    "dated",
                    models.DateField(blank=True, null=True, verbose_name="day of the minutes"),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("chair", models.CharField(blank=True, max_length=200, verbose_name="led by")),
                (
                    "keeper",
                    models.CharField(blank=True, max_length=200, verbose_name="minutes taken by"),
                ),
                ("opening", models.TextField(blank=True, verbose_name="opening")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Waiting to be agreed"),
                            ("agreed", "Agreed"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("state_since", models.DateTimeField(editable=False, verbose_name="since")),
                ("version", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("writes", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "reason",
                    models.TextField(
                        blank=True, editable=False, verbose_name="reason for the correction"
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workshop",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minutes",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "minutes",
                "verbose_name_plural": "minutes",
                "ordering": ["workshop"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "submitted", "agreed"])),
                        name="minutes_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "agreed"), _negated=True),
                            ("version__gt", 0),
                            _connector="OR",
                        ),
                        name="agreed_minutes_have_a_version",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Output",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("file_sha256", models.CharField(blank=True, max_length=64)),
                ("file_name", models.CharField(blank=True, max_length=160)),
                ("uploaded_at", models.DateTimeField(null=True)),
                ("checked_at", models.DateTimeField(null=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.outputplan",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outputs",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "output",
                "verbose_name_plural": "outputs",
                "ordering": ["workshop", "plan__order"],
                "constraints": [
                    models.UniqueConstraint(fields=("workshop", "plan"), name="one_output_per_plan")
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("invited", "Invited"),
                            ("carried", "From the bimtek before"),
                            ("import", "From a spreadsheet"),
                            ("walk_in", "Came without invitation"),
                        ],
                        default="invited",
                        max_length=7,
                        verbose_name="source",
                    ),
                ),
                ("code", models.PositiveIntegerField(null=True, verbose_name="row code")),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="workshops.participant",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "participation",
                "verbose_name_plural": "participations",
                "ordering": ["workshop", "participant__name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workshop", "participant"), name="one_participation_per_meeting"
                    ),
                    models.UniqueConstraint(
                        fields=("workshop", "code"), name="one_row_code_per_meeting"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Survey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("code", models.CharField(max_length=9, unique=True)),
                ("questions", models.JSONField(default=list)),
                (
                    "places",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="most answers through the code on the wall"
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("closes_on", models.DateField(verbose_name="open until")),
                ("closed_at", models.DateTimeField(null=True)),
                ("answered", models.PositiveIntegerField(default=0, verbose_name="answers")),
                ("result", models.JSONField(default=dict)),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workshop",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="survey",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluation of a bimtek",
                "verbose_name_plural": "evaluations of bimtek",
                "ordering": ["workshop"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("result", {}), ("closed_at__isnull", False), _connector="OR"
                        ),
                        name="results_are_told_when_closed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Worksheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kept_apart", models.JSONField(default=list, editable=False)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.worksheetplan",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="worksheets",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "worksheet",
                "verbose_name_plural": "worksheets",
                "ordering": ["workshop", "plan__order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workshop", "plan"), name="one_worksheet_per_plan"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("self", "Checked in by phone"),
                            ("desk", "Ticked at the desk"),
                            ("paper", "From the signed sheet"),
                            ("import", "From a spreadsheet"),
                        ],
                        default="desk",
                        max_length=12,
                        verbose_name="how",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("late", models.BooleanField(default=False, verbose_name="confirmed late")),
                (
                    "afterwards",
                    models.BooleanField(default=False, verbose_name="recorded afterwards"),
                ),
                (
                    "stored_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="workshops.agendasession",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="workshops.participation",
                    ),
                ),
            ],
            options={
                "verbose_name": "attendance",
                "verbose_name_plural": "attendances",
                "ordering": ["session", "at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participation", "session"), name="one_attendance_per_session"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("how__in", ["self", "desk", "paper", "import"])),
                        name="how_of_an_attendance_is_known",
                    ),
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
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("code", models.CharField(max_length=9, unique=True)),
                ("serial", models.PositiveIntegerField()),
                ("revision", models.PositiveSmallIntegerField(default=0)),
                ("number", models.CharField(max_length=100, verbose_name="number")),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                ("words", models.JSONField()),
                ("issued_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_reason", models.TextField(blank=True, verbose_name="reason")),
                ("mailed_at", models.DateTimeField(null=True)),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="workshops.certificate",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="workshops.certificateplan",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="workshops.participation",
                    ),
                ),
            ],
            options={
                "verbose_name": "certificate",
                "verbose_name_plural": "certificates",
                "ordering": ["plan", "serial", "revision"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "serial", "revision"), name="one_certificate_per_serial"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("participation",),
                        name="one_standing_certificate_each",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at", None),
                            models.Q(("withdrawn_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_withdrawal_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckInRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "opens_before",
                    models.PositiveSmallIntegerField(
                        default=30, verbose_name="opens before the session (minutes)"
                    ),
                ),
                (
                    "grace",
                    models.PositiveSmallIntegerField(
                        default=15, verbose_name="counts as late after (minutes)"
                    ),
                ),
                (
                    "closes_after",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="closes after the session (minutes)"
                    ),
                ),
                (
                    "closed",
                    models.BooleanField(
                        default=False, verbose_name="self check-in is switched off"
                    ),
                ),
                ("serial", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_in_rule",
                        to="workshops.agendasession",
                    ),
                ),
            ],
            options={
                "verbose_name": "rules of self check-in",
                "verbose_name_plural": "rules of self check-in",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closes_after__lte", 1440),
                            ("grace__lte", 1440),
                            ("opens_before__lte", 1440),
                        ),
                        name="check_in_minutes_fit_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("text", models.TextField(verbose_name="decision")),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="workshops.agendasession",
                        verbose_name="session",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="workshops.minutes",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "ordering": ["minutes", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("minutes", "number"), name="one_decision_per_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="a_decision_has_words"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Excuse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="excuses",
                        to="workshops.agendasession",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="excuses",
                        to="workshops.participation",
                    ),
                ),
            ],
            options={
                "verbose_name": "excuse",
                "verbose_name_plural": "excuses",
                "ordering": ["session", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participation", "session"), name="one_excuse_per_session"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterIssue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=80, verbose_name="number")),
                ("text", models.JSONField(help_text="every word of the letter")),
                ("sha256", models.CharField(max_length=64)),
                ("pages", models.PositiveSmallIntegerField()),
                ("size", models.PositiveIntegerField(help_text="bytes")),
                ("at", models.DateTimeField(verbose_name="issued at")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issue",
                        to="workshops.letter",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.numberregister",
                    ),
                ),
            ],
            options={
                "verbose_name": "issued letter",
                "verbose_name_plural": "issued letters",
                "ordering": ["-at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("register", "number"), name="one_letter_per_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Material",
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
                ("file_sha256", models.CharField(editable=False, max_length=64)),
                ("file_name", models.CharField(editable=False, max_length=160)),
                ("size", models.PositiveIntegerField(editable=False, help_text="bytes")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("uploaded_at", models.DateTimeField(verbose_name="uploaded at")),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="materials",
                        to="workshops.agendasession",
                        verbose_name="session",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="materials",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "material",
                "verbose_name_plural": "materials",
                "ordering": ["workshop", "order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MinutesSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("heading", models.CharField(max_length=200, verbose_name="heading")),
                ("text", models.TextField(blank=True, verbose_name="what was said")),
                ("writes", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="workshops.minutes",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="workshops.agendasession",
                    ),
                ),
            ],
            options={
                "verbose_name": "part of the minutes",
                "verbose_name_plural": "parts of the minutes",
                "ordering": ["minutes", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("session__isnull", False)),
                        fields=("minutes", "session"),
                        name="one_part_of_the_minutes_per_session",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MinutesVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("content", models.JSONField()),
                ("content_sha256", models.CharField(max_length=64)),
                ("sha256", models.CharField(max_length=64)),
                ("pages", models.PositiveSmallIntegerField()),
                ("size", models.PositiveIntegerField(help_text="bytes")),
                ("reason", models.TextField(blank=True)),
                ("agreed_at", models.DateTimeField()),
                (
                    "agreed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="workshops.minutes",
                    ),
                ),
            ],
            options={
                "verbose_name": "agreed version of minutes",
                "verbose_name_plural": "agreed versions of minutes",
                "ordering": ["minutes", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("minutes", "number"), name="minutes_versions_run_on"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="a_corrected_version_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("sha256", models.CharField(max_length=64)),
                ("small_sha256", models.CharField(max_length=64)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("size", models.PositiveIntegerField(help_text="bytes")),
                ("caption", models.CharField(blank=True, max_length=200, verbose_name="caption")),
                (
                    "alt",
                    models.CharField(blank=True, max_length=300, verbose_name="what can be seen"),
                ),
                ("printed", models.BooleanField(default=True, verbose_name="print in the minutes")),
                ("uploaded_at", models.DateTimeField()),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="workshops.agendasession",
                        verbose_name="session",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="workshops.fieldvisit",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "photo",
                "verbose_name_plural": "photos",
                "ordering": [
                    "workshop",
                    "visit",
                    "session__day",
                    "session__starts_at",
                    "uploaded_at",
                    "pk",
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("visit", None), ("workshop__isnull", False)),
                            models.Q(("visit__isnull", False), ("workshop", None)),
                            _connector="OR",
                        ),
                        name="a_photo_shows_a_meeting_or_a_visit",
                    ),
                    models.UniqueConstraint(
                        fields=("workshop", "sha256"), name="one_photo_per_meeting"
                    ),
                    models.UniqueConstraint(fields=("visit", "sha256"), name="one_photo_per_visit"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Speaker",
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
                ("position", models.CharField(blank=True, max_length=160, verbose_name="office")),
                (
                    "institution",
                    models.CharField(blank=True, max_length=160, verbose_name="institution"),
                ),
                ("topic", models.CharField(blank=True, max_length=200, verbose_name="topic")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("cv_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("cv_name", models.CharField(blank=True, editable=False, max_length=160)),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "sessions",
                    models.ManyToManyField(
                        blank=True,
                        related_name="speakers",
                        to="workshops.agendasession",
                        verbose_name="sessions",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="speakers",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "speaker",
                "verbose_name_plural": "speakers",
                "ordering": ["workshop", "order", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workshop", "name"), name="one_speaker_per_name"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("values", models.JSONField(default=dict)),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="workshops.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer to an evaluation",
                "verbose_name_plural": "answers to evaluations",
            },
        ),
        migrations.CreateModel(
            name="SurveyMailing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="workshops.participation",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mailings",
                        to="workshops.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "mailed link to an evaluation",
                "verbose_name_plural": "mailed links to evaluations",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("survey", "participation"), name="one_link_per_participation"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyTicket",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_sha256", models.CharField(max_length=64, unique=True)),
                ("from_wall", models.BooleanField(default=False)),
                ("used", models.BooleanField(default=False)),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tickets",
                        to="workshops.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "right to answer",
                "verbose_name_plural": "rights to answer",
            },
        ),
        migrations.CreateModel(
            name="WorkGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("key", models.CharField(max_length=60, verbose_name="part of the plan")),
                ("title", models.CharField(max_length=100, verbose_name="group")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Being filled in"),
                            ("handed_in", "Handed in"),
                            ("accepted", "Accepted"),
                        ],
                        default="open",
                        editable=False,
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                (
                    "state_since",
                    models.DateTimeField(editable=False, null=True, verbose_name="since"),
                ),
                (
                    "agencies",
                    models.ManyToManyField(
                        blank=True,
                        related_name="work_groups",
                        to="programs.agency",
                        verbose_name="agencies (OPD)",
                    ),
                ),
                (
                    "origin",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterplans.origin",
                    ),
                ),
                (
                    "participants",
                    models.ManyToManyField(
                        blank=True,
                        related_name="work_groups",
                        to="workshops.participant",
                        verbose_name="participants",
                    ),
                ),
                (
                    "worksheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groups",
                        to="workshops.worksheet",
                    ),
                ),
            ],
            options={
                "verbose_name": "group",
                "verbose_name_plural": "groups",
                "ordering": ["worksheet", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("worksheet", "title"), name="one_group_per_title"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "handed_in", "accepted"])),
                        name="group_state_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificatePrint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField(help_text="bytes")),
                ("printed_at", models.DateTimeField()),
                (
                    "certificate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="print",
                        to="workshops.certificate",
                    ),
                ),
            ],
            options={
                "verbose_name": "printed certificate",
                "verbose_name_plural": "printed certificates",
            },
        ),
        migrations.CreateModel(
            name="GroupRemark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("text", models.TextField(max_length=2000, verbose_name="remark")),
                ("returned", models.BooleanField(default=False, verbose_name="group given back")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="workshops.workgroup",
                    ),
                ),
            ],
            options={
                "verbose_name": "remark to a group",
                "verbose_name_plural": "remarks to groups",
                "ordering": ["group", "at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="a_remark_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupScribe",
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
                        related_name="scribe_terms",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scribes",
                        to="workshops.workgroup",
                    ),
                ),
            ],
            options={
                "verbose_name": "scribe of a group",
                "verbose_name_plural": "scribes of groups",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("group", "user"),
                        name="one_open_scribe_term",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterRecipient",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("agencies", "Heads of agencies"),
                            ("participants", "Participants"),
                            ("mentors", "Mentors"),
                            ("speakers", "Speakers"),
                            ("ministry", "Ministry"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=160, verbose_name="name")),
                ("office", models.CharField(blank=True, max_length=200, verbose_name="office")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                ("printed", models.BooleanField(default=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("none", "Not sent"),
                            ("queued", "In the queue"),
                            ("sending", "Being sent"),
                            ("sent", "Sent"),
                            ("failed", "Not delivered"),
                        ],
                        default="none",
                        editable=False,
                        max_length=7,
                        verbose_name="delivery",
                    ),
                ),
                ("state_since", models.DateTimeField(editable=False, null=True)),
                (
                    "cancels",
                    models.BooleanField(
                        default=False, help_text="the mail takes the invitation back"
                    ),
                ),
                (
                    "error",
                    models.CharField(
                        blank=True, help_text="kind of failure, no address", max_length=40
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "No answer yet"),
                            ("hadir", "Attends"),
                            ("diwakili", "Sends somebody"),
                            ("tidak", "Does not attend"),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="answer",
                    ),
                ),
                (
                    "substitute",
                    models.CharField(blank=True, max_length=160, verbose_name="who comes instead"),
                ),
                ("remark", models.CharField(blank=True, max_length=300, verbose_name="remark")),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="programs.agency",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        editable=False,
                        help_text="who wrote the answer down; empty: the person, by the link",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recipients",
                        to="workshops.letter",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="letters",
                        to="workshops.participation",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="letters",
                        to="workshops.speaker",
                    ),
                ),
            ],
            options={
                "verbose_name": "recipient of a letter",
                "verbose_name_plural": "recipients of letters",
                "ordering": ["letter", "order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["none", "queued", "sending", "sent", "failed"])
                        ),
                        name="delivery_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["", "hadir", "diwakili", "tidak"])),
                        name="letter_answer_is_known",
                    ),
                    models.UniqueConstraint(fields=("letter", "order"), name="recipients_run_on"),
                ],
                "indexes": [models.Index(fields=["state", "state_since"], name="letter_to_send")],
            },
        ),
        migrations.CreateModel(
            name="ReceivedRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=40)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="received",
                        to="workshops.workgroup",
                    ),
                ),
            ],
            options={
                "verbose_name": "received row",
                "verbose_name_plural": "received rows",
                "constraints": [
                    models.UniqueConstraint(fields=("group", "token"), name="a_row_arrives_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="task")),
                (
                    "holder",
                    models.CharField(
                        choices=[
                            ("agency", "Agency (OPD)"),
                            ("office", "Office"),
                            ("coordinator", "Coordinator"),
                            ("mentor", "Mentor"),
                            ("ministry", "Ministry"),
                        ],
                        max_length=11,
                        verbose_name="holder",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("done", "Reported as done"),
                            ("confirmed", "Confirmed"),
                            ("dropped", "Dropped"),
                        ],
                        default="open",
                        editable=False,
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("state_since", models.DateTimeField(editable=False, verbose_name="since")),
                (
                    "given_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="given on"),
                ),
                ("note", models.TextField(blank=True, verbose_name="evidence")),
                ("file_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("file_name", models.CharField(blank=True, editable=False, max_length=160)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="programs.agency",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="workshops.decision",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="programs.enrolment",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="programs.office",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "task",
                "verbose_name_plural": "tasks",
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "done", "confirmed", "dropped"])),
                        name="task_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agency__isnull", False), ("holder", "agency"), ("office", None)
                            ),
                            models.Q(
                                ("agency", None), ("holder", "office"), ("office__isnull", False)
                            ),
                            models.Q(
                                ("agency", None),
                                ("holder__in", ["coordinator", "mentor", "ministry"]),
                                ("office", None),
                            ),
                            _connector="OR",
                        ),
                        name="a_task_has_one_holder",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "open"), ("given_at__isnull", False), _connector="OR"
                        ),
                        name="only_a_given_task_moves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="a_task_has_words"
                    ),
                ],
                "indexes": [
                    models.Index(fields=["enrolment", "state", "due_on"], name="task_by_state")
                ],
            },
        ),
        *append_only("workshops_minutesversion"),
        *append_only("workshops_surveyanswer"),
        *append_only("workshops_letterissue"),
        *append_only(
            "workshops_certificate",
            fixed=[
                "plan_id",
                "participation_id",
                "code",
                "serial",
                "revision",
                "number",
                "name",
                "words",
                "issued_at",
                "issued_by_id",
                "replaces_id",
            ],
        ),
        *append_only("workshops_certificateprint"),
    ]
