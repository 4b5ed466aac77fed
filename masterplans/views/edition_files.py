"""Which other files can be had of an issued edition, as it was: Word, slides, Excel, alignment?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.models import Job
from masterplans.models import Book, BookEdition, OutputKind, PlanOutput, VolumeEdition
from masterplans.outputs import catalogue, making
from masterplans.outputs.catalogue import RECIPES
from masterplans.outputs.frozen import FrozenMaterial
from masterplans.outputs.making import LANGUAGE
from masterplans.services import outputs
from masterplans.views.outputs import facts_of, job_card, places, said_of
from masterplans.views.plans import plan_crumbs
from smartcity_portal.kit import blobs
from smartcity_portal.kit.attempts import attempt
from smartcity_portal.kit.formats import day
from smartcity_portal.kit.machine import Blocked

Edition = BookEdition | VolumeEdition
MOST_JOBS = 40


def visible_edition(request: HttpRequest, sha256: str) -> Edition:
    """Return an edition of a book or a volume that the reader may see."""
    names = ("enrolment__region", "enrolment__cohort__edition")
    of_book = BookEdition.objects.visible_to(request.user).filter(sha256=sha256)
    found = of_book.select_related(*(f"book__plan__{name}" for name in names)).first()
    if found is not None:
        return found
    of_volume = VolumeEdition.objects.visible_to(request.user)
    return get_object_or_404(
        of_volume.select_related(*(f"plan__{n}" for n in names)), sha256=sha256
    )


@login_required
@never_cache
def edition_files(request: HttpRequest, sha256: str) -> HttpResponse:
    """List what can be made of an edition, and what has been made."""
    edition = visible_edition(request, sha256)
    plan = edition.plan if isinstance(edition, VolumeEdition) else edition.book.plan
    context = {
        "edition": edition,
        "plan": plan,
        "name": _("All books") if isinstance(edition, VolumeEdition) else edition.book.short,
        "issued": day(edition.issued_at, edition.enrolment.region),
        "crumbs": _crumbs(edition, plan),
        "rows": [],
        "jobs": [],
        "gone": "",
    }
    try:
        material = making.material_of(plan, edition, at=edition.issued_at)
    except Blocked as blocked:
        context["gone"] = blocked.reasons[0]
        return render(request, "masterplans/edition_files.html", context)
    assert isinstance(material, FrozenMaterial)
    jobs = _jobs(plan, sha256)
    made = {
        (one.kind, one.content_key): one
        for one in PlanOutput.objects.filter(plan=plan, edition_sha256=sha256).select_related(
            "book", "made_by"
        )
    }
    may_make = request.user.has_perm(outputs.PERMISSION, plan)
    page = reverse("masterplans:edition_files", args=[sha256])
    wanted = [job for job in jobs.values() if job.is_active or job.error]
    context["jobs"] = [job_card(plan, job, request.user, page) for job in wanted]
    context["rows"] = [
        _row(material, kind, book, made, jobs, may_make=may_make) for kind, book in places(material)
    ]
    return render(request, "masterplans/edition_files.html", context)


@login_required
@require_POST
def edition_file_make(request: HttpRequest, sha256: str, kind: str, number: int) -> HttpResponse:
    """Ask for a file of an edition; `number` is the book's, 0 for files of the whole plan."""
    edition = visible_edition(request, sha256)
    plan = edition.plan if isinstance(edition, VolumeEdition) else edition.book.plan
    if kind not in RECIPES or (kind == OutputKind.MANUSCRIPT) != (number > 0):
        raise Http404
    book = get_object_or_404(_books(edition), number=number) if number else None
    attempt(
        request,
        lambda: outputs.request(plan, kind, book, by=request.user, edition=edition),
        done=_("The file is being made."),
    )
    return redirect("masterplans:edition_files", sha256=sha256)


def _books(edition: Edition) -> Any:
    """The books that an edition shows."""
    if isinstance(edition, VolumeEdition):
        numbers = [part["book"] for part in edition.revisions]
        return Book.objects.filter(plan=edition.plan_id, number__in=numbers)
    return Book.objects.filter(pk=edition.book_id)


def _row(
    material: FrozenMaterial,
    kind: str,
    book: Book | None,
    made: dict[tuple[str, str], PlanOutput],
    jobs: dict[tuple[str, int], Job],
    *,
    may_make: bool,
) -> dict[str, Any]:
    with override(LANGUAGE):
        output = made.get((kind, catalogue.key_of(kind, material, book)))
    job = jobs.get((kind, book.pk if book else 0))
    busy = job is not None and job.is_active
    reasons = RECIPES[kind].why_not(material, book)
    is_there = output is not None and blobs.exists(output.sha256)
    make_url = reverse(
        "masterplans:edition_file_make",
        args=[material.edition.sha256, kind, book.number if book else 0],
    )
    return {
        "title": f"{OutputKind(kind).label}: {book}" if book else OutputKind(kind).label,
        "says": _says(kind),
        "reasons": reasons,
        "facts": facts_of(material, output) if output and is_there else None,
        "chip": _chip(is_there=is_there, busy=busy, lacks=bool(reasons)),
        "make_url": make_url if may_make and not busy and not reasons and not is_there else "",
    }


def _says(kind: str) -> str:
    if kind == OutputKind.RECORDS:
        return _("A sheet for every list, as it stood.")
    return said_of(kind)


def _chip(*, is_there: bool, busy: bool, lacks: bool) -> tuple[str, str]:
    if busy:
        return "busy", _("Being made")
    if is_there:
        return "ok", _("Ready")
    return "none", _("Cannot be made") if lacks else _("Not made yet")


def _jobs(plan: Any, sha256: str) -> dict[tuple[str, int], Job]:
    """Return the newest job of every kind of file of this edition."""
    found: dict[tuple[str, int], Job] = {}
    rows = Job.objects.about(plan).filter(kind=outputs.JOB, arguments__edition=sha256)
    for job in rows.order_by("-created_at", "-pk")[:MOST_JOBS]:
        found.setdefault((job.arguments["output"], job.arguments["book"]), job)
    return found


def _crumbs(edition: Edition, plan: Any) -> list[dict[str, str]]:
    last = {"label": _("Other files of edition %(number)d") % {"number": edition.number}, "url": ""}
    if isinstance(edition, BookEdition):
        book = edition.book
        return [*plan_crumbs(plan), {"label": book.short, "url": book.get_absolute_url()}, last]
    url = reverse("masterplans:volume_detail", kwargs={"slug": edition.enrolment.slug})
    return [*plan_crumbs(plan), {"label": _("All books in one volume"), "url": url}, last]
