"""What may people type about a quick win, its milestones and its risks?"""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masterplans.models import QuickWin, QuickWinRisk
from masterplans.plan_forms import AREA, RecordForm
from smartcity_portal.kit.numbers import natural


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
            "beneficiaries", "indicator", "target", "starts_on", "months", "cost", "fund",
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
            begins, ends = natural(first), natural(last or first)
            if begins is None or ends is None or not title.strip():
                raise forms.ValidationError(
                    _("“%(line)s” does not begin with its months, such as 1-3.") % {"line": line}
                )
            if not 1 <= begins <= ends <= 60:
                raise forms.ValidationError(
                    _("The months of “%(line)s” do not run on.") % {"line": line}
                )
            rows.append({"months": [begins, ends], "title": title.strip()})
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
