"""What can be typed about certificates?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.models import Tenure
from smartcity_portal.kit.forms import PortalFormMixin
from workshops.models import CertificatePlan, Workshop


class CertificatePlanForm(PortalFormMixin, forms.ModelForm):
    """Who gets one, what it says, and who issues it."""

    class Meta:
        model = CertificatePlan
        fields = ["minimum_share", "hours", "pattern", "place", "dated", "signatory"]
        help_texts = {
            "pattern": _("{ordinal:03d} is filled in, and so is {year}."),
            "hours": _("Jam pelajaran, as the region counts them."),
            "signatory": _("The office that issues the certificates, with whoever holds it."),
        }

    def __init__(self, *args: Any, meeting: Workshop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tenures = Tenure.objects.heads().current().filter(office__region=meeting.enrolment.region)
        field: Any = self.fields["signatory"]
        field.queryset = tenures.select_related("office__agency", "official")
        share = meeting.enrolment.cohort.edition.certificate_share
        self.fields["minimum_share"].help_text = _(
            "Left empty, the edition counts: %(share)d percent."
        ) % {"share": share}

    def _post_clean(self) -> None:
        """The service checks and writes."""


class CorrectionForm(PortalFormMixin, forms.Form):
    name = forms.CharField(label=_("Name as it should stand"), max_length=150)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Everybody who checks the old certificate reads it."),
    )


class CodeForm(PortalFormMixin, forms.Form):
    code = forms.CharField(
        label=_("Code of the certificate"), max_length=9, help_text=_("Such as 7KQ4-2MXD.")
    )
