"""What do the groups of a bimtek have, and who belongs to which group?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartcity_portal.kit.attempts import attempt, attempt_form
from smartcity_portal.kit.numbers import natural
from workshops import group_cards
from workshops.models import WorkGroup, Worksheet, Workshop
from workshops.services import twins, worksheets
from workshops.twins import twins_of
from workshops.views.pages import form_page, get_workshop, require, tab_page
from workshops.worksheet_forms import GroupForm


@login_required
def worksheet_list(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """All groups with their counts; a person's own groups first."""
    workshop = get_workshop(request, slug, number)
    context = _matrix(request, workshop)
    return tab_page(request, workshop, "worksheets", "workshops/worksheet_list.html", **context)


@login_required
def worksheet_wall(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The same for the wall of the hall and for paper; it looks again by itself."""
    workshop = get_workshop(request, slug, number)
    context = _matrix(request, workshop)
    return tab_page(request, workshop, "worksheets", "workshops/worksheet_wall.html", **context)


@login_required
@require_POST
def worksheet_prepare(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop = get_workshop(request, slug, number)
    attempt(
        request,
        lambda: worksheets.prepare(workshop, by=request.user),
        done=_("The worksheets and their groups are prepared."),
    )
    return redirect("workshops:worksheet_list", slug=slug, number=number)


@login_required
def group_add(request: HttpRequest, pk: int) -> HttpResponse:
    worksheet = _worksheet(request, pk)
    require(request, "workshops.arrange_group", worksheet)
    form = GroupForm(request.POST or None, worksheet=worksheet)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: worksheets.add_group(worksheet, by=request.user, **form.cleaned_data),
        done=_("The group is added."),
    ):
        return redirect(worksheet)
    title = _("A group for “%(worksheet)s”") % {"worksheet": worksheet}
    return form_page(
        request,
        worksheet.workshop,
        form,
        title,
        _("Add the group"),
        back_url=worksheet.get_absolute_url(),
    )


@login_required
def group_arrange(request: HttpRequest, pk: int) -> HttpResponse:
    group = get_group(request, pk)
    require(request, "workshops.arrange_group", group)
    form = GroupForm(request.POST or None, worksheet=group.worksheet, group=group)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: worksheets.arrange(group, by=request.user, **form.cleaned_data),
        done=_("The group is arranged."),
    ):
        return redirect(group)
    return form_page(
        request,
        group.workshop,
        form,
        _("Arrange the group “%(group)s”") % {"group": group},
        _("Save"),
        back_url=group.get_absolute_url(),
        remove=_removal(group),
    )


@login_required
@require_POST
def group_remove(request: HttpRequest, pk: int) -> HttpResponse:
    group = get_group(request, pk)
    done = _("The group is removed.")
    if attempt(request, lambda: worksheets.remove_group(group, by=request.user), done=done):
        return redirect(group.worksheet)
    return redirect(group)


@login_required
@require_POST
def group_join(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody of an agency picks the group."""
    group = get_group(request, pk)
    attempt(
        request,
        lambda: worksheets.join(group, by=request.user),
        done=_("You write for “%(group)s” now.") % {"group": group},
    )
    return redirect(group)


@login_required
def twin_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Rows of different groups that look alike, one beside the other."""
    worksheet = _worksheet(request, pk)
    require(request, "workshops.merge_worksheet", worksheet)
    group = WorkGroup(worksheet=worksheet)
    pairs = [
        {
            "key": twin.key,
            "share": round(twin.share * 100),
            "rows": [group_cards.row_card(row, group) for row in (twin.first, twin.second)],
        }
        for twin in twins_of(worksheet)[:50]
    ]
    context = {
        "worksheet": worksheet,
        "workshop": worksheet.workshop,
        "enrolment": worksheet.enrolment,
        "pairs": pairs,
        "crumbs": [
            {"label": worksheet.enrolment, "url": worksheet.enrolment.get_absolute_url()},
            {
                "label": worksheet.workshop.title,
                "url": worksheet.get_absolute_url(),
            },
            {"label": _("Rows that look alike")},
        ],
    }
    return render(request, "workshops/twin_list.html", context)


@login_required
@require_POST
def twin_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge a pair into the row that was chosen, or say that the two differ."""
    worksheet = _worksheet(request, pk)
    pair, keep = request.POST.get("pair", ""), natural(request.POST.get("keep"))
    if keep is not None:
        attempt(
            request,
            lambda: twins.merge(worksheet, pair, keep=keep, by=request.user),
            done=_("The two rows are one now; what the other one knew was taken over."),
        )
    else:
        attempt(
            request,
            lambda: twins.keep_apart(worksheet, pair, by=request.user),
            done=_("Both rows stay; they are not suggested again."),
        )
    return redirect("workshops:twin_list", pk=pk)


def get_group(request: HttpRequest, pk: int) -> WorkGroup:
    """Return the group if this person may see it, else 404."""
    rows = WorkGroup.objects.visible_to(request.user).with_room().prefetch_related("agencies")
    return get_object_or_404(rows, pk=pk)


def _worksheet(request: HttpRequest, pk: int) -> Worksheet:
    rows = Worksheet.objects.visible_to(request.user).select_related(
        "plan", "workshop__enrolment__region", "workshop__enrolment__cohort__edition"
    )
    return get_object_or_404(rows, pk=pk)


def _matrix(request: HttpRequest, workshop: Workshop) -> dict[str, Any]:
    sheets = list(workshop.worksheets.select_related("plan").prefetch_related("groups__agencies"))
    mine = set(
        WorkGroup.objects.written_by(request.user)
        .filter(worksheet__workshop=workshop)
        .values_list("pk", flat=True)
    )
    may_arrange = request.user.has_perm("workshops.arrange_group", workshop)
    tables, my_groups = [], []
    for worksheet in sheets:
        worksheet.workshop = workshop
        groups = list(worksheet.groups.all())
        for group in groups:
            group.worksheet = worksheet
        my_groups += [group for group in groups if group.pk in mine]
        tables.append(
            {
                "worksheet": worksheet,
                "groups": groups,
                "done": sum(1 for group in groups if not group.is_open),
                "keywords": group_cards.keywords_of(worksheet),
                **group_cards.table_of(worksheet, groups),
            }
        )
    kwargs = {"slug": workshop.enrolment.slug, "number": workshop.number}
    return {
        "tables": tables,
        "my_groups": my_groups,
        "may_arrange": may_arrange,
        "unprepared": may_arrange and workshop.plan.worksheets.count() > len(sheets),
        "wall_url": reverse("workshops:worksheet_wall", kwargs=kwargs),
        "list_url": reverse("workshops:worksheet_list", kwargs=kwargs),
        "inferred": workshop.plan.edition.is_inferred(f"stages.{workshop.number}.worksheets")
        or workshop.plan.edition.is_inferred("stages.worksheets"),
    }


def _removal(group: WorkGroup) -> dict[str, Any]:
    return {
        "label": _("Remove the group"),
        "danger": True,
        "title": _("Remove the group “%(group)s”?") % {"group": group},
        "text": _("Only a group that has written nothing can be removed."),
        "submit": _("Remove"),
        "url": reverse("workshops:group_remove", kwargs={"pk": group.pk}),
    }
