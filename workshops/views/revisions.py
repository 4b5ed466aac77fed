"""What would this revision of the guidance change, for whom, and is it put in force?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from accounts.services import permission
from programs.models import GuidanceEdition
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.numbers import natural
from workshops.services import revisions


@login_required
def revision_enforce(request: SignedInRequest, year: int, revision: int) -> HttpResponse:
    editions = GuidanceEdition.objects.visible_to(request.user)
    edition = editions.filter(year=year, revision=revision).select_related("based_on").first()
    if edition is None:
        raise Http404
    permission.require("programs.enforce_edition", edition, by=request.user)
    if request.method == "POST":
        version = natural(request.POST.get("version")) or 0
        try:
            revisions.put_in_force(edition, version=version, by=request.user)
        except Blocked as blocked:
            for reason in blocked.reasons:
                messages.error(request, reason)
            return redirect("workshops:revision_enforce", year=year, revision=revision)
        messages.success(request, _("The revision is in force. Coordinators and mentors are told."))
        return redirect(edition)
    edit_url = reverse("programs:edition_edit", args=[year, revision])
    shown = revisions.preview(edition)
    context = {
        "edition": edition,
        "preview": shown,
        "back_url": edit_url,
        "crumbs": [
            {"label": _("Guidance editions"), "url": reverse("programs:edition_list")},
            {"label": edition.label, "url": edition.get_absolute_url()},
            {"label": _("Edit"), "url": edit_url},
            {"label": _("Put in force"), "url": ""},
        ],
        "confirm": {
            "label": _("Put in force"),
            "title": _("Put guidance %(edition)s in force?") % {"edition": edition.label},
            "text": _("This cannot be taken back; another change needs another revision."),
            "url": request.path,
            "submit": _("Put in force"),
            "fields": {"version": edition.version},
        },
    }
    return render(request, "workshops/revision_enforce.html", context)
