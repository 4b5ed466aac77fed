"""Which files of the programme belong to an enrolment: guidance, MoU, letters of selection and assignment?"""

from collections.abc import Iterator

from django.db.models import QuerySet

from programs.guidance.files import write
from programs.models import Agency, Candidacy, Enrolment, Memorandum, Mentor, Office
from programs.services import editions
from smartcity_portal.kit.dossier import Entry, contribute, safe, tells


@contribute("programs", order=10)
def entries(enrolment: Enrolment) -> Iterator[Entry]:
    """Yield the edition's file, the MoU and the letters about the region."""
    edition = enrolment.cohort.edition
    yield Entry(
        f"panduan/{edition.year}-revisi-{edition.revision}.toml",
        title=f"Edisi panduan {edition.year}, revisi {edition.revision}",
        content=write(editions.export(edition)).encode(),
    )
    memorandum = Memorandum.objects.filter(enrolment=enrolment).first()
    if memorandum and memorandum.file_sha256:
        yield Entry(
            "nota-kesepahaman/nota-kesepahaman.pdf",
            title=memorandum.title,
            sha256=memorandum.file_sha256,
            day=memorandum.signed_on,
        )
    candidacies = Candidacy.objects.filter(cohort=enrolment.cohort_id, region=enrolment.region_id)
    for candidacy in candidacies.exclude(letter_sha256=""):
        yield Entry(
            f"seleksi/surat-{candidacy.pk}.pdf",
            title="Surat hasil seleksi",
            sha256=candidacy.letter_sha256,
        )
    mentors = Mentor.objects.filter(assignments__enrolment=enrolment).exclude(letter_sha256="")
    for mentor in mentors.distinct().order_by("name", "pk"):
        yield Entry(
            f"pembimbing/surat-{safe(mentor.name)}.pdf",
            title=f"Surat penunjukan {mentor.name}",
            sha256=mentor.letter_sha256,
            day=mentor.letter_on,
        )


@tells("programs")
def subjects(enrolment: Enrolment) -> Iterator[QuerySet]:
    """Yield the rows of the programme whose history is the enrolment's."""
    region = enrolment.region_id
    yield Enrolment.objects.filter(pk=enrolment.pk)
    yield Candidacy.objects.filter(cohort=enrolment.cohort_id, region=region)
    yield Agency.objects.filter(region=region)
    yield Office.objects.filter(region=region)
    yield Mentor.objects.filter(assignments__enrolment=enrolment).distinct()
