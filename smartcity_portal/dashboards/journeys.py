"""How does the ministry enrol a region, and begin its year in one act?"""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.models import Cohort, Region
from smartcity_portal.kit.forms import PortalFormMixin
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.numbers import natural
from workshops.services import journeys


class JourneyForm(PortalFormMixin, forms.Form):
    cohort = forms.ModelChoiceField(
        label=gettext_lazy("Cohort"),
        queryset=Cohort.objects.none(),
        error_messages={"required": gettext_lazy("Choose the cohort.")},
    )
    region = forms.CharField(
        label=gettext_lazy("Regency or city"),
        help_text=gettext_lazy("Begin to type the name, or type the Kemendagri code."),
        widget=forms.TextInput(attrs={"list": "region-names", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Choose the regency or city.")},
    )
    period_start = forms.IntegerField(
        label=gettext_lazy("First year of the masterplan"),
        error_messages={"required": gettext_lazy("Give the first year of the plan.")},
    )
    enrolled_on = forms.DateField(
        label=gettext_lazy("Enrolled on"),
        required=False,
        help_text=gettext_lazy("The day of the pass letter, when it is known."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = Cohort.objects.all()

    def clean_region(self) -> Region:
        words = self.cleaned_data["region"].strip()
        found = Region.objects.regencies_and_cities()
        region = found.filter(code=words).first() or found.filter(name__iexact=words).first()
        if region is None:
            raise ValidationError(
                _("No regency or city has this name. Choose one of the names offered.")
            )
        return region


@login_required
def journey_begin(request: HttpRequest) -> HttpResponse:
    """Enrol a region in a cohort: place, masterplan and four bimtek come into being together."""
    if not request.user.has_perm("programs.enrol_region", None):
        raise PermissionDenied("programs.enrol_region")
    form = JourneyForm(request.POST or None, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            enrolment = journeys.begin(by=request.user, **form.cleaned_data)
        except Blocked as blocked:
            for reason in blocked.reasons:
                form.add_error(None, reason)
        else:
            words = {"region": enrolment.region, "year": enrolment.cohort.year}
            messages.success(request, _("%(region)s takes part in the cohort %(year)s.") % words)
            return redirect(enrolment)
    names = Region.objects.regencies_and_cities().values_list("name", flat=True)
    return render(request, "dashboards/journey_begin.html", {"form": form, "names": names})


def _initial(request: HttpRequest) -> dict:
    year = natural(request.GET.get("angkatan"))
    cohorts = Cohort.objects.order_by("-year")
    cohort = cohorts.first() if year is None else cohorts.filter(year=year).first()
    if cohort is None:
        return {}
    region = Region.objects.filter(code=request.GET.get("daerah", "")).first()
    return {
        "cohort": cohort,
        "period_start": cohort.year + 1,
        "region": region.name if region else "",
        "enrolled_on": request.GET.get("tanggal", ""),
    }
