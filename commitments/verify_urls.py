"""Where does everybody check a document? Names without an app: the QR and the footer lead here."""

from django.urls import path, re_path

from commitments.views import verify

CODE = "(?P<code>[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4})"

urlpatterns = [
    path("", verify.ask, name="verify"),
    path("hasil/<slug:token>/", verify.result, name="verify_result"),
    re_path("^sidik/(?P<sha256>[0-9a-fA-F]{64})/$", verify.by_hash, name="verify_hash"),
    path("pki/root.pem", verify.root_certificate, name="verify_root"),
    path("pki/issuing.cer", verify.issuing_certificate, name="verify_issuing"),
    path("pki/issuing.crl", verify.revocation_list, name="verify_crl"),
    re_path(f"^{CODE}/$", verify.sheet, name="verify_sheet"),
    re_path(f"^{CODE}/dokumen.pdf$", verify.document, name="verify_document"),
]
