"""What may people type about the course of a quick win, and about what it belongs to?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masterplans.models import (
    GapItem,
    Masterplan,
    PlanProgram,
    QuickWin,
    QuickWinCondition,
    QuickWinReport,
    SwotItem,
)
from smartcity_portal.kit.forms import PortalFormMixin, RupiahField

PICTURE = _("A JPEG or PNG picture.")


class PictureMixin(PortalFormMixin):
    """A picture with its description: one does not come without the other."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data  # type: ignore[misc,attr-defined]
        if cleaned.get("picture") and not cleaned.get("alt", "").strip():
            self.add_error("alt", _("Describe what the picture shows."))  # type: ignore[attr-defined]
        return cleaned


class ReportForm(PictureMixin, forms.Form):
    on = forms.DateField(label=_("As of"))
    percent = forms.IntegerField(label=_("Progress (%)"), min_value=0, max_value=100)
    status = forms.ChoiceField(label=_("Course"), choices=QuickWinReport.Status.choices)
    text = forms.CharField(
        label=_("What was done"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    reached = forms.MultipleChoiceField(
        label=_("Milestones reached"), required=False, widget=forms.CheckboxSelectMultiple
    )
    spent = RupiahField(label=_("Spent so far (Rp)"), required=False, max_value=10**15)
    link = forms.URLField(
        label=_("Address of the evidence"), required=False, max_length=300, assume_scheme="https"
    )
    picture = forms.FileField(label=_("Picture"), required=False, help_text=PICTURE)
    alt = forms.CharField(label=_("What the picture shows"), required=False, max_length=300)

    def __init__(self, *args: Any, quick_win: QuickWin, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [step.get("title", "") for step in quick_win.milestones]
        field: Any = self.fields["reached"]
        field.choices = [(title, title) for title in titles if title]
        if not field.choices:
            del self.fields["reached"]
        last = quick_win.reports.last()
        if last:
            self.initial.setdefault("percent", last.percent)
            self.initial.setdefault("reached", last.reached)
            self.initial.setdefault("spent", last.spent)

    @property
    def values(self) -> dict[str, Any]:
        keep = ("on", "percent", "status", "text", "spent", "link")
        return {name: self.cleaned_data[name] for name in keep} | {
            "reached": self.cleaned_data.get("reached", [])
        }


class ConditionForm(PictureMixin, forms.Form):
    on = forms.DateField(label=_("Measured on"))
    text = forms.CharField(
        label=_("Condition"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    value = forms.CharField(
        label=_("Measured value"),
        required=False,
        max_length=120,
        help_text=_("In the unit of the indicator, such as: 12 services."),
    )
    picture = forms.FileField(label=_("Picture"), required=False, help_text=PICTURE)
    alt = forms.CharField(label=_("What the picture shows"), required=False, max_length=300)

    def __init__(self, *args: Any, known: QuickWinCondition | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:
            for name in ("on", "text", "value"):
                self.initial[name] = getattr(known, name)

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("on", "text", "value")}


class LinksForm(PortalFormMixin, forms.Form):
    """What a quick win belongs to; everything offered is of its own plan or region."""

    swot_items = forms.ModelMultipleChoiceField(
        queryset=SwotItem.objects.none(),
        label=_("SWOT items that it answers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    gap = forms.ModelChoiceField(
        queryset=GapItem.objects.none(), label=_("Gap that it closes"), required=False
    )
    program = forms.ModelChoiceField(
        queryset=PlanProgram.objects.none(), label=_("Programme that it belongs to"), required=False
    )
    continues = forms.ModelChoiceField(
        queryset=QuickWin.objects.none(),
        label=_("Earlier quick win that it continues"),
        required=False,
    )
    continued_in = forms.ModelChoiceField(
        queryset=PlanProgram.objects.none(),
        label=_("Programme in which it is continued"),
        required=False,
    )

    def __init__(self, *args: Any, quick_win: QuickWin, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan, region = quick_win.plan, quick_win.enrolment.region_id
        earlier = QuickWin.objects.filter(plan__enrolment__region=region, year__lt=quick_win.year)
        programs = PlanProgram.objects.filter(plan__enrolment__region=region)
        offered: dict[str, tuple[Any, Any]] = {
            "swot_items": (
                SwotItem.objects.filter(plan=plan),
                lambda item: f"{item.get_quadrant_display()}: {item.statement}",
            ),
            "gap": (
                GapItem.objects.filter(plan=plan).select_related("dimension"),
                lambda gap: f"{gap.dimension.name}: {gap.gap[:120]}",
            ),
            "program": (PlanProgram.objects.filter(plan=plan), str),
            "continues": (earlier, lambda win: f"{win.name} ({win.year})"),
            "continued_in": (programs, str),
        }
        for name, (rows, said) in offered.items():
            field: Any = self.fields[name]
            field.queryset, field.label_from_instance = rows, said
            self.initial.setdefault(name, getattr(quick_win, name))
        self.initial["swot_items"] = self.initial["swot_items"] and list(
            quick_win.swot_items.values_list("pk", flat=True)
        )

    @property
    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class SwotLinksForm(PortalFormMixin, forms.Form):
    """To which quick wins a SWOT item leads."""

    wins = forms.ModelMultipleChoiceField(
        queryset=QuickWin.objects.none(),
        label=_("Quick wins that answer it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, plan: Masterplan, item: SwotItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["wins"]
        field.queryset = QuickWin.objects.living().filter(plan=plan)
        self.initial["wins"] = list(item.quick_wins.values_list("pk", flat=True))
