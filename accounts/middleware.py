"""What stands between a request and a page? The second factor where it is required, and a limit."""

from django.utils.deprecation import MiddlewareMixin


class SecondFactorMiddleware(MiddlewareMixin):
    """Send people whose relation requires a second factor to set one up."""


class RateLimitMiddleware(MiddlewareMixin):
    """Answer 429 when one person asks too often."""
