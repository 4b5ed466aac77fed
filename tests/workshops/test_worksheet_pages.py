"""Do the pages of groups work on any phone, with and without script, and cost the same for many rows?"""

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from masterplans.models import QuickWin, SwotItem
from tests.factories import EnrolmentFactory, UserFactory
from tests.people import people_around
from tests.workshops.factories import journey, workshop
from workshops.models import WorkGroup, Worksheet
from workshops.services import group_rows, groups, worksheets

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}
ROW = {"quadrant": "S", "statement": "Jaringan serat optik"}


def swot_group(town, place: int = 0) -> WorkGroup:
    sheet = Worksheet.objects.get(workshop=workshop(town, 1), plan__code="swot")
    group = sheet.groups.all()[place]
    return worksheets.arrange(group, by=town["coordinator"], agencies=[town.coordinating])


@pytest.fixture
def group(town, plan) -> WorkGroup:
    return swot_group(town)


@pytest.fixture
def here(group):
    return reverse("workshops:row_list", args=[group.pk])


@pytest.fixture
def writer(client, town):
    client.force_login(town["writer"])
    return client


def cost(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def row_of(group, town, **more):
    return group_rows.add(group, ROW | more, by=town["coordinator"])


def test_without_script_a_row_is_posted_and_the_next_form_remembers_the_quadrant(writer, here):
    answer = writer.post(here, ROW | {"quadrant": "W", "token": "a1"})
    assert answer.status_code == 302 and "quadrant=W" in answer.url
    page = writer.get(answer.url).content.decode()
    assert "Jaringan serat optik" in page and '<option value="W" selected>' in page


def test_the_back_button_adds_no_second_row(writer, here):
    for _again in range(2):
        writer.post(here, ROW | {"token": "a1"})
    assert SwotItem.objects.count() == 1


def test_with_script_only_the_rows_come_back(writer, here):
    answer = writer.post(here, ROW | {"token": "a1"}, **HTMX)
    page = answer.content.decode()
    assert answer.headers["HX-Retarget"] == "#baris" and "row-saved" in answer.headers["HX-Trigger"]
    assert "<html" not in page and "Jaringan serat optik" in page


@pytest.mark.parametrize("extra", [{}, HTMX])
def test_a_row_without_its_words_comes_back_with_a_sentence(writer, here, extra):
    answer = writer.post(here, {"quadrant": "S", "statement": "  ", "evidence": "Kata"}, **extra)
    assert answer.status_code == 422
    assert 'value="Kata"' in answer.content.decode()
    assert not SwotItem.objects.exists()


@pytest.mark.parametrize("extra", [{}, HTMX])
def test_two_texts_that_meet_are_shown_beside_each_other(writer, town, group, extra):
    row = row_of(group, town)
    group_rows.change(group, row, {"statement": "Kata rekan"}, by=town["coordinator"])
    address = reverse("workshops:row_change", args=[group.pk, row.pk])
    answer = writer.post(address, ROW | {"statement": "Kata saya", "version": "1"}, **extra)
    page = answer.content.decode()
    assert answer.status_code == 409 and "Kata rekan" in page and "Kata saya" in page
    writer.post(address, ROW | {"statement": "Kata saya", "as_new": "1", "token": "b"}, **extra)
    assert SwotItem.objects.count() == 2


@pytest.mark.parametrize("extra", [{}, HTMX])
def test_words_for_a_row_that_is_gone_wait_as_a_new_row(writer, town, group, extra):
    row = row_of(group, town)
    address = reverse("workshops:row_change", args=[group.pk, row.pk])
    group_rows.remove(group, row, by=town["coordinator"])
    answer = writer.post(address, ROW | {"statement": "Kata saya", "version": "1"}, **extra)
    assert answer.status_code == 410 and "Kata saya" in answer.content.decode()
    assert writer.get(address, **extra).status_code in {200, 302}


def test_a_row_is_changed_moved_and_removed(writer, town, group):
    first, second = row_of(group, town), row_of(group, town, statement="Kedua")
    change = reverse("workshops:row_change", args=[group.pk, first.pk])
    assert 'name="version" value="1"' in writer.get(change).content.decode()
    assert writer.get(change, **HTMX).headers["HX-Retarget"] == f"#baris-{first.pk}"
    assert writer.post(change, ROW | {"statement": "Satu", "version": "1"}).status_code == 302
    writer.post(reverse("workshops:row_move", args=[group.pk, second.pk]), {"to": "up"})
    assert [row.statement for row in group.rows] == ["Kedua", "Satu"]
    away = reverse("workshops:row_remove", args=[group.pk, first.pk])
    writer.post(away, {"version": "1"})
    assert group.rows.count() == 2
    writer.post(away, {"version": "2"})
    writer.post(away, {"version": "2"})
    assert group.rows.count() == 1


def test_a_group_that_has_handed_in_takes_no_row_and_says_why(writer, town, group, here):
    row_of(group, town)
    writer.post(reverse("workshops:group_hand_in", args=[group.pk]))
    answer = writer.post(here, ROW)
    assert answer.status_code == 422 and SwotItem.objects.count() == 1
    assert "tambah-isi" not in writer.get(group.get_absolute_url()).content.decode()


def test_a_scribe_sees_the_groups_of_the_room_and_lands_at_the_own_one(client, town, group):
    scribe = UserFactory()
    worksheets.make_scribe(group, scribe, by=town["coordinator"])
    client.force_login(scribe)
    assert client.get(reverse("home")).url == reverse("workshops:my_groups")
    assert group.get_absolute_url() in client.get(reverse("workshops:my_groups")).content.decode()
    assert client.get(group.get_absolute_url()).status_code == 200
    assert client.get(swot_group(town, 1).get_absolute_url()).status_code == 200
    overview = reverse("workshops:worksheet_list", args=[town.enrolment.slug, 1])
    assert client.get(overview).status_code == 404


def test_the_mentor_answers_a_group(client, town, group):
    row_of(group, town)
    groups.hand_in(group, by=town["coordinator"])
    client.force_login(town["mentor"])
    say = reverse("workshops:group_remark", args=[group.pk])
    client.post(say, {"text": "Bagus."})
    client.post(reverse("workshops:group_give_back", args=[group.pk]), {"reason": "Buktinya?"})
    page = client.get(group.get_absolute_url()).content.decode()
    assert "Bagus." in page and "Buktinya?" in page


def test_rows_that_look_alike_are_settled_on_their_page(client, town, group):
    first = row_of(group, town)
    second = row_of(swot_group(town, 1), town)
    client.force_login(town["coordinator"])
    page = reverse("workshops:twin_list", args=[group.worksheet_id])
    assert f"{first.pk}-{second.pk}" in client.get(page).content.decode()
    settle = reverse("workshops:twin_settle", args=[group.worksheet_id])
    client.post(settle, {"pair": f"{first.pk}-{second.pk}", "keep": str(first.pk)})
    assert SwotItem.objects.get() == first
    client.post(settle, {"pair": "9-8", "keep": "x"})


def test_the_coordinator_arranges_groups_and_invites(client, town, group):
    client.force_login(town["coordinator"])
    add = reverse("workshops:group_add", args=[group.worksheet_id])
    assert client.post(add, {"title": "Laut", "agencies": [town.works.pk]}).status_code == 302
    assert client.post(add, {"title": " laut "}).status_code == 200
    new = WorkGroup.objects.get(title="Laut")
    assert client.post(reverse("workshops:group_arrange", args=[new.pk]), {"title": "Air"}).url
    assert client.post(reverse("workshops:group_remove", args=[new.pk])).status_code == 302
    invite = reverse("workshops:scribe_invite", args=[group.pk])
    assert client.post(invite, {"name": "Juru", "email": "j@example.org"}).status_code == 302
    assert client.post(invite, {"name": "Juru", "email": "j@example.org"}).status_code == 200


def test_a_quick_win_leads_back_to_the_group_that_proposed_it(client, town, plan):
    group = WorkGroup.objects.filter(worksheet__plan__code="gagasan-quick-win").first()
    group_rows.add(group, {"name": "Antrean daring"}, by=town["coordinator"])
    client.force_login(town["mentor"])
    page = client.get(QuickWin.objects.get().get_absolute_url()).content.decode()
    assert group.get_absolute_url() in page and "Gagasan awal quick win" in page


def test_one_row_and_many_rows_cost_the_same(client, town, group):
    overview = reverse("workshops:worksheet_list", args=[town.enrolment.slug, 1])
    client.force_login(town["coordinator"])
    row_of(group, town)
    twins = reverse("workshops:twin_list", args=[group.worksheet_id])
    one = [cost(client, url) for url in (group.get_absolute_url(), overview, twins)]
    for n in range(4):
        row_of(group, town, statement=f"Jaringan serat optik {n}", agency=town.works)
        other = swot_group(town, n + 1)
        row_of(other, town)
        groups.hand_in(other, by=town["coordinator"])
    assert [cost(client, url) for url in (group.get_absolute_url(), overview, twins)] == one


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_phones_that_write_at_once_lose_and_double_nothing():
    town = people_around(EnrolmentFactory())
    journey(town)
    group = swot_group(town)
    together = threading.Barrier(8)

    def write(n: int) -> None:
        together.wait()
        try:
            for _again in range(2):
                group_rows.add(group, ROW, by=town["writer"], token=f"baris-{n}")
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[n]) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = list(group.rows)
    assert len(rows) == 8 and len({row.order for row in rows}) == 8


def test_cells_from_a_spreadsheet_become_rows_of_the_group(writer, group):
    from accounts.models import ImportDraft
    from accounts.services import imports, jobs
    from smartcity_portal.kit.sheets import find
    from smartcity_portal.kit.sheets.reading import read_pasted

    cells = "Kuadran\tPernyataan\nS\tJaringan serat optik\nKekuatan\t\nQ\tKeliru\n"
    cells = cells.replace("Kuadran", "Quadrant").replace("Pernyataan", "Statement")
    by = group.enrolment.region.agencies.get(kind="coordinator").members.first().user
    draft = imports.bring(
        find("workshops.rows_swot"), group, [read_pasted(cells)], by=by, pasted=True
    )
    assert draft.found == {"new": 1, "changed": 0, "unchanged": 0, "wrong": 2}
    writer.post(reverse("sheets:draft_apply", args=[draft.pk]))
    for job in jobs.Job.objects.about(ImportDraft.objects.get()).active():
        jobs.run(job.pk)
    assert [row.statement for row in group.rows] == ["Jaringan serat optik"]
    assert group.rows.get().origin == group.origin
