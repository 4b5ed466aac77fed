"""Into which relations of a bimtek can people be invited? Scribes of groups, by a link."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services import invitations
from workshops.models import WorkGroup
from workshops.services import worksheets


def _place(group: WorkGroup) -> str:
    return f"{group}, {group.workshop.title}, {group.enrolment.region}"


def _grant(user: User, group: Any, by: User) -> None:
    worksheets.make_scribe(group, user, by=by)


invitations.register(
    "scribe",
    invitations.Promise(
        label=_("Scribe of the group"),
        permission="workshops.invite_scribe",
        place=_place,
        grant=_grant,
    ),
)
