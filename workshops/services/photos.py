"""How do photos of a bimtek or a visit come in: several at once, checked one by one, without metadata?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from smartcity_portal.kit import blobs, uploads
from smartcity_portal.kit.machine import Blocked
from workshops.models import AgendaSession, FieldVisit, Photo, Workshop
from workshops.services.minutes import required

MOST_AT_ONCE = 20
MOST_IN_ALL = 300


@dataclass
class Added:
    """What came of an upload: the new photos, and a sentence for each file that was refused."""

    photos: list[Photo] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def add(
    place: Workshop | FieldVisit,
    files: Sequence[IO[bytes]],
    *,
    by: User,
    session: AgendaSession | None = None,
    caption: str = "",
    alt: str = "",
    is_example: bool = False,
    at: datetime | None = None,
) -> Added:
    """Store the pictures that can be read; the others are named, and stop nobody.

    Raises Blocked for too many at once, PermissionDenied.
    """
    place = place.meeting if isinstance(place, Workshop) else place
    permission.require("workshops.add_photo", place, by=by)
    if len(files) > MOST_AT_ONCE:
        raise Blocked([_("Choose at most %(most)d photos at once.") % {"most": MOST_AT_ONCE}])
    added = Added()
    clean: list[tuple[str, bytes, int, int]] = []
    for file in files:
        name = getattr(file, "name", "") or _("Photo")
        try:
            clean.append((name, *uploads.clean_image(file)))
        except ValidationError as error:
            added.refused.append(f"{name}: {' '.join(error.messages)}")
    words = {"caption": " ".join(caption.split())[:200], "alt": " ".join(alt.split())[:300]}
    facts = {"session": session, "is_example": is_example, **words}
    _store(place, clean, added, by=by, at=at, facts=facts)
    return added


@transaction.atomic
def _store(
    place: Workshop | FieldVisit,
    clean: list[tuple[str, bytes, int, int]],
    added: Added,
    *,
    by: User,
    at: datetime | None,
    facts: dict,
) -> None:
    type(place).objects.select_for_update(of=("self",)).get(pk=place.pk)
    column = "visit" if isinstance(place, FieldVisit) else "workshop"
    known = set(place.photos.values_list("sha256", flat=True))
    for name, content, width, height in clean:
        sha256 = blobs.put(content)
        if sha256 in known:
            added.refused.append(_("%(name)s: this photo is there already.") % {"name": name})
            continue
        if len(known) >= MOST_IN_ALL:
            added.refused.append(
                _("%(name)s: there are %(most)d photos already; remove some first.")
                % {"name": name, "most": MOST_IN_ALL}
            )
            continue
        known.add(sha256)
        photo = Photo.objects.create(
            **{column: place},
            sha256=sha256,
            small_sha256=blobs.put(uploads.small_copy(content)),
            width=width,
            height=height,
            size=len(content),
            uploaded_by=by,
            uploaded_at=at or timezone.now(),
            **facts,
        )
        added.photos.append(photo)
    if added.photos:
        history.record("workshops.photo.add", place, by=by, at=at, count=len(added.photos))


@transaction.atomic
def describe(
    photo: Photo,
    *,
    by: User,
    caption: str,
    alt: str,
    session: AgendaSession | None = None,
    printed: bool = True,
) -> Photo:
    """Say what a photo shows, for readers and for those who do not see it."""
    photo = _locked(photo)
    permission.require("workshops.describe_photo", photo, by=by)
    if session is not None and session.workshop_id != photo.workshop_id:
        raise Blocked([_("This session belongs to another bimtek.")])
    photo.caption, photo.alt = " ".join(caption.split())[:200], " ".join(alt.split())[:300]
    photo.session, photo.printed = session, printed
    photo.save(update_fields=["caption", "alt", "session", "printed"])
    history.record("workshops.photo.describe", _place_of(photo), by=by, caption=photo.caption)
    return photo


@transaction.atomic
def remove(photo: Photo, *, by: User, reason: str) -> None:
    """Take a photo out, for instance because somebody on it asks. Agreed minutes keep theirs."""
    photo = _locked(photo)
    permission.require("workshops.remove_photo", photo, by=by)
    reason = required(reason)
    history.record(
        "workshops.photo.remove",
        _place_of(photo),
        by=by,
        caption=str(photo),
        reason=reason,
    )
    photo.delete()


def _locked(photo: Photo) -> Photo:
    return Photo.objects.with_names().select_for_update(of=("self",)).get(pk=photo.pk)


def _place_of(photo: Photo) -> Workshop | FieldVisit:
    place = photo.visit or photo.workshop
    assert place is not None, "a photo shows a meeting or a visit"
    return place
