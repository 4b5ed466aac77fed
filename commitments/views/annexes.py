"""What does the portal say in public about an annex of signatures on paper? Whose it is, and that it stands."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.models import InkAnnex
from commitments.states import SheetState


def of_hash(sha256: str) -> InkAnnex | None:
    """The annex with exactly these bytes."""
    rows = InkAnnex.objects.select_related("sheet__enrolment__region")
    return rows.filter(sha256=sha256.lower()).first()


def show(request: HttpRequest, annex: InkAnnex) -> HttpResponse:
    """Draw the answer to somebody who holds the very file. The scans are not shown in public."""
    context = {
        "annex": annex,
        "sheet": annex.sheet,
        "zone": annex.sheet.region,
        "void": annex.sheet.state == SheetState.VOID,
        "now": timezone.now(),
    }
    return render(request, "commitments/verify_annex.html", context)


def as_data(annex: InkAnnex) -> dict[str, Any]:
    """The same for programs."""
    void = annex.sheet.state == SheetState.VOID
    return {
        "kind": "annex",
        "verdict": "void" if void else "stands",
        "genuine": not void,
        "sha256": annex.sha256,
        "title": _("Annex of signatures on paper"),
        "explanation": _("The portal sealed this file; it holds the scans of signatures on paper."),
        "sheet": {
            "title": annex.sheet.title,
            "number": annex.sheet.number,
            "code": annex.sheet.code,
            "signatures": annex.signatures,
        },
    }
