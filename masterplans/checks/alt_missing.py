"""Every picture is described for people who cannot see it."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import Finding
from masterplans.checks.section_text import SectionReading

TITLE = _("A picture without a description")
SAYS = {
    "": _("The picture “%(name)s” has no description for people who cannot see it."),
    "empty_words": _("“%(alt)s” does not say what the picture shows."),
}
SEVERITY = "should"
EMPTY_WORDS = re.compile(
    r"^(?:(?:gambar|image|img|picture|foto|photo|screenshot|tangkapan layar|untitled|grafik|diagram|bagan)[\s_-]*\d*"
    r"|[\w\s().-]+\.(?:png|jpe?g|webp|gif|bmp)|[\W\d_]+)$",
    re.I,
)


def in_section(section: SectionReading, plan: PlanFacts) -> Iterator[Finding]:
    """A file name or the bare word "gambar" describes nothing."""
    for picture in section.pictures:
        alt = picture.alt.strip()
        if not alt:
            yield picture.finding()
        elif EMPTY_WORDS.match(alt):
            yield picture.finding(case="empty_words", alt=alt)
