"""How do the councils, teams and forums of an enrolment leave and enter as a spreadsheet?"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from programs.models import Body, Enrolment
from programs.services import bodies
from smartcity_portal.kit.sheets import Choice, Column, Day, Row, Sheet, Text, register


def _rows(enrolment: Enrolment, user: User) -> Iterator[dict[str, Any]]:
    for body in enrolment.bodies.all():
        yield {
            "id": body.pk,
            "kind": body.kind,
            "decree": body.decree,
            "decreed_on": body.decreed_on,
            "members": body.members,
        }


def _save(enrolment: Enrolment, row: Row, *, by: User) -> None:
    known = Body.objects.filter(pk=row.id).first()
    facts = {"decreed_on": known.decreed_on if known else None, **row}
    bodies.decree(enrolment, by=by, **facts)


register(
    Sheet(
        name="programs.bodies",
        title=_("Local bodies"),
        scope=Enrolment,
        columns=[
            Column("kind", _("Kind"), Choice(Body.Kind), required=True, width=30),
            Column("decree", _("Number of the decree"), Text(120), required=True),
            Column("decreed_on", _("Date of the decree"), Day()),
            Column("members", _("Members"), Text(lines=True)),
        ],
        key=("kind",),
        rows=_rows,
        save=_save,
        may_export="programs.view_enrolment",
        may_import="programs.decree_body",
        page=lambda enrolment: enrolment.get_absolute_url(),
    )
)
