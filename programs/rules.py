"""Who may do what with the programme? Relations that other floors build permissions from.

Predicates take any object that has `enrolment` (or is one); states and dates stay elsewhere.
"""

from typing import Any

import rules

from programs.people import relations_of


def _enrolment(obj: Any) -> Any:
    return getattr(obj, "enrolment", None)


def _region_id(obj: Any) -> int | None:
    enrolment = _enrolment(obj)
    if enrolment is not None:
        return enrolment.region_id
    return getattr(obj, "region_id", None) or (
        obj.pk if obj is not None and obj._meta.label_lower == "programs.region" else None
    )


@rules.predicate
def is_ministry(user, obj=None) -> bool:
    return relations_of(user).ministry


@rules.predicate
def mentors_it(user, obj) -> bool:
    enrolment = _enrolment(obj)
    return enrolment is not None and enrolment.pk in relations_of(user).mentored


@rules.predicate
def coordinates_it(user, obj) -> bool:
    region = _region_id(obj)
    return region is not None and region in relations_of(user).coordinated_regions


@rules.predicate
def coordinates_somewhere(user, obj=None) -> bool:
    return bool(relations_of(user).coordinated_regions)


@rules.predicate
def works_in_its_region(user, obj) -> bool:
    region = _region_id(obj)
    return region is not None and region in relations_of(user).agency_regions


@rules.predicate
def holds_office_in_its_region(user, obj) -> bool:
    region = _region_id(obj)
    return region is not None and region in relations_of(user).office_regions


@rules.predicate
def assesses_it(user, obj) -> bool:
    enrolment = _enrolment(obj)
    return enrolment is not None and (
        (enrolment.cohort_id, enrolment.region_id) in relations_of(user).assessed
    )


@rules.predicate
def assesses_candidate(user, candidacy) -> bool:
    """Whether the person assesses this candidate today; one who guides the region never does."""
    return candidacy is not None and (
        (candidacy.cohort_id, candidacy.region_id) in relations_of(user).assessed
    )


@rules.predicate
def observes_it(user, obj) -> bool:
    relations = relations_of(user)
    return relations.observes_all or _region_id(obj) in relations.observed_regions


@rules.predicate
def coordinates_their_region(user, official) -> bool:
    """Whether the official (or office) belongs to a region that `user` coordinates."""
    mine = relations_of(user).coordinated_regions
    if official is None or not mine:
        return False
    if official._meta.label_lower == "programs.office":
        return official.region_id in mine
    return official.tenures.filter(office__region__in=mine).exists()


@rules.predicate
def keeps_it(user, view) -> bool:
    """Whether the view of the board is the person's own."""
    return view is not None and view.by_id == user.pk


@rules.predicate
def holds_the_office(user, acknowledgement) -> bool:
    """Whether the person is the successor who was asked."""
    return acknowledgement is not None and acknowledgement.tenure.official.user_id == user.pk


belongs_to_it = (
    is_ministry
    | mentors_it
    | coordinates_it
    | works_in_its_region
    | holds_office_in_its_region
    | assesses_it
    | observes_it
)

rules.add_perm("programs.view_cohort", is_ministry | observes_it)
rules.add_perm("programs.manage_cohort", is_ministry)
rules.add_perm("programs.name_board_view", is_ministry)
rules.add_perm("programs.change_board_view", is_ministry & keeps_it)
rules.add_perm("programs.manage_edition", is_ministry)
rules.add_perm("programs.open_edition", is_ministry)
rules.add_perm("programs.withdraw_edition", is_ministry)
rules.add_perm("programs.enforce_edition", is_ministry)
rules.add_perm("programs.view_enrolment", belongs_to_it)
rules.add_perm("programs.enrol_region", is_ministry)
rules.add_perm("programs.register_memorandum", is_ministry)
rules.add_perm("programs.assign_mentor", is_ministry)
rules.add_perm("programs.assign_assessor", is_ministry)
rules.add_perm("programs.manage_selection", is_ministry)
rules.add_perm("programs.score_candidacy", assesses_candidate)
rules.add_perm("programs.complete_candidacy", is_ministry | assesses_candidate)
rules.add_perm("programs.assess_candidacy", is_ministry)
rules.add_perm("programs.resume_candidacy", is_ministry)
rules.add_perm("programs.accept_candidacy", is_ministry)
rules.add_perm("programs.decline_candidacy", is_ministry)
rules.add_perm("programs.withdraw_candidacy", is_ministry)
rules.add_perm("programs.reopen_candidacy", is_ministry)
rules.add_perm("programs.issue_letter", is_ministry)
rules.add_perm("programs.read_letter", is_ministry | coordinates_it)
rules.add_perm("programs.compare_scores", is_ministry)
rules.add_perm("programs.remind_memorandum", is_ministry)
rules.add_perm("programs.invite_anyone", is_ministry)
rules.add_perm("programs.invite_somewhere", is_ministry | coordinates_somewhere)
rules.add_perm("programs.export_regions", rules.is_authenticated)
rules.add_perm("programs.invite_person", is_ministry | coordinates_it)
rules.add_perm("programs.invite_signatory", is_ministry | coordinates_their_region)
rules.add_perm("programs.manage_agency", is_ministry | coordinates_it)
rules.add_perm("programs.change_letterhead", is_ministry | coordinates_it)
rules.add_perm("programs.appoint_official", is_ministry | coordinates_it)
rules.add_perm("programs.acknowledge_office", holds_the_office)
rules.add_perm("programs.remind_successor", is_ministry | coordinates_it)
rules.add_perm("programs.decree_body", is_ministry | coordinates_it)
rules.add_perm("programs.make_dossier", is_ministry | coordinates_it)
rules.add_perm("accounts.view_outbox", is_ministry)
rules.add_perm("accounts.view_own", rules.is_authenticated)
rules.add_perm("accounts.oversee_invitations", is_ministry)
