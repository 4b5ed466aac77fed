"""What does somebody hand in: a file, or cells that were copied from a spreadsheet?"""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartcity_portal.kit import formats
from smartcity_portal.kit.forms import PortalFormMixin
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets.grid import MOST_BYTES, Grid
from smartcity_portal.kit.sheets.reading import read, read_pasted


class SheetForm(PortalFormMixin, forms.Form):
    """A file or pasted cells; `grids` holds what was read."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
    )
    pasted = forms.CharField(
        label=gettext_lazy("Or paste cells here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Mark the rows in Excel together with their heads, copy them and paste them here."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grids: list[Grid] = []
        # One of the two is needed, so neither is called optional.
        for name, field in self.fields.items():
            field.label = self.base_fields[name].label
        self.fields["file"].help_text = _("XLSX or CSV, at most %(limit)s.") % {
            "limit": formats.size(MOST_BYTES)
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file, pasted = data.get("file"), (data.get("pasted") or "").strip("\r\n ")
        if self.errors:
            return data
        if file and pasted:
            raise forms.ValidationError(_("Choose a file or paste cells, not both."))
        if not file and not pasted:
            raise forms.ValidationError(_("Choose a file or paste cells."))
        try:
            self.grids = read(file) if file else [read_pasted(data["pasted"])]
        except Blocked as blocked:
            self.add_error("file" if file else "pasted", blocked.reasons)
        return data
