"""What may people type about chapters and sections?"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masterplans.models import Chapter, Section
from programs.models import Agency
from smartcity_portal.kit.forms import PortalFormMixin


class NoteForm(PortalFormMixin, forms.Form):
    """A few words that go with a verdict or a reopening."""

    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, required: bool = False, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if required:
            self.fields["note"].required = True
            self.fields["note"].label = _("Note")
        self.fields["note"].help_text = hint


class ReasonForm(PortalFormMixin, forms.Form):
    """Why something is dropped or withdrawn."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write down the reason.")},
    )


class AssignForm(PortalFormMixin, forms.Form):
    """Which agency writes the chapter, until when?"""

    agency = forms.ModelChoiceField(
        label=_("Agency (OPD)"), queryset=Agency.objects.none(), empty_label=_("Choose an agency")
    )
    due_on = forms.DateField(
        label=_("Due on"),
        required=False,
        widget=forms.DateInput(),
        error_messages={"invalid": _("Write the day as on a calendar.")},
    )

    def __init__(self, *args: Any, chapter: Chapter, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"agency": chapter.agency_id, "due_on": chapter.due_on})
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.filter(  # type: ignore[attr-defined]
            region=chapter.enrolment.region_id
        )

    def clean_due_on(self) -> date | None:
        day = self.cleaned_data["due_on"]
        if day and not 2015 <= day.year <= 2100:
            raise forms.ValidationError(_("This year cannot be right."))
        return day


class SectionAssignForm(PortalFormMixin, forms.Form):
    """Does another agency write this section?"""

    agency = forms.ModelChoiceField(
        label=_("Agency (OPD)"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("As the chapter"),
    )

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"agency": section.agency_id})
        kwargs.setdefault("auto_id", f"id_section{section.pk}_%s")
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.filter(  # type: ignore[attr-defined]
            region=section.enrolment.region_id
        )


class CommentForm(forms.Form):
    """A comment on a section, with the passage it is about when one was marked."""

    section = forms.ModelChoiceField(
        label=_("About"),
        queryset=Section.objects.none(),
        required=False,
        empty_label=_("The whole chapter"),
    )
    quote = forms.CharField(label=_("Passage (may be left empty)"), required=False, max_length=2000)
    before = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
    after = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("New comment"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what you want to say.")},
    )

    def __init__(self, *args: Any, chapter: Chapter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = chapter.sections.all()  # type: ignore[attr-defined]
        for name in ("section", "quote", "text"):
            widget = self.fields[name].widget
            widget.attrs["class"] = "form-select" if name == "section" else "form-control"

    @property
    def values(self) -> dict[str, Any]:
        """Return what the service wants; the words around the passage find it again later."""
        data = dict(self.cleaned_data)
        return data | {"prefix": data.pop("before"), "suffix": data.pop("after")}


class ReplyForm(forms.Form):
    """An answer to a comment, or a further question."""

    text = forms.CharField(
        max_length=4000, error_messages={"required": _("Write what you want to say.")}
    )


class SectionForm(forms.Form):
    """A section's text as the editor, or a browser without script, sends it."""

    html = forms.CharField(label=_("Text"), required=False, widget=forms.Textarea)
    base_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class FigureForm(forms.Form):
    """A picture with what it shows in words."""

    image = forms.FileField(label=_("Picture"), error_messages={"required": _("Choose a picture.")})
    alt = forms.CharField(
        label=_("What the picture shows"),
        max_length=500,
        error_messages={
            "required": _("Describe the picture for people who cannot see it."),
        },
    )
