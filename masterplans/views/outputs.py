"""Which files can be made from a plan, which are there, and from which state of it?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import job_history
from accounts.job_cards import card_on_page
from accounts.models import Job
from masterplans.models import Book, Masterplan, OutputKind, PlanOutput
from masterplans.outputs import catalogue, making
from masterplans.outputs.catalogue import MIME, RECIPES
from masterplans.outputs.holdings import Holdings
from masterplans.outputs.making import LANGUAGE
from masterplans.outputs.material import Material
from masterplans.services import outputs
from masterplans.views import issued
from masterplans.views.plans import plan_crumbs, visible_plan
from smartcity_portal.kit import blobs, clock
from smartcity_portal.kit.attempts import attempt
from smartcity_portal.kit.formats import moment, size

Place = tuple[str, Book | None]


@login_required
@never_cache
def output_list(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    prefetch_related_objects([plan], "books")
    material = Holdings(plan, at=clock.now())
    jobs = _jobs(plan)
    rows_made = PlanOutput.objects.filter(plan=plan, edition_sha256="")
    made = list(rows_made.select_related("made_by", "book"))
    may_make = request.user.has_perm(outputs.PERMISSION, plan)
    rows = [_row(material, place, made, jobs, may_make=may_make) for place in places(material)]
    wanted = [job for job in jobs.values() if job.is_active or job.error]
    shown = {row["output"].pk for row in rows if row["output"]}
    context = {
        "plan": plan,
        "crumbs": plan_crumbs(plan, _("Outputs")),
        "groups": _grouped(rows),
        "jobs": [job_card(plan, job, request.user) for job in wanted],
        "history": _history(plan),
        "issued": issued.doors_to_files(plan),
        "earlier": [facts_of(material, one) for one in made if one.pk not in shown],
    }
    return render(request, "masterplans/output_list.html", context)


def places(material: Material) -> list[Place]:
    """Return what can be made of a plan: a manuscript of every book, then one file of each kind."""
    manuscripts: list[Place] = [(OutputKind.MANUSCRIPT, book) for book in material.books]
    return [*manuscripts, *((kind, None) for kind in RECIPES if kind != OutputKind.MANUSCRIPT)]


@login_required
@never_cache
def output_job(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Answer the polling; when the work is over, the page is loaded again."""
    plan = visible_plan(request, slug)
    job = get_object_or_404(Job.objects.about(plan).filter(kind=outputs.JOB), pk=pk)
    if not job.is_active:
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response
    return render(request, "parts/job.html", {"job": job_card(plan, job, request.user)})


@login_required
@require_POST
def output_make(request: HttpRequest, slug: str, kind: str, number: int) -> HttpResponse:
    """Ask for a file; `number` is the book's, 0 for files of the whole plan."""
    plan = visible_plan(request, slug)
    if kind not in RECIPES or (kind == OutputKind.MANUSCRIPT) != (number > 0):
        raise Http404
    book = get_object_or_404(Book, plan=plan, number=number) if number else None
    attempt(request, lambda: outputs.request(plan, kind, book, by=request.user))
    return redirect("masterplans:output_list", slug=slug)


@login_required
@require_safe
def output_download(request: HttpRequest, pk: int) -> HttpResponse:
    """Serve a file from the store, always as a file."""
    visible = PlanOutput.objects.visible_to(request.user)
    output = get_object_or_404(visible.select_related("book", "plan__enrolment__region"), pk=pk)
    if quote_etag(output.sha256) in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponse(status=304)
    if not blobs.exists(output.sha256):
        raise Http404
    material = Material(output.plan, at=output.made_at)
    edition = making.edition_of(output.plan, output.edition_sha256)
    response = FileResponse(
        blobs.open_blob(output.sha256),
        as_attachment=True,
        filename=catalogue.file_name(output.kind, material, output.book, edition),
        content_type=MIME[RECIPES[output.kind].ending],
    )
    response["ETag"] = quote_etag(output.sha256)
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _row(
    material: Holdings,
    place: Place,
    made: list[PlanOutput],
    jobs: dict[tuple[str, int], Job],
    *,
    may_make: bool,
) -> dict[str, Any]:
    kind, book = place
    last = next((one for one in made if (one.kind, one.book_id) == (kind, _pk(book))), None)
    with override(LANGUAGE):
        stamp = "" if last is None else material.standing.stamp(kind, book)
    current = next((one for one in made if one.stamp and one.stamp == stamp), None)
    output = current or last
    reasons = RECIPES[kind].why_not(material, book)
    job = jobs.get((kind, _pk(book) or 0))
    busy = job is not None and job.is_active
    return {
        "kind": kind,
        "title": str(book) if book else OutputKind(kind).label,
        "id": f"{kind}-{book.number if book else 0}",
        "says": said_of(kind),
        "reasons": reasons,
        "output": output,
        "facts": facts_of(material, output) if output else None,
        "chip": _chip(output, is_current=current is not None, busy=busy, lacks=bool(reasons)),
        "make_url": _make_url(material.plan, kind, book)
        if may_make and not busy and not reasons and (current is None or _is_lost(current))
        else "",
    }


def _chip(
    output: PlanOutput | None, *, is_current: bool, busy: bool, lacks: bool
) -> tuple[str, str]:
    if busy:
        return "busy", _("Being made")
    if output is not None and _is_lost(output):
        return "redo", _("The file is gone, make it again")
    if is_current:
        return "ok", _("As the plan stands now")
    if output is not None:
        return "wait", _("The plan has changed since")
    return ("none", _("Cannot be made yet")) if lacks else ("none", _("Not made yet"))


def facts_of(material: Material, output: PlanOutput) -> dict[str, Any]:
    named = ", ".join(
        _("%(book)s edition %(number)d") % {"book": one["book"], "number": one["number"]}
        for one in output.editions
    )
    return {
        "title": f"{output.get_kind_display()} {output.book or ''}".strip(),
        "url": "" if _is_lost(output) else output.get_absolute_url(),
        "ending": RECIPES[output.kind].ending.upper(),
        "size": size(output.size),
        "parts": _parts(output),
        "when": moment(output.made_at, material.region),
        "by": output.made_by,
        "basis": _("from %(editions)s") % {"editions": named}
        if named
        else _("from the draft of that moment"),
        "sha256": output.sha256,
    }


def _parts(output: PlanOutput) -> str:
    count = output.parts
    words = {
        OutputKind.MANUSCRIPT: ngettext("%(count)d chapter", "%(count)d chapters", count),
        OutputKind.SLIDES: ngettext("%(count)d slide", "%(count)d slides", count),
        OutputKind.SLIDES_PDF: ngettext("%(count)d slide", "%(count)d slides", count),
        OutputKind.RECORDS: ngettext("%(count)d sheet", "%(count)d sheets", count),
        OutputKind.ALIGNMENT: ngettext("%(count)d sheet", "%(count)d sheets", count),
        OutputKind.ALIGNMENT_PDF: ngettext("%(count)d page", "%(count)d pages", count),
    }
    return words[OutputKind(output.kind)] % {"count": count}


def said_of(kind: str) -> str:
    return {
        OutputKind.MANUSCRIPT: "",
        OutputKind.SLIDES: _(
            "12 to 18 slides for the head of region, with tables and charts to edit and notes for the speaker."
        ),
        OutputKind.SLIDES_PDF: _("The same slides, ready to be shown and printed."),
        OutputKind.RECORDS: _("A sheet for every list; each can be imported again."),
        OutputKind.ALIGNMENT: _("Every mission, objective and program beside its RPJMD reference."),
        OutputKind.ALIGNMENT_PDF: _("The same comparison, ready to be printed."),
    }[OutputKind(kind)]


def _grouped(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    titles = {
        _("Manuscripts of the books (Word)"): (OutputKind.MANUSCRIPT,),
        _("Presentation of the head of region"): (OutputKind.SLIDES, OutputKind.SLIDES_PDF),
        _("Records"): (OutputKind.RECORDS,),
        _("Alignment with the RPJMD"): (OutputKind.ALIGNMENT, OutputKind.ALIGNMENT_PDF),
    }
    return [
        {
            "id": f"part-{place}",
            "title": title,
            "rows": [row for row in rows if row["kind"] in kinds],
        }
        for place, (title, kinds) in enumerate(titles.items())
    ]


def _jobs(plan: Masterplan) -> dict[tuple[str, int], Job]:
    """Return the newest job of every kind of file that shows the plan as it stands."""
    found: dict[tuple[str, int], Job] = {}
    rows = Job.objects.about(plan).filter(kind=outputs.JOB).order_by("-created_at", "-pk")
    for job in rows[:40]:
        if job.arguments.get("edition"):
            continue
        found.setdefault((job.arguments["output"], job.arguments["book"]), job)
    return found


def job_card(plan: Masterplan, job: Job, viewer: Any, page: str = "") -> dict[str, Any]:
    """Return the card of the work on one file; who cancels it comes back to `page`."""
    slug = plan.enrolment.slug
    return card_on_page(
        job,
        viewer=viewer,
        poll_url=reverse("masterplans:output_job", args=[slug, job.pk]),
        page=page or reverse("masterplans:output_list", args=[slug]),
        title=_title(plan, job),
    )


def _title(plan: Masterplan, job: Job) -> str:
    kind = OutputKind(job.arguments["output"])
    book = next((one for one in plan.books.all() if one.pk == job.arguments["book"]), None)
    return f"{kind.label}: {book}" if book else str(kind.label)


def _history(plan: Masterplan) -> list[dict[str, Any]]:
    """Return what was made before, or not made, the newest first."""
    rows = Job.objects.about(plan).filter(kind=outputs.JOB)
    return [
        job_history.row_of(job, plan.enrolment.region, _title(plan, job))
        for job in job_history.last_ended(rows)
    ]


def _make_url(plan: Masterplan, kind: str, book: Book | None) -> str:
    number = book.number if book else 0
    return reverse("masterplans:output_make", args=[plan.enrolment.slug, kind, number])


def _is_lost(output: PlanOutput) -> bool:
    return not blobs.exists(output.sha256)


def _pk(book: Book | None) -> int | None:
    return book.pk if book else None
