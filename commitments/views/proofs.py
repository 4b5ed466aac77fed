"""Has this reader just shown who they are, for this very document? Proved while typing, a moment before.

The proof is made as soon as the password or code is typed: a slip is told at once, and forty people
who then press in the same second wait for their signatures only. The session keeps when and how
it was shown and for which document, never the secret. Nobody signs a document twice, so it serves
once; without a script the proof comes with the act itself.
"""

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from commitments.services import reauthentication
from commitments.services.reauthentication import Proof
from smartcity_portal.kit.machine import Blocked

KEY = "sign-proof"


@never_cache
@sensitive_post_parameters("secret")
@login_required
@require_POST
def prove(request: HttpRequest) -> JsonResponse:
    """Compare the secret and remember, for a few minutes, that it was right."""
    try:
        proof = reauthentication.confirm(request.user, request.POST.get("secret", "")[:128])
    except Blocked as blocked:
        return JsonResponse({"proved": False, "said": " ".join(blocked.reasons)})
    request.session[KEY] = {
        "about": request.POST.get("consent_sha256", "")[:64],
        "method": proof.method,
        "at": proof.at.isoformat(),
    }
    said = _("It is you. This holds for this document, for five minutes.")
    return JsonResponse({"proved": True, "said": said})


def remembered(request: HttpRequest, consent_sha256: str) -> Proof | None:
    """The reader's own fresh proof for what is consented to; None where there is none."""
    kept = request.session.get(KEY)
    if not kept or kept["about"] != consent_sha256:
        return None
    proof = Proof(request.user.pk, kept["method"], dt.datetime.fromisoformat(kept["at"]))
    return proof if proof.holds_for(request.user) else None


@sensitive_variables("secret")
def proof_for(request: HttpRequest, consent_sha256: str, secret: str) -> Proof:
    """What was shown a moment ago, else what comes with the act. Blocked when it is wrong."""
    return remembered(request, consent_sha256) or reauthentication.confirm(request.user, secret)
