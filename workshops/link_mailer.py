"""How do participants get their certificate and the link to the evaluation by mail? Each once."""

import smtplib
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.mailer import deliver
from smartcity_portal.kit import blobs
from workshops import certificate_links
from workshops.models import (
    Certificate,
    Participation,
    Survey,
    SurveyMailing,
    SurveyTicket,
)
from workshops.pdf.survey_slips import answer_address
from workshops.signed_papers import files_of
from workshops.tickets import hash_of, new_tokens

Progress = Callable[[int, int], None]
FAILURES = (OSError, smtplib.SMTPException)


def mail_certificates(plan_pk: int, progress: Progress) -> dict[str, int]:
    """Mail every printed certificate that was not mailed; return how many went out and failed."""
    rows = (
        Certificate.objects.standing()
        .with_names()
        .filter(plan=plan_pk, print__isnull=False, mailed_at=None)
        .exclude(participation__participant__email="")
    )
    files = files_of(rows)
    found = [row for row in rows if row.pk in files]
    sent = 0
    for done, row in enumerate(found):
        progress(done, len(found))
        sent += _mail_certificate(row, files[row.pk])
    return {"sent": sent, "failed": len(found) - sent}


def _mail_certificate(row: Certificate, sha256: str) -> bool:
    unmailed = Certificate.objects.filter(pk=row.pk, mailed_at=None)
    if not unmailed.update(mailed_at=timezone.now()):
        return False
    with translation.override("id"):
        context = {"certificate": row, "link": certificate_links.address_of(row)}
        text = render_to_string("workshops/mail/certificate.txt", context)
        title = _("Your certificate: %(bimtek)s of %(region)s") % row.words
    attachment = ("sertifikat.pdf", blobs.read(sha256), "application/pdf")
    try:
        deliver(title, text, row.participation.participant.email, attachments=[attachment])
    except FAILURES:
        Certificate.objects.filter(pk=row.pk).update(mailed_at=None)
        return False
    return True


def mail_links(survey_pk: int, progress: Progress) -> dict[str, int]:
    """Mail a fresh link to everybody who was present and has none; who got which is kept nowhere."""
    survey = Survey.objects.with_names().select_related("workshop__plan").get(pk=survey_pk)
    people = list(
        Participation.objects.filter(workshop=survey.workshop, attendances__isnull=False)
        .exclude(pk__in=survey.mailings.values("participation"))
        .exclude(participant__email="")
        .select_related("participant")
        .distinct()
    )
    sent = 0
    for done, person in enumerate(people):
        progress(done, len(people))
        sent += _mail_link(survey, person)
    return {"sent": sent, "failed": len(people) - sent}


def _mail_link(survey: Survey, person: Participation) -> bool:
    try:
        with transaction.atomic():
            mailing = SurveyMailing.objects.create(survey=survey, participation=person)
            token = new_tokens(survey, 1)[0]
    except IntegrityError:
        return False
    with translation.override("id"):
        context = {"survey": survey, "workshop": survey.workshop, "link": answer_address(token)}
        text = render_to_string("workshops/mail/evaluation.txt", context)
        title = _("How was %(bimtek)s?") % {"bimtek": survey.workshop.title}
    try:
        deliver(title, text, person.participant.email)
    except FAILURES:
        mailing.delete()
        SurveyTicket.objects.filter(token_sha256=hash_of(token)).delete()
        return False
    return True
