"""In which words do sheets speak, and how are they numbered? One page per kind, with its preview."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from commitments.forms import NumbersForm, WordingForm
from commitments.models import NumberSeries, SheetKind, SheetWording
from commitments.services import wording, wordings
from commitments.views import crumbs
from programs.models import Enrolment, GuidanceEdition
from smartcity_portal.kit.attempts import attempt, attempt_form

WORDED = (SheetKind.JOINT, SheetKind.HEAD, SheetKind.AGENCY, SheetKind.ADDENDUM)
SOURCES = {
    "region": gettext_lazy("The region's own wording"),
    "ministry": gettext_lazy("The ministry's wording"),
    "edition": gettext_lazy("From the guidance edition"),
    "portal": gettext_lazy("The portal's suggestion; no official text is known"),
}


@login_required
def region_wordings(request: HttpRequest, slug: str) -> HttpResponse:
    """All wordings that hold for a region, and the pattern of its numbers."""
    enrolment = _enrolment(request, slug)
    year = enrolment.cohort.year
    series = NumberSeries.objects.filter(region=enrolment.region, year=year).first()
    series = series or NumberSeries(region=enrolment.region, year=year)
    form = NumbersForm(request.POST or None, instance=series)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: wordings.change_numbers(
            enrolment.region, year, form.cleaned_data["pattern"], by=request.user
        ),
        done=_("The pattern has been saved. Numbers that were given stay as they are."),
    ):
        return redirect(request.path)
    rows = [_row(enrolment, kind) for kind in WORDED]
    context = {
        "enrolment": enrolment,
        "rows": rows,
        "form": form,
        "series": series,
        "crumbs": crumbs.below_sheets_of(enrolment, _("Wording and numbers")),
    }
    return render(request, "commitments/wordings.html", context)


def _row(enrolment: Enrolment, kind: SheetKind) -> dict[str, Any]:
    template = wording.template_of(enrolment, kind)
    return {
        "label": kind.label,
        "title": template.title,
        "source": SOURCES[template.source],
        "url": reverse("commitments:wording_edit", args=[enrolment.slug, kind]),
    }


@login_required
def region_wording(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Change one kind of sheet's wording for the region."""
    enrolment = _enrolment(request, slug)
    edition, region = enrolment.cohort.edition, enrolment.region
    template = wording.template_of(enrolment, _known(kind))
    form = WordingForm(request.POST or None, initial=_initial(template))
    back = redirect("commitments:wordings", slug=slug)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: wordings.change(edition, region, kind, by=request.user, **form.cleaned_data),
        done=_("The wording has been saved. Sheets drafted from now on use it."),
    ):
        return back
    context = {
        "title": SheetKind(kind).label,
        "crumbs": [
            *crumbs.below_sheets_of(enrolment),
            {
                "label": _("Wording and numbers"),
                "url": reverse("commitments:wordings", args=[slug]),
            },
            {"label": SheetKind(kind).label, "url": ""},
        ],
        "form": form,
        "source": SOURCES[template.source],
        "own": template.source == "region",
        "drop_url": reverse("commitments:wording_drop", args=[slug, kind]),
        "back_url": reverse("commitments:wordings", args=[slug]),
        "words": wording.WORDS,
    }
    return render(request, "commitments/wording.html", context)


@login_required
@require_POST
def region_wording_drop(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    enrolment = _enrolment(request, slug)
    edition, region = enrolment.cohort.edition, enrolment.region
    attempt(
        request,
        lambda: wordings.drop(edition, region, _known(kind), by=request.user),
        done=_("The own wording has been dropped."),
    )
    return redirect("commitments:wordings", slug=slug)


@login_required
def common_wording(request: HttpRequest, year: int, revision: int, kind: str) -> HttpResponse:
    """Change one kind of sheet's wording for all regions of a guidance edition."""
    if not request.user.has_perm("commitments.change_common_wording"):
        raise PermissionDenied
    edition = get_object_or_404(GuidanceEdition, year=year, revision=revision)
    row = SheetWording.objects.filter(edition=edition, region=None, kind=_known(kind)).first()
    template = row or wording.built_in(edition, kind)
    form = WordingForm(request.POST or None, initial=_initial(template))
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: wordings.change(edition, None, kind, by=request.user, **form.cleaned_data),
        done=_("The wording has been saved. Sheets drafted from now on use it."),
    ):
        return redirect(request.path)
    context = {
        "title": SheetKind(kind).label,
        "crumbs": [
            {"label": str(edition), "url": edition.get_absolute_url()},
            {"label": SheetKind(kind).label, "url": ""},
        ],
        "form": form,
        "source": SOURCES["ministry" if row else "portal"],
        "own": row is not None,
        "drop_url": reverse("commitments:common_wording_drop", args=[year, revision, kind]),
        "back_url": edition.get_absolute_url(),
        "kinds": [
            (
                other.label,
                reverse("commitments:common_wording", args=[year, revision, other]),
                other == kind,
            )
            for other in WORDED
        ],
        "words": wording.WORDS,
    }
    return render(request, "commitments/wording.html", context)


@login_required
@require_POST
def common_wording_drop(request: HttpRequest, year: int, revision: int, kind: str) -> HttpResponse:
    if not request.user.has_perm("commitments.change_common_wording"):
        raise PermissionDenied
    edition = get_object_or_404(GuidanceEdition, year=year, revision=revision)
    attempt(
        request,
        lambda: wordings.drop(edition, None, _known(kind), by=request.user),
        done=_("The own wording has been dropped."),
    )
    return redirect("commitments:common_wording", year=year, revision=revision, kind=kind)


def _initial(template: Any) -> dict[str, Any]:
    return {name: getattr(template, name) for name in wording.OWN}


def _enrolment(request: HttpRequest, slug: str) -> Enrolment:
    rows = Enrolment.objects.visible_to(request.user).with_names()
    enrolment = get_object_or_404(rows, slug=slug)
    if not request.user.has_perm("commitments.change_wording", enrolment.region):
        raise PermissionDenied
    return enrolment


def _known(kind: str) -> str:
    if kind not in WORDED:
        raise Http404
    return kind
