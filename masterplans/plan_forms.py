"""What do all forms of the plan's records share? They offer only what belongs to the plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masterplans.models import Masterplan, Mission, PlanProgram
from programs.models import Agency, Horizon, SubDimension
from smartcity_portal.kit.forms import PortalFormMixin

AREA = forms.Textarea(attrs={"rows": 3})


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
            "supporting": Agency.objects.filter(region=plan.enrolment.region_id),
            "mission": Mission.objects.filter(plan=plan),
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
