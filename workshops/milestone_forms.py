"""What is typed about an event beside the bimtek? Each kind asks only what belongs to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.models import Enrolment
from smartcity_portal.kit.forms import PortalFormMixin
from workshops.aftermath import BY_KIND
from workshops.models import Milestone, MilestoneFile

PEOPLE = {
    "presentation": _("Panel"),
    "award": _("Handed over by"),
    "handover": _("Handed to"),
    "visit": _("Assessors and visitors"),
}
RESULTS = {"award": _("Award"), "visit": _("Findings")}
NUMBERS = {"integration": _("Document"), "adoption": _("Number of the regulation")}
ALWAYS = ["title", "starts_on", "ends_on", "place", "planned", "text"]
LAST = ["notes", "source", "is_public"]
MOST_PEOPLE = 60


class MilestoneForm(PortalFormMixin, forms.ModelForm):
    """An event; what only the ministry says is left out for others."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    people = forms.CharField(
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One person per line; after a comma the office: Siti Aminah, Head of the agency"
        ),
    )

    class Meta:
        model = Milestone
        fields = [
            "title", "starts_on", "ends_on", "place", "planned", "text", "people", "result",
            "instrument", "number", "reference", "notes", "source", "is_public",
        ]  # fmt: skip
        widgets = {"notes": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "ends_on": _("Empty when it lasts one day."),
            "is_public": _("It then stands on the region's public page, also without a source."),
            "source": _("Newspaper or page with its date; a sourced event is public."),
        }

    def __init__(
        self, *args: Any, enrolment: Enrolment, kind: str, says_result: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.enrolment, self.kind = enrolment, kind
        wanted = {"version", *ALWAYS, *BY_KIND[kind].fields, *LAST}
        if kind == Milestone.Kind.PRESENTATION and not says_result:
            wanted -= {"people", "result"}
        for name in set(self.fields) - wanted:
            del self.fields[name]
        for name, labels in (("people", PEOPLE), ("result", RESULTS), ("number", NUMBERS)):
            if name in self.fields and kind in labels:
                self.fields[name].label = labels[kind]
                self._dress(self.fields[name])
        self.fields["version"].initial = self.instance.version
        if "people" in self.fields:
            self.fields["people"].initial = "\n".join(map(_line, self.instance.people))

    def _post_clean(self) -> None:
        """The service checks and writes."""

    def clean_people(self) -> list[dict[str, str]]:
        people = []
        for line in filter(str.strip, self.cleaned_data["people"].splitlines()):
            name, _comma, office = line.partition(",")
            people.append({"name": name.strip()[:150], "office": office.strip()[:200]})
        if len(people) > MOST_PEOPLE:
            raise forms.ValidationError(
                _("At most %(count)d people."), params={"count": MOST_PEOPLE}
            )
        return people

    def clean_starts_on(self) -> Any:
        day = self.cleaned_data["starts_on"]
        others = Milestone.objects.filter(enrolment=self.enrolment, kind=self.kind, starts_on=day)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                _("There is already an event of this kind on this day. Correct that one.")
            )
        return day

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class MilestoneFileForm(PortalFormMixin, forms.Form):
    """A file of an event."""

    kind = forms.ChoiceField(label=_("What it is"), choices=MilestoneFile.Kind.choices)
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, Word, Excel, PowerPoint, JPEG or PNG, at most 20 MB."),
        error_messages={"required": _("Choose a file.")},
    )


def _line(person: dict[str, str]) -> str:
    return ", ".join(part for part in (person.get("name"), person.get("office")) if part)
