from django.db import migrations, models
from django.utils.text import slugify

WEIGHT = "quick_wins.criteria.weight"


def weigh(apps, schema_editor):
    """Criteria that were names become rows with equal weights, which no source confirms."""
    for edition in apps.get_model("programs", "GuidanceEdition").objects.all():
        titles = edition.quick_win_criteria
        if not titles or not isinstance(titles[0], str):
            continue
        edition.quick_win_criteria = [
            {"code": slugify(title)[:40], "title": title, "weight": 10} for title in titles
        ]
        if not {"quick_wins", "quick_wins.criteria"} & set(edition.inferred):
            edition.inferred = sorted([*edition.inferred, WEIGHT])
        edition.save(update_fields=["quick_win_criteria", "inferred"])


class Migration(migrations.Migration):
    dependencies = [("programs", "0006_section_trees")]

    operations = [
        migrations.AlterField(
            model_name="guidanceedition",
            name="quick_win_criteria",
            field=models.JSONField(
                default=list,
                help_text="rows of code, title, weight",
                verbose_name="criteria of quick wins",
            ),
        ),
        migrations.RunPython(weigh, migrations.RunPython.noop),
    ]
