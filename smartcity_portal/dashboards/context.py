"""What does every page's frame show? The person's roles, the menu, unread notices."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import Notice
from smartcity_portal.dashboards.menus import menu_of
from smartcity_portal.dashboards.roles import chosen_role, roles_in
from smartcity_portal.demo.people import on_offer
from smartcity_portal.kit import clock


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the frame of the page for templates, worked out when a template first asks."""
    return {"shell": SimpleLazyObject(lambda: _frame(request))}


def _frame(request: HttpRequest) -> dict[str, Any]:
    frame: dict[str, Any] = {
        "demo": settings.PORTAL_DEMO,
        "demo_day": clock.today() if settings.PORTAL_TODAY else None,
        "roles": [],
        "nav": [],
    }
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return frame | {"demo_people": SimpleLazyObject(_demo_people)}
    roles = roles_in(request)
    role = chosen_role(request, roles)
    return frame | {
        "roles": roles,
        "role": role.key if role else "",
        "role_label": role.label if role else "",
        "place": role.detail if role else str(user),
        "nav": menu_of(role.key if role else "", request),
        "notices_unread": Notice.objects.filter(to=user, read_at=None).count(),
    }


def _demo_people() -> list[dict[str, str]]:
    """List the accounts that a demo offers on its sign-in page; nobody elsewhere."""
    return on_offer() if settings.PORTAL_DEMO else []
