"""How does a year's guidance become rows, and rows a file again? Frozen once a cohort starts."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs.models import EditionState, GuidanceEdition
from programs.services import edition_rows
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
    """Write an edition into rows; an unfrozen one of the same revision is replaced.

    Loading the same content again changes nothing. Raises Blocked when the edition is frozen
    and the content differs.
    """
    edition = (
        GuidanceEdition.objects.select_for_update()
        .filter(year=data["year"], revision=data["revision"])
        .first()
    )
    permission.require("programs.manage_edition", edition, by=by)
    if edition is not None:
        if _in_any_order(export(edition)) == _in_any_order(data):
            return edition
        require_changeable(edition)
    edition = edition or GuidanceEdition(year=data["year"], revision=data["revision"])
    edition.state = EditionState.OPEN
    edition_rows.write(edition, data)
    history.record("programs.guidanceedition.load", edition, by=by, revision=edition.revision)
    return edition


def _in_any_order(data: dict[str, Any]) -> dict[str, Any]:
    """Compare sources as a set: a database may return the keys of an object in its own order."""
    return {**data, "sources": sorted(data["sources"])}


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
def freeze(edition: GuidanceEdition, *, by: User | None) -> GuidanceEdition:
    """Let nobody change this edition any more; called when the first region enrols."""
    edition = GuidanceEdition.objects.select_for_update().get(pk=edition.pk)
    if edition.state != EditionState.FROZEN:
        edition.state = EditionState.FROZEN
        edition.save(update_fields=["state"])
        history.record("programs.guidanceedition.freeze", edition, by=by)
    return edition


def export(edition: GuidanceEdition) -> dict[str, Any]:
    """Return the edition in the shape of its file: what load() accepts."""
    return edition_rows.read(edition)
