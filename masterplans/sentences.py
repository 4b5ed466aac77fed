"""In which words does history tell what was done to a masterplan?"""

from django.utils.translation import gettext_lazy as _

from accounts.services.history import register

register("masterplans.masterplan.open", _("opened the masterplan from the guidance"))
register("masterplans.masterplan.set_vision", _("wrote the vision"))

register("masterplans.chapter.start", _("began to write"))
register("masterplans.chapter.submit", _("sent revision %(revision)s to the mentor"))
register("masterplans.chapter.withdraw", _("took the chapter back from the mentor"))
register("masterplans.chapter.send_back", _("asked for improvement of revision %(revision)s"))
register("masterplans.chapter.approve", _("approved revision %(revision)s"))
register(
    "masterplans.chapter.reopen",
    _("reopened the chapter; the approval of revision %(revision)s no longer holds"),
)
register(
    "masterplans.chapter.ask_more",
    _("gave the chapter back to writing; the guidance newly asks for %(sections)s"),
)
register("masterplans.chapter.assign", _("gave the chapter to %(agency)s"))

register("masterplans.section.assign", _("gave the section to %(agency)s"))
register("masterplans.section.save", _("saved version %(version)s"))
register("masterplans.section.restore", _("restored version %(restored)s as version %(version)s"))

register("masterplans.section.merge", _("merged the text of %(whose)s into version %(version)s"))
register("masterplans.section.take_over", _("took over the writing from %(before)s"))

register("masterplans.comment.add", _("commented"))
register("masterplans.comment.answer", _("answered"))
register("masterplans.comment.ask_again", _("asked again"))
register("masterplans.comment.close", _("closed the comment"))

register("masterplans.figure.upload", _("added the picture “%(alt)s”"))

register("masterplans.record.add", _("added “%(name)s” (%(kind)s)"))
register("masterplans.record.change", _("changed “%(name)s” (%(kind)s)"))
register("masterplans.record.remove", _("removed “%(name)s” (%(kind)s)"))

register("masterplans.quickwin.nominate", _("nominated the quick win"))
register("masterplans.quickwin.take_back", _("took back the nomination of “%(name)s”"))
register("masterplans.quickwin.save_profile", _("changed the profile"))
register("masterplans.quickwin.choose", _("chose the quick win"))
register("masterplans.quickwin.finalise", _("made the quick win final"))
register("masterplans.quickwin.return_to_choice", _("took the quick win back to the choice"))
register("masterplans.quickwin.drop", _("dropped the quick win: %(reason)s"))

register("masterplans.book.issue", _("issued edition %(edition)s"))
register("masterplans.book.withdraw", _("withdrew edition %(edition)s: %(reason)s"))
