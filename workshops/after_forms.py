"""What can be typed about minutes, decisions, tasks, photos and visits?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smartcity_portal.kit.forms import PortalFormMixin
from workshops.models import AgendaSession, Decision, FieldVisit, Minutes, Photo, Workshop
from workshops.services.minutes import HEAD, Written
from workshops.task_holders import choices


class MinutesForm(PortalFormMixin, forms.ModelForm):
    """The particulars, and one large field per session; each field knows what it was read at."""

    class Meta:
        model = Minutes
        fields = list(HEAD)
        widgets = {"opening": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "number": _(
                "Left empty, the portal gives the next number when the minutes are handed in."
            ),
            "chair": _("Name and office, as they should be printed."),
            "keeper": _("Name and office, as they should be printed."),
            "opening": _(
                "Who opened the bimtek and what it was about; printed before the sessions."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = list(self.instance.sections.all())
        for part in self.parts:
            self.fields[f"text_{part.pk}"] = forms.CharField(
                label=part.heading,
                required=False,
                initial=part.text,
                max_length=20000,
                widget=forms.Textarea(attrs={"rows": 6}),
            )
            self.fields[f"read_{part.pk}"] = forms.IntegerField(
                initial=part.writes, widget=forms.HiddenInput
            )

    def _post_clean(self) -> None:
        """The service checks and writes."""

    @property
    def head(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in HEAD}

    @property
    def texts(self) -> list[Written]:
        return [
            Written(
                part.pk, self.cleaned_data[f"text_{part.pk}"], self.cleaned_data[f"read_{part.pk}"]
            )
            for part in self.parts
        ]

    def take_over(self, theirs: dict[int, Any]) -> None:
        """Keep what was typed, say what stands now, and let the next save replace it."""
        data = dict(self.data.items())
        for pk, part in theirs.items():
            data[f"read_{pk}"] = str(part.writes)
            self.add_error(
                f"text_{pk}",
                _(
                    "Somebody else wrote here meanwhile. This stands now: “%(text)s” Put both together, then save again."
                )
                % {"text": part.text},
            )
        self.data = data


class PartForm(PortalFormMixin, forms.Form):
    heading = forms.CharField(label=_("Heading"), max_length=200)


class _OfMeeting(PortalFormMixin):
    """Gives a form the sessions and the possible holders of a meeting."""

    def __init__(self, *args: Any, meeting: Workshop, **kwargs: Any) -> None:
        self.meeting = meeting
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields  # type: ignore[attr-defined]
        if "session" in fields:
            fields["session"].queryset = meeting.sessions.all()
            fields["session"].empty_label = _("The whole bimtek")
        if "holder" in fields:
            first = [("", _("Choose …"))]
            fields["holder"].choices = [*first, *choices(meeting)]


class DecisionForm(_OfMeeting, forms.Form):
    """A decision, and in the same step the task that follows from it."""

    text = forms.CharField(
        label=_("What was decided"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    session = forms.ModelChoiceField(
        AgendaSession.objects.none(), label=_("Session"), required=False
    )
    task = forms.CharField(
        label=_("Task"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Empty when the decision itself says what has to be done."),
    )
    holder = forms.ChoiceField(
        label=_("Held by"),
        required=False,
        help_text=_("An agency, office or role, never a person. Empty when nothing follows."),
    )
    due_on = forms.DateField(label=_("Due on"), required=False, widget=forms.DateInput)


class DecisionTextForm(_OfMeeting, forms.ModelForm):
    class Meta:
        model = Decision
        fields = ["text", "session"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def _post_clean(self) -> None:
        """The service checks and writes."""


class TaskForm(_OfMeeting, forms.Form):
    text = forms.CharField(
        label=_("What has to be done"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    holder = forms.ChoiceField(label=_("Held by"), required=False)
    due_on = forms.DateField(label=_("Due on"), widget=forms.DateInput)


class ReportForm(PortalFormMixin, forms.Form):
    note = forms.CharField(
        label=_("What was done"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences: what, where it can be seen, who was told."),
    )
    file = forms.FileField(
        label=_("Evidence"),
        required=False,
        help_text=_("PDF, Word, Excel, PowerPoint, JPEG or PNG, at most 20 MB."),
    )


class ReassignForm(_OfMeeting, forms.Form):
    holder = forms.ChoiceField(label=_("New holder"))
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class PostponeForm(PortalFormMixin, forms.Form):
    due_on = forms.DateField(label=_("New day"), widget=forms.DateInput)
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files from one field; an empty choice is an error like elsewhere."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(file, initial) for file in files or [None]]


class PhotosForm(_OfMeeting, forms.Form):
    """Photos of a meeting; the words are the same for all and can be changed one by one."""

    photos = ManyFilesField(
        label=_("Photos"),
        help_text=_(
            "Up to 20 at once; JPEG, PNG or WebP, at most 10 MB each. Place and camera data are removed."
        ),
        error_messages={"required": _("Choose at least one photo.")},
    )
    session = forms.ModelChoiceField(
        AgendaSession.objects.none(), label=_("Session"), required=False
    )
    caption = forms.CharField(label=_("Caption"), max_length=200, required=False)


class VisitPhotosForm(PortalFormMixin, forms.Form):
    photos = ManyFilesField(
        label=_("Photos"),
        help_text=_(
            "Up to 20 at once; JPEG, PNG or WebP, at most 10 MB each. Place and camera data are removed."
        ),
        error_messages={"required": _("Choose at least one photo.")},
    )
    caption = forms.CharField(label=_("Caption"), max_length=200, required=False)


class PhotoForm(PortalFormMixin, forms.ModelForm):
    class Meta:
        model = Photo
        fields = ["caption", "alt", "session", "printed"]
        help_texts = {
            "alt": _("For people who do not see the picture: who does what, where."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.workshop is None:
            del self.fields["session"], self.fields["printed"]
        else:
            session: Any = self.fields["session"]
            session.queryset = self.instance.workshop.meeting.sessions.all()
            session.empty_label = _("The whole bimtek")

    def _post_clean(self) -> None:
        """The service checks and writes."""


class VisitForm(PortalFormMixin, forms.ModelForm):
    class Meta:
        model = FieldVisit
        fields = ["visited_on", "title", "place", "workshop", "people", "findings"]
        labels = {"workshop": _("Belongs to")}
        widgets = {
            "people": forms.Textarea(attrs={"rows": 2}),
            "findings": forms.Textarea(attrs={"rows": 6}),
        }
        help_texts = {
            "people": _("Names with office or agency."),
            "findings": _("What stands there, what is missing, what was agreed on the spot."),
        }

    def __init__(self, *args: Any, workshops: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        workshop: Any = self.fields["workshop"]
        workshop.queryset = workshops
        workshop.empty_label = _("No bimtek")
        workshop.label_from_instance = lambda row: row.title

    def _post_clean(self) -> None:
        """The service checks and writes."""
