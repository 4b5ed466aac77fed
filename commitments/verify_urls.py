"""Where does everybody check a document? Names without an app: the QR and the footer lead here."""

from django.urls import path, re_path

from commitments.views import pki, verify, verify_api, verify_guide

SERIAL = "(?P<name>[0-9a-f]{16})"
CODE = "(?P<code>[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4})"

urlpatterns = [
    path("", verify.ask, name="verify"),
    path("hasil/<slug:token>/", verify.result, name="verify_result"),
    re_path("^sidik/(?P<sha256>[0-9a-fA-F]{64})/$", verify.by_hash, name="verify_hash"),
    path("api/", verify_guide.guide, name="verify_api"),
    re_path(f"^api/kode/{CODE}/$", verify_api.by_code, name="verify_api_sheet"),
    re_path("^api/sidik/(?P<sha256>[0-9a-fA-F]{64})/$", verify_api.by_hash, name="verify_api_hash"),
    path("api/berkas/", verify_api.by_file, name="verify_api_file"),
    path("api/hasil/<slug:token>/", verify_api.result, name="verify_api_result"),
    path("pki/root.pem", pki.root_certificate, name="verify_root"),
    path("pki/root.crl", pki.root_list, name="verify_root_crl"),
    path("pki/issuing.cer", pki.issuing_certificate, name="verify_issuing"),
    path("pki/issuing.crl", pki.revocation_list, name="verify_crl"),
    re_path(f"^pki/issuing-{SERIAL}.cer$", pki.issuing_certificate, name="verify_issuer"),
    re_path(f"^pki/issuing-{SERIAL}.crl$", pki.revocation_list, name="verify_issuer_crl"),
    re_path(f"^{CODE}/$", verify.sheet, name="verify_sheet"),
    re_path(f"^{CODE}/dokumen.pdf$", verify.document, name="verify_document"),
]
