"""What was found on a field visit, and how is it written down?"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.services import history
from programs.models import Enrolment
from smartcity_portal.kit.attempts import attempt_form
from smartcity_portal.kit.numbers import natural
from workshops.after_forms import VisitForm, VisitPhotosForm
from workshops.models import FieldVisit
from workshops.pdf.minutes import paragraphs
from workshops.services import visits
from workshops.views.pages import require
from workshops.views.photos import take


@login_required
def visit_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All field visits of an enrolment."""
    enrolment = _enrolment(request, slug)
    rows = FieldVisit.objects.filter(enrolment=enrolment).select_related("workshop")
    context = {
        "enrolment": enrolment,
        "visits": rows.prefetch_related("photos"),
        "may_record": request.user.has_perm("workshops.record_visit", enrolment),
        "crumbs": [
            {"label": enrolment, "url": enrolment.get_absolute_url()},
            {"label": _("Field visits")},
        ],
    }
    return render(request, "workshops/visit_list.html", context)


@login_required
def visit_record(request: HttpRequest, slug: str) -> HttpResponse:
    enrolment = _enrolment(request, slug)
    require(request, "workshops.record_visit", enrolment)
    workshops = enrolment.workshops.all()
    first = workshops.filter(number=natural(request.GET.get("bimtek")) or 0).first()
    form = VisitForm(request.POST or None, workshops=workshops, initial={"workshop": first})
    recorded: list[FieldVisit] = []
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: recorded.append(visits.record(enrolment, by=request.user, **form.cleaned_data)),
        done=_("The visit is recorded. Add its photos."),
    ):
        return redirect(recorded[0])
    title = _("Record a field visit")
    return _form(request, enrolment, form, title, _("Record the visit"), _list(enrolment))


@login_required
def visit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    visit = _visit(request, pk)
    may = request.user.has_perm("workshops.record_visit", visit)
    context = {
        "visit": visit,
        "enrolment": visit.enrolment,
        "findings": paragraphs(visit.findings),
        "photos": visit.photos.all(),
        "may_change": may,
        "form": VisitPhotosForm() if may else None,
        "history": history.history_of(visit)[:20],
        "crumbs": [
            {"label": visit.enrolment, "url": visit.enrolment.get_absolute_url()},
            {"label": _("Field visits"), "url": _list(visit.enrolment)},
            {"label": visit.title},
        ],
    }
    return render(request, "workshops/visit_detail.html", context)


@login_required
def visit_change(request: HttpRequest, pk: int) -> HttpResponse:
    visit = _visit(request, pk)
    require(request, "workshops.record_visit", visit)
    workshops = visit.enrolment.workshops.all()
    form = VisitForm(request.POST or None, instance=visit, workshops=workshops)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: visits.change(visit, by=request.user, **form.cleaned_data),
        done=_("The visit has been changed."),
    ):
        return redirect(visit)
    back = visit.get_absolute_url()
    return _form(request, visit.enrolment, form, visit.title, _("Save the visit"), back)


@login_required
@require_POST
def visit_photo_add(request: HttpRequest, pk: int) -> HttpResponse:
    visit = _visit(request, pk)
    take(request, visit, VisitPhotosForm(request.POST, request.FILES))
    return redirect(visit)


def _form(
    request: HttpRequest, enrolment: Enrolment, form: VisitForm, title: str, submit: str, back: str
) -> HttpResponse:
    context = {
        "enrolment": enrolment,
        "form": form,
        "title": title,
        "submit": submit,
        "back_url": back,
        "crumbs": [
            {"label": enrolment, "url": enrolment.get_absolute_url()},
            {"label": _("Field visits"), "url": _list(enrolment)},
            {"label": title},
        ],
    }
    return render(request, "workshops/workshop_form.html", context)


def _list(enrolment: Enrolment) -> str:
    return reverse("workshops:visit_list", kwargs={"slug": enrolment.slug})


def _enrolment(request: HttpRequest, slug: str) -> Enrolment:
    return get_object_or_404(
        Enrolment.objects.visible_to(request.user).select_related("region", "cohort"), slug=slug
    )


def _visit(request: HttpRequest, pk: int) -> FieldVisit:
    return get_object_or_404(FieldVisit.objects.visible_to(request.user).with_names(), pk=pk)
