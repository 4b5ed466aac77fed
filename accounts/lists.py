"""How do a person's notices and the mail that has not left become spreadsheets?"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Notice, User
from smartcity_portal.kit.sheets import Column, Moment, Sheet, Text, register

COLUMNS = [
    Column("at", _("At"), Moment()),
    Column("title", _("Notice"), Text(), width=60),
    Column("body", _("Text"), Text(lines=True), width=70),
    Column("reason", _("Why"), Text(), width=40),
    Column("read_at", _("Read"), Moment()),
    Column("mailed_at", _("Mailed"), Moment()),
]


def _row(notice: Notice) -> dict[str, Any]:
    words = notice.words
    return {
        "at": notice.created_at,
        "title": words.title,
        "body": words.body,
        "reason": words.reason,
        "read_at": notice.read_at,
        "mailed_at": notice.mailed_at,
    }


def _own(scope: None, user: User) -> Iterator[dict[str, Any]]:
    for notice in Notice.objects.filter(to=user):
        yield _row(notice)


def _waiting(scope: None, user: User) -> Iterator[dict[str, Any]]:
    for notice in Notice.objects.unmailed().select_related("to"):
        yield {"to": notice.to.name, **_row(notice)}


register(
    Sheet(
        name="accounts.notices",
        title=_("Notices"),
        scope=None,
        columns=COLUMNS,
        rows=_own,
        may_export="accounts.view_own",
        page=lambda scope: reverse("accounts:notices"),
    )
)
register(
    Sheet(
        name="accounts.outbox",
        title=_("Mail not yet sent"),
        scope=None,
        columns=[Column("to", _("To"), Text()), *COLUMNS[:4]],
        rows=_waiting,
        may_export="accounts.view_outbox",
        page=lambda scope: reverse("accounts:outbox"),
    )
)
