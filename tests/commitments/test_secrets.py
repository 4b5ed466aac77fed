"""Do password, strokes and keys leave any trace? Everything that is written is searched."""

import base64
import logging
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.test import Client

from commitments.models import Signature
from commitments.signing import portal_route
from tests.commitments.factories import picture

pytestmark = pytest.mark.django_db
PASSWORD = "rahasia-sekali-2022"


def everything_stored() -> str:
    """All columns of all rows, as text."""
    rows = []
    for model in apps.get_models():
        for values in model._base_manager.values_list():
            rows.append(repr(values))
    return "\n".join(rows)


def test_neither_password_nor_strokes_nor_keys_are_kept(sheet, caplog, monkeypatch):
    signatory = sheet.signatories.with_sheet().first()
    client = Client()
    client.force_login(signatory.user, backend="django.contrib.auth.backends.ModelBackend")
    strokes = base64.b64encode(picture()).decode()
    keys = []
    begin = portal_route.PortalRoute.begin

    def remember(self, order):
        credential = begin(self, order)
        keys.append(credential.key.private_numbers().private_value)
        return credential

    monkeypatch.setattr(portal_route.PortalRoute, "begin", remember)
    with caplog.at_level(logging.DEBUG):
        for secret in ("salah-" + PASSWORD, PASSWORD):
            client.post(
                signatory.get_absolute_url(),
                {
                    "way": "drawn",
                    "drawn": "data:image/png;base64," + strokes,
                    "consent": "on",
                    "consent_sha256": sheet.issued_sha256,
                    "secret": secret,
                },
            )
    assert Signature.objects.exists()
    written = everything_stored() + caplog.text + "".join(str(m.message()) for m in mail.outbox)
    assert PASSWORD not in written
    assert strokes[:60] not in written
    assert keys
    for key in keys:
        assert str(key) not in written
        assert f"{key:x}" not in written.lower()
    raw = [f"{key:064x}" for key in keys]
    for path in Path(settings.BLOB_ROOT).rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert PASSWORD.encode() not in content
            assert not any(bytes.fromhex(key) in content for key in raw)
