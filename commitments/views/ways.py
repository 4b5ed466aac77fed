"""Which ways of signing are offered to a person, and what does each need on the page?"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.models import Route, Sheet, Signatory
from commitments.outside_forms import AgreeForm, BackForm, BsreForm, CodeForm
from commitments.services import endpoints, routes
from commitments.services.outside_words import sentence

HINTS = {
    Route.PORTAL: gettext_lazy("Confirm with the portal's password or code; not certified."),
    Route.BSRE: gettext_lazy(
        "Confirm with your BSrE passphrase; through the service of your organisation."
    ),
    Route.BROUGHT: gettext_lazy("Take the file, sign it with your own program, bring it back."),
    Route.PAPER: gettext_lazy("Sign the printed sheet with a pen; others scan and check it."),
}


def people_with_ways(sheet: Sheet) -> list[tuple[Signatory, list[Route]]]:
    """Everybody on a sheet with the ways open to them; as few queries as there are organisations."""
    rows = list(sheet.signatories.with_people())
    ways: dict[bool, list[Route]] = {}
    for row in rows:
        row.sheet = sheet
        if (row.tenure_id is None) not in ways:
            ways[row.tenure_id is None] = routes.ways(row)
    return [(row, ways[row.tenure_id is None]) for row in rows]


def consent_words(signatory: Signatory) -> str:
    """What the person agrees to."""
    return _(
        "I have read the document with the fingerprint %(hash)s and sign it as %(office)s."
    ) % {"hash": signatory.sheet.short_hash, "office": signatory.signer_office}


def _bsre_form(signatory: Signatory, endpoint: Any) -> BsreForm:
    return BsreForm(
        endpoint=endpoint,
        consent_label=consent_words(signatory),
        initial={"consent_sha256": signatory.sheet.issued_sha256},
    )


def ways_context(signatory: Signatory) -> dict[str, Any]:
    """What the page needs to offer and to carry out each way of signing."""
    sheet, endpoint = signatory.sheet, endpoints.serving(signatory)
    open_attempt = signatory.attempts.open().first()
    away = open_attempt is not None and not open_attempt.is_unknown and open_attempt.is_away
    context: dict[str, Any] = {
        "ways": [(way, HINTS[way]) for way in routes.ways(signatory)],
        "endpoint": endpoint,
        "open_attempt": open_attempt,
        "away": away,
        "attempt_problem": sentence(open_attempt.problem) if open_attempt else "",
        "out_form": AgreeForm(
            prefix="out",
            consent_label=consent_words(signatory),
            initial={"consent_sha256": sheet.issued_sha256},
        ),
        "back_form": BackForm(prefix="back"),
        "code_form": CodeForm(),
    }
    if endpoint is not None and signatory.route == Route.BSRE:
        context["bsre_form"] = _bsre_form(signatory, endpoint)
    return context
