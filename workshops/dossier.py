"""Which files of the four bimtek belong to an enrolment: letters, materials, minutes, photos, outputs?"""

from collections.abc import Iterator

from django.db.models import QuerySet

from programs.models import Enrolment
from smartcity_portal.kit.dossier import Entry, contribute, named, safe, tells
from workshops.models import (
    CertificatePrint,
    FieldVisit,
    Letter,
    LetterIssue,
    Material,
    Milestone,
    MilestoneFile,
    Minutes,
    MinutesVersion,
    Output,
    Photo,
    Speaker,
    Task,
    Workshop,
)


def _folder(workshop: Workshop) -> str:
    return f"bimtek/bimtek-{workshop.number}"


@contribute("workshops", order=40)
def entries(enrolment: Enrolment) -> Iterator[Entry]:
    """Yield what stands in the folders of the four bimtek, then what happened beside and after."""
    for workshop in enrolment.workshops.select_related("host").order_by("number"):
        yield from _outputs(workshop)
        yield from _letters(workshop)
        yield from _materials(workshop)
        yield from _minutes(workshop)
        yield from _certificates(workshop)
        yield from _photos(Photo.objects.filter(workshop=workshop.meeting), _folder(workshop))
    yield from _visits(enrolment)
    yield from _tasks(enrolment)
    yield from _milestones(enrolment)


def _outputs(workshop: Workshop) -> Iterator[Entry]:
    outputs = Output.objects.filter(workshop=workshop).exclude(file_sha256="")
    for output in outputs.select_related("plan").order_by("plan__order", "pk"):
        yield Entry(
            f"{_folder(workshop)}/luaran/{safe(output.plan.code)}-{named(output.file_name)}",
            title=output.plan.title,
            sha256=output.file_sha256,
        )


def _letters(workshop: Workshop) -> Iterator[Entry]:
    issues = LetterIssue.objects.filter(letter__workshop=workshop).select_related("letter")
    for issue in issues.order_by("at", "pk"):
        path = f"{_folder(workshop)}/surat/{safe(issue.number)}"
        title = f"{issue.number}: {issue.letter.subject}"
        yield Entry(f"{path}.pdf", title=title, sha256=issue.sha256, day=issue.at.date())
        if issue.letter.signed_sha256:
            yield Entry(
                f"{path}-ditandatangani.pdf",
                title=f"{title} (pindaian bertanda tangan)",
                sha256=issue.letter.signed_sha256,
            )


def _materials(workshop: Workshop) -> Iterator[Entry]:
    materials = Material.objects.filter(workshop=workshop.meeting)
    for number, material in enumerate(materials.order_by("order", "pk"), 1):
        yield Entry(
            f"{_folder(workshop)}/materi/{number:02d}-{named(material.file_name)}",
            title=material.title,
            sha256=material.file_sha256,
        )
    speakers = Speaker.objects.filter(workshop=workshop.meeting).exclude(cv_sha256="")
    for speaker in speakers.order_by("order", "pk"):
        yield Entry(
            f"{_folder(workshop)}/narasumber/{safe(speaker.name)}-{named(speaker.cv_name)}",
            title=f"Riwayat hidup {speaker.name}",
            sha256=speaker.cv_sha256,
        )


def _minutes(workshop: Workshop) -> Iterator[Entry]:
    versions = MinutesVersion.objects.filter(minutes__workshop=workshop.meeting)
    for version in versions.order_by("number"):
        yield Entry(
            f"{_folder(workshop)}/notula/notula-{version.number}.pdf",
            title=f"Notula {workshop.title}, versi {version.number}",
            sha256=version.sha256,
            day=version.agreed_at.date(),
        )


def _certificates(workshop: Workshop) -> Iterator[Entry]:
    """Certificates of the region's own people; withdrawn and replaced ones say so in their title."""
    prints = CertificatePrint.objects.filter(
        certificate__plan__workshop=workshop.meeting,
        certificate__participation__participant__enrolment=workshop.enrolment_id,
    ).select_related("certificate")
    for printed in prints.order_by("certificate__serial", "certificate__revision"):
        certificate = printed.certificate
        held = "dicabut" if certificate.withdrawn_at else "sertifikat"
        yield Entry(
            f"{_folder(workshop)}/sertifikat/{certificate.serial:04d}-{certificate.revision}.pdf",
            title=f"{held.capitalize()} {certificate.number}, {certificate.name}",
            sha256=printed.sha256,
            day=certificate.issued_at.date(),
        )


def _photos(photos: QuerySet, folder: str) -> Iterator[Entry]:
    for number, photo in enumerate(photos.order_by("uploaded_at", "pk"), 1):
        yield Entry(
            f"{folder}/foto/{number:03d}.jpg",
            title=photo.caption or photo.alt,
            sha256=photo.sha256,
        )


def _visits(enrolment: Enrolment) -> Iterator[Entry]:
    for visit in FieldVisit.objects.filter(enrolment=enrolment).order_by("visited_on", "pk"):
        folder = f"kunjungan/{visit.visited_on.isoformat()}-{safe(visit.title)}"
        yield from _photos(Photo.objects.filter(visit=visit), folder)


def _tasks(enrolment: Enrolment) -> Iterator[Entry]:
    for task in Task.objects.filter(enrolment=enrolment).exclude(file_sha256="").order_by("pk"):
        yield Entry(
            f"tindak-lanjut/{task.pk}-{named(task.file_name)}",
            title=task.text[:160],
            sha256=task.file_sha256,
        )


def _milestones(enrolment: Enrolment) -> Iterator[Entry]:
    files = MilestoneFile.objects.filter(milestone__enrolment=enrolment).select_related("milestone")
    for file in files.order_by("milestone__starts_on", "uploaded_at", "pk"):
        event = file.milestone
        folder = f"kegiatan/{event.starts_on.isoformat()}-{safe(event.title)}"
        yield Entry(
            f"{folder}/{file.sha256[:8]}-{named(file.name)}",
            title=f"{event.title}: {file.name}",
            sha256=file.sha256,
        )


@tells("workshops")
def subjects(enrolment: Enrolment) -> Iterator[QuerySet]:
    """Yield the rows of the bimtek whose history is the enrolment's."""
    yield Workshop.objects.filter(enrolment=enrolment)
    yield Output.objects.filter(workshop__enrolment=enrolment)
    yield Letter.objects.filter(workshop__enrolment=enrolment)
    yield Minutes.objects.filter(workshop__enrolment=enrolment)
    yield Task.objects.filter(enrolment=enrolment)
    yield FieldVisit.objects.filter(enrolment=enrolment)
    yield Milestone.objects.filter(enrolment=enrolment)
