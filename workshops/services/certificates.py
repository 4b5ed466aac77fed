"""How are certificates issued, corrected and withdrawn? Never to somebody who was absent."""

from datetime import date, datetime
from string import Formatter
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Job, User
from accounts.services import history, jobs, permission
from programs.models import Tenure
from smartcity_portal.kit.machine import Blocked
from workshops.certificate_words import with_name, words_of
from workshops.codes import new_code
from workshops.entitlement import Standing, standing_of, standings
from workshops.models import Certificate, CertificatePlan, Participation, Workshop
from workshops.services.certificate_signing import take_back
from workshops.services.minutes import required
from workshops.signed_papers import files_of

PATTERN = "{ordinal:03d}/SERT-SC/{year}"


@transaction.atomic
def plan(
    workshop: Workshop,
    *,
    by: User,
    signatory: Tenure,
    place: str,
    dated: date,
    pattern: str = PATTERN,
    minimum_share: int | None = None,
    hours: int | None = None,
    at: datetime | None = None,
) -> CertificatePlan:
    """Set who gets a certificate and what it says; certificates already issued stay as they are.

    Raises Blocked for a number without an ordinal, a share that is none, and an issuer of elsewhere.
    """
    meeting = _meeting(workshop)
    permission.require("workshops.plan_certificates", meeting, by=by)
    _check_pattern(pattern, dated)
    if minimum_share is not None and not 1 <= minimum_share <= 100:
        raise Blocked([_("The share is between 1 and 100 percent.")])
    if signatory.office.region_id != meeting.enrolment.region_id:
        raise Blocked([_("The issuer holds no office in this region.")])
    row, _made = CertificatePlan.objects.update_or_create(
        workshop=meeting,
        defaults={
            "signatory": signatory,
            "place": place.strip(),
            "dated": dated,
            "pattern": pattern.strip(),
            "minimum_share": minimum_share,
            "hours": hours,
            "is_example": meeting.is_example,
        },
    )
    share = minimum_share or meeting.enrolment.cohort.edition.certificate_share
    history.record("workshops.certificate.plan", meeting, by=by, at=at, share=share)
    return row


@transaction.atomic
def issue_all(workshop: Workshop, *, by: User, at: datetime | None = None) -> Job | None:
    """Give everybody who took part enough and has none a certificate; a worker prints them.

    Returns the job, None when nothing is left to print. Raises Blocked when nobody is entitled.
    """
    row = _locked_plan(workshop)
    permission.require("workshops.issue_certificate", row, by=by)
    people = standings(row.workshop)
    if not any(person.is_entitled for person in people):
        raise Blocked([_("Nobody has taken part enough yet; record the attendance first.")])
    fresh = [person for person in people if person.is_entitled and person.certificate is None]
    for person in fresh:
        _write(row, person, by=by, at=at)
    row.save(update_fields=["last"])
    if fresh:
        history.record(
            "workshops.certificate.issue_many", row.workshop, by=by, at=at, count=len(fresh)
        )
    return request_print(row, by=by)


@transaction.atomic
def issue(participation: Participation, *, by: User, at: datetime | None = None) -> Certificate:
    """Give one person a certificate. Raises Blocked with the reason for somebody who was absent."""
    row = _locked_plan(participation.workshop)
    permission.require("workshops.issue_certificate", row, by=by)
    person = standing_of(participation)
    if not person.is_entitled:
        name = participation.participant.name
        raise Blocked([f"{name}: {person.reason}"])
    if person.certificate:
        raise Blocked([_("This person has a certificate already.")])
    certificate = _write(row, person, by=by, at=at)
    row.save(update_fields=["last"])
    history.record(
        "workshops.certificate.issue", certificate, by=by, at=at, number=certificate.number
    )
    request_print(row, by=by)
    return certificate


@transaction.atomic
def withdraw(
    certificate: Certificate, *, by: User, reason: str, at: datetime | None = None
) -> Certificate:
    """Withdraw a certificate; its page says so, with the reason. Raises Blocked without one."""
    certificate = _locked(certificate)
    permission.require("workshops.withdraw_certificate", certificate, by=by)
    _require_standing(certificate)
    _end(certificate, required(reason), by=by, at=at)
    history.record(
        "workshops.certificate.withdraw",
        certificate,
        by=by,
        at=at,
        reason=certificate.withdrawn_reason,
    )
    return certificate


@transaction.atomic
def correct(
    certificate: Certificate, *, by: User, name: str, reason: str, at: datetime | None = None
) -> Certificate:
    """Issue it anew under the same serial number with the right name; the old one is withdrawn."""
    certificate = _locked(certificate)
    permission.require("workshops.correct_certificate", certificate, by=by)
    _require_standing(certificate)
    name, reason = " ".join(name.split()), required(reason)
    if not name or name == certificate.name:
        raise Blocked([_("Write the name as it should stand.")])
    _end(certificate, reason, by=by, at=at)
    plan, revision = certificate.plan, certificate.revision + 1
    number = f"{_number(plan, certificate.serial)}-P{revision}"
    fresh = Certificate.objects.create(
        plan=plan,
        participation=certificate.participation,
        code=new_code(Certificate),
        serial=certificate.serial,
        revision=revision,
        number=number,
        name=name,
        words=with_name(certificate.words, name=name, number=number),
        issued_at=at or timezone.now(),
        issued_by=by,
        replaces=certificate,
        is_example=certificate.is_example,
    )
    history.record(
        "workshops.certificate.correct", certificate, by=by, at=at, name=name, reason=reason
    )
    history.record("workshops.certificate.issue", fresh, by=by, at=at, number=number)
    request_print(plan, by=by)
    return fresh


def request_print(row: CertificatePlan, *, by: User) -> Job | None:
    """Let a worker print what has not been printed; one job however often somebody presses."""
    if not Certificate.objects.filter(plan=row).unprinted().exists():
        return None
    return jobs.enqueue("workshops.certificates", row.workshop, by=by, plan=row.pk)


def request_bundle(row: CertificatePlan, *, by: User) -> Job:
    """Let a worker put all standing certificates into one ZIP and one PDF for the printer."""
    permission.require("workshops.issue_certificate", row, by=by)
    ready = Certificate.objects.standing().filter(plan=row, print__isnull=False)
    if not ready.exists():
        raise Blocked([_("No certificate has been printed yet.")])
    return jobs.enqueue("workshops.certificate_bundle", row.workshop, by=by, plan=row.pk)


@transaction.atomic
def request_mails(row: CertificatePlan, *, by: User) -> Job:
    """Let a worker mail the printed certificates to those who have an address, each once."""
    permission.require("workshops.issue_certificate", row, by=by)
    waiting = (
        Certificate.objects.standing()
        .filter(plan=row, print__isnull=False, mailed_at=None)
        .exclude(participation__participant__email="")
        .select_related("print")
    )
    found = list(waiting)
    count = len(files_of(found))
    if found and not count:
        raise Blocked([_("All certificates wait for the issuer's signature; mail them after it.")])
    if not count:
        raise Blocked([_("Nobody with an address waits for a certificate by mail.")])
    history.record("workshops.certificate.mail", row.workshop, by=by, count=count)
    return jobs.enqueue("workshops.certificate_mails", row.workshop, by=by, plan=row.pk)


def _write(row: CertificatePlan, person: Standing, *, by: User, at: datetime | None) -> Certificate:
    row.last += 1
    number = _number(row, row.last)
    words = words_of(row, person, number)
    return Certificate.objects.create(
        plan=row,
        participation=person.participation,
        code=new_code(Certificate),
        serial=row.last,
        number=number,
        name=words["name"],
        words=words,
        issued_at=at or timezone.now(),
        issued_by=by,
        is_example=row.is_example,
    )


def _number(row: CertificatePlan, ordinal: int) -> str:
    return row.pattern.format(ordinal=ordinal, year=row.dated.year)


def _check_pattern(pattern: str, dated: date) -> None:
    try:
        names = {name for _text, name, _spec, _as in Formatter().parse(pattern) if name is not None}
        known = names <= {"ordinal", "year"}
        one, two = (
            (pattern.format(ordinal=n, year=dated.year) for n in (1, 2)) if known else ("", "")
        )
    except (KeyError, IndexError, ValueError):
        one = two = ""
    if one == two or len(two) > 80:
        raise Blocked([_("The number needs {ordinal:03d}, such as 893/{ordinal:03d}/SC/{year}.")])


def _end(certificate: Certificate, reason: str, *, by: User, at: datetime | None) -> None:
    certificate.withdrawn_at, certificate.withdrawn_by = at or timezone.now(), by
    certificate.withdrawn_reason = reason
    certificate.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    take_back(certificate, by=by, reason=reason)


def _require_standing(certificate: Certificate) -> None:
    if certificate.is_withdrawn:
        raise Blocked([_("This certificate was withdrawn already.")])


def _meeting(workshop: Workshop) -> Workshop:
    return (
        Workshop.objects.select_for_update(of=("self",))
        .select_related("enrolment__region", "enrolment__cohort__edition", "plan")
        .get(pk=workshop.meeting.pk)
    )


def _locked_plan(workshop: Workshop) -> CertificatePlan:
    row = (
        CertificatePlan.objects.select_for_update(of=("self",))
        .select_related(
            "workshop__enrolment__region",
            "workshop__enrolment__cohort__edition",
            "workshop__plan",
            "signatory__office",
            "signatory__official",
        )
        .filter(workshop=workshop.meeting.pk)
        .first()
    )
    if row is None:
        raise Blocked([_("Set first who issues the certificates and what they say.")])
    return row


def _locked(certificate: Certificate) -> Certificate:
    rows = Certificate.objects.with_names().select_related("plan__signatory__office")
    return rows.select_for_update(of=("self",)).get(pk=certificate.pk)


def meeting_plan(workshop: Workshop) -> CertificatePlan | None:
    """The rules of the meeting, None before they were set."""
    return CertificatePlan.objects.filter(workshop=workshop.meeting.pk).first()


def latest_job(workshop: Workshop, kind: str) -> Any:
    """The last job of a kind about this meeting."""
    return Job.objects.about(workshop.meeting).filter(kind=kind).first()
