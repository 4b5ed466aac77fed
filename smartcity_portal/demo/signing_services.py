"""Through which signing service could the demo's Bontang sign? A local stand-in, worthless on purpose."""

from django.conf import settings

from accounts.models import User
from commitments.models import SigningEndpoint
from commitments.services import endpoints
from commitments.signing.secret import Secret
from programs.models import Region

ADDRESS = "http://127.0.0.1:8112"


def load(region: Region, *, by: User) -> SigningEndpoint | None:
    """Set the stand-in up where none is; it answers once `manage.py fake_bsre` runs."""
    standing = SigningEndpoint.objects.filter(region=region).first()
    if standing is not None or settings.PRODUCTION:
        return standing
    return endpoints.save(
        region,
        by=by,
        password=Secret("simulasi"),
        base_url=ADDRESS,
        api_version="v2",
        username="portal",
        allows_http=True,
        timeout=20,
    )
