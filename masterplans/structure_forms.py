"""What may people type about the tree of a plan: who writes what until when, and what is asked?"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masterplans.models import Book, Chapter, Masterplan, Section
from masterplans.services.owners import Owners, possible_writers
from masterplans.states import SectionState
from programs.models import Agency
from smartcity_portal.kit.forms import FilterFormMixin, PortalFormMixin


def _agencies(plan: Masterplan) -> Any:
    return Agency.objects.filter(region=plan.enrolment.region_id)


def _sensible(day: date | None) -> date | None:
    if day and not 2015 <= day.year <= 2100:
        raise forms.ValidationError(_("This year cannot be right."))
    return day


class MatrixFilter(FilterFormMixin, forms.Form):
    """Which sections does the matrix show?"""

    opd = forms.ModelChoiceField(
        label=_("Agency (OPD)"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("All agencies"),
    )
    keadaan = forms.ChoiceField(
        label=_("State"), choices=[("", _("All states")), *SectionState.choices], required=False
    )
    hanya = forms.ChoiceField(
        label=_("Only"),
        required=False,
        choices=[
            ("", _("All sections")),
            ("terlambat", _("Past their day")),
            ("tanpa-tanggal", _("Without a day")),
            ("tanpa-opd", _("Without an agency")),
            ("milik-saya", _("Mine")),
        ],
    )

    def __init__(self, *args: Any, plan: Masterplan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opd"].queryset = _agencies(plan)  # type: ignore[attr-defined]


class OwnersForm(PortalFormMixin, forms.Form):
    """Who writes one section until when?"""

    agency = forms.ModelChoiceField(
        label=_("Leading agency"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("As the chapter"),
    )
    co_agencies = forms.ModelMultipleChoiceField(
        label=_("Written along by"),
        queryset=Agency.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    writers = forms.ModelMultipleChoiceField(
        label=_("Named writers"),
        queryset=Agency.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nobody named: everybody who writes for these agencies is reminded."),
    )
    due_on = forms.DateField(
        label=_("Due on"),
        required=False,
        widget=forms.DateInput(),
        error_messages={"invalid": _("Write the day as on a calendar.")},
    )

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {
                "agency": section.agency_id,
                "co_agencies": [agency.pk for agency in section.co_agencies.all()],
                "writers": [writer.pk for writer in section.writers.all()],
                "due_on": section.due_on,
            },
        )
        super().__init__(*args, **kwargs)
        plan = section.plan
        self.fields["agency"].queryset = _agencies(plan)  # type: ignore[attr-defined]
        self.fields["co_agencies"].queryset = _agencies(plan)  # type: ignore[attr-defined]
        self.fields["writers"].queryset = possible_writers(plan)  # type: ignore[attr-defined]
        shared = section.chapter.due_on
        if shared:
            self.fields["due_on"].help_text = _("Left empty, the day of the chapter counts.")

    def clean_due_on(self) -> date | None:
        return _sensible(self.cleaned_data["due_on"])

    @property
    def owners(self) -> Owners:
        said = self.cleaned_data
        return Owners(
            agency=said["agency"],
            as_chapter=said["agency"] is None,
            co_agencies=said["co_agencies"],
            writers=said["writers"],
            due_on=said["due_on"],
            no_due=said["due_on"] is None,
        )


class ManyForm(PortalFormMixin, forms.Form):
    """What is said about all chosen sections; what is left empty stays as it is."""

    agency = forms.ModelChoiceField(
        label=_("Leading agency"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("Leave as it is"),
    )
    co_agencies = forms.ModelMultipleChoiceField(
        label=_("Written along by"),
        queryset=Agency.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    writers = forms.ModelMultipleChoiceField(
        label=_("Named writers"),
        queryset=Agency.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    due_on = forms.DateField(
        label=_("Due on"),
        required=False,
        widget=forms.DateInput(),
        error_messages={"invalid": _("Write the day as on a calendar.")},
    )

    def __init__(self, *args: Any, plan: Masterplan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = _agencies(plan)  # type: ignore[attr-defined]
        self.fields["co_agencies"].queryset = _agencies(plan)  # type: ignore[attr-defined]
        self.fields["writers"].queryset = possible_writers(plan)  # type: ignore[attr-defined]

    def clean_due_on(self) -> date | None:
        return _sensible(self.cleaned_data["due_on"])

    @property
    def owners(self) -> Owners:
        said = self.cleaned_data
        return Owners(
            agency=said["agency"],
            co_agencies=said["co_agencies"] or None,
            writers=said["writers"] or None,
            due_on=said["due_on"],
        )


class TitleForm(PortalFormMixin, forms.Form):
    """What is a new section or chapter called?"""

    title = forms.CharField(
        label=_("Title"), max_length=160, error_messages={"required": _("Give it a title.")}
    )

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())


class ChapterTitleForm(TitleForm):
    """What is a chapter called, and with which line does it open?"""

    standfirst = forms.CharField(
        label=_("Opening line"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, chapter: Chapter, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"title": chapter.title, "standfirst": chapter.standfirst})
        kwargs.setdefault("auto_id", f"id_chapter{chapter.pk}_%s")
        super().__init__(*args, **kwargs)


class NewChapterForm(TitleForm):
    """What is a new chapter of a book called?"""

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"id_book{book.pk}_%s")
        super().__init__(*args, **kwargs)
