import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from smartcity_portal.kit.append_only import append_only


class Migration(migrations.Migration):
    replaces = [
        ("masterplans", "0001_initial"),
        ("masterplans", "0002_issued_things_stand"),
        ("masterplans", "0003_origins_and_versions"),
        ("masterplans", "0004_chapter_prints"),
        ("masterplans", "0005_edition_codes"),
        ("masterplans", "0006_section_trees"),
        ("masterplans", "0007_quick_win_scoring"),
        ("masterplans", "0008_records_of_every_kind"),
        ("masterplans", "0009_checks"),
        ("masterplans", "0010_sources_and_turned_sections"),
        ("masterplans", "0011_judgements_stand"),
        ("masterplans", "0012_word_imports"),
        ("masterplans", "0013_plan_outputs"),
        ("masterplans", "0014_volumes_and_forewords"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0005_seals_of_history"),
        ("programs", "0001_squashed_0008_readiness_components"),
    ]

    operations = [
        migrations.CreateModel(
            name="Brand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "primary",
                    models.CharField(
                        default="#12414f",
                        help_text="Headings, rules, charts and the ground of the cover.",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-f]{6}$",
                                "Write a colour as # and six signs, such as #12414f.",
                            )
                        ],
                        verbose_name="main colour",
                    ),
                ),
                (
                    "accent",
                    models.CharField(
                        default="#bdb29f",
                        help_text="The years and the small marks on the cover.",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-f]{6}$",
                                "Write a colour as # and six signs, such as #12414f.",
                            )
                        ],
                        verbose_name="second colour",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        default="#f6f3ec",
                        help_text="The light part of the cover and the ground of boxes.",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-f]{6}$",
                                "Write a colour as # and six signs, such as #12414f.",
                            )
                        ],
                        verbose_name="colour of the paper",
                    ),
                ),
                (
                    "motif",
                    models.CharField(
                        choices=[("kawung", "Kawung band"), ("plain", "No band")],
                        default="kawung",
                        max_length=6,
                        verbose_name="motif",
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "region",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="brand",
                        to="programs.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "colours of the books",
                "verbose_name_plural": "colours of the books",
            },
        ),
        migrations.CreateModel(
            name="Masterplan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("vision", models.TextField(blank=True, verbose_name="vision")),
                (
                    "vision_source",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="source of the vision"
                    ),
                ),
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="masterplan",
                        to="programs.enrolment",
                    ),
                ),
                (
                    "approvals",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("one", "One mentor is enough"),
                            ("all", "Every mentor of the region"),
                        ],
                        help_text="Empty: as the guidance says.",
                        max_length=3,
                        verbose_name="approvals that a chapter needs",
                    ),
                ),
            ],
            options={
                "verbose_name": "masterplan",
                "verbose_name_plural": "masterplans",
            },
        ),
        migrations.CreateModel(
            name="Phrase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("evidence", "Data and sources"),
                            ("alignment", "Link with RPJMD and other plans"),
                            ("complete", "Something is missing"),
                            ("analysis", "Analysis"),
                            ("consistency", "Consistency between parts"),
                            ("indicator", "Indicators and targets"),
                            ("budget", "Budget and sources of funds"),
                            ("owner", "Who is responsible"),
                            ("schedule", "Years and horizons"),
                            ("innovation", "Quick wins and innovation"),
                            ("language", "Language and terms"),
                            ("form", "Tables, figures and layout"),
                        ],
                        max_length=12,
                        verbose_name="kind of fault",
                    ),
                ),
                ("text", models.CharField(max_length=1000, verbose_name="phrase")),
                (
                    "is_example",
                    models.BooleanField(default=False, editable=False, verbose_name="example"),
                ),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phrases",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "phrase",
                "verbose_name_plural": "phrases",
                "ordering": ["category", "text", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "category__in",
                                [
                                    "",
                                    "evidence",
                                    "alignment",
                                    "complete",
                                    "analysis",
                                    "consistency",
                                    "indicator",
                                    "budget",
                                    "owner",
                                    "schedule",
                                    "innovation",
                                    "language",
                                    "form",
                                ],
                            )
                        ),
                        name="phrase_category_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AbbreviationEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("short", models.CharField(max_length=30, verbose_name="short form")),
                ("long", models.CharField(max_length=200, verbose_name="long form")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="abbreviations",
                        to="masterplans.masterplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "abbreviation",
                "verbose_name_plural": "abbreviations",
                "ordering": ["plan", django.db.models.functions.text.Lower("short"), "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "short"), name="one_meaning_per_abbreviation"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArrivedRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("record", models.BigIntegerField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="masterplans.masterplan",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "token"), name="a_grid_row_arrives_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BibliographyEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=60, verbose_name="key")),
                ("authors", models.CharField(max_length=300, verbose_name="authors")),
                ("year", models.CharField(blank=True, max_length=10, verbose_name="year")),
                ("title", models.CharField(max_length=400, verbose_name="title")),
                (
                    "publisher",
                    models.CharField(blank=True, max_length=200, verbose_name="publisher"),
                ),
                ("place", models.CharField(blank=True, max_length=100, verbose_name="place")),
                (
                    "url",
                    models.URLField(blank=True, max_length=500, verbose_name="address on the web"),
                ),
                (
                    "accessed_on",
                    models.DateField(blank=True, null=True, verbose_name="read on the web on"),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bibliography",
                        to="masterplans.masterplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": [
                    "plan",
                    django.db.models.functions.text.Lower("authors"),
                    "year",
                    django.db.models.functions.text.Lower("title"),
                    "pk",
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "key"), name="one_source_per_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="Book",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("short", models.CharField(max_length=20, verbose_name="short title")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="books",
                        to="masterplans.masterplan",
                    ),
                ),
                (
                    "annexes",
                    models.BooleanField(
                        default=False,
                        help_text="The volume always has them; a book alone only when it is wanted.",
                        verbose_name="with the annexes",
                    ),
                ),
            ],
            options={
                "verbose_name": "book",
                "verbose_name_plural": "books",
                "ordering": ["plan", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "number"), name="one_book_per_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("mime", models.CharField(max_length=20)),
                ("width", models.PositiveIntegerField(help_text="px")),
                ("height", models.PositiveIntegerField(help_text="px")),
                ("alt", models.CharField(blank=True, max_length=500, verbose_name="description")),
                ("uploaded_at", models.DateTimeField(auto_now_add=True)),
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="masterplans.masterplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "figure",
                "verbose_name_plural": "figures",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "sha256"), name="one_figure_per_content"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Origin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="origin")),
                ("path", models.CharField(blank=True, max_length=200, verbose_name="page")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="origins",
                        to="masterplans.masterplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "origin of records",
                "verbose_name_plural": "origins of records",
                "ordering": ["plan", "pk"],
            },
        ),
        migrations.CreateModel(
            name="QuickWinScorer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scorers",
                        to="masterplans.masterplan",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quick_win_scorings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "scorer of quick wins",
                "verbose_name_plural": "scorers of quick wins",
                "ordering": ["plan", "year", "user__name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "year", "user"), name="one_scorer_per_year"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VolumeDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("pages", models.PositiveIntegerField()),
                ("size", models.PositiveIntegerField(help_text="bytes")),
                ("content_key", models.CharField(max_length=64)),
                ("built_at", models.DateTimeField()),
                (
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="volume_draft",
                        to="masterplans.masterplan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VolumeEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("sha256", models.CharField(max_length=64, unique=True, verbose_name="SHA-256")),
                (
                    "code",
                    models.CharField(
                        editable=False, max_length=9, unique=True, verbose_name="code"
                    ),
                ),
                ("pages", models.PositiveIntegerField(verbose_name="pages")),
                ("size", models.PositiveIntegerField(help_text="bytes")),
                ("revisions", models.JSONField(default=list)),
                ("records", models.JSONField(default=dict)),
                ("issued_at", models.DateTimeField(verbose_name="issued at")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_reason", models.TextField(blank=True)),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="volumes",
                        to="masterplans.masterplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "issued volume",
                "verbose_name_plural": "issued volumes",
                "ordering": ["plan", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "number"), name="volume_numbers_run_on"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_reason", "")),
                            ("withdrawn_at__isnull", False),
                            _connector="OR",
                        ),
                        name="volume_withdrawal_has_a_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BookDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("pages", models.PositiveIntegerField()),
                ("size", models.PositiveIntegerField(help_text="bytes")),
                ("content_key", models.CharField(max_length=64)),
                ("built_at", models.DateTimeField()),
                (
                    "book",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="draft",
                        to="masterplans.book",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BookEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("sha256", models.CharField(max_length=64, unique=True, verbose_name="SHA-256")),
                ("pages", models.PositiveIntegerField(verbose_name="pages")),
                ("size", models.PositiveIntegerField(help_text="bytes")),
                ("revisions", models.JSONField(default=list)),
                ("records", models.JSONField(default=dict)),
                ("issued_at", models.DateTimeField(verbose_name="issued at")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_reason", models.TextField(blank=True)),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="masterplans.book",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "code",
                    models.CharField(blank=True, editable=False, max_length=9, verbose_name="code"),
                ),
            ],
            options={
                "verbose_name": "issued edition",
                "verbose_name_plural": "issued editions",
                "ordering": ["book", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("book", "number"), name="edition_numbers_run_on"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_reason", "")),
                            ("withdrawn_at__isnull", False),
                            _connector="OR",
                        ),
                        name="withdrawal_has_a_date",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("code",),
                        name="one_edition_per_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Chapter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("standfirst", models.TextField(blank=True, verbose_name="standfirst")),
                ("guidance", models.TextField(blank=True, verbose_name="guidance")),
                ("checklist", models.JSONField(blank=True, default=list, verbose_name="checklist")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("empty", "Not begun"),
                            ("writing", "Being written"),
                            ("with_head", "Waiting for the head of the agency"),
                            ("in_review", "Waiting for review"),
                            ("to_confirm", "Edits to confirm"),
                            ("needs_work", "Needs improving"),
                            ("approved", "Approved"),
                        ],
                        default="empty",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "state_since",
                    models.DateTimeField(editable=False, null=True, verbose_name="since"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chapters",
                        to="programs.agency",
                        verbose_name="agency (OPD)",
                    ),
                ),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chapters",
                        to="masterplans.book",
                    ),
                ),
                (
                    "asked_as",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=160,
                        verbose_name="title in the guidance",
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="removed"),
                ),
            ],
            options={
                "verbose_name": "chapter",
                "verbose_name_plural": "chapters",
                "ordering": ["book", "number"],
                "indexes": [models.Index(fields=["state", "state_since"], name="chapter_queue")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("book", "number"),
                        name="one_chapter_per_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "empty",
                                    "writing",
                                    "with_head",
                                    "in_review",
                                    "to_confirm",
                                    "needs_work",
                                    "approved",
                                ],
                            )
                        ),
                        name="chapter_state_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Foreword",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=1, verbose_name="place")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "text",
                    models.TextField(
                        help_text="An empty line begins a new paragraph.",
                        max_length=12000,
                        verbose_name="text",
                    ),
                ),
                ("author", models.CharField(blank=True, max_length=160, verbose_name="name")),
                ("office", models.CharField(blank=True, max_length=160, verbose_name="office")),
                (
                    "place",
                    models.CharField(blank=True, max_length=80, verbose_name="place of signing"),
                ),
                ("dated", models.DateField(blank=True, null=True, verbose_name="date")),
                ("photo_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("updated_at", models.DateTimeField(editable=False)),
                (
                    "book",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: in every book and once in the volume.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="forewords",
                        to="masterplans.book",
                        verbose_name="book",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="forewords",
                        to="masterplans.masterplan",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "foreword",
                "verbose_name_plural": "forewords",
                "ordering": ["plan", "order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="GapItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("order", models.PositiveIntegerField(default=0)),
                ("current", models.TextField(verbose_name="now")),
                ("target", models.TextField(verbose_name="target")),
                ("gap", models.TextField(verbose_name="gap")),
                ("solution", models.TextField(blank=True, verbose_name="solution")),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.agency",
                    ),
                ),
                (
                    "dimension",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.dimension",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="masterplans.masterplan",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)ss",
                        to="masterplans.origin",
                        verbose_name="origin",
                    ),
                ),
            ],
            options={
                "verbose_name": "gap",
                "verbose_name_plural": "gaps",
                "ordering": ["plan", "dimension__order", "order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Mission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("order", models.PositiveIntegerField(default=0)),
                ("text", models.TextField(verbose_name="mission")),
                (
                    "rpjmd_reference",
                    models.CharField(blank=True, max_length=200, verbose_name="RPJMD reference"),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="masterplans.masterplan",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)ss",
                        to="masterplans.origin",
                        verbose_name="origin",
                    ),
                ),
            ],
            options={
                "verbose_name": "mission",
                "verbose_name_plural": "missions",
                "ordering": ["plan", "order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PlanOutput",
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
                            ("manuscript", "Manuscript (Word)"),
                            ("slides", "Presentation (PowerPoint)"),
                            ("slides_pdf", "Presentation (PDF)"),
                            ("records", "All records (Excel)"),
                            ("alignment", "Alignment with the RPJMD (Excel)"),
                            ("alignment_pdf", "Alignment with the RPJMD (PDF)"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("size", models.PositiveIntegerField(help_text="bytes")),
                ("parts", models.PositiveIntegerField(default=0)),
                ("content_key", models.CharField(max_length=64)),
                ("editions", models.JSONField(default=list)),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "book",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outputs",
                        to="masterplans.book",
                    ),
                ),
                (
                    "made_by",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outputs",
                        to="masterplans.masterplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "output",
                "verbose_name_plural": "outputs",
                "ordering": ["plan", "kind", "-made_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "kind", "content_key"), name="one_output_per_content"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "manuscript",
                                    "slides",
                                    "slides_pdf",
                                    "records",
                                    "alignment",
                                    "alignment_pdf",
                                ],
                            )
                        ),
                        name="output_kind_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanProgram",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("order", models.PositiveIntegerField(default=0)),
                ("code", models.CharField(max_length=12, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="programme")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("partners", models.CharField(blank=True, max_length=300, verbose_name="partners")),
                (
                    "indicator",
                    models.CharField(blank=True, max_length=200, verbose_name="indicator"),
                ),
                ("unit", models.CharField(blank=True, max_length=40, verbose_name="unit")),
                ("baseline", models.CharField(blank=True, max_length=60, verbose_name="baseline")),
                (
                    "rpjmd_reference",
                    models.CharField(blank=True, max_length=200, verbose_name="RPJMD reference"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programs",
                        to="programs.agency",
                        verbose_name="responsible agency (OPD)",
                    ),
                ),
                (
                    "dimension",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.dimension",
                        verbose_name="dimension",
                    ),
                ),
                (
                    "horizon",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.horizon",
                        verbose_name="horizon",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="masterplans.masterplan",
                    ),
                ),
                (
                    "sub_dimension",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.subdimension",
                        verbose_name="sub-dimension",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)ss",
                        to="masterplans.origin",
                        verbose_name="origin",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[("new", "New"), ("existing", "Existing")],
                        default="",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                (
                    "supporting",
                    models.ManyToManyField(
                        blank=True,
                        related_name="supported_programs",
                        to="programs.agency",
                        verbose_name="supporting agencies (OPD)",
                    ),
                ),
            ],
            options={
                "verbose_name": "programme of the plan",
                "verbose_name_plural": "programmes of the plan",
                "ordering": ["plan", "dimension__order", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "code"), name="one_program_per_code"),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["", "new", "existing"])),
                        name="program_status_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadinessItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("order", models.PositiveIntegerField(default=0)),
                ("component", models.CharField(max_length=60, verbose_name="component")),
                ("part", models.CharField(blank=True, max_length=100, verbose_name="part")),
                ("indicator", models.CharField(max_length=200, verbose_name="indicator")),
                ("condition", models.TextField(verbose_name="present condition")),
                (
                    "rating",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Poor"), (2, "Moderate"), (3, "Good")], verbose_name="rating"
                    ),
                ),
                ("evidence", models.CharField(blank=True, max_length=300, verbose_name="evidence")),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.agency",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="masterplans.masterplan",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)ss",
                        to="masterplans.origin",
                        verbose_name="origin",
                    ),
                ),
            ],
            options={
                "verbose_name": "readiness item",
                "verbose_name_plural": "readiness items",
                "ordering": ["plan", "order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("rating__range", (1, 3))),
                        name="readiness_rating_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Sni37122Value",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("order", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("indicator", models.CharField(max_length=8, verbose_name="indicator")),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=20, null=True, verbose_name="value"
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=60, verbose_name="unit")),
                (
                    "year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year"),
                ),
                (
                    "evidence",
                    models.CharField(blank=True, max_length=300, verbose_name="source of the data"),
                ),
                (
                    "unavailable_because",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why there is no value"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.agency",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)ss",
                        to="masterplans.origin",
                        verbose_name="origin",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="masterplans.masterplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "SNI ISO 37122 indicator",
                "verbose_name_plural": "SNI ISO 37122 indicators",
                "ordering": ["plan", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "indicator"), name="one_value_per_indicator"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value", None), ("unavailable_because", ""), _connector="OR"
                        ),
                        name="value_or_reason_not_both",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SwotItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("order", models.PositiveIntegerField(default=0)),
                (
                    "component",
                    models.CharField(blank=True, max_length=60, verbose_name="component"),
                ),
                (
                    "quadrant",
                    models.CharField(
                        choices=[
                            ("S", "Strength"),
                            ("W", "Weakness"),
                            ("O", "Opportunity"),
                            ("T", "Threat"),
                        ],
                        max_length=1,
                        verbose_name="quadrant",
                    ),
                ),
                ("statement", models.TextField(verbose_name="statement")),
                ("evidence", models.CharField(blank=True, max_length=300, verbose_name="evidence")),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.agency",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="masterplans.masterplan",
                    ),
                ),
                (
                    "keywords",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="keywords for the vision"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)ss",
                        to="masterplans.origin",
                        verbose_name="origin",
                    ),
                ),
            ],
            options={
                "verbose_name": "SWOT item",
                "verbose_name_plural": "SWOT items",
                "ordering": ["plan", "quadrant", "order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quadrant__in", ["S", "W", "O", "T"])),
                        name="quadrant_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("order", models.PositiveIntegerField(default=0)),
                (
                    "strand",
                    models.CharField(
                        choices=[
                            ("policy", "Policy and institutions"),
                            ("infrastructure", "Supporting infrastructure"),
                            ("application", "Supporting applications and software"),
                            ("literacy", "Literacy"),
                        ],
                        max_length=14,
                        verbose_name="strand",
                    ),
                ),
                ("action", models.CharField(max_length=300, verbose_name="action")),
                ("output", models.CharField(blank=True, max_length=300, verbose_name="output")),
                ("first_year", models.PositiveSmallIntegerField(verbose_name="from")),
                ("last_year", models.PositiveSmallIntegerField(verbose_name="to")),
                (
                    "budget",
                    models.DecimalField(
                        decimal_places=0, default=0, max_digits=16, verbose_name="amount (Rp)"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.agency",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="masterplans.masterplan",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="actions",
                        to="masterplans.planprogram",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)ss",
                        to="masterplans.origin",
                        verbose_name="origin",
                    ),
                ),
            ],
            options={
                "verbose_name": "action",
                "verbose_name_plural": "actions",
                "ordering": ["plan", "strand", "order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_year__gte", models.F("first_year"))),
                        name="action_runs_on",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChapterPrint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("pages", models.PositiveIntegerField()),
                ("size", models.PositiveIntegerField(help_text="bytes")),
                ("content_key", models.CharField(max_length=64)),
                ("built_at", models.DateTimeField()),
                (
                    "chapter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="printed",
                        to="masterplans.chapter",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ChapterRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("sections", models.JSONField()),
                ("records_sha256", models.CharField(blank=True, max_length=64)),
                ("sha256", models.CharField(max_length=64)),
                ("submitted_at", models.DateTimeField()),
                (
                    "chapter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="masterplans.chapter",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("records", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "revision",
                "verbose_name_plural": "revisions",
                "ordering": ["chapter", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("chapter", "number"), name="revision_numbers_run_on"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("wanted_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "chapter",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_run",
                        to="masterplans.chapter",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_runs",
                        to="masterplans.masterplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "run of the checks",
                "verbose_name_plural": "runs of the checks",
                "indexes": [models.Index(fields=["wanted_at"], name="checks_wanted")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("chapter", None)),
                        fields=("plan",),
                        name="one_run_per_whole_plan",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Objective",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("order", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("text", models.TextField(verbose_name="objective")),
                (
                    "indicator",
                    models.CharField(blank=True, max_length=300, verbose_name="indicator"),
                ),
                ("unit", models.CharField(blank=True, max_length=40, verbose_name="unit")),
                ("baseline", models.CharField(blank=True, max_length=60, verbose_name="baseline")),
                (
                    "rpjmd_reference",
                    models.CharField(blank=True, max_length=200, verbose_name="RPJMD reference"),
                ),
                (
                    "mission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objectives",
                        to="masterplans.mission",
                        verbose_name="mission",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)ss",
                        to="masterplans.origin",
                        verbose_name="origin",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="masterplans.masterplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "objective",
                "verbose_name_plural": "objectives",
                "ordering": ["plan", "mission__order", "mission", "order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ProgramBudget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "fund",
                    models.CharField(
                        choices=[
                            ("APBD", "APBD"),
                            ("APBN", "APBN"),
                            ("CSR", "CSR"),
                            ("KPBU", "KPBU"),
                            ("LAIN", "Other"),
                        ],
                        default="APBD",
                        max_length=4,
                        verbose_name="source of funds",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=0, max_digits=16, verbose_name="amount (Rp)"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="budgets",
                        to="masterplans.planprogram",
                    ),
                ),
            ],
            options={
                "ordering": ["program", "year", "fund"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("program", "year", "fund"), name="one_budget_per_year_and_fund"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="budget_is_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fund__in", ["APBD", "APBN", "CSR", "KPBU", "LAIN"])),
                        name="fund_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgramTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("value", models.CharField(max_length=60, verbose_name="target")),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="masterplans.planprogram",
                    ),
                ),
            ],
            options={
                "ordering": ["program", "year"],
                "constraints": [
                    models.UniqueConstraint(fields=("program", "year"), name="one_target_per_year")
                ],
            },
        ),
        migrations.CreateModel(
            name="QuickWin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("order", models.PositiveIntegerField(default=0)),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("partners", models.CharField(blank=True, max_length=300, verbose_name="partners")),
                ("problem", models.TextField(blank=True, verbose_name="problem")),
                ("innovation", models.TextField(blank=True, verbose_name="innovation")),
                (
                    "beneficiaries",
                    models.CharField(blank=True, max_length=300, verbose_name="beneficiaries"),
                ),
                (
                    "indicator",
                    models.CharField(blank=True, max_length=200, verbose_name="indicator"),
                ),
                ("target", models.CharField(blank=True, max_length=200, verbose_name="target")),
                (
                    "months",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="months"),
                ),
                (
                    "cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=0,
                        max_digits=16,
                        null=True,
                        verbose_name="cost (Rp)",
                    ),
                ),
                (
                    "fund",
                    models.CharField(blank=True, max_length=100, verbose_name="source of funds"),
                ),
                (
                    "milestones",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text='[{"months": [1, 2], "title": "…"}]',
                        verbose_name="milestones",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("nominated", "Nominated"),
                            ("chosen", "Chosen"),
                            ("final", "Final"),
                            ("dropped", "Dropped"),
                        ],
                        default="nominated",
                        editable=False,
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quick_wins",
                        to="programs.agency",
                        verbose_name="responsible agency (OPD)",
                    ),
                ),
                (
                    "dimension",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.dimension",
                        verbose_name="dimension",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="masterplans.masterplan",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="quick_wins",
                        to="masterplans.planprogram",
                        verbose_name="programme",
                    ),
                ),
                (
                    "progress",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="progress (%)"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)ss",
                        to="masterplans.origin",
                        verbose_name="origin",
                    ),
                ),
                (
                    "choice_reason",
                    models.TextField(
                        blank=True, editable=False, verbose_name="reason of the choice"
                    ),
                ),
                (
                    "continued_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="continued_quick_wins",
                        to="masterplans.planprogram",
                        verbose_name="continued in the programme",
                    ),
                ),
                (
                    "continues",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="successors",
                        to="masterplans.quickwin",
                        verbose_name="continues the quick win",
                    ),
                ),
                (
                    "gap",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="quick_wins",
                        to="masterplans.gapitem",
                        verbose_name="gap that it closes",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="begins on")),
                (
                    "swot_items",
                    models.ManyToManyField(
                        blank=True,
                        related_name="quick_wins",
                        to="masterplans.swotitem",
                        verbose_name="SWOT items",
                    ),
                ),
            ],
            options={
                "verbose_name": "quick win",
                "verbose_name_plural": "quick wins",
                "ordering": ["plan", "order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["nominated", "chosen", "final", "dropped"])
                        ),
                        name="quick_win_state_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("plan", "year", "name"), name="one_quick_win_per_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("progress", None), ("progress__lte", 100), _connector="OR"
                        ),
                        name="quick_win_progress_is_a_percentage",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("guidance", models.TextField(blank=True, verbose_name="guidance")),
                (
                    "blocks",
                    models.JSONField(blank=True, default=list, verbose_name="records shown"),
                ),
                ("html", models.TextField(blank=True, verbose_name="text")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("updated_at", models.DateTimeField(editable=False, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the chapter's agency writes it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sections",
                        to="programs.agency",
                        verbose_name="agency (OPD)",
                    ),
                ),
                (
                    "chapter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="masterplans.chapter",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_as",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=160,
                        verbose_name="title in the guidance",
                    ),
                ),
                ("checklist", models.JSONField(blank=True, default=list, verbose_name="checklist")),
                (
                    "co_agencies",
                    models.ManyToManyField(
                        blank=True,
                        related_name="co_written_sections",
                        to="programs.agency",
                        verbose_name="written along by",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                ("example", models.TextField(blank=True, verbose_name="example")),
                (
                    "handed_in",
                    models.PositiveIntegerField(
                        editable=False, null=True, verbose_name="version handed in"
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(default=1, verbose_name="level")),
                (
                    "numeral",
                    models.CharField(
                        blank=True, editable=False, max_length=20, verbose_name="number"
                    ),
                ),
                ("reminded_on", models.DateField(editable=False, null=True)),
                (
                    "removed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="removed"),
                ),
                (
                    "writers",
                    models.ManyToManyField(
                        blank=True,
                        related_name="sections_to_write",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="writers",
                    ),
                ),
                ("run_from", models.PositiveIntegerField(default=0, editable=False)),
                ("saved_stroke", models.PositiveIntegerField(default=0, editable=False)),
                ("saved_tab", models.CharField(blank=True, editable=False, max_length=36)),
                (
                    "landscape",
                    models.BooleanField(default=False, verbose_name="on landscape pages in print"),
                ),
            ],
            options={
                "verbose_name": "section",
                "verbose_name_plural": "sections",
                "ordering": ["chapter", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("chapter", "order"),
                        name="one_section_per_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__range", (1, 3))),
                        name="section_levels_are_one_to_three",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SwotStrategy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("order", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("SO", "SO: use strengths to seize opportunities"),
                            ("WO", "WO: mend weaknesses with opportunities"),
                            ("ST", "ST: use strengths against threats"),
                            ("WT", "WT: lessen weaknesses, avoid threats"),
                        ],
                        max_length=2,
                        verbose_name="pair",
                    ),
                ),
                ("text", models.TextField(verbose_name="strategy")),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.agency",
                    ),
                ),
                (
                    "dimension",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.dimension",
                        verbose_name="dimension",
                    ),
                ),
                (
                    "items",
                    models.ManyToManyField(
                        blank=True,
                        related_name="strategies",
                        to="masterplans.swotitem",
                        verbose_name="SWOT items",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)ss",
                        to="masterplans.origin",
                        verbose_name="origin",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="masterplans.masterplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "SWOT strategy",
                "verbose_name_plural": "SWOT strategies",
                "ordering": ["plan", "order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["SO", "WO", "ST", "WT"])),
                        name="swot_pair_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VisionKeyword",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("order", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("word", models.CharField(max_length=60, verbose_name="keyword")),
                ("meaning", models.CharField(blank=True, max_length=300, verbose_name="meaning")),
                (
                    "items",
                    models.ManyToManyField(
                        blank=True,
                        related_name="vision_keywords",
                        to="masterplans.swotitem",
                        verbose_name="SWOT items",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)ss",
                        to="masterplans.origin",
                        verbose_name="origin",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="masterplans.masterplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "keyword of the vision",
                "verbose_name_plural": "keywords of the vision",
                "ordering": ["plan", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "word"), name="one_keyword_per_word")
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.SlugField(max_length=40, verbose_name="check")),
                (
                    "severity",
                    models.CharField(
                        choices=[("must", "Must be settled"), ("should", "Worth a look")],
                        max_length=6,
                        verbose_name="weight",
                    ),
                ),
                ("record", models.CharField(blank=True, max_length=80)),
                ("record_field", models.CharField(blank=True, max_length=40)),
                ("quote", models.CharField(blank=True, max_length=300, verbose_name="passage")),
                ("prefix", models.CharField(blank=True, max_length=60)),
                ("suffix", models.CharField(blank=True, max_length=60)),
                ("block", models.PositiveIntegerField(blank=True, null=True)),
                ("parameters", models.JSONField(blank=True, default=dict)),
                ("fingerprint", models.CharField(max_length=64)),
                ("from_records", models.BooleanField(default=False)),
                ("order", models.PositiveIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("dismissed", "Dismissed"),
                            ("gone", "No longer there"),
                        ],
                        default="open",
                        editable=False,
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("at", models.DateTimeField(blank=True, null=True, verbose_name="dismissed at")),
                ("found_at", models.DateTimeField(verbose_name="found at")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "chapter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_results",
                        to="masterplans.chapter",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_results",
                        to="masterplans.masterplan",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_results",
                        to="masterplans.section",
                    ),
                ),
            ],
            options={
                "verbose_name": "finding of a check",
                "verbose_name_plural": "findings of checks",
                "ordering": ["plan", "order", "pk"],
                "indexes": [
                    models.Index(fields=["chapter", "state"], name="findings_of_a_chapter"),
                    models.Index(fields=["plan", "state"], name="findings_of_a_plan"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "fingerprint"), name="one_row_per_finding"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "dismissed", "gone"])),
                        name="check_result_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("severity__in", ["must", "should"])),
                        name="check_severity_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quote", models.CharField(blank=True, max_length=300, verbose_name="passage")),
                ("prefix", models.CharField(blank=True, max_length=60)),
                ("suffix", models.CharField(blank=True, max_length=60)),
                ("text", models.TextField(verbose_name="comment")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("answered", "Answered"), ("closed", "Closed")],
                        default="open",
                        editable=False,
                        max_length=8,
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
                    "chapter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="masterplans.chapter",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="masterplans.chapterrevision",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="masterplans.section",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("evidence", "Data and sources"),
                            ("alignment", "Link with RPJMD and other plans"),
                            ("complete", "Something is missing"),
                            ("analysis", "Analysis"),
                            ("consistency", "Consistency between parts"),
                            ("indicator", "Indicators and targets"),
                            ("budget", "Budget and sources of funds"),
                            ("owner", "Who is responsible"),
                            ("schedule", "Years and horizons"),
                            ("innovation", "Quick wins and innovation"),
                            ("language", "Language and terms"),
                            ("form", "Tables, figures and layout"),
                        ],
                        max_length=12,
                        verbose_name="kind of fault",
                    ),
                ),
                ("is_suggestion", models.BooleanField(default=False, editable=False)),
                ("lost", models.BooleanField(default=False, editable=False)),
                ("position", models.PositiveIntegerField(editable=False, null=True)),
                ("record", models.CharField(blank=True, max_length=60)),
                ("record_field", models.CharField(blank=True, max_length=40)),
                ("record_name", models.CharField(blank=True, max_length=200)),
                ("replacement", models.TextField(blank=True, verbose_name="suggested words")),
                ("standing", models.TextField(blank=True, editable=False)),
                (
                    "suggestion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Suggestion accepted"),
                            ("declined", "Suggestion declined"),
                        ],
                        editable=False,
                        max_length=8,
                    ),
                ),
                (
                    "phrase",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="comments",
                        to="masterplans.phrase",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "ordering": ["section__order", "at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "answered", "closed"])),
                        name="comment_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "category__in",
                                [
                                    "",
                                    "evidence",
                                    "alignment",
                                    "complete",
                                    "analysis",
                                    "consistency",
                                    "indicator",
                                    "budget",
                                    "owner",
                                    "schedule",
                                    "innovation",
                                    "language",
                                    "form",
                                ],
                            )
                        ),
                        name="comment_category_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Endorsement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("endorsed", "Endorsed"), ("returned", "Returned to the writers")],
                        max_length=8,
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.agency",
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
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="endorsements",
                        to="masterplans.chapterrevision",
                    ),
                ),
            ],
            options={
                "verbose_name": "endorsement",
                "verbose_name_plural": "endorsements",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["endorsed", "returned"])),
                        name="endorsement_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "endorsed")),
                        fields=("revision",),
                        name="a_revision_is_endorsed_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MentorEdit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Being edited"),
                            ("offered", "Waiting for confirmation"),
                            ("confirmed", "Confirmed"),
                            ("refused", "Refused"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=9,
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("at", models.DateTimeField()),
                ("offered_at", models.DateTimeField(editable=False, null=True)),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentor_edits",
                        to="masterplans.chapterrevision",
                    ),
                ),
            ],
            options={
                "verbose_name": "edit of a mentor",
                "verbose_name_plural": "edits of mentors",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "offered", "confirmed", "refused", "withdrawn"])
                        ),
                        name="edit_state_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("revision", "by"),
                        name="one_draft_of_edits_per_mentor",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ObjectiveTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("value", models.CharField(max_length=60, verbose_name="target")),
                (
                    "objective",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="masterplans.objective",
                    ),
                ),
            ],
            options={
                "ordering": ["objective", "year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("objective", "year"), name="one_objective_target_per_year"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ParagraphPrint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.BigIntegerField()),
                ("mark", models.BigIntegerField(db_index=True)),
                ("words", models.PositiveIntegerField()),
                ("since", models.DateTimeField()),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paragraph_prints",
                        to="masterplans.section",
                    ),
                ),
            ],
            options={
                "verbose_name": "print of a paragraph",
                "verbose_name_plural": "prints of paragraphs",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("section", "digest", "mark"), name="one_row_per_paragraph_mark"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pen",
            fields=[
                (
                    "section",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="pen",
                        serialize=False,
                        to="masterplans.section",
                    ),
                ),
                ("tab", models.CharField(max_length=36)),
                ("since", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "pen of a section",
                "verbose_name_plural": "pens of sections",
            },
        ),
        migrations.CreateModel(
            name="QuickWinCondition",
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
                    "side",
                    models.CharField(
                        choices=[("before", "Before"), ("after", "After")],
                        max_length=6,
                        verbose_name="time",
                    ),
                ),
                ("on", models.DateField(verbose_name="measured on")),
                ("text", models.TextField(max_length=2000, verbose_name="condition")),
                (
                    "value",
                    models.CharField(blank=True, max_length=120, verbose_name="measured value"),
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
                    "figure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterplans.figure",
                    ),
                ),
                (
                    "quick_win",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conditions",
                        to="masterplans.quickwin",
                    ),
                ),
            ],
            options={
                "verbose_name": "condition before or after",
                "verbose_name_plural": "conditions before and after",
                "ordering": ["quick_win", "-side"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("quick_win", "side"), name="one_condition_per_side"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["before", "after"])),
                        name="condition_side_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuickWinReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("is_example", models.BooleanField(default=False, verbose_name="example")),
                ("on", models.DateField(verbose_name="as of")),
                ("percent", models.PositiveSmallIntegerField(verbose_name="progress (%)")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("on_track", "On schedule"),
                            ("delayed", "Delayed"),
                            ("stopped", "Stopped"),
                            ("done", "Done"),
                        ],
                        max_length=8,
                        verbose_name="course",
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="what was done")),
                (
                    "spent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=0,
                        max_digits=16,
                        null=True,
                        verbose_name="spent so far (Rp)",
                    ),
                ),
                (
                    "reached",
                    models.JSONField(blank=True, default=list, verbose_name="milestones reached"),
                ),
                (
                    "link",
                    models.URLField(
                        blank=True, max_length=300, verbose_name="address of the evidence"
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
                    "figure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterplans.figure",
                    ),
                ),
                (
                    "quick_win",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="masterplans.quickwin",
                    ),
                ),
            ],
            options={
                "verbose_name": "report of progress",
                "verbose_name_plural": "reports of progress",
                "ordering": ["quick_win", "on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("percent__lte", 100)), name="report_is_a_percentage"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("spent", None), ("spent__gte", 0), _connector="OR"),
                        name="report_spends_nothing_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["on_track", "delayed", "stopped", "done"])
                        ),
                        name="report_status_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuickWinRisk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("risk", models.CharField(max_length=300, verbose_name="risk")),
                ("cause", models.CharField(blank=True, max_length=300, verbose_name="cause")),
                ("likelihood", models.PositiveSmallIntegerField(verbose_name="likelihood (1–5)")),
                ("impact", models.PositiveSmallIntegerField(verbose_name="impact (1–5)")),
                (
                    "treatment",
                    models.CharField(blank=True, max_length=300, verbose_name="treatment"),
                ),
                ("owner", models.CharField(blank=True, max_length=160, verbose_name="owner")),
                (
                    "quick_win",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="risks",
                        to="masterplans.quickwin",
                    ),
                ),
            ],
            options={
                "verbose_name": "risk",
                "verbose_name_plural": "risks",
                "ordering": ["quick_win", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("impact__range", (1, 5)), ("likelihood__range", (1, 5))
                        ),
                        name="risk_is_one_to_five",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="QuickWinScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("points", models.JSONField(default=dict, verbose_name="points")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                (
                    "handed_in_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="handed in"),
                ),
                (
                    "quick_win",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="masterplans.quickwin",
                    ),
                ),
                (
                    "scorer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="masterplans.quickwinscorer",
                    ),
                ),
            ],
            options={
                "verbose_name": "score of a quick win",
                "verbose_name_plural": "scores of quick wins",
                "ordering": ["scorer", "quick_win"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scorer", "quick_win"), name="one_score_per_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ticks", models.JSONField(default=list)),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_sheets",
                        to="masterplans.chapterrevision",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision", "by"), name="one_review_sheet_per_revision_and_mentor"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SectionText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("html", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("autosave", "Saved while writing"),
                            ("kept", "Saved"),
                            ("conflict", "Kept beside a newer text"),
                        ],
                        default="kept",
                        max_length=8,
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
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="masterplans.section",
                    ),
                ),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("tab", models.CharField(blank=True, editable=False, max_length=36)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("written", "Written"),
                            ("restored", "Restored from an older version"),
                            ("merged", "Merged from two texts"),
                            ("imported", "Read from a file"),
                            ("suggested", "Suggestion accepted"),
                            ("drafted", "Drafted from the records"),
                        ],
                        default="written",
                        max_length=10,
                    ),
                ),
                ("words", models.PositiveIntegerField(editable=False, null=True)),
            ],
            options={
                "ordering": ["section", "-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["autosave", "kept", "conflict"])),
                        name="text_kind_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "conflict"), _negated=True),
                        fields=("section", "version"),
                        name="one_text_per_version",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SectionTick",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("item", models.CharField(max_length=300, verbose_name="item")),
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
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ticks",
                        to="masterplans.section",
                    ),
                ),
            ],
            options={
                "verbose_name": "tick",
                "verbose_name_plural": "ticks",
                "ordering": ["section", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("section", "item"), name="one_tick_per_item")
                ],
            },
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("approved", "Approved"), ("needs_work", "Needs improving")],
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
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
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verdicts",
                        to="masterplans.chapterrevision",
                    ),
                ),
                ("checklist", models.JSONField(default=list, help_text="{text, met}")),
            ],
            options={
                "verbose_name": "verdict",
                "verbose_name_plural": "verdicts",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["approved", "needs_work"])),
                        name="verdict_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "approved")),
                        fields=("revision", "by"),
                        name="a_mentor_approves_a_revision_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WordImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "Being read"),
                            ("ready", "Waiting for your decision"),
                            ("refused", "Could not be read"),
                            ("applied", "Went in"),
                            ("discarded", "Discarded"),
                            ("expired", "Expired"),
                        ],
                        default="reading",
                        editable=False,
                        max_length=9,
                    ),
                ),
                ("problem", models.CharField(blank=True, max_length=40)),
                ("packed", models.BinaryField(default=bytes)),
                ("applied", models.JSONField(default=list)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "chapter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="word_imports",
                        to="masterplans.chapter",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="word_imports",
                        to="masterplans.section",
                    ),
                ),
            ],
            options={
                "verbose_name": "Word document",
                "verbose_name_plural": "Word documents",
                "ordering": ["-created_at", "-pk"],
                "indexes": [
                    models.Index(fields=["state", "created_at"], name="word_import_to_forget")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["reading", "ready", "refused", "applied", "discarded", "expired"],
                            )
                        ),
                        name="word_import_state_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CommentReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="answer")),
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
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="masterplans.comment",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MentorEditPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("read", models.TextField(blank=True)),
                ("html", models.TextField(blank=True)),
                (
                    "edit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="masterplans.mentoredit",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentor_edits",
                        to="masterplans.section",
                    ),
                ),
            ],
            options={
                "ordering": ["edit", "section__order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edit", "section"), name="one_part_per_edited_section"
                    )
                ],
            },
        ),
        *append_only(
            "masterplans_bookedition",
            fixed=[
                "book_id",
                "number",
                "sha256",
                "code",
                "pages",
                "size",
                "revisions",
                "records",
                "issued_by_id",
                "issued_at",
            ],
        ),
        *append_only("masterplans_chapterrevision"),
        *append_only("masterplans_verdict"),
        *append_only(
            "masterplans_volumeedition",
            fixed=[
                "plan_id",
                "number",
                "sha256",
                "code",
                "pages",
                "size",
                "revisions",
                "records",
                "issued_by_id",
                "issued_at",
            ],
        ),
    ]
