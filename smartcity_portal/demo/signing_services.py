"""Through which signing service do the demo's cities sign? A local stand-in, worthless on purpose."""

from django.conf import settings

from accounts.models import User
from commitments.models import SigningEndpoint
from commitments.services import endpoints
from commitments.signing.secret import Secret
from programs.models import Region


def load(region: Region, *, by: User) -> SigningEndpoint | None:
    """Set the stand-in up where none is; `bin/run` starts it with the demo."""
    standing = SigningEndpoint.objects.filter(region=region).first()
    if standing is not None or settings.PRODUCTION or not settings.BSRE_SIMULATION_PORT:
        return standing
    return endpoints.save(
        region,
        by=by,
        password=Secret("simulasi"),
        base_url=f"http://127.0.0.1:{settings.BSRE_SIMULATION_PORT}",
        api_version="v2",
        username="portal",
        allows_http=True,
        timeout=20,
    )
