"""Where do forty invented writers sit? In a city of their own, on the database that is configured."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.test import Client

from accounts.models import User
from masterplans.models import Chapter, Masterplan, Section
from masterplans.services import plans
from masterplans.states import ChapterState
from programs.models import Agency, AgencyMember, Cohort, Enrolment, Region
from programs.services import enrolments
from smartcity_portal.bench.scribes import Scribe
from smartcity_portal.kit import clock

YEAR = 2091
MARK = "juru-tulis-contoh-"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@contextmanager
def desks_for(many: int) -> Iterator[list[Scribe]]:
    """Seat `many` invented writers, each at a section, for as long as it takes."""
    if not settings.PORTAL_DEMO:
        raise RuntimeError("the writers are only invited to the demo")
    _away()
    try:
        yield _seat(many)
    finally:
        _away()


def _seat(many: int) -> list[Scribe]:
    by = User.objects.get(username="kementerian")
    cohort = Cohort.objects.create(year=YEAR, edition=Cohort.objects.get(year=2022).edition)
    free = Region.objects.regencies_and_cities().exclude(enrolments__cohort__year=2022)
    region = free.order_by("code")[0]
    enrolment = enrolments.enrol(cohort, region, by=by, period_start=YEAR + 1)
    plan = plans.open_for(enrolment, by=by)
    agency = Agency.objects.create(
        region=region, name="Juru tulis contoh", short_name=MARK, is_example=True
    )
    chapters = Chapter.objects.filter(book__plan=plan)
    chapters.update(agency=agency, state=ChapterState.WRITING)
    sections = Section.objects.filter(chapter__in=chapters).order_by("pk")[:many]
    return [_scribe(n, section, agency) for n, section in enumerate(sections)]


def _scribe(number: int, section: Section, agency: Agency) -> Scribe:
    name = f"{MARK}{number}"
    user = User.objects.create(username=name, name=f"Penulis {number}", email=f"{name}@example.org")
    AgencyMember.objects.create(agency=agency, user=user, role="writer", since=clock.today())
    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend=BACKEND)
    return Scribe(number, section.pk, client.cookies["sessionid"].value)


def _away() -> None:
    enrolled = Enrolment.objects.filter(cohort__year=YEAR)
    plans_there = Masterplan.objects.filter(enrolment__in=enrolled)
    Section.every.filter(chapter__book__plan__in=plans_there).delete()
    plans_there.delete()
    enrolled.delete()
    Cohort.objects.filter(year=YEAR).delete()
    AgencyMember.objects.filter(agency__short_name=MARK).delete()
    Agency.objects.filter(short_name=MARK).delete()
    User.objects.filter(username__startswith=MARK).delete()
