"""Into which relations can people be invited, and how is the promise kept?"""

from functools import partial
from typing import Any

from accounts.models import User
from accounts.services import invitations
from programs.services import conflicts, relations


def _grant(relation: str, user: User, subject: Any, by: User) -> None:
    relations.grant(relation, user, subject, by=by)


for _name, _relation in relations.RELATIONS.items():
    invitations.register(
        _name,
        invitations.Promise(
            label=_relation.label,
            permission=_relation.invite,
            place=relations.place_of,
            grant=partial(_grant, _name),
            reasons_against=partial(conflicts.reasons_against_inviting, _name),
        ),
    )
