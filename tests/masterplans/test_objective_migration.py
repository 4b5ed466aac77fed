"""Do the objectives that were kept inside missions become rows, and back, without losing anything?"""

import importlib

import pytest

from masterplans.models import Mission, Objective

pytestmark = pytest.mark.django_db
LINES = [
    {
        "text": "Satu akun",
        "indicator": "Layanan",
        "baseline": 3,
        "targets": {"2020": "17", "2024": " "},
    },
    {"text": "Data terbuka"},
]


class Apps:
    """Hands out the models, with missions as they were."""

    def __init__(self, missions):
        self.missions = missions

    def get_model(self, app, name):
        from django.apps import apps

        return self if name == "Mission" else apps.get_model(app, name)

    @property
    def objects(self):
        return self

    def exclude(self, **kwargs):
        return self

    def order_by(self, *names):
        return self.missions


def test_lines_become_rows(plan):
    migration = importlib.import_module("masterplans.migrations.0008_records_of_every_kind")
    mission = Mission.objects.create(plan=plan, text="Misi", source="RPJMD", is_example=True)
    mission.objective_lines = LINES

    migration.objectives_into_rows(Apps([mission]), None)

    first, second = Objective.objects.all()
    assert (first.text, first.indicator, first.baseline) == ("Satu akun", "Layanan", "3")
    assert {t.year: t.value for t in first.targets.all()} == {2020: "17"}
    assert (first.source, first.is_example) == ("RPJMD", True)
    assert (second.text, second.target_year) == ("Data terbuka", None)
