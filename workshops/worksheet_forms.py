"""What is typed about a group itself: its name, its agencies, its scribes?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.models import Agency, WorksheetGroups
from smartcity_portal.kit.forms import PortalFormMixin
from workshops.models import Participant, WorkGroup, Worksheet
from workshops.services.worksheets import keys_of


class GroupForm(PortalFormMixin, forms.Form):
    """A group of a worksheet with its member agencies."""

    title = forms.CharField(
        label=_("Name of the group"),
        max_length=100,
        error_messages={"required": _("Give the group a name.")},
    )
    key = forms.ChoiceField(label=_("Part of the plan"))
    agencies = forms.ModelMultipleChoiceField(
        label=_("Member agencies (OPD)"),
        queryset=Agency.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Their writers fill in the rows of this group."),
    )

    participants = forms.ModelMultipleChoiceField(
        label=_("People in the group"),
        queryset=Participant.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, worksheet: Worksheet, group: WorkGroup | None = None, **kwargs: Any
    ) -> None:
        if group is not None:
            kwargs.setdefault(
                "initial",
                {
                    "title": group.title,
                    "agencies": group.agencies.all(),
                    "participants": group.participants.all(),
                },
            )
        super().__init__(*args, **kwargs)
        field: Any = self.fields["agencies"]
        field.queryset = Agency.objects.filter(region=worksheet.enrolment.region_id)
        people: Any = self.fields["participants"]
        people.queryset = (
            Participant.objects.standing()
            .filter(enrolment=worksheet.enrolment)
            .select_related("agency")
            .order_by("agency__name", "name")
        )
        people.label_from_instance = lambda person: ", ".join(
            filter(None, (str(person), person.body))
        )
        if group is None or not people.queryset.exists():
            del self.fields["participants"]
        if group is not None or worksheet.plan.groups == WorksheetGroups.COMPONENT:
            del self.fields["key"]
        else:
            keys: Any = self.fields["key"]
            keys.choices = [("", _("Choose")), *keys_of(worksheet)]


class ScribeForm(PortalFormMixin, forms.Form):
    """Who is invited to write for a group."""

    name = forms.CharField(
        label=_("Name"), max_length=150, error_messages={"required": _("Write the name.")}
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("The link that lets the person write for this group goes there."),
    )


class RemarkForm(PortalFormMixin, forms.Form):
    """What the mentor says to a group."""

    text = forms.CharField(
        label=_("To the group"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what you want to say.")},
    )
