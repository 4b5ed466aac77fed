"""Who may do what with the programme? One row per person, one column per permission."""

import pytest

from programs.models import Office
from programs.services import candidacies, score_sheets
from tests.factories import CohortFactory
from tests.people import ROLES

ENROLMENT = {
    "view_enrolment": {
        "ministry", "mentor", "coordinator", "writer", "writer_of_another_agency", "agency_head",
        "head_of_region", "assessor", "observer",
    },
    "enrol_region": {"ministry"},
    "register_memorandum": {"ministry"},
    "remind_memorandum": {"ministry"},
    "assign_mentor": {"ministry"},
    "assign_assessor": {"ministry"},
    "manage_agency": {"ministry", "coordinator"},
    "appoint_official": {"ministry", "coordinator"},
    "decree_body": {"ministry", "coordinator"},
    "invite_person": {"ministry", "coordinator"},
    "invite_anyone": {"ministry"},
    "manage_cohort": {"ministry"},
    "manage_edition": {"ministry"},
}  # fmt: skip


CANDIDACY = {
    "manage_selection": {"ministry"},
    "assign_assessor": {"ministry"},
    "compare_scores": {"ministry"},
    "score_candidacy": {"assessor"},
    "complete_candidacy": {"ministry", "assessor"},
    "assess_candidacy": {"ministry"},
    "resume_candidacy": {"ministry"},
    "accept_candidacy": {"ministry"},
    "decline_candidacy": {"ministry"},
    "withdraw_candidacy": {"ministry"},
    "reopen_candidacy": {"ministry"},
    "issue_letter": {"ministry"},
    "read_letter": {"ministry", "coordinator"},
}


@pytest.mark.parametrize("permission", CANDIDACY)
def test_each_permission_on_a_candidate_belongs_to_these_people(town, permission):
    candidacy = candidacies.add(
        CohortFactory(year=2022), town.enrolment.region, by=town["ministry"]
    )
    score_sheets.ask(candidacy, town["assessor"], by=town["ministry"])
    holders = {role for role in ROLES if town[role].has_perm(f"programs.{permission}", candidacy)}
    assert holders == CANDIDACY[permission]


@pytest.mark.parametrize("permission", ENROLMENT)
def test_each_permission_belongs_to_these_people_and_no_others(town, permission):
    holders = {
        role for role in ROLES if town[role].has_perm(f"programs.{permission}", town.enrolment)
    }
    assert holders == ENROLMENT[permission]


def test_an_agency_is_managed_by_its_own_region_only(town):
    holders = {role for role in ROLES if town[role].has_perm("programs.manage_agency", town.works)}
    assert holders == {"ministry", "coordinator"}


def test_a_signatory_is_invited_by_the_region_of_the_office(town):
    office = Office.objects.get(region=town.enrolment.region, agency=None)
    official = office.tenures.get().official
    for subject in (office, official):
        holders = {
            role for role in ROLES if town[role].has_perm("programs.invite_signatory", subject)
        }
        assert holders == {"ministry", "coordinator"}


def test_a_superuser_is_not_above_the_rules_of_an_object(town):
    town["stranger"].is_superuser = True
    assert not town["stranger"].has_perm("programs.assign_mentor", town.enrolment)


def test_the_outbox_is_the_ministrys(town):
    holders = {role for role in ROLES if town[role].has_perm("accounts.view_outbox")}
    assert holders == {"ministry"}


def test_somebody_whose_account_is_closed_may_nothing(town):
    town["ministry"].is_active = False
    assert not town["ministry"].has_perm("programs.enrol_region", town.enrolment)
