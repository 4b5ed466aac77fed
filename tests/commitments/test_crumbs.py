"""Does every page of commitments say where it stands, as the pages of the other apps do?"""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html as tree

from commitments.models import Certificate, Scan
from commitments.services import scans
from tests.commitments.factories import sign
from tests.commitments.paper import inked, jpeg, photographed, printed

pytestmark = pytest.mark.django_db


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def way_to(client, address) -> tuple[list[str], list[str]]:
    """The words and the addresses of the way to a page."""
    page = tree.fromstring(client.get(address).content.decode())
    (crumbs,) = page.xpath("//nav[contains(@class, 'crumbs')]")
    assert not page.xpath("//div[@class='page-head']/p[@class='quiet']/a"), "in the crumbs alone"
    items = crumbs.xpath(".//li")
    assert items[-1].get("aria-current") == "page" and not items[-1].xpath(".//a")
    words = [" ".join(item.text_content().split()) for item in items]
    return words, [str(address) for address in crumbs.xpath(".//a/@href")]


def test_pages_of_a_sheet_lead_back_to_the_region_and_the_sheets(ceremony, sheet):
    client, region = client_of(ceremony.coordinator), str(ceremony.enrolment)
    board, listed = sheet.get_absolute_url(), reverse("commitments:sheet_list")
    row = sheet.signatories.with_sheet()[1]
    picture = jpeg(photographed(inked(printed(sheet, row.page), row), turn=5))
    scans.upload(ceremony.enrolment, picture, by=ceremony.coordinator)

    items, links = way_to(client, board)
    assert items == [region, "Lembar komitmen", sheet.title]
    assert links == [ceremony.enrolment.get_absolute_url(), listed]
    items, links = way_to(client, sheet.get_paper_url())
    assert items[-2:] == [sheet.title, "Penandatanganan di atas kertas"] and board in links
    items, links = way_to(client, Scan.objects.get().get_absolute_url())
    assert items[2] == sheet.title and links[-1] == sheet.get_paper_url()
    items, links = way_to(client, reverse("commitments:scan_inbox", args=[_slug(ceremony)]))
    assert items[0] == region and len(items) == 3


def test_a_draft_and_its_words_lead_back(ceremony):
    client, slug = client_of(ceremony.coordinator), _slug(ceremony)
    items, links = way_to(client, reverse("commitments:sheet_of", args=[slug]))
    assert items == [str(ceremony.enrolment), "Lembar komitmen"]
    items, links = way_to(client, reverse("commitments:wordings", args=[slug]))
    assert links[-1] == reverse("commitments:sheet_of", args=[slug])
    items, links = way_to(client, reverse("commitments:wording_edit", args=[slug, "joint"]))
    assert links[-1] == reverse("commitments:wordings", args=[slug])
    draft = ceremony.draft()
    items, links = way_to(client, reverse("commitments:sheet_edit", args=[draft.code]))
    assert items[-1] == "Ubah rancangan" and links[-1] == draft.get_absolute_url()


def test_pages_of_the_ministry_lead_back_to_the_sheets(ceremony, sheet):
    client, listed = client_of(ceremony.ministry), reverse("commitments:sheet_list")
    sign(sheet.signatories.with_sheet()[1])
    for name in ("authority", "endpoint_list", "endpoint_new"):
        _items, links = way_to(client, reverse(f"commitments:{name}"))
        assert links[0] == listed
    certificate = reverse("commitments:certificate_detail", args=[Certificate.objects.first().pk])
    _items, links = way_to(client, certificate)
    assert links == [listed, reverse("commitments:authority")]
    edition = ceremony.enrolment.cohort.edition
    common = reverse("commitments:common_wording", args=[edition.year, edition.revision, "joint"])
    _items, links = way_to(client, common)
    assert links == [edition.get_absolute_url()]


def _slug(ceremony) -> str:
    return ceremony.enrolment.slug
