"""What may people type about a programme of the plan, and which programmes does the list show?"""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masterplans.models import Masterplan, PlanProgram, ProgramBudget
from masterplans.plan_forms import AREA, RecordForm
from programs.models import Agency
from smartcity_portal.kit.forms import FilterFormMixin, RupiahField

LARGEST = 10**16 - 1


class ProgramForm(RecordForm):
    class Meta:
        model = PlanProgram
        fields = [
            "code", "name", "status", "dimension", "sub_dimension", "horizon", "agency", "supporting",
            "partners",
            "description", "indicator", "unit", "baseline", "rpjmd_reference",
        ]  # fmt: skip
        widgets = {"description": AREA, "supporting": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].required = False
        self.fields["code"].label = _("Code")
        self.fields["code"].help_text = _("Left empty, the next code of the dimension is taken.")

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].strip().upper()
        others = PlanProgram.objects.filter(plan=self.plan, code=code).exclude(pk=self.instance.pk)
        if code and others.exists():
            raise forms.ValidationError(
                _("The code %(code)s is taken by “%(name)s”.")
                % {"code": code, "name": others[0].name}
            )
        return code or self.instance.code


class YearForm(forms.Form):
    """One year of a programme: its target and the money from each source."""

    year = forms.IntegerField(widget=forms.HiddenInput)
    target = forms.CharField(label=_("Target"), required=False, max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for fund, label in ProgramBudget.Source.choices:
            self.fields[fund] = RupiahField(
                label=label,
                required=False,
                max_value=LARGEST,
                error_messages={
                    "min_value": _("An amount cannot be negative."),
                    "max_value": _("This amount is too large."),
                },
            )
        for name, field in self.fields.items():
            if name != "year":
                field.widget.attrs |= {"class": "form-control", "inputmode": "numeric"}
                field.widget.attrs["aria-label"] = f"{field.label} {self.initial.get('year', '')}"
                field.widget.input_type = "text"
        self.fields["target"].widget.attrs.pop("inputmode")


YearFormSet = forms.formset_factory(YearForm, extra=0, max_num=30, absolute_max=30)


def year_forms(program: PlanProgram | None, plan: Masterplan, data: Any = None) -> Any:
    """Return one form per year of the plan, filled with what the programme has."""
    targets = {line.year: line.value for line in program.targets.all()} if program else {}
    budgets: dict[int, dict[str, Decimal]] = {}
    for line in program.budgets.all() if program else ():
        budgets.setdefault(line.year, {})[line.fund] = line.amount
    initial = [
        {"year": year, "target": targets.get(year, ""), **budgets.get(year, {})}
        for year in plan.enrolment.years
    ]
    return YearFormSet(data, initial=initial, prefix="years")


def read_years(formset: Any) -> tuple[dict[int, str], dict[tuple[int, str], Decimal]]:
    """Return targets by year and budgets by year and fund."""
    targets, budgets = {}, {}
    for row in formset.cleaned_data:
        year = row["year"]
        if row.get("target", "").strip():
            targets[year] = row["target"].strip()
        for fund in ProgramBudget.Source.values:
            if row.get(fund):
                budgets[(year, fund)] = row[fund]
    return targets, budgets


class ProgramFilter(FilterFormMixin, forms.Form):
    """Which programmes does the list show?"""

    q = forms.CharField(label=_("Search"), required=False)
    dimension = forms.ChoiceField(label=_("Dimension"), required=False)
    horizon = forms.ChoiceField(label=_("Horizon"), required=False)
    agency = forms.ChoiceField(label=_("Agency (OPD)"), required=False)

    def __init__(self, *args: Any, plan: Masterplan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        edition = plan.enrolment.cohort.edition
        agencies = Agency.objects.filter(programs__plan=plan).distinct()
        offered: dict[str, list[tuple[str, Any]]] = {
            "dimension": [(row.code, row.name) for row in edition.dimensions.all()],
            "horizon": [(row.code, row.label) for row in edition.horizons.all()],
            "agency": [("0", _("None yet")), *((str(row.pk), str(row)) for row in agencies)],
        }
        for name, choices in offered.items():
            field: Any = self.fields[name]
            field.choices = [("", _("All"))] + choices
