"""Which chapter does an address mean, and which of its revisions does a form name?"""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from masterplans.models import Chapter
from smartcity_portal.kit.numbers import natural


def visible_chapter(request: HttpRequest, pk: int) -> Chapter:
    """Return a chapter that the reader may see, with its names and sections."""
    rows = Chapter.objects.visible_to(request.user).with_names()
    return get_object_or_404(rows.with_edition().with_sections(), pk=pk)


def named_revision(request: HttpRequest) -> int:
    """Return the revision that the form names; 0, which is none, when it names nothing."""
    return natural(request.POST.get("revision")) or 0
