"""How does history say what happened to invitations?"""

from django.utils.translation import gettext_lazy as _

from accounts.services.history import register

register("accounts.invitation.invite", _("invited %(name)s by mail"))
register("accounts.invitation.resend", _("sent the invitation to %(name)s again"))
register("accounts.invitation.withdraw", _("withdrew the invitation of %(name)s"))
register("accounts.invitation.accept", _("accepted the invitation"))
register(
    "accounts.import.apply",
    _("brought “%(title)s” in from a file: %(new)s new, %(changed)s changed"),
)
