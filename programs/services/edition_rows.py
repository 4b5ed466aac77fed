"""How do the rows of a guidance edition read and write as the parts of its file?"""

from typing import Any

from programs.guidance.usual import complete
from programs.models import (
    BookPlan,
    ChapterPlan,
    Dimension,
    GateRule,
    GuidanceEdition,
    Horizon,
    OutputPlan,
    SectionPlan,
    StagePlan,
    SubDimension,
    WorksheetPlan,
)

HEAD = [
    "programme",
    "ministry",
    "unit",
    "theme",
    "period_years",
    "head_approves",
    "approvals",
    "certificate_share",
    "readiness_components",
    "inferred",
]
LISTS = ["selection_criteria", "evaluation_questions", "letters", "check_weights"]
NO_LETTER = {"subject": "", "opening": "", "closing": ""}
WORKSHEET = ["code", "title", "guidance", "records", "groups"]
SECTION = ["title", "level", "guidance", "checklist", "example", "blocks"]
PARTS = ["dimensions", "horizons", "stages", "books"]


def write(edition: GuidanceEdition, data: dict[str, Any]) -> None:
    """Replace everything the edition holds by what the data of its file says."""
    data = complete(data)
    if edition.pk:
        for part in PARTS:
            getattr(edition, part).all().delete()
    _fill_head(edition, data)
    edition.save()
    _write_dimensions(edition, data["dimensions"])
    _write_horizons(edition, data["horizons"])
    _write_stages(edition, data["stages"])
    _write_books(edition, data["books"])


def _fill_head(edition: GuidanceEdition, data: dict[str, Any]) -> None:
    for name in HEAD + LISTS:
        setattr(edition, name, data[name])
    edition.sources = {code: data["source_notes"][code] for code in data["sources"]}
    rule = data["quick_wins"]
    edition.quick_win_minimum = rule["minimum"]
    edition.quick_win_maximum = rule["maximum"]
    edition.quick_win_per_dimension = rule["per_dimension"]
    edition.quick_win_months = rule["max_months"]
    edition.quick_win_criteria = rule["criteria"]
    commitment = data["commitment"]
    edition.commitment_title = commitment["title"]
    edition.commitment_preamble = commitment["preamble"]
    edition.commitment_clauses = commitment["clauses"]
    edition.commitment_note = commitment["note"]


def _write_dimensions(edition: GuidanceEdition, rows: list[dict[str, Any]]) -> None:
    for order, row in enumerate(rows, 1):
        dimension = Dimension.objects.create(
            edition=edition, code=row["code"], name=row["name"], order=order
        )
        SubDimension.objects.bulk_create(
            SubDimension(dimension=dimension, code=part["code"], name=part["name"], order=number)
            for number, part in enumerate(row["subdimensions"], 1)
        )


def _write_horizons(edition: GuidanceEdition, rows: list[dict[str, Any]]) -> None:
    Horizon.objects.bulk_create(Horizon(edition=edition, **row) for row in rows)


def _write_stages(edition: GuidanceEdition, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        stage = StagePlan.objects.create(
            edition=edition,
            number=row["number"],
            title=row["title"],
            days=row["days"],
            goals=row["goals"],
            agenda=row["agenda"],
        )
        OutputPlan.objects.bulk_create(
            OutputPlan(stage=stage, order=order, **output)
            for order, output in enumerate(row["outputs"], 1)
        )
        GateRule.objects.bulk_create(
            GateRule(
                stage=stage,
                order=order,
                requirement=rule["kind"],
                parameters={name: value for name, value in rule.items() if name != "kind"},
            )
            for order, rule in enumerate(row["requirements"], 1)
        )
        WorksheetPlan.objects.bulk_create(
            WorksheetPlan(stage=stage, order=order, **worksheet)
            for order, worksheet in enumerate(row["worksheets"], 1)
        )


def _write_books(edition: GuidanceEdition, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        book = BookPlan.objects.create(
            edition=edition, number=row["number"], title=row["title"], short=row["short"]
        )
        for chapter_row in row["chapters"]:
            fields = {name: value for name, value in chapter_row.items() if name != "sections"}
            chapter = ChapterPlan.objects.create(book=book, **fields)
            SectionPlan.objects.bulk_create(
                SectionPlan(chapter=chapter, order=order, **section)
                for order, section in enumerate(chapter_row["sections"], 1)
            )


def read(edition: GuidanceEdition) -> dict[str, Any]:
    """Return the edition in the shape of its file: what load() accepts."""
    return {
        "year": edition.year,
        "revision": edition.revision,
        **{name: getattr(edition, name) for name in HEAD},
        "sources": list(edition.sources),
        "source_notes": dict(edition.sources),
        **{name: getattr(edition, name) for name in LISTS},
        "letters": {"invitation": NO_LETTER, **edition.letters},
        "quick_wins": {
            "minimum": edition.quick_win_minimum,
            "maximum": edition.quick_win_maximum,
            "per_dimension": edition.quick_win_per_dimension,
            "max_months": edition.quick_win_months,
            "criteria": edition.quick_win_criteria,
        },
        "dimensions": _read_dimensions(edition),
        "horizons": list(
            edition.horizons.values("code", "label", "first_year", "last_year").order_by(
                "first_year"
            )
        ),
        "stages": _read_stages(edition),
        "books": _read_books(edition),
        "commitment": {
            "title": edition.commitment_title,
            "preamble": edition.commitment_preamble,
            "clauses": edition.commitment_clauses,
            "note": edition.commitment_note,
        },
    }


def _read_dimensions(edition: GuidanceEdition) -> list[dict[str, Any]]:
    return [
        {
            "code": dimension.code,
            "name": dimension.name,
            "subdimensions": [
                {"code": part.code, "name": part.name} for part in dimension.parts.all()
            ],
        }
        for dimension in edition.dimensions.prefetch_related("parts")
    ]


def _read_stages(edition: GuidanceEdition) -> list[dict[str, Any]]:
    return [
        {
            "number": stage.number,
            "title": stage.title,
            "days": stage.days,
            "goals": stage.goals,
            "agenda": stage.agenda,
            "outputs": [
                {"code": output.code, "title": output.title, "kind": output.kind}
                for output in stage.outputs.all()
            ],
            "requirements": [
                {"kind": rule.requirement, **rule.parameters} for rule in stage.requirements.all()
            ],
            "worksheets": [
                {name: getattr(worksheet, name) for name in WORKSHEET}
                for worksheet in stage.worksheets.all()
            ],
        }
        for stage in edition.stages.prefetch_related("outputs", "requirements", "worksheets")
    ]


def _read_books(edition: GuidanceEdition) -> list[dict[str, Any]]:
    return [
        {
            "number": book.number,
            "title": book.title,
            "short": book.short,
            "chapters": [
                {
                    "number": chapter.number,
                    "title": chapter.title,
                    "standfirst": chapter.standfirst,
                    "guidance": chapter.guidance,
                    "checklist": chapter.checklist,
                    "owner": chapter.owner,
                    "sections": [
                        {name: getattr(section, name) for name in SECTION}
                        for section in chapter.sections.all()
                    ],
                }
                for chapter in book.chapters.all()
            ],
        }
        for book in edition.books.prefetch_related("chapters__sections")
    ]
