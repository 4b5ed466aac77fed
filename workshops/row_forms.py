"""What does a group type for one row? One short form per kind of record, quick to fill on a phone."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masterplans.models import (
    ActionItem,
    GapItem,
    Masterplan,
    PlanProgram,
    QuickWin,
    QuickWinRisk,
    ReadinessItem,
    SwotItem,
)
from programs.models import Agency, Horizon, SubDimension, WorksheetRecords
from smartcity_portal.kit.forms import PortalFormMixin, RupiahField
from workshops.models import WorkGroup

SHORT = forms.Textarea(attrs={"rows": 2})
AGENCY = _("Agency (OPD)")


class RowForm(PortalFormMixin, forms.ModelForm):
    """A row of a group. It leaves out what all rows of the group have in common.

    `version` is the one that was read, `token` lets a row that is sent twice arrive once.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    token = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, group: WorkGroup, **kwargs: Any) -> None:
        self.group = group
        kwargs.setdefault("auto_id", f"id_{kwargs.get('prefix') or 'baru'}_%s")
        super().__init__(*args, **kwargs)
        fixed = group.worksheet.parted_by.partition("__")[0]
        for name in (fixed, "component"):
            self.fields.pop(name, None)
        self._offer(group.origin.plan)
        if self.instance.pk:
            self.fields["version"].initial = self.instance.version

    def _offer(self, plan: Masterplan) -> None:
        """Offer only the region's agencies and the edition's dimensions and horizons."""
        enrolment = self.group.enrolment
        edition = enrolment.cohort.edition
        parts = SubDimension.objects.filter(dimension__edition=edition).select_related("dimension")
        if self.group.worksheet.parted_by == "dimension__code":
            parts = parts.filter(dimension__code=self.group.key)
        offered = {
            "agency": Agency.objects.filter(region=enrolment.region_id),
            "dimension": edition.dimensions.all(),
            "sub_dimension": parts,
            "horizon": Horizon.objects.filter(edition=edition),
            "program": PlanProgram.objects.filter(plan=plan),
        }
        for name, rows in offered.items():
            if name in self.fields:
                field: Any = self.fields[name]
                field.queryset = rows
                field.empty_label = _("Choose") if field.required else "—"

    def _post_clean(self) -> None:
        """The service builds and checks the row; the form only reads values."""

    @property
    def values(self) -> dict[str, Any]:
        """What the service wants; the names of model fields."""
        return {
            name: self.cleaned_data[name] for name in self._meta.fields or () if name in self.fields
        }


class ReadinessRow(RowForm):
    class Meta:
        model = ReadinessItem
        fields = ["part", "indicator", "condition", "rating", "evidence", "agency"]
        widgets = {"condition": SHORT}
        labels = {"agency": AGENCY}


class SwotRow(RowForm):
    class Meta:
        model = SwotItem
        fields = ["quadrant", "statement", "evidence", "keywords", "agency"]
        widgets = {"statement": SHORT}
        labels = {"agency": AGENCY}
        help_texts = {"keywords": _("Words that belong into the vision, with commas between them.")}

    def clean_keywords(self) -> str:
        words = [" ".join(word.split()) for word in self.cleaned_data["keywords"].split(",")]
        return ", ".join(dict.fromkeys(word for word in words if word))


class GapRow(RowForm):
    class Meta:
        model = GapItem
        fields = ["dimension", "current", "target", "gap", "solution", "agency"]
        widgets = dict.fromkeys(("current", "target", "gap", "solution"), SHORT)
        labels = {"agency": AGENCY}


class ActionRow(RowForm):
    class Meta:
        model = ActionItem
        fields = [
            "strand", "action", "output", "first_year", "last_year", "program", "agency", "budget",
        ]  # fmt: skip
        widgets = {"action": SHORT}
        labels = {"agency": AGENCY, "program": _("Programme")}

    budget = RupiahField(label=_("amount (Rp)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        enrolment = self.group.enrolment
        for name in ("first_year", "last_year"):
            self.fields[name].widget.attrs |= {
                "min": enrolment.period_start,
                "max": enrolment.period_end,
            }
            if not self.instance.pk:
                self.fields[name].initial = enrolment.period_start

    def clean_budget(self) -> Decimal:
        return Decimal(self.cleaned_data["budget"] or 0)


class ProgramRow(RowForm):
    class Meta:
        model = PlanProgram
        fields = [
            "dimension", "sub_dimension", "name", "description", "horizon", "agency", "indicator",
            "baseline",
        ]  # fmt: skip
        widgets = {"description": SHORT}

    targets = forms.CharField(
        label=_("Targets per year"),
        required=False,
        max_length=600,
        help_text=_("Year and target, a semicolon between two years: 2020: 12 services; 2021: 20"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            rows = self.instance.targets.all()
            self.fields["targets"].initial = "; ".join(f"{r.year}: {r.value}" for r in rows)

    def clean_targets(self) -> dict[int, str]:
        targets: dict[int, str] = {}
        for part in filter(str.strip, self.cleaned_data["targets"].split(";")):
            found = re.fullmatch(r"\s*(\d{4})\s*:\s*(.{1,60}?)\s*", part)
            if found is None:
                raise forms.ValidationError(
                    _("“%(part)s” is no year with its target, such as 2020: 12 services."),
                    params={"part": part.strip()},
                )
            targets[int(found[1])] = found[2]
        return targets

    @property
    def values(self) -> dict[str, Any]:
        return {**super().values, "targets": self.cleaned_data["targets"]}


class QuickWinRow(RowForm):
    class Meta:
        model = QuickWin
        fields = [
            "dimension", "name", "problem", "innovation", "agency", "beneficiaries", "indicator",
            "months", "cost", "progress",
        ]  # fmt: skip
        widgets = {"problem": SHORT, "innovation": SHORT}
        help_texts = {"progress": _("How far the preparation is, 0 to 100.")}

    cost = RupiahField(label=_("cost (Rp)"), required=False)
    risk = forms.CharField(label=_("Largest risk"), required=False, max_length=300)
    cause = forms.CharField(label=_("Its cause"), required=False, max_length=300)
    likelihood = forms.TypedChoiceField(
        label=_("likelihood (1–5)"), required=False, coerce=int, empty_value=None
    )
    impact = forms.TypedChoiceField(
        label=_("impact (1–5)"), required=False, coerce=int, empty_value=None
    )
    treatment = forms.CharField(label=_("Treatment"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("likelihood", "impact"):
            field: Any = self.fields[name]
            field.choices = [("", "—"), *((n, str(n)) for n in range(1, 6))]
        self.fields["progress"].widget.attrs |= {"min": 0, "max": 100}
        known = self._known_risk()
        if known:
            for name in ("risk", "cause", "likelihood", "impact", "treatment"):
                self.fields[name].initial = getattr(known, name)

    def _known_risk(self) -> QuickWinRisk | None:
        return self.instance.risks.first() if self.instance.pk else None

    def clean_progress(self) -> int | None:
        progress = self.cleaned_data["progress"]
        if progress is not None and progress > 100:
            raise forms.ValidationError(_("Write a percentage from 0 to 100."))
        return progress

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        told = any(data.get(name) for name in ("cause", "likelihood", "impact", "treatment"))
        if told and not data.get("risk"):
            self.add_error("risk", _("Name the risk first."))
        if data.get("risk"):
            for name in ("likelihood", "impact"):
                if not data.get(name):
                    self.add_error(name, _("Choose 1 to 5."))
        return data

    @property
    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        values = super().values
        if values.get("cost") is not None:
            values["cost"] = Decimal(values["cost"])
        if not data["risk"]:
            return {**values, "risk": None}
        known = self._known_risk()
        names = ("risk", "cause", "likelihood", "impact", "treatment")
        risk = {name: data[name] for name in names} | {"owner": known.owner if known else ""}
        return {**values, "risk": risk}


FORMS: dict[str, type[RowForm]] = {
    WorksheetRecords.READINESS: ReadinessRow,
    WorksheetRecords.SWOT: SwotRow,
    WorksheetRecords.GAPS: GapRow,
    WorksheetRecords.PROGRAMS: ProgramRow,
    WorksheetRecords.ACTIONS: ActionRow,
    WorksheetRecords.QUICK_WINS: QuickWinRow,
}


def row_form(group: WorkGroup, *args: Any, **kwargs: Any) -> RowForm:
    """Return the form of one row of the group."""
    return FORMS[group.worksheet.plan.records](*args, group=group, **kwargs)
