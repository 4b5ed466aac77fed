"""How are people told? A stored row now, a mail once the transaction has committed."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from accounts import past
from accounts.models import Notice, User
from accounts.sending import send_soon
from accounts.words import NOTICE_KINDS, NoticeKind, subject_of


def register(name: str, *, title: Any, body: Any, reason: Any) -> str:
    """Register a kind of notice and return its name, e.g. "masterplans.chapter_approved"."""
    NOTICE_KINDS[name] = NoticeKind(title, body, reason)
    return name


def registered_kinds() -> dict[str, NoticeKind]:
    """Return all kinds of notice by name."""
    return dict(NOTICE_KINDS)


def tell(
    people: Iterable[User],
    kind: str,
    about: models.Model,
    *,
    by: User | None = None,
    url: str = "",
    **data: Any,
) -> list[Notice]:
    """Tell each active person once (never the one who acted) and mail them on commit.

    `url` defaults to the page of `about`. Nobody is told of the past. Raises KeyError when the
    kind has no words.
    """
    if kind not in NOTICE_KINDS:
        raise KeyError(kind)
    if past.moment():
        return []
    told = []
    for person in {
        p.pk: p for p in people if p.is_active and (by is None or p.pk != by.pk)
    }.values():
        notice = Notice.objects.create(
            to=person,
            kind=kind,
            subject=subject_of(about),
            url=url or _page_of(about),
            data={name: str(value) for name, value in data.items()},
        )
        transaction.on_commit(partial(send_soon, "accounts.tasks.mail_notice", notice.pk))
        told.append(notice)
    return told


def _page_of(about: models.Model) -> str:
    return about.get_absolute_url() if hasattr(about, "get_absolute_url") else ""


@transaction.atomic
def mark_read(user: User, *, pk: int | None = None) -> int:
    """Mark one or all unread notices of `user` as read; return how many."""
    unread = Notice.objects.filter(to=user, read_at=None)
    if pk is not None:
        unread = unread.filter(pk=pk)
    return unread.update(read_at=timezone.now())
