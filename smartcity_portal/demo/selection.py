"""How was Batam chosen in 2022? The way as sourced; assessors, scores and the letter as examples."""

from datetime import date, datetime
from typing import Any

from accounts import past
from accounts.models import User
from programs.models import Candidacy, Cohort, Region, ScoreSheet
from programs.pdf import letters
from programs.services import candidacies, cohort_facts, pass_letters, score_sheets
from smartcity_portal.demo import files, people


def load(ministry: User, assessor: User) -> None:
    """Load the candidates of the cohort unless some are there; before its regions are enrolled."""
    cohort_facts.load()
    facts = files.read("selection")
    cohort = Cohort.objects.get(year=facts["year"])
    if cohort.candidacies.exists() or cohort.enrolments.exists():
        return
    assessors = {assessor.username: assessor}
    for row in facts["assessors"]:
        assessors[row["username"]] = people.account(row["username"], row["name"])
    _record_chosen(cohort, facts)
    for row in facts["scored"]:
        _score(cohort, facts, row, assessors, ministry)
    _issue_letter(cohort, facts["letter"], ministry)


def _record_chosen(cohort: Cohort, facts: dict[str, Any]) -> None:
    with past.loading(_at(facts["decided_on"])):
        for region in Region.objects.filter(name__in=facts["chosen"]).order_by("code"):
            candidacies.record_chosen(
                cohort,
                region,
                by=None,
                decided_on=facts["decided_on"],
                source=facts["chosen_source"],
            )


def _score(
    cohort: Cohort,
    facts: dict[str, Any],
    row: dict[str, Any],
    assessors: dict[str, User],
    ministry: User,
) -> None:
    region = Region.objects.get(name=row["region"])
    decided = row["decided"]
    with past.loading(_at(facts["asked_on"])):
        candidacy = candidacies.add(
            cohort,
            region,
            by=ministry,
            source=facts["source"] if decided else "",
            is_example=not decided,
        )
        for sheet in row["sheets"]:
            score_sheets.ask(candidacy, assessors[sheet["by"]], by=ministry)
    for sheet in row["sheets"]:
        _fill(candidacy, sheet, assessors[sheet["by"]], facts["handed_in_on"])
    ScoreSheet.objects.filter(candidacy=candidacy).update(is_example=True)
    if decided:
        with past.loading(_at(facts["decided_on"])):
            candidacies.accept(candidacy, by=ministry)


def _fill(candidacy: Candidacy, sheet: dict[str, Any], assessor: User, day: date) -> None:
    """The assessor whom the demo offers still has sheets to hand in, except the one of Batam."""
    is_open = assessor.username == "asesor" and candidacy.is_example
    act = score_sheets.save if is_open else score_sheets.hand_in
    with past.loading(_at(day)):
        act(candidacy, by=assessor, scores=sheet["scores"], note=sheet["note"])


def _issue_letter(cohort: Cohort, facts: dict[str, Any], ministry: User) -> None:
    chosen = cohort.candidacies.filter(region__name="Kota Batam")
    with past.loading(_at(facts["dated"])):
        letter = pass_letters.issue(
            cohort,
            chosen,
            by=ministry,
            is_example=True,
            **pass_letters.usual_words(cohort),
            **facts,
        )
        letters.print_copies(letter, lambda done, total, region: None)


def _at(day: date) -> datetime:
    return files.moment(day, 10, "Asia/Jakarta")
