"""How does a file come to a bimtek or a session, change its place, and leave again?"""

from datetime import datetime
from typing import IO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from smartcity_portal.kit import blobs
from smartcity_portal.kit.documents import clean_document
from smartcity_portal.kit.machine import Blocked
from workshops.models import AgendaSession, Material, Workshop
from workshops.services.agenda import locked


@transaction.atomic
def add(
    workshop: Workshop,
    file: IO[bytes],
    *,
    by: User | None,
    name: str = "",
    title: str = "",
    session: AgendaSession | None = None,
    is_example: bool = False,
    at: datetime | None = None,
) -> Material:
    """Store a file in the room's materials, last in order. Raises ValidationError for a wrong file."""
    meeting = locked(workshop)
    permission.require("workshops.add_material", meeting, by=by)
    _of_this_meeting(meeting, session)
    content, file_name = clean_document(file, name or getattr(file, "name", ""))
    sha256 = blobs.put(content)
    twin = meeting.materials.filter(file_sha256=sha256, session=session).first()
    if twin:
        raise Blocked([_("This file is there already: “%(title)s”.") % {"title": twin.title}])
    last = meeting.materials.order_by("-order").values_list("order", flat=True).first() or 0
    material = Material.objects.create(
        workshop=meeting,
        session=session,
        title=title.strip() or file_name.rpartition(".")[0],
        file_sha256=sha256,
        file_name=file_name,
        size=len(content),
        order=last + 1,
        uploaded_by=by,
        uploaded_at=at or timezone.now(),
        is_example=is_example,
    )
    history.record("workshops.material.add", meeting, by=by, at=at, title=material.title)
    return material


@transaction.atomic
def change(
    material: Material, *, by: User, title: str, session: AgendaSession | None = None
) -> Material:
    """Give a material another title or session."""
    material = _locked(material)
    permission.require("workshops.change_material", material, by=by)
    _of_this_meeting(material.workshop, session)
    material.title, material.session = title.strip(), session
    material.save(update_fields=["title", "session"])
    history.record("workshops.material.change", material.workshop, by=by, title=material.title)
    return material


@transaction.atomic
def move(material: Material, *, by: User, up: bool) -> None:
    """Let a material change places with its neighbour; the first and the last stay."""
    material = _locked(material)
    permission.require("workshops.change_material", material, by=by)
    rows = list(material.workshop.materials.filter(session=material.session_id))
    place = rows.index(material)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for order, row in enumerate(rows, 1):
        row.order = order
    Material.objects.bulk_update(rows, ["order"])


@transaction.atomic
def remove(material: Material, *, by: User) -> None:
    """Take a material out of the list; who did it stays in history."""
    material = _locked(material)
    permission.require("workshops.remove_material", material, by=by)
    history.record("workshops.material.remove", material.workshop, by=by, title=material.title)
    material.delete()


def _locked(material: Material) -> Material:
    meeting = locked(material.workshop)
    material = Material.objects.get(pk=material.pk)
    material.workshop = meeting
    return material


def _of_this_meeting(meeting: Workshop, session: AgendaSession | None) -> None:
    if session is not None and session.workshop_id != meeting.pk:
        raise Blocked([_("The session belongs to another bimtek.")])
