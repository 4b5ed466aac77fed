"""Where does a region choose the colours of its books and write the words before them?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from masterplans.dress_forms import BrandForm, ForewordForm
from masterplans.models import Brand, Foreword, Masterplan
from masterplans.pdf.brand import Brand as Colours
from masterplans.pdf.brand import pairings
from masterplans.pdf.cover_preview import cover_preview
from masterplans.pdf.front_context import brand_of, picture
from masterplans.services import dress
from masterplans.views.books import visible_book
from masterplans.views.plans import plan_crumbs, visible_plan
from smartcity_portal.kit.attempts import attempt, attempt_form
from smartcity_portal.kit.formats import number


@login_required
def brand_change(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose the colours beside a cover that shows them; “Show” draws it without saving."""
    plan = visible_plan(request, slug)
    region = plan.enrolment.region
    _may(request, "masterplans.change_brand", region)
    row = Brand.objects.filter(region=region).first() or Brand(region=region)
    form = BrandForm(request.POST or None, instance=row)
    shown = _colours(form) or brand_of(region)
    keeps = request.method == "POST" and "show" not in request.POST
    if keeps and attempt_form(
        request,
        form,
        lambda: dress.change_brand(region, by=request.user, **form.cleaned_data),
        done=_(
            "The colours are saved. The next draft shows them; issued editions stay as they are."
        ),
    ):
        return redirect("masterplans:volume_detail", slug=slug)
    context = {
        "plan": plan,
        "crumbs": _crumbs(plan, _("Colours of the books")),
        "form": form,
        "preview": cover_preview(shown, plan),
        "pairs": [
            {"pair": pair, "value": number(round(pair.value, 1), 1), "least": number(pair.least, 1)}
            for pair in pairings(shown)
        ],
        "standard": Colours(),
    }
    status = 422 if keeps else 200
    return render(request, "masterplans/brand_change.html", context, status=status)


@login_required
def foreword_add(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    _may(request, "masterplans.dress_plan", plan)
    form = ForewordForm(request.POST or None, request.FILES or None, plan=plan)
    done = request.method == "POST" and attempt_form(
        request,
        form,
        lambda: dress.add_foreword(plan, by=request.user, **form.cleaned_data),
        done=_("The foreword is saved. The next draft shows it."),
    )
    return _answer(request, plan, form, _("Add a foreword"), done=done)


@login_required
def foreword_change(request: HttpRequest, pk: int) -> HttpResponse:
    row = _foreword(request, pk)
    _may(request, "masterplans.dress_plan", row.plan)
    form = ForewordForm(request.POST or None, request.FILES or None, instance=row, plan=row.plan)
    done = request.method == "POST" and attempt_form(
        request,
        form,
        lambda: dress.change_foreword(row, by=request.user, **form.cleaned_data),
        done=_("The foreword is saved. The next draft shows it."),
    )
    return _answer(request, row.plan, form, _("Change the foreword"), row, done=done)


@login_required
@require_POST
def foreword_move(request: HttpRequest, pk: int) -> HttpResponse:
    row = _foreword(request, pk)
    up = request.POST.get("direction") == "up"
    attempt(request, lambda: dress.move_foreword(row, by=request.user, up=up))
    return redirect("masterplans:volume_detail", slug=row.enrolment.slug)


@login_required
@require_POST
def foreword_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = _foreword(request, pk)
    slug = row.enrolment.slug
    attempt(request, lambda: dress.remove_foreword(row, by=request.user), done=_("Removed."))
    return redirect("masterplans:volume_detail", slug=slug)


@login_required
@require_safe
def foreword_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Serve the portrait of a foreword to those who see its plan."""
    photo = picture(_foreword(request, pk).photo_sha256)
    if photo is None:
        raise Http404
    response = HttpResponse(photo.content, content_type=photo.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response


@login_required
@require_POST
def book_annexes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take the annexes into a book that stands alone, or leave them to the volume."""
    book = visible_book(request, slug, number)
    wanted = request.POST.get("wanted") == "yes"
    done = (
        _("%(book)s takes the annexes along.") if wanted else _("%(book)s leaves the annexes to the volume.")
    ) % {"book": book.short}  # fmt: skip
    attempt(request, lambda: dress.wear_annexes(book, by=request.user, wanted=wanted), done=done)
    return redirect("masterplans:volume_detail", slug=slug)


def _colours(form: BrandForm) -> Colours | None:
    if not form.is_bound or not form.is_valid():
        return None
    said = form.cleaned_data
    return Colours(said["primary"], said["accent"], said["ground"], said["motif"])


def _foreword(request: HttpRequest, pk: int) -> Foreword:
    rows = Foreword.objects.visible_to(request.user).select_related(
        "plan__enrolment__region", "plan__enrolment__cohort__edition", "book"
    )
    return get_object_or_404(rows, pk=pk)


def _may(request: HttpRequest, permission: str, subject: Any) -> None:
    if not request.user.has_perm(permission, subject):
        raise PermissionDenied(permission)


def _crumbs(plan: Masterplan, last: str) -> list[dict[str, str]]:
    url = reverse("masterplans:volume_detail", kwargs={"slug": plan.enrolment.slug})
    crumbs = plan_crumbs(plan, _("All books in one volume"), last)
    crumbs[-2]["url"] = url
    return crumbs


def _answer(
    request: HttpRequest,
    plan: Masterplan,
    form: ForewordForm,
    title: str,
    row: Foreword | None = None,
    *,
    done: bool,
) -> HttpResponse:
    back = reverse("masterplans:volume_detail", kwargs={"slug": plan.enrolment.slug})
    if done:
        return redirect(back)
    remove = row and {
        "label": _("Remove"),
        "icon": "trash",
        "title": _("Remove “%(name)s”?") % {"name": str(row)[:80]},
        "text": _("The next draft no longer shows it; issued editions stay as they are."),
        "url": reverse("masterplans:foreword_remove", kwargs={"pk": row.pk}),
        "submit": _("Remove"),
        "danger": True,
    }
    context = {
        "plan": plan,
        "form": form,
        "title": title,
        "row": row,
        "remove": remove,
        "submit": _("Save the foreword"),
        "back_url": back,
        "crumbs": _crumbs(plan, title),
    }
    status = 422 if form.is_bound else 200
    return render(request, "masterplans/foreword_form.html", context, status=status)
