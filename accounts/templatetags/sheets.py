"""Which buttons does a list page show for its spreadsheet? Only what this person may do."""

from typing import Any

from django import template
from django.urls import reverse

from smartcity_portal.kit.sheets import find

register = template.Library()


@register.inclusion_tag("parts/sheet_actions.html", takes_context=True)
def sheet_actions(
    context: template.Context, name: str, scope: Any = None, *, named: bool = False
) -> dict[str, Any]:
    """Offer the list as XLSX and CSV, and its import; `named` for pages with several lists.

    Raises LookupError for an unknown list.
    """
    sheet = find(name)
    if sheet is None:
        raise LookupError(f"no list is registered as {name}")
    user = context["request"].user
    number = scope.pk if scope is not None else 0
    return {
        "title": sheet.title,
        "named": named,
        "exports": [
            {"label": ending.upper(), "url": reverse("sheets:export", args=[name, number, ending])}
            for ending in ("xlsx", "csv")
        ]
        if user.has_perm(sheet.may_export, scope)
        else [],
        "import_url": reverse("sheets:import", args=[name, number])
        if sheet.is_importable and user.has_perm(sheet.may_import, scope)
        else "",
    }
