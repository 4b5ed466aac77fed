"""How are certificates signed? Each gets the portal's seal; the issuer signs all of them in one act."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from accounts.models import Job, User
from accounts.services import history, jobs, permission
from commitments import notices
from commitments.models import Role
from commitments.services import documents
from commitments.services.documents import Paper, printed_with_boxes
from commitments.services.seating import Seat
from smartcity_portal.kit.machine import Blocked
from workshops.models import Certificate, CertificatePlan
from workshops.pdf import certificate as sheet
from workshops.signed_papers import certificate_subject, signed_certificates

KIND = "workshops.certificate_signing"


def unsigned(plan: CertificatePlan) -> list[Certificate]:
    """Standing certificates that nobody was asked to sign, and that name the present issuer."""
    rows = list(
        Certificate.objects.standing().filter(plan=plan).with_names().order_by("serial", "revision")
    )
    asked, issuer = signed_certificates(rows), plan.signatory.official.name
    return [row for row in rows if row.pk not in asked and row.words["issuer_name"] == issuer]


@transaction.atomic
def request(plan: CertificatePlan, *, by: User) -> Job:
    """Let a worker seal every certificate without a signature, then ask the issuer for all at once.

    Raises Blocked when none is left, or when the issuer can't sign in the portal.
    """
    permission.require("workshops.sign_certificates", plan, by=by)
    if reasons := _against(plan):
        raise Blocked(reasons)
    waiting = unsigned(plan)
    if not waiting:
        raise Blocked([_("No certificate waits to be put under signature.")])
    history.record("workshops.certificate.sign", plan.workshop, by=by, count=len(waiting))
    return jobs.enqueue(KIND, plan.workshop, by=by, plan=plan.pk)


def _against(plan: CertificatePlan) -> list[str]:
    tenure = plan.signatory
    words = {"name": tenure.official.name, "office": tenure.printed_title}
    if tenure.until is not None and tenure.until < timezone.localdate():
        return [
            _("%(name)s no longer holds the office %(office)s. Change the rules first.") % words
        ]
    if tenure.official.user_id is None:
        return [_("%(name)s (%(office)s) has no account yet. Invite them, then ask.") % words]
    return []


@jobs.performer(KIND, gettext_lazy("Sealing certificates for signature"))
def perform(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Seal one after the other; what was sealed before an interruption stays, nothing twice."""
    plan = CertificatePlan.objects.select_related(
        "workshop__enrolment__region",
        "workshop__enrolment__cohort__edition",
        "signatory__official__user",
        "signatory__office__agency",
    ).get(pk=job.arguments["plan"])
    by, waiting = job.requested_by, unsigned(plan)
    assert by is not None
    for done, certificate in enumerate(waiting):
        report(
            gettext_noop("Sealing certificate %(n)s of %(total)s"),
            done=done,
            total=len(waiting),
            n=done + 1,
        )
        put_under_signature(plan, certificate, by=by)
    _tell(plan, waiting, by=by)
    return {"sealed": len(waiting)}


@transaction.atomic
def put_under_signature(plan: CertificatePlan, certificate: Certificate, *, by: User) -> Any:
    """Print one certificate with the issuer's box, seal it, and lay it before the issuer."""
    certificate = (
        Certificate.objects.select_for_update(of=("self",)).with_names().get(pk=certificate.pk)
    )
    enrolment = plan.workshop.enrolment
    seats = [Seat(Role.SIGNATORY, tenure=plan.signatory)]
    printed, boxes = printed_with_boxes(
        enrolment,
        seats,
        lambda rows: sheet.render(certificate.words, certificate.code, field=rows[0].field),
    )
    with translation.override("id"):
        title = _("Certificate of %(name)s, %(bimtek)s") % {
            "name": certificate.name,
            "bimtek": plan.workshop.title,
        }
    paper = Paper(
        subject=certificate_subject(certificate),
        path=_page(certificate),
        title=title[:200],
        number=certificate.number,
        place=plan.place,
        dated=plan.dated,
        content=printed.content,
        pages=printed.pages,
        boxes=boxes,
        in_series=True,
    )
    return documents.issue_document(
        enrolment, paper, seats, by=by, is_example=certificate.is_example
    )


def take_back(certificate: Certificate, *, by: User, reason: str) -> None:
    """A withdrawn certificate takes its signature with it: the page of the document says so."""
    documents.withdraw(certificate_subject(certificate), by=by, reason=reason)


def _page(certificate: Certificate) -> str:
    return reverse("workshops:certificate_person", kwargs={"pk": certificate.participation_id})


def _tell(plan: CertificatePlan, sealed: Iterable[Certificate], *, by: User) -> None:
    count, user = len(list(sealed)), plan.signatory.official.user
    if count and user is not None:
        with translation.override("id"):
            title = _("Certificates of %(bimtek)s") % {"bimtek": plan.workshop.title}
        notices.series_asked(plan.workshop.enrolment, user, title=title, count=count, by=by)
