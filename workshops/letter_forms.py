"""What can be typed about letters of invitation, their recipients, materials, speakers and rooms?"""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from smartcity_portal.kit.forms import PortalFormMixin
from workshops.models import AgendaSession, Letter, LetterRecipient, Material, Speaker, Workshop

DOCUMENT = _("PDF, Word, Excel, PowerPoint, JPEG or PNG, at most 20 MB.")


class GroupsField(forms.MultipleChoiceField):
    """The groups of people, each with how many it has now."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=Letter.Group.choices,
            label=_("To whom"),
            error_messages={"required": _("Choose to whom the letter is addressed.")},
            **kwargs,
        )

    def count(self, people: dict[str, int]) -> None:
        self.choices = [
            (code, f"{label} ({people.get(code, 0)})") for code, label in Letter.Group.choices
        ]


class LetterDraftForm(PortalFormMixin, forms.Form):
    groups = GroupsField(initial=[Letter.Group.AGENCIES])
    shape = forms.ChoiceField(
        label=_("As"),
        choices=[
            ("list", _("one letter with a list of addressees")),
            ("group", _("one letter for each group, with a number of its own")),
        ],
        initial="list",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, people: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].count(people)  # type: ignore[attr-defined]


class LetterForm(PortalFormMixin, forms.ModelForm):
    """The words of a draft; the service writes."""

    groups = GroupsField()

    class Meta:
        model = Letter
        fields = [
            *("groups", "subject", "urgency", "number", "place", "dated", "opening"),
            *("programme", "closing", "tenure", "on_behalf", "copies"),
        ]
        widgets = {
            "opening": forms.Textarea(attrs={"rows": 4}),
            "programme": forms.Textarea(attrs={"rows": 3}),
            "closing": forms.Textarea(attrs={"rows": 3}),
            "copies": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(
        self, *args: Any, signers: QuerySet, people: dict[str, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tenure"].queryset = signers  # type: ignore[attr-defined]
        self.fields["groups"].count(people)  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """The service checks and writes."""


class SignedForm(PortalFormMixin, forms.Form):
    file = forms.FileField(
        label=_("Signed letter"),
        help_text=_("PDF, at most 20 MB. Mails carry it from then on."),
        error_messages={"required": _("Choose a file.")},
    )


class RecipientForm(PortalFormMixin, forms.ModelForm):
    class Meta:
        model = LetterRecipient
        fields = ["email", "phone"]

    def _post_clean(self) -> None:
        """The service checks and writes."""


class AnswerForm(PortalFormMixin, forms.Form):
    answer = forms.ChoiceField(
        label=_("The answer"),
        choices=[
            (LetterRecipient.Answer.ATTENDS, _("I attend")),
            (LetterRecipient.Answer.REPRESENTED, _("I send somebody")),
            (LetterRecipient.Answer.ABSENT, _("I do not attend")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three answers.")},
    )
    substitute = forms.CharField(
        label=_("Who comes instead"),
        max_length=160,
        required=False,
        help_text=_("Name and office; only when you send somebody."),
    )
    remark = forms.CharField(label=_("Remark"), max_length=300, required=False)


class JoinForm(PortalFormMixin, forms.Form):
    """Which region comes into this room; offered are those of the same stage and cohort."""

    guest = forms.ModelChoiceField(
        label=_("Region"),
        queryset=Workshop.objects.none(),
        error_messages={
            "required": _("Choose a region."),
            "invalid_choice": _("This region cannot join; choose one of the list."),
        },
    )

    def __init__(self, *args: Any, offered: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["guest"]
        field.queryset = offered
        field.label_from_instance = lambda workshop: str(workshop.enrolment.region)


class OfMeetingForm(PortalFormMixin, forms.ModelForm):
    """A form that offers the sessions of the room."""

    def __init__(self, *args: Any, meeting: Workshop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("session", "sessions"):
            if name in self.fields:
                field: Any = self.fields[name]
                field.queryset = meeting.sessions.all()
                field.label_from_instance = self._named

    @staticmethod
    def _named(session: AgendaSession) -> str:
        hour = f", {session.starts_at:%H.%M}" if session.starts_at else ""
        return f"{_('Day')} {session.day}{hour}: {session.title}"

    def _post_clean(self) -> None:
        """The service checks and writes."""


class MaterialForm(OfMeetingForm):
    file = forms.FileField(
        label=_("File"), help_text=DOCUMENT, error_messages={"required": _("Choose a file.")}
    )

    class Meta:
        model = Material
        fields = ["title", "session"]

    field_order = ["file", "title", "session"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["file"]
        else:
            self.fields["title"].required = False
            self.fields["title"].help_text = _("Empty: the name of the file.")
            self._dress(self.fields["title"])
        self.fields["session"].empty_label = _("The whole bimtek")  # type: ignore[attr-defined]


class SpeakerForm(OfMeetingForm):
    cv = forms.FileField(label=_("Curriculum vitae"), help_text=DOCUMENT, required=False)

    class Meta:
        model = Speaker
        fields = ["name", "position", "institution", "topic", "email", "sessions"]
        widgets = {"sessions": forms.CheckboxSelectMultiple}
