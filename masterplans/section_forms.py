"""What may a coordinator say about one section: what it asks, where it goes, where it is divided?"""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from masterplans.cuts import Cut
from masterplans.models import Chapter, Section
from masterplans.pdf.blocks import BLOCKS
from smartcity_portal.kit.forms import PortalFormMixin

LONGEST_LINE = 300


class AskedForm(PortalFormMixin, forms.Form):
    """What is a section called, and what does it ask of its writers?"""

    title = forms.CharField(
        label=_("Title"),
        max_length=160,
        error_messages={"required": _("Give the section a title.")},
    )
    guidance = forms.CharField(
        label=_("Guidance"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    checklist = forms.CharField(
        label=_("Checklist"),
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One line each; writers tick what is done."),
    )
    example = forms.CharField(
        label=_("Example"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("A text that shows what a good answer looks like."),
    )

    blocks = forms.MultipleChoiceField(
        label=_("Tables from the records below the text"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, section: Section | None = None, **kwargs: Any) -> None:
        self.shown = list(section.blocks) if section else []
        if section is not None:
            kwargs.setdefault(
                "initial",
                {
                    "title": section.title,
                    "guidance": section.guidance,
                    "checklist": "\n".join(section.checklist),
                    "example": section.example,
                    "blocks": self.shown,
                },
            )
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["blocks"]
        offered.choices = _blocks_of(section) if section else []

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_checklist(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["checklist"].splitlines()]
        found = list(dict.fromkeys(line for line in lines if line))
        if any(len(line) > LONGEST_LINE for line in found):
            raise forms.ValidationError(
                _("A line has at most %(longest)s letters.") % {"longest": LONGEST_LINE}
            )
        if len(found) > 30:
            raise forms.ValidationError(_("A checklist has at most 30 lines."))
        return found

    def clean_blocks(self) -> list[str]:
        """What is shown already keeps its place; what is new stands behind it."""
        chosen = self.cleaned_data["blocks"]
        return [name for name in dict.fromkeys([*self.shown, *chosen]) if name in chosen]


def _blocks_of(section: Section) -> list[tuple[str, Any]]:
    """Every table from the records; programmes also for one dimension alone."""
    edition = section.enrolment.cohort.edition
    alone = [
        (f"programs:{row.code}", f"{BLOCKS['programs'].label}: {row.name}")
        for row in edition.dimensions.all()
    ]
    offered = [*((name, kind.label) for name, kind in BLOCKS.items()), *alone]
    known = dict(offered)
    return [*offered, *((name, name) for name in section.blocks if name not in known)]


class TargetForm(PortalFormMixin, forms.Form):
    """To which chapter does a section move?"""

    chapter: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Chapter"),
        queryset=Chapter.objects.none(),
        empty_label=_("Choose a chapter"),
        error_messages={"required": _("Choose a chapter.")},
    )

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Chapter.objects.filter(book__plan=section.plan).exclude(pk=section.chapter_id)
        field: Any = self.fields["chapter"]
        field.queryset = rows.select_related("book").order_by("book__number", "number")
        field.label_from_instance = lambda row: f"{row.book.short}, {row.label}"


class DivideForm(PortalFormMixin, forms.Form):
    """Before which paragraph is a section divided, and what is the new part called?"""

    version = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.TypedChoiceField(
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the paragraph with which the new section begins."),
            "invalid_choice": _("Choose the paragraph with which the new section begins."),
        },
    )
    title = forms.CharField(
        label=_("Title of the new section"),
        max_length=160,
        required=False,
        help_text=_("Empty: the heading with which it begins."),
    )
    blocks_along = forms.BooleanField(
        label=_("The tables from the records stand below the new section"), required=False
    )

    def __init__(self, *args: Any, section: Section, blocks: list[Cut], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"version": section.version, "blocks_along": True})
        super().__init__(*args, **kwargs)
        self.headings = {cut.number: cut.heading for cut in blocks}
        places: Any = self.fields["number"]
        places.choices = [(cut.number, str(cut.number)) for cut in blocks if cut.possible]
        if not section.blocks:
            del self.fields["blocks_along"]
        self.helper.layout = Layout(*(name for name in self.fields if name != "number"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        title = " ".join(said.get("title", "").split())
        said["title"] = title or self.headings.get(said.get("number", -1), "")
        if "number" in said and not said["title"] and "title" not in self.errors:
            self.add_error("title", _("Give the new section a title."))
        return said


class JoinForm(forms.Form):
    """At which versions were two sections read that become one?"""

    version = forms.IntegerField()
    next_version = forms.IntegerField()
    with_heading = forms.BooleanField(required=False)
