"""In which words does the history of bimtek and stages speak?"""

from django.utils.translation import gettext_lazy as _

from accounts.services import history

history.register("workshops.workshop.schedule", _("set the dates of Bimtek %(stage)s: %(when)s"))
history.register("workshops.workshop.hold", _("recorded that Bimtek %(stage)s was held"))
history.register("workshops.session.add", _("added the session “%(title)s” to the agenda"))
history.register("workshops.session.change", _("changed the session “%(title)s” of the agenda"))
history.register("workshops.session.remove", _("removed the session “%(title)s” from the agenda"))
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
