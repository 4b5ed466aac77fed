"""What may people type when quick wins are scored and chosen?"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from masterplans.models import QuickWin, QuickWinScore
from masterplans.ranking import Criterion
from smartcity_portal.kit.forms import PortalFormMixin

POINTS = [("", "—"), *((str(n), str(n)) for n in range(1, 6))]


class AskScorersForm(PortalFormMixin, forms.Form):
    people = forms.ModelMultipleChoiceField(
        queryset=User.objects.none(),
        label=_("People who score"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one person.")},
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["people"]
        field.queryset = people
        field.label_from_instance = lambda user: user.name


class ChoiceForm(PortalFormMixin, forms.Form):
    """Why a quick win is chosen; asked for where the ranking does not say so by itself."""

    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ScoreForm(forms.Form):
    """One person's points: for each quick win a value per criterion, and a note."""

    def __init__(
        self,
        *args: Any,
        wins: Iterable[QuickWin],
        criteria: list[Criterion],
        scores: dict[int, QuickWinScore],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.wins, self.criteria = list(wins), criteria
        for win in self.wins:
            score = scores.get(win.pk)
            for criterion in criteria:
                self.fields[_name(win, criterion)] = self._points(win, criterion, score)
            self.fields[f"q{win.pk}-note"] = forms.CharField(
                required=False,
                max_length=500,
                label=_("Note (may be left empty)"),
                initial=score.note if score else "",
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )

    def _points(
        self, win: QuickWin, criterion: Criterion, score: QuickWinScore | None
    ) -> forms.Field:
        given = score.points.get(criterion.code) if score else None
        return forms.TypedChoiceField(
            choices=POINTS,
            coerce=int,
            empty_value=None,
            required=False,
            label=criterion.title,
            initial=str(given) if given else "",
            error_messages={"invalid_choice": _("Give 1 to 5 points.")},
            widget=forms.Select(
                attrs={"class": "form-select", "aria-label": f"{criterion.title}: {win.name}"}
            ),
        )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The quick wins in order, each with its fields."""
        return [
            {
                "win": win,
                "fields": [self[_name(win, criterion)] for criterion in self.criteria],
                "note": self[f"q{win.pk}-note"],
            }
            for win in self.wins
        ]

    @property
    def points(self) -> dict[int, dict[str, int | None]]:
        return {
            win.pk: {
                criterion.code: self.cleaned_data.get(_name(win, criterion))
                for criterion in self.criteria
            }
            for win in self.wins
        }

    @property
    def notes(self) -> dict[int, str]:
        return {win.pk: self.cleaned_data.get(f"q{win.pk}-note", "") for win in self.wins}


def _name(win: QuickWin, criterion: Criterion) -> str:
    return f"q{win.pk}-{criterion.code}"
