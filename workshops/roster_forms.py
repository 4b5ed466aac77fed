"""What can be typed about people of a roster, about row codes, hours of check-in and the sheet to print?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.models import Enrolment
from smartcity_portal.kit.forms import PortalFormMixin
from workshops.models import AgendaSession, CheckInRule, Participant


class ParticipantForm(PortalFormMixin, forms.ModelForm):
    """A person: an agency, or else a kelurahan or community. The service checks and writes."""

    class Meta:
        model = Participant
        fields = ["name", "agency", "community", "position", "email", "phone"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "words"}),
            "phone": forms.TextInput(attrs={"inputmode": "tel"}),
        }
        help_texts = {
            "community": _(
                "Only for people from no agency: kelurahan, community, university, firm."
            ),
            "email": _("Only where certificates or links are to be mailed."),
        }

    def __init__(self, *args: Any, enrolment: Enrolment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = enrolment.region.agencies.order_by("name")
        agency = self.fields["agency"]
        agency.queryset = agencies  # type: ignore[attr-defined]
        agency.label_from_instance = _both_names  # type: ignore[attr-defined]

    def validate_constraints(self) -> None:
        """The service says in one sentence what the constraint says in its own words."""


class NewParticipantForm(ParticipantForm):
    """The same for somebody new, who may be standing at the desk just now."""

    walk_in = forms.BooleanField(label=_("Came without invitation"), required=False)
    present = forms.ModelChoiceField(
        label=_("Is present at"),
        queryset=AgendaSession.objects.none(),
        required=False,
        empty_label=_("not recorded yet"),
    )
    another = forms.BooleanField(
        label=_("This is somebody else: add anyway"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, sessions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = sessions  # type: ignore[attr-defined]

    def ask_again(self) -> None:
        """Offer the box that says: not the person of the similar name."""
        self.fields["another"].widget = forms.CheckboxInput(attrs={"class": "form-check-input"})

    @property
    def person(self) -> dict[str, Any]:
        """What is told about the person."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class CodesForm(PortalFormMixin, forms.Form):
    session = forms.ModelChoiceField(
        label=_("Session"), queryset=AgendaSession.objects.none(), empty_label=None
    )
    codes = forms.CharField(
        label=_("Codes of the signed rows"),
        widget=forms.Textarea(
            attrs={"rows": 4, "inputmode": "numeric", "placeholder": "12 15 18-22"}
        ),
        max_length=8000,
        help_text=_("Numbers and ranges, parted by spaces, commas or lines."),
    )

    def __init__(self, *args: Any, sessions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions  # type: ignore[attr-defined]


class CheckInRuleForm(PortalFormMixin, forms.ModelForm):
    class Meta:
        model = CheckInRule
        fields = ["opens_before", "grace", "closes_after", "closed"]

    def clean(self) -> dict[str, Any]:
        for name in ("opens_before", "grace", "closes_after"):
            if (self.cleaned_data.get(name) or 0) > 1440:
                self.add_error(name, _("At most a day: 1,440 minutes."))
        return self.cleaned_data


class PaperForm(PortalFormMixin, forms.Form):
    """What the sheet to be signed by hand shows."""

    form_method = "get"
    sesi = forms.ChoiceField(label=_("For"), required=False)
    susunan = forms.ChoiceField(
        label=_("Paper"),
        choices=[("tegak", _("A4 upright")), ("lebar", _("A4 landscape"))],
        required=False,
    )
    kosong = forms.IntegerField(
        label=_("Empty rows for people without invitation"),
        min_value=0,
        max_value=60,
        initial=10,
        required=False,
    )

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sesi"].choices = choices  # type: ignore[attr-defined]


def _both_names(agency: Any) -> str:
    if agency.short_name and agency.short_name != agency.name:
        return f"{agency.short_name}: {agency.name}"
    return agency.name
