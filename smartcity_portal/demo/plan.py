"""What does a city's plan say? Records, quick wins, pictures and texts, written through the services."""

import io
import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from accounts import past
from accounts.models import User
from masterplans.models import (
    ActionItem,
    Chapter,
    Figure,
    GapItem,
    Masterplan,
    Mission,
    Objective,
    PlanProgram,
    QuickWin,
    ReadinessItem,
    Section,
    Sni37122Value,
    SwotItem,
    SwotStrategy,
    VisionKeyword,
)
from masterplans.services import figures as pictures
from masterplans.services import quick_wins, records, sections
from masterplans.sni37122 import place_of
from masterplans.swot import coded_items
from programs.models import SubDimension
from smartcity_portal.demo import figures, files
from smartcity_portal.demo.city import City
from smartcity_portal.demo.worksheets import Rooms

MILLION = 1_000_000
EXAMPLE = "Contoh untuk peragaan"
# What the file says about the choice, not about the quick win.
NOT_WRITTEN = {"state", "points", "choice_reason"}
PLACEHOLDER = re.compile(r'<figure data-figure="(?P<name>[\w-]+)"></figure>')
MODELS: dict[str, Any] = {
    "swot": SwotItem,
    "readiness": ReadinessItem,
    "gaps": GapItem,
    "actions": ActionItem,
}


class Writer:
    """Writes one city's plan as one person, at the moments that the story needs."""

    def __init__(self, city: City, by: User) -> None:
        self.city, self.by = city, by
        edition = city.enrolment.cohort.edition
        self.plan = Masterplan.objects.get(enrolment=city.enrolment)
        self.dimensions = {row.code: row for row in edition.dimensions.all()}
        self.horizons = {row.code: row for row in edition.horizons.all()}
        self.parts = {
            (row.dimension_id, row.code): row
            for row in SubDimension.objects.filter(dimension__edition=edition)
        }
        self.programs: dict[str, PlanProgram] = {}
        self.rooms = Rooms(city, by)

    def analysis(self, at: datetime | None = None) -> None:
        """SWOT, readiness and gaps: what bimtek I brings."""
        with past.loading(at):
            for name in ("swot", "readiness", "gaps"):
                self._rows(name, at)
            self._from_swot("strategies", SwotStrategy, at)
            self._from_swot("keywords", VisionKeyword, at)

    def direction(self, at: datetime | None = None) -> None:
        """Vision, missions, programmes and actions: what bimtek II brings."""
        data = files.read(self.city.slug, "records")
        with past.loading(at):
            vision = data["vision"]
            self.plan = records.set_vision(
                self.plan, vision["text"], by=self.by, source=vision["source"], at=at
            )
            for row in data["missions"]:
                self._mission(row, at)
            for row in files.read(self.city.slug, "programs")["programs"]:
                self._program(row, at)
            self._rows("actions", at)
            for row in data.get("sni37122", ()):
                self._indicator(row, at)

    def nominate(self, at: datetime | None = None) -> None:
        with past.loading(at):
            for row in files.read(self.city.slug, "quick_wins")["quick_wins"]:
                self._nominate(row, at)

    def choose(self, at: datetime | None = None) -> None:
        """Choose what the file chooses, and drop what it drops."""
        wanted = {
            row["name"]: row for row in files.read(self.city.slug, "quick_wins")["quick_wins"]
        }
        with past.loading(at):
            for quick_win in QuickWin.objects.filter(plan=self.plan):
                row = wanted[quick_win.name]
                if row["state"] in {"chosen", "final"}:
                    why = row.get("choice_reason", "")
                    quick_wins.choose(quick_win, by=self.by, reason=why, at=at)
                elif row["state"] == "dropped":
                    reason = "Ditempatkan sebagai program jangka pendek (contoh)."
                    quick_wins.drop(quick_win, by=self.by, reason=reason, at=at)

    def finalise(self, at: datetime | None = None) -> None:
        with past.loading(at):
            for quick_win in QuickWin.objects.filter(plan=self.plan, state="chosen"):
                quick_wins.finalise(quick_win, by=self.by, at=at)

    def write(self, chapter: Chapter, at: datetime | None = None) -> None:
        """Save the text of every section of the chapter that has a file."""
        with past.loading(at):
            for section in chapter.sections.order_by("order"):
                if text := self.text_of(chapter, section):
                    sections.save(
                        section,
                        self._with_pictures(text),
                        by=self.by,
                        base_version=section.version,
                        at=at,
                    )

    def text_of(self, chapter: Chapter, section: Section) -> str:
        place = f"{chapter.book.number}.{chapter.number}.{section.order}"
        return files.section_text(self.city.slug, place)

    def _rows(self, name: str, at: datetime | None) -> None:
        for row in files.read(self.city.slug, "records")[name]:
            fields = self._resolved(row)
            self.rooms.write(name, MODELS[name], {**_example(row), **fields}, at)

    def _from_swot(self, name: str, model: Any, at: datetime | None) -> None:
        by_code = {item.code: item for item in coded_items(self.plan)}
        for row in files.read(self.city.slug, "records").get(name, ()):
            fields = self._resolved(row)
            fields["items"] = [by_code[code] for code in row["items"]]
            records.add(model, self.plan, by=self.by, at=at, **_invented(), **fields)

    def _indicator(self, row: Mapping[str, Any], at: datetime | None) -> None:
        fields = self._resolved(row)
        if "value" in fields:
            fields["value"] = Decimal(fields["value"])
        order = place_of(row["indicator"])
        records.add(
            Sni37122Value, self.plan, by=self.by, at=at, order=order, **_invented(), **fields
        )

    def _mission(self, row: Mapping[str, Any], at: datetime | None) -> None:
        facts = {"by": self.by, "at": at, **_example(row)}
        words = {name: value for name, value in row.items() if name != "objectives"}
        mission = records.add(Mission, self.plan, **facts, **words)
        for line in row["objectives"]:
            fields = {**line, "targets": {int(y): v for y, v in line["targets"].items()}}
            records.add(Objective, self.plan, mission=mission, **facts, **fields)

    def _resolved(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Turn the file's short names into rows."""
        fields = dict(row)
        if "agency" in fields:
            fields["agency"] = self.city.agency(fields["agency"])
        if "dimension" in fields:
            fields["dimension"] = self.dimensions[fields["dimension"]]
        if "program" in fields:
            fields["program"] = self.programs[fields["program"]]
        if "millions" in fields:
            fields["budget"] = fields.pop("millions") * MILLION
        return fields

    def _program(self, row: Mapping[str, Any], at: datetime | None) -> None:
        fields = self._resolved(row)
        dimension = fields["dimension"]
        targets = {int(year): value for year, value in fields.pop("targets").items()}
        money = {(b["year"], b["fund"]): b["millions"] * MILLION for b in fields.pop("budget")}
        fields["horizon"] = self.horizons[fields["horizon"]]
        fields["sub_dimension"] = self.parts[dimension.pk, fields["sub_dimension"]]
        fields.setdefault("status", "new" if row.get("baseline", "0") in ("", "0") else "existing")
        facts = {"targets": targets, "budgets": money, "source": EXAMPLE, "is_example": True}
        self.programs[row["code"]] = self.rooms.write(
            "programs", PlanProgram, {**fields, **facts}, at
        )

    def _nominate(self, row: Mapping[str, Any], at: datetime | None) -> None:
        fields = self._resolved(
            {name: value for name, value in row.items() if name not in NOT_WRITTEN}
        )
        if "budget" in fields:
            fields["cost"] = fields.pop("budget")
        fields.setdefault("source", EXAMPLE)
        is_example = fields["source"] == EXAMPLE
        self.rooms.write("quick_wins", QuickWin, {**fields, "is_example": is_example}, at)

    def _with_pictures(self, text: str) -> str:
        return PLACEHOLDER.sub(lambda found: self._picture(found["name"]), text)

    def _picture(self, name: str) -> str:
        spec = files.read(self.city.slug, "figures")[name]
        figure = pictures.upload(
            self.plan, io.BytesIO(figures.png(spec)), alt=spec["alt"], by=self.by
        )
        return _figure_html(figure, spec)


def _figure_html(figure: Figure, spec: Mapping[str, Any]) -> str:
    return (
        f'<figure><img src="{figure.get_absolute_url()}" alt="{spec["alt"]}">'
        f"<figcaption>{spec['caption']}</figcaption></figure><p>{spec['source']}</p>"
    )


def _invented() -> dict[str, Any]:
    return {"is_example": True, "source": EXAMPLE}


def _example(row: Mapping[str, Any]) -> dict[str, Any]:
    """Mark what was invented; a SWOT item or condition that a document states is a fact."""
    said = f"{row.get('statement', '')}{row.get('condition', '')}"
    evidence = row.get("evidence", "")
    stated = row.get("statement") or "79,86" in said
    if stated and evidence and "(contoh)" not in said + evidence:
        return {"source": evidence}
    return {"is_example": True, "source": EXAMPLE}
