"""How does a program ask whether a document is genuine, and what do the answers mean?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commitments.services.checking import Verdict
from commitments.services.standings import Standing
from commitments.views.patience import files_allowed, lookups_allowed


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    base = request.build_absolute_uri("/periksa/api/")
    context = {
        "questions": [
            {
                "words": _("By the code on the sheet"),
                "method": "GET",
                "path": f"{base}kode/ABCD-2345/",
            },
            {
                "words": _("By the SHA-256 of a file"),
                "method": "GET",
                "path": f"{base}sidik/{{sha256}}/",
            },
            {
                "words": _("By the file itself, as the field “file” of a form"),
                "method": "POST",
                "path": f"{base}berkas/",
            },
        ],
        "limits": {"files": files_allowed(), "lookups": lookups_allowed()},
        "verdicts": [(str(code), words) for code, words in _verdicts().items()],
        "statuses": [(str(code), words) for code, words in _statuses().items()],
    }
    return render(request, "commitments/verify_api.html", context)


def _verdicts() -> dict[str, str]:
    return {
        Verdict.FINAL: _("the final version, bit by bit; everybody has signed"),
        Verdict.CURRENT: _("the present version; not everybody has signed yet"),
        Verdict.OLD: _("an earlier version; signatures have been added since"),
        Verdict.ROLLED_BACK: _("the beginning of a kept document, cut off in the middle"),
        Verdict.VOID: _("a sheet that was declared void"),
        Verdict.EXPIRED: _("a sheet that expired before everybody had signed"),
        Verdict.EXTENDED: _("a kept version with something unknown behind it"),
        Verdict.ALTERED: _("signatures of the portal in a file that it never made"),
        Verdict.FOREIGN: _("signatures, but none of the portal"),
        Verdict.UNSIGNED: _("no electronic signature at all"),
        Verdict.UNREADABLE: _("damaged, encrypted or too costly; “problem” says which"),
        "stands": _("a book or volume: the newest edition that stands"),
        "superseded": _("a book or volume: a newer edition stands"),
        "withdrawn": _("a book or volume: this edition was withdrawn"),
    }


def _statuses() -> dict[str, str]:
    return {
        Standing.SIGNED: _("signed electronically; “certified” and “route” say how"),
        Standing.ON_PAPER: _("signed by hand on paper; “verified_by” has checked the scan"),
        Standing.REVOKED: _("does not count: the certificate was revoked before it was used"),
        Standing.SINCE: _("not in this version; has signed since"),
        Standing.NOT_YET: _("has not signed"),
    }
