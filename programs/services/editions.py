"""How does a year's guidance come into use, and when does it no longer change?

`load`, `open_`, `withdraw`, `freeze` and `enforce` move an edition; what it says is changed in
`edition_changes`.
"""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs import notices
from programs.guidance import files
from programs.guidance.usual import complete
from programs.models import Cohort, EditionState, Enrolment, GuidanceEdition
from programs.services import edition_rows
from programs.states import EDITION
from smartcity_portal.kit.machine import Blocked

FOLDER = Path(__file__).resolve().parent.parent / "editions"


def load_file(path: Path | str, *, by: User | None) -> GuidanceEdition:
    """Load one edition file, or a shipped one by its year: load_file("2019", by=…)."""
    path = Path(path)
    if not path.suffix:
        path = FOLDER / f"{path}.toml"
    return load(tomllib.loads(path.read_text(encoding="utf-8")), by=by)


@transaction.atomic
def load(data: dict[str, Any], *, by: User | None) -> GuidanceEdition:
    """Write an edition into rows and into use; an unfrozen one of the same revision is replaced.

    Loading the same content again changes nothing. Raises Blocked when the edition is frozen
    and the content differs, and when the content does not hold together.
    """
    data = complete(data)
    edition = (
        GuidanceEdition.objects.select_for_update()
        .filter(year=data["year"], revision=data["revision"])
        .first()
    )
    permission.require("programs.manage_edition", edition, by=by)
    if edition is not None:
        if is_same(export(edition), data):
            return edition
        require_changeable(edition)
        edition.version += 1
    files.require_sound(data)
    edition = edition or GuidanceEdition(year=data["year"], revision=data["revision"])
    edition.state = EditionState.OPEN
    edition_rows.write(edition, data)
    history.record("programs.guidanceedition.load", edition, by=by, revision=edition.revision)
    return edition


def is_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Compare sources as a set: a database may return the keys of an object in its own order."""
    one, other = complete(one), complete(other)
    return {**one, "sources": sorted(one["sources"])} == {
        **other,
        "sources": sorted(other["sources"]),
    }


def export(edition: GuidanceEdition) -> dict[str, Any]:
    """Return the edition in the shape of its file: what load() accepts."""
    return edition_rows.read(edition)


def require_changeable(edition: GuidanceEdition) -> None:
    """Raise Blocked when a cohort already works with this edition."""
    if edition.state == EditionState.FROZEN:
        raise Blocked(
            [
                _(
                    "The guidance edition %(edition)s is frozen because a cohort has started with it. Make a new revision instead."
                )
                % {"edition": edition}
            ]
        )


@transaction.atomic
def open_(edition: GuidanceEdition, *, by: User) -> GuidanceEdition:
    """Take a draft into use, so that everybody reads it and a cohort can go by it."""
    edition = locked(edition)
    EDITION.take("open", edition, by=by)
    files.require_sound(export(edition))
    edition.save(update_fields=["state"])
    history.record("programs.guidanceedition.open", edition, by=by)
    return edition


@transaction.atomic
def withdraw(edition: GuidanceEdition, *, by: User) -> GuidanceEdition:
    """Take an edition that no cohort uses back into draft."""
    edition = locked(edition)
    EDITION.take("withdraw", edition, by=by)
    edition.save(update_fields=["state"])
    history.record("programs.guidanceedition.withdraw", edition, by=by)
    return edition


@transaction.atomic
def freeze(edition: GuidanceEdition, *, by: User | None) -> GuidanceEdition:
    """Let nobody change this edition any more; called when the first region enrols."""
    edition = locked(edition)
    if edition.state != EditionState.FROZEN:
        edition.state = EditionState.FROZEN
        edition.save(update_fields=["state"])
        history.record("programs.guidanceedition.freeze", edition, by=by)
    return edition


@transaction.atomic
def enforce(edition: GuidanceEdition, *, version: int, by: User) -> GuidanceEdition:
    """Let the cohorts of its year go by this revision from now on; their regions are told.

    `version` is the one whose effects were read. What regions already have is moved by
    workshops.services.revisions, which calls this.
    """
    edition = locked(edition)
    EDITION.take("enforce", edition, by=by)
    require_version(edition, version)
    files.require_sound(export(edition))
    cohorts = list(Cohort.objects.select_for_update().overtaken_by(edition))
    if not cohorts:
        raise Blocked(
            [
                _("No cohort goes by an edition of %(year)s. Take this one into use instead.")
                % {"year": edition.year}
            ]
        )
    enrolments = list(Enrolment.objects.filter(cohort__in=cohorts).with_names())
    edition.state = EditionState.FROZEN if enrolments else EditionState.OPEN
    edition.save(update_fields=["state"])
    Cohort.objects.filter(pk__in=[cohort.pk for cohort in cohorts]).update(edition=edition)
    words = {"revision": edition.revision, "reason": edition.reason}
    history.record("programs.guidanceedition.enforce", edition, by=by, reason=edition.reason)
    for cohort in cohorts:
        history.record("programs.cohort.revise", cohort, by=by, **words)
    for enrolment in enrolments:
        history.record("programs.enrolment.revise", enrolment, by=by, **words)
        notices.guidance_revised(enrolment, edition, by=by)
    return edition


def locked(edition: GuidanceEdition) -> GuidanceEdition:
    return GuidanceEdition.objects.select_for_update().get(pk=edition.pk)


def require_version(edition: GuidanceEdition, version: int) -> None:
    """Raise Blocked when somebody has changed the edition since it was read."""
    if edition.version != version:
        raise Blocked(
            [
                _(
                    "Somebody has changed this edition since you opened the page. Read what changes again."
                )
            ]
        )
