"""How is the signing authority, and which certificates were taken back? The ministry's pages."""

from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.services import history
from commitments.authority_forms import CertificateSearchForm, RevocationForm
from commitments.models import Certificate, Revocation
from commitments.services import revocation_lists, revocations, timekeeping
from commitments.signing.authority import the_chain, trouble, where_keys_lie
from commitments.signing.ca import Chain, serial_of
from commitments.signing.certificates import address_of, common_name
from commitments.views import crumbs
from smartcity_portal.kit.attempts import attempt_form

PER_PAGE = 25
may_keep = permission_required("commitments.keep_authority", raise_exception=True)


@login_required
@may_keep
@require_safe
def authority(request: HttpRequest) -> HttpResponse:
    form = CertificateSearchForm(request.GET or None)
    words = form.cleaned_data["cari"].strip() if form.is_valid() else ""
    rows = Certificate.objects.select_related("revocation").order_by("-pk")
    page = Paginator(rows.named(words) if words else rows, PER_PAGE)
    now, problem = timezone.now(), trouble()
    chain = the_chain()
    context = {
        "crumbs": crumbs.among_sheets(_("Signing authority")),
        "problem": problem,
        "is_demo": chain is not None and chain.is_demo,
        "clock": timekeeping.reasons(now, after=timekeeping.last_act()),
        "now": now,
        "parts": _parts(chain) if chain else [],
        "lists": _lists(chain) if chain else [],
        "taken": Revocation.objects.with_names()[:PER_PAGE],
        "taken_total": Revocation.objects.count(),
        "form": form,
        "words": words,
        "reset_url": reverse("commitments:authority") if words else "",
        "page": page.get_page(request.GET.get("page")),
    }
    return render(request, "commitments/authority.html", context)


def _parts(chain: Chain) -> list[dict[str, Any]]:
    """The authority's own certificates: what each does, until when, and where its key lies."""
    keys = where_keys_lie()
    names = {
        "root": _("Root: vouches for the issuing authority"),
        "issuing": _("Issuing: vouches for every signature"),
        "seal": _("Seal: closes what the portal issues"),
        "clock": _("Clock: says when something was signed"),
    }
    rows = [_part(names[part], each, keys[part]) for part, each in chain.in_use.items()]
    earlier = _("Earlier issuing authority: signs only its own list")
    return [*rows, *(_part(earlier, each, "") for each in chain.issuing[1:])]


def _part(label: str, certificate: x509.Certificate, key: str) -> dict[str, Any]:
    return {
        "label": label,
        "name": common_name(certificate.subject),
        "since": certificate.not_valid_before_utc,
        "until": certificate.not_valid_after_utc,
        "fingerprint": certificate.fingerprint(hashes.SHA256()).hex(),
        "key": key,
    }


def _lists(chain: Chain) -> list[dict[str, Any]]:
    """Each issuing authority with the list that is being handed out."""
    rows: list[dict[str, Any]] = []
    for each in chain.issuing:
        found = revocation_lists.latest(serial_of(each))
        name = address_of(each).removeprefix("issuing-")
        rows.append(
            {
                "name": common_name(each.subject),
                "list": found,
                "late": found is not None and found.due_at < timezone.now(),
                "url": reverse("verify_issuer_crl", kwargs={"name": name}),
            }
        )
    return rows


@login_required
@may_keep
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """One certificate: what was signed with it, and taking it back."""
    row = get_object_or_404(Certificate, pk=pk)
    form = RevocationForm(request.POST or None)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: _revoke(request, row, form),
        done=_("The certificate has been taken back. Everybody concerned is told."),
    ):
        return redirect(request.path)
    taken = Revocation.objects.with_names().filter(certificate=row).first()
    signatures = row.signatures.select_related(
        "signatory__tenure__official", "signatory__account", "sheet__enrolment__region"
    )
    above = (_("Signing authority"), reverse("commitments:authority"))
    context = {
        "crumbs": crumbs.among_sheets(row.name, through=above),
        "certificate": row,
        "taken": taken,
        "form": form,
        "signatures": [
            {"row": each, "counts": taken is None or revocations.counts(each, taken)}
            for each in signatures
        ],
        "moves": history.history_of(row),
    }
    return render(request, "commitments/certificate.html", context)


def _revoke(request: HttpRequest, row: Certificate, form: RevocationForm) -> Revocation:
    given = form.cleaned_data
    return revocations.revoke(
        row, by=request.user, reason=given["reason"], note=given["note"], since=given["since"]
    )
