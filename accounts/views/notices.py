"""What was I told? The inbox, and for the ministry the mail that has not left yet."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.models import Invitation, Notice
from accounts.requests import SignedInRequest
from accounts.sending import send_soon, try_again_now
from accounts.services import notices as service
from smartcity_portal.kit import formats

PAGE = 30


@login_required
def notice_list(request: SignedInRequest) -> HttpResponse:
    mine = Notice.objects.visible_to(request.user)
    unread = mine.unread().count()
    only_unread = request.GET.get("lihat") == "belum"
    page = Paginator(mine.unread() if only_unread else mine, PAGE).get_page(request.GET.get("page"))
    url = reverse("accounts:notices")
    context = {
        "page": page,
        "rows": [_row(notice) for notice in page],
        "unread": unread,
        "views": [
            {"label": _("All"), "url": url, "current": not only_unread},
            {
                "label": _("Unread"),
                "url": f"{url}?lihat=belum",
                "count": unread,
                "current": only_unread,
            },
        ],
        "only_unread": only_unread,
    }
    return render(request, "accounts/notices.html", context)


def _row(notice: Notice) -> dict[str, Any]:
    words = notice.words
    return {
        "title": words.title,
        "text": words.body,
        "reason": words.reason,
        "when": formats.moment(notice.created_at),
        "unread": notice.read_at is None,
        "url": reverse("accounts:notice_open", args=[notice.pk]) if notice.url else "",
    }


@login_required
def notice_open(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mark the notice as read and go where it points."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    service.mark_read(request.user, pk=notice.pk)
    safe = url_has_allowed_host_and_scheme(notice.url, allowed_hosts={request.get_host()})
    return redirect(notice.url if notice.url and safe else "accounts:notices")


@login_required
@require_POST
def notices_read(request: SignedInRequest) -> HttpResponse:
    """Mark everything as read."""
    count = service.mark_read(request.user)
    messages.success(
        request,
        ngettext("%(count)s notice marked as read.", "%(count)s notices marked as read.", count)
        % {"count": count},
    )
    return redirect("accounts:notices")


@login_required
def outbox(request: SignedInRequest) -> HttpResponse:
    """Show the mail that has not left yet."""
    if not request.user.has_perm("accounts.view_outbox"):
        raise PermissionDenied
    waiting = Notice.objects.unmailed().select_related("to").order_by("created_at", "pk")
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_waiting_row(notice) for notice in page],
        "invitations": [_invitation_row(row) for row in Invitation.objects.unmailed()[:PAGE]],
        "columns": [{"label": _("To")}, {"label": _("Subject")}, {"label": _("Waiting since")}],
    }
    return render(request, "accounts/outbox.html", context)


def _waiting_row(notice: Notice) -> dict[str, Any]:
    when = {"text": formats.moment(notice.created_at)}
    return {"title": str(notice.to), "cells": [{"text": notice.title, "lift": True}, when]}


def _invitation_row(invitation: Invitation) -> dict[str, Any]:
    when = {"text": formats.moment(invitation.created_at)}
    subject = {"text": _("Invitation: %(promise)s") % {"promise": invitation.promise_text}}
    return {"title": invitation.name, "cells": [{**subject, "lift": True}, when]}


@login_required
@require_POST
def outbox_send(request: SignedInRequest) -> HttpResponse:
    """Try to send everything that waits, now."""
    if not request.user.has_perm("accounts.view_outbox"):
        raise PermissionDenied
    waiting = [
        *(("accounts.tasks.mail_notice", notice.pk) for notice in Notice.objects.unmailed()[:200]),
        *(("accounts.tasks.mail_invitation", i.pk) for i in Invitation.objects.unmailed()[:200]),
    ]
    try_again_now()
    sent = [send_soon(task, pk) for task, pk in waiting]
    if all(sent):
        messages.success(request, _("The mail is on its way."))
    else:
        messages.error(
            request,
            _("The work queue can't be reached right now. The mail stays here and leaves later."),
        )
    return redirect("accounts:outbox")
