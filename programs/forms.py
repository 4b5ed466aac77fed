"""Which forms write down the facts of the programme? Fields only; what must hold is the services'."""

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from programs.guidance.files import LARGEST
from programs.models import (
    Agency,
    Body,
    Capacity,
    Cohort,
    Enrolment,
    GuidanceEdition,
    Letterhead,
    Memorandum,
    Mentor,
    Official,
    Region,
)
from smartcity_portal.kit.forms import PortalFormMixin
from smartcity_portal.kit.uploads import clean_pdf


def _choice(form: forms.BaseForm, name: str) -> forms.ModelChoiceField:
    return cast(forms.ModelChoiceField, form.fields[name])


class FactsFormMixin(PortalFormMixin):
    """A ModelForm that shows a row and cleans what was typed, but leaves writing to a service."""

    def _post_clean(self) -> None:
        """Keep the instance as it is; what must hold is said by the service."""


class CohortForm(FactsFormMixin, forms.ModelForm):
    class Meta:
        model = Cohort
        fields = [
            "year", "edition", "theme", "invited", "assessed", "places",
            "memorandum_on", "memorandum_place", "source", "notes",
        ]  # fmt: skip
        labels = {"edition": _("Guidance edition")}
        help_texts = {
            "invited": _("Regions that were asked to apply. Leave empty what no source names."),
            "edition": _("It freezes when the first region enrols."),
            "source": _("Where these facts come from, such as a letter or a press release."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choice(self, "edition").queryset = GuidanceEdition.objects.usable()
        if self.instance.pk:
            self.fields["year"].disabled = True


PRESET = ("kind", "capacity_ministry", "capacity_region")


class MemorandumForm(FactsFormMixin, forms.ModelForm):
    file = forms.FileField(
        label=_("Signed document (PDF)"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
    )

    class Meta:
        model = Memorandum
        fields = [
            "kind", "title", "number_ministry", "number_region",
            "party_ministry", "signer_ministry", "office_ministry", "capacity_ministry",
            "behalf_ministry",
            "party_region", "signer_region", "office_region", "capacity_region", "behalf_region",
            "place", "mode", "signed_on", "valid_until", "witnesses", "scope", "source",
        ]  # fmt: skip
        widgets = {
            "witnesses": forms.Textarea(attrs={"rows": 3}),
            "scope": forms.Textarea(attrs={"rows": 4}),
        }
        labels = {
            "office_ministry": _("Office of who signed for the ministry"),
            "capacity_ministry": _("Capacity of who signed for the ministry"),
            "behalf_ministry": _("On behalf of (a.n.), for the ministry"),
            "office_region": _("Office of who signed for the region"),
            "capacity_region": _("Capacity of who signed for the region"),
            "behalf_region": _("On behalf of (a.n.), for the region"),
        }
        help_texts = {
            "number_ministry": _("Each party numbers its own copy."),
            "party_ministry": _(
                "The party as printed, such as: Direktur Jenderal Aplikasi Informatika"
            ),
            "behalf_ministry": _("Only when a delegate signed: the office for which they signed."),
            "behalf_region": _("Only when a delegate signed: the office for which they signed."),
            "witnesses": _("One line for each: name, office."),
            "scope": _("What the parties do together, one line for each."),
            "valid_until": _("Leave empty when the document names no end."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in PRESET:
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """A choice that was not posted keeps what stands, or its usual value."""
        data = super().clean() or {}
        for name in PRESET:
            data[name] = data.get(name) or getattr(self.instance, name)
        return data

    def clean_file(self) -> bytes | None:
        upload = self.cleaned_data["file"]
        return clean_pdf(upload) if upload else None


class MentorForm(FactsFormMixin, forms.ModelForm):
    file = forms.FileField(
        label=_("Letter of appointment (PDF)"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
    )

    class Meta:
        model = Mentor
        fields = ["name", "institution", "expertise", "email", "letter", "letter_on", "source"]
        widgets = {"expertise": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "expertise": _("Fields in which they help most, such as: tata kelola, ekonomi digital"),
            "email": _("Says who somebody is who has no account yet; the invitation goes there."),
            "letter": _("Number of the letter by which the ministry appointed them."),
        }

    def clean_file(self) -> bytes | None:
        upload = self.cleaned_data["file"]
        return clean_pdf(upload) if upload else None


class MentorAssignForm(PortalFormMixin, forms.Form):
    mentor = forms.ModelChoiceField(
        label=_("Mentor"), queryset=Mentor.objects.all(), empty_label=_("Choose a mentor")
    )
    since = forms.DateField(label=_("From"), initial=timezone.localdate)
    letter = forms.CharField(label=_("Letter of assignment"), max_length=120, required=False)


class EndForm(PortalFormMixin, forms.Form):
    """The last day of an assignment or a tenure."""

    until = forms.DateField(label=_("Last day"), initial=timezone.localdate)


class AgencyForm(FactsFormMixin, forms.ModelForm):
    class Meta:
        model = Agency
        fields = ["name", "short_name", "kind", "source"]
        help_texts = {
            "name": _("In full, as on the letterhead: Dinas Komunikasi dan Informatika."),
            "kind": _("Chapters of the coordinator and of planning go to these agencies."),
        }


class LetterheadForm(FactsFormMixin, forms.ModelForm):
    arms = forms.FileField(
        label=_("Arms of the region"),
        required=False,
        help_text=_(
            "PNG or JPEG. Empty keeps what is there; without arms the head has words only."
        ),
    )

    class Meta:
        model = Letterhead
        fields = ["unit", "address", "pattern", "unit_code"]
        widgets = {"address": forms.Textarea(attrs={"rows": 3})}


class AppointForm(PortalFormMixin, forms.Form):
    """Gives an office to somebody who is known already, or to a new name."""

    title = forms.CharField(label=_("Office"), max_length=160)
    is_head = forms.BooleanField(
        label=_("Heads the region or agency and signs commitments"), required=False, initial=True
    )
    official = forms.ModelChoiceField(
        label=_("Somebody who is already written down"),
        queryset=Official.objects.none(),
        required=False,
        empty_label=_("Somebody new"),
    )
    name = forms.CharField(
        label=_("Name of somebody new"),
        max_length=150,
        required=False,
        help_text=_("As it should be printed, with titles: Dr. Ir. Siti Aminah, M.T."),
    )
    nip = forms.RegexField(
        r"^\d{18}$",
        label="NIP",
        required=False,
        error_messages={"invalid": _("A NIP has 18 digits.")},
    )
    rank = forms.CharField(label=_("Rank"), max_length=80, required=False)
    capacity = forms.ChoiceField(label=_("Capacity"), choices=Capacity.choices)
    since = forms.DateField(label=_("From"), initial=timezone.localdate)
    decree = forms.CharField(label=_("Decree"), max_length=120, required=False)

    def __init__(self, *args: Any, region: Region, title: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choice(self, "official").queryset = Official.objects.of_region(region)
        self.fields["title"].initial = title

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("official") and not data.get("name"):
            self.add_error("name", _("Choose somebody or write a name."))
        return data


class BodyForm(FactsFormMixin, forms.ModelForm):
    class Meta:
        model = Body
        fields = ["decree", "decreed_on", "members", "source"]
        widgets = {"members": forms.Textarea(attrs={"rows": 8})}
        help_texts = {"members": _("One line for each member: office, name, task.")}


class EditionCloneForm(PortalFormMixin, forms.Form):
    year = forms.IntegerField(label=_("Year of the copy"), min_value=2017, max_value=2100)


class EditionReviseForm(PortalFormMixin, forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Coordinators and mentors read it when the revision is put in force."),
    )


class EditionFileForm(PortalFormMixin, forms.Form):
    file = forms.FileField(
        label=_("File (TOML)"), widget=forms.ClearableFileInput(attrs={"accept": ".toml"})
    )

    def clean_file(self) -> bytes:
        """Look at the size before reading; what the file says is judged later."""
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST:
            raise forms.ValidationError(
                _("The file is larger than 512 KB; no guidance edition is. Nothing was stored.")
            )
        content: bytes = upload.read()
        return content


SUBJECTS: dict[str, Any] = {
    "coordinator": (_("Region"), lambda by: Region.objects.managed_by(by).taking_part()),
    "observer": (_("Region"), lambda by: Region.objects.managed_by(by).taking_part()),
    "writer": (
        _("Agency (OPD)"),
        lambda by: Agency.objects.managed_by(by).select_related("region"),
    ),
    "head": (_("Agency (OPD)"), lambda by: Agency.objects.managed_by(by).select_related("region")),
    "signatory": (_("Official"), lambda by: Official.objects.managed_by(by).without_account()),
    "mentor": (_("Mentor"), lambda by: Mentor.objects.visible_to(by).without_account()),
    "assessor": (_("Region and cohort"), lambda by: Enrolment.objects.visible_to(by).with_names()),
}


class PlaceField(forms.ModelChoiceField):
    """A choice of places; an agency is named with its region."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.region}" if isinstance(obj, Agency) else str(obj)


class InviteForm(PortalFormMixin, forms.Form):
    """Invites one person into one relation; `by` decides which places can be chosen."""

    name = forms.CharField(label=_("Name"), max_length=150, help_text=_("With titles."))
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("The link of the invitation goes there.")
    )

    def __init__(self, *args: Any, relation: str, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if relation in SUBJECTS:
            label, choices = SUBJECTS[relation]
            self.fields["subject"] = PlaceField(
                label=label, queryset=choices(by), empty_label=_("Choose")
            )
            self.order_fields(["subject", "name", "email"])
