"""What can be typed about a bimtek, its sessions, its outputs and the stage?"""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from smartcity_portal.kit.formats import ZONE_WORDS
from smartcity_portal.kit.forms import PortalFormMixin
from workshops.models import AgendaSession, Workshop


def _choice(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    return cast(forms.ChoiceField, form.fields[name])


def meeting_link() -> forms.URLField:
    return forms.URLField(
        label=_("Link of the online meeting"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("For people who take part online; it stands in letters and calendars."),
    )


class ScheduleForm(PortalFormMixin, forms.ModelForm):
    """Dates, venue and mode; the service judges whether they fit among the other stages."""

    link = meeting_link()

    class Meta:
        model = Workshop
        fields = ["starts_on", "ends_on", "venue", "mode", "link", "timezone"]
        help_texts = {
            "ends_on": _("Empty when it lasts one day."),
            "venue": _("Hall and street, or the name of the online meeting."),
        }

    def __init__(self, *args, may_override: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        region = self.instance.enrolment.region
        _choice(self, "timezone").choices = [
            ("", _("As the region: %(zone)s") % {"zone": ZONE_WORDS.get(region.timezone, "")}),
            *Workshop.Zone.choices,
        ]
        if may_override:
            self.fields["despite"] = despite_field(
                _("Reason for days against the order of the stages")
            )
            self._dress(self.fields["despite"])
        self.fields["starts_on"].required = True
        self.fields["starts_on"].label = _("First day")
        self.fields["starts_on"].error_messages["required"] = _("Choose the first day.")

    def _post_clean(self) -> None:
        """The service checks and writes; the row itself stays as it is until then."""


def despite_field(label) -> forms.CharField:
    """The ministry's reason for what the order of the stages forbids."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only when the order is broken on purpose; history keeps the reason."),
    )


class HoldForm(PortalFormMixin, forms.Form):
    participants = forms.IntegerField(
        label=_("Number of participants"), min_value=1, max_value=5000, required=False
    )
    opened_by = forms.CharField(
        label=_("Opened by"),
        max_length=200,
        required=False,
        help_text=_("Name and office, as they should stand in reports."),
    )

    def __init__(self, *args, may_override: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if may_override:
            self.fields["despite"] = despite_field(
                _("Reason for recording it before its stage has begun")
            )
            self._dress(self.fields["despite"])


class SessionForm(PortalFormMixin, forms.ModelForm):
    link = meeting_link()

    class Meta:
        model = AgendaSession
        fields = ["day", "starts_at", "ends_at", "title", "presenter", "room", "mode", "link"]
        help_texts = {"day": _("1 is the first day of the bimtek.")}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _choice(self, "mode").choices = [("", _("As the whole bimtek")), *Workshop.Mode.choices]


class DelayForm(PortalFormMixin, forms.Form):
    minutes = forms.IntegerField(
        label=_("Minutes of delay"),
        min_value=-600,
        max_value=600,
        initial=15,
        help_text=_("This session and all that follow on its day; below zero is earlier."),
    )

    def _post_clean(self) -> None:
        """The service checks and writes."""


class UploadForm(PortalFormMixin, forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, Word, Excel, PowerPoint, JPEG or PNG, at most 20 MB."),
        error_messages={"required": _("Choose a file.")},
    )


class ReasonForm(PortalFormMixin, forms.Form):
    """One reason that history keeps."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the reason; history keeps it.")},
    )

    def __init__(self, *args, prefix_id: str = "", label: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = f"id_{prefix_id}_%s" if prefix_id else self.auto_id
        if label:
            self.fields["reason"].label = label
