"""What may people type about the records of a plan? One form per kind of record."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masterplans.models import (
    ActionItem,
    GapItem,
    Masterplan,
    Mission,
    PlanProgram,
    ProgramBudget,
    QuickWin,
    QuickWinRisk,
    ReadinessItem,
    SwotItem,
)
from programs.models import Agency, Horizon, SubDimension
from smartcity_portal.kit.forms import FilterFormMixin, PortalFormMixin

AREA = forms.Textarea(attrs={"rows": 3})
MOST_YEARS = 10


class PlanFormMixin(PortalFormMixin):
    """Offers only what belongs to the plan: its region's agencies, its edition's dimensions."""

    def __init__(self, *args: Any, plan: Masterplan, **kwargs: Any) -> None:
        self.plan = plan
        super().__init__(*args, **kwargs)
        self._offer(plan)

    def _offer(self, plan: Masterplan) -> None:
        edition = plan.enrolment.cohort.edition
        offered = {
            "agency": Agency.objects.filter(region=plan.enrolment.region_id),
            "dimension": edition.dimensions.all(),
            "sub_dimension": SubDimension.objects.filter(dimension__edition=edition).select_related(
                "dimension"
            ),
            "horizon": Horizon.objects.filter(edition=edition),
            "program": PlanProgram.objects.filter(plan=plan),
        }
        for name, rows in offered.items():
            if name in self.fields:  # type: ignore[attr-defined]
                field = self.fields[name]  # type: ignore[attr-defined]
                field.queryset = rows
                field.empty_label = _("Choose") if field.required else "—"
        if "sub_dimension" in self.fields:  # type: ignore[attr-defined]
            self.fields["sub_dimension"].label_from_instance = (  # type: ignore[attr-defined]
                lambda part: f"{part.dimension.name}: {part.name}"
            )


class RecordForm(PlanFormMixin, forms.ModelForm):
    """A form whose values go to a service; it never saves by itself."""

    def _post_clean(self) -> None:
        """The service builds and checks the row; the form only reads values."""

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class SwotForm(RecordForm):
    class Meta:
        model = SwotItem
        fields = ["quadrant", "statement", "evidence", "component", "agency"]
        widgets = {"statement": AREA}
        labels = {"agency": _("Agency (OPD)")}


class ReadinessForm(RecordForm):
    class Meta:
        model = ReadinessItem
        fields = ["component", "part", "indicator", "condition", "rating", "evidence", "agency"]
        widgets = {"condition": AREA}
        labels = {"agency": _("Agency (OPD)")}


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


class MissionForm(PlanFormMixin, forms.Form):
    """A mission with its objectives, one per line: "objective | indicator | baseline"."""

    text = forms.CharField(label=_("Mission"), widget=forms.Textarea(attrs={"rows": 2}))
    objectives = forms.CharField(
        label=_("Objectives"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "One objective per line. After a bar the indicator, after another bar the baseline: objective | indicator | baseline"
        ),
    )
    rpjmd_reference = forms.CharField(label=_("RPJMD reference"), required=False, max_length=200)

    def __init__(self, *args: Any, mission: Mission | None = None, **kwargs: Any) -> None:
        self.known = {row.get("text", ""): row for row in mission.objectives} if mission else {}
        if mission is not None:
            kwargs.setdefault(
                "initial",
                {
                    "text": mission.text,
                    "rpjmd_reference": mission.rpjmd_reference,
                    "objectives": "\n".join(_objective_line(row) for row in mission.objectives),
                },
            )
        super().__init__(*args, **kwargs)

    def clean_objectives(self) -> list[dict[str, Any]]:
        """Read the lines; targets of objectives that keep their words are kept."""
        rows = []
        for line in self.cleaned_data["objectives"].splitlines():
            parts = [part.strip() for part in line.split("|")] + ["", ""]
            if not parts[0]:
                continue
            known = self.known.get(parts[0], {})
            rows.append({**known, "text": parts[0], "indicator": parts[1], "baseline": parts[2]})
        return rows

    @property
    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


def _objective_line(row: dict[str, Any]) -> str:
    parts = [row.get("text", ""), row.get("indicator", ""), str(row.get("baseline", ""))]
    while parts and not parts[-1]:
        parts.pop()
    return " | ".join(parts)


class ProgramForm(RecordForm):
    class Meta:
        model = PlanProgram
        fields = [
            "code", "name", "dimension", "sub_dimension", "horizon", "agency", "partners",
            "description", "indicator", "unit", "baseline", "rpjmd_reference",
        ]  # fmt: skip
        widgets = {"description": AREA}

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
            self.fields[fund] = forms.DecimalField(
                label=label,
                required=False,
                min_value=0,
                max_digits=16,
                decimal_places=0,
                error_messages={
                    "min_value": _("An amount cannot be negative."),
                    "invalid": _("Write whole rupiah in digits."),
                    "max_whole_digits": _("This amount is too large."),
                    "max_digits": _("This amount is too large."),
                    "max_decimal_places": _("Write whole rupiah in digits."),
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


class NominationForm(RecordForm):
    class Meta:
        model = QuickWin
        fields = ["name", "dimension", "year", "agency", "problem", "innovation"]
        widgets = {"problem": AREA, "innovation": AREA}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = self.plan.enrolment.period_start


class QuickWinForm(RecordForm):
    class Meta:
        model = QuickWin
        fields = [
            "name", "dimension", "year", "program", "agency", "partners", "problem", "innovation",
            "beneficiaries", "indicator", "target", "months", "cost", "fund",
        ]  # fmt: skip
        widgets = {"problem": AREA, "innovation": AREA}

    milestones = forms.CharField(
        label=_("Milestones"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One per line, with its months: 1-3 Build the application"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["milestones"].initial = "\n".join(
            _milestone_line(row) for row in self.instance.milestones
        )

    def clean_milestones(self) -> list[dict[str, Any]]:
        rows = []
        for line in filter(str.strip, self.cleaned_data["milestones"].splitlines()):
            span, _space, title = line.strip().partition(" ")
            first, _dash, last = span.replace("–", "-").partition("-")
            if not (first.isdigit() and (last or first).isdigit() and title.strip()):
                raise forms.ValidationError(
                    _("“%(line)s” does not begin with its months, such as 1-3.") % {"line": line}
                )
            months = [int(first), int(last or first)]
            if not 1 <= months[0] <= months[1] <= 60:
                raise forms.ValidationError(
                    _("The months of “%(line)s” do not run on.") % {"line": line}
                )
            rows.append({"months": months, "title": title.strip()})
        return rows

    def clean_cost(self) -> Decimal | None:
        cost = self.cleaned_data["cost"]
        if cost is not None and cost < 0:
            raise forms.ValidationError(_("An amount cannot be negative."))
        return cost

    @property
    def values(self) -> dict[str, Any]:
        return {**super().values, "milestones": self.cleaned_data["milestones"]}


def _milestone_line(row: dict[str, Any]) -> str:
    months = row.get("months") or [1]
    span = f"{min(months)}-{max(months)}" if len(set(months)) > 1 else str(months[0])
    return f"{span} {row.get('title', '')}"


class RiskForm(forms.ModelForm):
    class Meta:
        model = QuickWinRisk
        fields = ["risk", "cause", "likelihood", "impact", "treatment", "owner"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [("", "—"), *((n, str(n)) for n in range(1, 6))]
        for name in ("likelihood", "impact"):
            self.fields[name] = forms.TypedChoiceField(
                label=self.fields[name].label,
                choices=levels,
                coerce=int,
                error_messages={"required": _("Choose 1 to 5.")},
            )
        for field in self.fields.values():
            chooses = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "form-select" if chooses else "form-control"


class StrikeOut(forms.CheckboxInput):
    """The box that takes a known line out of the register."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "form-check-input", **(attrs or {})})


class BaseRiskFormSet(forms.BaseFormSet):
    """The lines of a risk register; each known line can be struck out."""

    deletion_widget = StrikeOut


RiskFormSet = forms.formset_factory(
    RiskForm,
    formset=BaseRiskFormSet,
    extra=2,
    max_num=30,
    absolute_max=30,
    can_delete=True,
    can_delete_extra=False,
)


def read_risks(formset: Any) -> list[dict[str, Any]]:
    """Return the filled lines of the risk register that were not struck out."""
    fields = RiskForm.Meta.fields
    return [
        {name: row[name] for name in fields}
        for row in formset.cleaned_data
        if row and not row.get("DELETE")
    ]


FORMS: dict[str, tuple[type, type]] = {
    "swot": (SwotItem, SwotForm),
    "kesiapan": (ReadinessItem, ReadinessForm),
    "kesenjangan": (GapItem, GapForm),
    "misi": (Mission, MissionForm),
    "rencana-aksi": (ActionItem, ActionForm),
}
