"""Which Word document is brought, and where shall its parts go?"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masterplans.models import Section
from masterplans.services.word_imports import Choice
from smartcity_portal.kit.forms import PortalFormMixin
from smartcity_portal.kit.numbers import natural

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BEHIND, LEFT_OUT = "behind", "-"


class WordFileForm(PortalFormMixin, forms.Form):
    """One Word document."""

    file = forms.FileField(
        label=gettext_lazy("Word document (.docx)"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": f".docx,{WORD}"}),
        error_messages={"required": gettext_lazy("Choose a Word document.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = filesizeformat(settings.UPLOAD_MAX_BYTES)
        self.fields["file"].help_text = _("At most %(limit)s.") % {"limit": limit}


def undecided(posted: Mapping[str, str], count: int) -> bool:
    """Say whether some part was neither given a place nor left out on purpose."""
    return any(posted.get(f"to-{number}") == "" for number in range(count))


def choices_of(
    posted: Mapping[str, str], count: int, sections: Mapping[int, Section]
) -> tuple[list[Choice], dict[str, str]]:
    """Return where the parts shall go, and the descriptions of pictures, as the preview sends them."""
    choices = []
    for number in range(count):
        target = natural(posted.get(f"to-{number}"))
        version = natural(posted.get(f"version-{target}"))
        if target is None or target not in sections or version is None:
            continue
        behind = posted.get(f"how-{number}") == BEHIND
        turned = f"turn-{number}" in posted
        choices.append(Choice(number, sections[target], version, behind, turned))
    alts = {
        name.removeprefix("alt-"): value[:500]
        for name, value in posted.items()
        if name.startswith("alt-")
    }
    return choices, alts
