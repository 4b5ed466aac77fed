"""How is a verdict told? A sentence instead of a green tick, and one line per person."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Job
from commitments.models import Check, Sheet, SheetVersion, Signature
from commitments.services.checking import KIND, Answer, Verdict
from commitments.signing.inspection import Finding
from commitments.states import SheetState


@dataclass(frozen=True)
class Person:
    """One line of the table: who, and how strong their signature is. Nothing personal besides."""

    name: str
    office: str
    route: str
    issuer: str
    clock: str
    at: Any
    unchecked: str
    signed: bool = True


@dataclass(frozen=True)
class Page:
    """Everything that the result page says."""

    title: str
    lead: str
    tone: str
    facts: list[dict[str, Any]] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def page_of(answer: Answer, *, by_code: bool) -> Page:
    """Put a verdict into words."""
    title, lead, tone = _headline(answer, by_code)
    shown = answer.version if answer.verdict != Verdict.EXTENDED else None
    return Page(
        title,
        lead,
        tone,
        facts=_facts(answer),
        people=_people(shown) if shown else [],
        checked=_checked(answer, by_code),
        unchecked=_unchecked(),
        findings=answer.found.signatures if answer.found else [],
    )


def _headline(answer: Answer, by_code: bool) -> tuple[str, str, str]:
    verdict = answer.verdict
    if by_code and verdict in {Verdict.FINAL, Verdict.CURRENT}:
        return _by_code(answer)
    bits = _("Every bit matches. That does not make all signatures equally strong: see each line.")
    sentences = {
        Verdict.FINAL: (_("This file is the final version that the portal keeps"), bits, "ok"),
        Verdict.CURRENT: (
            _("This file is the present version; not everybody has signed yet"),
            bits,
            "wait",
        ),
        Verdict.OLD: (
            _("This file is an old version; a newer one exists"),
            _("It is genuine, but signatures have been added since. Open the stored document."),
            "wait",
        ),
        Verdict.VOID: (
            _("This sheet has been declared void"),
            _("The signatures on it no longer count."),
            "bad",
        ),
        Verdict.EXTENDED: (
            _("This file was changed after the portal made it"),
            _(
                "It begins with a version that the portal keeps, but something unknown was added "
                "behind it. Do not rely on it; open the stored document."
            ),
            "bad",
        ),
        Verdict.ALTERED: (
            _("This file is not one that the portal has made"),
            _(
                "It carries signatures known to the portal, but its bytes are unknown. Do not rely "
                "on it; open the stored document."
            ),
            "bad",
        ),
        Verdict.FOREIGN: (
            _("This document does not come from this portal"),
            _("It carries signatures that the portal neither made nor can vouch for."),
            "wait",
        ),
        Verdict.UNSIGNED: (
            _("This file carries no electronic signature"),
            _(
                "The portal does not know it. A printed, scanned or re-saved copy loses its signatures."
            ),
            "wait",
        ),
        Verdict.UNREADABLE: (
            _("This file could not be checked"),
            _(
                "It is damaged, encrypted or too costly to check. The portal does not know its bytes."
            ),
            "bad",
        ),
    }
    return sentences[verdict]


def _by_code(answer: Answer) -> tuple[str, str, str]:
    lead = _(
        "A code can be copied onto another sheet. Compare what you hold with the stored document."
    )
    if answer.verdict == Verdict.FINAL:
        return _("This sheet is complete: everybody has signed"), lead, "ok"
    return _("This sheet is being signed; not everybody has signed yet"), lead, "wait"


def _facts(answer: Answer) -> list[dict[str, Any]]:
    facts: list[dict[str, Any]] = []
    sheet = answer.sheet
    if sheet is not None:
        facts += [
            {"label": _("Title"), "value": sheet.title, "example": sheet.is_example},
            {"label": _("Number"), "value": sheet.number},
            {"label": _("Region"), "value": sheet.region.name},
            {"label": _("State"), "value": sheet.get_state_display()},
        ]
        if sheet.state == SheetState.VOID:
            facts.append({"label": _("Void because"), "value": sheet.void_reason})
        facts.append({"label": _("What is promised"), "value": _promise(sheet)})
    if answer.version is not None and answer.verdict != Verdict.EXTENDED:
        facts.append({"label": _("Version"), "value": version_words(answer.version)})
    if answer.added:
        added = ngettext(
            "%(count)d byte behind a known version",
            "%(count)d bytes behind a known version",
            answer.added,
        ) % {"count": answer.added}
        facts.append({"label": _("Added"), "value": added})
    return facts


def _promise(sheet: Sheet) -> str:
    words = _("Masterplan %(period)s") % {"period": sheet.enrolment.period}
    if sheet.edition is None:
        return words
    return _("%(plan)s, %(book)s edition %(number)s") % {
        "plan": words,
        "book": sheet.edition.book.short,
        "number": sheet.edition.number,
    }


def version_words(version: SheetVersion) -> str:
    """Say which version this is: "Final version, 27 of 27 signatures"."""
    count = {"done": version.signatures, "all": version.sheet.signatories.count()}
    if version.kind == SheetVersion.Kind.FINAL:
        return _("Final version, %(done)d of %(all)d signatures") % count
    return _("%(done)d of %(all)d signatures") % count


def _people(version: SheetVersion) -> list[Person]:
    """Those who had signed in this version, then those who had not, in the order of the sheet."""
    until = {row.sha256 for row in version.sheet.versions.all() if row.number <= version.number}
    rows = version.sheet.signatories.select_related(
        "signature", "tenure__official", "tenure__office"
    )
    return [_person(row, until) for row in rows]


def _person(row: Any, until: set[str]) -> Person:
    made: Signature | None = getattr(row, "signature", None)
    if made is None or made.after_sha256 not in until:
        nothing = _("no signature in this version")
        return Person(row.signer_name, _office_of(row), nothing, "", "", None, "", signed=False)
    return Person(
        row.signer_name,
        _office_of(row),
        _("Electronic signature, not certified"),
        _("Portal's certificate, for this one signature"),
        _("Clock of the portal's server"),
        made.at,
        _("Identity, by a certified provider"),
    )


def _office_of(row: Any) -> str:
    """The office; where a successor signs, also whom the paper names."""
    if row.printed_tenure_id is None:
        return row.office
    return _("%(office)s, in the place printed for %(name)s") % {
        "office": row.signer_office,
        "name": row.name,
    }


def _checked(answer: Answer, by_code: bool) -> list[str]:
    if answer.verdict in {Verdict.FOREIGN, Verdict.UNSIGNED, Verdict.UNREADABLE}:
        return [_("The portal has never made these bytes")]
    if answer.verdict in {Verdict.ALTERED, Verdict.EXTENDED}:
        return [
            _("The portal has never made these bytes"),
            _("The certificates and the earlier bytes were compared with the portal's records"),
        ]
    first = (
        _("The state is read from the portal's records, at this moment")
        if by_code
        else _("The file is bit by bit the one that the portal keeps")
    )
    return [
        first,
        _("Each signature stands in its own person's field, with a certificate of its own"),
        _("Each person had shown who they are, and agreed to the document by its fingerprint"),
    ]


def _unchecked() -> list[str]:
    return [
        _("Whether the person was entitled to the office under regional law"),
        _("Whether the stroke resembles the person's handwriting"),
        _("Whether what is promised has been carried out"),
    ]


def job_of(check: Check) -> dict[str, Any]:
    """The waiting for a check, as parts/job.html draws it."""
    job = Job.objects.about(check).filter(kind=KIND).first()
    failed = job is None or job.state in {"failed", "cancelled"}
    return {
        "id": check.token,
        "title": _("Checking your file"),
        "state": "failed" if failed else ("running" if job.state == "done" else job.state),
        "step": 0,
        "of": 0,
        "note": _("The portal does not know these bytes, so every signature in them is checked."),
        "poll_url": reverse("verify_result", args=[check.token]),
        "error": _("The check could not be finished. Please upload the file again.")
        if failed
        else "",
    }
