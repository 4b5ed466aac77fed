"""Do forms say what is optional, read amounts as people write them, and show errors at once?"""

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from smartcity_portal.kit.forms import FilterFormMixin, PortalFormMixin, RupiahField


class Plan(PortalFormMixin, forms.Form):
    name = forms.CharField(label="Name")
    risk = forms.CharField(label="Risk", required=False)
    begins = forms.DateField(label="Begins", required=False)
    source = forms.ChoiceField(label="Source", choices=[("a", "A")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Agreed", required=False)


class Search(FilterFormMixin, forms.Form):
    q = forms.CharField(label="Search", required=False)


def drawn(form) -> str:
    with translation.override("en"):
        return Template("{% load look %}{% fields form %}").render(Context({"form": form}))


def test_the_exception_is_written_and_the_rule_is_not():
    with translation.override("en"):
        form = Plan()
    assert form.fields["name"].label == "Name"
    assert form.fields["risk"].label == "Risk (may be left empty)"
    assert form.fields["agreed"].label == "Agreed"
    assert Search().fields["q"].label == "Search"


def test_a_date_is_a_native_date_field():
    assert 'type="date"' in drawn(Plan())


def test_fields_come_without_a_form_tag_and_without_a_second_token():
    page = drawn(Plan())
    assert "<form" not in page
    assert "csrfmiddlewaretoken" not in page


def test_a_form_of_django_without_helper_is_drawn_the_same_way():
    plain = forms.Form()
    plain.fields["q"] = forms.CharField(label="Search")
    page = drawn(plain)
    assert "form-control" in page
    assert "<form" not in page


def test_errors_are_listed_above_the_fields_with_links_and_what_was_kept():
    page = drawn(Plan({"name": ""}))
    summary = page[: page.index('id="div_id_name"')]
    assert "2 entries need correcting" in summary
    assert 'href="#id_name"' in summary
    assert 'href="#div_id_source"' in summary
    assert "Everything else you typed is still here" in summary


def test_a_refusal_of_the_whole_form_is_said_once():
    form = Plan({"name": "x", "source": "a"})
    form.add_error(None, "This chapter has changed since you opened it.")
    assert drawn(form).count("This chapter has changed since you opened it.") == 1


@pytest.mark.parametrize(
    "typed", ["1250000000", "1.250.000.000", "Rp1.250.000.000", "Rp 1 250 000 000", "1,250,000,000"]
)
def test_an_amount_is_read_as_people_write_it(typed):
    assert RupiahField().clean(typed) == 1_250_000_000


@pytest.mark.parametrize("typed", ["1,25 miliar", "1.25", "-5", "1.250.00", "12.5000"])
def test_an_amount_that_could_mean_two_things_is_refused(typed):
    with pytest.raises(forms.ValidationError):
        RupiahField().clean(typed)


def test_an_amount_is_shown_with_the_dots_people_write():
    with translation.override("id"):
        shown = RupiahField().widget.render("budget", 1_250_000_000)
    assert 'value="1.250.000.000"' in shown
