"""What does a person give who signs: a mark, consent to one named document, proof of who they are?"""

import base64
import binascii
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commitments.forms import call_nothing_optional
from commitments.signing import marks
from smartcity_portal.kit.forms import PortalFormMixin

DATA_URL = "data:image/png;base64,"


class SignForm(PortalFormMixin, forms.Form):
    """The act itself: the mark, the consent to one named document, the proof of who signs.

    `cleaned_data["mark"]` is a marks.Mark. Neither strokes nor the secret are kept anywhere.
    """

    DRAWN, TYPED, UPLOADED = "drawn", "typed", "uploaded"

    way = forms.ChoiceField(
        label=_("How you sign"),
        choices=[
            (DRAWN, _("Draw with a finger or the mouse")),
            (TYPED, _("Type my name")),
            (UPLOADED, _("Upload a picture of my signature")),
        ],
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        initial=TYPED,
    )
    drawn = forms.CharField(required=False, widget=forms.HiddenInput, max_length=1_500_000)
    typed = forms.CharField(
        label=_("Your name as it shall stand on the sheet"), required=False, max_length=60
    )
    picture = forms.FileField(
        label=_("Picture of your signature (PNG or JPEG, at most 2 MB)"), required=False
    )
    consent_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    consent = forms.BooleanField(
        error_messages={"required": _("Tick the box if you agree to this document.")}
    )
    secret = forms.CharField(
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(
        self,
        *args: Any,
        consent_label: str = "",
        method: str = "password",
        is_proven: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_proven = is_proven
        call_nothing_optional(self, "typed", "picture")
        self.fields["consent"].label = consent_label
        secret = self.fields["secret"]
        secret.label = _("Your password, once more")
        secret.required = not is_proven
        secret.error_messages["required"] = _("Show once more that it is you.")
        if method == "totp":
            secret.label = _("The code that your authenticator shows now")
            secret.widget = forms.TextInput(
                attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}
            )
        secret.widget.attrs["maxlength"] = "128"

    def clean(self) -> dict[str, Any]:
        """Turn the chosen way into a mark; every error stands at its own field."""
        cleaned = super().clean() or self.cleaned_data
        makers = {self.DRAWN: self._drawn, self.TYPED: self._typed, self.UPLOADED: self._uploaded}
        way = cleaned.get("way")
        if way in makers:
            try:
                cleaned["mark"] = makers[way](cleaned)
            except ValidationError as error:
                names = {self.DRAWN: "way", self.TYPED: "typed", self.UPLOADED: "picture"}
                self.add_error(names[way], error)
        return cleaned

    def _drawn(self, cleaned: dict[str, Any]) -> marks.Mark:
        return marks.drawn(_png_of(cleaned.get("drawn", "")))

    def _typed(self, cleaned: dict[str, Any]) -> marks.Mark:
        return marks.typed(cleaned.get("typed", ""))

    def _uploaded(self, cleaned: dict[str, Any]) -> marks.Mark:
        picture = cleaned.get("picture")
        if picture is None:
            raise ValidationError(_("Choose the picture of your signature."))
        return marks.uploaded(picture.read(marks.MAX_BYTES + 1))


def _png_of(data_url: str) -> bytes:
    if not data_url.startswith(DATA_URL):
        raise ValidationError(_("The signature is still empty. Draw, upload or type it."))
    try:
        return base64.b64decode(data_url.removeprefix(DATA_URL), validate=True)
    except (binascii.Error, ValueError):
        raise ValidationError(_("The drawing could not be read. Draw it once more.")) from None
