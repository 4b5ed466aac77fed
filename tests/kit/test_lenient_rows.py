"""May a row of a part leave things out? What it leaves out is empty, what it says stays."""

from django.template import Context, Template


def test_what_a_row_leaves_out_is_empty():
    template = Template(
        "{% load look %}{% for row in rows|lenient %}{{ row.title }}{% if row.small %}!{% endif %}"
        "{% if not row.here %}.{% endif %}{% endfor %}"
    )

    assert template.render(Context({"rows": [{"title": "Kota"}]})) == "Kota."


def test_no_rows_are_no_rows():
    assert (
        Template("{% load look %}{{ rows|lenient|length }}").render(Context({"rows": None})) == "0"
    )
