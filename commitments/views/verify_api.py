"""What does a program learn that asks whether a document is genuine? The same as people, as JSON.

No key, no login, no cookie: nothing here is personal, and nothing can be changed.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from commitments.models import Check, Sheet
from commitments.services import checking
from commitments.services.checking import Answer
from commitments.services.standings import Person, Standing
from commitments.views import annexes, editions, verdicts
from commitments.views.patience import WINDOW, asks_too_often, looks_too_often
from commitments.views.verify import BUSY_FOR
from masterplans.models import VolumeEdition
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.uploads import clean_pdf

LOOK_AGAIN_AFTER = 3


def _answers(too_often: Callable[[HttpRequest], bool]) -> Callable:
    """Open to pages of other sites; slowed down by address."""

    def wrap(view: Callable) -> Callable:
        @wraps(view)
        def limited(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if too_often(request):
                response = _error("too_often", _("Too many questions. Wait ten minutes."), 429)
                response["Retry-After"] = str(WINDOW)
            else:
                response = view(request, **kwargs)
            response["Access-Control-Allow-Origin"] = "*"
            response["Cache-Control"] = "no-store"
            return response

        return limited

    return wrap


@require_safe
@_answers(looks_too_often)
def by_code(request: HttpRequest, code: str) -> HttpResponse:
    """The present state of the sheet or book that carries this code."""
    row = Sheet.objects.public().with_names().filter(code=code).first()
    answer = checking.known(row.head_sha256) if row else None
    if answer is not None:
        return _answer(request, answer, by_code=True)
    book = editions.find(code=code)
    return _book(request, book) if book else _unknown()


@require_safe
@_answers(looks_too_often)
def by_hash(request: HttpRequest, sha256: str) -> HttpResponse:
    """What is known of bytes with this fingerprint."""
    answer = checking.known(sha256)
    if answer is not None:
        return _answer(request, answer)
    return _other_file(request, sha256) or _unknown()


@csrf_exempt
@require_POST
@_answers(asks_too_often)
def by_file(request: HttpRequest) -> HttpResponse:
    """Check a file: known ones are answered at once, others by the address in `result`."""
    upload = request.FILES.get("file")
    if upload is None:
        return _error("no_file", _("Send the PDF as the field “file” of a form."), 400)
    try:
        content = clean_pdf(upload)
    except ValidationError as refused:
        return _error("refused", " ".join(refused.messages), 422)
    if other := _other_file(request, blobs.sha256_of(content)):
        return other
    try:
        found = checking.submit(content)
    except Blocked as blocked:
        response = _error("busy", " ".join(blocked.reasons), 503)
        response["Retry-After"] = str(BUSY_FOR)
        return response
    return _check(request, found) if isinstance(found, Check) else _answer(request, found)


@require_safe
@_answers(looks_too_often)
def result(request: HttpRequest, token: str) -> HttpResponse:
    """The answer about a file that was sent before."""
    check = Check.objects.filter(token=token).first()
    return _check(request, check) if check else _unknown()


def _check(request: HttpRequest, check: Check) -> JsonResponse:
    answer = checking.answer_of(check)
    if answer is not None:
        return _answer(request, answer)
    if verdicts.job_of(check)["error"]:
        return _error(
            "not_finished", _("The check could not be finished. Send the file again."), 410
        )
    response = JsonResponse(
        {
            "verdict": None,
            "sha256": check.sha256,
            "result": request.build_absolute_uri(check.get_api_url()),
        },
        status=202,
    )
    response["Retry-After"] = str(LOOK_AGAIN_AFTER)
    return response


def _answer(request: HttpRequest, answer: Answer, *, by_code: bool = False) -> JsonResponse:
    page = verdicts.page_of(answer, by_code=by_code)
    found = answer.found
    return JsonResponse(
        {
            "kind": "sheet",
            "verdict": str(answer.verdict),
            "genuine": answer.is_genuine,
            "sha256": answer.sha256,
            "title": page.title,
            "explanation": page.lead,
            "sheet": _sheet(request, answer.sheet) if answer.sheet else None,
            "version": _version(answer) if answer.version else None,
            "added_bytes": answer.added,
            "people": [_person(person) for person in page.persons],
            "notes": [
                {"code": note.code, "words": note.words, "url": _full(request, note.url)}
                for note in page.notes
            ],
            "problem": found.problem if found else "",
            "signatures_found": [
                {
                    "name": row.name,
                    "issuer": row.issuer,
                    "unchanged": row.intact,
                    "known_issuer": row.trusted,
                    "later_changes_allowed": row.allowed_changes,
                    "covers_file": row.covers_file,
                }
                for row in page.findings
            ],
            "checked": page.checked,
            "not_checked": page.unchecked,
        }
    )


def _sheet(request: HttpRequest, sheet: Sheet) -> dict[str, Any]:
    return {
        "code": sheet.code,
        "number": sheet.number,
        "title": sheet.title,
        "region": sheet.region.name,
        "state": sheet.state,
        "example": sheet.is_example,
        "page": _full(request, sheet.public_url),
        "document_sha256": sheet.head_sha256 if sheet.has_document else "",
    }


def _version(answer: Answer) -> dict[str, Any]:
    version = answer.version
    assert version is not None
    return {
        "number": version.number + 1,
        "of": version.sheet.versions.count(),
        "kind": version.kind,
        "signatures": version.signatures,
        "signatories": version.sheet.signatories.count(),
    }


def _person(person: Person) -> dict[str, Any]:
    signed = person.standing == Standing.SIGNED
    return {
        "name": person.name,
        "office": person.office,
        "role": person.role,
        "status": str(person.standing),
        "route": person.route,
        "certified": person.certified,
        "at": person.at.isoformat() if person.at and person.counts else None,
        "clock": (person.clock or "portal") if person.counts else "",
        "issuer": (person.issuer or "portal") if signed else "",
        "instead_of": person.instead_of,
        "on_behalf": person.on_behalf,
        "mandate": person.mandate,
        "verified_by": person.verified_by,
    }


def _book(request: HttpRequest, edition: editions.Edition) -> JsonResponse:
    verdict, title, explanation = editions.verdict_of(edition)
    return JsonResponse(
        {
            "kind": "volume" if isinstance(edition, VolumeEdition) else "book",
            "verdict": verdict,
            "genuine": verdict == "stands",
            "sha256": edition.sha256,
            "title": title,
            "explanation": explanation,
            "book": {
                "name": editions.name_of(edition),
                "edition": edition.number,
                "region": edition.enrolment.region.name,
                "code": edition.code,
            },
        }
    )


def _other_file(request: HttpRequest, sha256: str) -> JsonResponse | None:
    """What the portal has made besides sheets: books, and annexes of signatures on paper."""
    book = editions.find(sha256=sha256.lower())
    if book is not None:
        return _book(request, book)
    annex = annexes.of_hash(sha256)
    return JsonResponse(annexes.as_data(annex)) if annex else None


def _full(request: HttpRequest, path: str) -> str:
    return request.build_absolute_uri(path) if path else ""


def _unknown() -> JsonResponse:
    return _error("unknown", _("The portal knows nothing of this."), 404)


def _error(code: str, words: str, status: int) -> JsonResponse:
    return JsonResponse({"error": code, "explanation": words}, status=status)
