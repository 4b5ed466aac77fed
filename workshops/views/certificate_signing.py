"""How are the certificates of a bimtek laid before their issuer, and how far are the signatures?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.models import User
from commitments import paper_cards
from smartcity_portal.kit.attempts import attempt
from workshops.models import Certificate, CertificatePlan
from workshops.services import certificate_signing, certificates
from workshops.signed_papers import signed_certificates
from workshops.views.pages import get_workshop, require


@login_required
@require_POST
def certificate_sign(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Have every certificate sealed and laid before the issuer."""
    workshop = get_workshop(request, slug, number)
    plan = certificates.meeting_plan(workshop)
    if plan is None:
        raise Http404
    require(request, "workshops.sign_certificates", plan)
    attempt(
        request,
        lambda: certificate_signing.request(plan, by=request.user),
        done=_("A worker seals the certificates; then the issuer is asked to sign all of them."),
    )
    return redirect("workshops:certificate_list", slug=slug, number=number)


def signing_summary(plan: CertificatePlan, user: User) -> dict[str, Any]:
    """How many certificates are signed and wait, and what may be asked now."""
    rows = list(Certificate.objects.standing().filter(plan=plan))
    asked = signed_certificates(rows)
    to_ask = len(rows) - len(asked)
    if not user.has_perm("workshops.sign_certificates", plan):
        to_ask = 0
    done = sum(bool(getattr(sheet, "signatory_done", 0)) for sheet in asked.values())
    is_issuer = plan.signatory.official.user_id == user.pk
    return {
        "asked": len(asked),
        "done": done,
        "mine": is_issuer and done < len(asked),
        "to_ask": to_ask,
        "ask": _ask(plan, to_ask),
    }


def _ask(plan: CertificatePlan, count: int) -> dict[str, Any]:
    workshop = plan.workshop
    kwargs = {"slug": workshop.enrolment.slug, "number": workshop.number}
    return {
        "label": _("Ask for the issuer's signature"),
        "icon": "pen",
        "title": _("Ask for the issuer's signature?"),
        "text": ngettext(
            "%(count)d certificate gets the portal's seal and is laid before %(name)s.",
            "%(count)d certificates get the portal's seal and are laid before %(name)s, who signs "
            "all of them in one act. Until then they are not handed out.",
            count,
        )
        % {"count": count, "name": plan.signatory.official.name},
        "url": reverse("workshops:certificate_sign", kwargs=kwargs),
        "submit": _("Ask for signatures"),
    }


def signing_of(certificate: Certificate, user: User) -> dict[str, Any] | None:
    """How far the signature on one certificate is; None before anybody was asked."""
    sheet = signed_certificates([certificate]).get(certificate.pk)
    if sheet is None:
        return None
    door = reverse("workshops:certificate_file", kwargs={"pk": certificate.pk})
    return paper_cards.card(sheet, user, file_url=door)
