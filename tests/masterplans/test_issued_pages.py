"""What do the pages of a book and of the volume say about their editions, and about what is missing?"""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from masterplans.models import Book, BookEdition, Chapter, CheckResult, VolumeEdition
from masterplans.services import chapters
from tests.masterplans.conftest import write_all

pytestmark = pytest.mark.django_db


def issue(plan, number: int, town, **more) -> VolumeEdition:
    return VolumeEdition.objects.create(
        plan=plan,
        number=number,
        sha256=f"{number:064x}",
        code=f"AAAA-333{number + 3}",
        pages=100,
        size=1000,
        issued_by=town["coordinator"],
        issued_at=timezone.now(),
        **more,
    )


@pytest.fixture
def address(plan) -> str:
    return reverse("masterplans:volume_detail", kwargs={"slug": plan.enrolment.slug})


def test_an_edition_is_in_force_replaced_or_withdrawn(plan, town, client, address):
    issue(plan, 1, town)
    issue(plan, 2, town)
    issue(plan, 3, town, withdrawn_at=timezone.now(), withdrawn_reason="Salah cetak.")
    client.force_login(town["writer"])
    said = client.get(address).text
    assert said.count("Digantikan edisi 2") == 1
    assert "Salah cetak." in said
    for number in (1, 2, 3):
        assert reverse("verify_sheet", args=[f"AAAA-333{number + 3}"]) in said
        assert reverse("masterplans:volume_compare", args=[f"{number:064x}"]) in said
        assert reverse("masterplans:edition_files", args=[f"{number:064x}"]) in said


def test_a_lone_edition_offers_nothing_to_compare(plan, town, client, address):
    issue(plan, 1, town)
    client.force_login(town["writer"])
    assert reverse("masterplans:volume_compare", args=[f"{1:064x}"]) not in client.get(address).text


def test_one_and_three_editions_cost_the_same_queries(plan, town, client, address):
    client.force_login(town["coordinator"])

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    issue(plan, 1, town)
    cost()
    one = cost()
    issue(plan, 2, town)
    issue(plan, 3, town)
    assert cost() == one


def test_what_is_missing_leads_to_the_chapter_and_to_the_finding(plan, town, client, address):
    Book.objects.filter(plan=plan).exclude(number=3).delete()
    chapter = Chapter.objects.get(book__plan=plan)
    client.force_login(town["coordinator"])
    said = client.get(address).text
    assert chapter.get_absolute_url() in said
    assert reverse("masterplans:volume_issue", args=[plan.enrolment.slug]) not in said

    write_all(chapter, by=town["coordinator"], text="<p>Isi.</p>")
    chapters.submit(chapter, by=town["coordinator"])
    chapters.approve(chapter, by=town["mentor"])
    CheckResult.objects.filter(plan=plan).delete()
    finding = CheckResult.objects.create(
        plan=plan,
        chapter=chapter,
        section=chapter.sections.first(),
        rule="text.placeholder",
        severity="must",
        order=1,
        found_at=timezone.now(),
    )
    said = client.get(address).text
    assert f"{chapter.get_absolute_url()}#section-{finding.section_id}" in said
    assert reverse("masterplans:check_list", args=[plan.enrolment.slug]) in said

    CheckResult.objects.filter(plan=plan).delete()
    assert (
        reverse("masterplans:volume_issue", args=[plan.enrolment.slug]) in client.get(address).text
    )


@pytest.mark.parametrize("field", ["text_sha256", "material_sha256", "records", "revisions"])
def test_what_an_edition_kept_is_never_written_again(plan, town, field):
    book = plan.books.first()
    edition = BookEdition.objects.create(
        book=book,
        number=1,
        sha256="b" * 64,
        pages=1,
        size=1,
        issued_by=town["coordinator"],
        issued_at=timezone.now(),
    )
    volume = issue(plan, 1, town)
    for row in (edition, volume):
        value = {} if field in {"records", "revisions"} else "c" * 64
        with pytest.raises(DatabaseError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**{field: value})


def test_one_and_many_findings_cost_the_same_queries(plan, town, client, address):
    client.force_login(town["coordinator"])
    found = Chapter.objects.filter(book__plan=plan).prefetch_related("sections")

    def find(places) -> None:
        for chapter in places:
            CheckResult.objects.create(
                plan=plan,
                chapter=chapter,
                section=chapter.sections.first(),
                rule="text.placeholder",
                fingerprint=f"{chapter.pk:064x}",
                severity="must",
                order=1,
                found_at=timezone.now(),
            )

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    CheckResult.objects.filter(plan=plan).delete()
    find(found[:1])
    cost()
    one = cost()
    find(found[1:5])
    assert cost() == one
