"""Which notices about commitment sheets are there, in which words, and why does one get them?"""

from django.utils.translation import gettext_lazy as _

from accounts.services.notices import register

YOU_SIGN = _("Your office is named on the commitment sheet of %(region)s.")
YOU_COORDINATE = _("You coordinate %(region)s.")
YOU_TAKE_PART = _("You take part in the programme for %(region)s.")

ASKED = register(
    "commitments.signature_asked",
    title=_("%(region)s: the commitment sheet waits for your signature"),
    body=_(
        "The sheet %(number)s has been issued. Please read the whole document and sign it as "
        "%(office)s, ask a question first, or decline with a reason. Only you can sign."
    ),
    reason=YOU_SIGN,
)
SERIES = register(
    "commitments.series_asked",
    title=_("%(region)s: %(count)s documents wait for your signature"),
    body=_(
        "“%(title)s”: %(count)s documents have been issued in your name. One page lists them all; "
        "you sign them in one act, and only you can."
    ),
    reason=_("Your office is named on these documents of %(region)s."),
)
INHERITED = register(
    "commitments.signature_inherited",
    title=_("%(region)s: the commitment sheet waits for your signature"),
    body=_(
        "You follow %(predecessor)s in office, who was asked to sign the sheet %(number)s as "
        "%(office)s and has not done so. Please read the whole document, then sign, ask or decline."
    ),
    reason=YOU_SIGN,
)
ASKED_AGAIN = register(
    "commitments.signature_asked_again",
    title=_("%(region)s: you are asked again to sign the commitment sheet"),
    body=_("The coordinator writes: %(note)s"),
    reason=YOU_SIGN,
)
REMINDED = register(
    "commitments.signature_reminded",
    title=_("Reminder: the commitment sheet of %(region)s waits for your signature"),
    body=_("The sheet %(number)s still lacks your signature as %(office)s."),
    reason=YOU_SIGN,
)
SIGNED = register(
    "commitments.signed",
    title=_("%(region)s: you have signed the commitment sheet"),
    body=_(
        "You have signed the sheet %(number)s as %(office)s. If this was not you, tell the "
        "coordinator at once. Your copy can be downloaded from its page."
    ),
    reason=YOU_SIGN,
)
DECLINED = register(
    "commitments.declined",
    title=_("%(region)s: %(name)s declines to sign the commitment sheet"),
    body=_("The reason given: %(reason)s"),
    reason=YOU_COORDINATE,
)
QUESTION = register(
    "commitments.question_asked",
    title=_("%(region)s: %(name)s asks a question before signing"),
    body=_("%(text)s"),
    reason=YOU_COORDINATE,
)
ANSWER = register(
    "commitments.question_answered",
    title=_("%(region)s: your question about the commitment sheet has been answered"),
    body=_("%(text)s"),
    reason=YOU_SIGN,
)
COMPLETED = register(
    "commitments.sheet_completed",
    title=_("%(region)s: everybody has signed the commitment sheet"),
    body=_("The sheet %(number)s is complete and sealed. Its final version can be downloaded."),
    reason=YOU_TAKE_PART,
)
VOIDED = register(
    "commitments.sheet_voided",
    title=_("%(region)s: the commitment sheet %(number)s is void"),
    body=_("The reason given: %(reason)s"),
    reason=YOU_TAKE_PART,
)


DUE = register(
    "commitments.signature_due",
    title=_("%(region)s: the commitment sheet is to be signed until %(due_on)s"),
    body=_("The sheet %(number)s still lacks your signature as %(office)s."),
    reason=YOU_SIGN,
)
HANDED_OVER = register(
    "commitments.place_handed_over",
    title=_("%(region)s: %(name)s signs in your place"),
    body=_(
        "Your place on the sheet %(number)s as %(office)s was handed to %(name)s. If this is not "
        "what you want, tell the coordinator at once."
    ),
    reason=YOU_SIGN,
)
EXPIRED = register(
    "commitments.sheet_expired",
    title=_("%(region)s: the commitment sheet %(number)s ran out"),
    body=_("Its day passed a month ago without all signatures. A new one can be drafted."),
    reason=YOU_TAKE_PART,
)
AIDE = register(
    "commitments.aide_named",
    title=_("You prepare signatures of %(office)s"),
    body=_(
        "You may read the sheets that this office is asked to sign, ask questions and leave notes. "
        "Only the person who holds the office signs."
    ),
    reason=_("You were named as aide of %(office)s."),
)
NOTE = register(
    "commitments.note_left",
    title=_("%(region)s: %(name)s has left a note on the commitment sheet"),
    body=_("%(text)s"),
    reason=YOU_SIGN,
)

REVOKED = register(
    "commitments.certificate_revoked",
    title=_("%(region)s: the signature of %(name)s no longer counts"),
    body=_(
        "The certificate behind this signature on the sheet %(number)s was taken back. If you know "
        "nothing of this, tell the ministry at once."
    ),
    reason=YOU_TAKE_PART,
)
REVOKED_LATER = register(
    "commitments.certificate_revoked_later",
    title=_("%(region)s: the certificate behind a signature of %(name)s was taken back"),
    body=_("The signature on the sheet %(number)s was made before that and stays valid."),
    reason=YOU_TAKE_PART,
)

SCAN_FILED = register(
    "commitments.scan_filed",
    title=_("%(region)s: a signature on paper waits to be checked"),
    body=_("%(name)s has uploaded a scan of the sheet %(number)s. Please compare it, then decide."),
    reason=_("You may check signatures on paper for %(region)s."),
)
SCAN_REFUSED = register(
    "commitments.scan_refused",
    title=_("%(region)s: a scan was refused"),
    body=_("The scan of the signature of %(name)s does not do: %(reason)s"),
    reason=_("You uploaded this scan."),
)
ON_PAPER = register(
    "commitments.signed_on_paper",
    title=_("%(region)s: your signature on paper has been taken in"),
    body=_(
        "Your signature on the sheet %(number)s as %(office)s was verified by %(verifiers)s. If "
        "you have not signed it, tell the coordinator at once."
    ),
    reason=YOU_SIGN,
)
