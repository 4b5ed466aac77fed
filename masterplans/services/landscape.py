"""How is a section turned onto landscape pages, and back?"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.services import history
from masterplans.models import Section
from masterplans.services.sections import open_section


@transaction.atomic
def turn(section: Section, landscape: bool, *, by: Any) -> Section:
    """Print a section on landscape pages, or upright again; refused while nobody may write in it."""
    if not by.has_perm("masterplans.edit_section", section):
        raise PermissionDenied("masterplans.edit_section")
    section = open_section(section, by=by)
    if section.landscape == landscape:
        return section
    section.landscape = landscape
    section.save(update_fields=["landscape"])
    verb = "masterplans.section.turn" if landscape else "masterplans.section.turn_back"
    history.record(verb, section, by=by)
    return section
