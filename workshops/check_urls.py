"""Where does everybody check a certificate? Names without an app: the code on the sheet leads here."""

from django.urls import path, re_path

from workshops.codes import PATTERN
from workshops.views import certificate

urlpatterns = [
    path("", certificate.check_ask, name="check_certificates"),
    re_path(f"^(?P<code>{PATTERN})/$", certificate.check_certificate, name="check_certificate"),
]
