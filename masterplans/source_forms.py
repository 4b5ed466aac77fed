"""What may people type about the works that a plan cites and its abbreviations?"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masterplans.models import AbbreviationEntry, BibliographyEntry
from smartcity_portal.kit.forms import PortalFormMixin


class _ValuesMixin(PortalFormMixin):
    """The service builds and checks the row; the form only reads values."""

    def _post_clean(self) -> None:
        return None

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields}  # type: ignore[attr-defined]


class SourceForm(_ValuesMixin, forms.ModelForm):
    url = forms.URLField(
        label=_("Address on the web"), required=False, max_length=500, assume_scheme="https"
    )

    class Meta:
        model = BibliographyEntry
        fields = ["authors", "year", "title", "publisher", "place", "url", "accessed_on"]
        help_texts = {
            "authors": _(
                "A body, or people as “Family name, Given name”. Part several by a semicolon."
            ),
            "year": _("Leave it empty when the work bears no year."),
        }

    def clean_accessed_on(self) -> date | None:
        day = self.cleaned_data["accessed_on"]
        if day and not 1990 <= day.year <= 2100:
            raise forms.ValidationError(_("This year cannot be right."))
        return day


class AbbreviationForm(_ValuesMixin, forms.ModelForm):
    class Meta:
        model = AbbreviationEntry
        fields = ["short", "long"]
