"""Which signing service serves whom, how is it set up, and does it answer?"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history
from accounts.services.permission import require
from commitments.models import Identity, Sheet, Signatory, SigningEndpoint
from commitments.services.outside_words import sentence
from commitments.signing.bsre.route import client_of
from commitments.signing.bsre.service import Person, Service
from commitments.signing.bsre.wire import reachable
from commitments.signing.port import NotSigned
from commitments.signing.secret import Secret
from commitments.signing.vault import seal, unseal
from programs.models import Region

NOBODY = {Identity.EMAIL: "tidak-ada@contoh.invalid", Identity.NIK: "0" * 16}
FIELDS = {
    *("base_url", "api_version", "username", "identity", "factor", "tls_ca"),
    *("allows_http", "timeout", "enabled"),
}


def serving(signatory: Signatory) -> SigningEndpoint | None:
    """The service of the organisation for which somebody signs; None where there is none."""
    region = signatory.sheet.enrolment.region_id if signatory.tenure_id else None
    return SigningEndpoint.objects.enabled().filter(region=region).first()


def serves(sheet: Sheet) -> bool:
    """May anybody on this sheet sign through a service?"""
    return any(serving(row) is not None for row in _one_of_each(sheet))


def _one_of_each(sheet: Sheet) -> list[Signatory]:
    by_side: dict[bool, Signatory] = {}
    for row in sheet.signatories.all():
        row.sheet = sheet
        by_side.setdefault(row.tenure_id is None, row)
    return list(by_side.values())


@transaction.atomic
def save(
    region: Region | None, *, by: User, password: Secret | None = None, **fields: Any
) -> SigningEndpoint:
    """Set up, or change, the service of a region, or of the ministry (`region` None).

    A `password` left out stays as it is. Raises ValidationError for what cannot be.
    """
    require("commitments.keep_endpoint", region, by=by)
    if unknown := set(fields) - FIELDS:
        raise TypeError(", ".join(sorted(unknown)))
    endpoint = SigningEndpoint.objects.select_for_update().filter(region=region).first()
    endpoint = endpoint or SigningEndpoint(region=region)
    moved = endpoint.base_url != fields.get("base_url", endpoint.base_url)
    for name, value in fields.items():
        setattr(endpoint, name, value)
    if moved and endpoint.pk and not password:
        raise ValidationError(
            {"password": _("The address has changed. Enter the password of the account there.")}
        )
    _check(endpoint, password)
    endpoint.changed_by, endpoint.checked_at, endpoint.problem = by, None, ""
    if password:
        endpoint.password_sealed = seal(password, _place(endpoint))
    endpoint.save()
    history.record("commitments.endpoint.save", endpoint, by=by, address=endpoint.base_url)
    return endpoint


def _check(endpoint: SigningEndpoint, password: Secret | None) -> None:
    if not endpoint.password_sealed and not password:
        raise ValidationError({"password": _("Enter the password of the account there.")})
    endpoint.full_clean(exclude=["changed_by"])
    try:
        reachable(endpoint.base_url, allows_http=endpoint.allows_http)
    except NotSigned as refused:
        if refused.code != "unreachable":
            raise ValidationError({"base_url": sentence(refused.code)}) from None


def check(endpoint: SigningEndpoint, *, by: User) -> SigningEndpoint:
    """Ask the service about nobody: whether it answers, and whether it knows the portal."""
    require("commitments.keep_endpoint", endpoint.region, by=by)
    person = Person(endpoint.identity, Secret(NOBODY[Identity(endpoint.identity)]))
    problem = ""
    try:
        client_of(service_of(endpoint)).status(person)
    except NotSigned as refused:
        problem = refused.code if refused.code != "not_registered" else ""
    endpoint.problem, endpoint.checked_at = problem, timezone.now()
    endpoint.save(update_fields=["problem", "checked_at"])
    return endpoint


def service_of(endpoint: SigningEndpoint) -> Service:
    """What is needed to speak with it; NotSigned when its password cannot be opened."""
    password = unseal(endpoint.password_sealed, _place(endpoint))
    if password is None:
        raise NotSigned("bad_account")
    return Service(
        base_url=endpoint.base_url,
        version=endpoint.api_version,
        username=endpoint.username,
        password=password,
        timeout=endpoint.timeout,
        tls_ca=endpoint.tls_ca,
        allows_http=endpoint.allows_http,
    )


def _place(endpoint: SigningEndpoint) -> str:
    return f"endpoint {endpoint.region_id or 0} {endpoint.base_url} {endpoint.username}"
