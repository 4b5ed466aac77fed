"""Which files of the commitments belong to an enrolment: every issued sheet in its last state?"""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from commitments.models import InkAnnex, Sheet, Signatory
from programs.models import Enrolment
from smartcity_portal.kit.dossier import Entry, contribute, tells


@contribute("commitments", order=30)
def entries(enrolment: Enrolment) -> Iterator[Entry]:
    """Yield every version of every sheet, the last one under the sheet's own name."""
    sheets = Sheet.objects.filter(enrolment=enrolment).exclude(issued_sha256="")
    for sheet in sheets.prefetch_related("versions").order_by("created_at", "pk"):
        for version in sheet.versions.all():
            is_head = version.sha256 == sheet.head_sha256
            name = f"{sheet.code.lower()}" + ("" if is_head else f"-versi-{version.number}")
            folder = "komitmen" if is_head else "komitmen/versi"
            yield Entry(
                f"{folder}/{name}.pdf",
                title=f"{sheet.title}: {version.get_kind_display()} ({sheet.get_state_display()})",
                sha256=version.sha256,
                day=version.at.date(),
            )


@contribute("commitments-paper", order=31)
def paper(enrolment: Enrolment) -> Iterator[Entry]:
    """Yield the sealed annexes of signatures on paper."""
    rows = InkAnnex.objects.filter(sheet__enrolment=enrolment).select_related("sheet")
    for annex in rows.order_by("at", "pk"):
        yield Entry(
            f"komitmen/{annex.sheet.code.lower()}-lampiran-basah.pdf",
            title=f"{annex.sheet.title}: {_('Annex of signatures on paper')}",
            sha256=annex.sha256,
            day=annex.at.date(),
        )


@tells("commitments")
def subjects(enrolment: Enrolment) -> Iterator[QuerySet]:
    """Yield the rows of the commitments whose history is the enrolment's."""
    yield Sheet.objects.filter(enrolment=enrolment)
    yield Signatory.objects.filter(sheet__enrolment=enrolment)
