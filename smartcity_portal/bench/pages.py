"""What does each list page cost beside the product's own emptiest page, in time and in queries?

Everything runs in one process on the demo's data; times are medians, relative to the notices
page of a person who has none.
"""

from collections.abc import Callable, Iterator
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from masterplans.models import QuickWin
from programs.models import Enrolment
from smartcity_portal.bench import structure
from smartcity_portal.bench.crowd import cohort_of
from smartcity_portal.bench.figure import Figure, at_most, beside, for_the_record
from smartcity_portal.bench.programmes import plan_of
from smartcity_portal.bench.review import long_chapter

RUNS = 15
LIMIT = 4.0
UNIT = "× empty page"


def figures() -> Iterator[Figure]:
    """Yield the emptiest page's time, then ratio and query count of every list page."""
    empty = _visit(_client("asesor"), reverse("accounts:notices"))
    emptiest = []
    for name, username, url in _pages():
        visit = _visit(_client(username), url)
        taken, base = beside(visit, empty, runs=RUNS)
        emptiest.append(base)
        yield at_most(f"pages.{name}.time", taken / base, LIMIT, unit=UNIT)
        with CaptureQueriesContext(connection) as queries:
            visit()
        yield for_the_record(f"pages.{name}.queries", len(queries), unit="queries")
    yield from _matrix(empty)
    yield from _boards(empty)
    yield from _grids(empty)
    yield from _chapters(empty)
    yield for_the_record("pages.empty_logged_in", median(emptiest) * 1000, unit="ms")


def _boards(empty: Callable[[], None]) -> Iterator[Figure]:
    """The board with 50 regions and with all 514, each with its plan, chapters and bimtek."""
    by = User.objects.get(username="kementerian")
    asked = []
    for many in (50, 514):
        client = _client("kementerian")
        with cohort_of(many, by) as cohort:
            visit = _visit(client, reverse("cohort_board", args=[cohort.year]))
            taken, base = beside(visit, empty, runs=RUNS)
            with CaptureQueriesContext(connection) as queries:
                visit()
        asked.append(len(queries))
        yield at_most(f"pages.board_with_{many}_plans.time", taken / base, LIMIT, unit=UNIT)
        yield for_the_record(f"pages.board_with_{many}_plans.queries", asked[-1], unit="queries")
    yield at_most("pages.board.queries_more_at_514", asked[1] - asked[0], 0, unit="queries")


def _chapters(empty: Callable[[], None]) -> Iterator[Figure]:
    """A chapter of thirty pages as its mentor reads it: with 1 and 60 remarks, and read again."""
    asked = {}
    for name, remarks, again in (("1", 1, False), ("60", 60, False), ("60_read_again", 60, True)):
        client = _client("pembimbing")
        with long_chapter(remarks, again=again) as chapter:
            visit = _visit(client, chapter.get_absolute_url())
            taken, base = beside(visit, empty, runs=RUNS)
            with CaptureQueriesContext(connection) as queries:
                visit()
        asked[name] = len(queries)
        yield at_most(f"pages.chapter_with_{name}_remarks.time", taken / base, LIMIT, unit=UNIT)
        yield for_the_record(
            f"pages.chapter_with_{name}_remarks.queries", asked[name], unit="queries"
        )
    more = asked["60"] - asked["1"]
    yield at_most("pages.chapter.queries_more_at_60_remarks", more, 0, unit="queries")


def _grids(empty: Callable[[], None]) -> Iterator[Figure]:
    """The grid of programmes with one row and with 150, ten years each: its page and its data."""
    enrolment = Enrolment.objects.get(slug="kota-batam-2022")
    pages = {"grid": "masterplans:record_grid", "grid_data": "masterplans:grid_rows"}
    for name, address in pages.items():
        asked = []
        for many in (1, 150):
            client = _client("koordinator")
            with plan_of(many, enrolment):
                visit = _visit(client, reverse(address, args=[enrolment.slug, "program"]))
                taken, base = beside(visit, empty, runs=RUNS)
                with CaptureQueriesContext(connection) as queries:
                    visit()
            asked.append(len(queries))
            yield for_the_record(f"pages.{name}_of_{many}.time", taken / base, unit=UNIT)
        yield for_the_record(f"pages.{name}_of_150.queries", asked[1], unit="queries")
        yield at_most(f"pages.{name}.queries_more_at_150", asked[1] - asked[0], 0, unit="queries")


def _matrix(empty: Callable[[], None]) -> Iterator[Figure]:
    """The matrix of a plan as it is, and with 25 chapters and 150 sections."""
    slug, client = "kota-batam-2022", _client("koordinator")
    visit = _visit(client, reverse("masterplans:plan_matrix", args=[slug]))
    visit()
    few = structure.queries_of(visit)
    with structure.large_plan(slug):
        taken, base = beside(visit, empty, runs=RUNS)
        many = structure.queries_of(visit)
    yield at_most("pages.matrix_of_150_sections.time", taken / base, LIMIT, unit=UNIT)
    yield for_the_record("pages.matrix_of_150_sections.queries", many, unit="queries")
    yield at_most("pages.matrix.queries_more_at_150", many - few, 0, unit="queries")


def _client(username: str) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(
        User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def _visit(client: Client, url: str):
    def visit() -> None:
        response = client.get(url)
        assert response.status_code == 200, f"{url} answered {response.status_code}"

    return visit


def _pages() -> Iterator[tuple[str, str, str]]:
    slug = Enrolment.objects.get(slug="kota-batam-2022").slug
    yield "ministry_home", "kementerian", reverse("home")
    yield "board_of_8", "kementerian", reverse("cohort_board", args=[2022])
    yield "board_of_50", "kementerian", reverse("cohort_board", args=[2018])
    yield "mentors", "kementerian", reverse("programs:mentor_list")
    yield "sheets", "kementerian", reverse("commitments:sheet_list")
    yield "enrolments", "pemantau", reverse("enrolment_list")
    yield "mentor_home", "pembimbing", reverse("home")
    yield "review_queue", "pembimbing", reverse("masterplans:review_queue")
    yield "coordinator_home", "koordinator", reverse("home")
    yield "gate", "koordinator", reverse("workshops:gate_detail", args=[slug])
    yield "plan", "koordinator", reverse("masterplans:plan_detail", args=[slug])
    yield "matrix", "koordinator", reverse("masterplans:plan_matrix", args=[slug])
    yield "days_per_holder", "koordinator", reverse("masterplans:plan_holders", args=[slug])
    yield "cohort_holders", "kementerian", reverse("masterplans:cohort_holders", args=[2022])
    yield "programmes", "koordinator", reverse("masterplans:program_list", args=[slug])
    yield "swot", "koordinator", reverse("masterplans:record_list", args=[slug, "swot"])
    yield "quick_wins", "koordinator", reverse("masterplans:quick_win_list", args=[slug])
    yield "quick_win_choice", "koordinator", reverse("masterplans:quick_win_choice", args=[slug])
    yield "quick_win_orphans", "koordinator", reverse("quick_win_orphans", args=[slug])
    win = QuickWin.objects.chosen().filter(plan__enrolment__slug=slug).first()
    if win:
        yield "quick_win_thread", "koordinator", reverse("quick_win_thread", args=[win.pk])
    yield "writer_home", "penulis", reverse("home")
    yield "my_sections", "penulis", reverse("masterplans:my_sections")
