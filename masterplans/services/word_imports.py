"""How does a Word document come into a chapter? Kept, read apart, shown, and then saved section by section."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _

from accounts.services import history, jobs
from masterplans.models import Chapter, Section, SectionText, WordImport, WordImportState
from masterplans.services import figures, landscape, sections
from masterplans.services.kept_texts import Conflict, Origin
from masterplans.word import comparing, intake, notes
from masterplans.word.package import Package, Refused
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked

READ_AT_ONCE = 1_200_000
KIND = "masterplans.word_reading"


@dataclass(frozen=True)
class Choice:
    """Where a part shall go: into `section` on top of `version`, in place of its text or behind it.

    `turned` prints that section on landscape pages, as the document did.
    """

    part: int
    section: Section
    version: int
    behind: bool = False
    turned: bool = False


def bring(
    chapter: Chapter, file: IO[bytes], *, name: str, by: Any, section: Section | None = None
) -> WordImport:
    """Keep a document and read it; a large one is read by a worker. Raises Blocked for bad files."""
    if not _writable(chapter, section, by=by):
        raise PermissionDenied("masterplans.edit_section")
    if reason := sections.why_not_writable(chapter):
        raise Blocked([reason])
    return keep(chapter, file, name=name, by=by, section=section)


def keep(
    chapter: Chapter, file: IO[bytes], *, name: str, by: Any, section: Section | None = None
) -> WordImport:
    """Keep a document of somebody who may bring it, and have it read."""
    content = file.read(settings.UPLOAD_MAX_BYTES + 1)
    if len(content) > settings.UPLOAD_MAX_BYTES:
        raise Blocked([notes.refusal("is_too_heavy")])
    try:
        weight = Package(content).weight
    except Refused as refused:
        raise Blocked([notes.refusal(refused.code)]) from None
    arrival = WordImport.objects.create(
        chapter=chapter,
        section=section,
        by=by,
        file_name=(name.replace("\\", "/").rpartition("/")[2] or "dokumen.docx")[-200:],
        sha256=blobs.put(content),
        size=len(content),
    )
    if weight <= READ_AT_ONCE:
        intake.take_in(arrival)
    else:
        jobs.enqueue(KIND, arrival, by=by, word_import=arrival.pk)
    if arrival.state == WordImportState.REFUSED:
        raise Blocked([notes.refusal(arrival.problem)])
    return arrival


@transaction.atomic
def apply(
    arrival: WordImport, choices: Iterable[Choice], *, alts: Mapping[str, str], by: Any
) -> list[dict[str, Any]]:
    """Save what was chosen, one version per section; a newer text of the portal is never overwritten.

    Returns for each section what became of it: saved, same, or conflict (both texts are kept).
    """
    arrival = _locked(arrival, by=by)
    if arrival.state != WordImportState.READY:
        raise Blocked([_("This document is no longer waiting for a decision.")])
    findings = arrival.findings
    choices = list(choices)
    texts = _texts(findings["parts"], choices)
    if not texts:
        raise Blocked([_("Nothing was chosen. Choose a section for at least one part.")])
    undescribed = _undescribed(findings, alts, [text.html for text in texts])
    if undescribed:
        raise Blocked([_("Describe every new picture for people who cannot see it.")])
    _keep_pictures(arrival, findings, alts, [text.html for text in texts], by=by)
    outcome = [_save(text, arrival, alts, by=by) for text in texts]
    for section in {
        choice.section.pk: choice.section for choice in choices if choice.turned
    }.values():
        landscape.turn(section, True, by=by)
    arrival.state, arrival.applied, arrival.applied_at = (
        WordImportState.APPLIED,
        outcome,
        timezone.now(),
    )
    arrival.save(update_fields=["state", "applied", "applied_at"])
    saved = sum(row["outcome"] == "saved" for row in outcome)
    history.record(
        "masterplans.chapter.read_word",
        arrival.chapter,
        by=by,
        file=arrival.file_name,
        count=saved,
    )
    return outcome


@transaction.atomic
def discard(arrival: WordImport, *, by: Any) -> WordImport:
    """Forget what was read; nothing of it has gone in."""
    arrival = _locked(arrival, by=by)
    if arrival.state not in {WordImportState.READY, WordImportState.READING}:
        raise Blocked([_("This document is no longer waiting for a decision.")])
    arrival.state, arrival.packed = WordImportState.DISCARDED, b""
    arrival.save(update_fields=["state", "packed"])
    return arrival


def forget() -> int:
    """Forget what was read from documents about which nobody decided for a week."""
    return WordImport.objects.outlived().update(state=WordImportState.EXPIRED, packed=b"")


def base_of(section: Section, version: int) -> str | None:
    """Return the section's text at a version, None when it is no longer known."""
    if section.version == version:
        return section.html
    texts = section.texts.exclude(kind=SectionText.Kind.CONFLICT)
    return texts.filter(version=version).values_list("html", flat=True).first()


def returned(part: Mapping[str, Any], section: Section) -> str:
    """Return a part that was exported from this section: what Word did not change stays as it was."""
    base = base_of(section, part["version"])
    return part["html"] if base is None else comparing.merged(base, part["html"])


@dataclass
class _Text:
    """What one section will be saved with."""

    section: Section
    version: int
    html: str


def _texts(parts: list[dict[str, Any]], choices: Iterable[Choice]) -> list[_Text]:
    found: dict[int, _Text] = {}
    for choice in sorted(choices, key=lambda one: (one.section.pk, one.behind, one.part)):
        if not 0 <= choice.part < len(parts):
            raise Blocked([_("The choice does not fit the document. Open the preview again.")])
        part, section = parts[choice.part], choice.section
        marked = part["version"] is not None and part["section"] == section.pk
        text = found.get(section.pk)
        if choice.behind or text is not None:
            text = text or _Text(section, choice.version, section.html)
            text.html += part["html"]
        elif marked:
            version = part["version"]
            if comparing.same(base_of(section, version) or "", section.html):
                version = choice.version
            text = _Text(section, version, returned(part, section))
        else:
            text = _Text(section, choice.version, part["html"])
        found[section.pk] = text
    return list(found.values())


def _undescribed(findings: dict[str, Any], alts: Mapping[str, str], texts: list[str]) -> list[str]:
    return [
        sha256
        for sha256, picture in findings["pictures"].items()
        if not (alts.get(sha256, "").strip() or picture["alt"])
        and any(sha256 in text for text in texts)
    ]


def _keep_pictures(
    arrival: WordImport,
    findings: dict[str, Any],
    alts: Mapping[str, str],
    texts: list[str],
    *,
    by: Any,
) -> None:
    for sha256, picture in findings["pictures"].items():
        if any(sha256 in text for text in texts):
            figures.keep(
                arrival.plan,
                sha256,
                mime=picture["mime"],
                width=picture["width"],
                height=picture["height"],
                alt=alts.get(sha256, "") or picture["alt"],
                by=by,
            )


def _save(text: _Text, arrival: WordImport, alts: Mapping[str, str], *, by: Any) -> dict[str, Any]:
    before = text.section.version
    html = _with_alts(text.html, alts)
    origin = Origin(SectionText.Why.IMPORTED, arrival.file_name[:200])
    row: dict[str, Any] = {"section": text.section.pk}
    if comparing.same(text.section.html, html):
        return row | {"outcome": "same", "version": before}
    try:
        saved = sections.save(text.section, html, by=by, base_version=text.version, origin=origin)
    except Conflict as both:
        return row | {"outcome": "conflict", "text": both.mine.pk}
    outcome = "saved" if saved.version != before else "same"
    return row | {"outcome": outcome, "version": saved.version}


def _with_alts(html: str, alts: Mapping[str, str]) -> str:
    """Write the descriptions that were asked for into the text."""
    for sha256, alt in alts.items():
        words = " ".join(alt.split())[:500]
        if words and sha256 in html:
            html = html.replace(f'/{sha256}" alt=""', f'/{sha256}" alt="{escape(words)}"')
    return html


def _writable(chapter: Chapter, section: Section | None, *, by: Any) -> bool:
    rows = [section] if section is not None else list(chapter.sections.all())
    for row in rows:
        row.chapter = chapter
    return any(by.has_perm("masterplans.edit_section", row) for row in rows)


def _locked(arrival: WordImport, *, by: Any) -> WordImport:
    locked = WordImport.objects.select_for_update(of=("self",)).with_names().get(pk=arrival.pk)
    if locked.by_id != by.pk:
        raise PermissionDenied("masterplans.edit_section")
    return locked
