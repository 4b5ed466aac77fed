"""With which head and numbers does a region write its letters?"""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from programs.forms import LetterheadForm
from programs.services import letterheads
from programs.views.places import managed_region, page_of_region
from smartcity_portal.kit.attempts import attempt_form


@login_required
def letterhead_change(request: SignedInRequest, slug: str) -> HttpResponse:
    """Unit, address, arms and the pattern of numbers, used by every official letter."""
    region = managed_region(request, slug)
    head = letterheads.head_of(region)
    form: forms.BaseForm = LetterheadForm(
        request.POST or None, request.FILES or None, instance=head
    )
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: letterheads.change(region, by=request.user, **form.cleaned_data),
        done=_("The letterhead has been saved; issued letters stay as they are."),
    ):
        return redirect("programs:letterhead_change", slug=slug)
    context = {
        "title": _("Letterhead and numbers"),
        "lead": region.name,
        "form": form,
        "submit": _("Save the letterhead"),
        "back_url": page_of_region(request, region),
    }
    return render(request, "programs/form.html", context)
