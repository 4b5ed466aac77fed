"""How is the demo loaded? City by city, each in one transaction; a second run changes nothing."""

import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import translation

from accounts.models import User
from programs.models import Region
from programs.services import regions
from smartcity_portal.demo import (
    attendance,
    batam,
    bontang,
    checks,
    cohorts,
    guidance,
    ink,
    invitations,
    minutes,
    offices,
    outputs,
    people,
    quick_wins,
    reviewing,
    selection,
    signed_papers,
    signing_services,
    sources,
    structure,
)
from smartcity_portal.demo import city as cities
from smartcity_portal.demo.city import City


class Command(BaseCommand):
    help = "Load regions, cohorts and the demo's four cities; --people prints who may sign in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", action="store_true", help="only print the demo's people")

    def handle(self, *args: Any, **options: Any) -> None:
        self.verbosity = options["verbosity"]
        if not options["people"]:
            with translation.override("id"):
                self._load()
        if options["people"] or self.verbosity > 0:
            self._print_people()

    def _load(self) -> None:
        users, ministry = self._ground()
        self._city(City("batang", ministry), _first_stage)
        self._city(City("madiun", ministry), _first_stage)
        self._city(City("bontang", ministry), lambda city: bontang.load(city, users))
        self._city(City("batam", ministry), lambda city: batam.load(city, users))
        self._step("Bontang: books and sheet", lambda: bontang.finish(City("bontang", ministry)))
        self._step(
            "Batam: sheet",
            lambda: batam.sign(City("batam", ministry), users["koordinator"]),
        )
        self._step(
            "sections",
            lambda: self._structure(ministry),
        )
        self._step(
            "Batam: sources",
            lambda: sources.load(City("batam", ministry), users["koordinator"]),
        )
        self._step("quick wins", lambda: self._quick_wins(ministry, users))
        self._step("guidance", lambda: guidance.revise(ministry))
        self._step("Batam: office", lambda: offices.change_hands(City("batam", ministry)))
        self._step(
            "Batam: paper",
            lambda: ink.load(City("batam", ministry), users["koordinator"]),
        )
        self._step(
            "Batam: invitations",
            lambda: invitations.load(City("batam", ministry), users["koordinator"]),
        )
        self._step(
            "Batam: attendance",
            lambda: attendance.load(City("batam", ministry), users["koordinator"]),
        )
        self._step("reviewing", lambda: reviewing.load(users))
        self._step("checks", lambda: checks.load(users))
        self._step("outputs", outputs.load)
        self._step(
            "minutes",
            lambda: minutes.load(
                {slug: City(slug, ministry) for slug in ("bontang", "batam")}, users
            ),
        )
        self._step(
            "signed papers",
            lambda: signed_papers.load(
                {slug: City(slug, ministry) for slug in ("bontang", "batam")}
            ),
        )
        self._step(
            "Bontang: signing service",
            lambda: signing_services.load(City("bontang", ministry).region, by=ministry),
        )

    def _structure(self, ministry: User) -> None:
        """Who writes which sections, until when, and what they have ticked."""
        for slug, username in (("bontang", "tim-bontang"), ("batam", "koordinator")):
            structure.load(City(slug, ministry), User.objects.get(username=username))

    def _quick_wins(self, ministry: User, users: dict[str, User]) -> None:
        """What they belong to, how far they came, and who still has to score."""
        for slug, username in (("bontang", "tim-bontang"), ("batam", "koordinator")):
            city, by = City(slug, ministry), User.objects.get(username=username)
            quick_wins.tie(city, by)
            quick_wins.carry_out(city, by)
        quick_wins.score_again(City("batam", ministry), users)

    @transaction.atomic
    def _ground(self) -> tuple[dict[str, User], User]:
        if not Region.objects.exists():
            self._step("regions", regions.load)
        users = people.open_accounts()
        people.grant(users, "", None)
        ministry = users["kementerian"]
        self._step("selection", lambda: selection.load(ministry, users["asesor"]))
        self._step("cohorts", lambda: cohorts.load(ministry))
        return users, ministry

    def _city(self, city: City, load: Callable[[City], None]) -> None:
        if not city.is_loaded:
            with transaction.atomic():
                self._step(city.slug, lambda: load(city))

    def _step(self, name: str, work: Callable[[], Any]) -> None:
        started = time.perf_counter()
        work()
        if self.verbosity > 1:
            self.stdout.write(f"{name}: {time.perf_counter() - started:.1f} s")

    def _print_people(self) -> None:
        rows = people.table()
        widest = max(len(username) for username, _role, _may in rows)
        self.stdout.write(f"\nAkun peragaan (kata sandi: {people.password()})\n")
        for username, role, may in rows:
            self.stdout.write(f"  {username:<{widest}}  {role}: {may}.")
        self.stdout.write("")


def _first_stage(city: City) -> None:
    cities.found(city)
    cities.hold(city, 1)
    if "plea" in city.facts:
        cities.plead(city)
