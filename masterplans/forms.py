"""What may people type about chapters and sections?"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masterplans.models import Chapter, Phrase, Section
from masterplans.services.sections import Stroke
from masterplans.states import Fault
from programs.models import Agency
from programs.states import Approvals
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
    """A remark on a section, with the passage it is about when one was marked.

    Words may come from the phrasebook; a suggestion replaces the passage and needs no words.
    """

    section = forms.ModelChoiceField(
        label=_("About"),
        queryset=Section.objects.none(),
        required=False,
        empty_label=_("The whole chapter"),
    )
    quote = forms.CharField(label=_("Passage (may be left empty)"), required=False, max_length=2000)
    before = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
    after = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
    category = forms.ChoiceField(label=_("Kind of fault"), required=False)
    phrase = forms.ModelChoiceField(queryset=Phrase.objects.none(), required=False)
    text = forms.CharField(
        label=_("New comment"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    suggests = forms.BooleanField(label=_("Suggest other words for the passage"), required=False)
    replacement = forms.CharField(
        label=_("Suggested words (empty: take the passage out)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, chapter: Chapter, reader: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = chapter.sections.all()
        self.fields["section"].queryset = parts  # type: ignore[attr-defined]
        named = [(part.pk, str(part)) for part in parts]
        self.fields["section"].choices = [("", _("The whole chapter")), *named]  # type: ignore[attr-defined]
        if reader is not None:
            usable = Phrase.objects.usable_by(reader)
            self.fields["phrase"].queryset = usable  # type: ignore[attr-defined]
        self.fields["category"].choices = [("", _("Not said")), *Fault.choices]  # type: ignore[attr-defined]
        for name in ("section", "category"):
            self.fields[name].widget.attrs["class"] = "form-select"
        for name in ("quote", "text", "replacement"):
            self.fields[name].widget.attrs["class"] = "form-control"
        self.fields["suggests"].widget.attrs["class"] = "form-check-input"

    @property
    def values(self) -> dict[str, Any]:
        """Return what the service wants; the words around the passage find it again later."""
        data = dict(self.cleaned_data)
        words, suggests = data.pop("replacement"), data.pop("suggests")
        return data | {
            "prefix": data.pop("before"),
            "suffix": data.pop("after"),
            "replacement": words if suggests else None,
        }


class CellCommentForm(PortalFormMixin, forms.Form):
    """A remark on a cell of a table; the page offers the cells as radio buttons."""

    category = forms.ChoiceField(label=_("Kind of fault"), required=False)
    text = forms.CharField(
        label=_("New comment"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what you want to say.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [("", _("Not said")), *Fault.choices]  # type: ignore[attr-defined]


class PhraseForm(PortalFormMixin, forms.Form):
    """A phrase of the phrasebook, with the kind of fault it names."""

    category = forms.ChoiceField(label=_("Kind of fault"), required=False)
    text = forms.CharField(
        label=_("Phrase"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what you want to say.")},
    )
    shared = forms.BooleanField(label=_("For every mentor"), required=False)

    def __init__(self, *args: Any, may_share: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [("", _("Not said")), *Fault.choices]  # type: ignore[attr-defined]
        if not may_share:
            del self.fields["shared"]


class ApprovalsForm(PortalFormMixin, forms.Form):
    """How many mentors have to approve the chapters of a region?"""

    approvals = forms.ChoiceField(label=_("Approvals that a chapter needs"), required=False)

    def __init__(self, *args: Any, guidance: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        as_guided = _("As the guidance says: %(rule)s") % {"rule": guidance}
        self.fields["approvals"].choices = [("", as_guided), *Approvals.choices]  # type: ignore[attr-defined]


class ReplyForm(forms.Form):
    """An answer to a comment, or a further question."""

    text = forms.CharField(
        max_length=4000, error_messages={"required": _("Write what you want to say.")}
    )


class WrittenField(forms.CharField):
    """A text as it was typed; a sign that no text may hold is left out rather than refused."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(str(value or "").replace("\x00", "")))


class SectionForm(forms.Form):
    """A section's text as the editor, or a browser without script, sends it."""

    html = WrittenField(label=_("Text"), required=False, widget=forms.Textarea)
    base_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class StrokeForm(SectionForm):
    """The same from an open page: which page, how often it has sent, and who was signed in there."""

    tab = forms.RegexField(r"^[-\w]{0,36}$", required=False)
    stroke = forms.IntegerField(min_value=0, max_value=2_000_000_000, required=False)
    writer = forms.IntegerField(required=False)
    settled = forms.BooleanField(required=False)

    @property
    def sent_as(self) -> Stroke | None:
        data = self.cleaned_data
        return Stroke(data["tab"], data["stroke"] or 0) if data["tab"] else None


class PenForm(forms.Form):
    """What an open page says about the pen: which page it is, what it does, which version it knows."""

    tab = forms.RegexField(r"^[-\w]{1,36}$")
    act = forms.ChoiceField(
        choices=[(verb, verb) for verb in ("open", "keep", "take", "leave", "return")],
        required=False,
    )
    version = forms.IntegerField(min_value=0, required=False)


class FigureForm(forms.Form):
    """A picture with what it shows in words."""

    image = forms.FileField(label=_("Picture"), error_messages={"required": _("Choose a picture.")})
    alt = forms.CharField(
        label=_("What the picture shows"),
        max_length=500,
        required=False,
    )
    pasted = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """Pictures that come in the midst of a paste are described afterwards."""
        data = super().clean() or {}
        if not data.get("alt") and not data.get("pasted"):
            self.add_error("alt", _("Describe the picture for people who cannot see it."))
        return data


class PasteForm(forms.Form):
    """What was pasted from an office program, as the clipboard holds it."""

    html = WrittenField(max_length=2_000_000, strip=False)
