"""What else should a reader of this answer know? Addenda, successors, newer books, risky contents."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.services.checking import Answer
from commitments.services.neighbours import Neighbours
from commitments.signing.hazards import BEYOND

HAZARDS = {
    "javascript": gettext_lazy("programs (JavaScript) that a reader may run"),
    "launch": gettext_lazy("commands to open other programs or files"),
    "submit": gettext_lazy("commands to send form data elsewhere"),
    "attachment": gettext_lazy("attached files"),
    "xfa": gettext_lazy("a second, hidden form (XFA)"),
    "opens": gettext_lazy("something that starts by itself when it is opened"),
    "layers": gettext_lazy("layers that can be switched on and off"),
}


@dataclass(frozen=True)
class Note:
    """One sentence, and where to read more. `code` is what programs read."""

    code: str
    words: str
    url: str = ""
    link: str = ""


def notes_of(answer: Answer, around: Neighbours | None) -> list[Note]:
    """Every note on an answer, what changes the meaning first."""
    return [*(_about_sheet(around) if around else ()), *_about_file(answer)]


def _about_sheet(around: Neighbours) -> Iterator[Note]:
    for sheet in around.addenda:
        words = _("An addendum changes this sheet: number %(number)s, %(state)s.") % {
            "number": sheet.number,
            "state": sheet.get_state_display().lower(),
        }
        yield Note("addendum", words, sheet.public_url, _("Check the addendum"))
    if around.parent is not None:
        words = _("This is an addendum; it changes the sheet number %(number)s.")
        words %= {"number": around.parent.number}
        yield Note("parent", words, around.parent.public_url, _("Check the sheet that it changes"))
    if around.successor is not None:
        words = _("Another sheet was issued in its place: number %(number)s.")
        words %= {"number": around.successor.number}
        yield Note("successor", words, around.successor.public_url, _("Check the newer sheet"))
    if around.newer_edition:
        words = _(
            "Edition %(number)d of the book has been issued since; the sheet promises what the "
            "older edition says."
        ) % {"number": around.newer_edition}
        yield Note("newer_edition", words)


def _about_file(answer: Answer) -> Iterator[Note]:
    found = answer.found
    if found is None:
        return
    if answer.sheet is not None:
        url = reverse("verify_sheet", args=[answer.sheet.code])
        words = _("Some of its signatures were made for the sheet number %(number)s.") % {
            "number": answer.sheet.number
        }
        yield Note("taken_from", words, url, _("Check that sheet"))
    for hazard in found.hazards:
        if hazard in HAZARDS:
            words = _("The file contains %(what)s. The portal's own sheets never do.") % {
                "what": HAZARDS[hazard]
            }
            yield Note(hazard, words)
    if BEYOND in found.hazards:
        yield Note(BEYOND, _("The file is so large that not everything in it was looked at."))


def problem_words(problem: str) -> tuple[str, str]:
    """Title and lead for a file that could not be read to its end."""
    unknown = _("The portal does not know its bytes.")
    if problem == "encrypted":
        return (
            _("This file is encrypted, so it could not be checked"),
            _("The portal never encrypts its documents.") + " " + unknown,
        )
    if problem in {"too_costly", "too_many", "too_many_pages"}:
        return (
            _("This file is too large or too intricate to be checked"),
            _("The check was stopped at its limit of pages, signatures, time or memory.")
            + " "
            + unknown,
        )
    return (
        _("This file could not be checked"),
        _("It is damaged, or not built as a PDF should be.") + " " + unknown,
    )
