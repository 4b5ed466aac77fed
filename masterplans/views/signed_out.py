"""What becomes of a text that is sent after the session has ended? It waits for its writer to sign in.

The editor keeps such a text on the device; this serves browsers without script.
"""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from smartcity_portal.kit.numbers import natural

WAITING = "texts_that_wait"
LONGEST = 200_000
AN_HOUR = 3600


def keep_and_ask_to_sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was sent for the person who wrote it, and show the sign-in page."""
    text, writer = request.POST.get("html", ""), request.POST.get("writer", "")
    if text.strip() and natural(writer) is not None and len(text) <= LONGEST:
        base = request.POST.get("base_version", "")
        request.session[WAITING] = {"section": pk, "writer": writer, "html": text, "base": base}
        request.session.set_expiry(AN_HOUR)
    return redirect_to_login(request.path)


def take_back(request: HttpRequest, pk: int) -> dict[str, Any] | None:
    """Return the text that waited for this person and this section, once."""
    kept = request.session.get(WAITING)
    if not kept or kept["section"] != pk:
        return None
    del request.session[WAITING]
    return (
        kept
        if kept["writer"] == str(request.user.pk) and natural(kept["base"]) is not None
        else None
    )
