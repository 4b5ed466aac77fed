"""Which papers of the demo's bimtek are under signature? Minutes on their way, certificates done."""

from django.utils import timezone

from accounts import past, runner
from accounts.models import User
from commitments.models import Role, Sheet
from commitments.services.candidates import candidates
from commitments.services.seating import Seat
from programs.models import Tenure
from programs.people import coordinators_of, mentors_of
from smartcity_portal.demo import sheets
from smartcity_portal.demo.city import City
from workshops.models import CertificatePlan, Minutes
from workshops.services import certificate_signing, minutes_signing
from workshops.services.minutes_signing import Place
from workshops.signed_papers import minutes_subject


def load(cities: dict[str, City]) -> None:
    """Put agreed minutes and issued certificates under signature; a second run changes nothing."""
    for slug, finished in (("bontang", True), ("batam", False)):
        city = cities[slug]
        agreed = Minutes.objects.with_names().filter(
            workshop__enrolment=city.enrolment, state="agreed"
        )
        for minutes in agreed.order_by("workshop__number")[:1]:
            _sign_minutes(city, minutes, everybody=finished)
        plans = CertificatePlan.objects.filter(workshop__enrolment=city.enrolment)
        for plan in plans.select_related("workshop", "signatory__official").order_by("pk")[:1]:
            _sign_certificates(plan, everybody=finished)


def _sign_minutes(city: City, minutes: Minutes, *, everybody: bool) -> None:
    version = minutes.versions.get(number=minutes.version)
    if Sheet.objects.filter(subject=minutes_subject(version)).exists():
        return
    team = coordinators_of(city.enrolment).order_by("pk")[0]
    with past.loading(timezone.now()):
        sheet = minutes_signing.request(minutes, _places(city, team), by=team)
        waiting = sheet.signatories.count() if everybody else 1
        for _turn in range(waiting):
            sheets.sign_one(sheet.signatories.with_sheet().get(state="asked"))
    sheet.refresh_from_db()
    sheets.seal(sheet)


def _places(city: City, team: User) -> list[Place]:
    office = city.region.offices.filter(agency__kind="coordinator").first()
    chair = Tenure.objects.current().filter(office=office).first()
    known = {one.account: one for one in candidates([city.enrolment]) if one.account}
    mentor = mentors_of(city.enrolment).order_by("pk")[0]
    return [
        Place("Notulis,", known[team].seat(Role.SIGNATORY)),
        Place("Pimpinan rapat,", Seat(Role.SIGNATORY, tenure=chair)),
        Place("Mengetahui,", known[mentor].seat(Role.KNOWING)),
    ]


def _sign_certificates(plan: CertificatePlan, *, everybody: bool) -> None:
    if not certificate_signing.unsigned(plan) or plan.signatory.official.user_id is None:
        return
    team = coordinators_of(plan.workshop.enrolment).order_by("pk")[0]
    with past.loading(timezone.now()):
        job = certificate_signing.request(plan, by=team)
        runner.run(job.pk)
        rows = Sheet.objects.filter(enrolment=plan.workshop.enrolment, in_series=True)
        for sheet in rows.order_by("pk") if everybody else rows.none():
            sheets.sign_one(sheet.signatories.with_sheet().get())
            sheet.refresh_from_db()
            sheets.seal(sheet)
