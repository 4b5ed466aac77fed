"""How do chosen regions learn of it? One letter with a number, a copy for each, printed by a worker."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import past
from accounts.models import Job, User
from accounts.sending import send_soon
from accounts.services import history, jobs, permission
from programs.models import Candidacy, Cohort, PassLetter
from programs.pdf.letters import FIELDS, LetterTextError, fill
from programs.services.dates import reasons_against_future
from smartcity_portal.kit.machine import Blocked

KIND = "programs.pass_letters"
PARAGRAPHS = (
    gettext_lazy(
        "Based on the selection of candidates for {programme} {year}, we inform you that {region} has PASSED and takes part."
    ),
    gettext_lazy(
        "You are asked to prepare the signing of the {agreement} between {ministry} and the Government of {region}, and to name the agency that coordinates."
    ),
    gettext_lazy("Thank you for your attention and cooperation."),
)


def usual_words(cohort: Cohort) -> dict[str, str]:
    """Return subject and text that a new letter begins with, in the language of letters."""
    words = {"programme": cohort.edition.programme, "year": cohort.year}
    with translation.override("id"):
        return {
            "subject": _("Result of the selection for %(programme)s %(year)s") % words,
            "body": "\n\n".join(str(paragraph) for paragraph in PARAGRAPHS),
        }


@transaction.atomic
def issue(
    cohort: Cohort,
    candidacies: Iterable[Candidacy],
    *,
    by: User | None,
    dated: date,
    **words: Any,
) -> PassLetter:
    """Write the letter and ask a worker to print a copy for each of these accepted candidates."""
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    permission.require("programs.issue_letter", cohort, by=by)
    chosen = list(
        Candidacy.objects.filter(pk__in=[c.pk for c in candidacies]).select_related("region")
    )
    if reasons := _reasons_against(cohort, chosen, dated, words.get("body", "")):
        raise Blocked(reasons)
    letter = PassLetter.objects.create(
        cohort=cohort,
        dated=dated,
        issued_by=by,
        issued_at=past.moment() or timezone.now(),
        **words,
    )
    Candidacy.objects.filter(pk__in=[c.pk for c in chosen]).update(letter=letter)
    for candidacy in chosen:
        history.record("programs.candidacy.issue_letter", candidacy, by=by, number=letter.number)
    return letter


def request_print(letter: PassLetter, *, by: User) -> Job:
    """Let a worker print the copies that are not printed yet."""
    permission.require("programs.issue_letter", letter.cohort, by=by)
    return jobs.enqueue(KIND, letter, by=by, letter=letter.pk)


def _reasons_against(cohort: Cohort, chosen: list[Candidacy], dated: date, body: str) -> list[str]:
    reasons = reasons_against_future(dated, _("The date of the letter"))
    if not chosen:
        reasons.append(_("Choose at least one accepted candidate."))
    for candidacy in chosen:
        words = {"region": candidacy.region, "year": cohort.year}
        if candidacy.cohort_id != cohort.pk:
            reasons.append(_("%(region)s is no candidate for the cohort %(year)s.") % words)
        elif candidacy.state != "accepted":
            reasons.append(_("%(region)s has not been accepted.") % words)
        elif candidacy.letter_id:
            reasons.append(_("%(region)s already has its pass letter.") % words)
    try:
        fill(body, dict.fromkeys(FIELDS, ""))
    except LetterTextError as error:
        reasons.append(str(error))
    return reasons


def mail_soon(candidacy: Candidacy) -> None:
    """Mail the printed copy to the contact person once the transaction has committed."""
    if candidacy.letter_sha256 and candidacy.contact_email and not candidacy.letter_mailed_at:
        transaction.on_commit(lambda: send_soon("programs.tasks.mail_pass_letter", candidacy.pk))
