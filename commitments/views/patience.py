"""Does one address ask too much? Few files, many look-ups, in ten minutes."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest

from accounts.limits import over

WINDOW = 600


def files_allowed() -> int:
    return getattr(settings, "CHECKS_PER_TEN_MINUTES", 20)


def lookups_allowed() -> int:
    return getattr(settings, "LOOKUPS_PER_TEN_MINUTES", 300)


def asks_too_often(request: HttpRequest) -> bool:
    """Count one more file, code or fingerprint that was sent."""
    return _over(request, "verify", files_allowed())


def looks_too_often(request: HttpRequest) -> bool:
    """Count one more question by a program that costs next to nothing."""
    return _over(request, "verify-api", lookups_allowed())


def _over(request: HttpRequest, name: str, most: int) -> bool:
    address = get_adapter(request).get_client_ip(request)
    return over(f"{name}:{address}", most, seconds=WINDOW)
