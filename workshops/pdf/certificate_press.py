"""How does a worker print many certificates, and bundle them for the printer? Safe to run twice."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pikepdf
from django.db import IntegrityError, transaction
from django.utils import timezone

from smartcity_portal.kit import blobs
from workshops.models import Certificate, CertificatePrint
from workshops.pdf import certificate as sheet
from workshops.signed_papers import files_of

Progress = Callable[[int, int], None]
STAMP = (1980, 1, 1, 0, 0, 0)


def print_waiting(plan_pk: int, progress: Progress) -> int:
    """Print what was issued and not printed yet; return how many."""
    rows = list(Certificate.objects.filter(plan=plan_pk).unprinted().order_by("serial", "revision"))
    for done, row in enumerate(rows):
        progress(done, len(rows))
        print_one(row)
    progress(len(rows), len(rows))
    return len(rows)


def print_one(row: Certificate) -> None:
    """Print one certificate; whoever comes second leaves the first print as it is."""
    content = sheet.render(row.words, row.code).content
    try:
        with transaction.atomic():
            CertificatePrint.objects.create(
                certificate=row,
                sha256=blobs.put(content),
                size=len(content),
                printed_at=timezone.now(),
            )
    except IntegrityError:
        return


def bundle(plan_pk: int, progress: Progress) -> dict[str, Any]:
    """Put the standing certificates into one ZIP and one PDF; return their hashes.

    The ZIP holds the signed files as they are; the PDF for the printer shows their pages.
    """
    rows = list(
        Certificate.objects.standing()
        .filter(plan=plan_pk, print__isnull=False)
        .select_related("print")
        .order_by("serial", "revision")
    )
    files = files_of(rows)
    packed, joined = io.BytesIO(), pikepdf.new()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for done, row in enumerate(rows):
            if done % 20 == 0:
                progress(done, len(rows))
            content = blobs.read(files.get(row.pk, row.print.sha256))
            name = f"{row.serial:04d}-{row.code}.pdf"
            archive.writestr(zipfile.ZipInfo(name, STAMP), content)
            with pikepdf.open(io.BytesIO(content)) as one:
                joined.pages.extend(one.pages)
    merged = io.BytesIO()
    joined.save(merged, deterministic_id=True)
    progress(len(rows), len(rows))
    return {
        "zip": blobs.put(packed.getvalue()),
        "pdf": blobs.put(merged.getvalue()),
        "count": len(rows),
    }
