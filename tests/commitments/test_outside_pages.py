"""Can a signatory and a coordinator do all of it on their pages, and is no secret left anywhere?"""

import copy
import json
import logging
import pickle
import re
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as portal
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.core.signals import got_request_exception
from django.urls import reverse
from django.views.debug import ExceptionReporter

from accounts.models import User
from commitments.models import Attempt, Route, Signature, SigningEndpoint
from commitments.services import endpoints
from commitments.signing import vault
from commitments.signing.bsre.wire import reachable
from commitments.signing.names import same_person
from commitments.signing.port import NotSigned
from commitments.signing.secret import Secret
from commitments.simulation.server import Simulation
from smartcity_portal.demo import signing_services
from smartcity_portal.kit import blobs
from tests.commitments import outside

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def simulation():
    with outside.standing() as pair:
        yield pair


@pytest.fixture
def service(simulation):
    made, _url = simulation
    made.faults.clear()
    made.people.names.clear()
    return made


@pytest.fixture
def endpoint(ceremony, service, simulation):
    return outside.endpoint(ceremony.enrolment.region, simulation[1], by=ceremony.coordinator)


@pytest.fixture
def sheet(ceremony, service, endpoint):
    return outside.issued(ceremony, service)


def as_user(client, user: User):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found, name
    return found[1]


def bsre_answers(page: str, **changes) -> dict[str, str]:
    return {
        "consent_sha256": hidden(page, "consent_sha256"),
        "key": hidden(page, "key"),
        "consent": "on",
        "secret": outside.PASSPHRASE,
    } | changes


def test_a_signatory_signs_through_bsre_on_the_own_page(client, sheet):
    signatory = outside.place(sheet)
    as_user(client, signatory.user)
    page = client.get(signatory.get_absolute_url()).content.decode()
    url = reverse("commitments:sign_bsre", args=[signatory.pk])
    wrong = client.post(url, bsre_answers(page, secret="keliru-sekali")).content.decode()
    assert "keliru-sekali" not in wrong
    assert hidden(wrong, "key") != hidden(page, "key")
    answer = client.post(url, bsre_answers(wrong))
    assert answer.status_code == 302
    done = client.get(signatory.get_absolute_url()).content.decode()
    assert "TTE SIMULASI" in done


def test_an_unknown_outcome_is_explained_and_can_be_ended(client, sheet, service):
    service.faults.append("zero_byte")
    signatory = outside.place(sheet)
    as_user(client, signatory.user)
    page = client.get(signatory.get_absolute_url()).content.decode()
    url = reverse("commitments:sign_bsre", args=[signatory.pk])
    client.post(url, bsre_answers(page))
    attempt = Attempt.objects.get()
    page = client.get(signatory.get_absolute_url()).content.decode()
    give_up = reverse("commitments:attempt_give_up", args=[attempt.pk])
    assert give_up in page
    assert reverse("commitments:sign_bsre", args=[signatory.pk]) not in page
    client.post(give_up)
    attempt.refresh_from_db()
    assert attempt.state == "failed"


def test_the_coordinator_sees_and_ends_what_holds_the_sheet(client, ceremony, sheet, service):
    signatory = outside.place(sheet)
    as_user(client, signatory.user)
    client.post(reverse("commitments:signatory_way", args=[signatory.pk]), {"route": Route.BROUGHT})
    taken = client.post(
        reverse("commitments:sign_take_out", args=[signatory.pk]),
        {"out-consent": "on", "out-consent_sha256": sheet.issued_sha256},
    )
    assert taken.status_code == 302
    file = client.get(reverse("commitments:sign_taken", args=[signatory.pk]))
    assert blobs.sha256_of(b"".join(file.streaming_content)) == sheet.head_sha256
    as_user(client, ceremony.coordinator)
    board = client.get(sheet.get_absolute_url()).content.decode()
    attempt = Attempt.objects.get()
    assert reverse("commitments:attempt_give_up", args=[attempt.pk]) in board
    client.post(reverse("commitments:attempt_give_up", args=[attempt.pk]))
    attempt.refresh_from_db()
    assert attempt.problem == "given_up"


def test_a_signed_file_is_brought_back_on_the_page(client, sheet, service):
    signatory = outside.place(sheet)
    as_user(client, signatory.user)
    client.post(reverse("commitments:signatory_way", args=[signatory.pk]), {"route": Route.BROUGHT})
    client.post(
        reverse("commitments:sign_take_out", args=[signatory.pk]),
        {"out-consent": "on", "out-consent_sha256": sheet.issued_sha256},
    )
    upload = outside.signed_elsewhere(service, blobs.read(sheet.head_sha256), "Pejabat Ke-0")
    upload.name = "bertanda-tangan.pdf"
    url = reverse("commitments:sign_bring_back", args=[signatory.pk])
    wrong = client.post(url, {})
    assert wrong.status_code == 200
    assert client.post(url, {"back-file": upload}).status_code == 302
    assert Signature.objects.get().route == Route.BROUGHT


def test_the_coordinator_presets_ways_on_the_draft(client, ceremony, endpoint):
    sheet = ceremony.draft()
    as_user(client, ceremony.coordinator)
    page = client.get(sheet.get_absolute_url()).content.decode()
    rows = list(sheet.signatories.all())
    assert f'name="way-{rows[0].pk}"' in page
    given = {f"way-{row.pk}": "portal" for row in rows} | {f"way-{rows[0].pk}": "bsre"}
    client.post(reverse("commitments:sheet_ways", args=[sheet.code]), given)
    rows[0].refresh_from_db()
    assert rows[0].route == "bsre"


def test_a_coordinator_sets_a_service_up_and_tries_it(client, ceremony, simulation):
    as_user(client, ceremony.coordinator)
    given = {
        "region": ceremony.enrolment.region_id,
        "base_url": simulation[1],
        "api_version": "v2",
        "username": "portal",
        "password": "simulasi",
        "identity": "email",
        "factor": "passphrase",
        "timeout": "30",
        "enabled": "on",
    }
    url = reverse("commitments:endpoint_new")
    refused = client.post(url, given)
    assert refused.status_code == 200
    assert "simulasi" not in refused.content.decode().replace("/simulasi/", "")
    assert client.post(url, given | {"allows_http": "on"}).status_code == 302
    endpoint = SigningEndpoint.objects.get()
    assert "simulasi" not in endpoint.password_sealed
    client.post(reverse("commitments:endpoint_check", args=[endpoint.pk]))
    endpoint.refresh_from_db()
    assert endpoint.checked_at
    assert endpoint.problem == ""
    edit = client.get(endpoint.get_absolute_url()).content.decode()
    assert "simulasi" not in edit
    moved = client.post(
        endpoint.get_absolute_url(),
        given | {"allows_http": "on", "password": "", "base_url": "http://127.0.0.1:9"},
    )
    assert moved.status_code == 200
    wrong = {"allows_http": "on", "password": "keliru"}
    assert client.post(endpoint.get_absolute_url(), given | wrong).status_code == 302
    client.post(reverse("commitments:endpoint_check", args=[endpoint.pk]))
    endpoint.refresh_from_db()
    assert endpoint.problem == "bad_account"
    v1 = client.post(endpoint.get_absolute_url(), given | {"api_version": "v1"})
    assert v1.status_code == 200


def test_services_elsewhere_are_nobodys_business(client, ceremony, endpoint):
    as_user(client, ceremony.signers[0])
    assert client.get(reverse("commitments:endpoint_list")).status_code == 403
    assert client.get(endpoint.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("version", ["v1", "v2"])
@pytest.mark.parametrize("fault", ["", "http500", "not_pdf", "dropped"])
def test_neither_passphrase_nor_nik_nor_account_leave_a_trace(
    client, sheet, service, endpoint, caplog, version, fault
):
    if version == "v1":
        endpoint.api_version, endpoint.identity = "v1", "nik"
        endpoint.save()
    if fault:
        service.faults.append(fault)
    signatory = outside.place(sheet)
    as_user(client, signatory.user)
    page = client.get(signatory.get_absolute_url()).content.decode()
    url = reverse("commitments:sign_bsre", args=[signatory.pk])
    answers = {"nik": outside.NIK} if version == "v1" else {}
    with caplog.at_level(logging.DEBUG):
        shown = client.post(url, bsre_answers(page, **answers), follow=True).content.decode()
    assert bool(fault) != Signature.objects.exists()
    written = [shown, caplog.text, *(str(each.message()) for each in mail.outbox)]
    for model in apps.get_models():
        written += [repr(values) for values in model._base_manager.values_list()]
    for path in Path(portal.PORTAL_VAR).rglob("*"):
        if path.is_file() and "bsre-simulation" not in path.parts:
            written.append(path.read_bytes().decode("latin-1"))
    everything = "\n".join(written)
    assert outside.PASSPHRASE not in everything
    assert outside.NIK not in everything


def test_a_report_to_the_operators_shows_no_secret(client, sheet, monkeypatch):
    """The fullest report that Django writes, with every local variable of every frame."""
    monkeypatch.setattr("commitments.services.attempt_steps.arrived", lambda *a, **k: 1 / 0)
    signatory = outside.place(sheet)
    as_user(client, signatory.user)
    page = client.get(signatory.get_absolute_url()).content.decode()
    reports: list[str] = []

    def report(request, **kwargs):
        reporter = ExceptionReporter(request, *sys.exc_info())
        reports.extend([reporter.get_traceback_html(), reporter.get_traceback_text()])

    got_request_exception.connect(report)
    try:
        client.raise_request_exception = False
        url = reverse("commitments:sign_bsre", args=[signatory.pk])
        answer = client.post(url, bsre_answers(page))
    finally:
        got_request_exception.disconnect(report)
    assert answer.status_code == 500
    assert len(reports) == 2
    assert "ZeroDivisionError" in reports[0]
    assert outside.PASSPHRASE not in "".join(reports)


def test_a_secret_neither_prints_nor_travels():
    secret = Secret("frasa")
    for shown in (repr(secret), str(secret), f"{secret}", f"{[secret]}"):
        assert "frasa" not in shown
    for carry in (pickle.dumps, copy.deepcopy, json.dumps):
        with pytest.raises(TypeError):
            carry(secret)
    assert secret == Secret("frasa")
    assert secret != Secret("lain")


def test_a_sealed_password_opens_in_its_own_place_only(settings):
    sealed = vault.seal(Secret("kata"), "tempat 1")
    assert vault.unseal(sealed, "tempat 1") == Secret("kata")
    assert vault.unseal(sealed, "tempat 2") is None
    old, settings.SECRET_KEY = settings.SECRET_KEY, "kunci-baru-" * 6
    assert vault.unseal(sealed, "tempat 1") is None
    settings.SECRET_KEY_FALLBACKS = [old]
    assert vault.unseal(sealed, "tempat 1") == Secret("kata")


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://esign.contoh.go.id", "not_encrypted"),
        ("http://10.1.2.3", "not_encrypted"),
        ("https://127.0.0.1", "closed_network"),
        ("https://10.1.2.3", "closed_network"),
        ("https://169.254.169.254", "closed_network"),
        ("https://[::1]", "closed_network"),
        ("https://a:b@8.8.8.8", "bad_address"),
        ("https://8.8.8.8/?x=1", "bad_address"),
    ],
)
def test_production_speaks_with_named_places_only(settings, url, code):
    settings.PRODUCTION = True
    with pytest.raises(NotSigned) as refused:
        reachable(url, allows_http=False)
    assert refused.value.code == code


def test_a_service_in_the_own_network_is_named_by_the_operators(settings):
    settings.PRODUCTION, settings.SIGNING_HOSTS = True, ["10.1.2.3", "169.254.169.254"]
    reachable("https://10.1.2.3", allows_http=False)
    with pytest.raises(NotSigned):
        reachable("https://169.254.169.254", allows_http=False)


def test_the_stand_in_does_not_run_in_production(settings, service):
    settings.PRODUCTION = True
    with pytest.raises(ImproperlyConfigured):
        Simulation(service)
    with pytest.raises(CommandError):
        call_command("fake_bsre")


def test_the_stand_in_listens_on_this_machine_only(service):
    simulation = Simulation(service)
    assert simulation.server.server_address[0] == "127.0.0.1"
    simulation.server.server_close()


@pytest.mark.parametrize(
    ("certified", "printed", "same"),
    [
        ("BUDI SANTOSO", "Dr. Ir. H. Budi Santoso, M.Si.", True),
        ("Budi Santoso", "Budi Santoso (contoh)", True),
        ("Siti Nurhaliza Rahma", "Dra. Hj. Siti N. Rahma, M.M.", True),
        ("Budi", "Budi", True),
        ("Budi", "Budi Santoso", False),
        ("Budi Susanto", "Budi Santoso", False),
        ("", "Budi Santoso", False),
    ],
)
def test_names_are_compared_without_titles(certified, printed, same):
    assert same_person(certified, printed) is same


def test_a_service_of_the_ministry_serves_its_own_people_only(ceremony, endpoint, sheet):
    assert endpoints.serving(outside.place(sheet)) == endpoint
    SigningEndpoint.objects.update(enabled=False)
    assert endpoints.serving(outside.place(sheet)) is None


def test_the_demo_sets_its_stand_in_up_once(ceremony):
    region = ceremony.enrolment.region
    made = signing_services.load(region, by=ceremony.ministry)
    assert signing_services.load(region, by=ceremony.ministry) == made
    assert made.base_url.startswith("http://127.0.0.1:")
