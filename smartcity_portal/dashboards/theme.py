"""Light, dark, or as the device: where is that choice kept? On the account; for visitors in a cookie."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.models import Theme

A_YEAR = 365 * 24 * 60 * 60


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep the choice and go back to where it was made."""
    chosen = request.POST.get("theme", "")
    if chosen not in Theme.values:
        chosen = Theme.SYSTEM
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(back if safe else "/")
    if request.user.is_authenticated:
        request.user.theme = chosen
        request.user.save(update_fields=["theme"])
    elif chosen:
        response.set_cookie(
            "theme", chosen, max_age=A_YEAR, secure=request.is_secure(), samesite="Lax"
        )
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response
