"""In which roles does a person use the portal, and which one did they choose last?"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.models import Agency, Coordinator, MinistryMember, Observer
from programs.people import Relations, relations_of

LABELS = {
    "ministry": gettext_lazy("Ministry"),
    "mentor": gettext_lazy("Mentor"),
    "coordinator": gettext_lazy("Coordinator"),
    "signatory": gettext_lazy("Signatory"),
    "writer": gettext_lazy("Agency (OPD)"),
    "assessor": gettext_lazy("Assessor"),
    "observer": gettext_lazy("Observer"),
}
CHOSEN = "role"


@dataclass(frozen=True)
class Role:
    """One role of a person: its key, its name, and where it is played."""

    key: str
    detail: str = ""

    @property
    def label(self) -> Any:
        return LABELS[self.key]


def roles_of(user) -> list[Role]:
    """Return the person's roles, the one with the widest duty first."""
    relations = relations_of(user)
    held = {
        "ministry": relations.ministry,
        "mentor": bool(relations.mentored),
        "coordinator": bool(relations.coordinated_regions),
        "signatory": bool(relations.held_offices),
        "writer": bool(relations.agencies),
        "assessor": bool(relations.assessed),
        "observer": relations.observes_all or bool(relations.observed_regions),
    }
    return [Role(key, _place(key, user, relations)) for key, holds in held.items() if holds]


def roles_in(request: HttpRequest) -> list[Role]:
    """Return the roles of the request's person; read once, the page and its frame both ask."""
    kept = request.__dict__
    if "_roles" not in kept:
        kept["_roles"] = roles_of(request.user)
    return kept["_roles"]


def chosen_role(request: HttpRequest, roles: list[Role]) -> Role | None:
    """Return the role chosen last, else the first; None for somebody without any."""
    wanted = request.session.get(CHOSEN, "")
    return next((role for role in roles if role.key == wanted), roles[0] if roles else None)


def _place(key: str, user, relations: Relations) -> str:
    if key == "ministry":
        member = MinistryMember.objects.active().filter(user=user).first()
        return member.unit if member else ""
    if key == "coordinator":
        names = (
            Coordinator.objects.active().filter(user=user).values_list("region__name", flat=True)
        )
        return _few(list(names))
    if key == "writer":
        agencies = Agency.objects.filter(pk__in=relations.agencies).values_list(
            "short_name", flat=True
        )
        return _few(list(agencies))
    if key == "observer" and not relations.observes_all:
        observed = Observer.objects.active().filter(user=user).exclude(region=None)
        return _few(list(observed.values_list("region__name", flat=True)))
    return str(user)


def _few(names: list[str]) -> str:
    if len(names) <= 2:
        return ", ".join(names)
    return _("%(first)s and %(count)d more") % {"first": names[0], "count": len(names) - 1}
