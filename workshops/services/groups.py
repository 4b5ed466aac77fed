"""How does a group hand in its worksheet, and what does the mentor answer?"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from smartcity_portal.kit.machine import Blocked
from workshops import notices
from workshops.models import GroupRemark, WorkGroup
from workshops.states import GROUP


@transaction.atomic
def hand_in(group: WorkGroup, *, by: User, at: datetime | None = None) -> WorkGroup:
    """The group is done. Raises Blocked while it has no row."""
    group = _moved("hand_in", group, by=by, at=at)
    notices.group_handed_in(group, by=by)
    return group


@transaction.atomic
def resume(group: WorkGroup, *, by: User, at: datetime | None = None) -> WorkGroup:
    """The group goes on writing: between two bimtek the work stays open."""
    return _moved("resume", group, by=by, at=at)


@transaction.atomic
def accept(group: WorkGroup, *, by: User, at: datetime | None = None) -> WorkGroup:
    """The mentor has read the rows and finds them good."""
    group = _moved("accept", group, by=by, at=at)
    notices.group_accepted(group, by=by)
    return group


@transaction.atomic
def give_back(group: WorkGroup, *, by: User, reason: str, at: datetime | None = None) -> WorkGroup:
    """The mentor asks the group to go on, and says with what. Raises Blocked without a reason."""
    group = _locked(group)
    permission.require("workshops.give_back_group", group, by=by)
    if not reason.strip():
        raise Blocked([_("Say what has to change.")])
    group = _moved("give_back", group, by=by, at=at, reason=reason.strip())
    _remark(group, reason, by=by, at=at, returned=True)
    notices.group_given_back(group, by=by, reason=reason.strip())
    return group


@transaction.atomic
def remark(group: WorkGroup, *, by: User, text: str, at: datetime | None = None) -> GroupRemark:
    """The mentor says something to the group; it goes on as before."""
    group = _locked(group)
    permission.require("workshops.remark_group", group, by=by)
    if not text.strip():
        raise Blocked([_("Write what you want to say.")])
    row = _remark(group, text, by=by, at=at)
    history.record("workshops.group.remark", group, by=by, at=at)
    notices.group_remarked(group, by=by, text=row.text)
    return row


def _remark(
    group: WorkGroup, text: str, *, by: User, at: datetime | None, returned: bool = False
) -> GroupRemark:
    return GroupRemark.objects.create(
        group=group, by=by, at=at or timezone.now(), text=text.strip()[:2000], returned=returned
    )


def _moved(verb: str, group: WorkGroup, *, by: User, at: datetime | None, **data: Any) -> WorkGroup:
    group = _locked(group)
    GROUP.take(verb, group, by=by)
    group.state_since = at or timezone.now()
    group.save(update_fields=["state", "state_since"])
    history.record(f"workshops.group.{verb}", group, by=by, at=at, **data)
    return group


def _locked(group: WorkGroup) -> WorkGroup:
    return WorkGroup.objects.select_for_update(of=("self",)).with_room().get(pk=group.pk)
