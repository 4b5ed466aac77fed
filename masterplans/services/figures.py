"""How does a picture come into a plan? Checked by content, re-encoded, stored once by its hash."""

from typing import IO, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.services import history
from masterplans.models import Figure, Masterplan
from smartcity_portal.kit import blobs, uploads


def upload(plan: Masterplan, file: IO[bytes], *, alt: str, by: Any) -> Figure:
    """Return the figure of this picture. Raises ValidationError with a sentence for bad files."""
    if not by.has_perm("masterplans.upload_figure", plan):
        raise PermissionDenied("masterplans.upload_figure")
    content, width, height = uploads.clean_image(file)
    return keep(
        plan,
        blobs.put(content),
        mime="image/jpeg" if content.startswith(b"\xff\xd8") else "image/png",
        width=width,
        height=height,
        alt=alt,
        by=by,
    )


def keep(plan: Masterplan, sha256: str, *, alt: str, by: Any, **facts: Any) -> Figure:
    """Make a checked picture that is in the store (mime, width, height) a figure of the plan."""
    if not by.has_perm("masterplans.upload_figure", plan):
        raise PermissionDenied("masterplans.upload_figure")
    return _remember(plan, sha256, by=by, alt=" ".join(alt.split())[:500], **facts)


@transaction.atomic
def _remember(plan: Masterplan, sha256: str, *, by: Any, alt: str, **facts: Any) -> Figure:
    figure, created = Figure.objects.get_or_create(
        plan=plan, sha256=sha256, defaults={"uploaded_by": by, "alt": alt, **facts}
    )
    if created:
        history.record("masterplans.figure.upload", figure, by=by, alt=alt)
    elif alt and alt != figure.alt:
        figure.alt = alt
        figure.save(update_fields=["alt"])
    return figure
