"""How does a year's guidance become rows, and rows a file again? Frozen once a cohort starts."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs.models import (
    BookPlan,
    ChapterPlan,
    Dimension,
    EditionState,
    GateRule,
    GuidanceEdition,
    Horizon,
    OutputPlan,
    SectionPlan,
    StagePlan,
    SubDimension,
)
from smartcity_portal.kit.machine import Blocked

FOLDER = Path(__file__).resolve().parent.parent / "editions"
HEAD = ["programme", "ministry", "unit", "theme", "period_years", "inferred"]


def load_file(path: Path | str, *, by: User | None) -> GuidanceEdition:
    """Load one edition file, or a shipped one by its year: load_file("2019", by=…)."""
    path = Path(path)
    if not path.suffix:
        path = FOLDER / f"{path}.toml"
    return load(tomllib.loads(path.read_text(encoding="utf-8")), by=by)


@transaction.atomic
def load(data: dict[str, Any], *, by: User | None) -> GuidanceEdition:
    """Write an edition into rows; an unfrozen one of the same revision is replaced.

    Loading the same content again changes nothing. Raises Blocked when the edition is frozen
    and the content differs.
    """
    edition = (
        GuidanceEdition.objects.select_for_update()
        .filter(year=data["year"], revision=data["revision"])
        .first()
    )
    permission.require("programs.manage_edition", edition, by=by)
    if edition is not None:
        if _in_any_order(export(edition)) == _in_any_order(data):
            return edition
        require_changeable(edition)
        for part in ("dimensions", "horizons", "stages", "books"):
            getattr(edition, part).all().delete()
    edition = edition or GuidanceEdition(year=data["year"], revision=data["revision"])
    edition.state = EditionState.OPEN
    _fill_head(edition, data)
    edition.save()
    _write_dimensions(edition, data["dimensions"])
    _write_horizons(edition, data["horizons"])
    _write_stages(edition, data["stages"])
    _write_books(edition, data["books"])
    history.record("programs.guidanceedition.load", edition, by=by, revision=edition.revision)
    return edition


def _in_any_order(data: dict[str, Any]) -> dict[str, Any]:
    """Compare sources as a set: a database may return the keys of an object in its own order."""
    return {**data, "sources": sorted(data["sources"])}


def require_changeable(edition: GuidanceEdition) -> None:
    """Raise Blocked when a cohort already works with this edition."""
    if edition.state == EditionState.FROZEN:
        raise Blocked(
            [
                _(
                    "The guidance edition %(edition)s is frozen because a cohort has started with it. Make a new revision instead."
                )
                % {"edition": edition}
            ]
        )


@transaction.atomic
def freeze(edition: GuidanceEdition, *, by: User | None) -> GuidanceEdition:
    """Let nobody change this edition any more; called when the first region enrols."""
    edition = GuidanceEdition.objects.select_for_update().get(pk=edition.pk)
    if edition.state != EditionState.FROZEN:
        edition.state = EditionState.FROZEN
        edition.save(update_fields=["state"])
        history.record("programs.guidanceedition.freeze", edition, by=by)
    return edition


def _fill_head(edition: GuidanceEdition, data: dict[str, Any]) -> None:
    for name in HEAD:
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


def export(edition: GuidanceEdition) -> dict[str, Any]:
    """Return the edition in the shape of its file: what load() accepts."""
    return {
        "year": edition.year,
        "revision": edition.revision,
        **{name: getattr(edition, name) for name in HEAD},
        "sources": list(edition.sources),
        "source_notes": dict(edition.sources),
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
        }
        for stage in edition.stages.prefetch_related("outputs", "requirements")
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
                        {
                            "title": section.title,
                            "guidance": section.guidance,
                            "blocks": section.blocks,
                        }
                        for section in chapter.sections.all()
                    ],
                }
                for chapter in book.chapters.all()
            ],
        }
        for book in edition.books.prefetch_related("chapters__sections")
    ]
