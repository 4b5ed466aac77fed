"""Can one city walk the whole programme through the pages, from enrolment to the signed sheet?"""

import io
import json
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from django.core.management import call_command
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from programs.models import Agency, AgencyMember, Cohort, Coordinator, MinistryMember
from programs.services import editions
from tests.browser.small_edition import small_edition
from tests.factories import (
    AgencyFactory,
    CohortFactory,
    MentorFactory,
    OfficeFactory,
    OfficialFactory,
    RegionFactory,
    TenureFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "rahasia-sekali-2022"
PHONE = 360
SINCE = date(2019, 1, 1)


@dataclass
class City:
    """The people concerned, by what they do; `account` is their user."""

    cohort: Cohort
    works: Agency
    people: dict[str, User] = field(default_factory=dict)

    def __getitem__(self, name: str) -> User:
        return self.people[name]


@pytest.fixture
def city(transactional_db) -> City:
    """Kota Tarakan before it is enrolled: agencies, office holders, accounts, and no plan."""
    cohort = CohortFactory(year=2019, edition=editions.load(small_edition(2019), by=None))
    region = RegionFactory(name="Kota Tarakan", slug="kota-tarakan", code="65.71")
    AgencyFactory(region=region, kind="coordinator", name="Dinas Kominfo", short_name="Diskominfo")
    works = AgencyFactory(region=region, name="Dinas Lingkungan Hidup", short_name="DLH")
    city = City(cohort, works)
    for name in ("Rina Kementerian", "Tono Koordinator", "Sari Penulis", "Prof. Budi",
                 "dr. Wali Kota", "Ir. Kepala Dinas"):  # fmt: skip
        city.people[name] = UserFactory(username=name.split()[-1].lower(), name=name)
    MinistryMember.objects.create(user=city["Rina Kementerian"], since=SINCE)
    Coordinator.objects.create(region=region, user=city["Tono Koordinator"], since=SINCE)
    AgencyMember.objects.create(
        agency=works, user=city["Sari Penulis"], role="writer", since=SINCE
    )
    MentorFactory(name="Prof. Budi", user=city["Prof. Budi"])
    for name, title, agency in (
        ("dr. Wali Kota", "Wali Kota", None),
        ("Ir. Kepala Dinas", "Kepala Dinas Lingkungan Hidup", works),
    ):
        office = OfficeFactory(region=region, agency=agency, title=title)
        TenureFactory(office=office, official=OfficialFactory(name=name, user=city[name]))
    return city


@pytest.fixture(autouse=True)
def snaps(city, open_as, request):
    pages=[]
    request.node.snap_pages=pages
    yield
    for i,p in enumerate(request.node.snap_list):
        try:
            p.screenshot(path=f"/tmp/story/snap{i}.png", full_page=True); open(f"/tmp/story/snap{i}.txt","w").write(p.url+"\n"+p.get_by_role("document").aria_snapshot() if False else p.url+"\n"+p.locator("body").aria_snapshot())
        except Exception as e: print(e)


def test_a_city_walks_from_enrolment_to_the_signed_sheet(city, open_as, tmp_path, request):
    request.node.snap_list=L=[]
    _o=open_as
    def open_as(*a,**k):
        p=_o(*a,**k); p.set_default_timeout(8000); L.append(p); return p
    ministry = sign_in(open_as(), city["Rina Kementerian"])
    coordinator = open_as(city["Tono Koordinator"])
    writer = open_as(city["Sari Penulis"], width=PHONE)
    mentor = open_as(city["Prof. Budi"])

    enrol(ministry)
    register_memorandum(ministry)
    assign_mentor(ministry)
    hold_first_bimtek(coordinator)
    close_stage(ministry, "I")


def said(page: Page, words: str) -> None:
    """What was done is told on top of the next page."""
    expect(page.get_by_role("main")).to_contain_text(words)


def press(page: Page | Locator, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page | Locator, name: str | re.Pattern[str]) -> None:
    page.get_by_role("link", name=name).first.click()


def confirm(page: Page, first: str, then: str) -> None:
    """Take a decision that cannot be taken back: the first click asks, the second does it."""
    page.locator("details.confirm > summary", has_text=first).click()
    press(page.get_by_role("dialog"), then)


def sign_in(page: Page, user: User) -> Page:
    page.goto("/")
    follow(page, "Masuk")
    page.locator("input[name=login]").fill(user.username)
    page.get_by_label("Kata sandi").first.fill(PASSWORD)
    press(page, "Masuk")
    page.wait_for_url("**/beranda/")
    return page


def enrol(page: Page) -> None:
    follow(page, "Daftarkan daerah")
    page.get_by_label("Kabupaten atau kota").fill("Kota Tarakan")
    expect(page.get_by_label("Tahun pertama masterplan")).to_have_value("2020")
    press(page, "Daftarkan dan siapkan rencana setahun")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kota Tarakan")


def register_memorandum(page: Page) -> None:
    follow(page, "Catat Nota kesepahaman (MoU)")
    page.get_by_label("nomor kementerian").fill("111/KOMINFO/2019")
    page.get_by_label("nomor daerah").fill("222/TRK/2019")
    page.get_by_label("ditandatangani pada").fill("2019-05-15")
    press(page, "Simpan")
    said(page, "111/KOMINFO/2019")


def assign_mentor(page: Page) -> None:
    follow(page, "Tunjuk Pembimbing")
    page.get_by_label("Pembimbing").select_option(label="Prof. Budi")
    page.get_by_label("Dari").fill("2019-05-20")
    press(page, "Tunjuk")
    expect(page.get_by_role("region", name="Pembimbing")).to_contain_text("Prof. Budi")


def hold_first_bimtek(page: Page) -> None:
    page.goto("/beranda/")
    follow(page, "Tetapkan tanggal")
    page.get_by_label("Hari pertama").fill("2019-07-09")
    page.get_by_label("Hari terakhir").fill("2019-07-10")
    page.get_by_label("Tempat").fill("Gedung Serbaguna")
    press(page, "Simpan tanggal")
    follow(page, "Catat pelaksanaan")
    page.get_by_label("Jumlah peserta").fill("80")
    press(page, "Catat pelaksanaan")
    said(page, "Bimtek I")


def close_stage(page: Page, stage: str) -> None:
    page.goto("/bimtek/kota-tarakan-2019/")
    confirm(page, f"Tutup tahap {stage}", f"Tutup tahap {stage}")
    said(page, f"Tahap {stage} sudah ditutup.")
