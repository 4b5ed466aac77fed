"""Which files of the commitments belong to an enrolment: every issued document, each version of it?"""

from collections.abc import Iterator

from django.db.models import QuerySet

from commitments.models import Sheet, SheetVersion, Signatory
from programs.models import Enrolment
from smartcity_portal.kit.dossier import Entry, contribute, tells


@contribute("commitments", order=30)
def entries(enrolment: Enrolment) -> Iterator[Entry]:
    """Yield every version of every document, the last one under its own name, then scans on paper."""
    sheets = Sheet.objects.filter(enrolment=enrolment).exclude(issued_sha256="")
    rows = sheets.select_related("agency", "ink_annex").prefetch_related("versions")
    for sheet in rows.order_by("created_at", "pk"):
        for version in sheet.versions.all():
            yield _version(sheet, version)
        annex = getattr(sheet, "ink_annex", None)
        if annex is not None:
            yield Entry(
                f"{_folder(sheet)}/{sheet.code.lower()}-lampiran-tanda-tangan-basah.pdf",
                title=f"{_title(sheet)}: lampiran tanda tangan basah",
                sha256=annex.sha256,
                day=annex.at.date(),
            )


def _version(sheet: Sheet, version: SheetVersion) -> Entry:
    is_head = version.sha256 == sheet.head_sha256
    name = f"{sheet.code.lower()}" + ("" if is_head else f"-versi-{version.number}")
    folder = _folder(sheet) + ("" if is_head else "/versi")
    return Entry(
        f"{folder}/{name}.pdf",
        title=f"{_title(sheet)}: {version.get_kind_display()} ({sheet.get_state_display()})",
        sha256=version.sha256,
        day=version.at.date(),
    )


def _folder(sheet: Sheet) -> str:
    """Commitments by themselves; certificates apart from minutes and the MoU."""
    if sheet.is_promise:
        return "komitmen"
    return "dokumen-bertanda-tangan" + ("/sertifikat" if sheet.in_series else "")


def _title(sheet: Sheet) -> str:
    parts = [sheet.title, sheet.agency.name if sheet.agency else "", sheet.number]
    return ", ".join(part for part in parts if part)


@tells("commitments")
def subjects(enrolment: Enrolment) -> Iterator[QuerySet]:
    """Yield the rows of the commitments whose history is the enrolment's."""
    yield Sheet.objects.filter(enrolment=enrolment)
    yield Signatory.objects.filter(sheet__enrolment=enrolment)
