"""How is a stored document handed out? By its hash, unchanged, and only through a door."""

from django.http import FileResponse, Http404

from commitments.models import Sheet
from smartcity_portal.kit import blobs


def pdf_response(
    sheet: Sheet, sha256: str, *, download: bool = False, name: str = "lembar-komitmen"
) -> FileResponse:
    """Send the bytes of one file of a sheet under a name that people recognise."""
    if not sha256:
        raise Http404
    name = f"{name}-{sheet.enrolment.slug}-{sha256[:8]}.pdf"
    try:
        file = blobs.open_blob(sha256)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        file, as_attachment=download, filename=name, content_type="application/pdf"
    )
    response["Cache-Control"] = "private, no-store"
    return response
