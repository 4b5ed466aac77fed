"""May the portal sign like this in production? Asked by `manage.py check --deploy`, and at start."""

import datetime as dt
from typing import Any

from cryptography import x509
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from commitments.signing.authority import the_ca, trouble
from commitments.signing.ca import Chain
from smartcity_portal.kit.machine import Blocked

SOON = dt.timedelta(days=90)


@register(Tags.security)
def signing_is_possible(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The portal starts without its keys; whoever starts it reads that nothing can be signed."""
    if settings.PORTAL_DEMO or not (settings.CA_ROOT / "root.pem").exists():
        return []
    found = trouble()
    return [Warning(found, id="commitments.W003")] if found else []


@register(Tags.security, deploy=True)
def signing_authority_is_real(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Production needs an authority made on purpose, with locked keys."""
    if settings.PORTAL_DEMO and not (settings.CA_ROOT / "root.pem").exists():
        return [_demo("No signing authority exists yet; the demo would make one for itself.")]
    try:
        authority = the_ca()
    except Blocked as blocked:
        return [Error(" ".join(blocked.reasons), id="commitments.E001")]
    found: list[CheckMessage] = []
    if authority.is_demo:
        found.append(_demo("The signing authority is the demo's own and must not sign for real."))
    if not settings.CA_PASSPHRASE and _keys_lie_in_files():
        found.append(
            Warning(
                "The keys of the signing authority lie unlocked on disk.",
                hint="Set CA_PASSPHRASE before “manage.py make_ca”.",
                id="commitments.W001",
            )
        )
    return [*found, *_ends(authority.chain)]


def _keys_lie_in_files() -> bool:
    return any(settings.CA_ROOT.glob("**/*.key")) or any(settings.CA_ROOT.glob("**/*.p12"))


def _ends(chain: Chain) -> list[CheckMessage]:
    """What ends within three months, or has ended."""
    now = dt.datetime.now(dt.UTC)
    ends = {part: each.not_valid_after_utc for part, each in chain.in_use.items()}
    listed = x509.load_der_x509_crl(chain.root_crl).next_update_utc
    if listed is not None:
        ends["list of the root"] = listed
    return [
        Warning(
            f"The signing authority's {part} ends on {end:%Y-%m-%d}.",
            hint="Run “manage.py rotate_ca”; for the root's list “manage.py import_ca --root-crl …”.",
            id="commitments.W004",
        )
        for part, end in ends.items()
        if end < now + SOON
    ]


def _demo(sentence: str) -> CheckMessage:
    kind = Warning if settings.PORTAL_DEMO else Error
    return kind(
        sentence,
        hint="Run “manage.py make_ca --organisation …” with an empty CA_ROOT.",
        id="commitments.W002" if settings.PORTAL_DEMO else "commitments.E002",
    )
