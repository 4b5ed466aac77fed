"""What does an MoU record, how does it stand, and who is reminded that it is missing?"""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Notice
from programs.agreements import sides_of, status_of
from programs.letter_numbers import LetterNumber, parse
from programs.models import Coordinator, Enrolment, Memorandum
from programs.pdf import memorandum as twin
from programs.services import cohorts, enrolments, memoranda
from smartcity_portal.kit.machine import Blocked
from tests.factories import EnrolmentFactory, RegionFactory, edition

DELEGATED = {
    "title": "Nota Kesepakatan",
    "party_region": "Bupati Buleleng",
    "signer_region": "Nama Wakil",
    "office_region": "Asisten III",
    "capacity_region": "plt",
    "behalf_region": "Bupati Buleleng",
}


def refusal(act, *args, **kwargs) -> str:
    with pytest.raises(Blocked) as refused:
        act(*args, **kwargs)
    return " ".join(refused.value.reasons)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("26/KOMINFO/HK.03.02/05/2018", LetterNumber(26, "KOMINFO", "HK.03.02", 5, 2018)),
        (
            "B-217/KOMINFO/DJAI/AI.01.05/04/2018",
            LetterNumber(217, "KOMINFO/DJAI", "AI.01.05", 4, 2018),
        ),
        ("B.116/DJAI/AI.01.05/02/2019", LetterNumber(116, "DJAI", "AI.01.05", 2, 2019)),
        ("050/12/Bapelitbang/V/2022", LetterNumber(50, "12/Bapelitbang", "", 5, 2022)),
        ("50DCAI/HK0402/02 tahun 2023", None),
        ("180/7/2019", None),
        ("", None),
    ],
)
def test_a_number_is_read_where_it_can_be_read(text, parts):
    assert parse(text) == parts


def test_what_does_not_read_is_kept_as_written(town):
    memorandum = memoranda.register(
        town.enrolment,
        by=town["ministry"],
        title="Nota",
        number_ministry="50DCAI/HK0402/02 th 2023",
    )
    assert memorandum.number_ministry == "50DCAI/HK0402/02 th 2023"


def test_a_delegate_is_named_with_office_and_capacity(town):
    memorandum = memoranda.register(town.enrolment, by=town["ministry"], **DELEGATED)
    _ministry, region = sides_of(memorandum)
    assert region.printed_office == "a.n. Bupati Buleleng, Plt. Asisten III"
    sentence = refusal(
        memoranda.register, town.enrolment, by=town["ministry"], **DELEGATED | {"signer_region": ""}
    )
    assert "atas nama “Bupati Buleleng”" in sentence
    sentence = refusal(
        memoranda.register,
        town.enrolment,
        by=town["ministry"],
        **DELEGATED | {"office_region": "Bupati Buleleng"},
    )
    assert "jabatannya sendiri" in sentence


@pytest.mark.parametrize(("year", "kind"), [(2019, "kesepahaman"), (2022, "kesepakatan")])
def test_it_is_called_as_in_its_year(town, year, kind):
    cohort = town.enrolment.cohort
    if year != cohort.year:
        cohort = cohorts.start(year, edition(year), by=town["ministry"])
    enrolment = EnrolmentFactory(cohort=cohort)
    assert memoranda.register(enrolment, by=town["ministry"], title="N").kind == kind


def test_one_word_says_how_it_stands():
    today = date(2022, 9, 5)
    whole = {"number_ministry": "1", "number_region": "2", "file_sha256": "0" * 64}

    def word(**fields):
        return status_of(Memorandum(**fields), today)

    assert status_of(None) == "missing"
    assert word() == "numbers"
    assert word(number_ministry="1", number_region="2") == "file"
    assert word(**whole) == "valid"
    assert word(**whole, valid_until=today + timedelta(days=30)) == "ending"
    assert word(**whole, valid_until=today - timedelta(days=1)) == "ended"
    assert word(**whole, valid_until=today + timedelta(days=300)) == "valid"


class TestReminding:
    def test_coordinators_are_reminded_once_a_day(self, town):
        memoranda.remind(town.enrolment, by=town["ministry"])
        notice = Notice.objects.get(kind="programs.memorandum_missing")
        assert notice.to == town["coordinator"]
        assert "sudah diingatkan hari ini" in refusal(
            memoranda.remind, town.enrolment, by=town["ministry"]
        )

    def test_nobody_is_reminded_of_what_is_there_or_where_nobody_is(self, town):
        lonely = EnrolmentFactory(cohort=town.enrolment.cohort)
        assert "Undang koordinator" in refusal(memoranda.remind, lonely, by=town["ministry"])
        memoranda.register(town.enrolment, by=town["ministry"], title="Nota")
        assert "sudah tercatat" in refusal(memoranda.remind, town.enrolment, by=town["ministry"])


class TestPages:
    def test_the_missing_ones_say_how_long_and_whom_to_remind(self, town, client):
        enrolment = town.enrolment
        Enrolment.objects.filter(pk=enrolment.pk).update(
            enrolled_on=date.today() - timedelta(days=12)
        )
        client.force_login(town["ministry"])
        url = reverse("programs:memorandum_list", args=[2019])
        text = client.get(url).text
        assert "12 hari lalu" in text
        assert town["coordinator"].name in text
        page = client.post(reverse("programs:memoranda_remind", args=[2019]), follow=True)
        assert "2 selesai." in page.text
        assert Notice.objects.filter(kind="programs.memorandum_missing").count() == 2
        page = client.post(
            reverse("programs:memoranda_remind", args=[2019]),
            {"enrolment": [enrolment.pk]},
            follow=True,
        )
        assert "sudah diingatkan hari ini" in page.text

    def test_ending_and_incomplete_ones_have_views(self, town, client):
        memoranda.register(
            town.enrolment,
            by=town["ministry"],
            title="Nota",
            number_ministry="1/A/2019",
            valid_until=date.today() + timedelta(days=10),
        )
        memoranda.register(town.elsewhere, by=town["ministry"], title="Nota lain")
        client.force_login(town["ministry"])
        url = reverse("programs:memorandum_list", args=[2019])
        ending = client.get(f"{url}?tampilan=berakhir").text
        assert "Segera berakhir" in ending
        assert "sisa 10 hari" in ending
        assert str(town.elsewhere.region) in client.get(f"{url}?tampilan=kurang").text
        assert "Tidak ada daerah di sini" in client.get(url).text

    def test_one_row_and_three_rows_cost_the_same(self, town, client):
        client.force_login(town["ministry"])
        url = f"{reverse('programs:memorandum_list', args=[2019])}?tampilan=semua"

        def count():
            client.get(url)
            with CaptureQueriesContext(connection) as captured:
                client.get(url)
            return len(captured)

        before = count()
        for _ in range(3):
            enrolment = EnrolmentFactory(cohort=town.enrolment.cohort, region=RegionFactory())
            Coordinator.objects.create(region=enrolment.region, user=town["stranger"])
            memoranda.register(enrolment, by=town["ministry"], title="Nota")
        assert count() == before

    def test_the_form_keeps_what_was_typed_and_the_page_shows_the_delegate(self, town, client):
        client.force_login(town["ministry"])
        url = reverse("programs:memorandum_register", args=[town.enrolment.slug])
        typed = {"mode": "hibrida", "witnesses": "Rudiantara, Menkominfo", **DELEGATED}
        page = client.post(url, typed | {"office_region": ""})
        assert "Tulis nama dan jabatan" in page.text
        assert "Rudiantara, Menkominfo" in page.text
        client.post(url, typed | {"number_ministry": "26/KOMINFO/HK.03.02/05/2018"})
        text = client.get(town.enrolment.get_absolute_url()).text
        assert "a.n. Bupati Buleleng, Plt. Asisten III" in text
        assert "klasifikasi HK.03.02" in text
        assert "Rudiantara, Menkominfo" in text

    def test_a_very_large_file_is_refused(self, town, client, settings):
        settings.UPLOAD_MAX_BYTES = 1000
        client.force_login(town["ministry"])
        big = SimpleUploadedFile("mou.pdf", b"%PDF-" + b"0" * 2000, "application/pdf")
        page = client.post(
            reverse("programs:memorandum_register", args=[town.enrolment.slug]),
            {"title": "Nota", "mode": "luring", "file": big},
        )
        assert "lebih besar dari" in page.text
        assert not Memorandum.objects.exists()

    def test_the_record_is_printed(self, town, client):
        memorandum = memoranda.register(town.enrolment, by=town["ministry"], **DELEGATED)
        assert twin.render(memorandum).startswith(b"%PDF-")
        client.force_login(town["writer"])
        url = reverse("programs:memorandum_print", args=[town.enrolment.slug])
        assert client.get(url)["Content-Type"] == "application/pdf"
        client.force_login(town["stranger"])
        assert client.get(url).status_code == 404


def test_a_region_that_joins_twice_has_an_mou_for_each(town):
    later = cohorts.start(2022, edition(2022), by=town["ministry"])
    again = enrolments.enrol(later, town.enrolment.region, by=town["ministry"], period_start=2023)
    for enrolment in (town.enrolment, again):
        memoranda.register(enrolment, by=town["ministry"], title=f"Nota {enrolment.cohort}")
    assert Memorandum.objects.filter(enrolment__region=town.enrolment.region).count() == 2
    sentence = refusal(
        enrolments.enrol, later, town.enrolment.region, by=town["ministry"], period_start=2023
    )
    assert sentence == f"{town.enrolment.region} sudah menjadi peserta angkatan 2022."
