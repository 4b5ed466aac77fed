"""What would a brought Word document change? Part by part, against the sections as they stand now."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from masterplans import html as permitted
from masterplans.models import Section, WordImport
from masterplans.services import word_imports
from masterplans.views.differing import differences
from masterplans.word import comparing, notes
from masterplans.word_forms import BEHIND, LEFT_OUT
from smartcity_portal.kit.numbers import natural

UNCHANGED, CHANGED, CONFLICT = "unchanged", "changed", "conflict"
NEW, UNPLACED, STRANGER, EMPTY = "new", "unplaced", "stranger", "empty"
TONES = {
    UNCHANGED: "ok", CHANGED: "busy", CONFLICT: "redo", NEW: "busy",
    UNPLACED: "wait", STRANGER: "none", EMPTY: "none",
}  # fmt: skip


@dataclass
class Row:
    """A part of the document on the page."""

    number: int
    title: str
    words: int
    html: SafeString
    state: str
    section: Section | None = None
    chosen: int | None = None
    left_out: bool = False
    behind: bool = False
    asks_to_turn: bool = False
    turned: bool = False
    stretches: list[Any] = field(default_factory=list)
    problem: str = ""

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def word(self) -> str:
        return {
            UNCHANGED: _("Unchanged"),
            CHANGED: _("Changed"),
            CONFLICT: _("Meets a newer text of the portal"),
            NEW: _("Fills an empty section"),
            UNPLACED: _("Belongs to no section yet"),
            STRANGER: _("Belongs to another place"),
            EMPTY: _("Empty in the document"),
        }[self.state]


def rows(arrival: WordImport, sections: dict[int, Section], posted: Any = None) -> list[Row]:
    """Return the document's parts; what the reader chose before a refusal stays chosen."""
    made: list[Row] = []
    before: int | None = None
    for number, part in enumerate(arrival.findings.get("parts", [])):
        section = sections.get(part["section"]) if part["section"] else None
        row = _row(number, part, section, arrival)
        if section is None and not part["stranger"]:
            row.chosen, row.behind = before, True
        if section is not None:
            before = section.pk
        row.asks_to_turn = row.turned = bool(part.get("turned")) and not (
            section is not None and section.landscape
        )
        if posted is not None and f"to-{number}" in posted:
            target = posted[f"to-{number}"]
            row.chosen = natural(target)
            row.left_out = target == LEFT_OUT
            row.behind = posted.get(f"how-{number}") == BEHIND
            row.turned = f"turn-{number}" in posted
        made.append(row)
    return made


def _row(number: int, part: dict[str, Any], section: Section | None, arrival: WordImport) -> Row:
    shown = mark_safe(_shown(part["html"], arrival))
    row = Row(number, part["title"], part["words"], shown, UNPLACED, section)
    row.problem = permitted.why_refused(part["html"])
    if part["stranger"]:
        row.state, row.left_out = STRANGER, True
    if section is None:
        row.title = row.title or _("Before the first heading")
        return row
    row.title, row.chosen = str(section), section.pk
    marked = part["version"] is not None
    text = word_imports.returned(part, section) if marked else part["html"]
    row.state = _state(part, section, text, marked=marked)
    if row.state in (UNCHANGED, EMPTY):
        row.chosen = None
    if row.state in (CHANGED, CONFLICT):
        new = _shown(text, arrival)
        row.stretches = differences(section.html, new)["stretches"]
    return row


def _state(part: dict[str, Any], section: Section, text: str, *, marked: bool) -> str:
    base = word_imports.base_of(section, part["version"]) if marked else None
    if comparing.same(section.html, text):
        return UNCHANGED
    if marked and base is not None and comparing.same(base, part["html"]):
        return UNCHANGED
    if not part["html"] and not marked:
        return EMPTY
    if marked and section.version != part["version"]:
        return CHANGED if base is not None and comparing.same(base, section.html) else CONFLICT
    return CHANGED if section.html else NEW


def _shown(html: str, arrival: WordImport) -> str:
    """Pictures that are not in the plan yet are shown from the document."""
    for sha256 in arrival.findings["pictures"]:
        kept = reverse("masterplans:figure", args=[arrival.enrolment.slug, sha256])
        html = html.replace(kept, reverse("masterplans:word_picture", args=[arrival.pk, sha256]))
    return html


def pictures(arrival: WordImport, posted: Any = None) -> list[dict[str, Any]]:
    """Return the new pictures with their descriptions, those without first."""
    found = [
        {
            "sha256": sha256,
            "src": reverse("masterplans:word_picture", args=[arrival.pk, sha256]),
            "alt": (posted or {}).get(f"alt-{sha256}", picture["alt"]),
            "asked": not picture["alt"],
        }
        for sha256, picture in arrival.findings.get("pictures", {}).items()
    ]
    return sorted(found, key=lambda one: not one["asked"])


def remarks(arrival: WordImport) -> list[str]:
    """Return what came differently, or not at all."""
    findings = arrival.findings
    counts = dict(findings.get("counts", {}))
    if findings.get("own"):
        counts.pop("furniture", None)
        counts.pop("landscape", None)
    return [*notes.counted(counts), *findings.get("problems", [])]


def untouched(made: list[Row], sections: dict[int, Section]) -> list[Section]:
    """Return the sections of which the document says nothing."""
    named = {row.section.pk for row in made if row.section is not None}
    return [section for pk, section in sections.items() if pk not in named]
