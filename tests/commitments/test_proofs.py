"""May somebody show who they are while typing, and sign a moment later, that document only?"""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commitments.models import Signature
from commitments.services import reauthentication
from commitments.views import proofs
from tests.commitments.factories import ceremony as make_ceremony

pytestmark = pytest.mark.django_db
PASSWORD = "rahasia-bersama-2022"
PROVE = reverse("commitments:prove")


@pytest.fixture
def signatory(sheet):
    signatory = sheet.signatories.with_sheet().last()
    signatory.user.set_password(PASSWORD)
    signatory.user.save()
    return signatory


@pytest.fixture
def client(signatory):
    client = Client()
    client.force_login(signatory.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def show(client, sheet, secret=PASSWORD):
    values = {"secret": secret, "consent_sha256": sheet.issued_sha256}
    return client.post(PROVE, values).json()


def sign(client, signatory, **changes):
    values = {
        "way": "typed",
        "typed": "Dra. Pejabat",
        "consent": "on",
        "consent_sha256": signatory.sheet.issued_sha256,
    }
    return client.post(signatory.get_absolute_url(), values | changes)


def test_who_has_typed_the_password_signs_without_it(client, signatory):
    assert show(client, signatory.sheet)["proved"]
    assert "data-prove" not in client.get(signatory.get_absolute_url()).content.decode()
    assert sign(client, signatory).status_code == 302
    assert Signature.objects.get().authenticated_by == "password"
    sign(client, signatory)
    assert Signature.objects.count() == 1, "it served once"


def test_a_slip_is_told_at_once_and_counts_as_a_try(client, signatory):
    for _try in range(reauthentication.TRIES):
        assert not show(client, signatory.sheet, "salah")["proved"]
    assert not show(client, signatory.sheet)["proved"], "too many tries"
    assert sign(client, signatory).status_code == 200
    assert not Signature.objects.exists()


def test_without_any_proof_nothing_is_signed(client, signatory):
    assert sign(client, signatory).status_code == 200
    assert sign(client, signatory, secret="salah").status_code == 200
    assert not Signature.objects.exists()


def test_it_holds_for_that_document_only(client, signatory):
    show(client, make_ceremony(2).issued())
    assert sign(client, signatory).status_code == 200
    assert not Signature.objects.exists()


def test_it_holds_for_a_few_minutes_only(client, signatory):
    show(client, signatory.sheet)
    session = client.session
    past = timezone.now() - reauthentication.FRESH - dt.timedelta(seconds=1)
    session[proofs.KEY] = session[proofs.KEY] | {"at": past.isoformat()}
    session.save()
    assert sign(client, signatory).status_code == 200
    assert not Signature.objects.exists()


def test_the_session_keeps_how_and_when_and_nothing_secret(client, signatory):
    show(client, signatory.sheet)
    kept = Session.objects.get(pk=client.session.session_key).get_decoded()
    assert set(kept[proofs.KEY]) == {"about", "method", "at"}
    assert PASSWORD not in str(kept)
