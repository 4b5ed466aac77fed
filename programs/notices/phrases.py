"""Which reason and which page do several notices share?"""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

COORDINATES = _("You coordinate %(region)s.")


def home() -> str:
    try:
        return reverse("home")
    except NoReverseMatch:
        return "/"
