"""What may be typed about sheets and signatures, and what is wrong with it?"""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from commitments.models import Mandate, NumberSeries, Sheet, SheetKind, SheetWording, Signatory
from programs.models import Tenure
from smartcity_portal.kit import clock
from smartcity_portal.kit.forms import PortalFormMixin


class ClausesField(forms.CharField):
    """Clauses, one per line. Too many or too long ones do not fit on a sheet."""

    widget = forms.Textarea(attrs={"rows": 9})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Clauses"), help_text=_("One clause per line."), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        clauses = [line for line in lines if line]
        if not clauses:
            raise ValidationError(_("Write at least one clause."))
        if len(clauses) > 20 or max(map(len, clauses)) > 600:
            raise ValidationError(_("At most 20 clauses of at most 600 characters fit on a sheet."))
        return clauses


class SheetForm(PortalFormMixin, forms.ModelForm):
    """The wording of a draft, who is a witness and in which order people sign."""

    clauses = ClausesField()
    place = forms.CharField(label=_("Place"), max_length=100)

    class Meta:
        model = Sheet
        fields = [
            *("title", "number", "place", "dated", "due_on", "preamble", "clauses", "closing"),
            *("signing_order", "countersigned", "witnesses", "needs_emeterai"),
        ]
        widgets = {
            "preamble": forms.Textarea(attrs={"rows": 5}),
            "closing": forms.Textarea(attrs={"rows": 3}),
            "witnesses": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "number": _("Left empty, the region's next number is given when the sheet is issued."),
            "dated": _("Whoever heads the region and its agencies on this day is a signatory."),
        }

    def __init__(self, *args: Any, possible_witnesses: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sheet = self.instance
        witnesses: Any = self.fields["witnesses"]
        witnesses.queryset = User.objects.filter(pk__in=[user.pk for user in possible_witnesses])
        if not possible_witnesses:
            del self.fields["witnesses"]
        if sheet.kind != SheetKind.AGENCY:
            del self.fields["countersigned"]

    def clean_due_on(self) -> Any:
        """Nobody can be asked to sign before today."""
        due = self.cleaned_data["due_on"]
        if due and due < clock.today():
            raise ValidationError(_("This day has passed already."))
        return due


class DueForm(PortalFormMixin, forms.ModelForm):
    """More time for everybody on a sheet."""

    class Meta:
        model = Sheet
        fields = ["due_on"]


class MandateForm(PortalFormMixin, forms.ModelForm):
    """Who signs in somebody's place, and which paper allows it."""

    file = forms.FileField(
        label=_("Letter of mandate (PDF)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )

    class Meta:
        model = Mandate
        fields = ["given_to", "kind", "decree", "reason"]

    def __init__(self, *args: Any, signatory: Signatory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["given_to"]
        chosen.queryset = (
            Tenure.objects.current()
            .filter(office__region=signatory.sheet.region)
            .exclude(pk=signatory.tenure_id)
            .select_related("official", "office__agency")
        )


class AideForm(PortalFormMixin, forms.Form):
    """Who prepares the signatures of an office."""

    user = forms.ModelChoiceField(label=_("Person"), queryset=User.objects.none())

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["user"]
        chosen.queryset = people


class WordingForm(PortalFormMixin, forms.ModelForm):
    """The template of one kind of sheet."""

    clauses = ClausesField()

    class Meta:
        model = SheetWording
        fields = ["title", "preamble", "clauses", "closing", "footer"]
        widgets = {
            "preamble": forms.Textarea(attrs={"rows": 5}),
            "closing": forms.Textarea(attrs={"rows": 3}),
        }


class NumbersForm(PortalFormMixin, forms.ModelForm):
    """The pattern of a region's numbers in one year."""

    class Meta:
        model = NumberSeries
        fields = ["pattern"]


class StampedForm(PortalFormMixin, forms.Form):
    """The printed sheet, back with its e-Meterai."""

    file = forms.FileField(label=_("Stamped PDF"), widget=forms.FileInput(attrs={"accept": ".pdf"}))


class ReasonForm(PortalFormMixin, forms.Form):
    """A reason that others will read."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class NoteForm(PortalFormMixin, forms.Form):
    """Some words to one person."""

    note = forms.CharField(
        label=_("Message"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class QuestionForm(PortalFormMixin, forms.Form):
    """What a signatory wants to know first."""

    text = forms.CharField(
        label=_("Your question"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class AnswerForm(PortalFormMixin, forms.Form):
    """What the coordinator answers."""

    text = forms.CharField(label=_("Answer"), max_length=2000, widget=forms.Textarea)


def call_nothing_optional(form: PortalFormMixin, *names: str) -> None:
    """One of several fields is needed, so none of them is called optional."""
    for name in names:
        field = form.fields[name]  # type: ignore[attr-defined]
        field.label = str(field.label).removesuffix(f" {form.optional_word}")


class CheckForm(PortalFormMixin, forms.Form):
    """What somebody holds: a file, or the code or fingerprint of one."""

    file = forms.FileField(label=_("PDF file"), required=False)
    text = forms.CharField(
        label=_("Or the code on the sheet, or the SHA-256 of the file"),
        required=False,
        max_length=120,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call_nothing_optional(self, "file", "text")

    def clean_text(self) -> str:
        """Accept codes and fingerprints as people copy them: lower case, with spaces."""
        text = re.sub(r"\s+", "", self.cleaned_data["text"])
        if not text:
            return ""
        if re.fullmatch(r"[0-9a-fA-F]{64}", text):
            return text.lower()
        code = text.upper().replace("-", "")
        if re.fullmatch(r"[2-9A-HJKMNP-Z]{8}", code):
            return f"{code[:4]}-{code[4:]}"
        raise ValidationError(
            _("A code looks like ABCD-2345; a SHA-256 has 64 digits from 0 to 9 and a to f.")
        )

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not (cleaned.get("file") or cleaned.get("text")):
            raise ValidationError(_("Choose a file, or type a code or fingerprint."))
        return cleaned
