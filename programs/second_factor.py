"""Who of the programme must sign in with a second factor, and why?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.second_factor import register
from programs.people import relations_of


@register
def ministry(user: User) -> Any:
    if relations_of(user).ministry:
        return _("You work for the ministry and see every region.")
    return ""


@register
def assessor(user: User) -> Any:
    if relations_of(user).assessed:
        return _("You assess regions.")
    return ""


@register
def signatory(user: User) -> Any:
    if relations_of(user).held_offices:
        return _("You sign commitments in your own name.")
    return ""
