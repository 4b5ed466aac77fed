"""In which words does history tell what was done to a masterplan?"""

from django.utils.translation import gettext_lazy as _

from accounts.services.history import register

register("masterplans.masterplan.open", _("opened the masterplan from the guidance"))
register("masterplans.masterplan.set_vision", _("wrote the vision"))
register("masterplans.masterplan.set_approvals", _("set the approvals of a chapter: %(rule)s"))

register("masterplans.chapter.start", _("began to write"))
register("masterplans.chapter.submit", _("sent revision %(revision)s to the mentor"))
register(
    "masterplans.chapter.ask_head",
    _("sent revision %(revision)s to the head of %(agency)s"),
)
register(
    "masterplans.chapter.endorse",
    _("agreed to revision %(revision)s and sent it to the mentor"),
)
register(
    "masterplans.chapter.return_to_writers",
    _("returned revision %(revision)s to the writers"),
)
register("masterplans.chapter.withdraw", _("took the chapter back from the mentor"))
register("masterplans.chapter.send_back", _("asked for improvement of revision %(revision)s"))
register("masterplans.chapter.approve", _("approved revision %(revision)s"))
register(
    "masterplans.chapter.approve_in_part",
    _("approved revision %(revision)s; it also needs the approval of %(others)s"),
)
register(
    "masterplans.chapter.offer_edits",
    _(
        "approved revision %(revision)s with own edits of %(sections)s; the region has to confirm them"
    ),
)
register(
    "masterplans.chapter.take_back_edits", _("took the own edits of revision %(revision)s back")
)
register(
    "masterplans.chapter.confirm_edits",
    _("confirmed the edits of %(mentor)s; revision %(revision)s is approved"),
)
register("masterplans.chapter.refuse_edits", _("refused the edits of %(mentor)s"))
register(
    "masterplans.chapter.reopen",
    _("reopened the chapter; the approval of revision %(revision)s no longer holds"),
)
register(
    "masterplans.chapter.ask_more",
    _("gave the chapter back to writing; the guidance newly asks for %(sections)s"),
)
register("masterplans.chapter.assign", _("gave the chapter to %(agency)s"))

register("masterplans.chapter.add", _("added the chapter “%(title)s”"))
register("masterplans.chapter.rename", _("changed the title from “%(was)s” to “%(title)s”"))
register("masterplans.chapter.move", _("moved the chapter from place %(was)s to place %(number)s"))
register("masterplans.chapter.remove", _("removed the chapter “%(title)s”"))
register("masterplans.chapter.put_back", _("put the chapter “%(title)s” back"))

register("masterplans.outline.add", _("added the section “%(title)s”"))
register("masterplans.outline.rename", _("renamed the section “%(was)s” to “%(title)s”"))
register("masterplans.outline.describe", _("changed what the section “%(title)s” asks for"))
register("masterplans.outline.move", _("moved the section “%(title)s” from %(was)s to %(number)s"))
register("masterplans.outline.give_away", _("moved the section “%(title)s” to %(chapter)s"))
register("masterplans.outline.take_in", _("took in the section “%(title)s” from %(chapter)s"))
register(
    "masterplans.outline.divide", _("divided the section “%(title)s”; behind it stands “%(new)s”")
)
register("masterplans.outline.join", _("joined the section “%(other)s” to “%(title)s”"))
register("masterplans.outline.remove", _("removed the section “%(title)s”"))
register("masterplans.outline.put_back", _("put the section “%(title)s” back"))

register("masterplans.section.own", _("said who writes the section until when: %(what)s"))
register("masterplans.section.hand_in", _("called the section finished"))
register("masterplans.section.take_back", _("went on writing the finished section"))
register("masterplans.section.tick", _("ticked “%(item)s”"))
register("masterplans.section.untick", _("took back the tick at “%(item)s”"))

register("masterplans.section.assign", _("gave the section to %(agency)s"))
register("masterplans.section.save", _("saved version %(version)s"))
register("masterplans.section.turn", _("turned the section onto landscape pages"))
register("masterplans.section.turn_back", _("turned the section upright again"))
register("masterplans.source.add", _("added the source “%(name)s”"))
register("masterplans.source.change", _("changed the source “%(name)s”"))
register("masterplans.source.remove", _("removed the source “%(name)s”"))
register("masterplans.abbreviation.add", _("added the abbreviation “%(name)s”"))
register("masterplans.abbreviation.change", _("changed the abbreviation “%(name)s”"))
register("masterplans.abbreviation.remove", _("removed the abbreviation “%(name)s”"))
register("masterplans.section.restore", _("restored version %(restored)s as version %(version)s"))

register("masterplans.section.merge", _("merged the text of %(whose)s into version %(version)s"))
register("masterplans.section.take_over", _("took over the writing from %(before)s"))

register("masterplans.comment.add", _("commented"))
register("masterplans.comment.answer", _("answered"))
register("masterplans.comment.ask_again", _("asked again"))
register("masterplans.comment.close", _("closed the comment"))
register("masterplans.comment.accept", _("accepted the suggestion as version %(version)s"))
register("masterplans.comment.decline", _("declined the suggestion: %(reason)s"))

register("masterplans.phrase.add", _("added a phrase"))
register("masterplans.phrase.change", _("changed a phrase"))
register("masterplans.phrase.remove", _("removed a phrase"))

register(
    "masterplans.chapter.dismiss_findings",
    _("set %(count)s findings of the checks aside (%(checks)s): %(reason)s"),
)
register(
    "masterplans.masterplan.dismiss_findings",
    _("set %(count)s findings of the checks aside (%(checks)s): %(reason)s"),
)
register(
    "masterplans.chapter.reopen_findings",
    _("opened %(count)s findings of the checks again (%(checks)s)"),
)
register(
    "masterplans.masterplan.reopen_findings",
    _("opened %(count)s findings of the checks again (%(checks)s)"),
)

register(
    "masterplans.chapter.read_word",
    _("took over %(count)s sections from the Word document “%(file)s”"),
)

register("masterplans.figure.upload", _("added the picture “%(alt)s”"))

register("masterplans.record.add", _("added “%(name)s” (%(kind)s)"))
register("masterplans.record.change", _("changed “%(name)s” (%(kind)s)"))
register("masterplans.record.remove", _("removed “%(name)s” (%(kind)s)"))

register("masterplans.quickwin.nominate", _("nominated the quick win"))
register("masterplans.quickwin.take_back", _("took back the nomination of “%(name)s”"))
register("masterplans.quickwin.save_profile", _("changed the profile"))
register("masterplans.quickwin.choose", _("chose the quick win"))
register("masterplans.quickwin.choose_because", _("chose the quick win: %(reason)s"))
register("masterplans.quickwin.link", _("changed what the quick win belongs to"))
register("masterplans.quickwin.report", _("reported %(percent)s %% done"))
register("masterplans.quickwin.take_back_report", _("took back the report of %(percent)s %%"))
register("masterplans.quickwin.measure", _("wrote the condition before or after: %(value)s"))
register("masterplans.scoring.ask", _("asked %(names)s to score the quick wins of %(year)s"))
register(
    "masterplans.scoring.remind",
    _("reminded %(names)s of scoring the quick wins of %(year)s"),
)
register("masterplans.scoring.release", _("no longer asks %(name)s to score quick wins"))
register("masterplans.scoring.hand_in", _("handed in scores of %(count)s quick wins of %(year)s"))
register("masterplans.scoring.reopen", _("opened the scores of %(name)s again: %(reason)s"))
register("masterplans.quickwin.finalise", _("made the quick win final"))
register("masterplans.quickwin.return_to_choice", _("took the quick win back to the choice"))
register("masterplans.quickwin.drop", _("dropped the quick win: %(reason)s"))

register("masterplans.volume.issue", _("issued all books as one volume, edition %(edition)s"))
register("masterplans.volume.withdraw", _("withdrew edition %(edition)s of the volume: %(reason)s"))
register("masterplans.foreword.add", _("added the foreword “%(title)s”"))
register("masterplans.foreword.change", _("changed the foreword “%(title)s”"))
register("masterplans.foreword.move", _("moved the foreword “%(title)s”"))
register("masterplans.foreword.remove", _("removed the foreword “%(title)s”"))
register("masterplans.brand.change", _("changed the colours of the books to %(primary)s"))
register("masterplans.book.take_annexes", _("takes the annexes into the book"))
register("masterplans.book.leave_annexes", _("leaves the annexes to the volume"))
register(
    "masterplans.book.summarise", _("drafted %(count)s sections of the summary from the records")
)
register("masterplans.book.issue", _("issued edition %(edition)s"))
register("masterplans.book.withdraw", _("withdrew edition %(edition)s: %(reason)s"))
