"""How does a stored PDF reach the reader? By its hash, and not twice."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.http import parse_etags, quote_etag

from smartcity_portal.kit import blobs


def pdf_response(
    request: HttpRequest, sha256: str, name: str, *, changing: bool = False
) -> HttpResponse:
    """Serve a PDF from the store; `changing` says that the address may show another one later."""
    if quote_etag(sha256) in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponse(status=304)
    try:
        content = blobs.open_blob(sha256)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, content_type="application/pdf", filename=name)
    response["ETag"] = quote_etag(sha256)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = (
        "private, no-cache" if changing else "private, max-age=31536000, immutable"
    )
    return response
