"""Which signed document belongs to a paper of the bimtek, and which file is the paper now?"""

from collections.abc import Iterable

from commitments.models import Sheet
from workshops.models import Certificate, MinutesVersion


def minutes_subject(version: MinutesVersion) -> str:
    """Each agreed version is signed by itself: a correction never carries the old signatures."""
    return f"workshops.minutes:{version.minutes_id}.{version.number}"


def certificate_subject(certificate: Certificate) -> str:
    """A corrected certificate is a new row, and so a new document."""
    return f"workshops.certificate:{certificate.pk}"


def signed_certificates(certificates: Iterable[Certificate]) -> dict[int, Sheet]:
    """The standing documents of certificates, by the certificate's key; one query for all."""
    keys = {certificate_subject(row): row.pk for row in certificates}
    rows = Sheet.objects.standing().filter(subject__in=keys).with_progress()
    return {keys[row.subject]: row for row in rows}


def files_of(certificates: Iterable[Certificate]) -> dict[int, str]:
    """The hash of the file to hand out for each certificate, by key: signed, else as printed.

    Certificates that wait for a signature have none to hand out yet.
    """
    rows = list(certificates)
    documents = signed_certificates(rows)
    found = {}
    for row in rows:
        document = documents.get(row.pk)
        sha256 = row.sha256
        if document is not None:
            sha256 = document.head_sha256 if document.completed_at else ""
        if sha256:
            found[row.pk] = sha256
    return found
