"""Which authority signs here? The one in CA_ROOT; outside production it makes itself."""

from django.conf import settings
from django.utils.translation import gettext as _

from commitments.signing.ca import CaMissing, PortalCa, portal_ca
from smartcity_portal.kit.machine import Blocked


def the_ca() -> PortalCa:
    """Return the portal's authority; Blocked says what to do where there is none."""
    try:
        return portal_ca(
            settings.CA_ROOT,
            make_demo=settings.PORTAL_DEMO,
            passphrase=passphrase(),
        )
    except CaMissing:
        raise Blocked(
            [
                _(
                    "The portal has no signing authority yet. The operators make it once with "
                    "“manage.py make_ca”."
                )
            ]
        ) from None
    except ValueError:
        raise Blocked(
            [
                _(
                    "The keys of the portal's signing authority cannot be opened. The operators "
                    "check CA_PASSPHRASE and the folder of the authority."
                )
            ]
        ) from None


def passphrase() -> str:
    """The words that lock the authority's keys on disk; empty in the demo."""
    return str(settings.CA_PASSPHRASE)
