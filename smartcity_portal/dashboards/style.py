"""What does every component look like? One page for the ministry and for those who build pages.

The words inside the components are sample content and live in style_samples.json.
"""

import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programs.rules import is_ministry
from smartcity_portal.kit import charts, icons, tiles
from smartcity_portal.kit.forms import FilterFormMixin, PortalFormMixin, RupiahField

SAMPLES = Path(__file__).with_name("style_samples.json")
SWATCHES = (
    "ground surface sunken ink ink-2 ink-3 line line-2 action action-soft deep danger ok wait busy "
    "redo focus mark"
).split()


class SampleForm(PortalFormMixin, forms.Form):
    """One of each field, filled in wrongly on purpose."""

    name = forms.CharField(
        label=_("Name of the quick win"), help_text=_("Printed in book 2 and on the sheet.")
    )
    dimension = forms.ChoiceField(
        label=_("Dimension"),
        choices=[
            ("", _("Choose one dimension")),
            ("g", "Smart Governance"),
            ("l", "Smart Living"),
        ],
        error_messages={"required": _("Choose one dimension.")},
    )
    budget = RupiahField(label=_("Budget of the first year"), help_text=_("Write digits only."))
    begins = forms.DateField(label=_("Begins"))
    source = forms.ChoiceField(
        label=_("Source of funds"),
        widget=forms.RadioSelect,
        choices=[("apbd", "APBD"), ("apbn", "APBN"), ("csr", "CSR")],
    )
    strands = forms.MultipleChoiceField(
        label=_("Action plans it touches"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("p", _("Policy")), ("a", _("Applications")), ("l", _("Literacy"))],
    )
    risk = forms.CharField(
        label=_("Main risk"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    file = forms.FileField(
        label=_("Evidence"), required=False, help_text=_("PDF, DOCX or a picture.")
    )
    listed = forms.BooleanField(label=_("This program is listed in book 2"), required=False)


class SampleFilter(FilterFormMixin, forms.Form):
    q = forms.CharField(label=_("Search region or agency"), required=False)
    sort = forms.ChoiceField(
        label=_("Sort by"),
        choices=[("long", _("Waiting longest")), ("name", _("Name of the region"))],
    )


class SampleReason(PortalFormMixin, forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))


@lru_cache(maxsize=1)
def _samples() -> dict[str, Any]:
    return json.loads(SAMPLES.read_text())


@login_required
def style_page(request: HttpRequest) -> HttpResponse:
    """Show every component once."""
    if not is_ministry(request.user):
        raise PermissionDenied
    return render(request, "dashboards/style.html", style_context())


def style_context() -> dict[str, Any]:
    """Put samples, forms and charts together; no database is asked."""
    samples = _samples()
    filled = {
        "name": "Simpeltaru",
        "dimension": "",
        "budget": "1,25 miliar",
        "begins": "2020-01-02",
    }
    wrong = SampleForm({**filled, "source": "apbd", "strands": ["a", "l"]}, {})
    close, cancel = samples["confirms"]
    return {
        "s": samples,
        "wrong": wrong,
        "quiet_errors": True,
        "filter_form": SampleFilter(),
        "confirm_close": close,
        "confirm_cancel": {**cancel, "form": SampleReason()},
        "sample_page": Paginator(range(84), 8).page(3),
        "first_day": date(2019, 7, 8),
        "last_day": date(2019, 7, 9),
        "moment_now": timezone.now(),
        "money": 1_250_000_000,
        "swatches": SWATCHES,
        "icon_names": sorted(icons.NAMES),
        "islands": tiles.islands(samples["provinces"], url=lambda code: "#map"),
        **_charts(samples),
    }


def _charts(samples: dict[str, Any]) -> dict[str, charts.Chart]:
    years = gettext("New regions per cohort, 2017 to 2024; the table below holds the numbers")
    web = gettext(
        "Impact of the six dimensions, Kota Kediri 2022; the table below holds the numbers"
    )
    road = gettext("Roadmap of Kota Bontang, 2020 to 2029; the table below holds the years")
    days = gettext("Days waiting per holder; the table below holds the numbers")
    return {
        "cohort_chart": charts.bars(
            samples["cohorts"], title=years, head=(gettext("Cohort"), gettext("New regions"))
        ),
        "impact_chart": charts.radar(
            samples["dimensions"], top=4, title=web, head=(gettext("Dimension"), gettext("Score"))
        ),
        "road_chart": charts.roadmap(
            [charts.Span(*row) for row in samples["horizons"]], title=road
        ),
        "holder_chart": charts.lying_bars(
            samples["holders"], title=days, head=(gettext("Holder"), gettext("Days"))
        ),
    }
