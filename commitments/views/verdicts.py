"""How is a verdict told? A sentence instead of a green tick, and one line per person."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Job
from commitments.models import Check, Sheet, SheetVersion
from commitments.services.checking import KIND, Answer, Verdict
from commitments.services.neighbours import neighbours_of
from commitments.services.standings import Person, Standing, people_in
from commitments.signing.inspection import Finding
from commitments.states import SheetState
from commitments.views.verdict_notes import Note, notes_of, problem_words
from commitments.views.verdict_people import Line, line_of
from smartcity_portal.kit.formats import day

SURE = {Verdict.FINAL, Verdict.CURRENT, Verdict.OLD, Verdict.VOID, Verdict.EXPIRED}
NOT_OURS = {Verdict.FOREIGN, Verdict.UNSIGNED, Verdict.UNREADABLE}


@dataclass(frozen=True)
class Page:
    """Everything that the result page says."""

    title: str
    lead: str
    tone: str
    notes: list[Note] = field(default_factory=list)
    facts: list[dict[str, Any]] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    people: list[Line] = field(default_factory=list)
    people_title: str = ""
    checked: list[str] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def page_of(answer: Answer, *, by_code: bool) -> Page:
    """Put a verdict into words."""
    persons = people_in(answer.version) if answer.version else []
    title, lead, tone = _headline(answer, persons, by_code)
    zone = answer.sheet.region if answer.sheet else None
    around = neighbours_of(answer.sheet) if answer.sheet else None
    return Page(
        title,
        lead,
        tone,
        notes=notes_of(answer, around),
        facts=_facts(answer, persons),
        persons=persons,
        people=[line_of(person, zone) for person in persons],
        people_title=_people_title(answer),
        checked=_checked(answer, by_code),
        unchecked=_unchecked(),
        findings=answer.found.signatures if answer.found else [],
    )


def _headline(answer: Answer, persons: list[Person], by_code: bool) -> tuple[str, str, str]:
    verdict = answer.verdict
    if verdict in {Verdict.FINAL, Verdict.CURRENT}:
        return _standing(answer, persons, by_code)
    if verdict == Verdict.OLD:
        return _old(answer, persons)
    if verdict == Verdict.UNREADABLE:
        problem = answer.found.problem if answer.found else ""
        return (*problem_words(problem), "bad")
    return _sentences(answer)[verdict]


def _standing(answer: Answer, persons: list[Person], by_code: bool) -> tuple[str, str, str]:
    """The present bytes of a sheet: complete, being sealed, partly signed, or not signed at all."""
    lead = (
        _(
            "A code can be copied onto another sheet. Compare what you hold with the stored document."
        )
        if by_code
        else _(
            "Every bit matches. That does not make all signatures equally strong: see each line."
        )
    )
    if answer.verdict == Verdict.FINAL:
        title = (
            _("This sheet is complete: everybody has signed")
            if by_code
            else _("This file is the final version that the portal keeps")
        )
        return title, lead, "ok"
    count = {"done": sum(person.counts for person in persons), "all": len(persons)}
    if answer.sheet is not None and answer.sheet.state == SheetState.FINALISING:
        title = _("Everybody has signed; the portal is sealing the document")
    elif not count["done"]:
        title = _("This sheet was issued, but nobody has signed it yet")
    elif by_code:
        title = _("This sheet is partially signed: %(done)d of %(all)d") % count
    else:
        title = _("This file is the present version, partially signed: %(done)d of %(all)d") % count
    return title, lead, "wait"


def _old(answer: Answer, persons: list[Person]) -> tuple[str, str, str]:
    assert answer.version is not None
    count = {"number": answer.version.number + 1, "all": answer.version.sheet.versions.count()}
    title = _("This file is old version %(number)d of %(all)d") % count
    since = sum(person.standing == Standing.SINCE for person in persons)
    if not since:
        lead = _(
            "It is genuine, but its closing time stamp is missing. Open the stored document instead."
        )
    else:
        lead = ngettext(
            "It is genuine, but %(count)d signature has been added since. Whoever shows it as the "
            "present document has rolled it back. Open the stored document.",
            "It is genuine, but %(count)d signatures have been added since. Whoever shows it as "
            "the present document has rolled it back. Open the stored document.",
            since,
        ) % {"count": since}
    return title, lead, "wait"


def _sentences(answer: Answer) -> dict[Verdict, tuple[str, str, str]]:
    return {
        Verdict.ROLLED_BACK: (
            _("This file was rolled back: its end was cut off"),
            _(
                "It is the beginning of a document that the portal keeps, but it stops in the "
                "middle. Signatures or the closing time stamp are missing. Open the stored document."
            ),
            "bad",
        ),
        Verdict.VOID: (
            _("This sheet has been declared void"),
            _("The signatures on it no longer count."),
            "bad",
        ),
        Verdict.EXPIRED: (
            _("This sheet has expired before everybody had signed"),
            _("It was never completed, so nobody can be held to it."),
            "bad",
        ),
        Verdict.EXTENDED: (
            _("This file was changed after the portal made it"),
            _extended(answer),
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
    }


def _extended(answer: Answer) -> str:
    if answer.version is not None and answer.version.sha256 != answer.version.sheet.head_sha256:
        return _(
            "It begins with an old version that the portal keeps, and something unknown was added "
            "behind it. Do not rely on it; open the stored document."
        )
    return _(
        "It begins with a version that the portal keeps, but something unknown was added "
        "behind it. Do not rely on it; open the stored document."
    )


def _people_title(answer: Answer) -> str:
    if answer.verdict in {Verdict.EXTENDED, Verdict.ROLLED_BACK}:
        return _("Signatures in the part that the portal made")
    return _("Signature of each person")


def _facts(answer: Answer, persons: list[Person]) -> list[dict[str, Any]]:
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
        if sheet.state == SheetState.EXPIRED and sheet.due_on:
            facts.append({"label": _("To be signed until"), "value": day(sheet.due_on)})
        if sheet.is_promise:
            facts.append({"label": _("What is promised"), "value": _promise(sheet)})
    if answer.version is not None:
        facts.append({"label": _("Version"), "value": version_words(answer.version, persons)})
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


def version_words(version: SheetVersion, persons: list[Person]) -> str:
    """Say which version this is: "Final version, 27 of 27 signatures, 3 of them on paper"."""
    paper = sum(person.standing == Standing.ON_PAPER for person in persons)
    count = {"done": version.signatures + paper, "all": len(persons), "paper": paper}
    if version.kind == SheetVersion.Kind.FINAL:
        words = _("Final version, %(done)d of %(all)d signatures") % count
    else:
        words = _("%(done)d of %(all)d signatures") % count
    return (
        _("%(words)s, %(paper)d of them on paper") % {"words": words, **count} if paper else words
    )


def _checked(answer: Answer, by_code: bool) -> list[str]:
    if answer.verdict in NOT_OURS:
        return [_("The portal has never made these bytes")]
    if answer.verdict not in SURE:
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
        _(
            "Each electronic signature stands in its own person's field, with the certificate that "
            "the portal recorded when it was made"
        ),
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
