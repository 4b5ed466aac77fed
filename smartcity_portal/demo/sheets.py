"""How do the demo's commitment sheets get drafted, issued and signed?"""

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from accounts import past, runner
from accounts.models import JobState, User
from commitments.models import Sheet, Signatory
from commitments.services import finishing, sheets, signing
from commitments.services.reauthentication import vouch_for_demo
from commitments.signing import marks
from programs.models import Office
from programs.people import mentors_of
from programs.services import relations
from smartcity_portal.demo import people
from smartcity_portal.demo.city import City


def issued(city: City, *, by: User, day: date, witnessed: bool = False) -> Sheet:
    """Return the city's sheet, drafted and issued when missing; everybody on it has an account.

    A witnessed sheet is signed by the city's mentors as well.
    """
    standing = Sheet.objects.of(city.enrolment).standing().first()
    if standing and standing.is_issued:
        return standing
    invite_signatories(city)
    with past.loading(timezone.now()):
        sheet = standing or sheets.draft(city.enrolment, by=by, date=day, is_example=True)
        if witnessed:
            sheet = sheets.edit(sheet, by=by, witnesses=mentors_of(city.enrolment))
        return sheets.issue(sheet, by=by)


def invite_signatories(city: City) -> None:
    """Give an account to every head of the city who has none."""
    offices = Office.objects.filter(region=city.region, is_head=True).order_by("pk")
    with past.loading(timezone.now()):
        for number, office in enumerate(offices):
            tenure = office.tenures.current().select_related("official").first()
            if tenure and tenure.official.user_id is None:
                user = people.account(f"{city.slug}-{number:02d}", tenure.official.name)
                relations.grant("signatory", user, office, by=None)


def sign(sheet: Sheet, agencies: Collection[str] | None = None) -> None:
    """Let the heads of these agencies sign, or everybody; who has signed is left alone."""
    with past.loading(timezone.now()):
        for signatory in Signatory.objects.filter(sheet=sheet).select_related("agency"):
            wanted = agencies is None or (
                signatory.agency is not None and signatory.agency.short_name in agencies
            )
            if wanted and not signatory.has_signed:
                sign_one(signatory)


def sign_one(signatory: Signatory) -> None:
    user = signatory.user
    signing.sign(
        Signatory.objects.with_sheet().get(pk=signatory.pk),
        by=user,
        consent_sha256=signatory.sheet.issued_sha256,
        mark=marks.typed(signatory.name.removesuffix(" (contoh)")),
        proof=vouch_for_demo(user),
    )


def seal(sheet: Sheet) -> None:
    """Seal the sheet here and now instead of waiting for a worker."""
    job = finishing.latest_job(sheet)
    if job and job.state == JobState.QUEUED:
        with past.loading(timezone.now()):
            runner.run(job.pk)
