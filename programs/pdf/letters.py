"""How does a pass letter become paper? The same words for all, one copy for each region."""

import re
from collections.abc import Callable

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from programs import notices
from programs.agreements import usual_kind
from programs.models import Candidacy, Memorandum, PassLetter
from smartcity_portal.kit import blobs, pdf
from smartcity_portal.kit.print_styles import stylesheet

FIELDS = ("region", "programme", "year", "ministry", "agreement")
LIMITS = pdf.Limits(pages=4, rows=100, characters=200_000, seconds=30)


class LetterTextError(ValueError):
    """The text of a letter asks for a word that there is not; the message is a sentence."""


def fill(text: str, words: dict[str, str]) -> str:
    """Put words into their places; nothing but the known names is looked up."""

    def word(found: re.Match[str]) -> str:
        if found[1] not in words:
            raise LetterTextError(
                _("The text has the place “%(name)s”, which is not known. Known places: %(known)s.")
                % {"name": found[0], "known": ", ".join(f"{{{name}}}" for name in FIELDS)}
            )
        return words[found[1]]

    return re.sub(r"\{([^{}]*)\}", word, text)


def words_of(candidacy: Candidacy) -> dict[str, str]:
    """Return what the places of a letter stand for."""
    edition = candidacy.cohort.edition
    return {
        "region": str(candidacy.region),
        "programme": edition.programme,
        "year": str(candidacy.cohort.year),
        "ministry": edition.ministry,
        "agreement": Memorandum.Kind(usual_kind(candidacy.cohort.year)).label.lower(),
    }


def render(letter: PassLetter, candidacy: Candidacy) -> bytes:
    """Print the copy of one region."""
    region = candidacy.region
    context = {
        "letter": letter,
        "edition": candidacy.cohort.edition,
        "addressee": f"{region.head_title} {region.short_name}",
        "paragraphs": fill(letter.body, words_of(candidacy)).split("\n\n"),
    }
    with translation.override("id"):
        html = render_to_string("programs/pdf/pass_letter.html", context)
        return pdf.render(html, css=stylesheet("sheet.css"), limits=LIMITS).content


def print_copies(letter: PassLetter, progress: Callable[[int, int, str], None]) -> list[Candidacy]:
    """Print what is not printed yet; a copy that stands is never printed again."""
    waiting = letter.candidacies.accepted().without_letter().with_names()
    candidacies = list(waiting)
    printed = []
    for done, candidacy in enumerate(candidacies):
        progress(done, len(candidacies), str(candidacy.region))
        sha256 = blobs.put(render(letter, candidacy))
        if waiting.filter(pk=candidacy.pk).update(letter_sha256=sha256):
            printed.append(candidacy)
            notices.pass_letter_issued(candidacy)
    return printed
