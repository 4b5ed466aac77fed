"""How does a group see its worksheet, hand it in, and hear what the mentor says?"""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.services import history, invitations
from smartcity_portal.kit.attempts import attempt, attempt_form
from workshops import group_cards
from workshops.forms import ReasonForm
from workshops.models import GroupScribe, WorkGroup
from workshops.row_forms import row_form
from workshops.services import groups, worksheets
from workshops.states import GROUP, GroupState
from workshops.views.pages import form_page, require
from workshops.views.worksheets import get_group
from workshops.worksheet_forms import RemarkForm, ScribeForm


@login_required
def my_groups(request: HttpRequest) -> HttpResponse:
    """The groups for which a person writes, the newest bimtek first."""
    rows = (
        WorkGroup.objects.written_by(request.user)
        .with_room()
        .order_by("-worksheet__workshop__enrolment__cohort__year", "-worksheet__workshop__number")
    )
    found = [
        {
            "title": group.title,
            "url": group.get_absolute_url(),
            "from": f"{group.worksheet.plan.title}, {group.workshop.title}, {group.enrolment.region}",
            "tone": group_cards.TONES[GroupState(group.state)],
            "word": group.get_state_display(),
        }
        for group in rows
    ]
    return render(request, "workshops/my_groups.html", {"rows": found})


@login_required
def group_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return group_page(request, get_group(request, pk))


def group_page(
    request: HttpRequest,
    group: WorkGroup,
    *,
    form: Any = None,
    edit: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw a group: its rows, a form for the next one, the state and what was said."""
    workshop, enrolment, user = group.workshop, group.enrolment, request.user
    may = may_write(request, group)
    region_page = user.has_perm("workshops.view_workshop", workshop)
    rows = rows_context(request, group, edit=edit)
    context = {
        **rows,
        "fold_form": form is None and _goes_on(rows["rows"]),
        "workshop": workshop,
        "enrolment": enrolment,
        "worksheet": group.worksheet,
        "tone": group_cards.TONES[GroupState(group.state)],
        "form": (form or blank_form(request, group)) if may else None,
        "tabs": _neighbours(group),
        "sheet_name": f"workshops.rows_{group.worksheet.plan.records}",
        "steps": _steps(group, user),
        "give_back": _give_back(group, user),
        "remarks": group.remarks.select_related("by"),
        "remark_form": RemarkForm() if user.has_perm("workshops.remark_group", group) else None,
        "people": group.participants.select_related("agency"),
        "scribes": group.scribes.active().select_related("user"),
        "may_invite": user.has_perm("workshops.invite_scribe", group),
        "may_arrange": user.has_perm("workshops.arrange_group", group),
        "may_join": not may and group.is_open and user.has_perm("workshops.join_group", group),
        "list_url": group.worksheet.get_absolute_url() if region_page else "",
        "history": history.history_of(group)[:20],
        "crumbs": _crumbs(group, region_page),
    }
    return render(request, "workshops/group_detail.html", context, status=status)


def rows_context(
    request: HttpRequest, group: WorkGroup, *, edit: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What workshops/_group_rows.html draws; `edit` is the row that is being changed."""
    rows = group_cards.rows_of(group)
    cards = group_cards.row_cards(rows, group)
    for card in cards:
        if edit and card["pk"] == edit["pk"]:
            card |= {"edit": edit}
    return {"group": group, "rows": cards, "may_write": may_write(request, group)}


def blank_form(request: HttpRequest, group: WorkGroup) -> Any:
    """The form of the next row: it remembers what the last one chose, and carries its own token."""
    initial = {name: value for name, value in request.GET.items() if name != "token"}
    return row_form(group, initial={**initial, "token": uuid.uuid4().hex})


def may_write(request: HttpRequest, group: WorkGroup) -> bool:
    return group.is_open and request.user.has_perm("workshops.write_group", group)


@login_required
@require_POST
def group_hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, groups.hand_in, _("Handed in. The mentor has been told."))


@login_required
@require_POST
def group_resume(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, groups.resume, _("The group is open again."))


@login_required
@require_POST
def group_accept(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, groups.accept, _("Accepted. The group has been told."))


@login_required
@require_POST
def group_give_back(request: HttpRequest, pk: int) -> HttpResponse:
    group = get_group(request, pk)
    reason = request.POST.get("reason", "")
    done = _("The group has been told what has to change.")
    attempt(request, lambda: groups.give_back(group, by=request.user, reason=reason), done=done)
    return redirect(group)


@login_required
@require_POST
def group_remark(request: HttpRequest, pk: int) -> HttpResponse:
    group = get_group(request, pk)
    text = request.POST.get("text", "")
    done = _("The group has been told.")
    attempt(request, lambda: groups.remark(group, by=request.user, text=text), done=done)
    return redirect(group)


@login_required
def scribe_invite(request: HttpRequest, pk: int) -> HttpResponse:
    group = get_group(request, pk)
    require(request, "workshops.invite_scribe", group)
    form = ScribeForm(request.POST or None)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: invitations.invite(
            relation="scribe", subject=group, by=request.user, **form.cleaned_data
        ),
        done=_("The invitation is on its way."),
    ):
        return redirect(group)
    title = _("Invite a scribe for “%(group)s”") % {"group": group}
    back = group.get_absolute_url()
    return form_page(request, group.workshop, form, title, _("Send the invitation"), back_url=back)


@login_required
@require_POST
def scribe_end(request: HttpRequest, pk: int) -> HttpResponse:
    groups_seen = WorkGroup.objects.visible_to(request.user)
    scribe = get_object_or_404(
        GroupScribe.objects.active().filter(group__in=groups_seen).select_related("group", "user"),
        pk=pk,
    )
    done = _("%(name)s no longer writes for this group.") % {"name": scribe.user.name}
    attempt(request, lambda: worksheets.end_scribe(scribe, by=request.user), done=done)
    return redirect(scribe.group)


def _goes_on(cards: list[dict[str, Any]]) -> bool:
    """Whether the group works on rows of an earlier stage, so that a new one is the exception."""
    return bool(cards) and not any(card["own"] for card in cards)


def _step(request: HttpRequest, pk: int, step: Callable[..., WorkGroup], done: str) -> HttpResponse:
    group = get_group(request, pk)
    attempt(request, lambda: step(group, by=request.user), done=done)
    return redirect(group)


def _neighbours(group: WorkGroup) -> list[dict[str, Any]]:
    """The other groups at the same worksheet, so that everybody sees what they have."""
    counts = group_cards.counts_of(group.worksheet)
    parted = group.worksheet.parted_by
    return [
        {
            "label": other.title,
            "url": other.get_absolute_url(),
            "current": other.pk == group.pk,
            "count": counts[other.key if parted else other.origin_id][""],
        }
        for other in group.worksheet.groups.all()
    ]


def _steps(group: WorkGroup, user: Any) -> list[dict[str, Any]]:
    """The steps that need no words, as buttons."""
    offered = [(verb, step) for verb, step in GROUP.offered_to(user, group) if verb != "give_back"]
    return [
        {
            "label": step.label,
            "url": reverse(f"workshops:group_{verb}", kwargs={"pk": group.pk}),
            "post": True,
            "primary": verb != "resume",
        }
        for verb, step in offered
    ]


def _give_back(group: WorkGroup, user: Any) -> dict[str, Any] | None:
    if group.is_open or not user.has_perm("workshops.give_back_group", group):
        return None
    return {
        "label": _("Give back"),
        "title": _("Give the worksheet of “%(group)s” back?") % {"group": group},
        "text": _("The group is told what has to change, and can write again."),
        "url": reverse("workshops:group_give_back", kwargs={"pk": group.pk}),
        "submit": _("Give back with this reason"),
        "form": ReasonForm(prefix_id="giveback", label=_("What has to change")),
    }


def _crumbs(group: WorkGroup, region_page: bool) -> list[dict[str, Any]]:
    workshop = group.workshop
    if not region_page:
        return [
            {"label": _("My groups"), "url": reverse("workshops:my_groups")},
            {"label": workshop.title},
        ]
    return [
        {"label": group.enrolment, "url": group.enrolment.get_absolute_url()},
        {"label": workshop.title, "url": workshop.get_absolute_url()},
        {"label": _("Worksheets"), "url": group.worksheet.get_absolute_url()},
        {"label": group.title},
    ]
