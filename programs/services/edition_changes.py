"""How does the ministry change what an edition says: part by part, by file, by clone, by revision?"""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import HistoryEntry, User
from accounts.services import history, permission
from programs.guidance import files
from programs.guidance.changes import PartChanges, compare
from programs.guidance.faults import faults_in
from programs.guidance.parts import Location, Part, Values
from programs.guidance.shape import Fault
from programs.models import EditionState, GuidanceEdition
from programs.services import edition_rows
from programs.services.editions import (
    export,
    is_same,
    locked,
    require_changeable,
    require_version,
)
from smartcity_portal.kit.machine import Blocked


class Faulty(Blocked):
    """The part does not hold together; each fault knows its place in the edition."""

    def __init__(self, faults: list[Fault], data: Values) -> None:
        self.faults = faults
        super().__init__(files.said(fault.location, fault.text, data) for fault in faults)


class Conflict(Exception):
    """Somebody saved the same part meanwhile: who, and what differs from what was typed."""

    def __init__(self, last: HistoryEntry | None, changes: list[PartChanges], stamp: str) -> None:
        self.last, self.changes, self.stamp = last, changes, stamp
        super().__init__("conflict")


@transaction.atomic
def save_part(
    edition: GuidanceEdition,
    part: Part,
    values: Values,
    marks: dict[Location, bool],
    *,
    seen: str,
    by: User,
) -> GuidanceEdition:
    """Write one part of an edition; `seen` is the stamp of the content that the form showed.

    Raises Faulty for what does not hold, Conflict when the part was saved by somebody meanwhile.
    A draft may be unfinished in other parts; an edition in use must hold together as a whole.
    """
    edition = locked(edition)
    permission.require("programs.manage_edition", edition, by=by)
    require_changeable(edition)
    before = export(edition)
    after = part.write(before, values, marks)
    if part.stamp(before) != seen and part.stamp(before) != part.stamp(after):
        last = history.history_of(edition).first()
        raise Conflict(last, _differences(before, after), part.stamp(before))
    faults = faults_in(after)
    if edition.state == EditionState.DRAFT:
        faults = [fault for fault in faults if part.owns(fault.location)]
    if faults:
        raise Faulty(faults, after)
    if after != before:
        _write(edition, after)
        history.record("programs.guidanceedition.change", edition, by=by, part=str(part.title))
    return edition


def _differences(before: Values, after: Values) -> list[PartChanges]:
    try:
        return compare(before, after)
    except (KeyError, TypeError):
        return []


def _write(edition: GuidanceEdition, data: Values) -> None:
    edition.version += 1
    edition_rows.write(edition, data)


@transaction.atomic
def clone(edition: GuidanceEdition, *, year: int, by: User) -> GuidanceEdition:
    """Copy an edition as the draft of another year."""
    permission.require("programs.manage_edition", edition, by=by)
    if not 2017 <= year <= 2100:
        raise Blocked([_("Write a year from 2017 to 2100.")])
    if year == edition.year:
        raise Blocked([_("Choose another year; for the same year make a new revision.")])
    copied = _copy(edition, year=year, reason="")
    history.record(
        "programs.guidanceedition.clone", copied, by=by, year=edition.year,
        revision=edition.revision,
    )  # fmt: skip
    return copied


@transaction.atomic
def revise(edition: GuidanceEdition, *, reason: str, by: User) -> GuidanceEdition:
    """Begin a new revision of a frozen edition as a draft; the reason stays with it."""
    edition = locked(edition)
    permission.require("programs.manage_edition", edition, by=by)
    if edition.state != EditionState.FROZEN:
        raise Blocked([_("This edition can still be changed itself; no revision is needed.")])
    revised = _copy(edition, year=edition.year, reason=_required(reason))
    history.record("programs.guidanceedition.revise", revised, by=by, reason=revised.reason)
    return revised


def _required(reason: str) -> str:
    if not reason.strip():
        raise Blocked([_("Write the reason: regions that work by this edition will read it.")])
    return reason.strip()


def _copy(edition: GuidanceEdition, *, year: int, reason: str) -> GuidanceEdition:
    copied = GuidanceEdition(
        year=year, revision=next_revision(year), based_on=edition, reason=reason
    )
    edition_rows.write(copied, export(edition))
    return copied


def next_revision(year: int) -> int:
    last = GuidanceEdition.objects.filter(year=year).aggregate(last=Max("revision"))["last"]
    return (last or 0) + 1


@transaction.atomic
def discard(edition: GuidanceEdition, *, by: User) -> None:
    """Throw a draft away that nothing goes by; history keeps that it was there."""
    edition = locked(edition)
    permission.require("programs.manage_edition", edition, by=by)
    if edition.state != EditionState.DRAFT:
        raise Blocked([_("Only a draft can be thrown away.")])
    if edition.successors.exists() or edition.cohorts.exists():
        raise Blocked([_("Another edition or a cohort was made from this draft; it stays.")])
    history.record(
        "programs.guidanceedition.discard", edition, by=by, year=edition.year,
        revision=edition.revision,
    )  # fmt: skip
    edition.delete()


@dataclass(frozen=True)
class Intake:
    """What importing a file would do: "new", "replace", "revision" or "same".

    `edition` is the one it is compared with and, for "replace", the one that is written.
    """

    kind: str
    data: Values
    revision: int
    edition: GuidanceEdition | None = None
    changes: list[PartChanges] = field(default_factory=list)

    @property
    def version(self) -> int:
        return self.edition.version if self.edition else 0

    @property
    def needs_reason(self) -> bool:
        return self.kind == "revision"


def intake(data: Values, *, expected: GuidanceEdition | None = None) -> Intake:
    """Say what importing the data of a file would do, without doing it.

    `expected` is the edition on whose page the file was chosen. Raises Blocked for another year.
    """
    files.require_sound(data)
    year = data["year"]
    if expected is not None and year != expected.year:
        words = {"found": year, "year": expected.year}
        raise Blocked(
            [
                _("This file is the guidance of %(found)s, not of %(year)s. Nothing was changed.")
                % words
            ]
        )
    editions = GuidanceEdition.objects.filter(year=year)
    same = expected or editions.filter(revision=data["revision"]).first()
    if same is None:
        latest = editions.order_by("-revision").first()
        changes = compare(export(latest), data) if latest else []
        kind = "revision" if latest and latest.state == EditionState.FROZEN else "new"
        return Intake(kind, data, next_revision(year), latest, changes)
    changes = compare(export(same), data)
    if is_same(export(same), {**data, "revision": same.revision}):
        return Intake("same", data, same.revision, same)
    if same.state == EditionState.FROZEN:
        return Intake("revision", data, next_revision(year), same, changes)
    return Intake("replace", data, same.revision, same, changes)


@transaction.atomic
def take_in(
    data: Values,
    *,
    by: User,
    version: int,
    reason: str = "",
    expected: GuidanceEdition | None = None,
) -> GuidanceEdition:
    """Do what intake() said; `version` is that of the edition that was compared with, 0 for none."""
    permission.require("programs.manage_edition", expected, by=by)
    planned = intake(data, expected=expected)
    edition = locked(planned.edition) if planned.edition else None
    if edition is not None and planned.kind != "same":
        require_version(edition, version)
    if planned.kind == "same" and edition is not None:
        return edition
    if planned.kind == "replace" and edition is not None:
        require_changeable(edition)
    else:
        told = _required(reason) if planned.needs_reason else ""
        edition = GuidanceEdition(
            year=data["year"], revision=planned.revision, based_on=edition, reason=told, version=0
        )
    _write(edition, data)
    history.record("programs.guidanceedition.import", edition, by=by, revision=edition.revision)
    return edition
