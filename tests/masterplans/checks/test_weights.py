"""Does a guidance edition weigh the checks, in its file, in the browser and in what holds a book back?"""

import pytest
from django.urls import reverse
from django.utils import translation

from masterplans.checks import runner
from masterplans.checks.gate import findings_against
from masterplans.models import CheckResult
from masterplans.services import sections
from programs.edition_forms import PartForm
from programs.guidance import files, kinds
from programs.guidance.changes import compare
from programs.guidance.faults import faults_in
from programs.guidance.parts import part_of
from programs.services import edition_changes, editions

pytestmark = pytest.mark.django_db
FAULT = "<p>Kalimat pertama. Uraian xxx menyusul segera. Kalimat ketiga.</p>"


@pytest.fixture
def weigh(chapter, town):
    """Give a check a weight in the plan's edition, and check a text with a placeholder."""
    sections.save(chapter.sections.first(), FAULT, by=town["writer"], base_version=0)

    def weigh(weights):
        edition = chapter.plan.enrolment.cohort.edition
        edition.check_weights = weights
        edition.save(update_fields=["check_weights"])
        runner.check_chapter(chapter)
        return list(CheckResult.objects.open().values_list("rule", "severity"))

    return weigh


def test_the_edition_says_how_much_a_finding_weighs(weigh, chapter):
    assert weigh({}) == [("placeholder", "must")]
    assert findings_against(chapter.book)
    assert weigh({"placeholder": "should"}) == [("placeholder", "should")]
    assert findings_against(chapter.book) == []


def test_what_the_edition_does_not_ask_for_is_not_checked(weigh):
    assert weigh({}) != []
    assert weigh({"placeholder": "off"}) == []
    assert weigh({}) == [("placeholder", "must")]


@pytest.fixture
def draft(town):
    edition = town.enrolment.cohort.edition
    return edition_changes.clone(edition, year=2030, by=town["ministry"])


@pytest.fixture
def data(draft):
    return editions.export(draft)


def test_a_file_says_only_what_is_unusual_and_comes_back(data):
    assert "check_weights" not in files.write(data)
    data["check_weights"] = {"alt_missing": "must", "paragraph_copied": "off"}
    written = files.write(data)
    assert '[check_weights]\nalt_missing = "must"\nparagraph_copied = "off"' in written
    assert files.read(written.encode())["check_weights"] == data["check_weights"]
    assert files.write(files.read(written.encode())) == written


@pytest.mark.parametrize(
    ("name", "weight"), [("no_such_check", "must"), ("alt_missing", "fatal"), ("alt_missing", "")]
)
def test_a_check_or_weight_that_nobody_knows_is_named(data, name, weight):
    with translation.override("en"):
        data["check_weights"] = {name: weight}
        faults = faults_in(data)
    assert [fault.location for fault in faults] in (
        [("check_weights", name)],
        [("check_weights",)],
    )


def test_a_changed_weight_is_told_in_words(data):
    other = data | {"check_weights": {"alt_missing": "must"}}
    with translation.override("en"):
        (part,) = compare(data, other)
        assert part.changes[0].after.endswith(": must be settled")


def test_the_ministry_sets_weights_in_the_browser(client, town, draft, data):
    client.force_login(town["ministry"])
    url = reverse("programs:edition_part", args=[draft.year, draft.revision, "pemeriksaan"])
    assert client.get(url).status_code == 200
    part = part_of(data, "pemeriksaan")
    usual = {name: check.weight for name, check in kinds.CHECKS.items()}
    posted = usual | {"alt_missing": "must", "seen": PartForm(part, data).seen, "do": "save"}
    answer = client.post(url, posted)
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.check_weights == {"alt_missing": "must"}
    page = client.get(draft.get_absolute_url()).content.decode()
    assert str(kinds.CHECKS["alt_missing"].title) in page
