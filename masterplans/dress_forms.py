"""What may people type about how a region's books look, and about the words before them?"""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from masterplans.models import Brand, Foreword, Masterplan
from masterplans.models.dress import COLOUR
from smartcity_portal.kit.forms import PortalFormMixin

COLOURS = ("primary", "accent", "ground")


class BrandForm(PortalFormMixin, forms.ModelForm):
    """The colours; which pairs can be read is said by the service."""

    class Meta:
        model = Brand
        fields = ["primary", "accent", "ground", "motif"]
        widgets = {name: forms.ColorInput(attrs={"data-colour": name}) for name in COLOURS}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in COLOURS:
            self.fields[name].validators.append(COLOUR)

    def _post_clean(self) -> None:
        return None


class ForewordForm(PortalFormMixin, forms.ModelForm):
    photo = forms.FileField(
        label=_("Portrait"),
        required=False,
        help_text=_("PNG, JPEG or WebP. Empty keeps what is there."),
    )
    without_photo = forms.BooleanField(label=_("Print no portrait"), required=False)

    class Meta:
        model = Foreword
        fields = ["book", "title", "text", "author", "office", "place", "dated"]
        widgets = {"text": forms.Textarea(attrs={"rows": 14})}

    def __init__(self, *args: Any, plan: Masterplan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        books = cast(forms.ModelChoiceField, self.fields["book"])
        books.queryset = plan.books.order_by("number")
        books.empty_label = _("Every book, and the volume")
        if not self.instance.photo_sha256:
            del self.fields["without_photo"]

    def _post_clean(self) -> None:
        return None
