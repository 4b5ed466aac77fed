"""Which files of the plan belong to an enrolment: issued books, chapters as they stand, figures?"""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.html import escape

from masterplans.models import (
    ActionItem,
    Book,
    BookEdition,
    Chapter,
    Comment,
    Figure,
    GapItem,
    Masterplan,
    Mission,
    PlanProgram,
    QuickWin,
    ReadinessItem,
    Section,
    SwotItem,
    VolumeEdition,
)
from programs.models import Enrolment
from smartcity_portal.kit.dossier import Entry, contribute, safe, tells

ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}
RECORDS = (ReadinessItem, SwotItem, GapItem, Mission, PlanProgram, ActionItem, QuickWin)


@contribute("masterplans", order=20)
def entries(enrolment: Enrolment) -> Iterator[Entry]:
    """Yield issued editions, the sections as they are written now, and the figures."""
    editions = BookEdition.objects.filter(book__plan__enrolment=enrolment)
    for edition in editions.select_related("book").order_by("book__number", "number"):
        name = f"buku/buku-{edition.book.number}-edisi-{edition.number}"
        yield from _issued(name, f"{edition.book} edisi {edition.number}", edition)
    for volume in VolumeEdition.objects.filter(plan__enrolment=enrolment).order_by("number"):
        title = f"Semua buku dalam satu jilid, edisi {volume.number}"
        yield from _issued(f"buku/semua-buku-edisi-{volume.number}", title, volume)
    yield from _chapters(enrolment)
    for figure in Figure.objects.filter(plan__enrolment=enrolment):
        yield Entry(
            f"gambar/{figure.sha256[:16]}.{ENDINGS.get(figure.mime, 'bin')}",
            title=figure.alt,
            sha256=figure.sha256,
        )


def _issued(name: str, title: str, edition: BookEdition | VolumeEdition) -> Iterator[Entry]:
    """An edition's PDF, and its texts and records as they stood, for machines."""
    mark, day = "-dicabut" if edition.withdrawn_at else "", edition.issued_at.date()
    yield Entry(f"{name}{mark}.pdf", title=title, sha256=edition.sha256, day=day)
    if edition.material_sha256:
        told = f"{title}: naskah dan catatan (JSON)"
        yield Entry(f"{name}{mark}.json", title=told, sha256=edition.material_sha256, day=day)


def _chapters(enrolment: Enrolment) -> Iterator[Entry]:
    chapters = Chapter.objects.filter(book__plan__enrolment=enrolment).select_related("book")
    for chapter in chapters.prefetch_related("sections").order_by("book__number", "number"):
        written = [section for section in chapter.sections.all() if section.html]
        if not written:
            continue
        parts = [f"<h2>{escape(section)}</h2>\n{section.html}" for section in written]
        text = f'<!doctype html>\n<meta charset="utf-8">\n<title>{escape(chapter)}</title>\n'
        yield Entry(
            f"naskah/buku-{chapter.book.number}/bab-{chapter.number:02d}-{safe(chapter.title)}.html",
            title=f"{chapter.book.short}, {chapter}: naskah ({chapter.get_state_display()})",
            content=(text + "\n".join(parts) + "\n").encode(),
        )


@tells("masterplans")
def subjects(enrolment: Enrolment) -> Iterator[QuerySet]:
    """Yield the rows of the plan whose history is the enrolment's."""
    yield Masterplan.objects.filter(enrolment=enrolment)
    yield Book.objects.filter(plan__enrolment=enrolment)
    yield Chapter.objects.filter(book__plan__enrolment=enrolment)
    yield Section.objects.filter(chapter__book__plan__enrolment=enrolment)
    yield Comment.objects.filter(chapter__book__plan__enrolment=enrolment)
    for model in RECORDS:
        yield model._default_manager.filter(plan__enrolment=enrolment)
