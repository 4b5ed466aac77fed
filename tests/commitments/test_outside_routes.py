"""Does a signature through another service arrive whole, once, by the right person, or not at all?"""

import datetime as dt
import io
import uuid

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import HistoryEntry, Job
from accounts.runner import run
from commitments.models import Attempt, Certificate, Route, Signatory, Signature
from commitments.services import attempt_steps, attempts, routes, sheets
from commitments.services.checking import answer, known
from commitments.services.expectations import deviations
from commitments.services.outside_words import sentence
from commitments.signing.bounded import inspect_file
from commitments.signing.ca import asn1_certificate
from commitments.signing.roots import simulated_roots
from commitments.signing.secret import Secret
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from tests.commitments import factories, outside

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def simulation():
    with outside.standing() as pair:
        yield pair


@pytest.fixture
def service(simulation):
    """The stand-in as it is fresh: no faults, nothing counted."""
    made, _url = simulation
    made.faults.clear()
    made.calls.clear()
    made.signed, made.answers_by_number = 0, False
    made.people.names.clear()
    made.people.states.clear()
    return made


@pytest.fixture
def endpoint(ceremony, service, simulation):
    return outside.endpoint(ceremony.enrolment.region, simulation[1], by=ceremony.coordinator)


@pytest.fixture
def sheet(ceremony, service, endpoint):
    return outside.issued(ceremony, service)


def by_v1(endpoint):
    endpoint.api_version, endpoint.identity = "v1", "nik"
    endpoint.save()
    return {"known_by": Secret(outside.NIK)}


def held(sheet) -> str:
    sheet.refresh_from_db()
    return sheet.head_sha256


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_a_signature_through_the_service_stands_beside_those_of_the_portal(
    sheet, endpoint, version
):
    given = by_v1(endpoint) if version == "v1" else {}
    before = sheet.issued_sha256
    made = outside.sign(outside.place(sheet), **given)
    assert made.route == Route.BSRE
    assert made.field.startswith("sig_")
    assert not made.certified
    assert made.clock
    assert made.certificate.kind == Certificate.Kind.OTHER
    assert blobs.read(made.after_sha256).startswith(blobs.read(before))
    factories.sign_all(sheet)
    run(Job.objects.get(kind="commitments.finish").pk)
    assert known(held(sheet)).verdict == "final"
    found = inspect_file(blobs.path_of(sheet.head_sha256))
    assert found.sound, found
    version = sheet.versions.get(kind="final")
    assert deviations(found, version) == []


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_the_visible_mark_lands_on_the_persons_own_place(sheet, endpoint, version):
    signatory = outside.place(sheet)
    made = outside.sign(signatory, **(by_v1(endpoint) if version == "v1" else {}))
    with pikepdf.open(blobs.path_of(made.after_sha256)) as pdf:
        field = next(each for each in pdf.Root.AcroForm.Fields if str(each.T) == made.field)
        rect = [float(edge) for edge in field.Rect]
    assert rect == pytest.approx(signatory.box, abs=0.02)


def test_a_certificate_of_the_throw_away_root_is_never_called_certified(sheet):
    made = outside.sign(outside.place(sheet))
    assert not made.certified


def test_a_chain_that_ends_in_a_root_of_bsre_is_certified(sheet, service, settings, tmp_path):
    settings.BSRE_ROOTS = tmp_path
    root = service.signer.authority().root
    (tmp_path / "bsre.pem").write_bytes(root.public_bytes(Encoding.PEM))
    assert outside.sign(outside.place(sheet)).certified
    assert asn1_certificate(root).dump() == simulated_roots()[0].dump()


@pytest.mark.parametrize("fault", ["401", "429"])
def test_a_sure_refusal_is_told_and_may_be_tried_again(sheet, service, fault):
    service.faults.append(fault)
    signatory = outside.place(sheet)
    with pytest.raises(Blocked):
        outside.sign(signatory)
    assert Attempt.objects.get().state == "failed"
    assert not Signature.objects.exists()
    assert outside.sign(signatory).signatory_id == signatory.pk


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("timeout_before", "timeout"),
        ("timeout_after", "timeout"),
        ("http500", "server_error"),
        ("zero_byte", "empty"),
        ("not_pdf", "not_pdf"),
        ("short_array", "wrong_count"),
        ("dropped", "dropped"),
    ],
)
def test_what_nobody_can_know_is_called_unknown_and_never_sent_again(
    sheet, service, endpoint, fault, code
):
    service.faults.append(fault)
    if code == "timeout":
        endpoint.timeout = 3
        endpoint.save()
    signatory, before = outside.place(sheet), sheet.head_sha256
    with pytest.raises(Blocked) as told:
        outside.sign(signatory)
    assert told.value.reasons == [sentence(code)]
    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.problem) == ("unknown", code)
    assert held(sheet) == before
    sent = service.calls.count("POST /api/v2/sign/pdf")
    with pytest.raises(Blocked, match="last try|terakhir"):
        outside.sign(signatory)
    attempt_steps.sweep()
    assert service.calls.count("POST /api/v2/sign/pdf") == sent == 1
    attempts.give_up(attempt, by=signatory.user)
    assert outside.sign(signatory).after_sha256 == held(sheet)


@pytest.mark.parametrize(("fault", "code"), [("rewritten", "rewritten"), ("reorder", "rewritten")])
def test_a_file_that_is_not_the_one_that_was_sent_is_not_taken(sheet, service, fault, code):
    service.faults.append(fault)
    before = sheet.head_sha256
    with pytest.raises(Blocked) as told:
        outside.sign(outside.place(sheet))
    assert told.value.reasons == [sentence(code)]
    assert held(sheet) == before
    assert Attempt.objects.get().problem == code


@pytest.mark.parametrize("fault", ["zero_byte", "dropped"])
def test_a_lost_file_is_fetched_by_its_number_where_the_service_keeps_it(
    sheet, service, endpoint, fault
):
    given = by_v1(endpoint)
    service.faults.append(fault)
    signatory = outside.place(sheet)
    with pytest.raises(Blocked):
        outside.sign(signatory, **given)
    attempt = Attempt.objects.get()
    assert attempt.state == "unknown"
    made = attempts.look(attempt, by=signatory.user)
    assert made.after_sha256 == held(sheet)
    assert service.signed == 1
    attempt.refresh_from_db()
    assert attempt.state == "done"


def test_a_service_that_answers_by_number_is_asked_for_the_file(sheet, service, endpoint):
    given = by_v1(endpoint)
    service.answers_by_number = True
    assert outside.sign(outside.place(sheet), **given).after_sha256 == held(sheet)
    assert service.signed == 1


def test_a_version_2_service_keeps_nothing_that_could_be_looked_up(sheet, service):
    service.faults.append("zero_byte")
    signatory = outside.place(sheet)
    with pytest.raises(Blocked):
        outside.sign(signatory)
    with pytest.raises(Blocked, match="keeps no file|tidak menyimpan"):
        attempts.look(Attempt.objects.get(), by=signatory.user)


def test_the_same_press_of_the_button_sends_once(sheet, service):
    key = uuid.uuid4()
    made = outside.sign(outside.place(sheet), key=key)
    assert outside.sign(outside.place(sheet), key=key) == made
    assert service.signed == 1


@pytest.mark.parametrize(
    "state", ["EXPIRED", "RENEW", "WAITING_FOR_VERIFICATION", "NEW", "SUSPEND", "REVOKE"]
)
def test_a_certificate_that_may_not_sign_is_told_before_anything_is_sent(sheet, service, state):
    signatory = outside.place(sheet)
    service.people.states[signatory.user.email] = state
    with pytest.raises(Blocked) as told:
        outside.sign(signatory)
    assert told.value.reasons == [sentence(f"state_{state}")]
    assert service.signed == 0
    assert Attempt.objects.get().sent_at is None


def test_wrong_passphrases_are_counted_before_bsre_locks_the_person_out(sheet, service):
    signatory = outside.place(sheet)
    for _try in range(attempts.TRIES):
        with pytest.raises(Blocked, match="wrong|salah"):
            outside.sign(signatory, secret=Secret("keliru"))
    sent = len(service.calls)
    with pytest.raises(Blocked, match="ten minutes|sepuluh menit"):
        outside.sign(signatory)
    assert len(service.calls) == sent


def test_a_one_time_code_serves_once(sheet, service, endpoint):
    endpoint.factor = "totp"
    endpoint.save()
    signatory = outside.place(sheet)
    attempts.request_code(signatory, by=signatory.user)
    code = service.people.codes[signatory.user.email].digits
    with pytest.raises(Blocked):
        outside.sign(signatory, secret=Secret("000000" if code != "000000" else "111111"))
    made = outside.sign(signatory, secret=Secret(code))
    assert made.authenticated_by == "totp"


def test_the_certificate_must_name_the_signatory(sheet, service):
    signatory = outside.place(sheet)
    service.people.names[signatory.user.email] = "Orang Lain Sekali"
    with pytest.raises(Blocked) as told:
        outside.sign(signatory)
    assert told.value.reasons == [sentence("wrong_person")]
    assert not Signature.objects.exists()


def test_a_service_that_does_not_answer_has_signed_nothing(sheet, endpoint):
    endpoint.base_url = "http://127.0.0.1:9"
    endpoint.save()
    outside.endpoint(endpoint.region, "http://127.0.0.1:9", by=endpoint.changed_by)
    with pytest.raises(Blocked) as told:
        outside.sign(outside.place(sheet))
    assert told.value.reasons == [sentence("unreachable")]
    assert Attempt.objects.get().state == "failed"


@pytest.mark.parametrize("who", ["coordinator", "ministry", "another signatory"])
def test_nobody_signs_through_the_service_for_another(ceremony, sheet, service, who):
    others = {
        "coordinator": ceremony.coordinator,
        "ministry": ceremony.ministry,
        "another signatory": ceremony.signers[1],
    }
    signatory = outside.place(sheet)
    with pytest.raises(PermissionDenied):
        attempts.sign(
            signatory,
            by=others[who],
            consent_sha256=sheet.issued_sha256,
            secret=Secret(outside.PASSPHRASE),
        )
    assert service.calls == []


def test_while_one_is_signing_elsewhere_the_others_wait(sheet, settings):
    settings.LEASE_PATIENCE = 0
    signatory, other = outside.place(sheet), outside.place(sheet, 1)
    routes.choose(signatory, Route.BROUGHT, by=signatory.user)
    signatory = outside.place(sheet)
    attempt = attempts.take_out(signatory, by=signatory.user, consent_sha256=sheet.issued_sha256)
    with pytest.raises(Blocked, match="taken the document out|mengambil"):
        factories.sign(other)
    Attempt.objects.update(lease_until=timezone.now() - dt.timedelta(seconds=1))
    assert factories.sign(other)
    assert attempt_steps.sweep() == 1
    attempt.refresh_from_db()
    assert (attempt.state, attempt.problem) == ("failed", "lapsed")


def test_a_file_signed_elsewhere_comes_back_after_the_same_checks(sheet, service):
    signatory = outside.place(sheet)
    routes.choose(signatory, Route.BROUGHT, by=signatory.user)
    signatory = outside.place(sheet)
    attempt = attempts.take_out(signatory, by=signatory.user, consent_sha256=sheet.issued_sha256)
    before = blobs.read(attempt.before_sha256)
    name = signatory.name.split(",")[0].removeprefix("Dra. ")
    wrong = {
        "wrong_person": outside.signed_elsewhere(service, before, "Orang Lain"),
        "rewritten": outside.signed_elsewhere(service, before[:-6] + b"\n%%EOF\n", name),
        "unsigned": io.BytesIO(before + b"\n% catatan\n"),
        "wrong_place": outside.signed_elsewhere(
            service,
            before,
            name,
            place=outside.on(outside.place(sheet, 1).page, *outside.place(sheet, 1).box),
        ),
    }
    for code, upload in wrong.items():
        with pytest.raises(Blocked) as told:
            attempts.bring_back(signatory, upload, by=signatory.user)
        assert told.value.reasons == [sentence(code)], code
    assert held(sheet) == attempt.before_sha256
    made = attempts.bring_back(
        signatory, outside.signed_elsewhere(service, before, name), by=signatory.user
    )
    assert made.after_sha256 == held(sheet)
    assert made.route == Route.BROUGHT


def test_a_file_that_comes_back_after_somebody_else_has_signed_no_longer_fits(sheet, service):
    signatory = outside.place(sheet)
    routes.choose(signatory, Route.BROUGHT, by=signatory.user)
    signatory = outside.place(sheet)
    attempt = attempts.take_out(signatory, by=signatory.user, consent_sha256=sheet.issued_sha256)
    Attempt.objects.update(lease_until=timezone.now() - dt.timedelta(seconds=1))
    attempt_steps.sweep()
    factories.sign(outside.place(sheet, 1))
    upload = outside.signed_elsewhere(service, blobs.read(attempt.before_sha256), "Pejabat Ke-0")
    with pytest.raises(Blocked) as told:
        attempts.bring_back(outside.place(sheet), upload, by=signatory.user)
    assert told.value.reasons == [sentence("moved")]


def test_an_interruption_after_the_answer_loses_nothing(sheet, service, monkeypatch):
    signatory = outside.place(sheet)
    monkeypatch.setattr(attempt_steps, "settle", lambda attempt: None)
    outside.sign(signatory)
    attempt = Attempt.objects.get()
    assert attempt.state == "validating"
    monkeypatch.undo()
    Attempt.objects.update(lease_until=timezone.now() - dt.timedelta(seconds=1))
    assert attempt_steps.sweep() == 1
    attempt.refresh_from_db()
    assert attempt.state == "done"
    assert Signature.objects.get().after_sha256 == held(sheet)


def test_an_interruption_while_sending_is_an_unknown_outcome(sheet):
    signatory = outside.place(sheet)
    Attempt.objects.create(
        sheet=sheet,
        signatory=signatory,
        route="bsre",
        state="sending",
        consent_sha256=sheet.issued_sha256,
        before_sha256=sheet.head_sha256,
        by=signatory.user,
        lease_until=timezone.now() - dt.timedelta(minutes=1),
    )
    attempt_steps.sweep()
    assert Attempt.objects.get().state == "unknown"
    assert HistoryEntry.objects.filter(verb="commitments.attempt.lose").exists()


def test_a_sheet_for_the_portal_alone_is_certified_and_takes_nothing_from_outside(ceremony):
    sheet = ceremony.issued()
    signatory = outside.place(sheet)
    assert not sheet.open_to_outside
    assert routes.ways(signatory) == [Route.PORTAL, Route.PAPER]
    with pytest.raises(Blocked):
        routes.choose(signatory, Route.BROUGHT, by=signatory.user)


def test_the_coordinator_presets_ways_that_outlive_reseating(ceremony, endpoint):
    sheet = ceremony.draft()
    rows = list(sheet.signatories.all())
    routes.preset(sheet, {rows[1].pk: Route.BSRE, rows[2].pk: Route.PAPER}, by=ceremony.coordinator)
    sheet = sheets.issue(sheet, by=ceremony.coordinator)
    assert [row.route for row in sheet.signatories.all()] == ["portal", "bsre", "paper"]


def test_a_foreign_paper_signed_with_the_same_certificate_is_not_called_our_sheet(sheet, service):
    signatory = outside.place(sheet)
    outside.sign(signatory)
    name = signatory.name.split(",")[0].removeprefix("Dra. ")
    other = _foreign_pdf()
    found = answer(outside.signed_elsewhere(service, other, name).getvalue())
    assert found.verdict == "foreign"


def _foreign_pdf() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_signing_in_the_portal_is_refused_where_another_way_was_chosen(sheet):
    with pytest.raises(Blocked, match="another way|cara lain"):
        factories.sign(outside.place(sheet))
    assert not Signatory.objects.signed().exists()
