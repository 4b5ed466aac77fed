"""In which words does the history of bimtek and stages speak?"""

from django.utils.translation import gettext_lazy as _

from accounts.services import history

history.register("workshops.workshop.schedule", _("set the dates of Bimtek %(stage)s: %(when)s"))
history.register("workshops.workshop.hold", _("recorded that Bimtek %(stage)s was held"))
history.register("workshops.session.add", _("added the session “%(title)s” to the agenda"))
history.register("workshops.session.change", _("changed the session “%(title)s” of the agenda"))
history.register("workshops.session.remove", _("removed the session “%(title)s” from the agenda"))
history.register(
    "workshops.workshop.schedule_despite",
    _("set the dates of Bimtek %(stage)s against the order of the stages, %(when)s: %(reason)s"),
)
history.register(
    "workshops.workshop.hold_despite",
    _("recorded that Bimtek %(stage)s was held before its stage began: %(reason)s"),
)
history.register(
    "workshops.workshop.join", _("let Bimtek %(stage)s be held together with %(region)s")
)
history.register(
    "workshops.workshop.leave", _("let Bimtek %(stage)s be held apart from %(region)s again")
)
history.register(
    "workshops.session.delay", _("moved “%(title)s” and what follows by %(minutes)s minutes")
)
history.register(
    "workshops.agenda.rebuild", _("took the edition's agenda again: %(count)s sessions changed")
)
history.register(
    "workshops.agenda.copy", _("copied %(count)s sessions from the agenda of %(former)s")
)
history.register("workshops.letter.draft", _("drafted the letter “%(subject)s”"))
history.register("workshops.letter.edit", _("changed the draft of the letter"))
history.register("workshops.letter.discard", _("threw the draft of the letter “%(subject)s” away"))
history.register("workshops.letter.issue", _("issued the letter %(number)s to %(count)s people"))
history.register("workshops.letter.replace", _("began to replace %(number)s: %(reason)s"))
history.register("workshops.letter.cancel", _("cancelled the letter %(number)s: %(reason)s"))
history.register("workshops.letter.sign", _("filed the signed copy of the letter %(number)s"))
history.register("workshops.letter.send", _("sent the letter %(number)s to %(count)s people"))
history.register("workshops.letter.include", _("added %(count)s people to the letter %(number)s"))
history.register("workshops.material.add", _("added the material “%(title)s”"))
history.register("workshops.material.change", _("changed the material “%(title)s”"))
history.register("workshops.material.remove", _("removed the material “%(title)s”"))
history.register("workshops.speaker.add", _("added the speaker %(name)s"))
history.register("workshops.speaker.change", _("changed the entry of the speaker %(name)s"))
history.register("workshops.speaker.remove", _("removed the speaker %(name)s"))
history.register("workshops.output.upload", _("uploaded the output “%(output)s” (%(file)s)"))
history.register("workshops.output.check", _("checked the output “%(output)s”"))
history.register("workshops.output.return", _("returned the output “%(output)s”: %(reason)s"))
history.register("workshops.stage.close", _("closed stage %(stage)s"))
history.register(
    "workshops.stage.override",
    _("closed stage %(stage)s despite %(count)s unmet requirements: %(reason)s"),
)
history.register("workshops.stage.reopen", _("reopened stage %(stage)s: %(reason)s"))
history.register("workshops.stage.plead", _("asked to close stage %(stage)s: %(reason)s"))
history.register("workshops.stage.decline", _("declined to close stage %(stage)s: %(reason)s"))
history.register("workshops.holder.remind", _("reminded %(holder)s of what waits there"))
history.register("workshops.milestone.record", _("recorded “%(title)s”"))
history.register("workshops.milestone.change", _("corrected “%(title)s”"))
history.register("workshops.milestone.remove", _("removed “%(title)s”"))
history.register("workshops.milestone.upload", _("added the file %(file)s to “%(title)s”"))
history.register("workshops.milestone.withdraw", _("removed the file %(file)s from “%(title)s”"))
history.register("workshops.worksheet.prepare", _("prepared %(count)s worksheets"))
history.register("workshops.worksheet.merge", _("merged “%(name)s” into “%(kept)s”"))
history.register(
    "workshops.worksheet.keep_apart", _("said that “%(first)s” and “%(second)s” differ")
)
history.register("workshops.group.add", _("added the group “%(title)s”"))
history.register("workshops.group.arrange", _("arranged the group “%(title)s”"))
history.register("workshops.group.remove", _("removed the group “%(title)s”"))
history.register("workshops.group.join", _("joined for %(agencies)s"))
history.register("workshops.group.make_scribe", _("made %(name)s a scribe"))
history.register("workshops.group.end_scribe", _("ended the scribe's work of %(name)s"))
history.register("workshops.group.hand_in", _("handed in the worksheet"))
history.register("workshops.group.resume", _("went on writing"))
history.register("workshops.group.accept", _("accepted the worksheet"))
history.register("workshops.group.give_back", _("gave the worksheet back: %(reason)s"))
history.register("workshops.group.remark", _("wrote to the group"))
history.register("workshops.minutes.begin", _("began the minutes of Bimtek %(stage)s"))
history.register("workshops.minutes.write", _("wrote on the minutes: %(parts)s"))
history.register("workshops.minutes.submit", _("handed in the minutes"))
history.register("workshops.minutes.withdraw", _("took the minutes back"))
history.register("workshops.minutes.reject", _("returned the minutes: %(reason)s"))
history.register("workshops.minutes.agree", _("agreed to version %(version)s of the minutes"))
history.register(
    "workshops.minutes.sign",
    _("asked %(people)s people to sign version %(version)s of the minutes"),
)
history.register("workshops.minutes.correct", _("opened the minutes for a correction: %(reason)s"))
history.register("workshops.decision.add", _("added decision %(number)s: “%(text)s”"))
history.register("workshops.decision.change", _("changed decision %(number)s: “%(text)s”"))
history.register("workshops.decision.remove", _("removed the decision “%(text)s”"))
history.register(
    "workshops.task.propose", _("proposed a task for %(holder)s until %(due)s: “%(text)s”")
)
history.register("workshops.task.change", _("changed the proposed task for %(holder)s: “%(text)s”"))
history.register("workshops.task.remove", _("removed the proposed task “%(text)s”"))
history.register("workshops.task.give", _("gave the task to %(holder)s until %(due)s"))
history.register("workshops.task.report", _("reported the task as done: %(note)s"))
history.register("workshops.task.confirm", _("confirmed that the task is done"))
history.register("workshops.task.reopen", _("gave the task back: %(reason)s"))
history.register("workshops.task.drop", _("dropped the task: %(reason)s"))
history.register(
    "workshops.task.reassign", _("handed the task from %(before)s to %(holder)s: %(reason)s")
)
history.register(
    "workshops.task.postpone", _("moved the day from %(before)s to %(due)s: %(reason)s")
)
history.register("workshops.photo.add", _("added %(count)s photos"))
history.register("workshops.photo.describe", _("described the photo “%(caption)s”"))
history.register("workshops.photo.remove", _("removed the photo “%(caption)s”: %(reason)s"))
history.register("workshops.visit.record", _("recorded the field visit “%(title)s”"))
history.register("workshops.visit.change", _("changed the field visit “%(title)s”"))
history.register("workshops.survey.open", _("opened the evaluation until %(until)s"))
history.register("workshops.survey.close", _("closed the evaluation with %(count)s answers"))
history.register("workshops.survey.print", _("printed %(count)s personal slips for the evaluation"))
history.register("workshops.survey.mail", _("mailed %(count)s links to the evaluation"))
history.register("workshops.certificate.sign", _("asked the issuer to sign %(count)s certificates"))
history.register("workshops.certificate.plan", _("set the rules for certificates: %(share)s %%"))
history.register("workshops.certificate.issue", _("issued the certificate %(number)s"))
history.register("workshops.certificate.issue_many", _("issued %(count)s certificates"))
history.register("workshops.certificate.withdraw", _("withdrew the certificate: %(reason)s"))
history.register(
    "workshops.certificate.correct", _("issued the certificate anew for “%(name)s”: %(reason)s")
)
history.register("workshops.certificate.mail", _("mailed %(count)s certificates"))
history.register("workshops.roster.add", _("put %(name)s on the roster of %(bimtek)s"))
history.register(
    "workshops.roster.walk_in", _("recorded that %(name)s came to %(bimtek)s without invitation")
)
history.register("workshops.roster.remove", _("took %(name)s off the roster"))
history.register(
    "workshops.roster.carry_over", _("took %(count)s people over from the roster of %(bimtek)s")
)
history.register("workshops.roster.import", _("took %(count)s people over from a spreadsheet"))
history.register("workshops.participant.change", _("changed what is known about %(name)s"))
history.register(
    "workshops.participant.merge", _("merged “%(other)s” into %(name)s (attendance: %(count)s)")
)
history.register(
    "workshops.participant.keep_apart", _("noted that %(name)s and “%(other)s” are two people")
)
history.register("workshops.attendance.mark", _("%(name)s is present at “%(session)s”: %(how)s"))
history.register("workshops.attendance.excuse", _("%(name)s is excused from “%(session)s”"))
history.register(
    "workshops.attendance.unexcuse", _("%(name)s is no longer excused from “%(session)s”")
)
history.register(
    "workshops.attendance.take_back",
    _("took back that %(name)s was at “%(session)s” (%(how)s, %(when)s)"),
)
history.register(
    "workshops.attendance.paper",
    _("entered %(count)s signatures of the sheet of “%(session)s”"),
)
history.register(
    "workshops.attendance.import",
    _("took %(count)s attendances over from a spreadsheet"),
)
history.register(
    "workshops.check_in.change", _("changed the hours of check-in for “%(session)s”: %(when)s")
)
history.register(
    "workshops.check_in.renew", _("made the codes on the wall of “%(session)s” invalid")
)
