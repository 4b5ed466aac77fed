"""What may be typed to sign through another service, and to set such a service up?"""

import re
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commitments.models import Factor, Identity, Route, SigningEndpoint
from commitments.signing.secret import Secret
from smartcity_portal.kit.forms import PortalFormMixin


class AgreeForm(PortalFormMixin, forms.Form):
    """The consent to one named document."""

    consent_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    consent = forms.BooleanField(
        error_messages={"required": _("Tick the box if you agree to this document.")}
    )

    def __init__(self, *args: Any, consent_label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].label = consent_label


class BsreForm(AgreeForm):
    """The act through BSrE: consent, and the words that only BSrE and the person know.

    `cleaned_data` carries them as Secret; a form that is shown again shows none of them.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    nik = forms.CharField(
        label=_("Your NIK"),
        help_text=_("Sent to BSrE for this signature only. The portal does not keep it."),
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "20"}
        ),
    )
    secret = forms.CharField(
        label=_("Your BSrE passphrase"),
        help_text=_("Sent to BSrE once. The portal does not keep it."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "maxlength": "200"}),
    )

    def __init__(self, *args: Any, endpoint: SigningEndpoint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if endpoint.identity != Identity.NIK:
            del self.fields["nik"]
        if endpoint.factor == Factor.TOTP:
            secret = self.fields["secret"]
            secret.label = _("The one-time code of BSrE")
            secret.widget = forms.TextInput(
                attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "12"}
            )

    def renewed(self) -> "BsreForm":
        """The same answers and errors, without secrets, and as a new try when it is sent again."""
        typed: Any = self.data
        kept = typed.copy()
        for name in ("secret", "nik"):
            kept.pop(name, None)
        kept["key"] = str(uuid.uuid4())
        self.data = kept
        return self

    def clean_nik(self) -> Secret:
        """Sixteen digits, however they are grouped."""
        return read_nik(self.cleaned_data["nik"])

    def clean_secret(self) -> Secret:
        """From here on it cannot be printed."""
        return Secret(self.cleaned_data["secret"])


class CodeForm(PortalFormMixin, forms.Form):
    """For whom a one-time code is asked; only where the service wants a NIK."""

    nik = forms.CharField(
        label=_("Your NIK"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_nik(self) -> Secret:
        """Sixteen digits."""
        return read_nik(self.cleaned_data["nik"])


def read_nik(text: str) -> Secret:
    """Take a NIK as people write it; ValidationError says what one looks like."""
    digits = re.sub(r"[\s.-]", "", text)
    if not re.fullmatch(r"\d{16}", digits):
        raise ValidationError(_("A NIK has 16 digits."))
    return Secret(digits)


class BackForm(PortalFormMixin, forms.Form):
    """The file that was signed elsewhere."""

    file = forms.FileField(label=_("Signed PDF"), widget=forms.FileInput(attrs={"accept": ".pdf"}))


class WaysForm(PortalFormMixin, forms.Form):
    """How each person on a draft signs. Fields are named after the signatories' keys."""

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for signatory, ways in people:
            self.fields[f"way-{signatory.pk}"] = forms.ChoiceField(
                label=signatory.printed_name,
                choices=[(way.value, way.label) for way in ways],
                initial=signatory.route,
            )

    @property
    def chosen(self) -> dict[int, str]:
        """The way of each signatory, by key."""
        return {
            int(name.removeprefix("way-")): Route(way).value
            for name, way in self.cleaned_data.items()
        }


class EndpointForm(PortalFormMixin, forms.ModelForm):
    """A signing service; its password is written and never shown."""

    base_url = forms.URLField(
        label=_("Address"),
        assume_scheme="https",
        help_text=_("For example https://esign.bontangkota.go.id"),
    )
    password = forms.CharField(
        label=_("Password of that account"),
        max_length=200,
        strip=False,
        required=False,
        help_text=_("Kept encrypted and never shown. Left empty, the present one stays."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = SigningEndpoint
        fields = [
            *("region", "base_url", "api_version", "username", "password", "identity", "factor"),
            *("timeout", "tls_ca", "allows_http", "enabled"),
        ]
        widgets = {
            "tls_ca": forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
            "timeout": forms.NumberInput(attrs={"min": 5, "max": 180}),
        }

    def __init__(self, *args: Any, regions: Any, may_serve_ministry: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["region"]
            return
        region: Any = self.fields["region"]
        region.queryset = regions
        region.required = not may_serve_ministry
        region.empty_label = _("The ministry") if may_serve_ministry else None

    def clean_password(self) -> Secret:
        """From here on it cannot be printed."""
        return Secret(self.cleaned_data["password"])

    def clean_timeout(self) -> int:
        """Patience that neither gives up at once nor holds a sheet for ever."""
        seconds = int(self.cleaned_data["timeout"])
        if not 5 <= seconds <= 180:
            raise ValidationError(_("Between 5 and 180 seconds."))
        return seconds

    def clean(self) -> dict[str, Any]:
        """Version 1 knows neither e-mail addresses nor one-time codes."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("api_version") == "v1":
            if cleaned.get("identity") == Identity.EMAIL:
                self.add_error("identity", _("Version 1 knows people by NIK only."))
            if cleaned.get("factor") == Factor.TOTP:
                self.add_error("factor", _("Version 1 knows passphrases only."))
        return cleaned
