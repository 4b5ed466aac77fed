"""What may people type about the analysis and the direction of a plan? One form per kind of record."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masterplans.models import ActionItem, GapItem, Masterplan, Mission, ReadinessItem, SwotItem
from masterplans.plan_forms import AREA, PlanFormMixin, RecordForm
from smartcity_portal.kit.forms import PortalFormMixin


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


FORMS: dict[str, tuple[type, type]] = {
    "swot": (SwotItem, SwotForm),
    "kesiapan": (ReadinessItem, ReadinessForm),
    "kesenjangan": (GapItem, GapForm),
    "misi": (Mission, MissionForm),
    "rencana-aksi": (ActionItem, ActionForm),
}
