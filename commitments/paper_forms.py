"""Who signs a paper of another room, and how? One choice for each place on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.models import Role, Route, SigningOrder
from commitments.services.candidates import Candidate
from commitments.services.seating import Seat
from smartcity_portal.kit import clock
from smartcity_portal.kit.forms import PortalFormMixin
from smartcity_portal.kit.uploads import clean_pdf

ROUTES = (Route.PORTAL, Route.BROUGHT, Route.PAPER)
ORDERS = (
    (SigningOrder.SEQUENCE, _("One after the other, from top to bottom")),
    (SigningOrder.PARALLEL, SigningOrder.PARALLEL.label),
)


@dataclass(frozen=True)
class Place:
    """One place on the paper: in which role it is signed, and by whom most likely."""

    name: str
    label: Any
    role: str = Role.SIGNATORY
    initial: str = ""
    required: bool = True
    hint: Any = ""
    office: str = ""


class PlacesForm(PortalFormMixin, forms.Form):
    """Chooses a person and a way of signing for each place; `seats` in the order of the paper."""

    def __init__(
        self, *args: Any, places: Iterable[Place], found: list[Candidate], **kwargs: Any
    ) -> None:
        self.places = list(places)
        self.found = {one.key: one for one in found}
        super().__init__(*args, **kwargs)
        for place in self.places:
            self._ask(place)
        self.fields["order"] = forms.ChoiceField(
            label=_("order of signing"), choices=ORDERS, initial=SigningOrder.SEQUENCE
        )
        self.fields["due_on"] = forms.DateField(label=_("to be signed until"), required=False)
        for field in self.fields.values():
            self._dress(field)

    def _ask(self, place: Place) -> None:
        self.fields[place.name] = forms.ChoiceField(
            label=place.label,
            choices=[("", _("nobody")), *self._grouped()],
            required=place.required,
            initial=place.initial,
            help_text=place.hint,
            error_messages={"required": _("Choose who signs here.")},
        )
        self.fields[f"{place.name}_route"] = forms.ChoiceField(
            label=_("%(place)s: how it is signed") % {"place": place.label},
            choices=[(route.value, route.label) for route in ROUTES],
            initial=Route.PORTAL,
        )

    def _grouped(self) -> list[tuple[str, list[tuple[str, str]]]]:
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, one in self.found.items():
            groups.setdefault(one.group, []).append((key, one.label))
        return list(groups.items())

    def clean_due_on(self) -> Any:
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on < clock.today():
            raise forms.ValidationError(_("This day has passed already."))
        return due_on

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        taken: set[str] = set()
        for place in self.places:
            chosen = data.get(place.name)
            if chosen and chosen in taken:
                self.add_error(place.name, _("This person signs in another place already."))
            taken.add(chosen or "")
        return data

    @property
    def seats(self) -> list[tuple[Place, Seat]]:
        """The places that somebody takes, each with its seat."""
        data = self.cleaned_data
        return [
            (
                place,
                self.found[data[place.name]].seat(
                    place.role, office=place.office, route=data[f"{place.name}_route"]
                ),
            )
            for place in self.places
            if data[place.name]
        ]


class MemorandumPlacesForm(PlacesForm):
    """The places of an agreement, and its text as the legal bureau wrote it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = forms.FileField(
            label=_("Text of the MoU (PDF, not signed yet)"),
            required=False,
            help_text=_(
                "Without it the portal prints parties, scope and validity from the record."
            ),
            widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
        )
        self._dress(self.fields["text"])

    def clean_text(self) -> bytes | None:
        upload = self.cleaned_data["text"]
        return clean_pdf(upload) if upload else None
