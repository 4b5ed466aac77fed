"""Which forms does the selection have? Candidates in bulk, score sheets, decisions, the pass letter."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from programs.models import Candidacy, PassLetter, Region
from programs.ranking import HIGHEST, LOWEST, Criterion
from smartcity_portal.kit.forms import PortalFormMixin

MOST_LINES = 600


class CandidatesForm(PortalFormMixin, forms.Form):
    """Regions by name or Kemendagri code, one line each, pasted from a list."""

    origin = forms.ChoiceField(label=_("How they come in"), choices=Candidacy.Origin.choices)
    regions = forms.CharField(
        label=_("Regions"),
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("One line each: the name (Kota Bontang) or the Kemendagri code (64.74)."),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        required=False,
        help_text=_("Where the list comes from, such as a letter."),
    )

    def clean_regions(self) -> list[Region]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["regions"].splitlines()]
        lines = list(dict.fromkeys(filter(None, lines)))
        if len(lines) > MOST_LINES:
            raise ValidationError(
                gettext("These are %(count)s lines; there are %(most)s at most. Check the list.")
                % {"count": len(lines), "most": MOST_LINES}
            )
        found, unknown = Region.objects.called(lines)
        if unknown:
            raise ValidationError(
                [
                    gettext("“%(line)s” is no regency or city that the portal knows.")
                    % {"line": line}
                    for line in unknown[:20]
                ]
            )
        return found


class CandidacyForm(PortalFormMixin, forms.ModelForm):
    class Meta:
        model = Candidacy
        fields = ["origin", "contact_name", "contact_email", "source", "notes"]
        widgets = {"notes": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "contact_email": _("The pass letter is mailed there. A new address gets it again."),
            "notes": _("Read by the ministry only."),
        }

    def _post_clean(self) -> None:
        """Keep the instance as it is; the service writes."""


class ScoreForm(PortalFormMixin, forms.Form):
    """One field per criterion; an empty one means that it can't be scored."""

    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What speaks for the region, what is doubtful, what could not be scored."),
    )

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for number, criterion in enumerate(criteria):
            self.fields[f"score_{number}"] = field = _score_field(criterion)
            self._dress(field)
        self.order_fields([f"score_{number}" for number in range(len(criteria))])

    @property
    def scores(self) -> dict[str, int | None]:
        return {
            criterion.code: self.cleaned_data[f"score_{n}"]
            for n, criterion in enumerate(self.criteria)
        }


def initial_of(sheet: Any, criteria: Sequence[Criterion]) -> dict[str, Any]:
    """Return what a score form begins with."""
    scores = {f"score_{n}": sheet.score_of(c.code) for n, c in enumerate(criteria)}
    return {**scores, "note": sheet.note}


def _score_field(criterion: Criterion) -> forms.IntegerField:
    limits = {"lowest": LOWEST, "highest": HIGHEST}
    sentence = _("Write a whole number from %(lowest)s to %(highest)s, or leave it empty.") % limits
    return forms.IntegerField(
        label=criterion.title,
        min_value=LOWEST,
        max_value=HIGHEST,
        required=False,
        help_text=_("Weight %(weight)s %%, score from %(lowest)s to %(highest)s")
        % {"weight": criterion.weight, **limits},
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": sentence, "min_value": sentence, "max_value": sentence},
    )


class ReasonForm(PortalFormMixin, forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class AskForm(PortalFormMixin, forms.Form):
    """Who is asked: people with accounts, known or found by their address, or somebody new."""

    people = forms.CharField(
        label=_("Further people by e-mail"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One line each: e-mail; name. Somebody with an account is asked at once, everybody else gets an invitation."
        ),
    )

    def clean_people(self) -> list[tuple[str, str]]:
        rows = []
        for line in self.cleaned_data["people"].splitlines():
            parts = [part.strip() for part in re.split(r"[;,\t]", line, maxsplit=1)]
            if not parts[0]:
                continue
            try:
                email = forms.EmailField().clean(parts[0])
            except ValidationError:
                raise ValidationError(
                    gettext("“%(line)s” does not begin with an e-mail address.")
                    % {"line": line.strip()}
                ) from None
            name = parts[1] if len(parts) > 1 else ""
            if not name and not User.objects.filter(email__iexact=email).exists():
                raise ValidationError(
                    gettext("%(email)s has no account yet: write the name behind it.")
                    % {"email": email}
                )
            rows.append((email, name))
        return rows


class PassLetterForm(PortalFormMixin, forms.ModelForm):
    class Meta:
        model = PassLetter
        fields = [
            "number", "dated", "place", "nature", "subject", "body",
            "signer_office", "signer_name", "signer_nip",
        ]  # fmt: skip
        widgets = {"body": forms.Textarea(attrs={"rows": 10})}
        help_texts = {
            "number": _(
                "As it stands in the register of letters: B-217/KOMINFO/DJAI/AI.01.05/04/2018"
            ),
            "body": _(
                "An empty line begins a paragraph. Places: {region}, {programme}, {year}, {ministry}, {agreement}."
            ),
            "signer_office": _(
                "As it stands above the name: Direktur Jenderal Aplikasi Informatika"
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dated"].initial = timezone.localdate

    def _post_clean(self) -> None:
        """The service writes."""

    def clean_signer_nip(self) -> str:
        nip = self.cleaned_data["signer_nip"].replace(" ", "")
        if nip and not re.fullmatch(r"\d{18}", nip):
            raise ValidationError(gettext("A NIP has 18 digits."))
        return nip
