"""May the portal sign like this in production? Asked by `manage.py check --deploy`."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from commitments.signing.authority import the_ca
from smartcity_portal.kit.machine import Blocked


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
    if not settings.CA_PASSPHRASE:
        found.append(
            Warning(
                "The keys of the signing authority lie unlocked on disk.",
                hint="Set CA_PASSPHRASE before “manage.py make_ca”.",
                id="commitments.W001",
            )
        )
    return found


def _demo(sentence: str) -> CheckMessage:
    kind = Warning if settings.PORTAL_DEMO else Error
    return kind(
        sentence,
        hint="Run “manage.py make_ca --organisation …” with an empty CA_ROOT.",
        id="commitments.W002" if settings.PORTAL_DEMO else "commitments.E002",
    )
