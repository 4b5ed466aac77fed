"""What may be asked of the list of findings, and what is typed to set some aside?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masterplans.checks.catalogue import CHECKS
from masterplans.models import CheckResult
from masterplans.services.checks import LONGEST_REASON
from smartcity_portal.kit.forms import FilterFormMixin, PortalFormMixin

NOWHERE = "0"


class FindingFilter(FilterFormMixin, forms.Form):
    """Which findings does the page show?"""

    state = forms.ChoiceField(label=_("State"), required=False)
    severity = forms.ChoiceField(label=_("Weight"), required=False)
    rule = forms.ChoiceField(label=_("Kind of check"), required=False)
    chapter = forms.ChoiceField(label=_("Chapter"), required=False)

    def __init__(self, *args: Any, chapters: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = CheckResult.State
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            ("", states.OPEN.label),
            (states.DISMISSED, states.DISMISSED.label),
            ("all", _("All")),
        ]
        self.fields["severity"].choices = [("", _("All")), *CheckResult.Severity.choices]  # type: ignore[attr-defined]
        self.fields["rule"].choices = [  # type: ignore[attr-defined]
            ("", _("All")),
            *((check.name, check.title) for check in CHECKS.values()),
        ]
        self.fields["chapter"].choices = [  # type: ignore[attr-defined]
            ("", _("All")),
            *((str(row.pk), f"{row.book.short}, {row.label}") for row in chapters),
            (NOWHERE, _("The plan as a whole")),
        ]


class DismissForm(PortalFormMixin, forms.Form):
    """Why may the findings stay as they are?"""

    reason = forms.CharField(
        label=_("Why may it stay as it is?"),
        max_length=LONGEST_REASON,
        widget=forms.TextInput(),
        help_text=_("The mentor reads this reason."),
    )
