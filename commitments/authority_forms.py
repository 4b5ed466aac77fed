"""What is typed when a certificate is taken back?"""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.models import Revocation
from smartcity_portal.kit.forms import FilterFormMixin, PortalFormMixin


class RevocationForm(PortalFormMixin, forms.ModelForm):
    """Why, from when, and what happened."""

    since = forms.DateTimeField(
        label=_("Does not count from"),
        required=False,
        help_text=_(
            "What was signed before this moment stays valid, everything after it does not count. "
            "Empty means now."
        ),
    )

    class Meta:
        model = Revocation
        fields = ["reason", "since", "note"]
        labels = {"note": _("What led to this")}
        widgets = {"note": forms.Textarea(attrs={"rows": 4})}

    def clean_since(self) -> datetime | None:
        since = self.cleaned_data.get("since")
        if since is not None and since > timezone.now():
            raise ValidationError(
                _("The moment lies in the future. Choose now or an earlier moment.")
            )
        return since


class CertificateSearchForm(FilterFormMixin, forms.Form):
    """Find the certificate of somebody's signature."""

    cari = forms.CharField(
        label=_("Name, number of the sheet, or serial number"), required=False, max_length=100
    )
