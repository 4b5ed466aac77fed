"""What can be typed to open an evaluation, and to answer one?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smartcity_portal.kit.forms import PortalFormMixin
from workshops.services.surveys import LONGEST_TEXT, MOST_PLACES, MOST_SLIPS
from workshops.survey_result import SCALE

WORDS = {
    1: _("1: not at all"),
    2: _("2: hardly"),
    3: _("3: partly"),
    4: _("4: mostly"),
    5: _("5: fully"),
}


class SurveyForm(PortalFormMixin, forms.Form):
    closes_on = forms.DateField(label=_("Open until"), widget=forms.DateInput)
    places = forms.IntegerField(
        label=_("Most answers through the code on the wall"),
        min_value=0,
        max_value=MOST_PLACES,
        help_text=_("As many as people are in the room. Slips and mailed links come on top."),
    )


class SlipsForm(PortalFormMixin, forms.Form):
    count = forms.IntegerField(
        label=_("Number of slips"),
        min_value=1,
        max_value=MOST_SLIPS,
        initial=40,
        help_text=_("Eight on a page. Each admits one answer."),
    )


class AnswerForm(PortalFormMixin, forms.Form):
    """The questions of one evaluation; nothing has to be answered but something."""

    def __init__(self, *args: Any, questions: list[dict[str, Any]], **kwargs: Any) -> None:
        self.questions = questions
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[question["code"]] = (
                forms.CharField(
                    label=question["text"],
                    required=False,
                    max_length=LONGEST_TEXT,
                    widget=forms.Textarea(attrs={"rows": 3}),
                    help_text=_("Please write no names."),
                )
                if question["kind"] == "text"
                else forms.ChoiceField(
                    label=question["text"],
                    required=False,
                    choices=[(step, WORDS[step]) for step in SCALE],
                    widget=forms.RadioSelect,
                )
            )
