"""In which words does the history of commitment sheets speak?"""

from django.utils.translation import gettext_lazy as _

from accounts.services import history

history.register("commitments.sheet.draft", _("drafted the commitment sheet"))
history.register("commitments.sheet.print", _("printed the sheet %(number)s for the e-Meterai"))
history.register("commitments.sheet.stamp", _("took in the stamped file %(short)s"))
history.register("commitments.wording.change", _("changed the wording of sheets (%(kind)s)"))
history.register("commitments.wording.drop", _("dropped the own wording of sheets (%(kind)s)"))
history.register("commitments.numbers.change", _("changed the pattern of numbers to %(pattern)s"))
history.register("commitments.sheet.edit", _("changed the draft of the commitment sheet"))
history.register(
    "commitments.sheet.issue",
    _("issued the sheet %(number)s to %(people)s signatories; document %(short)s"),
)
history.register(
    "commitments.sheet.close", _("all %(people)s have signed; the sheet is being sealed")
)
history.register("commitments.sheet.complete", _("sealed the final version %(short)s"))
history.register("commitments.sheet.finish", _("had the sheet sealed again"))
history.register(
    "commitments.memorandum.sign", _("asked %(people)s people to sign the MoU %(number)s")
)
history.register("commitments.sheet.void", _("declared the sheet void: %(reason)s"))
history.register("commitments.sheet.revoke", _("revoked the completed sheet: %(reason)s"))
history.register(
    "commitments.signatory.follow_office",
    _("%(name)s follows %(predecessor)s as %(office)s and was asked to sign"),
)
history.register("commitments.signatory.see", _("opened the sheet"))
history.register("commitments.signatory.sign", _("signed as %(office)s; document %(short)s"))
history.register("commitments.signatory.decline", _("declined to sign: %(reason)s"))
history.register("commitments.signatory.ask_again", _("asked %(name)s again: %(note)s"))
history.register("commitments.signatory.remind", _("reminded %(name)s"))
history.register("commitments.signatory.question", _("asked before signing: %(text)s"))
history.register("commitments.question.answer", _("answered %(name)s: %(text)s"))
history.register(
    "commitments.signatory.delegate",
    _("handed the place of %(predecessor)s to %(name)s, who signs as %(office)s (%(decree)s)"),
)
history.register("commitments.signatory.note", _("left a note for %(name)s"))
history.register(
    "commitments.signatory.remind_by_calendar", _("%(name)s was reminded by the calendar")
)
history.register("commitments.aide.name", _("named %(name)s as aide of %(office)s"))
history.register("commitments.aide.release", _("released %(name)s as aide of %(office)s"))
history.register(
    "commitments.sheet.expire", _("the sheet ran out; it was to be signed until %(due_on)s")
)
history.register("commitments.sheet.extend", _("set the day to sign until to %(due_on)s"))
history.register("commitments.signatory.route", _("set how %(name)s signs: %(route)s"))
history.register(
    "commitments.attempt.take_out", _("%(name)s took the document out to sign it elsewhere")
)
history.register("commitments.attempt.fail", _("%(name)s has not signed: %(why)s"))
history.register("commitments.attempt.lose", _("outcome unknown for %(name)s: %(why)s"))
history.register("commitments.endpoint.save", _("set up the signing service %(address)s"))
history.register(
    "commitments.certificate.revoke",
    _("took back the certificate %(serial)s of %(name)s: %(note)s"),
)
history.register(
    "commitments.signature.revoke",
    _("the signature of %(name)s no longer counts; its certificate was taken back"),
)
history.register(
    "commitments.signature.prove",
    _("put in what the authority behind the certificate of %(name)s says of it"),
)
history.register(
    "commitments.signature.leave_unproved",
    _("could not ask whether the authority behind the certificate of %(name)s took it back"),
)
history.register(
    "commitments.scan.file", _("filed a scan of page %(page)s of the signed paper; file %(short)s")
)
history.register("commitments.scan.set_aside", _("set a scan aside: %(reason)s"))
history.register("commitments.signatory.check_ink", _("checked the signature of %(name)s on paper"))
history.register(
    "commitments.signatory.refuse_ink",
    _("refused the scan of the signature of %(name)s: %(reason)s"),
)
history.register(
    "commitments.signatory.sign_on_paper",
    _("%(name)s has signed on paper as %(office)s, verified by %(verifiers)s; scan %(short)s"),
)
history.register(
    "commitments.sheet.annex",
    _("sealed the annex of %(people)s signatures on paper; file %(short)s"),
)
