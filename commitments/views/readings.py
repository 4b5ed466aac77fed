"""What became of the uploads of signed paper that this person has sent lately?"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from accounts.job_cards import card
from accounts.models import Job, JobState, User
from commitments.models import Scan
from commitments.services import reading
from programs.models import Enrolment

SHOWN_FOR = dt.timedelta(hours=1)
MOST_SHOWN = 60


@dataclass(frozen=True)
class Reading:
    """One upload on its way, or what became of it: `card` is set while it is being read.

    Settled is what needs nobody to choose a page or to send it again.
    """

    name: str
    card: dict[str, Any] | None = None
    taken: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    url: str = ""
    is_settled: bool = False


def readings(enrolment: Enrolment, user: User) -> list[Reading]:
    """This person's uploads of the last hour, the newest first; two queries."""
    rows = _recent(Job.objects.about(enrolment).visible_to(user))
    done = [pk for job in rows for pk in job.result.get("scans", [])]
    filed = set(Scan.objects.filter(pk__in=done, filing__isnull=False).values_list("pk", flat=True))
    return [_reading(job, filed) for job in rows]


def _recent(rows: QuerySet[Job]) -> list[Job]:
    since = timezone.now() - SHOWN_FOR
    found = rows.filter(kind__in=reading.KINDS, created_at__gte=since)
    return list(found.exclude(state=JobState.CANCELLED)[:MOST_SHOWN])


def _reading(job: Job, filed: set[int]) -> Reading:
    name = job.arguments["name"]
    if job.is_active:
        return Reading(name, card=card(job) | {"title": name})
    if job.state == JobState.FAILED:
        return Reading(name, refused=[job.error])
    return Reading(
        name,
        taken=_told(job.result["scans"], filed),
        refused=[reading.said(leaf, why) for leaf, why in job.result["refused"]],
        url=job.result["url"],
        is_settled=not job.result["refused"] and filed.issuperset(job.result["scans"]),
    )


def _told(taken: Iterable[int], filed: set[int]) -> list[str]:
    """In words: how many pages were filed by their codes, and how many wait for a hand."""
    by_code = sum(pk in filed for pk in taken)
    by_hand = sum(pk not in filed for pk in taken)
    sentences = []
    if by_code:
        text = ngettext(
            "%(count)d scan has been filed. Somebody else checks it now.",
            "%(count)d scans have been filed. Somebody else checks them now.",
            by_code,
        )
        sentences.append(text % {"count": by_code})
    if by_hand:
        text = ngettext(
            "On %(count)d scan no QR code could be read. Choose by hand what it shows.",
            "On %(count)d scans no QR code could be read. Choose by hand what they show.",
            by_hand,
        )
        sentences.append(text % {"count": by_hand})
    return sentences
