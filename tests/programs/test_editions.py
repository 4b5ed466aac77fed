"""Do editions survive the way from file to rows and back, and do they freeze?"""

import copy
import tomllib

import pytest
from django.core.exceptions import PermissionDenied

from accounts.services import history
from programs.guidance import files
from programs.guidance.shape import faults_of_shape
from programs.guidance.usual import complete
from programs.models import EditionState, GuidanceEdition, SectionPlan
from programs.services import editions
from smartcity_portal.kit.machine import Blocked
from tests.factories import CohortFactory, EnrolmentFactory, RegionFactory

FILES = sorted(editions.FOLDER.glob("*.toml"))


@pytest.fixture
def data():
    return tomllib.loads((editions.FOLDER / "2019.toml").read_text())


@pytest.mark.django_db
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_edition_comes_back_as_its_file(path):
    edition = editions.load_file(path, by=None)
    written = complete(tomllib.loads(path.read_text(encoding="utf-8")))
    exported = editions.export(edition)
    assert set(exported.pop("sources")) == set(written.pop("sources"))
    assert exported == written


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_written_as_it_was_shipped(path):
    text = path.read_text(encoding="utf-8")
    assert files.write(tomllib.loads(text)) == text


@pytest.mark.django_db
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_export_and_import_lead_back_to_the_same_rows(path):
    first = editions.load_file(path, by=None)
    exported = files.write(editions.export(first))
    GuidanceEdition.objects.all().delete()
    second = editions.load(files.read(exported.encode()), by=None)
    assert editions.is_same(editions.export(second), tomllib.loads(exported))


@pytest.mark.django_db
def test_loading_the_same_file_twice_changes_nothing(data):
    edition = editions.load(data, by=None)
    sections = set(SectionPlan.objects.values_list("pk", flat=True))
    assert editions.load(data, by=None) == edition
    assert set(SectionPlan.objects.values_list("pk", flat=True)) == sections
    assert history.history_of(edition).count() == 1


@pytest.mark.django_db
def test_an_edition_that_nobody_uses_yet_is_replaced(data):
    editions.load(data, by=None)
    changed = copy.deepcopy(data)
    changed["quick_wins"]["minimum"] = 4
    del changed["books"][2]
    changed["stages"][3]["requirements"].remove({"kind": "book_approved", "book": 3})
    edition = editions.load(changed, by=None)
    assert GuidanceEdition.objects.count() == 1
    assert edition.quick_win_minimum == 4
    assert edition.books.count() == 2


def test_the_first_enrolment_freezes_the_edition(town, data):
    from programs.services import enrolments

    cohort = town.enrolment.cohort
    assert cohort.edition.state == EditionState.OPEN
    enrolments.enrol(cohort, RegionFactory(), by=town["ministry"], period_start=2019)
    cohort.edition.refresh_from_db()
    assert cohort.edition.state == EditionState.FROZEN
    assert editions.load(data, by=town["ministry"]) == cohort.edition
    data["theme"] = "Tema lain"
    with pytest.raises(Blocked, match="2019"):
        editions.load(data, by=town["ministry"])
    data["revision"] = 2
    assert editions.load(data, by=town["ministry"]).theme == "Tema lain"


def test_only_the_ministry_loads_editions(town, data):
    data["year"] = 2030
    with pytest.raises(PermissionDenied):
        editions.load(data, by=town["coordinator"])


@pytest.mark.django_db
def test_assumptions_are_known_down_to_the_part(data):
    edition = editions.load(data, by=None)
    assert edition.is_inferred("stages.2.goals")
    assert not edition.is_inferred("stages.1.goals")
    assert edition.is_inferred("stages.3.agenda.start")
    assert not edition.is_inferred("stages.3.agenda")
    assert edition.is_inferred("books.2.chapters.4")
    assert not edition.is_inferred("books.2")
    assert edition.is_inferred("dimensions.branding.subdimensions.bisnis")
    assert edition.is_inferred("dimensions.environment.subdimensions.energi")
    assert not edition.is_inferred("dimensions.environment.subdimensions.sampah")


def test_everybody_who_takes_part_reads_the_edition_with_its_assumptions_marked(town, client):
    edition = town.enrolment.cohort.edition
    client.force_login(town["writer"])
    page = client.get(edition.get_absolute_url())
    assert page.status_code == 200
    assert "belum dikonfirmasi sumber" in page.text
    assert "Bimtek IV: Final review dan komitmen" in page.text


def test_drafts_are_the_ministrys(town, client):
    edition = town.enrolment.cohort.edition
    GuidanceEdition.objects.filter(pk=edition.pk).update(state=EditionState.DRAFT)
    client.force_login(town["writer"])
    assert client.get(edition.get_absolute_url()).status_code == 404
    client.force_login(town["ministry"])
    assert client.get(edition.get_absolute_url()).status_code == 200


def test_the_page_of_an_edition_costs_the_same_whatever_it_holds(town, client):
    client.force_login(town["writer"])
    for edition in (town.enrolment.cohort.edition, CohortFactory(year=2024).edition):
        client.get(edition.get_absolute_url())
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            client.get(edition.get_absolute_url())
        assert len(queries) < 40
    assert EnrolmentFactory._meta.model.objects.count() == 2


@pytest.mark.django_db
def test_levels_checklists_examples_and_the_heads_word_go_there_and_back(data):
    section = data["books"][0]["chapters"][0]["sections"][1]
    section |= {"level": 2, "checklist": ["Peta"], "example": "Luas 1.000 ha.\nBegini."}
    edition = editions.load({**data, "head_approves": True}, by=None)
    written = files.write(editions.export(edition))
    assert "head_approves = true" in written
    assert written.count("level = ") == 1
    again = editions.export(editions.load(files.read(written.encode()), by=None))
    assert again["head_approves"] is True
    assert again["books"][0]["chapters"][0]["sections"][1] == section | {
        "blocks": section["blocks"]
    }


def test_a_level_and_the_heads_word_must_be_sensible(data):
    data["books"][0]["chapters"][0]["sections"][1]["level"] = 4
    data["head_approves"] = "ya"
    assert len(faults_of_shape(data)) == 2


@pytest.mark.django_db
def test_how_many_approvals_a_chapter_needs_goes_there_and_back(data):
    edition = editions.load({**data, "approvals": "all"}, by=None)
    written = files.write(editions.export(edition))

    assert 'approvals = "all"' in written
    again = editions.export(editions.load(files.read(written.encode()), by=None))
    assert again["approvals"] == "all"


def test_an_unknown_number_of_approvals_is_a_fault(data):
    data["approvals"] = "dua"
    assert len(faults_of_shape(data)) == 1
