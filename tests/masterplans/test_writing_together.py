"""What happens when people write at the same time, lose the connection, or take the pen over?"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notice
from accounts.services.history import history_of
from masterplans.models import Pen, SectionText
from masterplans.services import merging, pens, sections
from masterplans.services.sections import Stroke
from smartcity_portal.kit.machine import Blocked

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(chapter):
    return chapter.sections.first()


@pytest.fixture
def send(section, town):
    """Return `send(text, base, stroke)`: what an open page does every few seconds."""

    def send(text, base, number, *, tab="satu", by="writer"):
        return sections.save(
            section,
            f"<p>{text}</p>",
            by=town[by],
            base_version=base,
            autosave=True,
            stroke=Stroke(tab, number),
        )

    return send


def silent(section):
    Pen.objects.filter(section=section).update(seen_at=timezone.now() - timedelta(minutes=2))


def test_a_page_whose_answer_was_lost_goes_on_from_what_it_knows(send, section):
    send("Satu", 0, 1)

    saved = send("Satu dua", 0, 2)

    assert (saved.version, saved.html) == (2, "<p>Satu dua</p>")
    assert not section.texts.unmerged().exists()


def test_what_was_sent_twice_is_saved_once(send):
    send("Satu", 0, 1)

    assert send("Satu", 0, 1).version == 1
    assert send("Satu", 0, 2).version == 1


def test_an_older_text_that_arrives_late_does_not_undo_the_newer_one(send):
    send("Satu dua", 0, 2)

    saved = send("Satu", 0, 1)

    assert (saved.version, saved.html) == (1, "<p>Satu dua</p>")


def test_an_older_text_does_not_undo_words_that_were_taken_back(send):
    send("Satu", 0, 1)
    send("Satu", 1, 3)

    assert send("Satu dua", 1, 2).html == "<p>Satu</p>"


def test_a_run_of_saves_ends_when_somebody_else_saves(send, section):
    send("Satu", 0, 1)
    send("Lain", 1, 1, tab="dua", by="agency_head")

    with pytest.raises(sections.Conflict):
        send("Satu dua", 1, 2)

    assert section.texts.unmerged().get().html == "<p>Satu dua</p>"


def test_two_windows_of_one_person_are_two_writers(send):
    send("Satu", 0, 1)

    with pytest.raises(sections.Conflict):
        send("Lain", 0, 1, tab="dua")


def test_the_pen_is_given_to_the_first_and_shown_to_the_second(section, town):
    first = pens.hold(section, by=town["writer"], tab="satu")
    second = pens.hold(section, by=town["agency_head"], tab="dua")

    assert first.holder == second.holder == town["writer"]
    assert pens.written_by_somebody_else(section, town["agency_head"]) == first
    assert pens.written_by_somebody_else(section, town["writer"]) is None


def test_a_pen_that_was_silent_for_a_minute_is_free(section, town):
    pens.hold(section, by=town["writer"], tab="satu")
    silent(section)

    assert pens.hold(section, by=town["agency_head"], tab="dua").holder == town["agency_head"]
    assert not pens.renew(section.pk, by=town["writer"], tab="satu")


def test_whoever_leaves_lays_the_pen_down(section, town):
    pens.hold(section, by=town["writer"], tab="satu")
    pens.lay_down(section.pk, by=town["agency_head"], tab="satu")
    assert pens.pen_of(section).holder == town["writer"]

    pens.lay_down(section.pk, by=town["writer"], tab="satu")

    assert not pens.pen_of(section).is_alive
    assert pens.hold(section, by=town["agency_head"], tab="dua").holder == town["agency_head"]


@pytest.mark.parametrize("opening", [True, False])
def test_what_a_page_had_sent_before_it_left_does_not_take_the_pen_again(section, town, opening):
    pens.hold(section, by=town["writer"], tab="satu")
    pens.lay_down(section.pk, by=town["writer"], tab="satu")

    assert not pens.renew(section.pk, by=town["writer"], tab="satu")
    pens.hold(section, by=town["writer"], tab="satu", opening=opening)

    assert pens.written_by_somebody_else(section, town["agency_head"]) is None


def test_a_page_that_leaves_before_its_pen_arrives_never_gets_it(client, section, town):
    client.force_login(town["writer"])
    address = reverse("masterplans:section_pen", kwargs={"pk": section.pk})

    assert client.post(address, {"tab": "satu", "act": "leave"}).status_code == 204
    client.post(address, {"tab": "satu", "act": "open"})

    assert pens.written_by_somebody_else(section, town["agency_head"]) is None


def test_words_that_arrive_after_their_page_left_are_saved_without_the_pen(send, section, town):
    pens.hold(section, by=town["writer"], tab="satu")
    pens.lay_down(section.pk, by=town["writer"], tab="satu")

    assert send("Satu", 0, 1).html == "<p>Satu</p>"
    assert pens.written_by_somebody_else(section, town["agency_head"]) is None


def test_a_page_that_comes_back_takes_the_pen_it_had_laid_down_unless_it_is_taken(section, town):
    pens.hold(section, by=town["writer"], tab="satu")
    pens.lay_down(section.pk, by=town["writer"], tab="satu")
    assert pens.hold(section, by=town["writer"], tab="satu", returning=True).is_alive
    pens.lay_down(section.pk, by=town["writer"], tab="satu")
    pens.hold(section, by=town["agency_head"], tab="dua")

    pen = pens.hold(section, by=town["writer"], tab="satu", returning=True)

    assert pen.holder == town["agency_head"]


@pytest.mark.parametrize("role", ["observer", "writer_of_another_agency"])
def test_who_does_not_write_a_section_lays_no_pen_there(client, section, town, role):
    client.force_login(town[role])
    address = reverse("masterplans:section_pen", kwargs={"pk": section.pk})

    assert client.post(address, {"tab": "satu", "act": "leave"}).status_code in (403, 404)
    assert not Pen.objects.exists()


def test_a_new_window_takes_ones_own_pen_along_and_the_old_one_does_not_grab_it_back(section, town):
    pens.hold(section, by=town["writer"], tab="satu")

    assert pens.hold(section, by=town["writer"], tab="dua", opening=True).tab == "dua"
    assert pens.hold(section, by=town["writer"], tab="satu").tab == "dua"


def test_taking_over_tells_the_other_and_keeps_what_they_still_send(send, section, town):
    pens.hold(section, by=town["writer"], tab="satu")
    send("Satu", 0, 1)

    pen = pens.take_over(section, by=town["coordinator"], tab="tiga")

    assert pen.holder == town["coordinator"]
    assert Notice.objects.get(kind="masterplans.pen_taken").to == town["writer"]
    assert history_of(section).first().verb == "masterplans.section.take_over"
    with pytest.raises(sections.Conflict):
        send("Satu dan lagi", 1, 2)
    assert send("Satu, baru", 1, 1, tab="tiga", by="coordinator").version == 2
    assert section.texts.unmerged().get().html == "<p>Satu dan lagi</p>"


def test_taking_over_a_free_pen_tells_nobody(section, town):
    pens.hold(section, by=town["writer"], tab="satu")
    silent(section)

    pens.take_over(section, by=town["coordinator"], tab="tiga")

    assert not Notice.objects.filter(kind="masterplans.pen_taken").exists()


@pytest.mark.parametrize("role", ["mentor", "writer_of_another_agency", "observer"])
def test_who_does_not_write_the_section_never_holds_its_pen(section, town, role):
    for verb in (pens.hold, pens.take_over):
        with pytest.raises(PermissionDenied):
            verb(section, by=town[role], tab="x")


@pytest.fixture
def beside(section, town):
    """Two texts that met: three paragraphs by the head, the first and last of them by the writer too."""
    begun = "<p>Satu.</p><p>Dua.</p>"
    sections.save(section, begun, by=town["writer"], base_version=0)
    sections.save(
        section,
        "<p>Satu, oleh kepala dinas.</p><p>Dua.</p>",
        by=town["agency_head"],
        base_version=1,
    )
    with pytest.raises(sections.Conflict) as met:
        sections.save(
            section,
            "<p>Satu, oleh penulis.</p><p>Dua.</p><p>Tiga.</p>",
            by=town["writer"],
            base_version=1,
        )
    return met.value.mine


def test_two_texts_are_merged_paragraph_by_paragraph_on_a_page_without_script(
    client, section, town, beside
):
    client.force_login(town["writer"])
    address = reverse("masterplans:text_merge", kwargs={"pk": beside.pk})

    page = client.get(address).content.decode()
    refused = client.post(address, {"base_version": 2})
    done = client.post(address, {"base_version": 2, "piece-0": "both", "piece-2": "mine"})

    assert "Satu, oleh kepala dinas." in page
    assert "Satu, oleh penulis." in page
    assert refused.status_code == 422
    assert done.url == section.get_absolute_url()
    section.refresh_from_db()
    assert section.html == (
        "<p>Satu, oleh kepala dinas.</p><p>Satu, oleh penulis.</p><p>Dua.</p><p>Tiga.</p>"
    )
    newest = section.texts.versions().first()
    assert (newest.version, newest.why) == (3, SectionText.Why.MERGED)
    assert not section.texts.unmerged().exists()
    assert history_of(section).first().verb == "masterplans.section.merge"


def test_one_of_two_texts_is_taken_whole(client, section, town, beside):
    client.force_login(town["coordinator"])

    client.post(
        reverse("masterplans:text_merge", kwargs={"pk": beside.pk}),
        {"base_version": 2, "all": "present"},
    )

    section.refresh_from_db()
    assert section.version == 2
    assert not section.texts.unmerged().exists()


def test_a_merge_on_top_of_a_text_that_has_changed_is_refused_and_shown_anew(
    client, section, town, beside
):
    sections.save(section, "<p>Lain sama sekali.</p>", by=town["agency_head"], base_version=2)
    client.force_login(town["writer"])

    page = client.post(
        reverse("masterplans:text_merge", kwargs={"pk": beside.pk}),
        {"base_version": 2, "all": "mine"},
    )

    assert page.status_code == 409
    assert "Lain sama sekali." in page.content.decode()
    section.refresh_from_db()
    assert section.html == "<p>Lain sama sekali.</p>"


def test_two_texts_are_merged_once(section, town, beside):
    merging.merge(beside, "<p>A</p>", by=town["writer"], base_version=2)

    with pytest.raises(Blocked):
        merging.merge(beside, "<p>B</p>", by=town["agency_head"], base_version=3)


def test_texts_that_wait_for_merging_are_listed_with_the_section_and_the_versions(
    client, section, town, beside
):
    client.force_login(town["coordinator"])
    merge = reverse("masterplans:text_merge", kwargs={"pk": beside.pk})

    versions = client.get(reverse("masterplans:section_versions", kwargs={"pk": section.pk}))

    assert merge in versions.content.decode()
    assert merge in client.get(section.get_absolute_url()).content.decode()


def test_the_chapter_says_who_writes_where_and_what_waits_for_merging(
    client, section, town, beside
):
    pens.hold(section, by=town["writer"], tab="satu")
    client.force_login(town["coordinator"])

    page = client.get(section.chapter.get_absolute_url()).content.decode()

    assert str(town["writer"]) in page
    assert reverse("masterplans:text_detail", kwargs={"pk": beside.pk}) in page


def test_a_text_sent_without_script_after_the_session_ended_waits_for_its_writer(
    client, section, town
):
    sent = {"html": "Belum tersimpan.", "base_version": 0, "writer": town["writer"].pk}

    asked = client.post(section.get_absolute_url(), sent)
    client.force_login(town["writer"])
    page = client.get(section.get_absolute_url()).content.decode()

    assert asked.url.endswith(f"next={section.get_absolute_url()}")
    assert "Belum tersimpan." in page
    assert "Belum tersimpan." not in client.get(section.get_absolute_url()).content.decode()


def test_it_is_never_shown_to_somebody_else(client, section, town):
    sent = {"html": "Belum tersimpan.", "base_version": 0, "writer": town["writer"].pk}

    client.post(section.get_absolute_url(), sent)
    client.force_login(town["agency_head"])

    assert "Belum tersimpan." not in client.get(section.get_absolute_url()).content.decode()


def test_any_two_versions_are_compared(client, section, town, beside):
    client.force_login(town["mentor"])
    first, second = section.texts.versions().order_by("version")
    address = reverse("masterplans:section_compare", kwargs={"pk": section.pk})

    inline = client.get(address, {"dari": second.pk, "ke": first.pk}).content.decode()
    twin = client.get(address, {"dari": first.pk, "ke": beside.pk, "tampilan": "sejajar"})
    strange = client.get(address, {"dari": "999999", "ke": first.pk})

    assert "<ins>, oleh kepala dinas</ins>" in inline
    assert "<ins><p>Tiga.</p></ins>" in twin.content.decode() or "Tiga." in twin.content.decode()
    assert strange.status_code == 404


class TestTheOpenPage:
    @pytest.fixture
    def ask(self, client, section, town):
        address = reverse("masterplans:section_pen", kwargs={"pk": section.pk})

        def ask(by, act, tab="satu", **more):
            client.force_login(town[by])
            return client.post(address, {"tab": tab, "act": act, **more})

        return ask

    def test_is_told_whose_pen_it_is(self, ask, town):
        assert ask("writer", "open").json()["pen"] == {"mine": True}
        told = ask("agency_head", "open", tab="dua").json()["pen"]
        assert (told["mine"], told["who"]) == (False, str(town["writer"]))
        assert ask("agency_head", "take", tab="dua").json()["pen"] == {"mine": True}
        assert ask("writer", "keep").json()["pen"]["mine"] is False
        assert ask("agency_head", "leave", tab="dua").status_code == 204
        assert ask("writer", "keep").json()["pen"] == {"mine": True}

    def test_is_given_what_somebody_else_has_written_meanwhile(self, ask, section, town):
        sections.save(section, "<p>Baru</p>", by=town["agency_head"], base_version=0)

        assert ask("writer", "open", version=0).json()["html"] == "<p>Baru</p>"
        assert "html" not in ask("writer", "keep", version=1).json()

    def test_asks_the_same_little_however_much_stands_in_the_chapter(self, ask, section, town):
        ask("writer", "open")
        with CaptureQueriesContext(connection) as one:
            answer = ask("writer", "keep", version=0)
        for other in section.chapter.sections.all():
            pens.hold(other, by=town["agency_head"], tab="lain")
        with CaptureQueriesContext(connection) as many:
            ask("writer", "keep", version=0)

        assert len(many) == len(one)
        assert len(answer.content) < 200

    def test_gets_a_fresh_token_after_signing_in_again(self, client, section, town):
        address = reverse("masterplans:section_pen", kwargs={"pk": section.pk})
        assert client.get(address, {"tab": "satu"}).status_code == 302
        client.force_login(town["writer"])

        answer = client.get(address, {"tab": "satu"}).json()

        assert answer["user"] == town["writer"].pk
        assert answer["token"]

    def test_never_saves_the_words_of_one_person_as_another(self, client, section, town):
        client.force_login(town["agency_head"])

        answer = client.post(
            reverse("masterplans:section_autosave", kwargs={"pk": section.pk}),
            {"html": "<p>x</p>", "base_version": 0, "tab": "a", "writer": town["writer"].pk},
        )

        assert (answer.status_code, answer.json()["state"]) == (409, "somebody_else")
        section.refresh_from_db()
        assert section.html == ""

    @pytest.mark.parametrize("wrong", [{"tab": ""}, {"tab": "x" * 99}, {"tab": "a", "act": "hit"}])
    def test_is_refused_what_no_page_sends(self, client, section, town, wrong):
        client.force_login(town["writer"])
        address = reverse("masterplans:section_pen", kwargs={"pk": section.pk})

        assert client.post(address, wrong).status_code == 400

    def test_sends_signs_that_no_text_holds_and_keeps_the_rest(self, client, section, town):
        client.force_login(town["writer"])

        client.post(
            reverse("masterplans:section_autosave", kwargs={"pk": section.pk}),
            {"html": "<p>Sa\x00tu</p>", "base_version": 0},
        )

        section.refresh_from_db()
        assert section.html == "<p>Satu</p>"
