"""What may people type about the analysis and the direction of a plan? One form per kind of record."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masterplans.models import (
    ActionItem,
    GapItem,
    Masterplan,
    Mission,
    Objective,
    ReadinessItem,
    Sni37122Value,
    SwotItem,
    SwotStrategy,
    VisionKeyword,
)
from masterplans.plan_forms import AREA, RecordForm
from masterplans.swot import coded_items
from smartcity_portal.kit.forms import PortalFormMixin
from smartcity_portal.kit.numbers import natural


class SwotForm(RecordForm):
    class Meta:
        model = SwotItem
        fields = ["quadrant", "statement", "evidence", "component", "agency"]
        widgets = {"statement": AREA}
        labels = {"agency": _("Agency (OPD)")}


class ReadinessForm(RecordForm):
    """The component is one of those that the edition names."""

    class Meta:
        model = ReadinessItem
        fields = ["component", "part", "indicator", "condition", "rating", "evidence", "agency"]
        widgets = {"condition": AREA}
        labels = {"agency": _("Agency (OPD)")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = list(self.plan.enrolment.cohort.edition.readiness_components)
        if names:
            names += [self.instance.component] * (self.instance.component not in (*names, ""))
            self.fields["component"] = forms.ChoiceField(
                label=_("Component"), choices=[("", _("Choose")), *((name, name) for name in names)]
            )


class GapForm(RecordForm):
    class Meta:
        model = GapItem
        fields = ["dimension", "current", "target", "gap", "solution", "agency"]
        widgets = dict.fromkeys(("current", "target", "gap", "solution"), AREA)
        labels = {"agency": _("Agency (OPD)"), "dimension": _("Dimension")}


class ActionForm(RecordForm):
    class Meta:
        model = ActionItem
        fields = [
            "strand", "action", "output", "first_year", "last_year", "program", "agency", "budget",
        ]  # fmt: skip
        labels = {"agency": _("Agency (OPD)"), "program": _("Programme")}

    def clean_budget(self) -> Decimal:
        amount = self.cleaned_data["budget"]
        if amount < 0:
            raise forms.ValidationError(_("An amount cannot be negative."))
        return amount


class VisionForm(PortalFormMixin, forms.ModelForm):
    class Meta:
        model = Masterplan
        fields = ["vision", "vision_source"]
        widgets = {"vision": AREA}


class MissionForm(RecordForm):
    class Meta:
        model = Mission
        fields = ["text", "rpjmd_reference"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}


class ObjectiveForm(RecordForm):
    """An objective with a target for each year, one line per year: "2023: 10"."""

    class Meta:
        model = Objective
        fields = ["mission", "text", "indicator", "unit", "baseline", "rpjmd_reference"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}

    targets = forms.CharField(
        label=_("Targets by year"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One year per line, such as 2023: 40 per cent. The last one is the target year."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            lines = [f"{line.year}: {line.value}" for line in self.instance.targets.all()]
            self.fields["targets"].initial = "\n".join(lines)

    def clean_targets(self) -> dict[int, str]:
        found: dict[int, str] = {}
        for line in filter(str.strip, self.cleaned_data["targets"].splitlines()):
            year, _colon, value = line.partition(":")
            number = natural(year.strip()) if len(year.strip()) == 4 else None
            if number is None or not value.strip():
                raise forms.ValidationError(
                    _("“%(line)s” is not a year with its target, such as 2023: 40.")
                    % {"line": line.strip()}
                )
            if number in found:
                raise forms.ValidationError(_("%(year)s stands twice.") % {"year": year.strip()})
            found[number] = value.strip()
        return found

    @property
    def values(self) -> dict[str, Any]:
        return {**super().values, "targets": self.cleaned_data["targets"]}


class SwotItemsField(forms.ModelMultipleChoiceField):
    """Boxes to tick for the statements of the plan, each with its code."""

    widget = forms.CheckboxSelectMultiple

    def offer(self, plan: Masterplan) -> None:
        self.queryset = SwotItem.objects.filter(plan=plan)
        self.choices = [(item.pk, f"{item.code}. {item.statement}") for item in coded_items(plan)]


class FromSwotForm(RecordForm):
    """A form whose record comes from SWOT statements."""

    items = SwotItemsField(SwotItem.objects.none(), label=_("SWOT items"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].offer(self.plan)  # type: ignore[attr-defined]
        if self.instance.pk:
            self.fields["items"].initial = [item.pk for item in self.instance.items.all()]

    @property
    def values(self) -> dict[str, Any]:
        return {**super().values, "items": list(self.cleaned_data["items"])}


class StrategyForm(FromSwotForm):
    class Meta:
        model = SwotStrategy
        fields = ["kind", "text", "dimension", "agency"]
        widgets = {"text": AREA}
        labels = {"agency": _("Agency (OPD)")}


class KeywordForm(FromSwotForm):
    class Meta:
        model = VisionKeyword
        fields = ["word", "meaning"]

    def clean_word(self) -> str:
        word = " ".join(self.cleaned_data["word"].split())
        others = VisionKeyword.objects.filter(plan=self.plan, word__iexact=word)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("“%(word)s” is a keyword already.") % {"word": word})
        return word


class IndicatorForm(RecordForm):
    """The value of one indicator of SNI ISO 37122, or the reason why there is none."""

    class Meta:
        model = Sni37122Value
        fields = ["value", "unit", "year", "evidence", "unavailable_because", "agency"]
        labels = {"agency": _("Agency (OPD)")}


FORMS: dict[str, tuple[type, type]] = {
    "swot": (SwotItem, SwotForm),
    "kesiapan": (ReadinessItem, ReadinessForm),
    "kesenjangan": (GapItem, GapForm),
    "strategi": (SwotStrategy, StrategyForm),
    "kata-kunci": (VisionKeyword, KeywordForm),
    "misi": (Mission, MissionForm),
    "sasaran": (Objective, ObjectiveForm),
    "sni": (Sni37122Value, IndicatorForm),
    "rencana-aksi": (ActionItem, ActionForm),
}
