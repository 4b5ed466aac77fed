"""How does each person stand in one version of a sheet? Facts only; pages and interfaces find words.

Who was asked, declined or hesitates is nobody else's business: they have not signed, no more.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from commitments.models import OUTSIDE_ROUTES, Route, SheetVersion, Signatory, Signature
from commitments.services import outside_proofs


class Standing(StrEnum):
    """What can be said of one person's signature in the version at hand."""

    SIGNED = "signed"
    ON_PAPER = "on_paper"
    REVOKED = "revoked"
    SINCE = "signed_since"
    NOT_YET = "not_yet"


COUNTS = {Standing.SIGNED, Standing.ON_PAPER}


@dataclass(frozen=True)
class Person:
    """One person on a sheet as the public may know them: no NIP, no address, no account.

    `instead_of` and `mandate` are set where somebody else signs than the paper names. `issuer` and
    `clock` are empty where they are the portal's. `is_proved` is false where nobody could ask another
    authority whether it had taken the certificate back.
    """

    name: str
    office: str
    role: str
    role_words: str
    standing: Standing
    route: str
    certified: bool = False
    issuer: str = ""
    clock: str = ""
    at: dt.datetime | None = None
    on_behalf: str = ""
    instead_of: str = ""
    mandate: str = ""
    verified_by: str = ""
    revoked_since: dt.datetime | None = None
    is_proved: bool = True

    @property
    def counts(self) -> bool:
        """True for a signature that stands in this version, on paper or in the file."""
        return self.standing in COUNTS


def people_in(version: SheetVersion) -> list[Person]:
    """Everybody on the sheet in its order, as they stand in this version."""
    until = {row.sha256 for row in version.sheet.versions.all() if row.number <= version.number}
    rows = version.sheet.signatories.with_people().select_related(
        "signature__certificate__revocation", "ink", "printed_tenure__official"
    )
    people = list(rows.prefetch_related("mandates").order_by("order"))
    outside = any(row.route in OUTSIDE_ROUTES for row in people)
    proved = outside_proofs.proved_fields(version.sheet) if outside else set()
    return [_person(row, until, proved) for row in people]


def _person(row: Signatory, until: set[str], proved: set[str]) -> Person:
    made: Signature | None = getattr(row, "signature", None)
    ink = getattr(row, "ink", None)
    about: dict[str, Any] = {
        "name": row.signer_name,
        "office": row.signer_office,
        "role": row.role,
        "role_words": row.get_role_display(),
        "route": row.route,
        **_in_whose_place(row),
    }
    if ink is not None:
        return Person(
            **about | {"route": Route.PAPER},
            standing=Standing.ON_PAPER,
            at=ink.at,
            verified_by=ink.verified_by,
        )
    if made is None:
        return Person(**about, standing=Standing.NOT_YET)
    revocation = getattr(made.certificate, "revocation", None)
    revoked = revocation is not None and revocation.since <= made.at
    standing = Standing.REVOKED if revoked else Standing.SIGNED
    return Person(
        **about | {"route": made.route},
        standing=standing if made.after_sha256 in until else Standing.SINCE,
        certified=made.certified,
        issuer=made.certificate.issuer,
        clock=made.clock,
        at=made.at,
        revoked_since=revocation.since if revocation else None,
        is_proved=made.route not in OUTSIDE_ROUTES or made.field in proved,
    )


def _in_whose_place(row: Signatory) -> dict[str, str]:
    """Where a successor or a delegate signs: whom the paper names, and by which mandate."""
    if row.printed_tenure_id is None:
        return {}
    mandates = list(row.mandates.all())
    return {
        "on_behalf": row.on_behalf,
        "instead_of": row.name,
        "mandate": mandates[-1].decree if row.on_behalf and mandates else "",
    }
