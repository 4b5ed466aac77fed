"""What may be typed about scans of signed paper, and what is wrong with it?"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from smartcity_portal.kit.forms import PortalFormMixin

MOST_FILES = 10


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """One or more files, each cleaned on its own."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data]
        if len(files) > MOST_FILES:
            raise ValidationError(
                _("Send at most %(limit)d files at once."), params={"limit": MOST_FILES}
            )
        return [super(SeveralFiles, self).clean(file, initial) for file in files or [None]]


class ScansForm(PortalFormMixin, forms.Form):
    """Photographs or scans of signed pages."""

    scans = SeveralFiles(
        label=_("Photographs or scans (JPEG, PNG or PDF, at most 10 files of 20 MB)"),
        widget=SeveralFilesInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
    )


class FilingForm(PortalFormMixin, forms.Form):
    """Which page of which sheet a scan shows; `pages` are (value, label)."""

    page = forms.ChoiceField(label=_("The page that the scan shows"))

    def __init__(self, *args: Any, pages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["page"]
        chosen.choices = [("", _("Choose a page")), *pages]
