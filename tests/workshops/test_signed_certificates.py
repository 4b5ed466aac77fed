"""How does an issuer sign many certificates at once, and what is handed out before and after?"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext

from accounts import runner
from accounts.models import Notice
from accounts.services import jobs
from commitments.models import Sheet, Signatory
from commitments.services import finishing
from programs.models import Tenure
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from tests.commitments.factories import sign
from tests.workshops.minuting import held
from tests.workshops.test_certificates import person
from workshops.certificate_links import token_of
from workshops.models import Certificate
from workshops.pdf import certificate_press
from workshops.services import certificate_signing, certificates
from workshops.signed_papers import files_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("authority")]


@pytest.fixture
def plan_of(town, plan):
    """Two people with printed certificates."""
    meeting = held(town)
    people = [person(meeting, name, 4, email=f"{name}@contoh.id") for name in ("ani", "budi")]
    row = certificates.plan(
        meeting,
        by=town["coordinator"],
        signatory=Tenure.objects.get(office__title__startswith="Kepala Dinas"),
        place="Bontang",
        dated=date(2019, 7, 9),
    )
    for one in people:
        certificates.issue(one, by=town["coordinator"])
    certificate_press.print_waiting(row.pk, lambda done, total: None)
    return row


def asked(plan_of, town) -> list[Sheet]:
    job = certificate_signing.request(plan_of, by=town["coordinator"])
    runner.run(job.pk)
    return list(Sheet.objects.filter(subject__startswith="workshops.certificate:").order_by("pk"))


def complete(sheet: Sheet) -> Sheet:
    sign(sheet.signatories.with_sheet().get())
    sheet.refresh_from_db()
    runner.run(finishing.latest_job(sheet).pk)
    sheet.refresh_from_db()
    return sheet


def test_the_issuer_is_told_once_about_all_of_them(plan_of, town):
    sheets = asked(plan_of, town)
    assert len(sheets) == 2 and all(sheet.in_series for sheet in sheets)
    issuer = plan_of.signatory.official.user
    told = Notice.objects.filter(to=issuer, kind__startswith="commitments.")
    assert [row.kind for row in told] == ["commitments.series_asked"]
    assert Signatory.objects.waiting_for(issuer).count() == 2
    with pytest.raises(Blocked):
        certificate_signing.request(plan_of, by=town["coordinator"])


def test_only_the_team_and_the_ministry_ask(plan_of, town):
    with pytest.raises(PermissionDenied):
        certificate_signing.request(plan_of, by=town["mentor"])


def test_an_issuer_without_an_account_is_named(plan_of, town):
    plan_of.signatory.official.user = None
    plan_of.signatory.official.save()
    with pytest.raises(Blocked) as blocked:
        certificate_signing.request(plan_of, by=town["coordinator"])
    assert plan_of.signatory.official.name in str(blocked.value)


def test_a_second_run_of_the_worker_seals_nothing_twice(plan_of, town):
    job = certificate_signing.request(plan_of, by=town["coordinator"])
    runner.run(job.pk)
    again = jobs.enqueue(job.kind, plan_of.workshop, by=town["coordinator"], plan=plan_of.pk)
    runner.run(again.pk)
    assert Sheet.objects.count() == 2


def test_what_is_handed_out_is_the_signed_file_and_nothing_before_it(client, plan_of, town):
    first, _second = asked(plan_of, town)
    certificate = Certificate.objects.get(pk=first.subject.partition(":")[2])
    personal = reverse("workshops:certificate_personal", args=[token_of(certificate)])
    assert client.get(personal).status_code == 302
    check = client.get(certificate.get_absolute_url()).content.decode()
    assert first.public_url not in check
    first = complete(first)
    assert first.state == "completed"
    assert b"".join(client.get(personal).streaming_content) == blobs.read(first.head_sha256)
    check = client.get(certificate.get_absolute_url()).content.decode()
    assert first.public_url in check and first.head_sha256 in check
    assert files_of([certificate]) == {certificate.pk: first.head_sha256}


def test_a_withdrawn_certificate_takes_its_signature_with_it(plan_of, town):
    first, second = (complete(asked(plan_of, town)[0]), Sheet.objects.order_by("-pk").first())
    for sheet in (first, second):
        row = Certificate.objects.get(pk=sheet.subject.partition(":")[2])
        certificates.withdraw(row, by=town["coordinator"], reason="Nama keliru.")
        sheet.refresh_from_db()
        assert (sheet.state, sheet.void_reason) == ("void", "Nama keliru.")


def test_mails_wait_for_the_signature(plan_of, town):
    asked(plan_of, town)
    with pytest.raises(Blocked):
        certificates.request_mails(plan_of, by=town["coordinator"])


def test_the_list_offers_to_ask_and_tells_how_far_it_is(client, plan_of, town):
    workshop = plan_of.workshop
    page = reverse("workshops:certificate_list", args=[workshop.enrolment.slug, 1])
    act = reverse("workshops:certificate_sign", args=[workshop.enrolment.slug, 1])
    client.force_login(town["coordinator"])
    assert act in client.get(page).content.decode()
    assert client.post(act)["Location"] == page
    job = certificates.latest_job(workshop, certificate_signing.KIND)
    runner.run(job.pk)
    job.refresh_from_db()
    assert job.state == "done", job.error
    text = client.get(page).content.decode()
    assert act not in text
    count = gettext("%(done)s of %(asked)s certificates are signed by the issuer.")
    assert count % {"done": 0, "asked": 2} in text
    one = Certificate.objects.first()
    person_page = reverse("workshops:certificate_person", args=[one.participation_id])
    assert client.get(person_page).status_code == 200
    client.force_login(town["mentor"])
    assert client.post(act).status_code == 403
